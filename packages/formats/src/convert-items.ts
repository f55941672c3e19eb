// `items convert`: from a file of any known format to the bytes of another.
import { packArchive } from './archive/zip-writer.ts';
import type { CheckProblem, CheckSource } from './check.ts';
import { writeAiken } from './aiken/aiken.ts';
import type { ExchangeBank, ExchangeItem } from './exchange/exchange-item.ts';
import { lossOf } from './exchange/reading.ts';
import { writeGift } from './gift/gift-writer.ts';
import { writeMoodleXml } from './moodle/moodle-writer.ts';
import { readQti } from './qti/content.ts';
import { resolvePath } from './qti/package-paths.ts';
import { exchangeOfQti } from './qti-writing/exchange-of-qti.ts';
import {
  packageOf,
  pointsFile,
  readPoints,
  upgradeQti,
  writeQtiFile,
  writeQtiPackage,
} from './qti-writing/qti-package.ts';
import { readItemFile } from './read-bank.ts';
import { writeItemWorkbook } from './sheet/item-workbook.ts';

/** What can be written. */
export const targetFormats = ['qti3', 'gift', 'aiken', 'moodle-xml', 'xlsx'] as const;
export type TargetFormat = (typeof targetFormats)[number];

export interface Conversion {
  /** Null where nothing could be read or written. */
  readonly bytes: Uint8Array | null;
  /** Items read, and those of them that the target holds. */
  readonly read: number;
  readonly written: number;
  readonly problems: readonly CheckProblem[];
  /** False where the file is no file of items at all. */
  readonly isUsable: boolean;
}

const utf8 = new TextEncoder();

/** The items of a QTI file or package as other formats know them; what is left behind is told by item and field. */
export function exchangeQti(source: CheckSource): { bank: ExchangeBank; problems: CheckProblem[] } {
  const content = readQti(source);
  const problems: CheckProblem[] = [...content.problems];
  const files = source.kind === 'package' ? source.files : new Map<string, Uint8Array>();
  if (content.tests.length > 0)
    problems.push(
      lossOf('warning', source.name, 'Tests are left behind: only their items are carried over.'),
    );
  const items = content.items.flatMap((item): ExchangeItem[] => {
    const resolve = (href: string) => {
      const target = resolvePath(href, item.file);
      return target.kind === 'path' ? (files.get(target.path) ?? null) : null;
    };
    const { item: exchanged, lost } = exchangeOfQti(item.root, resolve);
    for (const { field, message } of lost)
      problems.push(lossOf(exchanged ? 'warning' : 'error', `${item.id}.${field}`, message));
    return exchanged ? [exchanged] : [];
  });
  return { bank: { items, points: readPoints(files.get(pointsFile)) }, problems };
}

async function write(bank: ExchangeBank, to: TargetFormat, isSingleFile: boolean) {
  const [only] = bank.items;
  switch (to) {
    case 'qti3':
      return isSingleFile && only && bank.items.length === 1 ? writeQtiFile(only) : writeQtiPackage(bank);
    case 'xlsx':
      return await writeItemWorkbook(bank);
    case 'gift':
    case 'aiken':
    case 'moodle-xml': {
      const writer = { gift: writeGift, aiken: writeAiken, 'moodle-xml': writeMoodleXml }[to];
      const { content, problems } = writer(bank);
      return { content: utf8.encode(content), problems };
    }
  }
}

/**
 * Converts a file. QTI to `qti3` keeps every document whole; everything else goes by the items. With `isSingleFile` a lone item
 * becomes a QTI document instead of a package. It never throws for what the file says.
 */
export async function convertItems(
  bytes: Uint8Array,
  file: string,
  to: TargetFormat,
  isSingleFile = false,
): Promise<Conversion> {
  const reading = await readItemFile(bytes, file);
  if (reading.kind === 'unusable')
    return { bytes: null, read: 0, written: 0, problems: reading.problems, isUsable: false };
  if (reading.kind === 'qti' && to === 'qti3') return upgrade(reading.source, isSingleFile);
  const { bank, problems } = reading.kind === 'qti' ? exchangeQti(reading.source) : reading;
  if (bank.items.length === 0) return { bytes: null, read: 0, written: 0, problems, isUsable: true };
  const { content, problems: losses } = await write(bank, to, isSingleFile);
  const lost = losses.filter(
    ({ code, severity }) => code === 'lost_in_format' && severity === 'error',
  ).length;
  const written = bank.items.length - lost;
  return {
    bytes: written === 0 ? null : content,
    read: bank.items.length,
    written,
    problems: [...problems, ...losses],
    isUsable: true,
  };
}

function upgrade(source: CheckSource, isSingleFile: boolean): Conversion {
  const content = readQti(source);
  const count = content.items.length;
  if (count + content.tests.length === 0)
    return { bytes: null, read: 0, written: 0, problems: content.problems, isUsable: true };
  const { files } = upgradeQti(source);
  const [first] = files;
  const [only] = [...content.items, ...content.tests];
  const kind = count > 0 ? 'item' : 'test';
  const isLone = source.kind === 'file' && first && only;
  const bytes = isLone
    ? isSingleFile
      ? first.content
      : packArchive(packageOf(first.content, only.id, kind))
    : packArchive(files);
  return { bytes, read: count, written: count, problems: content.problems, isUsable: true };
}
