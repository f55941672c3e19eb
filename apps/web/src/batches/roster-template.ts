// An empty roster as .xlsx, made in the browser. All cells are formatted as text: a spreadsheet program keeps fifteen digits
// of a number, and an ID number has eighteen.
import { rosterColumns } from '@jiangping/domain/batches/roster-columns';

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The template in a language, headings as the importer knows them; required ones carry a star. */
export function buildRosterTemplate(language: 'zh' | 'en'): Uint8Array {
  const headings = Object.values(rosterColumns).map(
    (column) => `${column[language]}${column.required ? '*' : ''}`,
  );
  const last = headings.length;
  const cells = headings
    .map(
      (text, i) => `<c r="${String.fromCharCode(65 + i)}1" s="2" t="inlineStr"><is><t>${text}</t></is></c>`,
    )
    .join('');
  const sheet =
    `<worksheet xmlns="${namespace}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols><col min="1" max="${last}" width="20" style="1" customWidth="1"/></cols><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
  const styles =
    `<styleSheet xmlns="${namespace}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>` +
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>' +
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>';
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return packZip({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
    '_rels/.rels': relationsOf({ officeDocument: 'xl/workbook.xml' }),
    'xl/workbook.xml': `<workbook xmlns="${namespace}" xmlns:r="${relations}"><sheets><sheet name="roster" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsOf({ worksheet: 'worksheets/sheet1.xml', styles: 'styles.xml' }),
    'xl/worksheets/sheet1.xml': sheet,
    'xl/styles.xml': styles,
  });
}

function relationsOf(targets: Readonly<Record<string, string>>): string {
  const lines = Object.entries(targets).map(
    ([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${relations}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`;
}

/** A zip of texts, stored without packing (APPNOTE 4.3). */
function packZip(files: Readonly<Record<string, string>>): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const nameBytes = encoder.encode(name);
    const content = encoder.encode(head + text);
    // Version, flags (names in UTF-8), method, time, date, checksum, packed and unpacked size, lengths of name and extra.
    const fields = numbers(
      [20, 2],
      [0x0800, 2],
      [0, 2],
      [0, 2],
      [0x21, 2],
      [crc32(content), 4],
      [content.length, 4],
      [content.length, 4],
      [nameBytes.length, 2],
      [0, 2],
    );
    parts.push(numbers([0x04034b50, 4]), fields, nameBytes, content);
    directory.push(
      numbers([0x02014b50, 4], [20, 2]),
      fields,
      numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      nameBytes,
    );
    offset += 30 + nameBytes.length + content.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = Object.keys(files).length;
  const end = numbers(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  );
  return join([...parts, ...directory, end]);
}

/** Values in little-endian order, each with its number of bytes. */
function numbers(...values: readonly (readonly [value: number, bytes: 2 | 4])[]): Uint8Array {
  return join(
    values.map(([value, bytes]) => {
      const view = new DataView(new ArrayBuffer(bytes));
      if (bytes === 2) view.setUint16(0, value, true);
      else view.setUint32(0, value, true);
      return new Uint8Array(view.buffer);
    }),
  );
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
