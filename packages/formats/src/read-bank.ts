// One door for every format of items: from the bytes of a file to what was read of it.
import { isRefusal } from '@jiangping/domain/refusal';
import { describeRefusal } from '@jiangping/domain/refusals';
import { readAiken } from './aiken/aiken.ts';
import type { ArchiveLimits } from './archive/zip-directory.ts';
import { readDirectory } from './archive/zip-directory.ts';
import { openArchive } from './archive/zip-reader.ts';
import type { CheckProblem, CheckSource } from './check.ts';
import { detectFormat } from './detect.ts';
import type { TextFormatName } from './detect.ts';
import type { ExchangeBank } from './exchange/exchange-item.ts';
import { readJsonBank } from './exchange/json-bank.ts';
import type { BankReading } from './exchange/reading.ts';
import { decodeText } from './exchange/text-bytes.ts';
import { readGift } from './gift/gift-reader.ts';
import { readMoodleXml } from './moodle/moodle-reader.ts';
import { decodeXml } from './qti/xml-bytes.ts';
import { readItemWorkbook } from './sheet/item-workbook.ts';

export type BankFormat = Exclude<TextFormatName, 'qti'> | 'xlsx';

/** What a file is and holds; `unusable` where it is nothing that can be read as items, with the reason in `problems`. */
export type FileReading =
  | { readonly kind: 'qti'; readonly source: CheckSource }
  | {
      readonly kind: 'bank';
      readonly format: BankFormat;
      readonly bank: ExchangeBank;
      readonly problems: readonly CheckProblem[];
    }
  | { readonly kind: 'unusable'; readonly problems: readonly CheckProblem[] };

/** Enough for a package of 20,000 items with pictures. */
export const packageLimits: ArchiveLimits = { entries: 60_000, bytes: 256_000_000, ratio: 100 };

const readers: Readonly<Record<Exclude<BankFormat, 'xlsx'>, (text: string, file: string) => BankReading>> = {
  'moodle-xml': readMoodleXml,
  'json-bank': readJsonBank,
  gift: readGift,
  aiken: readAiken,
};

const unusable = (file: string, code: string, message: string): FileReading => ({
  kind: 'unusable',
  problems: [{ severity: 'error', code, where: file, message }],
});

/** A refusal of the archive or workbook as a problem of the file: the fault of the zip is its code. */
function refusalProblem(error: unknown, file: string): FileReading {
  if (!isRefusal(error)) throw error;
  const { fault, entry } = error.facts;
  const { sentence } = describeRefusal(error.code, error.facts, 'en');
  const zh = describeRefusal(error.code, error.facts, 'zh').sentence;
  const code = typeof fault === 'string' ? `zip_${fault}` : error.code;
  return unusable(typeof entry === 'string' ? `${file}!${entry}` : file, code, `${zh} ${sentence}`);
}

function readText(bytes: Uint8Array, file: string, format: Exclude<BankFormat, 'xlsx'>): FileReading {
  const xml = format === 'moodle-xml' ? decodeXml(bytes) : null;
  const decoded = xml === null ? decodeText(bytes) : { text: xml, encoding: 'utf-8' as const };
  if (!decoded) return unusable(file, 'encoding_unknown', '文件不是文本。 The file is no text.');
  const { problems, ...bank } = readers[format](decoded.text, file);
  const isGuessed = decoded.encoding === 'gb18030' || decoded.encoding === 'windows-1252';
  const guess: CheckProblem = {
    severity: 'warning',
    code: 'encoding_guessed',
    where: file,
    message: `文件不是 UTF-8 编码，已按 ${decoded.encoding} 读取，请核对文字。 The file is not UTF-8; it was read as ${decoded.encoding}.`,
  };
  return { kind: 'bank', format, bank, problems: isGuessed ? [guess, ...problems] : problems };
}

async function readZip(bytes: Uint8Array, file: string, limits: ArchiveLimits): Promise<FileReading> {
  const names = readDirectory(bytes, limits).map(({ name }) => name);
  if (names.includes('xl/workbook.xml')) {
    const { problems, ...bank } = await readItemWorkbook(bytes, file);
    return { kind: 'bank', format: 'xlsx', bank, problems };
  }
  const hasManifest = names.some((name) => /(^|\/)imsmanifest\.xml$/i.test(name));
  const own = names.filter((name) => !/(^|\/)(\.|__MACOSX\/)/.test(name));
  if (!hasManifest && !own.some((name) => /\.(xml|qti|txt|gift|json)$/i.test(name)))
    return unusable(file, 'format_unknown', '压缩包中没有试题文件。 The archive holds no file of items.');
  const files = new Map(openArchive(bytes, limits).map(({ name, content }) => [name, content]));
  const [only] = own;
  const content = only === undefined ? undefined : files.get(only);
  if (!hasManifest && own.length === 1 && only !== undefined && content) {
    const format = detectFormat(content, only);
    if (format !== 'qti' && format !== 'zip' && format !== null)
      return readText(content, `${file}!${only}`, format);
  }
  return { kind: 'qti', source: { kind: 'package', name: file, files } };
}

/** Reads a file of any known format; it never throws for what the file says. */
export async function readItemFile(
  bytes: Uint8Array,
  file: string,
  limits: ArchiveLimits = packageLimits,
): Promise<FileReading> {
  const format = detectFormat(bytes, file);
  if (format === null)
    return bytes.length === 0
      ? unusable(file, 'file_empty', '文件是空的。 The file is empty.')
      : unusable(
          file,
          'format_unknown',
          '不是 QTI、Moodle XML、GIFT、Aiken、试题表格或题库 JSON。 The file is none of QTI, Moodle XML, GIFT, Aiken, an item sheet and a JSON bank.',
        );
  if (format === 'qti') return { kind: 'qti', source: { kind: 'file', name: file, bytes } };
  if (format !== 'zip') return readText(bytes, file, format);
  try {
    return await readZip(bytes, file, limits);
  } catch (error) {
    return refusalProblem(error, file);
  }
}
