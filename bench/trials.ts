/** Seconds of some trials of one thing: the one in the middle, and the quickest and slowest. */
export interface Trials {
  median: number;
  least: number;
  most: number;
}

/** Runs a thing once to warm up and then five times, and measures the wall-clock seconds of each. */
export async function timeTrials(run: () => unknown, { count = 5, warmUp = true } = {}): Promise<Trials> {
  if (warmUp) await run();
  const seconds: number[] = [];
  for (let trial = 0; trial < count; trial += 1) {
    const started = performance.now();
    await run();
    seconds.push((performance.now() - started) / 1000);
  }
  seconds.sort((one, other) => one - other);
  return {
    median: seconds[Math.floor(count / 2)] ?? NaN,
    least: seconds[0] ?? NaN,
    most: seconds.at(-1) ?? NaN,
  };
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
