import type { Entry } from './entry.ts';

/**
 * The answer that counts for each position: the one with the highest sequence, whatever the order of the list.
 * A cleared answer is present as an empty list, so that it also overrides an older one kept elsewhere.
 */
export function currentResponses(entries: Iterable<Entry>): ReadonlyMap<number, readonly string[]> {
  const latest = new Map<number, Entry>();
  for (const entry of entries) {
    const known = latest.get(entry.position);
    if (!known || entry.sequence > known.sequence) latest.set(entry.position, entry);
  }
  return new Map([...latest].map(([position, entry]) => [position, entry.response]));
}

/** Whether two answers choose the same options in the same order. */
export function isSameResponse(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
