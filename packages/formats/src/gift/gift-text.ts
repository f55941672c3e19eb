// The characters of GIFT: which are escaped, and how a text is cut at those that are not.
import { textFormats } from '../exchange/exchange-item.ts';
import type { RichText, TextFormat } from '../exchange/exchange-item.ts';

/** `\` before one of `\ : # = ~ { }` means the character itself, `\n` a line break; before any other it stays. */
export function unescapeGift(text: string): string {
  return text.replace(/\\([\\:#=~{}n])/g, (_, character: string) => (character === 'n' ? '\n' : character));
}

/** The text with every character that means something in GIFT escaped, on one line. */
export function escapeGift(text: string): string {
  return text.replace(/[\\:#=~{}]/g, '\\$&').replace(/\n/g, '\\n');
}

/** Where the mark stands unescaped, from a place on; −1 where it does not. */
export function findMark(text: string, mark: string, from = 0): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith(mark, at)) return at;
  }
  return -1;
}

/** The last place of an unescaped mark. */
export function findLastMark(text: string, mark: string): number {
  let last = -1;
  for (let at = findMark(text, mark); at >= 0; at = findMark(text, mark, at + 1)) last = at;
  return last;
}

/** Cuts before every unescaped character of the set; each piece but the first begins with its mark. */
export function cutAt(text: string, marks: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (marks.includes(text[at] ?? '')) {
      pieces.push(text.slice(start, at));
      start = at;
    }
  }
  pieces.push(text.slice(start));
  return pieces;
}

function isFormat(name: string): name is TextFormat {
  return (textFormats as readonly string[]).includes(name);
}

/** `[html]text` or text in the format of the question; trimmed. */
export function readGiftText(raw: string, inherited: TextFormat): RichText {
  const text = raw.trim();
  const [whole = '', name = ''] = /^\[([a-z]+)\]/.exec(text) ?? [];
  return isFormat(name)
    ? { format: name, text: unescapeGift(text.slice(whole.length)).trim() }
    : { format: inherited, text: unescapeGift(text).trim() };
}

/** Names the format where it is not the inherited one, and where the text begins like a format. */
export function writeGiftText({ format, text }: RichText, inherited: TextFormat): string {
  const isNamed = format !== inherited || text.startsWith('[');
  return `${isNamed ? `[${format}]` : ''}${escapeGift(text)}`;
}
