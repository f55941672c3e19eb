// Opens the zip of an .xlsx whose sender is not trusted: the reader of sheets gets a fresh archive of the checked XML entries,
// and no place in it that would make the reader fill a million rows.
import { Refusal } from '@jiangping/domain/refusal';
import { isZip } from './zip-directory.ts';
import type { ArchiveLimits } from './zip-directory.ts';
import { openArchive } from './zip-reader.ts';
import { packArchive } from './zip-writer.ts';

export interface SheetLimits extends ArchiveLimits {
  readonly rows: number;
  readonly columns: number;
}

/** 1 for A, 27 for AA. */
function columnOf(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/**
 * The reader fills every gap before a row or cell that says to stand far out, so every place named in the file is looked
 * at first: `r="5"` of a row, `r="B5"` of a cell, in whatever entry, since the sender decides which entry is the sheet.
 */
function checkPlaces(xml: string, limits: SheetLimits): void {
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

/**
 * A zip, stored without packing, of the XML entries of an .xlsx: what a reader of sheets may be given. Refuses what is no zip
 * of a workbook (`file_wrong_type`), what openArchive refuses, and sheets beyond the limits (`sheet_too_long`, `sheet_too_wide`).
 */
export function openWorkbook(bytes: Uint8Array, limits: SheetLimits): Uint8Array<ArrayBuffer> {
  if (!isZip(bytes) || bytes.length < 22) throw new Refusal('file_wrong_type', { expected: '.xlsx' });
  const entries = openArchive(bytes, limits, (name) => name.endsWith('.xml') || name.endsWith('.xml.rels'));
  if (!entries.some(({ name }) => name === 'xl/workbook.xml'))
    throw new Refusal('file_wrong_type', { expected: '.xlsx' });
  // Places are ASCII; decoding as Latin-1 never fails and never hides one.
  const decoder = new TextDecoder('latin1');
  for (const { content } of entries) checkPlaces(decoder.decode(content), limits);
  return packArchive(entries, 'stored');
}
