// What files of other systems do not say of an item – point, difficulty, Angoff value, time, source, rationale – is given by
// the clerk: defaults for the whole file, and a word on single items.
import type { BankDraft, FullFacts } from '@jiangping/formats/question/bank-draft';

export const factNames = ['point', 'difficulty', 'angoff', 'seconds', 'source', 'rationale'] as const;
export type FactName = (typeof factNames)[number];

/** Facts as far as they are known. */
export type SomeFacts = { readonly [Name in FactName]?: FullFacts[Name] | null };

/** A testable point as a file may name it. */
export interface NamedPoint {
  readonly code: string;
  readonly name: string;
}

/** Points by code and by name; a code wins. */
export function indexPoints(points: readonly NamedPoint[]): ReadonlyMap<string, string> {
  return new Map([
    ...points.map(({ code, name }): [string, string] => [name, code]),
    ...points.map(({ code }): [string, string] => [code, code]),
  ]);
}

/** The point that the item's category or tags name, by code or by name; the deepest folder of a category wins. */
export function pointNamed(
  { category, tags }: Pick<BankDraft, 'category' | 'tags'>,
  points: ReadonlyMap<string, string>,
): string | null {
  for (const word of [...category.split('/').toReversed(), ...tags]) {
    const whole = word.trim();
    const found = points.get(whole) ?? points.get(whole.split(/[\s:：]/)[0] ?? '');
    if (found !== undefined) return found;
  }
  return null;
}

/** What is known of an item: what was said of it alone, what its file says, what its category says, the defaults – the first that is there. */
export function factsOf(
  draft: BankDraft,
  own: SomeFacts | undefined,
  defaults: SomeFacts,
  points: ReadonlyMap<string, string>,
): SomeFacts {
  const named: SomeFacts = { point: pointNamed(draft, points) };
  const sources = [own ?? {}, draft.facts as SomeFacts, named, defaults];
  return Object.fromEntries(
    factNames.map((name) => [name, sources.map((each) => each[name]).find(isGiven) ?? null]),
  );
}

function isGiven(value: string | number | null | undefined): boolean {
  return value !== null && value !== undefined && String(value).trim() !== '';
}

/** The facts that are still unknown. */
export function missingFacts(facts: SomeFacts): FactName[] {
  return factNames.filter((name) => !isGiven(facts[name]));
}

/** The facts as the bank asks for them; what is unknown is left out, and the bank says so. */
export function asFullFacts(facts: SomeFacts): FullFacts {
  // The bank refuses an item with a fact missing, by item and field.
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => isGiven(value)),
  ) as unknown as FullFacts;
}

/** The prefix of ids that a file does not give: the file's name as far as an id takes it, and a mark of when it was chosen. */
export function prefixOf(fileName: string, mark: string): string {
  const base = fileName
    .replace(/\.[^.]*$/, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30);
  return base === '' ? `q${mark}-` : `${base}-${mark}-`;
}
