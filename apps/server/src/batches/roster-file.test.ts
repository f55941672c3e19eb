import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packArchive } from '@jiangping/formats/archive/zip-writer';
import type { ArchiveEntry } from '@jiangping/formats/archive/zip-reader';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { heading, openRosterDesk, rowOf, writeSheet } from '../../../../tests/harness/roster.ts';
import type { Cell, RosterDesk } from '../../../../tests/harness/roster.ts';

let test: RosterDesk['test'];
let administrator: RosterDesk['administrator'];
let openBatch: RosterDesk['openBatch'];
let send: RosterDesk['send'];
let countRows: RosterDesk['countRows'];

beforeAll(async () => {
  ({ test, administrator, openBatch, send, countRows } = await openRosterDesk());
}, 300_000);
afterAll(() => test.close());

const packStored = (entries: readonly ArchiveEntry[]) => Buffer.from(packArchive(entries, 'stored'));

interface ZipEntry {
  name: string;
  content: Buffer;
  declared?: number;
  isHidden?: boolean;
}

/** A packed zip that may lie about a size or leave an entry out of its directory. */
function packLying(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declared, isHidden } of entries) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declared ?? content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), fields, Buffer.from(name), packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    if (!isHidden)
      directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), fields, tail, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const listed = entries.filter(({ isHidden }) => !isHidden).length;
  const end = Buffer.alloc(18);
  end.writeUInt16LE(listed, 4);
  end.writeUInt16LE(listed, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}

const workbook: ZipEntry[] = [
  ['[Content_Types].xml', '<Types/>'],
  ['xl/workbook.xml', '<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'],
  [
    'xl/_rels/workbook.xml.rels',
    '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  ],
].map(([name = '', text = '']) => ({ name, content: Buffer.from(text) }));
const withSheet = (sheetData: string): ZipEntry[] => [
  ...workbook,
  {
    name: 'xl/worksheets/sheet1.xml',
    content: Buffer.from(`<worksheet><sheetData>${sheetData}</sheetData></worksheet>`),
  },
];
const spaces = Buffer.alloc(60_000_000, 0x20);
const bomb = (change: Partial<ZipEntry>): Buffer =>
  packLying([...workbook, { name: 'xl/worksheets/sheet1.xml', content: spaces, ...change }]);
const cellAt = (place: string, row: string) => `<row r="${row}"><c r="${place}"><v>1</v></c></row>`;

describe('a hostile or unusable file', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, Parameters<typeof expectRefusal>[2]]>([
    ['that is plain text', () => Buffer.from('姓名,证件号码\n'.repeat(10)), 'file_wrong_type'],
    ['of nothing', () => Buffer.from('PK'), 'file_wrong_type'],
    [
      'of the old .xls format',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]),
      'file_wrong_type',
    ],
    [
      'that is a zip of something else',
      () => packStored([{ name: 'word/document.xml', content: Buffer.from('<w/>') }]),
      'file_wrong_type',
    ],
    ['that was cut off', async () => (await writeSheet([heading])).subarray(0, 900), 'file_unreadable'],
    ['that unpacks to sixty million bytes', () => bomb({}), 'file_unpacks_too_large'],
    ['that hides its size', () => bomb({ declared: 1000 }), 'file_unreadable'],
    [
      'that hides an entry from its directory',
      () => packLying([...withSheet(''), { name: 'xl/x.xml', content: spaces, isHidden: true }]),
      'sheet_column_missing',
    ],
    [
      'of thousands of entries',
      () =>
        packStored([
          ...workbook,
          ...Array.from({ length: 300 }, (_, i) => ({ name: `${i}.xml`, content: Buffer.from('<a/>') })),
        ]),
      'file_unpacks_too_large',
    ],
    [
      'with a cell in row one million',
      () => packStored(withSheet(cellAt('A1000000', '1000000'))),
      'sheet_too_long',
    ],
    [
      'with a row number in disguise',
      () => packStored(withSheet(cellAt('A1', '1e8') + cellAt('A1', '&#57;0000000'))),
      'file_unreadable',
    ],
    ['with a cell in column ZZZ', () => packStored(withSheet(cellAt('ZZZ1', '1'))), 'sheet_too_wide'],
    [
      'of two hundred thousand empty rows',
      () => packStored(withSheet('<row/>'.repeat(200_000))),
      'sheet_too_long',
    ],
    [
      'without the columns of a roster',
      () =>
        writeSheet([
          ['序号', '备注'],
          ['1', '无'],
        ]),
      'sheet_column_missing',
    ],
    ['without a row', () => writeSheet([heading]), 'roster_empty'],
  ])('%s is refused as a whole and leaves nothing', async (_, make, code) => {
    const batchId = await openBatch();
    const file = await make();
    const before = process.memoryUsage().rss;
    await expectRefusal(test, () => send(batchId, file), code);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
    expect(await countRows(batchId)).toEqual({ entries: 0, imports: 0 });
  });

  it('with formulas is read by their stored results, and a formula without one counts as empty', async () => {
    const batchId = await openBatch();
    const [one, two] = [test.newIdNumber(), test.newIdNumber()];
    const text = (place: string, value: string) =>
      `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const row = (i: number, cells: readonly Cell[], name: string) =>
      `<row r="${i}">${cells
        .map((cell, column) => {
          const place = `${String.fromCharCode(65 + column)}${i}`;
          if (column === 0 && i > 1) return `<c r="${place}" t="str"><f>A1&amp;A2</f>${name}</c>`;
          return cell === null ? '' : text(place, String(cell));
        })
        .join('')}</row>`;
    const file = packStored(
      withSheet(row(1, heading, '') + row(2, rowOf('', one), '<v>寅三</v>') + row(3, rowOf('', two), '')),
    );
    const report = await send(batchId, file);
    expect(report.problems.map((each) => [each.row, each.column, each.code])).toEqual([
      [3, 'name', 'roster_cell_missing'],
    ]);
    const { rows } = await administrator.batches.listEntries({ batchId });
    expect(rows.map(({ candidate }) => candidate.name)).toEqual(['寅三']);
  });
});
