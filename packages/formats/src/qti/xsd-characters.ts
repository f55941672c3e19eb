// Character classes of XSD regular expressions (W3C XML Schema Part 2, appendix F): escapes, categories, blocks.

export type IsMember = (codePoint: number) => boolean;

const categories = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;
const blocks: Readonly<Record<string, readonly [number, number]>> = {
  BasicLatin: [0x0000, 0x007f],
  'Latin-1Supplement': [0x0080, 0x00ff],
  'LatinExtended-A': [0x0100, 0x017f],
  'LatinExtended-B': [0x0180, 0x024f],
  Greek: [0x0370, 0x03ff],
  GreekandCoptic: [0x0370, 0x03ff],
  Cyrillic: [0x0400, 0x04ff],
  Hebrew: [0x0590, 0x05ff],
  Arabic: [0x0600, 0x06ff],
  Devanagari: [0x0900, 0x097f],
  Thai: [0x0e00, 0x0e7f],
  GeneralPunctuation: [0x2000, 0x206f],
  MathematicalOperators: [0x2200, 0x22ff],
  CJKSymbolsandPunctuation: [0x3000, 0x303f],
  Hiragana: [0x3040, 0x309f],
  Katakana: [0x30a0, 0x30ff],
  CJKUnifiedIdeographsExtensionA: [0x3400, 0x4dbf],
  CJKUnifiedIdeographs: [0x4e00, 0x9fff],
  HangulSyllables: [0xac00, 0xd7a3],
};
const singles: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9 };

/** Code points that a one-character pattern with the `u` flag matches. */
function ofPattern(source: string): IsMember {
  const pattern = new RegExp(`^${source}$`, 'u');
  return (codePoint) => pattern.test(String.fromCodePoint(codePoint));
}

const classes: Readonly<Record<string, IsMember>> = {
  d: ofPattern('\\p{Nd}'),
  s: (c) => c === 0x20 || c === 9 || c === 10 || c === 13,
  w: ofPattern('[^\\p{P}\\p{Z}\\p{C}]'),
  i: ofPattern('[:_\\p{L}\\p{Nl}]'),
  c: ofPattern('[-:._\\u00B7\\p{L}\\p{N}\\p{M}]'),
};

/** `.` of XSD: everything but the line ends. */
export const isAnyCharacter: IsMember = (c) => c !== 10 && c !== 13;

/** What an escape after the backslash stands for, its length in `text`, or null where it is none of XSD (as `\b` or a back reference). */
export function escapeAt(
  text: string,
  at: number,
): { readonly isMember: IsMember; readonly codePoint: number | null; readonly length: number } | null {
  const letter = text[at] ?? '';
  if (letter === 'p' || letter === 'P') {
    const name = /^\{([^}]*)\}/.exec(text.slice(at + 1))?.[1];
    if (name === undefined) return null;
    const isMember = propertyOf(name);
    if (!isMember) return null;
    return {
      isMember: letter === 'p' ? isMember : (c) => !isMember(c),
      codePoint: null,
      length: name.length + 3,
    };
  }
  const known = classes[letter.toLowerCase()];
  if (known && letter !== '') {
    const isNegated = letter !== letter.toLowerCase();
    return { isMember: isNegated ? (c) => !known(c) : known, codePoint: null, length: 1 };
  }
  // Beyond XSD's own list every escaped sign stands for itself: authors escape "/" and quotes.
  const codePoint = singles[letter] ?? (/^[^\p{L}\p{N}]$/u.test(letter) ? letter.codePointAt(0) : undefined);
  return codePoint === undefined ? null : { isMember: (c) => c === codePoint, codePoint, length: 1 };
}

function propertyOf(name: string): IsMember | null {
  if (categories.test(name)) return ofPattern(`\\p{${name}}`);
  const block =
    name.startsWith('Is') && Object.hasOwn(blocks, name.slice(2)) ? blocks[name.slice(2)] : undefined;
  return block ? (c) => c >= block[0] && c <= block[1] : null;
}
