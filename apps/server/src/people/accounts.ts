import type { Ambient } from '../base/ambient.ts';
import type { Base } from '../base/act.ts';
import { encryptField } from '../base/fields.ts';

/** Encrypts a one-time-code secret for the accounts table. */
export function sealTotpSecret(base: Base, secret: Buffer): Buffer {
  return encryptField(base.keys, base.ambient, 'totp', secret.toString('base64'));
}

/** Eight recovery codes of 50 bits, each good for one login. */
export function newRecoveryCodes(ambient: Ambient): string[] {
  const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789AB';
  return Array.from({ length: 8 }, () =>
    Array.from(ambient.randomBytes(10), (byte) => alphabet[byte & 31] ?? 'A').join(''),
  );
}
