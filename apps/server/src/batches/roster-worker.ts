/** Entry of a worker thread: reads one untrusted .xlsx and posts its first sheet, or why it was refused. */
import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/node';
import { isRefusal, Refusal } from '@jiangping/domain/refusal';
import type { Facts, RefusalCode } from '@jiangping/domain/refusal';
import { openWorkbook } from '@jiangping/formats/archive/workbook';
import type { SheetLimits } from '@jiangping/formats/archive/workbook';
import type { SheetCell } from '@jiangping/formats/roster-sheet';

export interface RosterLimits extends SheetLimits {
  /** Longest text of a cell that is handed on; the rest is cut off. */
  readonly cell: number;
}

export interface WorkerInput {
  readonly bytes: Uint8Array;
  readonly limits: RosterLimits;
}

export type WorkerAnswer =
  { kind: 'sheet'; rows: SheetCell[][] } | { kind: 'refused'; code: RefusalCode; facts: Facts };

async function read({ bytes, limits }: WorkerInput): Promise<SheetCell[][]> {
  const archive = Buffer.from(openWorkbook(bytes, limits).buffer);
  const rows = await readSheet(archive).catch(() => {
    throw new Refusal('file_unreadable', { reason: 'xlsx' });
  });
  return rows.map((row) =>
    row.map((cell): SheetCell => {
      // Its type says `typeof Date` where the reader gives a Date.
      const value = cell as SheetCell;
      return typeof value === 'string' ? value.slice(0, limits.cell) : value;
    }),
  );
}

const port = parentPort;
if (!port) throw new Error('this file is the entry of a worker thread');
read(workerData as WorkerInput)
  .then((rows): WorkerAnswer => ({ kind: 'sheet', rows }))
  .catch((error: unknown): WorkerAnswer => {
    if (isRefusal(error)) return { kind: 'refused', code: error.code, facts: error.facts };
    return { kind: 'refused', code: 'file_unreadable', facts: { reason: 'xlsx' } };
  })
  .then((answer) => port.postMessage(answer))
  .catch(() => undefined);
