// Aiken (Moodle Docs, “Aiken format”): one right answer among lettered options, nothing else.
import { letterOf, makeItem, plain } from '../exchange/exchange-item.ts';
import type { ChoiceOption, ExchangeBank, ExchangeItem } from '../exchange/exchange-item.ts';
import { loseFields } from '../exchange/losses.ts';
import { createLossList, createProblemList } from '../exchange/reading.ts';
import type { BankReading, BankWriting, LossList } from '../exchange/reading.ts';
import type { ProblemCode } from '../problem-wording.ts';

const optionLine = /^\s*([A-Z])[).]\s(.*)$/;
/** What clerks write instead: full-width letters and marks, lower case, no space. */
const looseOption = /^\s*([A-Za-zＡ-Ｚａ-ｚ])\s*[).．。)、:：]\s*(.*)$/u;
const answerLine = /^\s*ANSWER\s*[:：]\s*(.*)$/i;

interface Open {
  readonly line: number;
  readonly stem: string[];
  readonly options: { letter: string; text: string }[];
}

const letterAlone = (text: string) => text.normalize('NFKC').trim().toUpperCase();

/** Reads Aiken; a question without answer, with a letter that is no option, or with fewer than two options is told and left out. */
export function readAiken(text: string, file: string): BankReading {
  const list = createProblemList(file);
  const items: ExchangeItem[] = [];
  let open: Open = { line: 1, stem: [], options: [] };
  const restart = () => {
    open = { line: 0, stem: [], options: [] };
  };
  const giveUp = (code: ProblemCode, message: string): void => {
    list.add('error', code, `:${open.line}`, message);
    restart();
  };
  const finish = (given: string, line: number): void => {
    const key = letterAlone(given);
    if (open.stem.length === 0) {
      giveUp('stem_missing', 'The question has no text.');
      return;
    }
    if (open.options.length < 2) {
      giveUp('aiken_too_few_options', 'A question needs two options.');
      return;
    }
    if (!/^[A-Z]$/.test(key)) {
      const isSeveral = /^[A-Z][\s,、;A-Z]+$/.test(key);
      giveUp(
        isSeveral ? 'aiken_several_answers' : 'answer_missing',
        isSeveral
          ? `Aiken knows one right answer; “${given.trim()}” names several.`
          : `Line ${line} names no letter as answer.`,
      );
      return;
    }
    if (!open.options.some(({ letter }) => letter === key)) {
      giveUp('answer_unknown', `${key} is none of the options.`);
      return;
    }
    const options: ChoiceOption[] = open.options.map((option, i) => ({
      id: letterOf(i),
      text: plain(option.text),
      fraction: option.letter === key ? 100 : 0,
      feedback: null,
    }));
    items.push(
      makeItem({
        id: `q${items.length + 1}`,
        stem: plain(open.stem.join('\n')),
        answer: { kind: 'choice', isSingle: true, scoring: 'sum', shuffle: true, numbering: '', options },
      }),
    );
    restart();
  };
  text.split('\n').forEach((raw, i) => {
    const line = raw.trim();
    if (line === '') return;
    const [isAnswer, given = ''] = answerLine.exec(line.normalize('NFKC')) ?? [];
    if (isAnswer !== undefined) {
      finish(given, i + 1);
      return;
    }
    const isStrict = optionLine.test(line);
    const [, letter, words = ''] = (isStrict ? optionLine : looseOption).exec(line) ?? [];
    const next = open.options.length;
    const isOption =
      letter !== undefined && open.stem.length > 0 && (isStrict || letterAlone(letter) === letterOf(next));
    if (letter !== undefined && isOption) {
      if (!isStrict)
        list.add(
          'warning',
          'aiken_option_form',
          `:${i + 1}`,
          'An option is written “A. text” or “A) text”, with a capital and a space.',
        );
      const name = letterAlone(letter);
      if (open.options.some((option) => option.letter === name))
        list.add('error', 'aiken_option_repeated', `:${i + 1}`, `Option ${name} stands twice.`);
      if (words.trim() === '') list.add('error', 'option_empty', `:${i + 1}`, `Option ${name} is empty.`);
      open.options.push({ letter: name, text: words.trim() });
      return undefined;
    }
    if (open.options.length > 0) giveUp('answer_missing', 'The question has no line ANSWER.');
    if (open.stem.length === 0) open = { line: i + 1, stem: [], options: [] };
    open.stem.push(line);
    return undefined;
  });
  if (open.options.length > 0) giveUp('answer_missing', 'The question has no line ANSWER.');
  else if (open.stem.length > 0) giveUp('aiken_no_options', 'Text without options at the end.');
  return { items, points: [], problems: list.problems };
}

function fits(text: string): boolean {
  return text
    .split('\n')
    .every(
      (line) =>
        line.trim() !== '' &&
        line === line.trim() &&
        !looseOption.test(line) &&
        !answerLine.test(line.normalize('NFKC')),
    );
}

function writeItem(item: ExchangeItem, losses: LossList): string | null {
  const { answer, id, stem } = item;
  if (answer.kind !== 'judgement' && !(answer.kind === 'choice' && answer.isSingle)) {
    losses.loseItem(id, 'Aiken holds questions with one right answer only.');
    return null;
  }
  if (answer.kind === 'judgement')
    losses.lose(id, 'answer.kind', 'A judgement is written as a choice between 正确 and 错误.');
  const options =
    answer.kind === 'judgement'
      ? [
          { text: '正确', fraction: answer.correct ? 100 : 0 },
          { text: '错误', fraction: answer.correct ? 0 : 100 },
        ]
      : answer.options.map(({ text, fraction }) => ({ text: text.text, fraction }));
  const full = options.filter(({ fraction }) => fraction === 100);
  if (full.length !== 1 || options.length < 2 || options.length > 26) {
    losses.loseItem(id, 'Aiken wants two to 26 options, exactly one of them right.');
    return null;
  }
  if (
    !fits(stem.text) ||
    options.some(({ text }) => text.includes('\n') || text.trim() === '' || text !== text.trim())
  ) {
    losses.loseItem(id, 'A line of the question would be taken for an option, an answer or a break.');
    return null;
  }
  if (options.some(({ fraction }) => fraction !== 0 && fraction !== 100))
    losses.lose(id, 'answer.options.fraction');
  if (answer.kind === 'choice') {
    if (answer.options.some(({ text }) => text.format !== 'plain')) losses.lose(id, 'answer.options.format');
    if (answer.options.some((option, i) => option.id !== letterOf(i))) losses.lose(id, 'answer.options.id');
  }
  const lines = options.map(({ text }, i) => `${letterOf(i)}. ${text}`);
  const key = letterOf(options.findIndex(({ fraction }) => fraction === 100));
  return `${[stem.text, ...lines, `ANSWER: ${key}`].join('\n')}\n`;
}

/** Writes the questions that Aiken can hold; whatever it has no place for is told by item and field. */
export function writeAiken(bank: ExchangeBank): BankWriting<string> {
  const losses = createLossList('Aiken');
  const parts = bank.items.flatMap((item, i) => {
    const text = writeItem(item, losses);
    if (text === null) return [];
    loseFields(item, losses, [
      ...([
        'title',
        'category',
        'grade',
        'penalty',
        'isHidden',
        'hints',
        'combined',
        'feedback',
        'files',
        'tags',
      ] as const),
      ...(['shuffle', 'numbering', 'answerFeedback', 'stemFormat'] as const),
      ...(['point', 'difficulty', 'angoff', 'seconds', 'source', 'rationale'] as const),
    ]);
    if (item.id !== `q${i + 1}`) losses.lose(item.id, 'id');
    return [text];
  });
  if (bank.points.length > 0) losses.lose('bank', 'points');
  return { content: parts.join('\n'), problems: losses.problems };
}
