const FIRST_MS = 1000;
const LONGEST_MS = 15_000;

/**
 * How long to wait before try number `attempt` (1 is the first repetition): doubles from one second to fifteen, of
 * which a random half is taken off so that a room that lost its network does not come back in one instant. Never
 * shorter than what the server asked for. `random` gives 0 ≤ r < 1.
 */
export function backoffMs(attempt: number, random: () => number, askedMs = 0): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (Math.max(1, attempt) - 1));
  return Math.max(askedMs, full * (0.5 + random() / 2));
}

/** A wait that can be cut short, as when the browser reports that the network is back. */
export interface Pause {
  wait(ms: number): Promise<void>;
  cut(): void;
}

/** Makes a {@link Pause}; several waits may run at once and are cut together. */
export function createPause(): Pause {
  const wakes = new Set<() => void>();
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          wakes.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        wakes.add(wake);
      }),
    cut() {
      for (const wake of [...wakes]) wake();
    },
  };
}
