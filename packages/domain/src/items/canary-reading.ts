// What a leaked copy shows of an item: which form at each site, and the options in which order. A copy may have been typed
// again, photographed and recognised, cut or re-numbered, so texts are compared as letters and digits only, small slips in the
// neighbourhood of a site are borne, and what cannot be read is unknown rather than guessed.
import { findMarks } from './canary.ts';
import type { MarkedItem } from './canary.ts';
import type { Site } from './canary-words.ts';
import { searchTextOf } from './near-duplicate.ts';

/** A leaked text made ready to be searched: its letters and digits, and where each three of them stand. */
export interface LeakedText {
  readonly text: string;
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** What is shown of one item; a site is the index of a form, or null where it cannot be read. */
export interface Shown {
  /** Share of the stem found, 0–1. */
  readonly found: number;
  /** Where the stem stands in the leaked text, from and to. */
  readonly from: number;
  readonly to: number;
  readonly stem: readonly (number | null)[];
  readonly options: readonly (readonly (number | null)[])[];
  /** The canonical places of the options found, as they follow one another; null where fewer than two are found. */
  readonly order: readonly number[] | null;
}

/** The least share of a stem's letter triples that must stand together for the item to count as found. */
const LEAST_FOUND = 0.5;
const TRIPLE = 3;
/** Places of a triple that are kept: a text that repeats itself says nothing new. */
const MOST_PLACES = 400;
/** Letters on either side that tell a site from another place with the same words. */
const NEIGHBOURS = 5;

/** Makes a leaked text ready; takes a few bytes a character, so a caller bounds its length. */
export function indexLeakedText(leaked: string): LeakedText {
  return indexText(searchTextOf(leaked));
}

function indexText(text: string): LeakedText {
  const places = new Map<string, number[]>();
  for (let i = 0; i + TRIPLE <= text.length; i += 1) {
    const triple = text.slice(i, i + TRIPLE);
    const known = places.get(triple);
    if (!known) places.set(triple, [i]);
    else if (known.length < MOST_PLACES) known.push(i);
  }
  return { text, places };
}

/** A canonical text as it is searched for: its letters and digits, with each site a choice of forms. */
type Piece = string | readonly string[];

function piecesOf(text: string, sites: readonly Site[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { at, forms, stands } of sites) {
    pieces.push(searchTextOf(text.slice(from, at)), forms.map(searchTextOf));
    from = at + (forms[stands] ?? '').length;
  }
  return [...pieces, searchTextOf(text.slice(from))];
}

/** A text with the first form at every site, with the second … : together they have the triples of its variants. */
function wordingsOf(pieces: readonly Piece[]): string[] {
  const most = Math.max(1, ...pieces.map((piece) => (typeof piece === 'string' ? 1 : piece.length)));
  return Array.from({ length: most }, (_, form) =>
    pieces.map((piece) => (typeof piece === 'string' ? piece : (piece[form % piece.length] ?? ''))).join(''),
  );
}

/** Finds a text in a leaked one: the stretch where most of its triples stand at like distances. */
function locate(pieces: readonly Piece[], { text: leaked, places }: LeakedText) {
  const texts = wordingsOf(pieces);
  const length = Math.max(...texts.map((text) => text.length));
  const triples = Math.max(0, Math.min(...texts.map((text) => text.length)) - TRIPLE + 1);
  const hits: { shift: number; at: number }[] = [];
  for (const text of texts) {
    for (let at = 0; at + TRIPLE <= text.length; at += 1)
      for (const place of places.get(text.slice(at, at + TRIPLE)) ?? []) hits.push({ shift: place - at, at });
  }
  hits.sort((a, b) => a.shift - b.shift || a.at - b.at);
  // Forms of other lengths and small slips shift what follows a little.
  const reach = 6 + Math.floor(length / 10);
  const counts = new Map<number, number>();
  let best = { size: 0, first: 0, last: 0 };
  let first = 0;
  hits.forEach((hit, last) => {
    counts.set(hit.at, (counts.get(hit.at) ?? 0) + 1);
    for (let head = hits[first]; head && hit.shift - head.shift > reach; head = hits[first]) {
      const left = (counts.get(head.at) ?? 0) - 1;
      if (left === 0) counts.delete(head.at);
      else counts.set(head.at, left);
      first += 1;
    }
    if (counts.size > best.size) best = { size: counts.size, first, last };
  });
  const chosen = hits.slice(best.first, best.last + 1);
  if (triples === 0 || chosen.length === 0) return null;
  const shifts = chosen.map(({ shift }) => shift);
  return {
    found: Math.min(1, best.size / triples),
    from: Math.max(0, Math.min(...shifts)),
    to: Math.min(leaked.length, Math.max(...shifts) + length),
  };
}

/** The longest form first: 应当 begins with 应. Pieces are letters and digits, so nothing in a pattern needs escaping. */
const choiceOf = (forms: readonly string[]) => [...forms].sort((a, b) => b.length - a.length).join('|');
const sourceOf = (piece: Piece) => (typeof piece === 'string' ? piece : `(?:${choiceOf(piece)})`);

/** The neighbours of a piece as a pattern, and how many letters they have; other sites among them may have any form. */
function neighboursOf(pieces: readonly Piece[], i: number, step: 1 | -1, letters: number) {
  let source = '';
  let left = letters;
  for (let j = i + step; left > 0 && j >= 0 && j < pieces.length; j += step) {
    const piece = pieces[j] ?? '';
    const part = typeof piece === 'string' ? (step === 1 ? piece.slice(0, left) : piece.slice(-left)) : piece;
    left -= typeof part === 'string' ? part.length : 1;
    source = step === 1 ? source + sourceOf(part) : sourceOf(part) + source;
  }
  return { source, letters: letters - left };
}

/** The form at each site of a text within a stretch of the leaked one: by both sides, else by fewer letters, else by one. */
function readSites(pieces: readonly Piece[], stretch: string): (number | null)[] {
  return pieces.flatMap((piece, i): (number | null)[] => {
    if (typeof piece === 'string') return [];
    const ways = [NEIGHBOURS, 2].map((letters) => ({
      before: neighboursOf(pieces, i, -1, letters),
      after: neighboursOf(pieces, i, 1, letters),
    }));
    const alone = { source: '', letters: 0 };
    const [both] = ways;
    if (both) ways.push({ before: both.before, after: alone }, { before: alone, after: both.after });
    for (const { before, after } of ways) {
      if (before.letters + after.letters < TRIPLE) continue;
      const pattern = new RegExp(`${before.source}(${choiceOf(piece)})${after.source}`, 'gu');
      const forms = new Set([...stretch.matchAll(pattern)].map(([, form]) => form ?? ''));
      const [form] = forms;
      if (forms.size > 1) return [null];
      if (form !== undefined) return [piece.indexOf(form)];
    }
    return [null];
  });
}

/**
 * What a leaked text shows of an item, or null where less than half of the stem stands together in it. Options are looked for
 * after the stem; those that are missing leave their sites and their places unknown.
 */
export function readVariant(item: MarkedItem, leak: LeakedText): Shown | null {
  const marks = findMarks(item);
  const stem = piecesOf(item.stem, marks.stem);
  const place = locate(stem, leak);
  if (!place || place.found < LEAST_FOUND) return null;
  const options = item.options.map(({ text }, i) => piecesOf(text, marks.options[i] ?? []));
  const length = options.reduce((sum, pieces) => sum + (wordingsOf(pieces)[0] ?? '').length, 0);
  const after = leak.text.slice(place.to - 2, place.to + Math.ceil(length * 1.3) + 8 * options.length);
  const found = findOptions(options, after);
  return {
    ...place,
    stem: readSites(stem, leak.text.slice(Math.max(0, place.from - 2), place.to + 2)),
    options: options.map((pieces, i) => {
      const stretch = found[i];
      return stretch
        ? readSites(pieces, after.slice(stretch.from, stretch.to))
        : (marks.options[i]?.map(() => null) ?? []);
    }),
    order: orderOf(found, marks.isOrderFree),
  };
}

type Stretch = { readonly from: number; readonly to: number };

/** Where each option stands, the longest looked for first, so that one that is part of another is not found inside it. */
function findOptions(options: readonly (readonly Piece[])[], text: string): (Stretch | null)[] {
  const found: (Stretch | null)[] = options.map(() => null);
  const isFree = ({ from, to }: Stretch) =>
    !found.some((other) => other && from < other.to && other.from < to);
  const byLength = options
    .map((pieces, i) => ({ pieces, i, letters: wordingsOf(pieces)[0] ?? '' }))
    .sort((a, b) => b.letters.length - a.letters.length);
  for (const { pieces, i, letters } of byLength) {
    const exact = [...text.matchAll(new RegExp(pieces.map(sourceOf).join(''), 'gu'))]
      .map((match) => ({ from: match.index, to: match.index + match[0].length }))
      .filter((stretch) => stretch.to > stretch.from && isFree(stretch));
    // A letter before it is its label; one character alone is found by its label or not at all.
    const labelled = exact.find(({ from }) => /[a-h]/.test(text[from - 1] ?? ''));
    found[i] = labelled ?? (letters.length > 1 ? (exact[0] ?? null) : null);
    if (found[i] || letters.length < 2 * TRIPLE) continue;
    const near = locate(pieces, indexText(text));
    if (near && near.found >= LEAST_FOUND && isFree(near)) found[i] = near;
  }
  return found;
}

function orderOf(found: readonly (Stretch | null)[], isOrderFree: boolean): number[] | null {
  const placed = found.flatMap((stretch, i) => (stretch ? [{ i, from: stretch.from }] : []));
  if (!isOrderFree || placed.length < 2) return null;
  return placed.sort((a, b) => a.from - b.from).map(({ i }) => i);
}
