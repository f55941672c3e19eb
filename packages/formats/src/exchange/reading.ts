// What readers and writers of questions hand back beside the questions: every doubt and every loss, by place.
import type { CheckProblem, Severity } from '../check.ts';
import { wordProblem } from '../problem-wording.ts';
import type { ProblemCode } from '../problem-wording.ts';
import type { ExchangeBank } from './exchange-item.ts';

export interface BankReading extends ExchangeBank {
  readonly problems: readonly CheckProblem[];
}

export interface BankWriting<T> {
  readonly content: T;
  /** `lost_in_format` by item and field for everything the format has no place for. */
  readonly problems: readonly CheckProblem[];
}

/** Collects problems of one file. */
export interface ProblemList {
  readonly problems: CheckProblem[];
  /** `message` in English; the Chinese sentence of the code is put before it. */
  add(severity: Severity, code: ProblemCode, place: string, message: string): void;
  /** A problem whose message is in both languages already. */
  addWorded(severity: Severity, code: string, place: string, message: string): void;
}

/** An empty list; places are told behind the name of the file. */
export function createProblemList(file: string): ProblemList {
  const problems: CheckProblem[] = [];
  const addWorded: ProblemList['addWorded'] = (severity, code, place, message) => {
    problems.push({ severity, code, where: place === '' ? file : `${file}${place}`, message });
  };
  return {
    problems,
    add: (severity, code, place, message) => {
      addWorded(severity, code, place, wordProblem(code, message));
    },
    addWorded,
  };
}

/** Something left behind, as a problem; `message` in English. */
export function lossOf(severity: Severity, where: string, message: string): CheckProblem {
  const code = 'lost_in_format';
  return { severity, code, where, message: wordProblem(code, message) };
}

/** Tells what a format loses of one item: `error` where the item as a whole is not written, `warning` for a field. */
export function createLossList(format: string) {
  const problems: CheckProblem[] = [];
  return {
    problems,
    lose(item: string, field: string, message = `${format} has no place for ${field}.`): void {
      problems.push(lossOf('warning', `${item}.${field}`, message));
    },
    loseItem(item: string, message: string): void {
      problems.push(lossOf('error', item, message));
    },
  };
}

export type LossList = ReturnType<typeof createLossList>;
