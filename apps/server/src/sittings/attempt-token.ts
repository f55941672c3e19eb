// The token of an attempt. It follows from the request that was let in: who asks again with the same idempotency key, since
// the answer was lost on its way, gets the same token, though the server keeps nothing of it but a digest.
//
//     secret = HMAC-SHA-256( key of tickets, "attempt-token/v1" 0x00 attempt 0x00 epoch 0x00 idempotency key )
//     token  = attempt "." base64url(secret)
//     digest = SHA-256( UTF-8(token) )
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '@jiangping/domain/refusal';
import type { Keys } from '../base/keys.ts';

/** The request that a token belongs to. */
export interface EntryRequest {
  attemptId: string;
  /** The epoch the device writes under; a device that takes over gets another token, also under the same key. */
  epoch: number;
  /** The idempotency key of the request. */
  key: string;
}

/** An attempt's token: its id finds the row, the digest of the whole proves the device. The same for the same request. */
export function makeAttemptToken(
  keys: Keys,
  { attemptId, epoch, key }: EntryRequest,
): { token: string; digest: Buffer } {
  const secret = createHmac('sha256', keys.tickets)
    .update(['attempt-token/v1', attemptId, String(epoch), key].join('\0'))
    .digest('base64url');
  const token = `${attemptId}.${secret}`;
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
