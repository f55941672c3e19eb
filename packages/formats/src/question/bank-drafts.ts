// From a file of any format to items that a bank can take: plain choices and judgements in the bank's own form, everything else
// as QTI 3 documents with their files. What the file does not say of an item (point, difficulty …) is left open for a person.
import { crc32Of } from '../archive/crc32.ts';
import type { CheckProblem, CheckSource } from '../check.ts';
import { noFacts } from '../exchange/exchange-item.ts';
import type { BankPoint, ExchangeItem } from '../exchange/exchange-item.ts';
import { plainOf } from '../exchange/html.ts';
import { pointsFile, readPoints } from '../qti-writing/qti-package.ts';
import { writeQtiDocument } from '../qti-writing/qti-xml.ts';
import type { BankFormat, FileReading } from '../read-bank.ts';
import type { BankDraft } from './bank-draft.ts';
import type { FoundItem } from './found-item.ts';
import { withGapInLine } from './lone-gap.ts';
import { draftsOfQti } from './qti-drafts.ts';
import { openQuestion } from './question.ts';
import { writeQuestion } from './question-document.ts';
import { simpleQuestionOf } from './simple-item.ts';

export interface DraftFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface BankDrafts {
  readonly format: BankFormat | 'qti' | null;
  readonly drafts: readonly BankDraft[];
  /** Every file once, however many items show it. */
  readonly files: readonly DraftFile[];
  readonly points: readonly BankPoint[];
  readonly problems: readonly CheckProblem[];
}

/** An id that a bank takes, from one of any form; empty where nothing of it can stay. */
export function bankIdOf(id: string): string {
  return id
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[._-]+/, '')
    .slice(0, 64);
}

const madeId = /^q\d+$/;

/** What the bank's own form has no place for, told once a file with how many items say it. */
const leftFields = {
  title: {
    zh: '标题',
    en: 'a title',
    is: (item: ExchangeItem) => item.title !== '' && item.title !== item.id,
  },
  hints: { zh: '提示', en: 'hints', is: ({ hints }: ExchangeItem) => hints.length > 0 },
  combined: {
    zh: '综合反馈',
    en: 'combined feedback',
    is: ({ combined }: ExchangeItem) => combined !== null,
  },
  penalty: {
    zh: '重答扣分',
    en: 'a penalty',
    is: ({ penalty }: ExchangeItem) => penalty !== null && penalty !== 0,
  },
} as const;

function tellLeftFields(items: readonly ExchangeItem[], where: string): CheckProblem[] {
  return Object.entries(leftFields).flatMap(([field, { zh, en, is }]) => {
    const count = items.filter(is).length;
    if (count === 0) return [];
    const message = `${count} 道题的${zh}不进入题库。 ${count} items have ${en}, which the bank does not keep.`;
    return [{ severity: 'info' as const, code: `left_${field}`, where, message }];
  });
}

function foundOfExchange(item: ExchangeItem, isTrade: boolean): FoundItem {
  const { facts, feedback } = item;
  const told = feedback === null ? '' : plainOf(feedback).trim();
  return {
    id: madeId.test(item.id) ? null : item.id,
    category: item.category,
    tags: item.tags,
    // What is shown after an answer explains it: that is a rationale.
    facts: { ...facts, rationale: facts.rationale ?? (told === '' ? null : told) },
    question: simpleQuestionOf(item, isTrade) ?? ((id) => writeQuestion({ ...item, id, facts: noFacts })),
  };
}

function createFileList() {
  const files: DraftFile[] = [];
  const places = new Map<string, number[]>();
  return {
    files,
    add(name: string, bytes: Uint8Array): number {
      const key = `${String(bytes.length)} ${String(crc32Of(bytes))}`;
      const alike = places.get(key) ?? [];
      const known = alike.find((place) => isEqual(files[place]?.bytes, bytes));
      if (known !== undefined) return known;
      places.set(key, [...alike, files.length]);
      return files.push({ name, bytes }) - 1;
    },
  };
}

function isEqual(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a?.length === b.length && a.every((byte, i) => byte === b[i]);
}

function findAll(reading: Exclude<FileReading, { kind: 'unusable' }>, problems: CheckProblem[]): FoundItem[] {
  if (reading.kind === 'qti') return draftsOfQti(reading.source, problems);
  const isTrade = reading.format === 'xlsx' || reading.format === 'json-bank';
  const asked = reading.bank.items.filter(({ answer, id }) => {
    if (answer.kind !== 'description') return true;
    problems.push({
      severity: 'warning',
      code: 'item_without_question',
      where: id,
      message: '说明文字不是试题，未读取。 A description asks nothing; it is left out.',
    });
    return false;
  });
  problems.push(...tellLeftFields(asked, ''));
  return asked.map((item) => foundOfExchange(withGapInLine(item), isTrade));
}

/**
 * The items of a file as a bank takes them; ids that the file does not give are `prefix` and a number. It never throws for what
 * the file says: an item whose document cannot be read is told and left out.
 */
export function draftBank(reading: FileReading, prefix: string): BankDrafts {
  if (reading.kind === 'unusable')
    return { format: null, drafts: [], files: [], points: [], problems: reading.problems };
  const problems: CheckProblem[] = reading.kind === 'bank' ? [...reading.problems] : [];
  const list = createFileList();
  const drafts = findAll(reading, problems).flatMap((found, i): BankDraft[] => {
    const own = bankIdOf(found.id ?? '');
    const id = own === '' ? bankIdOf(`${prefix}${String(i + 1)}`) || `q${String(i + 1)}` : own;
    const { category, tags, facts, question } = found;
    const given = { id, isOwnId: own !== '', category, tags, facts };
    if (typeof question !== 'function') return [{ ...given, content: { kind: 'simple', ...question } }];
    const { root, files } = question(id);
    const document = writeQtiDocument(root);
    const media = files.map(({ href, bytes }) => ({
      href,
      file: list.add(href.split('/').at(-1) ?? href, bytes),
    }));
    const { reading: read } = openQuestion(document, new Set(media.map(({ href }) => href)));
    if (!read) {
      const message = '试题文档无法读取。 The document of the item cannot be read.';
      problems.push({ severity: 'error', code: 'question_unreadable', where: id, message });
      return [];
    }
    const { interaction, stem, options } = read;
    return [{ ...given, content: { kind: 'question', interaction, stem, options, document, media } }];
  });
  const points = reading.kind === 'bank' ? reading.bank.points : pointsOf(reading.source);
  return {
    format: reading.kind === 'bank' ? reading.format : 'qti',
    drafts,
    files: list.files,
    points,
    problems,
  };
}

function pointsOf(source: CheckSource): readonly BankPoint[] {
  return source.kind === 'package' ? readPoints(source.files.get(pointsFile)) : [];
}
