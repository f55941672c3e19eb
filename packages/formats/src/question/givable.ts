// What an interaction lets a candidate give. The player gives nothing else; a device that somebody tampered with might send
// every pair at once, and a mapping would pay for the right ones among them.
import type { Interaction, InteractionKind } from '../qti/model.ts';

const pairing: readonly InteractionKind[] = [
  'associate',
  'match',
  'gap-match',
  'graphic-associate',
  'graphic-gap-match',
];
/** Their pairs have no direction: `A B` is `B A`. */
const undirected: readonly InteractionKind[] = ['associate', 'graphic-associate'];
const bounded: readonly InteractionKind[] = [
  ...pairing,
  'choice',
  'order',
  'hottext',
  'hotspot',
  'graphic-order',
  'select-point',
  'position-object',
];

/**
 * The values of an answer as far as the interaction can give them, in order: none twice, no more than `max`, and no option in
 * more pairs than its `match-max` (0: any number of either). Values of other interactions stay as they are.
 */
export function keepGivable(interaction: Interaction, values: readonly string[]): string[] {
  const { kind, max, choices, targets } = interaction;
  if (!bounded.includes(kind)) return [...values];
  const isPairing = pairing.includes(kind);
  const most = new Map([...choices, ...targets].map(({ id, matchMax }) => [id, matchMax]));
  const uses = new Map<string, number>();
  const seen = new Set<string>();
  return values.filter((value) => {
    const ends = value.trim().split(/\s+/);
    const key = (undirected.includes(kind) ? ends.toSorted() : ends).join(' ');
    const isUsedUp = (id: string) => {
      const limit = most.get(id) ?? 0;
      return limit > 0 && (uses.get(id) ?? 0) >= limit;
    };
    if (seen.has(key) || (max > 0 && seen.size >= max) || (isPairing && ends.some(isUsedUp))) return false;
    seen.add(key);
    for (const id of ends) uses.set(id, (uses.get(id) ?? 0) + 1);
    return true;
  });
}
