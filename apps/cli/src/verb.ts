/** One verb of the program. `run` gives the exit status: 0 it holds or was done, 1 it does not hold, 2 it could not run. */
export interface Verb {
  readonly summary: string;
  readonly usage: string;
  run(args: string[]): Promise<number>;
}
