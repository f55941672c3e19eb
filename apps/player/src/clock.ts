/**
 * The server's clock as far as this device can know it: a measured offset on a monotonic counter, so that a wrong,
 * changed or moved device clock has no say.
 */
export interface ServerClock {
  /** Takes a sample: what the server read between the two moments of the monotonic counter. */
  sync(serverNow: number, sentAt: number, receivedAt: number): void;
  /** Takes a value remembered from before a reload without a network; any later sample replaces it. */
  guess(serverNow: number): void;
  /** Milliseconds since 1970 by the server. */
  now(): number;
  /** False until the server itself was heard in this page: a guess must never end an exam. */
  isVerified(): boolean;
}

/** Cheap quartz is off by up to 100 ppm: a sample loses that much worth with age. */
const DRIFT = 1e-4;

/**
 * A clock over a counter of milliseconds. The server read its clock some time between sending and receiving, so a
 * sample is off by half the round trip at most. The narrowest sample is kept, widened by drift as it ages; one that
 * contradicts it (the counter slept with the device, or the server's clock was set) replaces it at once.
 */
export function createServerClock(monotonic: () => number): ServerClock {
  let offset = 0;
  let error = Number.POSITIVE_INFINITY;
  let takenAt = 0;
  let isVerified = false;
  return {
    sync(serverNow, sentAt, receivedAt) {
      const newError = Math.max(0, receivedAt - sentAt) / 2;
      const newOffset = serverNow - (sentAt + receivedAt) / 2;
      const aged = error + (receivedAt - takenAt) * DRIFT;
      const contradicts = Math.abs(newOffset - offset) > newError + aged;
      if (isVerified && newError > aged && !contradicts) return;
      offset = newOffset;
      error = newError;
      takenAt = receivedAt;
      isVerified = true;
    },
    guess(serverNow) {
      if (isVerified) return;
      offset = serverNow - monotonic();
    },
    now: () => monotonic() + offset,
    isVerified: () => isVerified,
  };
}
