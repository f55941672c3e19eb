// Options and answer of one row of the item sheet, by kind of item.
import { letterOf, plain, plainEssay } from '../exchange/exchange-item.ts';
import type { Answer, NumberAnswer } from '../exchange/exchange-item.ts';
import { judgementWords } from './item-headings.ts';
import type { SheetFault, SheetKind } from './item-headings.ts';

interface Fault {
  readonly column: string;
  readonly code: SheetFault;
  readonly value: string;
}

export interface SheetAnswer {
  readonly answer: Answer | null;
  readonly faults: readonly Fault[];
}

const refuse = (code: SheetFault, value: string, column = '答案'): SheetAnswer => ({
  answer: null,
  faults: [{ column, code, value }],
});
const take = (answer: Answer): SheetAnswer => ({ answer, faults: [] });

/** Letters of an answer: `ACD`, `A、C`, `ａ，ｃ`; null where it is anything else. */
function lettersOf(text: string): string[] | null {
  const bare = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s,、;.。/+和]/g, '');
  return /^[A-Z]+$/.test(bare) ? Array.from(bare) : null;
}

function faultsOfOptions(options: readonly string[], least: number): SheetAnswer | null {
  const gap = options.indexOf('');
  if (gap >= 0) return refuse('option_gap', letterOf(gap), `选项${letterOf(gap)}`);
  const keys = options.map((option) => option.normalize('NFKC').replace(/\s/g, ''));
  const repeated = keys.findIndex((key, i) => keys.indexOf(key) < i);
  if (repeated >= 0) return refuse('option_repeated', options[repeated] ?? '', `选项${letterOf(repeated)}`);
  return options.length < least ? refuse('options_too_few', '', '选项A') : null;
}

function readChoice(options: readonly string[], text: string, isSingle: boolean): SheetAnswer {
  const fault = faultsOfOptions(options, 2);
  if (fault) return fault;
  if (text === '') return refuse('answer_missing', '');
  // A clerk may write the words of the option instead of its letter.
  const spelled = options.indexOf(text);
  const letters = spelled >= 0 ? [letterOf(spelled)] : lettersOf(text);
  const places = new Set(letters?.map((letter) => letter.charCodeAt(0) - 65));
  if (!letters || places.size < letters.length || [...places].some((place) => place >= options.length))
    return refuse('answer_unknown', text);
  if (isSingle && places.size > 1) return refuse('answer_too_many', text);
  if (!isSingle && places.size < 2) return refuse('answer_too_few', text);
  return take({
    kind: 'choice',
    isSingle,
    scoring: isSingle ? 'sum' : 'all',
    shuffle: true,
    numbering: '',
    options: options.map((option, i) => ({
      id: letterOf(i),
      text: plain(option),
      fraction: places.has(i) ? 100 : 0,
      feedback: null,
    })),
  });
}

function readJudgement(options: readonly string[], text: string): SheetAnswer {
  if (text === '') return refuse('answer_missing', '');
  const key = text.normalize('NFKC').toUpperCase();
  const place = ['A', 'B'].indexOf(key);
  const word =
    place >= 0 && options.length === 2 ? (options[place] ?? '').normalize('NFKC').toUpperCase() : key;
  const correct = Object.hasOwn(judgementWords, word) ? judgementWords[word] : undefined;
  if (correct === undefined) return refuse('answer_unknown', text);
  return take({ kind: 'judgement', correct, feedbackTrue: null, feedbackFalse: null });
}

function readText(options: readonly string[], text: string): SheetAnswer {
  const words = text === '' ? options : text.split(/[;；\n]/);
  const answers = words.map((word) => word.trim()).filter((word) => word !== '');
  if (answers.length === 0) return refuse('answer_missing', '');
  return take({
    kind: 'text',
    isCaseSensitive: false,
    answers: answers.map((word) => ({ text: word, fraction: 100, feedback: null })),
  });
}

const figure = '[-+]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][-+]?\\d+)?';
const withTolerance = new RegExp(`^(${figure})(?:±(${figure}))?$`);
const asRange = new RegExp(`^(${figure})(?:~|～|—|至|\\.\\.)(${figure})$`);

function readNumber(text: string): SheetAnswer {
  if (text === '') return refuse('answer_missing', '');
  const answers: NumberAnswer[] = [];
  for (const part of text.normalize('NFKC').replaceAll('−', '-').split(/[;\n]/)) {
    const bare = part.replace(/\s/g, '').replace('+/-', '±');
    if (bare === '') continue;
    const [, value, tolerance = '0'] = withTolerance.exec(bare) ?? [];
    const [, low, high] = asRange.exec(bare) ?? [];
    if (value !== undefined)
      answers.push({ value: Number(value), tolerance: Number(tolerance), fraction: 100, feedback: null });
    else if (low !== undefined && Number(low) <= Number(high)) {
      const middle = (Number(low) + Number(high)) / 2;
      answers.push({ value: middle, tolerance: Number(high) - middle, fraction: 100, feedback: null });
    } else return refuse('number_wrong', part);
  }
  return take({ kind: 'number', answers, units: [] });
}

function readMatch(options: readonly string[]): SheetAnswer {
  if (options.length < 2) return refuse('options_too_few', '', '选项A');
  const pairs: { prompt: ReturnType<typeof plain> | null; answer: string }[] = [];
  for (const [i, option] of options.entries()) {
    const [, left = '', right = ''] = /^([\s\S]*?)(?:→|=>|->|——)([\s\S]*)$/.exec(option) ?? [];
    if (right.trim() === '') return refuse('pair_wrong', option, `选项${letterOf(i)}`);
    pairs.push({ prompt: left.trim() === '' ? null : plain(left.trim()), answer: right.trim() });
  }
  return take({ kind: 'match', shuffle: true, pairs });
}

function readOrder(options: readonly string[], text: string): SheetAnswer {
  const fault = faultsOfOptions(options, 2);
  if (fault) return fault;
  const letters = text === '' ? options.map((_, i) => letterOf(i)) : lettersOf(text);
  const places = letters?.map((letter) => letter.charCodeAt(0) - 65) ?? [];
  const isWhole = new Set(places).size === options.length && places.length === options.length;
  if (!isWhole || places.some((place) => place >= options.length)) return refuse('answer_unknown', text);
  return take({
    kind: 'order',
    elements: places.map((place) => plain(options[place] ?? '')),
    layout: '',
    grading: '',
  });
}

/** Reads what a row says besides its stem, or why it cannot be. */
export function readSheetAnswer(kind: SheetKind, options: readonly string[], text: string): SheetAnswer {
  switch (kind) {
    case 'single':
    case 'multiple':
      return readChoice(options, text, kind === 'single');
    case 'judgement':
      return readJudgement(options, text);
    case 'text':
      return readText(options, text);
    case 'number':
      return readNumber(text);
    case 'match':
      return readMatch(options);
    case 'order':
      return readOrder(options, text);
    case 'essay':
      return take({ kind: 'essay', ...plainEssay });
    case 'description':
      return take({ kind: 'description' });
  }
}
