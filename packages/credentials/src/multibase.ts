import { decodeBase64Url, encodeBase64Url } from '@jiangping/log/bytes';
import { InvalidCredential } from './invalid-credential.ts';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Base-58 conversion costs the square of the length; keys and signatures need far less than this. */
const MAX_BASE58_LENGTH = 256;

/** Multibase base58btc: `z` and the Bitcoin alphabet (Controlled Identifiers 1.0, section 2.4). */
export function encodeBase58(bytes: Uint8Array): string {
  const digits: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let i = 0; i < digits.length; i++) {
      carry += (digits[i] ?? 0) * 256;
      digits[i] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    while (carry > 0) {
      digits.push(carry % 58);
      carry = Math.floor(carry / 58);
    }
  }
  const zeros = bytes.findIndex((byte) => byte !== 0);
  const leading = zeros < 0 ? bytes.length : zeros;
  return `z${'1'.repeat(leading)}${digits
    .toReversed()
    .map((digit) => BASE58.charAt(digit))
    .join('')}`;
}

/** Inverse of {@link encodeBase58}; refuses a missing `z`, foreign characters and over-long text (`multibase_malformed`). */
export function decodeBase58(text: string): Uint8Array {
  if (!text.startsWith('z') || text.length > MAX_BASE58_LENGTH)
    throw new InvalidCredential('multibase_malformed');
  const bytes: number[] = [];
  for (const character of text.slice(1)) {
    let carry = BASE58.indexOf(character);
    if (carry < 0) throw new InvalidCredential('multibase_malformed');
    for (let i = 0; i < bytes.length; i++) {
      carry += (bytes[i] ?? 0) * 58;
      bytes[i] = carry % 256;
      carry = Math.floor(carry / 256);
    }
    while (carry > 0) {
      bytes.push(carry % 256);
      carry = Math.floor(carry / 256);
    }
  }
  const leading = /^1*/.exec(text.slice(1))?.[0].length ?? 0;
  return Uint8Array.from([...Array<number>(leading).fill(0), ...bytes.toReversed()]);
}

/** Multibase base64url without padding: `u` and RFC 4648 section 5. */
export function encodeMultibaseBase64Url(bytes: Uint8Array): string {
  return `u${encodeBase64Url(bytes)}`;
}

/** Inverse of {@link encodeMultibaseBase64Url}; refuses every non-canonical spelling (`multibase_malformed`). */
export function decodeMultibaseBase64Url(text: string): Uint8Array {
  if (!text.startsWith('u')) throw new InvalidCredential('multibase_malformed');
  try {
    return decodeBase64Url(text.slice(1));
  } catch {
    throw new InvalidCredential('multibase_malformed');
  }
}
