// A bank file goes to the server in portions, each an act of its own: a bank of any size passes, the clerk sees how far it
// is, and what was taken stays taken when the network goes away in the middle.

type Json = Readonly<Record<string, unknown>>;

/** Items of one portion at most. */
export const portionItems = 1000;
/** Characters of one portion at most, as JSON: the server takes 8 MB, and a Chinese character is 3 bytes. */
export const portionCharacters = 2_000_000;

/** The items in their order, cut into portions; one item too large for any is a portion alone. */
export function cutPortions(
  items: readonly Json[],
  most: { readonly items: number; readonly characters: number } = {
    items: portionItems,
    characters: portionCharacters,
  },
): readonly (readonly Json[])[] {
  const portions: Json[][] = [];
  let size = Infinity;
  for (const item of items) {
    const length = JSON.stringify(item).length;
    const last = portions.at(-1);
    if (last && last.length < most.items && size + length <= most.characters) {
      last.push(item);
      size += length;
    } else {
      portions.push([item]);
      size = length;
    }
  }
  return portions;
}

export interface PortionReport<Problem, Pair> {
  readonly accepted: number;
  readonly refused: number;
  readonly problems: readonly Problem[];
  readonly nearDuplicates: readonly Pair[];
}

/** The reports of portions as the report of the whole. */
export function joinReports<Problem, Pair>(reports: readonly PortionReport<Problem, Pair>[]) {
  return {
    accepted: reports.reduce((sum, { accepted }) => sum + accepted, 0),
    refused: reports.reduce((sum, { refused }) => sum + refused, 0),
    problems: reports.flatMap(({ problems }) => [...problems]),
    nearDuplicates: reports.flatMap(({ nearDuplicates }) => [...nearDuplicates]),
  };
}

/**
 * Sends the portions one after another and tells after each how many items were seen to. A portion that fails ends it with
 * its error; the portions before it stand.
 */
export async function sendPortions<Report>(
  portions: readonly (readonly Json[])[],
  send: (items: Json[], place: number) => Promise<Report>,
  tell: (seen: number, report: Report) => void,
): Promise<Report[]> {
  const reports: Report[] = [];
  let seen = 0;
  for (const [place, items] of portions.entries()) {
    const report = await send([...items], place);
    reports.push(report);
    seen += items.length;
    tell(seen, report);
  }
  return reports;
}
