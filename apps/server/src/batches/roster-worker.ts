/** Entry of a worker thread: reads one untrusted .xlsx and posts its first sheet, or why it was refused. */
import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/node';
import { isRefusal, Refusal } from '@jiangping/domain/refusal';
import type { Facts, RefusalCode } from '@jiangping/domain/refusal';
import type { SheetCell } from '@jiangping/formats/roster-sheet';
import { openXlsxArchive, packStored } from './xlsx-archive.ts';
import type { ArchiveEntry, ArchiveLimits } from './xlsx-archive.ts';

export interface RosterLimits extends ArchiveLimits {
  readonly rows: number;
  readonly columns: number;
  /** Longest text of a cell that is handed on; the rest is cut off. */
  readonly cell: number;
}

export interface WorkerInput {
  readonly bytes: Uint8Array;
  readonly limits: RosterLimits;
}

export type WorkerAnswer =
  { kind: 'sheet'; rows: SheetCell[][] } | { kind: 'refused'; code: RefusalCode; facts: Facts };

/** 1 for A, 27 for AA. */
function columnOf(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/**
 * The reader fills every gap before a row or cell that says to stand far out, so every place named in the file is looked
 * at first: `r="5"` of a row, `r="B5"` of a cell, in whatever entry, since the sender decides which entry is the sheet.
 */
function checkPlaces({ content }: ArchiveEntry, limits: RosterLimits): void {
  const xml = content.toString('latin1');
  for (const [, quoted] of xml.matchAll(/(?<!xmlns:)\br\s*=\s*("[^"]*"|'[^']*')/g)) {
    const [, letters = '', digits] = /^.([A-Z]{0,3})([1-9]\d{0,6}).$/.exec(quoted ?? '') ?? [];
    if (!digits) throw new Refusal('file_unreadable', { reason: 'xlsx' });
    const [row, column] = [Number(digits), columnOf(letters)];
    if (row > limits.rows) throw new Refusal('sheet_too_long', { rows: row, limit: limits.rows });
    if (column > limits.columns)
      throw new Refusal('sheet_too_wide', { columns: column, limit: limits.columns });
  }
  const rows = xml.match(/<([\w.-]+:)?row[\s/>]/g)?.length ?? 0;
  if (rows > limits.rows) throw new Refusal('sheet_too_long', { rows, limit: limits.rows });
}

async function read({ bytes, limits }: WorkerInput): Promise<SheetCell[][]> {
  const entries = openXlsxArchive(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits);
  for (const entry of entries) checkPlaces(entry, limits);
  const archive = packStored(entries);
  entries.length = 0;
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
