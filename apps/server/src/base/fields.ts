import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import type { Ambient } from './ambient.ts';
import type { Keys } from './keys.ts';

/** Encrypts a personal field with AES-256-GCM: 12 bytes nonce, 16 bytes tag, ciphertext. `purpose` is bound to it. */
export function encryptField(keys: Keys, ambient: Ambient, purpose: string, text: string): Buffer {
  const nonce = ambient.randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keys.fields, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what `encryptField` made for the same purpose; throws where a byte was changed. */
export function decryptField(keys: Keys, purpose: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keys.fields, sealed.subarray(0, 12)).setAAD(
    Buffer.from(purpose),
  );
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}

/** A keyed digest (HMAC-SHA-256) that finds an equal value again without telling it. */
export function digestField(keys: Keys, purpose: string, text: string): Buffer {
  return createHmac('sha256', keys.digests).update(`${purpose}\0${text}`).digest();
}

/** SHA-256 of a text in hex: what the log keeps of a published document. */
export function digestText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
