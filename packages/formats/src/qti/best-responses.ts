// Responses worth trying when the best score of an item is looked for: the correct one, the one its mapping pays most for,
// every choice, and the constants its rules compare with.
import { isInside } from './areas.ts';
import type { Choice, Interaction, Item, MaybeValue, ResponseDeclaration, Scalar } from './model.ts';
import { mappedValueOf } from './operators-variables.ts';
import { makeValue, readScalar } from './values.ts';
import { elementsOf, textOf } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

const mostCandidates = 300;
const mostSubsets = 8;

/**
 * The answers to try for one response, best guess first. A standard template (`rules` null) looks at nothing but the
 * correct value and the mapping, so the best of these two is the best of all.
 */
export function candidatesFor(
  item: Item,
  declaration: ResponseDeclaration,
  correct: MaybeValue,
  rules: readonly XmlElement[] | null,
): MaybeValue[] {
  const interaction = item.interactions.find(({ id }) => id === declaration.id) ?? null;
  const { cardinality, baseType } = declaration;
  const found: MaybeValue[] = [correct];
  if (baseType) {
    const best = declaration.mapping ? bestByMapping(declaration, interaction) : null;
    if (best) found.push(makeValue(cardinality, baseType, best));
    if (declaration.areaMapping)
      found.push(makeValue(cardinality, baseType, bestPoints(declaration, interaction)));
    if (!rules) return found.filter((value) => value !== null);
    const scalars = new Map<string, Scalar>();
    const offered = new Set(
      [...(interaction?.choices ?? []), ...(interaction?.targets ?? [])].map(({ id }) => id),
    );
    const isOffered = (value: Scalar) =>
      offered.size === 0 ||
      String(value)
        .split(' ')
        .every((id) => offered.has(id));
    const add = (text: string) => {
      const scalar = readScalar(text, baseType);
      if (scalar !== undefined && isOffered(scalar)) scalars.set(String(scalar), scalar);
    };
    declaration.mapping?.entries.forEach(({ key }) => add(key));
    if (baseType === 'identifier') interaction?.choices.forEach(({ id }) => add(id));
    if (baseType === 'boolean') ['true', 'false'].forEach(add);
    for (const rule of rules) {
      for (const element of elementsOf(rule)) if (element.name === 'qti-base-value') add(textOf(element));
    }
    const single = [...scalars.values()].slice(0, mostCandidates);
    const least = interaction?.min ?? 0;
    if (least < 2) for (const scalar of single) found.push(makeValue(cardinality, baseType, [scalar]));
    if (cardinality === 'multiple' && baseType === 'identifier' && single.length <= mostSubsets) {
      for (let mask = 1; mask < 1 << single.length; mask++) {
        const subset = single.filter((_, i) => mask & (1 << i));
        const max = interaction?.max ?? 0;
        if (subset.length > Math.max(1, least - 1) && (max === 0 || subset.length <= max))
          found.push(makeValue('multiple', baseType, subset));
      }
    }
  }
  return found.filter((value) => value !== null).slice(0, mostCandidates);
}

/** The values that together are mapped highest within the limits of the interaction. */
function bestByMapping(declaration: ResponseDeclaration, interaction: Interaction | null): Scalar[] {
  const { baseType, cardinality, mapping } = declaration;
  if (!baseType || !mapping) return [];
  const keys = mapping.entries.flatMap(({ key }) => readScalar(key, baseType) ?? []);
  const isPaired = baseType === 'pair' || baseType === 'directedPair';
  const offered = baseType === 'identifier' && interaction ? interaction.choices.map(({ id }) => id) : [];
  const all: readonly Scalar[] = isPaired || offered.length === 0 ? keys : offered;
  const ranked = [...new Set(all)]
    .map((value) => ({ value, worth: mappedValueOf(value, declaration) }))
    .sort((a, b) => b.worth - a.worth);
  if (cardinality === 'single') return ranked.slice(0, 1).map(({ value }) => value);
  const limit = interaction && interaction.max > 0 ? interaction.max : Infinity;
  if (isPaired && interaction) return bestPairs(ranked, interaction, limit);
  // An order interaction takes every choice; elsewhere only what pays, or what the minimum forces.
  const isWhole = cardinality === 'ordered' && interaction?.max === 0 && offered.length > 0;
  const least = isWhole ? ranked.length : (interaction?.min ?? 0);
  return ranked
    .filter(({ worth }, i) => i < Math.min(limit, ranked.length) && (worth > 0 || i < least))
    .map(({ value }) => value);
}

interface Ranked {
  readonly value: Scalar;
  readonly worth: number;
}

/** Branch and bound over the paying pairs, within how often each choice may be used; greedy beyond its nodes. */
function bestPairs(ranked: readonly Ranked[], interaction: Interaction, limit: number): Scalar[] {
  const usable = new Map<string, number>();
  const add = ({ id, matchMax }: Choice) => usable.set(id, matchMax === 0 ? Infinity : matchMax);
  [...interaction.choices, ...interaction.targets].forEach(add);
  const paying = ranked.filter(({ worth }) => worth > 0);
  let best: readonly Scalar[] = [];
  let bestWorth = 0;
  let nodes = 5000;
  const visit = (from: number, taken: readonly Scalar[], worth: number) => {
    if (worth > bestWorth) [best, bestWorth] = [taken, worth];
    const rest = paying.slice(from, from + limit - taken.length).reduce((sum, p) => sum + p.worth, 0);
    const pair = paying[from];
    if (!pair || taken.length >= limit || worth + rest <= bestWorth || nodes-- <= 0) return;
    const ends = String(pair.value).split(' ');
    const uses = (id: string) => ends.filter((end) => end === id).length;
    if (ends.every((id) => (usable.get(id) ?? 0) >= uses(id))) {
      for (const id of ends) usable.set(id, (usable.get(id) ?? 0) - 1);
      visit(from + 1, [...taken, pair.value], worth + pair.worth);
      for (const id of ends) usable.set(id, (usable.get(id) ?? 0) + 1);
    }
    visit(from + 1, taken, worth);
  };
  visit(0, [], 0);
  return [...best];
}

/** A point in each of the areas that pay, as many as may be given. */
function bestPoints(
  { areaMapping, cardinality }: ResponseDeclaration,
  interaction: Interaction | null,
): Scalar[] {
  const entries = areaMapping?.entries ?? [];
  const most = cardinality === 'single' ? 1 : interaction && interaction.max > 0 ? interaction.max : Infinity;
  const points = entries.flatMap((entry, index) => {
    if (entry.value <= 0) return [];
    const { coords, name } = entry.shape;
    const [a = 0, b = 0, c = 0, d = 0] = coords;
    const tries: [number, number][] = name === 'rect' ? [[(a + c) / 2, (b + d) / 2]] : [];
    for (let i = 0; i + 1 < coords.length; i += 2) tries.push([coords[i] ?? 0, coords[i + 1] ?? 0]);
    if (name === 'default') tries.push([0, 0]);
    const hit = tries.find(([x, y]) => entries.findIndex(({ shape }) => isInside(shape, x, y)) === index);
    return hit ? [{ point: `${hit[0]} ${hit[1]}`, value: entry.value }] : [];
  });
  return points
    .sort((p, q) => q.value - p.value)
    .slice(0, most)
    .map(({ point }) => point);
}
