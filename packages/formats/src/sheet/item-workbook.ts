// The workbook of items: one sheet of items, one of notes, and one of testable points where the bank has them.
import readWorkbook from 'read-excel-file/universal';
import writeWorkbook from 'write-excel-file/universal';
import { isRefusal, Refusal } from '@jiangping/domain/refusal';
import { openWorkbook } from '../archive/workbook.ts';
import type { SheetLimits } from '../archive/workbook.ts';
import type { BankPoint, ExchangeBank } from '../exchange/exchange-item.ts';
import { createProblemList } from '../exchange/reading.ts';
import type { BankReading, BankWriting } from '../exchange/reading.ts';
import type { SheetCell } from '../roster-sheet.ts';
import { notes } from './item-headings.ts';
import { writeItemRows } from './item-rows.ts';
import type { WrittenCell } from './item-rows.ts';
import { readItemSheet } from './item-sheet.ts';

const itemSheet = '试题';
const noteSheet = '填写说明';
const pointSheet = '考点';
const pointHeadings = ['考点编码', '考点名称', '重要程度'];

/** Enough for a bank of 20,000 items; no place outside is filled. */
export const workbookLimits: SheetLimits = {
  entries: 300,
  bytes: 80_000_000,
  ratio: 100,
  rows: 50_001,
  columns: 80,
};

/**
 * Reads a workbook of items, the sheet named 试题 or the first one. Throws the refusals of openWorkbook for a file that is no
 * sound workbook; faults of rows are told by row and column.
 */
export async function readItemWorkbook(
  bytes: Uint8Array,
  file: string,
  limits: SheetLimits = workbookLimits,
): Promise<BankReading> {
  const archive = openWorkbook(bytes, limits);
  const sheets = await readWorkbook(archive.buffer).catch((error: unknown) => {
    throw isRefusal(error) ? error : new Refusal('file_unreadable', { reason: 'xlsx' });
  });
  // Its type says `typeof Date` where the reader gives a Date.
  const rowsOf = (name: string) =>
    sheets.find(({ sheet }) => sheet === name)?.data as SheetCell[][] | undefined;
  const rows = rowsOf(itemSheet) ?? (sheets[0]?.data as SheetCell[][] | undefined) ?? [];
  const list = createProblemList(file);
  const { items, problems, rowsRead } = readItemSheet(rows);
  for (const { row, column, code, zh, en, isRefused } of problems)
    list.addWorded(
      isRefused ? 'error' : 'warning',
      code,
      ` row ${row}${column === null ? '' : ` ${column}`}`,
      `${zh} ${en}`,
    );
  if (rowsRead === 0 && problems.length === 0)
    list.addWorded('error', 'file_empty', '', '文件中没有可用的数据行。 The file holds no row of data.');
  const points = (rowsOf(pointSheet) ?? []).slice(1).flatMap((row): BankPoint[] => {
    const [code = '', name = '', importance = ''] = row.map((cell) =>
      cell === null ? '' : String(cell).trim(),
    );
    return code === '' ? [] : [{ code, name, importance }];
  });
  return { items, points, problems: list.problems };
}

/** Every text is written as text: what begins with = + - or @ stays words and never becomes a formula. */
function toCells(rows: readonly (readonly WrittenCell[])[]) {
  return rows.map((row) =>
    row.map((value) => {
      if (value === null) return null;
      return typeof value === 'number' ? { value, type: Number } : { value, type: String, wrap: true };
    }),
  );
}

/** Writes the workbook; what the sheet has no place for is told by item and field. */
export async function writeItemWorkbook(bank: ExchangeBank): Promise<BankWriting<Uint8Array>> {
  const { content, problems } = writeItemRows(bank);
  const points = bank.points.map(({ code, name, importance }) => [code, name, importance]);
  const blob = await writeWorkbook([
    {
      sheet: itemSheet,
      data: toCells(content),
      stickyRowsCount: 1,
      columns: (content[0] ?? []).map((heading) => ({ width: heading === '题干' ? 60 : 16 })),
    },
    { sheet: noteSheet, data: toCells(notes.map((note) => [note])), columns: [{ width: 120 }] },
    ...(points.length === 0
      ? []
      : [{ sheet: pointSheet, data: toCells([pointHeadings, ...points]), stickyRowsCount: 1 }]),
  ]).toBlob();
  return { content: new Uint8Array(await blob.arrayBuffer()), problems };
}
