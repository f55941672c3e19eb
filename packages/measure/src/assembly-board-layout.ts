/** Which entries of the pool stand in which place, the places of all forms in a row and the unused entries after them. */
export interface Board {
  slots: number[];
  used: number;
  /** Where every entry stands, the reverse of `slots`. */
  placeOf: number[];
  /** The entries with those that count in the same rules side by side, and the reverse. */
  kin: number[];
  kinOf: number[];
}

/** Deals the items of the greatest weight out to the forms, neighbours in the rules to different forms. */
export function dealItems(
  items: readonly number[],
  places: number,
  count: number,
  weights: ReadonlyMap<number, number>,
  rows: readonly (readonly number[])[],
): Board {
  const byWeight = [...items.keys()].sort(
    (one, other) =>
      (weights.get(items[other] ?? 0) ?? 0) - (weights.get(items[one] ?? 0) ?? 0) || one - other,
  );
  const used = places * count;
  const chosen = byWeight
    .slice(0, used)
    .map((entry) => ({ entry, key: findKey(rows, entry) }))
    .sort(compareKeys);
  const slots = new Array<number>(items.length);
  chosen.forEach(({ entry }, at) => (slots[(at % count) * places + Math.floor(at / count)] = entry));
  byWeight.slice(used).forEach((entry, at) => (slots[used + at] = entry));
  return makeBoard(slots, used, rows);
}

function makeBoard(slots: number[], used: number, rows: readonly (readonly number[])[]): Board {
  const kin = [...slots.keys()]
    .map((entry) => ({ entry, key: findKey(rows, entry) }))
    .sort(compareKeys)
    .map(({ entry }) => entry);
  return { slots, used, placeOf: invert(slots), kin, kinOf: invert(kin) };
}

/** Entries that count in the same rules have keys side by side. */
function findKey(rows: readonly (readonly number[])[], entry: number): string {
  return (rows[entry] ?? []).map((row) => String(row).padStart(5)).join();
}

function compareKeys(one: { key: string; entry: number }, other: { key: string; entry: number }): number {
  return one.key < other.key ? -1 : one.key > other.key ? 1 : one.entry - other.entry;
}

function invert(list: readonly number[]): number[] {
  const inverse = new Array<number>(list.length);
  list.forEach((value, at) => (inverse[value] = at));
  return inverse;
}

/** Lays finished forms out as they are. */
export function layItems(
  items: readonly number[],
  forms: readonly (readonly number[])[],
  rows: readonly (readonly number[])[],
): Board {
  const entryOf = new Map(items.map((item, entry) => [item, entry]));
  const chosen = forms.flat().map((item) => entryOf.get(item) ?? 0);
  const used = new Set(chosen);
  return makeBoard(
    [...chosen, ...[...items.keys()].filter((entry) => !used.has(entry))],
    chosen.length,
    rows,
  );
}
