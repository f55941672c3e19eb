import { Refusal } from '@jiangping/domain/refusal';
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
