/**
 * Which entries stand in which place, the places of all forms in a row and the unused entries after them. An entry is a
 * piece of the bank that enters a form whole; where forms may share items, one more entry of the same piece for each form.
 */
export interface Board {
  slots: number[];
  places: number;
  used: number;
  /** Where every entry stands, the reverse of `slots`. */
  placeOf: number[];
  /** The entries with those that count in the same rules side by side, and the reverse. */
  kin: number[];
  kinOf: number[];
}

/** One entry before it is laid out. */
export interface Entry {
  /** The piece it is; pieces without items are empty places. */
  piece: number;
  /** Items in it. */
  length: number;
  weight: number;
  /** The rules it counts in. */
  rows: readonly number[];
}

/**
 * Deals the entries of the greatest weight out to `count` forms until they hold `room` items in all, neighbours in the
 * rules to different forms. Entries without items fill what is left of the places.
 */
export function dealEntries(entries: readonly Entry[], count: number, room: number): Board {
  const byWeight = [...entries.keys()]
    .filter((at) => (entries[at]?.length ?? 0) > 0)
    .sort((one, other) => (entries[other]?.weight ?? 0) - (entries[one]?.weight ?? 0) || one - other);
  const chosen: number[] = [];
  let held = 0;
  for (const at of byWeight) {
    const { length = 0 } = entries[at] ?? {};
    if (held + length > room) continue;
    held += length;
    chosen.push(at);
  }
  const length = (at: number): number => entries[at]?.length ?? 0;
  const keys = new Map(chosen.map((at) => [at, findKey(entries[at])]));
  chosen.sort(
    (one, other) => length(other) - length(one) || compareKeys(keys.get(one), keys.get(other)) || one - other,
  );
  const forms: number[][] = Array.from({ length: count }, () => []);
  chosen.forEach((at, place) => forms[place % count]?.push(at));
  return layEntries(entries, forms);
}

/** Lays finished forms out as they are: for every form the entries in it. */
export function layEntries(entries: readonly Entry[], forms: readonly (readonly number[])[]): Board {
  const chosen = new Set(forms.flat());
  const rest = [...entries.keys()].filter((at) => !chosen.has(at));
  const empty = rest.filter((at) => entries[at]?.length === 0);
  const places = Math.max(...forms.map((form) => form.length)) + (empty.length > 0 ? SPARE : 0);
  const slots = forms.flatMap((form) => [...form, ...empty.splice(0, places - form.length)]);
  const used = slots.length;
  const standing = new Set(slots);
  slots.push(...[...entries.keys()].filter((at) => !standing.has(at)));
  const keys = entries.map((entry) => findKey(entry));
  const kin = [...entries.keys()].sort((one, other) => compareKeys(keys[one], keys[other]) || one - other);
  return { slots, places, used, placeOf: invert(slots), kin, kinOf: invert(kin) };
}

/** Empty places of every form where its number of pieces may change. */
export const SPARE = 2;

/** Entries that count in the same rules have keys side by side. */
function findKey(entry: Entry | undefined): string {
  return (entry?.rows ?? []).map((row) => String(row).padStart(5)).join();
}

function compareKeys(one = '', other = ''): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function invert(list: readonly number[]): number[] {
  const inverse = new Array<number>(list.length);
  list.forEach((value, at) => (inverse[value] = at));
  return inverse;
}
