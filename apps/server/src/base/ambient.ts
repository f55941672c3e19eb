import { randomBytes } from 'node:crypto';

/** Time and randomness as the server sees them. Injected, so that a test can hold the clock and repeat a run. */
export interface Ambient {
  now(): Date;
  randomBytes(length: number): Buffer;
}

export const systemAmbient: Ambient = { now: () => new Date(), randomBytes };

/** A new UUIDv7 (RFC 9562 section 5.7): 48 bits of milliseconds, then randomness, so ids sort by time of making. */
export function newId(ambient: Ambient): string {
  const bytes = ambient.randomBytes(16);
  bytes.writeUIntBE(ambient.now().getTime(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
