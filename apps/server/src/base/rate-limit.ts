import { isRefusal, Refusal } from '@jiangping/domain/refusal';
import type { RefusalCode } from '@jiangping/domain/refusals';
import type { Ambient } from './ambient.ts';

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * A token bucket per caller, in memory: `burst` at once, refilled with `perMinute`. Refuses `rate_limited` with the
 * seconds to wait. It holds at most 50,000 callers; the oldest are forgotten first.
 */
export function createRateLimit(
  ambient: Ambient,
  burst: number,
  perMinute: number,
): (caller: string) => void {
  const buckets = new Map<string, Bucket>();
  return (caller) => {
    const now = ambient.now().getTime();
    const bucket = buckets.get(caller) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 60_000) * perMinute);
    buckets.delete(caller);
    buckets.set(caller, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    if (buckets.size > 50_000) buckets.delete(buckets.keys().next().value ?? '');
    if (tokens < 1)
      throw new Refusal('rate_limited', { seconds: Math.ceil(((1 - tokens) / perMinute) * 60) });
  };
}

/** At most so many at once, and so many a minute after that. */
export interface Rate {
  burst: number;
  perMinute: number;
}

/** Runs a call that carries a token under the limits of the token and, where nobody knows it, of the address. */
export type TokenLimit = <Answer>(
  who: { token: string; address: string },
  call: () => Promise<Answer>,
) => Promise<Answer>;

/**
 * A limit for calls that carry a token. A whole school sits behind one address: a token that is known counts for itself
 * alone, and only calls refused with one of `unknown` – a guess, for all we can tell – count for the address they come from.
 */
export function createTokenLimit(
  ambient: Ambient,
  limits: { token: Rate; address: Rate; unknown: readonly RefusalCode[] },
): TokenLimit {
  const limitToken = createRateLimit(ambient, limits.token.burst, limits.token.perMinute);
  const limitAddress = createRateLimit(ambient, limits.address.burst, limits.address.perMinute);
  return async ({ token, address }, call) => {
    limitToken(token);
    try {
      return await call();
    } catch (error) {
      if (isRefusal(error) && limits.unknown.includes(error.code)) limitAddress(address);
      throw error;
    }
  };
}
