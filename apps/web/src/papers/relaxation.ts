// The way out that the assembly proposes, as text `rule:part:from:to`, several that belong together joined by `+`.
import { boundsOf, itemCountOf, totalPointsOf } from '@jiangping/domain/papers/blueprint';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';

/** What a refusal `paper_infeasible` says: the rules in conflict, and the ways out, each enough by itself. */
export interface Infeasible {
  readonly rules: readonly string[];
  readonly ways: readonly string[];
}

/** Reads the facts of a refusal `paper_infeasible`. */
export function readInfeasible(facts: Readonly<Record<string, unknown>>): Infeasible {
  const listOf = (value: unknown) =>
    typeof value === 'string' ? value.split(',').filter((each) => each !== '') : [];
  return { rules: listOf(facts['rule']), ways: listOf(facts['relaxation']) };
}

/**
 * A blueprint loosened by a way out; null where the blueprint has no place for it (near duplicates, say). Bounds that then
 * contradict each other are told by `problemsOfBlueprint`.
 */
export function relaxBlueprint(blueprint: Blueprint, way: string): Blueprint | null {
  let loosened: Blueprint | null = blueprint;
  for (const move of way.split('+')) {
    const [name = '', part = '', , to = ''] = move.split(':');
    const value = Number(to);
    if (loosened === null || to === '' || !Number.isFinite(value)) return null;
    loosened = moveBound(loosened, name, part, value);
  }
  return loosened;
}

function moveBound(blueprint: Blueprint, name: string, part: string, to: number): Blueprint | null {
  const [kind = '', ...path] = name.split('.');
  const of = path.join('.');
  const isBound = part === 'min' || part === 'max';
  if (kind === 'section' && isBound) {
    const sections = blueprint.sections.map((each) =>
      each.interaction === of ? { ...each, count: to } : each,
    );
    return { ...blueprint, sections };
  }
  if (kind === 'content' && isBound) {
    const content = blueprint.content.map((each) =>
      each.range === of ? { range: of, ...boundsOf(each), [part]: to } : each,
    );
    return { ...blueprint, content };
  }
  if (kind === 'difficulty' && isBound) {
    const items = Math.max(1, itemCountOf(blueprint));
    // Outwards to a ten-thousandth, so that the whole number of items stays inside.
    const share = (part === 'min' ? Math.floor((to / items) * 1e4) : Math.ceil((to / items) * 1e4)) / 1e4;
    const difficulty = blueprint.difficulty.map((each) =>
      String(each.level) === of ? { ...each, [part]: Math.min(1, Math.max(0, share)) } : each,
    );
    return { ...blueprint, difficulty };
  }
  if (name === 'seconds' && part === 'max') return { ...blueprint, secondsMax: Math.ceil(to) };
  if (name === 'angoff' && part === 'width') {
    // The solver counts in points of the form, the blueprint out of 100.
    const width = Math.ceil((to / totalPointsOf(blueprint)) * 100 * 1e4 - 1e-6) / 1e4;
    return { ...blueprint, angoff: { ...blueprint.angoff, width } };
  }
  return null;
}
