import { InvalidCredential } from './invalid-credential.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Whether a text is an instant as XML Schema's `dateTimeStamp` writes it (seconds and zone present) and exists:
 * `2026-02-30T00:00:00Z` does not.
 */
export function isInstant(text: unknown): text is string {
  return (
    typeof text === 'string' &&
    INSTANT.test(text) &&
    isDay(text.slice(0, 10)) &&
    !Number.isNaN(Date.parse(text))
  );
}

/** Whether a text is a calendar date `YYYY-MM-DD` that exists. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !DAY.test(text)) return false;
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  // Date.parse rolls 30 February over to March in some engines and refuses it in others.
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}

/** Milliseconds since 1970 of an instant; refuses everything {@link isInstant} does not accept (`time_malformed`). */
export function toMilliseconds(text: string): number {
  if (!isInstant(text)) throw new InvalidCredential('time_malformed', text);
  return Date.parse(text);
}
