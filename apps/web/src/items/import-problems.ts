// Everything that a file brings to light before the bank has seen it, as rows beside what the bank says.
import type { CheckProblem } from '@jiangping/formats/check';
import type { Words } from '../shell/language.ts';

export const stages = ['file', 'media', 'bank'] as const;
export type Stage = (typeof stages)[number];

export interface RowProblem extends Words {
  readonly stage: Stage;
  readonly severity: CheckProblem['severity'];
  /** Row, line or item. */
  readonly where: string;
}

/** A message in both languages parted; one in a single language is said in both. */
export function partWords(message: string): Words {
  const [, zh, en] = /^(.*?\p{Script=Han}.*?[。！？])\s+(?=["“<A-Za-z0-9])(.+)$/su.exec(message) ?? [];
  return zh !== undefined && en !== undefined ? { zh, en } : { zh: message, en: message };
}

/** A problem of a file as a row; the name of the file itself is no part of the place. */
export function rowOfProblem({ severity, where, message }: CheckProblem, file: string): RowProblem {
  const place = where.startsWith(file) ? where.slice(file.length).replace(/^[!: ]+/, '') : where;
  return { stage: 'file', severity, where: place === '' ? file : place, ...partWords(message) };
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
