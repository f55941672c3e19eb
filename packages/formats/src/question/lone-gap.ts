// A question with one gap: sheets and texts write a line in the stem and the answers beside it, a document puts the entry where
// the line is. Candidates fill in the line; clerks get it back as they wrote it.
import { makeItem } from '../exchange/exchange-item.ts';
import type { Answer, ExchangeItem, Gap } from '../exchange/exchange-item.ts';

/** A line to write on, or brackets with nothing but space between them. */
const line = /_{2,}|＿{2,}|[（(][\s\u3000]{2,}[)）]/g;
const LINE = '____';

function gapOf(answer: Answer, weight: number): Gap | null {
  const given = { weight, shuffle: false };
  if (answer.kind === 'text') {
    if (answer.answers.some(({ feedback }) => feedback !== null)) return null;
    return {
      ...given,
      kind: answer.isCaseSensitive ? 'text-case' : 'text',
      answers: answer.answers.map(({ text, fraction }) => ({
        text,
        fraction,
        tolerance: null,
        feedback: null,
      })),
    };
  }
  if (answer.kind !== 'number' || answer.units.length > 0) return null;
  if (answer.answers.some(({ feedback, value }) => feedback !== null || value === null)) return null;
  return {
    ...given,
    kind: 'number',
    answers: answer.answers.map(({ value, tolerance, fraction }) => ({
      text: String(value),
      fraction,
      tolerance,
      feedback: null,
    })),
  };
}

/** The item with its entry in the place of the only line of its stem; any other item as it is. */
export function withGapInLine(item: ExchangeItem): ExchangeItem {
  const { stem, answer, grade } = item;
  const isWords = stem.format === 'plain' || (stem.format === 'moodle' && !/<[a-z]/i.test(stem.text));
  const lines = isWords ? [...stem.text.matchAll(line)] : [];
  const [only] = lines;
  const gap = lines.length === 1 && grade > 0 ? gapOf(answer, grade) : null;
  if (!only || !gap || gap.answers.length === 0 || /\{#\d/.test(stem.text)) return item;
  const text = `${stem.text.slice(0, only.index)}{#1}${stem.text.slice(only.index + only[0].length)}`;
  return makeItem({ ...item, stem: { format: 'plain', text }, answer: { kind: 'cloze', gaps: [gap] } });
}

/** Inverse of {@link withGapInLine}, for formats that know no gaps within a text; any other item as it is. */
export function withLineForGap(item: ExchangeItem): ExchangeItem {
  const { answer, stem } = item;
  const [gap, second] = answer.kind === 'cloze' ? answer.gaps : [];
  if (!gap || second || gap.answers.some(({ feedback }) => feedback !== null)) return item;
  const given = { ...item, stem: { ...stem, text: stem.text.replace('{#1}', LINE) }, grade: gap.weight };
  if (gap.kind === 'text' || gap.kind === 'text-case') {
    const answers = gap.answers.map(({ text, fraction }) => ({ text, fraction, feedback: null }));
    return { ...given, answer: { kind: 'text', isCaseSensitive: gap.kind === 'text-case', answers } };
  }
  if (gap.kind !== 'number') return item;
  const answers = gap.answers.map(({ text, tolerance, fraction }) => ({
    value: text === '*' ? null : Number(text),
    tolerance: tolerance ?? 0,
    fraction,
    feedback: null,
  }));
  return { ...given, answer: { kind: 'number', answers, units: [] } };
}
