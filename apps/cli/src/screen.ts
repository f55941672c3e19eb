import { RefusedCall } from '@jiangping/contract/client';

/** Where a verb tells a person how it goes: standard error, so that standard output stays for results. */
export interface Screen {
  say(line: string): void;
  /** A progress bar that is redrawn on a terminal and told at every tenth elsewhere. */
  progress(title: string, done: number, of: number): void;
  fail(error: unknown): void;
}

/** A screen on standard error; silent where `quiet`. */
export function createScreen(options: { quiet?: boolean } = {}): Screen {
  const out = process.stderr;
  let lastTenth = -1;
  return {
    say(line) {
      if (!options.quiet) out.write(`${line}\n`);
    },
    progress(title, done, of) {
      if (options.quiet) return;
      const tenth = Math.floor((done / of) * 10);
      if (out.isTTY) {
        const bar = '█'.repeat(tenth * 2).padEnd(20, '░');
        out.write(`\r\u001b[K${bar} ${title}${done >= of ? '\n' : ''}`);
      } else if (tenth !== lastTenth) {
        out.write(`[${String(done)}/${String(of)}] ${title}\n`);
      }
      lastTenth = done >= of ? -1 : tenth;
    },
    fail(error) {
      if (error instanceof RefusedCall) {
        const { code, zh, en, do: way } = error.problem;
        out.write(`refused (${code}): ${zh}\n  ${en}\n  ${way.zh} ${way.en}\n`);
      } else {
        out.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      }
    },
  };
}
