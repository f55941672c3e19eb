// Reads GIFT (Moodle Docs, “GIFT format”; the behaviour of Moodle's own importer where the page is silent).
import { makeItem } from '../exchange/exchange-item.ts';
import type { ExchangeItem } from '../exchange/exchange-item.ts';
import { readFactTags } from '../exchange/fact-tags.ts';
import { createProblemList } from '../exchange/reading.ts';
import type { BankReading, ProblemList } from '../exchange/reading.ts';
import { readGiftAnswers } from './gift-answers.ts';
import { findLastMark, findMark, readGiftText, unescapeGift } from './gift-text.ts';

interface Block {
  /** Of its first line, from 1. */
  readonly line: number;
  readonly text: string;
  readonly comments: readonly string[];
}

function isOpen(text: string): boolean {
  const open = findMark(text, '{');
  return open >= 0 && findMark(text, '}', open) < 0;
}

/** Questions are parted by blank lines; one inside braces that a later line closes does not part. */
function cutBlocks(text: string, list: ProblemList): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let comments: string[] = [];
  let start = 1;
  const finish = () => {
    const joined = lines.join('\n').trim();
    if (joined !== '') {
      blocks.push({ line: start, text: joined, comments });
      comments = [];
    }
    lines = [];
  };
  const all = text.split('\n');
  const closesLater = (from: number) => {
    for (const line of all.slice(from, from + 50)) {
      if (/^\s*(::|\$CATEGORY:)/.test(line)) return false;
      const [open, close] = [findMark(line, '{'), findMark(line, '}')];
      if (close >= 0 && (open < 0 || close < open)) return true;
      if (open >= 0) return false;
    }
    return false;
  };
  all.forEach((line, i) => {
    if (line.trimStart().startsWith('//')) comments.push(line.trim().slice(2));
    else if (line.trim() === '') {
      if (isOpen(lines.join('\n')) && closesLater(i + 1))
        list.add('warning', 'gift_blank_line', `:${i + 1}`, 'A blank line stands inside the braces.');
      else finish();
    } else {
      if (lines.length === 0) start = i + 1;
      if (line.startsWith('$CATEGORY:')) {
        finish();
        blocks.push({ line: i + 1, text: line, comments: [] });
      } else lines.push(line);
    }
  });
  finish();
  return blocks;
}

function readMarks(comments: readonly string[], name: string): string[] {
  return comments.flatMap((comment) =>
    Array.from(
      comment.matchAll(new RegExp(`\\[${name}:((?:[^\\]\\[\\\\]|\\\\.)*)\\]`, 'g')),
      ([, value = '']) =>
        value.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character)).trim(),
    ),
  );
}

function readBlock(block: Block, place: number, category: string, list: ProblemList): ExchangeItem | null {
  const where = `:${block.line}`;
  let text = block.text;
  let title = '';
  if (text.startsWith('::')) {
    const end = findMark(text, '::', 2);
    if (end < 0) list.add('error', 'gift_title', where, 'The title is not closed by ::.');
    else {
      title = unescapeGift(text.slice(2, end)).trim();
      text = text.slice(end + 2).trim();
    }
  }
  const open = findMark(text, '{');
  const close = findMark(text, '}');
  if (open < 0 !== close < 0 || close < open) {
    list.add(
      'error',
      'gift_braces',
      where,
      'Braces do not pair: { and } must both stand, or be written \\{ and \\}.',
    );
    return null;
  }
  const after = text.slice(close + 1).trim();
  if (open >= 0 && findMark(after, '{') >= 0)
    list.add(
      'warning',
      'gift_second_answer',
      where,
      'Only the first { } is an answer; the second stays in the text.',
    );
  if (open < 0 && /[｛｝]/.test(text))
    list.add(
      'warning',
      'gift_full_width',
      where,
      'Full-width ｛｝ are no braces; the question is read as text without an answer.',
    );
  const stemText =
    open < 0 ? text : `${text.slice(0, open)}${after === '' ? '' : `_____${text.slice(close + 1)}`}`;
  let answers = open < 0 ? null : text.slice(open + 1, close);
  const feedbackAt = answers === null ? -1 : findLastMark(answers, '####');
  const feedbackText = answers === null || feedbackAt < 0 ? '' : answers.slice(feedbackAt + 4);
  if (answers !== null && feedbackAt >= 0) answers = answers.slice(0, feedbackAt);
  const stem = readGiftText(stemText, 'moodle');
  const feedback = readGiftText(feedbackText, stem.format);
  const reading = readGiftAnswers(answers, stem.format);
  for (const { code, message } of reading.faults)
    list.add(
      code === 'gift_mark_missing' || code === 'gift_too_few_answers' ? 'warning' : 'error',
      code,
      where,
      message,
    );
  if (stem.text === '') list.add('error', 'stem_missing', where, 'The question has no text.');
  const { tags, facts, isAllOrNothing } = readFactTags(readMarks(block.comments, 'tag'));
  const [source = null] = readMarks(block.comments, 'source');
  const [rationale = null] = readMarks(block.comments, 'rationale');
  const { answer } = reading;
  const isAll = isAllOrNothing && answer.kind === 'choice' && !answer.isSingle;
  return makeItem({
    id: readMarks(block.comments, 'id')[0] ?? `q${place}`,
    title,
    category,
    stem,
    answer: isAll
      ? {
          ...answer,
          scoring: 'all',
          options: answer.options.map((option) => ({ ...option, fraction: option.fraction > 0 ? 100 : 0 })),
        }
      : answer,
    feedback: feedback.text === '' ? null : feedback,
    tags,
    facts: { ...facts, source, rationale },
  });
}

/** Reads a GIFT file; every fault is told with its line, and what can be read is read. */
export function readGift(text: string, file: string): BankReading {
  const list = createProblemList(file);
  const items: ExchangeItem[] = [];
  const ids = new Set<string>();
  let category = '';
  for (const block of cutBlocks(text, list)) {
    if (block.text.startsWith('$CATEGORY:')) {
      category = unescapeGift(block.text.slice(10)).trim();
      continue;
    }
    const item = readBlock(block, items.length + 1, category, list);
    if (!item) continue;
    if (ids.has(item.id))
      list.add('error', 'item_duplicate_id', `:${block.line}`, `The id ${item.id} stands twice.`);
    ids.add(item.id);
    items.push(item);
  }
  return { items, points: [], problems: list.problems };
}
