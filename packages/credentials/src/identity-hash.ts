import { sha256 } from '@noble/hashes/sha2.js';
import { encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { isMatch } from './json.ts';

/**
 * A person's identity number, hashed as Open Badges 3.0 has it (section B.6.5 IdentityObject).
 *
 * It lets a verifier who holds the identity document see that it is the same person; it does not hide the number: an
 * identity number has few possible values, so whoever holds hash and salt can try them all, and the masked number on
 * the certificate makes that quick. Without `salt` the credential says nothing about the number to anyone but those
 * who were given the salt apart, and says it no longer once the salt is deleted.
 */
export interface HashedIdentity {
  /** `sha256$` and 64 lower-case hexadecimal digits. */
  readonly identityHash: string;
  /** Text appended to the number before hashing, from a cryptographic source, at least 22 characters of base64url. */
  readonly salt?: string;
}

const HASH = /^sha256\$[0-9a-f]{64}$/;
const SALT = /^[A-Za-z0-9_-]{22,128}$/;

/**
 * SHA-256 of the identity number followed by the salt, both UTF-8 (Open Badges 3.0, IdentityHash):
 * `a@example.com` and `Kosher` → `sha256$b5809d8a…22ef399`. The number is taken as it is: normalise it first, `x` and
 * `X` differ.
 */
export function hashIdentity(idNumber: string, salt: string): string {
  return `sha256$${encodeHex(sha256(encodeUtf8(idNumber + salt)))}`;
}

/** Whether the identity number is the hashed one; the salt is the identity's own or, where it has none, the one given. */
export function isIdentity(
  identity: HashedIdentity,
  idNumber: string,
  salt: string | undefined = identity.salt,
): boolean {
  return (
    salt !== undefined && idNumber.isWellFormed() && hashIdentity(idNumber, salt) === identity.identityHash
  );
}

/** Whether hash and salt have the shape {@link HashedIdentity} describes. */
export function isHashedIdentity(identity: HashedIdentity): boolean {
  return (
    isMatch(identity.identityHash, HASH) && (identity.salt === undefined || isMatch(identity.salt, SALT))
  );
}
