import { InvalidInput } from './invalid-input.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const MAX_UINT64 = 2n ** 64n - 1n;

const encoder = new TextEncoder();
// ignoreBOM keeps a leading U+FEFF as text: dropping it would let two byte strings decode to one text.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Lower-case hexadecimal, two digits a byte. */
export function encodeHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Inverse of {@link encodeHex}; refuses upper case, odd length and every other character (`hex_malformed`). */
export function decodeHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new InvalidInput('hex_malformed');
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Standard base64 with padding (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeSextets(bytes, BASE64);
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/**
 * Inverse of {@link encodeBase64}: accepts exactly the strings it can produce (RFC 4648 sections 3.2, 3.3, 3.5).
 * White space, missing or extra padding and non-zero trailing bits are refused (`base64_malformed`), so that no
 * signature has a second spelling.
 */
export function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw new InvalidInput('base64_malformed');
  const unpadded = text.endsWith('==') ? text.slice(0, -2) : text.endsWith('=') ? text.slice(0, -1) : text;
  const bytes = decodeSextets(unpadded, BASE64);
  if (encodeBase64(bytes) !== text) throw new InvalidInput('base64_malformed');
  return bytes;
}

/** URL-safe base64 without padding (RFC 4648 section 5, RFC 7515 appendix C). */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeSextets(bytes, BASE64URL);
}

/** Inverse of {@link encodeBase64Url}; refuses padding and every non-canonical spelling (`base64_malformed`). */
export function decodeBase64Url(text: string): Uint8Array {
  const bytes = decodeSextets(text, BASE64URL);
  if (encodeBase64Url(bytes) !== text) throw new InvalidInput('base64_malformed');
  return bytes;
}

/** UTF-8 of a text; refuses lone surrogates (`text_malformed`), which UTF-8 cannot carry. */
export function encodeUtf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new InvalidInput('text_malformed', 'lone surrogate');
  return encoder.encode(text);
}

/** Text of UTF-8 bytes; refuses ill-formed sequences (`text_malformed`); a byte order mark stays in the text. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new InvalidInput('text_malformed', 'not UTF-8');
  }
}

/** The arrays one after another, as a new array. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Whether both arrays hold the same bytes; the time taken depends on the lengths only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

/** Order by unsigned byte value, a shorter prefix first: negative, zero or positive as for `Array.sort`. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Eight bytes, big-endian; refuses values outside 0 … 2^64 − 1 (`out_of_range`). */
export function encodeUint64(value: bigint): Uint8Array {
  if (value < 0n || value > MAX_UINT64) throw new InvalidInput('out_of_range', 'uint64');
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

/** Inverse of {@link encodeUint64}; refuses any other length than eight bytes (`length_wrong`). */
export function decodeUint64(bytes: Uint8Array): bigint {
  if (bytes.length !== 8) throw new InvalidInput('length_wrong', 'uint64');
  return new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
}

function encodeSextets(bytes: Uint8Array, alphabet: string): string {
  let text = '';
  let pending = 0;
  let bits = 0;
  for (const byte of bytes) {
    pending = ((pending << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += alphabet.charAt((pending >> bits) & 63);
    }
  }
  return bits === 0 ? text : text + alphabet.charAt((pending << (6 - bits)) & 63);
}

/** Only the alphabet is checked here; the callers compare with the one canonical spelling. */
function decodeSextets(text: string, alphabet: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let pending = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const sextet = alphabet.indexOf(text.charAt(i));
    if (sextet < 0) throw new InvalidInput('base64_malformed');
    pending = ((pending << 6) | sextet) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (pending >> bits) & 255;
    }
  }
  return bytes;
}
