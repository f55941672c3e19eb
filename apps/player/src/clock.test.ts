import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createServerClock } from './clock.ts';

const SERVER_START = Date.UTC(2026, 4, 18, 1, 0, 0);

/** A device whose counter started at some moment of the server's time, and runs a little fast or slow. */
function createDevice(drift = 0) {
  let elapsed = 0;
  const clock = createServerClock(() => elapsed * (1 + drift));
  return {
    clock,
    pass: (ms: number) => (elapsed += ms),
    serverNow: () => SERVER_START + elapsed,
    /** A request with the given times on the way there and back. */
    ask(there: number, back: number) {
      const sentAt = elapsed * (1 + drift);
      elapsed += there;
      const read = SERVER_START + elapsed;
      elapsed += back;
      clock.sync(read, sentAt, elapsed * (1 + drift));
    },
    error: () => Math.abs(clock.now() - (SERVER_START + elapsed)),
  };
}

describe('the server clock of a device', () => {
  it('is right within half the best round trip and drift, however unevenly the network delays', () => {
    const trips = fc.array(
      fc.record({
        there: fc.integer({ min: 5, max: 1900 }),
        back: fc.integer({ min: 5, max: 1900 }),
        idle: fc.integer({ min: 0, max: 300_000 }),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(trips, fc.double({ min: -5e-5, max: 5e-5, noNaN: true }), (list, drift) => {
        const device = createDevice(drift);
        for (const { there, back, idle } of list) {
          device.ask(there, back);
          expect(device.error()).toBeLessThanOrEqual((there + back) / 2 + 1);
          device.pass(idle);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('stays within a second over a two-hour exam with saves every minute at 300 ms round trips', () => {
    const device = createDevice(5e-5);
    let worst = 0;
    for (let minute = 0; minute < 120; minute++) {
      device.ask(50, 250);
      device.pass(59_700);
      worst = Math.max(worst, device.error());
    }
    expect(worst).toBeLessThan(200);
  });

  it('keeps a quick sample and does not let a slow one spoil it', () => {
    const device = createDevice();
    device.ask(10, 10);
    device.pass(1000);
    device.ask(10, 4000);
    expect(device.error()).toBe(0);
  });

  it('believes the server at once when the counter slept with the device', () => {
    let counter = 0;
    const clock = createServerClock(() => counter);
    clock.sync(SERVER_START, 0, 20);
    counter = 1000;
    clock.sync(SERVER_START + 600_000, counter, counter + 400);
    expect(Math.abs(clock.now() - (SERVER_START + 600_000))).toBeLessThanOrEqual(200);
  });

  it('uses a remembered time only until the server is heard', () => {
    const device = createDevice();
    device.clock.guess(SERVER_START + 3_600_000);
    expect(device.clock.isVerified()).toBe(false);
    expect(device.clock.now()).toBe(SERVER_START + 3_600_000);
    device.ask(100, 100);
    expect(device.clock.isVerified()).toBe(true);
    expect(device.error()).toBeLessThanOrEqual(100);
    device.clock.guess(0);
    expect(device.error()).toBeLessThanOrEqual(100);
  });
});
