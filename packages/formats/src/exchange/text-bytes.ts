// From the bytes of a text file to its text: byte order mark, else UTF-8, else what Chinese or Western Windows writes.

export interface DecodedText {
  /** With `\n` only, without a byte order mark. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';
}

/** Characters and bytes that tell an encoding. */
const ENOUGH = 200_000;

function decode(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Chinese text holds common Han characters; Western text read as GB 18030 gives rare ones or none at all. */
function looksChinese(text: string): boolean {
  const han = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  const other = text.match(/[^\p{ASCII}\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u2027]/gu)?.length ?? 0;
  return han > 0 && other <= han / 4;
}

function isAfterLetter(bytes: Uint8Array): boolean {
  let beside = 0;
  let high = 0;
  bytes.forEach((byte, i) => {
    if (byte < 0x80) return;
    high += 1;
    const isLetter = (at: number | undefined) => at !== undefined && /[A-Za-z]/.test(String.fromCharCode(at));
    if (isLetter(bytes[i - 1]) || isLetter(bytes[i + 1])) beside += 1;
  });
  return high > 0 && beside / high > 0.6;
}

/**
 * The text of a file, or null for bytes that are no text (a zero byte outside UTF-16). Of text that is not UTF-8, GB 18030 is
 * taken where it gives Chinese, else windows-1252; the caller tells the person when the encoding was guessed.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const finish = (text: string, encoding: DecodedText['encoding']): DecodedText => ({
    text: text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'),
    encoding,
  });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return finish(decode(bytes, 'utf-16le') ?? '', 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return finish(decode(bytes, 'utf-16be') ?? '', 'utf-16be');
  if (bytes.includes(0)) return null;
  const utf8 = decode(bytes, 'utf-8');
  if (utf8 !== null) return finish(utf8, 'utf-8');
  const chinese = decode(bytes, 'gb18030');
  const isChinese =
    chinese !== null && looksChinese(chinese.slice(0, ENOUGH)) && !isAfterLetter(bytes.subarray(0, ENOUGH));
  if (isChinese) return finish(chinese, 'gb18030');
  return finish(new TextDecoder('windows-1252').decode(bytes), 'windows-1252');
}
