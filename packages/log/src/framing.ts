import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, encodeUtf8 } from './bytes.ts';

/**
 * SHA-256 over a domain tag and fields so framed that no two different lists of fields share an input:
 *
 *     SHA-256( u32be(len(tag)) || tag || u32be(len(field 1)) || field 1 || … )
 *
 * `tag` is UTF-8 text such as `log-draw-seed/v1`; lengths count bytes. A foreign program needs nothing else to
 * recompute every seed and commitment of this package.
 */
export function hashFields(tag: string, ...fields: readonly Uint8Array[]): Uint8Array {
  return sha256(encodeFields(encodeUtf8(tag), ...fields));
}

/** The framed bytes of {@link hashFields} before hashing: each field behind its length as a big-endian uint32. */
export function encodeFields(...fields: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...fields.flatMap((field) => [encodeLength(field.length), field]));
}

function encodeLength(length: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}
