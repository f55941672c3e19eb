import writeExcelFile from 'write-excel-file/node';
import type { SheetData } from 'write-excel-file/node';
import { rosterColumns } from '@jiangping/domain/batches/roster-columns';
import { levelNames } from '@jiangping/domain/standards/level';
import type { DemoCandidate } from './files.ts';

/** The roster as a clerk writes it: the template's headings with a note column of her own, ID numbers as text. */
export async function writeRoster(rows: readonly DemoCandidate[]): Promise<Buffer> {
  const header = [...Object.values(rosterColumns).map(({ zh }) => zh), '备注'];
  const sheet: SheetData = [
    header.map((value) => ({ value, fontWeight: 'bold' as const })),
    ...rows.map((row) =>
      [
        row.name,
        '居民身份证',
        row.idNumber,
        row.sex === 'male' ? '男' : '女',
        null,
        row.education,
        row.employer,
        row.phone,
        row.claimedClause,
        row.workMonths,
        row.heldLevel ? levelNames[row.heldLevel].zh : null,
        row.heldNumber ?? null,
        row.heldSince ?? null,
        null,
      ].map((value) =>
        value === null ? null : typeof value === 'number' ? { value } : { value, type: String },
      ),
    ),
  ];
  return writeExcelFile(sheet, { sheet: '报名名册' }).toBuffer();
}
