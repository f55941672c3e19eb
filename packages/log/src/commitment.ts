import { encodeUtf8, equalBytes } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { hashFields } from './framing.ts';
import { InvalidInput } from './invalid-input.ts';

const TAG = 'log-commitment/v1';
const MIN_SALT_LENGTH = 16;

/** What opens a commitment. Deleting the only copy of `salt` makes the commitment say nothing for ever. */
export interface Opening {
  /** What kind of value this is, so that a commitment made for one purpose opens in no other. */
  readonly domain: string;
  /** At least 16 bytes from a cryptographic source, used for one value only. */
  readonly salt: Uint8Array;
  /** Any value canonical JSON can carry. */
  readonly value: unknown;
}

/**
 * A 32-byte commitment that hides the value (as long as the salt is secret) and binds to it:
 *
 *     SHA-256( frame("log-commitment/v1") || frame(domain) || frame(salt) || frame(JCS(value)) )
 *     frame(x) = u32be(byte length of x) || x
 *
 * Texts are UTF-8, JCS is RFC 8785. Refuses a salt below 16 bytes (`length_wrong`): values of small ranges, such as
 * a small number or a date, could otherwise be guessed.
 */
export function commitValue(opening: Opening): Uint8Array {
  if (opening.salt.length < MIN_SALT_LENGTH) throw new InvalidInput('length_wrong', 'salt');
  return hashFields(TAG, encodeUtf8(opening.domain), opening.salt, encodeUtf8(canonicalJson(opening.value)));
}

/** Whether the opening is the one the commitment was made with; false, never an exception, for hostile input. */
export function isOpening(commitment: Uint8Array, opening: Opening): boolean {
  try {
    return equalBytes(commitValue(opening), commitment);
  } catch {
    return false;
  }
}
