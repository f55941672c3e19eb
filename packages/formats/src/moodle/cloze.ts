// Embedded answers (Moodle Docs, “Embedded Answers (Cloze) question type”): `{1:SHORTANSWER:=right#yes~%50%half~*#no}`.
import type { Gap } from '../exchange/exchange-item.ts';
import { decodeEntities, encodeEntities } from '../exchange/html-entities.ts';

const kindNames: Readonly<Record<string, { kind: Gap['kind']; shuffle: boolean }>> = Object.fromEntries(
  (
    [
      ['SHORTANSWER SA MW', 'text', false],
      ['SHORTANSWER_C SAC MWC', 'text-case', false],
      ['NUMERICAL NM', 'number', false],
      ['MULTICHOICE MC', 'choice', false],
      ['MULTICHOICE_S MCS', 'choice', true],
      ['MULTICHOICE_V MCV', 'choice-vertical', false],
      ['MULTICHOICE_VS MCVS', 'choice-vertical', true],
      ['MULTICHOICE_H MCH', 'choice-horizontal', false],
      ['MULTICHOICE_HS MCHS', 'choice-horizontal', true],
      ['MULTIRESPONSE MR', 'multiple', false],
      ['MULTIRESPONSE_S MRS', 'multiple', true],
      ['MULTIRESPONSE_H MRH', 'multiple-horizontal', false],
      ['MULTIRESPONSE_HS MRHS', 'multiple-horizontal', true],
    ] as const
  ).flatMap(([names, kind, shuffle]) => names.split(' ').map((name) => [name, { kind, shuffle }])),
);

export interface ClozeReading {
  /** The text with `{#1}`, `{#2}` … at the places of the gaps. */
  readonly stem: string;
  readonly gaps: readonly Gap[];
  readonly faults: readonly string[];
}

function unescapeCloze(text: string, isHtml: boolean): string {
  const bare = text.replace(/\\([}#~/"\\=%])/g, '$1');
  return isHtml ? decodeEntities(bare) : bare;
}

function cutUnescaped(text: string, mark: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === mark) {
      pieces.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...pieces, text.slice(start)];
}

function readAnswers(text: string, kind: Gap['kind'], isHtml: boolean): Gap['answers'] | string {
  const answers: Gap['answers'][number][] = [];
  for (const piece of cutUnescaped(text, '~')) {
    if (piece.trim() === '' && answers.length === 0) continue;
    const [, mark = '', weight, rest = ''] = /^\s*(=|%(-?\d{1,3}(?:\.\d+)?)%)?([\s\S]*)$/.exec(piece) ?? [];
    const [raw = '', ...more] = cutUnescaped(rest, '#');
    const fraction = weight === undefined ? (mark === '=' ? 100 : 0) : Number(weight);
    const feedback = more.length === 0 ? null : unescapeCloze(more.join('#'), isHtml) || null;
    let words = unescapeCloze(raw, isHtml).trim();
    let tolerance: number | null = null;
    if (kind === 'number' && words !== '*') {
      const [value = '', range = '0'] = words.split(':').map((part) => part.trim());
      if (value === '' || !Number.isFinite(Number(value)) || !Number.isFinite(Number(range)))
        return `“${words}” is no number.`;
      [words, tolerance] = [value, Number(range)];
    }
    answers.push({ text: words, fraction, tolerance, feedback });
  }
  return answers.length === 0 ? 'A gap has no answer.' : answers;
}

/** Where the gap that opens at this brace closes; −1 where it does not. */
function findClose(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '}') return at;
  }
  return -1;
}

/** Takes the embedded answers out of a text; what looks like a gap but is none stays text and is told. */
export function readCloze(text: string, isHtml: boolean): ClozeReading {
  const gaps: Gap[] = [];
  const faults: string[] = [];
  const head = /\{(\d{0,4}):([A-Z_]{2,20}):/g;
  let stem = '';
  let at = 0;
  for (let match = head.exec(text); match; match = head.exec(text)) {
    const [whole, weight = '', name = ''] = match;
    const how = Object.hasOwn(kindNames, name) ? kindNames[name] : undefined;
    const end = findClose(text, match.index + whole.length);
    // Without a brace that closes it no later gap has one either.
    if (end < 0) {
      faults.push(`${whole} is no gap.`);
      break;
    }
    if (!how) {
      faults.push(`${whole} is no gap.`);
      continue;
    }
    const answers = readAnswers(text.slice(head.lastIndex, end), how.kind, isHtml);
    if (typeof answers === 'string') {
      faults.push(answers);
      continue;
    }
    gaps.push({ ...how, weight: weight === '' ? 1 : Number(weight), answers });
    stem += `${text.slice(at, match.index)}{#${gaps.length}}`;
    at = end + 1;
    head.lastIndex = at;
  }
  return { stem: stem + text.slice(at), gaps, faults };
}

function writeGap({ kind, shuffle, weight, answers }: Gap, isHtml: boolean): string {
  const [name = 'SHORTANSWER'] =
    Object.entries(kindNames).find(([, own]) => own.kind === kind && own.shuffle === shuffle) ?? [];
  const escape = (text: string) =>
    (isHtml ? encodeEntities(text) : text).replace(/[}#~\\]/g, '\\$&').replace(/^(\s*)([=%])/, '$1\\$2');
  const parts = answers.map(({ text, fraction, tolerance, feedback }) => {
    const mark = fraction === 100 ? '=' : fraction === 0 ? '' : `%${String(fraction)}%`;
    const range = tolerance === null ? '' : `:${String(tolerance)}`;
    return `${mark}${escape(text)}${range}${feedback === null ? '' : `#${escape(feedback)}`}`;
  });
  return `{${weight}:${name}:${parts.join('~')}}`;
}

/** The text with its embedded answers at their places again. */
export function writeCloze(stem: string, gaps: readonly Gap[], isHtml: boolean): string {
  return stem.replace(/\{#(\d{1,4})\}/g, (whole, place: string) => {
    const gap = gaps[Number(place) - 1];
    return gap ? writeGap(gap, isHtml) : whole;
  });
}
