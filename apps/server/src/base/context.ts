import type { Caller } from './act.ts';

/** What a route knows of its request. */
export interface RequestContext {
  /** The logged-in person, or null. */
  caller: Caller | null;
  /** The bearer or cookie token as it came; an attempt's token comes the same way. */
  token: string | null;
  /** The idempotency key of the request, where it carries a sound one; a login's `caller` holds it too. */
  key: string | null;
  /** The peer's address, for rate limits only: never stored, never logged. */
  address: string;
  /** Sets or clears the login cookie on the answer. */
  setLoginCookie(token: string | null, maxAgeSeconds: number): void;
}
