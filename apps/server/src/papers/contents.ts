// What a paper consists of, as ciphertext: AES-256-GCM under a content key of its own, which the papers' key of the key
// folder wraps. Both are bound to the paper's id and its commitment, so that no content opens in the place of another.
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Refusal } from '@jiangping/domain/refusal';
import { canonicalJson } from '@jiangping/log/canonical-json';
import type { Ambient } from '../base/ambient.ts';
import type { Keys } from '../base/keys.ts';

/** The secret of a paper: no item's text, which the bank holds, but which item stands where. */
export interface PaperContent {
  /** Hex; what opens the commitment. */
  salt: string;
  /** A seed and a bank give the same paper again, so it is as secret as the items. */
  seed: string;
  forms: { id: string; label: string; items: { version: string; points: number }[] }[];
}

export interface ContentRow {
  paper_id: string;
  digest: Buffer;
  wrapped_key: Buffer;
  ciphertext: Buffer;
}

const NONCE = 12;
const TAG = 16;

/** Encrypts a content under a fresh key; 32 random bytes for the key and 12 for each nonce. */
export function encryptContent(
  keys: Keys,
  ambient: Ambient,
  { paperId, digest, content }: { paperId: string; digest: Uint8Array; content: PaperContent },
): ContentRow {
  const key = ambient.randomBytes(32);
  const row = { paper_id: paperId, digest: Buffer.from(digest) };
  return {
    ...row,
    wrapped_key: encrypt(keys.papers, ambient, boundTo('paper-key/v1', row), key),
    ciphertext: encrypt(key, ambient, boundTo('paper-content/v1', row), Buffer.from(canonicalJson(content))),
  };
}

/** Opens what `encryptContent` made; refuses `paper_seal_broken` where a byte, the paper or the commitment is another. */
export function decryptContent(keys: Keys, row: ContentRow): PaperContent {
  try {
    const key = decrypt(keys.papers, boundTo('paper-key/v1', row), row.wrapped_key);
    const content = decrypt(key, boundTo('paper-content/v1', row), row.ciphertext);
    // Nobody without the keys can have made it, so it has the shape that was written.
    return JSON.parse(content.toString('utf8')) as PaperContent;
  } catch {
    throw new Refusal('paper_seal_broken');
  }
}

function boundTo(purpose: string, { paper_id, digest }: Pick<ContentRow, 'paper_id' | 'digest'>): Buffer {
  return Buffer.from(`${purpose}\0${paper_id}\0${digest.toString('hex')}`);
}

function encrypt(key: Buffer, ambient: Ambient, bound: Buffer, bytes: Buffer): Buffer {
  const nonce = ambient.randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound);
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function decrypt(key: Buffer, bound: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(bound).setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
}
