// Everything that a file brings to light before the bank has seen it, as rows beside what the bank says.
import type { CheckProblem } from '@jiangping/formats/check';
import { partWords } from '@jiangping/formats/problem-parts';
import type { Words } from '../shell/language.ts';

export const stages = ['file', 'media', 'bank'] as const;
export type Stage = (typeof stages)[number];

export interface RowProblem extends Words {
  readonly stage: Stage;
  readonly severity: CheckProblem['severity'];
  /** Row, line or item. */
  readonly where: string;
}

/** A problem of a file as a row; the name of the file itself is no part of the place, and a line alone is `L12`. */
export function rowOfProblem({ severity, where, message }: CheckProblem, file: string): RowProblem {
  const place = where.startsWith(file) ? where.slice(file.length).replace(/^[!: ]+/, '') : where;
  const line = /^\d+$/.test(place) ? `L${place}` : place;
  return { stage: 'file', severity, where: line === '' ? file : line, ...partWords(message) };
}

/** Pairs once each, whichever report tells them. */
export function joinPairs<Pair extends { a: string; b: string }>(
  ...lists: readonly (readonly Pair[])[]
): Pair[] {
  const seen = new Map<string, Pair>();
  for (const pair of lists.flat()) {
    const key = [pair.a, pair.b].toSorted().join('\n');
    if (!seen.has(key)) seen.set(key, pair);
  }
  return [...seen.values()];
}
