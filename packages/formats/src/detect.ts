// Which format a file of items is in, told by what it holds and not by what it is called.
import { isZip } from './archive/zip-directory.ts';
import { decodeText } from './exchange/text-bytes.ts';
import { decodeXml } from './qti/xml-bytes.ts';

export type TextFormatName = 'qti' | 'moodle-xml' | 'json-bank' | 'gift' | 'aiken';
export type DetectedFormat = 'zip' | TextFormatName;

/** The local name of the first element of a document, or null where there is none. */
function rootNameOf(text: string): string | null {
  const bare = text.replace(/^\uFEFF/, '').slice(0, 20_000);
  return /<(?![?!])(?:[\w.-]+:)?([\w.-]+)[\s/>]/.exec(bare)?.[1] ?? null;
}

function detectText(text: string, name: string): TextFormatName | null {
  const body = text.trimStart();
  if (/^[{[]\s*["{[\]}]/.test(body) && /"items"|"interaction"|"stem"/.test(body)) return 'json-bank';
  // Blanks are asked for on one line only: a file of nothing but line breaks must not be walked again from each of them.
  const open = body.indexOf('{');
  const isMarked = (open >= 0 && body.includes('}', open)) || /^[ \t]*::|^\$CATEGORY:/m.test(body);
  const isAiken =
    /^[ \t]*ANSWER[ \t]*[:：]/im.test(body) && /^[ \t]*[A-Za-zＡ-Ｚ][ \t]*[).．。)、:：]/mu.test(body);
  if (isAiken && !/^[ \t]*::|\{[ \t\n]{0,20}(?:[=~#]|(?:T|F|TRUE|FALSE)\b)/m.test(body)) return 'aiken';
  if (isMarked) return 'gift';
  if (/\.gift(\.txt)?$/i.test(name)) return 'gift';
  return /\.json$/i.test(name) ? 'json-bank' : null;
}

/**
 * The format of a file, or null where it is none that is known: a zip by its first bytes, XML by its root element, JSON and
 * text by their shape. The name decides only between texts that could be either.
 */
export function detectFormat(bytes: Uint8Array, name: string): DetectedFormat | null {
  if (isZip(bytes)) return 'zip';
  const head = bytes.subarray(0, 64).filter((byte) => byte !== 0);
  const start = new TextDecoder('latin1')
    .decode(head)
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .trimStart();
  if (start.startsWith('<')) {
    const text = decodeXml(bytes) ?? decodeText(bytes)?.text ?? '';
    return rootNameOf(text) === 'quiz' ? 'moodle-xml' : 'qti';
  }
  const decoded = decodeText(bytes);
  return decoded === null ? null : detectText(decoded.text, name);
}
