// How personal data is shown to those who need to recognise a person but not to know the whole. Masks keep the length.

function maskMiddle(text: string, head: number, tail: number): string {
  const characters = Array.from(text);
  if (characters.length <= head + tail) return '*'.repeat(characters.length);
  const hidden = '*'.repeat(characters.length - head - tail);
  return characters.slice(0, head).join('') + hidden + characters.slice(characters.length - tail).join('');
}

/** First three and last four characters: `110***********002X`. A number too short for that is hidden whole. */
export function maskIdNumber(number: string): string {
  return maskMiddle(number, 3, 4);
}

/** `138****5678`; for a number too short all is hidden. */
export function maskPhone(phone: string): string {
  return maskMiddle(phone, 3, 4);
}

/** First and last character of a name, of two only the first: `张*`, `欧**锋`; a single character is hidden. */
export function maskPersonName(name: string): string {
  return Array.from(name).length === 2 ? maskMiddle(name, 1, 0) : maskMiddle(name, 1, 1);
}
