// Items of a bank as files of other formats: each as the bank keeps it, plain ones in the bank's own form, all others with
// their documents. What a format has no place for is told by item and field before anybody relies on the file.
import type { TheoryItem } from '@jiangping/domain/items/item';
import { packArchive } from '../archive/zip-writer.ts';
import { writeAiken } from '../aiken/aiken.ts';
import { makeItem, noFacts, plain } from '../exchange/exchange-item.ts';
import type { BankPoint, ExchangeItem, ItemFacts } from '../exchange/exchange-item.ts';
import { exchangeTheoryItem } from '../exchange/json-bank.ts';
import { createLossList } from '../exchange/reading.ts';
import type { BankWriting, LossList } from '../exchange/reading.ts';
import { writeGift } from '../gift/gift-writer.ts';
import { encodeBase64 } from '../moodle/moodle-text.ts';
import { writeMoodleXml } from '../moodle/moodle-writer.ts';
import { findAttribute } from '../qti/xml-tree.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import { exchangeOfQti } from '../qti-writing/exchange-of-qti.ts';
import { decodeAddress } from '../qti-writing/item-files.ts';
import type { Resolve } from '../qti-writing/item-files.ts';
import { writeQtiItem } from '../qti-writing/qti-item.ts';
import { packQtiItems } from '../qti-writing/qti-package.ts';
import type { PackedItem } from '../qti-writing/qti-package.ts';
import { writeItemWorkbook } from '../sheet/item-workbook.ts';
import { withLineForGap } from './lone-gap.ts';
import { openQuestion } from './question.ts';
import { settleQuestion } from './question-document.ts';
import type { SettledQuestion } from './question-document.ts';

/** What a bank can be written as, and how such a file is called and typed. */
export const exportFormats = {
  qti3: { ending: '.zip', type: 'application/zip' },
  'moodle-xml': { ending: '.xml', type: 'application/xml' },
  gift: { ending: '.gift.txt', type: 'text/plain;charset=utf-8' },
  aiken: { ending: '.aiken.txt', type: 'text/plain;charset=utf-8' },
  xlsx: { ending: '.xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  json: { ending: '.json', type: 'application/json' },
} as const;
export type ExportFormat = keyof typeof exportFormats;

/** A stored file of items. */
export interface StoredFile {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Items as the bank keeps them, with what they show and where they hang. */
export interface StoredBank {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly points: readonly BankPoint[];
  /** By SHA-256 in hex. */
  readonly media: ReadonlyMap<string, StoredFile>;
}

export interface BankExport extends BankWriting<Uint8Array> {
  /** Items that the file holds. */
  readonly written: number;
}

const utf8 = new TextEncoder();

/** The bank holds nothing that is not of this shape (server/src/items/item-shape.ts). */
const theoryOf = (value: Readonly<Record<string, unknown>>) => value as unknown as TheoryItem;

/** What an unfinished draft does not say yet is not said as an empty word either. */
const said = (text: string) => (text === '' ? null : text);

function factsOf({ point, difficulty, angoff, seconds, source, rationale }: TheoryItem): ItemFacts {
  const facts = { difficulty, angoff, seconds };
  return { ...facts, point: said(point), source: said(source), rationale: said(rationale) };
}

function resolverOf(item: TheoryItem, media: StoredBank['media']): Resolve {
  const stored = new Map((item.question?.media ?? []).map(({ href, sha256 }) => [href, sha256]));
  return (href) => media.get(stored.get(href) ?? stored.get(decodeAddress(href)) ?? '')?.bytes ?? null;
}

function rootOf(item: TheoryItem): XmlElement | null {
  const media = new Set((item.question?.media ?? []).map(({ href }) => href));
  return openQuestion(item.question?.document ?? '', media).item?.root ?? null;
}

function exchangeOf(item: TheoryItem, media: StoredBank['media'], losses: LossList): ExchangeItem | null {
  if (!item.question) return { ...exchangeTheoryItem(item), facts: factsOf(item) };
  const root = rootOf(item);
  const { item: exchanged, lost } = root
    ? exchangeOfQti(root, resolverOf(item, media))
    : { item: null, lost: [] };
  if (!exchanged) {
    losses.loseItem(item.id, lost[0]?.message ?? 'The document cannot be read.');
    return null;
  }
  for (const { field, message } of lost) losses.lose(item.id, field, message);
  return { ...exchanged, id: item.id, facts: factsOf(item) };
}

/** The document with its files where no other item of the package has another file; `placed` are those that are there. */
function settleApart(
  root: XmlElement,
  item: TheoryItem,
  media: StoredBank['media'],
  placed: Map<string, Uint8Array>,
): SettledQuestion {
  const settle = (keeps: boolean) =>
    settleQuestion(root, resolverOf(item, media), item.id, factsOf(item), keeps);
  const kept = settle(true);
  const isApart = kept.files.every(({ href, bytes }) => {
    const there = placed.get(decodeAddress(href).toLowerCase());
    return there === undefined || there === bytes;
  });
  const settled = isApart ? kept : settle(false);
  for (const { href, bytes } of settled.files) placed.set(decodeAddress(href).toLowerCase(), bytes);
  return settled;
}

function packedOf(
  item: TheoryItem,
  media: StoredBank['media'],
  placed: Map<string, Uint8Array>,
  losses: LossList,
): PackedItem | null {
  if (!item.question) {
    const exchanged = { ...exchangeTheoryItem(item), facts: factsOf(item) };
    return { item: exchanged, root: writeQtiItem(exchanged, losses), files: [] };
  }
  const root = rootOf(item);
  if (!root) {
    losses.loseItem(item.id, 'The document cannot be read.');
    return null;
  }
  const facts = factsOf(item);
  const settled = settleApart(root, item, media, placed);
  const files = settled.files.map(({ href, bytes }) => ({ address: decodeAddress(href), bytes }));
  // The manifest asks for title and facts alone.
  const told = makeItem({
    id: item.id,
    title: findAttribute(root, 'title') ?? '',
    stem: plain(''),
    facts,
    answer: { kind: 'description' },
  });
  return { item: told, root: settled.root, files };
}

function writeJson({ items, points, media }: StoredBank): Uint8Array {
  const files = [...media].map(([sha256, { type, bytes }]) => ({
    sha256,
    type,
    content: encodeBase64(bytes),
  }));
  return utf8.encode(
    `${JSON.stringify({ points, items, ...(files.length === 0 ? {} : { media: files }) }, null, 1)}\n`,
  );
}

async function writeExchanged(
  items: readonly ExchangeItem[],
  points: readonly BankPoint[],
  format: Exclude<ExportFormat, 'qti3' | 'json'>,
): Promise<BankWriting<Uint8Array>> {
  if (format === 'xlsx') return await writeItemWorkbook({ items, points });
  const writer = { gift: writeGift, aiken: writeAiken, 'moodle-xml': writeMoodleXml }[format];
  const { content, problems } = writer({ items, points });
  return { content: utf8.encode(content), problems };
}

/** Theory items as a file; practical items have no place but in JSON, and the caller asks for no other format of them. */
export async function exportBank(bank: StoredBank, format: ExportFormat): Promise<BankExport> {
  if (format === 'json') return { content: writeJson(bank), written: bank.items.length, problems: [] };
  const items = bank.items.map(theoryOf);
  const losses = createLossList(format === 'qti3' ? 'QTI' : format);
  if (format === 'qti3') {
    const placed = new Map<string, Uint8Array>();
    const packed = items.flatMap((item) => packedOf(item, bank.media, placed, losses) ?? []);
    const content = packArchive(packQtiItems(packed, bank.points, losses));
    return { content, written: packed.length, problems: losses.problems };
  }
  const exchanged = items.flatMap((item) => exchangeOf(item, bank.media, losses) ?? []);
  // Moodle knows gaps within a text; the others write a line and the answers beside it.
  const told = format === 'moodle-xml' ? exchanged : exchanged.map(withLineForGap);
  const { content, problems } = await writeExchanged(told, bank.points, format);
  const whole = problems.filter(({ code, severity }) => code === 'lost_in_format' && severity === 'error');
  return {
    content,
    written: exchanged.length - whole.length,
    problems: [...losses.problems, ...problems],
  };
}

/** The sheet that clerks fill in: one row of each kind as an example, and the points that its rows may name. */
export async function writeItemTemplate(points: readonly BankPoint[]): Promise<Uint8Array> {
  const point = points[0]?.code ?? 'A1.1.1';
  const facts: ItemFacts = {
    ...noFacts,
    point,
    difficulty: 2,
    angoff: 0.7,
    seconds: 45,
    source: '示例：GB 2894—2008 第 4.1 条',
    rationale: '示例：禁止标志为红色。请以您的题目替换或删去示例行。',
  };
  const sample = exchangeTheoryItem({
    id: '示例1',
    interaction: 'single',
    stem: '安全色中表示禁止的颜色是（　　）。',
    options: ['红色', '蓝色', '黄色', '绿色'].map((text, i) => ({ id: 'ABCD'.charAt(i), text })),
    correct: ['A'],
    point,
    difficulty: 2,
    angoff: 0.7,
    seconds: 45,
    source: facts.source ?? '',
    rationale: facts.rationale ?? '',
  });
  const statement = makeItem({
    id: '示例2',
    stem: plain('黄色表示禁止。'),
    facts,
    answer: { kind: 'judgement', correct: false, feedbackTrue: null, feedbackFalse: null },
  });
  const blank = makeItem({
    id: '示例3',
    stem: plain('安全色中表示禁止的颜色是____。'),
    facts,
    answer: {
      kind: 'text',
      isCaseSensitive: false,
      answers: ['红色', '红'].map((text) => ({ text, fraction: 100, feedback: null })),
    },
  });
  const { content } = await writeItemWorkbook({ items: [sample, statement, blank], points });
  return content;
}
