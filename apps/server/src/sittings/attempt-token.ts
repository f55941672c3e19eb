import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from '@jiangping/domain/refusal';
import type { Ambient } from '../base/ambient.ts';

/** An attempt's token: its id, a dot, 32 random bytes. The id finds the row, the digest of the secret proves the device. */
export function newAttemptToken(ambient: Ambient, attemptId: string): { token: string; digest: Buffer } {
  const token = `${attemptId}.${ambient.randomBytes(32).toString('base64url')}`;
  return { token, digest: digestToken(token) };
}

/** The id inside a token; refuses `attempt_unknown` for anything else. */
export function attemptIdOf(token: string | null): string {
  const id = token?.split('.')[0] ?? '';
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal('attempt_unknown');
  return id;
}

/** True where the token is the one that was given out last for its attempt. */
export function isCurrentToken(token: string | null, digest: Buffer): boolean {
  return token !== null && timingSafeEqual(digestToken(token), digest);
}

function digestToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
