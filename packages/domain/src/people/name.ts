import { Refusal } from '../refusal.ts';

const longestName = 50;

// Keyboards and sheets write the dot of transliterated names in many ways; U+00B7 is the one of identity cards.
const dots = /[•‧∙⋅・･．﹒]/g;

/**
 * The name as it is stored and printed: NFC, one kind of dot (·), no outer spaces, inner spaces kept as given. Rare
 * characters, private-use ones of GB 18030 among them, are kept. Refuses an empty name, more than 50 code points, and
 * control, zero-width, direction and broken surrogate characters, which could make two different names look alike.
 */
export function normalisePersonName(text: string): string {
  const name = text.normalize('NFC').trim().replace(dots, '·');
  const length = Array.from(name).length;
  if (length === 0 || length > longestName || /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)) {
    throw new Refusal('person_name_invalid', { limit: longestName });
  }
  return name;
}

/** The form in which two writings of one name are equal: without spaces and dots, Latin letters in lower case. */
export function keyOfPersonName(name: string): string {
  return name.normalize('NFKC').replace(dots, '·').replace(/[\s·]/g, '').toLowerCase();
}
