import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Refusal } from '@jiangping/domain/refusal';
import type { SheetCell } from '@jiangping/formats/roster-sheet';
import type { RosterLimits, WorkerAnswer, WorkerInput } from './roster-worker.ts';

/** Bounds of the file itself, not of the trade: a roster of ten thousand rows unpacks to about ten million bytes. */
const fileLimits = { entries: 200, bytes: 20 * 1024 * 1024, ratio: 200, columns: 100, cell: 300 };
const SECONDS = 20;

let last: Promise<unknown> = Promise.resolve();

/**
 * The first sheet of an untrusted .xlsx. It is read in a thread of its own with bounded memory and time, one file after
 * another, so that no file can slow down the exams that run beside it. Refuses `file_wrong_type`, `file_unreadable`,
 * `file_unpacks_too_large`, `sheet_too_long`, `sheet_too_wide`.
 */
export function readRosterFile(bytes: Buffer, mostRows: number): Promise<SheetCell[][]> {
  // The heading is a row too.
  const read = last.then(() => readInThread(bytes, { ...fileLimits, rows: mostRows + 1 }));
  last = read.catch(() => undefined);
  return read;
}

async function readInThread(bytes: Buffer, limits: RosterLimits): Promise<SheetCell[][]> {
  const worker = new Worker(new URL('./roster-worker.ts', import.meta.url), {
    workerData: { bytes: new Uint8Array(bytes), limits } satisfies WorkerInput,
    resourceLimits: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 },
  });
  const stop = new AbortController();
  const { signal } = stop;
  try {
    const answer = await Promise.race([
      once(worker, 'message', { signal }).then(([message]) => message as WorkerAnswer),
      // A thread that ran out of its memory, or ended without a word.
      once(worker, 'exit', { signal }).then(() => null),
      wait(SECONDS * 1000, null, { signal }),
    ]).catch(() => null);
    if (answer?.kind === 'sheet') return answer.rows;
    if (answer) throw new Refusal(answer.code as 'file_unreadable', answer.facts as { reason: string });
    throw new Refusal('file_unreadable', { reason: 'xlsx' });
  } finally {
    stop.abort();
    await worker.terminate();
  }
}
