// Canaries (暗记): every reader of an item on screen sees a wording of their own, so that a leaked text tells whose copy it is.
// What differs is the form at each site of stem and options (canary-words.ts) and the order of the options. The canonical text
// is what is vetted, revised and sealed, and what candidates get; a variant is only ever shown.
import type { ItemOption, TheoryItem } from './item.ts';
import { findSites, wordText } from './canary-words.ts';
import type { Site } from './canary-words.ts';

/** What of an item a canary looks at. */
export type MarkedItem = Pick<
  TheoryItem,
  'interaction' | 'stem' | 'options' | 'correct' | 'rationale' | 'question'
>;

/** Where an item can carry a mark. */
export interface Marks {
  readonly stem: readonly Site[];
  /** By the place of the option in the canonical text. */
  readonly options: readonly (readonly Site[])[];
  /** Whether the options may change places. */
  readonly isOrderFree: boolean;
}

/** One way to show an item: a form for each site, and which canonical option stands at each place. */
export interface Variant {
  readonly stem: readonly number[];
  readonly options: readonly (readonly number[])[];
  readonly order: readonly number[];
}

/** Bytes of the choices that decide the order; each site takes one more. */
const ORDER_BYTES = 4;

/** An option that speaks of others, or a place named by its letter or number: then the order carries meaning. */
const refers =
  /以上|上述|前述|下述|全部(?:正确|错误|都|是)|[都均皆全](?:是|对|不是|正确|错误|不正确|不对)|其他(?:选项|各项)|(?<!哪)[一二两三四五六前后]项|(?<![A-Za-z0-9])[A-H](?![A-Za-z0-9])/u;
/** Options that are figures stand by size, and a reader would notice another order. */
const isFigure = (text: string) => /^[\s约≥≤<>＜＞±+−-]*[\d０-９]/u.test(text);

const alike = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

/** The text with the same form at every site of its kind: equal for all variants of a text. */
function plain(text: string): string {
  const sites = findSites(text);
  const choices = sites.map(({ forms }) => forms.indexOf([...forms].sort()[0] ?? ''));
  return alike(wordText(text, sites, choices));
}

/**
 * Where an item can be marked. Nowhere in an item whose question is a document, since the document is shown as it is; options
 * keep their words where two of them differ in nothing but such words, and their places where an option, the stem or the
 * rationale refers to a place, where they are figures, and in a judgement.
 */
export function findMarks({ interaction, stem, options, rationale, question }: MarkedItem): Marks {
  const isChoice = interaction === 'single' || interaction === 'multiple';
  if (question || !(isChoice || interaction === 'judgement'))
    return { stem: [], options: options.map(() => []), isOrderFree: false };
  const texts = options.map(({ text }) => text);
  const isApart = new Set(texts.map(plain)).size === texts.length;
  return {
    stem: findSites(stem),
    options: texts.map((text) => (isApart ? findSites(text) : [])),
    isOrderFree:
      isChoice &&
      texts.length > 1 &&
      !texts.every(isFigure) &&
      ![...texts, stem, rationale].some((text) => refers.test(text)),
  };
}

/** How many readers the marks of an item can tell apart, as bits. */
export function bitsOf({ stem, options, isOrderFree }: Marks): number {
  const sites = [...stem, ...options.flat()].reduce((sum, { forms }) => sum + Math.log2(forms.length), 0);
  return sites + (isOrderFree ? Math.log2(factorial(options.length)) : 0);
}

/** n!, the number of orders of n options. */
export function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

/**
 * The variant that these bytes choose, the same for the same bytes. The stem's does not depend on the options, so a list that
 * shows stems alone shows the same words. Sites beyond the bytes keep what stands there.
 */
export function chooseVariant(marks: Marks, bytes: Uint8Array): Variant {
  let next = ORDER_BYTES;
  const choose = ({ forms, stands }: Site) => {
    const byte = bytes[next];
    next += 1;
    return byte === undefined ? stands : byte % forms.length;
  };
  const stem = marks.stem.map(choose);
  const options = marks.options.map((sites) => sites.map(choose));
  return { stem, options, order: chooseOrder(marks, bytes) };
}

/** The order that the first bytes choose, as a number in the factorial number system (Lehmer code). */
function chooseOrder({ isOrderFree, options }: Marks, bytes: Uint8Array): number[] {
  const places = options.map((_, i) => i);
  if (!isOrderFree) return places;
  let number = 0;
  for (let i = 0; i < ORDER_BYTES; i += 1) number = number * 256 + (bytes[i] ?? 0);
  const order: number[] = [];
  while (places.length > 0) {
    order.push(...places.splice(number % places.length, 1));
    number = Math.floor(number / (places.length + 1));
  }
  return order;
}

/** The variant that changes nothing: what candidates and the writer see. */
export function canonicalVariant(marks: Marks): Variant {
  return {
    stem: marks.stem.map(({ stands }) => stands),
    options: marks.options.map((sites) => sites.map(({ stands }) => stands)),
    order: marks.options.map((_, i) => i),
  };
}

/** An item as a variant shows it: words, order, letters and the key that goes with them. */
export function applyVariant<Item extends MarkedItem>(item: Item, { stem, options, order }: Variant): Item {
  const marks = findMarks(item);
  const worded = item.options.map(({ text }, i) => wordText(text, marks.options[i] ?? [], options[i] ?? []));
  const letters = item.options.map(({ id }) => id);
  const placeOf = new Map(order.map((from, to) => [letters[from] ?? '', letters[to] ?? '']));
  return {
    ...item,
    stem: wordText(item.stem, marks.stem, stem),
    options: order.map((from, to) => ({ id: letters[to] ?? '', text: worded[from] ?? '' })),
    correct: item.correct.map((id) => placeOf.get(id) ?? id).sort(),
  };
}

/**
 * What somebody wrote who had the variant of an item before them, as if it had been the canonical text: a stem or an option
 * they left alone is the canonical one again, in its canonical place, and the key goes with it. Where they moved, added or
 * took away options, or refer to them by letter, the order is theirs.
 */
export function restoreCanonical<Item extends MarkedItem>(
  canonical: MarkedItem,
  variant: Variant,
  written: Item,
): Item {
  const shown = applyVariant(canonical, variant);
  const stem = written.stem === shown.stem ? canonical.stem : written.stem;
  const canonicalOf = new Map(
    shown.options.map(({ text }, to) => [text, canonical.options[variant.order[to] ?? 0]?.text ?? text]),
  );
  const options = written.options.map(({ id, text }) => ({ id, text: canonicalOf.get(text) ?? text }));
  const isInPlace =
    written.options.length === shown.options.length &&
    written.options.every(
      ({ id, text }, to) =>
        id === shown.options[to]?.id && (text === shown.options[to].text || !canonicalOf.has(text)),
    );
  const isUnreferred = ![written.stem, written.rationale, ...written.options.map(({ text }) => text)].some(
    (text) => refers.test(text),
  );
  if (!isInPlace || !isUnreferred) return { ...written, stem, options };
  const restored: ItemOption[] = [];
  const placeOf = new Map<string, string>();
  variant.order.forEach((from, to) => {
    const id = canonical.options[from]?.id ?? '';
    restored[from] = { id, text: options[to]?.text ?? '' };
    placeOf.set(written.options[to]?.id ?? '', id);
  });
  return {
    ...written,
    stem,
    options: restored,
    correct: written.correct.map((id) => placeOf.get(id) ?? id).sort(),
  };
}
