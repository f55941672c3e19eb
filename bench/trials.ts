/** Seconds of some trials of one thing: the one in the middle, and the quickest and slowest. */
export interface Trials {
  median: number;
  least: number;
  most: number;
}

/**
 * Runs each of the things once to warm up and then five times, by turns, so that whatever else the machine does falls on
 * all of them, and measures the wall-clock seconds of each trial.
 */
export async function timeTrials(runs: readonly (() => unknown)[], count = 5): Promise<Trials[]> {
  const seconds: number[][] = runs.map(() => []);
  for (let trial = -1; trial < count; trial += 1) {
    for (const [at, run] of runs.entries()) {
      const started = performance.now();
      await run();
      if (trial >= 0) seconds[at]?.push((performance.now() - started) / 1000);
    }
  }
  return seconds.map((trials) => {
    const sorted = trials.sort((one, other) => one - other);
    return {
      median: sorted[Math.floor(count / 2)] ?? NaN,
      least: sorted[0] ?? NaN,
      most: sorted.at(-1) ?? NaN,
    };
  });
}

/** What one suite reports: lines for a person, and an object for programs; `ok` says that its targets are met. */
export interface SuiteReport {
  ok: boolean;
  lines: string[];
  figures: object;
}

/** One thing worth measuring. It must check the correctness of what it measures, and throw where that fails. */
export interface Suite {
  summary: string;
  run(say: (line: string) => void): Promise<SuiteReport>;
}

/** Seconds as a person reads them: the median, and the spread of the trials. */
export function formatTrials({ median, least, most }: Trials): string {
  return `${median.toFixed(2)} s (${least.toFixed(2)} … ${most.toFixed(2)})`;
}
