// The blueprint of a practical assessment: which practical items every paper holds (必考), of which groups it holds some
// (选考), and what each weighs. What is left open a draw decides, so the rules here are all there are.
import { problem, Refusal } from '../refusal.ts';
import type { Problem } from '../refusal.ts';
import type { LevelCode } from '../standards/level.ts';
import type { OccupationRef } from '../standards/occupation-code.ts';
import type { PaperRule } from './paper-rules.ts';

/** An item that every paper of the blueprint holds. */
export interface RequiredItem {
  readonly id: string;
  readonly weight: number;
}

/** A group of which every paper holds `take` items, each of this weight. */
export interface ItemChoice {
  readonly from: readonly string[];
  readonly take: number;
  readonly weight: number;
}

export interface PracticalBlueprint {
  readonly occupation: OccupationRef;
  readonly level: LevelCode;
  readonly part: 'practical';
  /** Working time of all items together. */
  readonly minutes: number;
  /** Items by their own ids, in the order of the assessment; the weights of a paper add up to 100 and are its points. */
  readonly items: readonly (RequiredItem | ItemChoice)[];
}

/** A place of the paper: the items that may stand there, and what it weighs. */
interface Place {
  readonly ids: readonly string[];
  readonly weight: number;
}

/** Items of a paper of this blueprint. */
export function practicalCountOf({ items }: PracticalBlueprint): number {
  return sumOf(items.map((slot) => ('from' in slot ? slot.take : 1)));
}

/** What the weights of a paper of this blueprint add up to. */
export function practicalWeightOf({ items }: PracticalBlueprint): number {
  return sumOf(items.map((slot) => ('from' in slot ? slot.take : 1) * slot.weight));
}

/**
 * Everything wrong with a practical blueprint: no item, an item twice, a choice of nothing or of more than its group has,
 * weights that do not add up to 100. Empty when sound.
 */
export function problemsOfPracticalBlueprint(blueprint: PracticalBlueprint): readonly Problem[] {
  const problems: Problem[] = [];
  const unsound = (field: string) => problems.push(problem('blueprint_invalid', { field }));
  const { items } = blueprint;
  if (!(blueprint.minutes > 0)) unsound('minutes');
  const ids = items.flatMap((slot) => ('from' in slot ? slot.from : [slot.id]));
  if (items.length === 0 || new Set(ids).size < ids.length) unsound('items');
  items.forEach((slot, i) => {
    const name = 'from' in slot ? String(i + 1) : slot.id;
    if (!(slot.weight > 0)) unsound(`items.${name}.weight`);
    if ('from' in slot && !(Number.isInteger(slot.take) && slot.take >= 1 && slot.take <= slot.from.length)) {
      unsound(`items.${name}.take`);
    }
  });
  if (Math.abs(practicalWeightOf(blueprint) - 100) > 1e-6) unsound('items.weight');
  return problems;
}

/** Working minutes of the items that may be used, by their ids. */
export type UsableMinutes = ReadonlyMap<string, number>;

/**
 * Why the bank has no paper for a sound blueprint: required items that may not be used (`item_not_vetted`), a group with too
 * few usable ones (`practical_choice_short`), or working time that not even the shortest choice keeps
 * (`practical_minutes_short`). Empty when there is a paper.
 */
export function problemsOfPracticalSupply(
  blueprint: PracticalBlueprint,
  usable: UsableMinutes,
): readonly Problem[] {
  const problems = blueprint.items.flatMap((slot): Problem[] => {
    if (!('from' in slot)) return usable.has(slot.id) ? [] : [problem('item_not_vetted', { item: slot.id })];
    const count = slot.from.filter((id) => usable.has(id)).length;
    const { take } = slot;
    return count >= take
      ? []
      : [problem('practical_choice_short', { items: slot.from.join(', '), take, count })];
  });
  if (problems.length > 0) return problems;
  const least = sumOf(blueprint.items.map((slot) => leastMinutes(slot, [], usable)));
  return least <= blueprint.minutes
    ? []
    : [problem('practical_minutes_short', { least, minutes: blueprint.minutes })];
}

/**
 * The items of one paper in their order: every required one, and of each group so many as it asks for, in the order
 * `shuffle` draws them as long as the working time can still be kept. Refuses the first of `problemsOfPracticalSupply`.
 */
export function drawPracticalItems(
  blueprint: PracticalBlueprint,
  usable: UsableMinutes,
  shuffle: (ids: readonly string[]) => readonly string[],
): readonly { readonly id: string; readonly weight: number }[] {
  const [first] = problemsOfPracticalSupply(blueprint, usable);
  // The problem carries the facts its own code asks for.
  if (first) throw new Refusal(first.code as 'item_not_vetted', first.facts as { item: string });
  let spare = blueprint.minutes - sumOf(blueprint.items.map((slot) => leastMinutes(slot, [], usable)));
  return blueprint.items.flatMap((slot) => {
    if (!('from' in slot)) return [slot];
    const least = leastMinutes(slot, [], usable);
    let taken: readonly string[] = [];
    for (const id of shuffle(slot.from.filter((each) => usable.has(each)))) {
      const more = [...taken, id];
      if (taken.length < slot.take && leastMinutes(slot, more, usable) - least <= spare) taken = more;
    }
    spare -= leastMinutes(slot, taken, usable) - least;
    return slot.from.filter((id) => taken.includes(id)).map((id) => ({ id, weight: slot.weight }));
  });
}

/** The least working time a place or group can come to once these of its items are taken. */
function leastMinutes(
  slot: RequiredItem | ItemChoice,
  taken: readonly string[],
  usable: UsableMinutes,
): number {
  const minutesOf = (id: string) => usable.get(id) ?? 0;
  if (!('from' in slot)) return minutesOf(slot.id);
  const others = slot.from
    .filter((id) => usable.has(id) && !taken.includes(id))
    .map(minutesOf)
    .sort((a, b) => a - b);
  return sumOf([...taken.map(minutesOf), ...others.slice(0, slot.take - taken.length)]);
}

/** What the rules look at of a practical item in its place. */
export interface PracticalFormItem {
  readonly id: string;
  readonly weight: number;
  readonly minutes: number;
}

/**
 * Every rule of a practical blueprint: one form, and of it (`1.minutes`) the items in order, none twice, their weights, their
 * working time.
 */
export function checkPracticalForms(
  blueprint: PracticalBlueprint,
  forms: readonly (readonly PracticalFormItem[])[],
): readonly PaperRule[] {
  const rule = (name: string, value: number, min: number, max: number): PaperRule => ({
    name,
    value,
    min,
    max,
    ok: value >= min - 1e-9 && value <= max + 1e-9,
  });
  const places = blueprint.items.flatMap((slot): Place[] =>
    'from' in slot
      ? Array.from({ length: slot.take }, () => ({ ids: slot.from, weight: slot.weight }))
      : [{ ids: [slot.id], weight: slot.weight }],
  );
  const count = places.length;
  return [
    rule('forms', forms.length, 1, 1),
    ...forms.flatMap((form, at) => {
      const inPlace = form.filter(({ id, weight }, i) => {
        const place = places[i];
        return place?.ids.includes(id) === true && place.weight === weight;
      });
      return [
        rule('items', form.length, count, count),
        rule('items.order', inPlace.length, count, count),
        rule('repeated', form.length - new Set(form.map(({ id }) => id)).size, 0, 0),
        rule('weight', sumOf(form.map(({ weight }) => weight)), 100, 100),
        rule('minutes', sumOf(form.map(({ minutes }) => minutes)), 0, blueprint.minutes),
      ].map((each) => ({ ...each, name: `${at + 1}.${each.name}` }));
    }),
  ];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
