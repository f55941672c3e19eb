// The part of a GIFT question between braces: which kind it is and what it says (Moodle, “GIFT format”).
import { letterOf, plainEssay } from '../exchange/exchange-item.ts';
import type { Answer, NumberAnswer, RichText, TextFormat } from '../exchange/exchange-item.ts';
import { cutAt, findMark, readGiftText, unescapeGift } from './gift-text.ts';
import type { ProblemCode } from '../problem-wording.ts';

export interface AnswerFault {
  readonly code: ProblemCode;
  readonly message: string;
}

export interface AnswerReading {
  readonly answer: Answer;
  readonly faults: readonly AnswerFault[];
}

const judgementWords: Readonly<Record<string, boolean>> = { T: true, TRUE: true, F: false, FALSE: false };

interface Piece {
  readonly mark: string;
  readonly weight: number | null;
  readonly text: string;
  readonly feedback: string | null;
}

function splitFeedback(text: string): { text: string; feedback: string | null } {
  const at = findMark(text, '#');
  return at < 0
    ? { text: text.trim(), feedback: null }
    : { text: text.slice(0, at).trim(), feedback: text.slice(at + 1).trim() || null };
}

function readPiece(raw: string): Piece {
  const [, mark = '', rest = ''] = /^([=~]?)\s*([\s\S]*)$/.exec(raw.trim()) ?? [];
  const [whole = '', weight] = /^%(-?\d{1,3}(?:\.\d+)?)%/.exec(rest) ?? [];
  const { text, feedback } = splitFeedback(rest.slice(whole.length));
  return { mark, weight: weight === undefined ? null : Number(weight), text, feedback };
}

/** A first piece without a mark counts only where it says something. */
function piecesOf(text: string, marks: string): Piece[] {
  const [first = '', ...rest] = cutAt(text, marks);
  return [...(first.trim() === '' ? [] : [first]), ...rest].map(readPiece);
}

function readChoice(text: string, rich: (raw: string) => RichText): AnswerReading {
  const faults: AnswerFault[] = [];
  const pieces = piecesOf(text, '=~');
  const isSingle = pieces.some(({ mark }) => mark === '=');
  const options = pieces.map((piece, i) => ({
    id: letterOf(i),
    text: rich(piece.text),
    fraction: piece.weight ?? (piece.mark === '=' ? 100 : 0),
    feedback: piece.feedback === null ? null : rich(piece.feedback),
  }));
  if (pieces[0]?.mark === '')
    faults.push({
      code: 'gift_mark_missing',
      message: 'The first answer has neither = nor ~ before it; it is taken as wrong.',
    });
  if (options.length < 2)
    faults.push({ code: 'gift_too_few_answers', message: 'A choice needs two answers.' });
  if (!options.some(({ fraction }) => fraction > 0))
    faults.push({ code: 'answer_missing', message: 'No answer is right.' });
  if (options.some((option) => option.text.text === ''))
    faults.push({ code: 'option_empty', message: 'An answer is empty.' });
  if (options.some(({ fraction }) => fraction < -100 || fraction > 100))
    faults.push({ code: 'gift_weight', message: 'A weight lies outside −100 … 100.' });
  return {
    answer: { kind: 'choice', isSingle, scoring: 'sum', shuffle: true, numbering: '', options },
    faults,
  };
}

function readMatch(text: string, rich: (raw: string) => RichText): AnswerReading {
  const faults: AnswerFault[] = [];
  const [first = '', ...rest] = cutAt(text, '=');
  const raws = [...(first.trim() === '' ? [] : [first]), ...rest.map((piece) => piece.slice(1))];
  const pairs = raws.flatMap((raw) => {
    const at = findMark(raw, '->');
    if (at < 0) {
      faults.push({ code: 'gift_pair', message: `“${raw.trim().slice(0, 40)}” has no ->.` });
      return [];
    }
    const prompt = rich(raw.slice(0, at));
    return [{ prompt: prompt.text === '' ? null : prompt, answer: unescapeGift(raw.slice(at + 2)).trim() }];
  });
  if (pairs.length < 2)
    faults.push({ code: 'gift_too_few_answers', message: 'A matching question needs two pairs.' });
  return { answer: { kind: 'match', shuffle: true, pairs }, faults };
}

function readText(text: string, rich: (raw: string) => RichText): AnswerReading {
  const faults: AnswerFault[] = [];
  const pieces = piecesOf(text, '=');
  if (pieces[0]?.mark === '')
    faults.push({ code: 'gift_mark_missing', message: 'The answer has no = before it.' });
  if (pieces.some((piece) => piece.text === ''))
    faults.push({ code: 'answer_missing', message: 'An answer is empty.' });
  const answers = pieces.map((piece) => ({
    text: readGiftText(piece.text, 'plain').text,
    fraction: piece.weight ?? 100,
    feedback: piece.feedback === null ? null : rich(piece.feedback),
  }));
  return { answer: { kind: 'text', isCaseSensitive: false, answers }, faults };
}

const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

function readValue(text: string): Pick<NumberAnswer, 'value' | 'tolerance'> | null {
  const sound = text.normalize('NFKC').replaceAll('−', '-').trim();
  if (sound === '*') return { value: null, tolerance: 0 };
  const range = /^(.+?)\.\.(.+)$/.exec(sound);
  const [low, high] = [range?.[1]?.trim() ?? '', range?.[2]?.trim() ?? ''];
  if (number.test(low) && number.test(high)) {
    const value = (Number(low) + Number(high)) / 2;
    return { value, tolerance: Number(high) - value };
  }
  const [value = '', tolerance = '0'] = sound.split(':').map((part) => part.trim());
  return number.test(value) && number.test(tolerance)
    ? { value: Number(value), tolerance: Number(tolerance) }
    : null;
}

function readNumber(text: string, rich: (raw: string) => RichText): AnswerReading {
  const faults: AnswerFault[] = [];
  const wrongAt = findMark(text, '~');
  const answers: NumberAnswer[] = [];
  for (const piece of piecesOf(wrongAt < 0 ? text : text.slice(0, wrongAt), '=')) {
    const value = readValue(unescapeGift(piece.text));
    if (value)
      answers.push({
        ...value,
        fraction: piece.weight ?? 100,
        feedback: piece.feedback === null ? null : rich(piece.feedback),
      });
    else
      faults.push({
        code: 'gift_number',
        message: `“${piece.text.slice(0, 40)}” is no number, range or number:tolerance.`,
      });
    if (value && value.tolerance < 0)
      faults.push({ code: 'gift_number', message: 'A range runs from high to low.' });
  }
  if (wrongAt >= 0) {
    const { feedback } = splitFeedback(text.slice(wrongAt + 1));
    answers.push({
      value: null,
      tolerance: 0,
      fraction: 0,
      feedback: feedback === null ? null : rich(feedback),
    });
  }
  if (answers.length === 0) faults.push({ code: 'answer_missing', message: 'There is no number as answer.' });
  return { answer: { kind: 'number', answers, units: [] }, faults };
}

/** Reads what stands between the braces, general feedback taken off; null there is none (a description). */
export function readGiftAnswers(block: string | null, format: TextFormat): AnswerReading {
  const rich = (raw: string) => readGiftText(raw, format);
  if (block === null) return { answer: { kind: 'description' }, faults: [] };
  const text = block.trim();
  if (text === '') return { answer: { kind: 'essay', ...plainEssay }, faults: [] };
  if (text.startsWith('#')) return readNumber(text.slice(1), rich);
  if (findMark(text, '~') >= 0) return readChoice(text, rich);
  if (findMark(text, '=') >= 0 && findMark(text, '->') >= 0) return readMatch(text, rich);
  const [word = '', wrong = '', right = ''] = cutAt(text, '#').map((piece, i) =>
    (i === 0 ? piece : piece.slice(1)).trim(),
  );
  const key = word.trim().toUpperCase();
  const correct = Object.hasOwn(judgementWords, key) ? judgementWords[key] : undefined;
  if (correct !== undefined) {
    const [onRight, onWrong] = [right, wrong].map((raw) => (raw === '' ? null : rich(raw))) as [
      RichText | null,
      RichText | null,
    ];
    return {
      answer: {
        kind: 'judgement',
        correct,
        feedbackTrue: correct ? onRight : onWrong,
        feedbackFalse: correct ? onWrong : onRight,
      },
      faults: [],
    };
  }
  return readText(text, rich);
}
