// From items to the rows of the item sheet.
import { letterOf } from '../exchange/exchange-item.ts';
import type { ExchangeBank, ExchangeItem, RichText } from '../exchange/exchange-item.ts';
import { plainOf } from '../exchange/html.ts';
import { loseFields } from '../exchange/losses.ts';
import { createLossList } from '../exchange/reading.ts';
import type { BankWriting, LossList } from '../exchange/reading.ts';
import { itemHeadings, sheetKinds } from './item-headings.ts';
import type { ItemColumn, SheetKind } from './item-headings.ts';
import { optionHeading } from './item-sheet.ts';

export type WrittenCell = string | number | null;

/** No cell of Excel holds more characters. */
const longestCell = 32_767;
const mostOptions = 26;
const columnsBefore = ['id', 'kind', 'point', 'stem'] as const satisfies readonly ItemColumn[];
const columnsAfter = [
  'answer',
  'grade',
  'difficulty',
  'angoff',
  'seconds',
  'source',
  'rationale',
  'feedback',
  'category',
  'tags',
  'title',
] as const satisfies readonly ItemColumn[];

interface AnswerCells {
  readonly kind: SheetKind;
  readonly options: readonly string[];
  readonly answer: string;
}

function cellsOfAnswer(item: ExchangeItem, losses: LossList): AnswerCells | null {
  const { answer, id } = item;
  const say = (text: RichText, field: string) => {
    if (text.format !== 'plain') losses.lose(id, field);
    return plainOf(text);
  };
  switch (answer.kind) {
    case 'choice': {
      const keys = answer.options.flatMap(({ fraction }, i) => (fraction > 0 ? [letterOf(i)] : []));
      if (answer.options.some(({ fraction }) => fraction !== 0 && fraction !== 100))
        losses.lose(id, 'answer.options.fraction');
      if (!answer.isSingle && answer.scoring === 'sum') losses.lose(id, 'answer.scoring');
      if (answer.options.some((option, i) => option.id !== letterOf(i))) losses.lose(id, 'answer.options.id');
      return {
        kind: answer.isSingle ? 'single' : 'multiple',
        options: answer.options.map(({ text }, i) => say(text, `answer.options.${letterOf(i)}.format`)),
        answer: keys.join(''),
      };
    }
    case 'judgement':
      return { kind: 'judgement', options: [], answer: answer.correct ? '正确' : '错误' };
    case 'text': {
      const words = answer.answers.map(({ text }) => text);
      if (answer.isCaseSensitive) losses.lose(id, 'answer.isCaseSensitive');
      if (answer.answers.some(({ fraction }) => fraction !== 100)) losses.lose(id, 'answer.answers.fraction');
      return words.some((word) => /[;；\n]/.test(word))
        ? { kind: 'text', options: words, answer: '' }
        : { kind: 'text', options: [], answer: words.join('；') };
    }
    case 'number': {
      const own = answer.answers.filter(({ value }) => value !== null);
      if (own.length < answer.answers.length) losses.lose(id, 'answer.answers.*');
      if (own.some(({ fraction }) => fraction !== 100)) losses.lose(id, 'answer.answers.fraction');
      if (answer.units.length > 0) losses.lose(id, 'answer.units');
      return {
        kind: 'number',
        options: [],
        answer: own
          .map(({ value, tolerance }) => `${String(value)}${tolerance === 0 ? '' : `±${String(tolerance)}`}`)
          .join('；'),
      };
    }
    case 'match':
      return {
        kind: 'match',
        options: answer.pairs.map(
          ({ prompt, answer: right }) => `${prompt ? say(prompt, 'answer.pairs.format') : ''} → ${right}`,
        ),
        answer: '',
      };
    case 'order':
      if (answer.layout !== '') losses.lose(id, 'answer.layout');
      if (answer.grading !== '') losses.lose(id, 'answer.grading');
      return {
        kind: 'order',
        options: answer.elements.map((text) => say(text, 'answer.elements.format')),
        answer: '',
      };
    case 'essay':
      return { kind: 'essay', options: [], answer: '' };
    case 'description':
      return { kind: 'description', options: [], answer: '' };
    case 'cloze':
    case 'words':
      losses.loseItem(id, `The sheet has no items of kind ${answer.kind}.`);
      return null;
  }
}

function rowOf(item: ExchangeItem, losses: LossList) {
  const cells = cellsOfAnswer(item, losses);
  if (!cells) return null;
  if (cells.options.length > mostOptions) {
    losses.loseItem(item.id, `The sheet has ${mostOptions} columns of options.`);
    return null;
  }
  const { facts, feedback } = item;
  loseFields(item, losses, [
    ...(['penalty', 'isHidden', 'hints', 'combined', 'files', 'shuffle', 'numbering', 'essay'] as const),
    ...(['answerFeedback', 'stemFormat'] as const),
  ]);
  if (feedback && feedback.format !== 'plain') losses.lose(item.id, 'feedback.format');
  if (item.tags.some((tag) => /[;；]/.test(tag)))
    losses.lose(item.id, 'tags', 'A tag holds a ; and becomes two.');
  const fields: Readonly<Record<ItemColumn, WrittenCell>> = {
    id: item.id,
    kind: sheetKinds[cells.kind][0],
    point: facts.point,
    stem: plainOf(item.stem),
    answer: cells.answer === '' ? null : cells.answer,
    grade: item.grade === (cells.kind === 'description' ? 0 : 1) ? null : item.grade,
    difficulty: facts.difficulty,
    angoff: facts.angoff,
    seconds: facts.seconds,
    source: facts.source,
    rationale: facts.rationale,
    feedback: feedback ? plainOf(feedback) : null,
    category: item.category === '' ? null : item.category,
    tags: item.tags.length === 0 ? null : item.tags.join('；'),
    title: item.title === '' ? null : item.title,
  };
  const isTooLong = [...Object.values(fields), ...cells.options].some(
    (cell) => typeof cell === 'string' && cell.length > longestCell,
  );
  if (isTooLong) {
    losses.loseItem(item.id, `A cell would be longer than ${longestCell} characters.`);
    return null;
  }
  return { fields, options: cells.options };
}

/** Heading and rows; as many option columns as the widest item needs, at least four. */
export function writeItemRows(bank: ExchangeBank): BankWriting<WrittenCell[][]> {
  const losses = createLossList('The sheet');
  const rows = bank.items.map((item) => rowOf(item, losses)).filter((row) => row !== null);
  const width = rows.reduce((most, { options }) => Math.max(most, options.length), 4);
  const heading = [
    ...columnsBefore.map((column) => itemHeadings[column][0]),
    ...Array.from({ length: width }, (_, i) => optionHeading(i)),
    ...columnsAfter.map((column) => itemHeadings[column][0]),
  ];
  const content = rows.map(({ fields, options }) => [
    ...columnsBefore.map((column) => fields[column]),
    ...Array.from({ length: width }, (_, i) => options[i] ?? null),
    ...columnsAfter.map((column) => fields[column]),
  ]);
  return { content: [heading, ...content], problems: losses.problems };
}
