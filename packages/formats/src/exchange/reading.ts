// What readers and writers of questions hand back beside the questions: every doubt and every loss, by place.
import type { CheckProblem, Severity } from '../check.ts';
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
  add(severity: Severity, code: string, place: string, message: string): void;
}

/** An empty list; places are told behind the name of the file. */
export function createProblemList(file: string): ProblemList {
  const problems: CheckProblem[] = [];
  return {
    problems,
    add(severity, code, place, message) {
      problems.push({ severity, code, where: place === '' ? file : `${file}${place}`, message });
    },
  };
}

/** Tells what a format loses of one item: `error` where the item as a whole is not written, `warning` for a field. */
export function createLossList(format: string) {
  const problems: CheckProblem[] = [];
  return {
    problems,
    lose(item: string, field: string, message = `${format} has no place for ${field}.`): void {
      problems.push({ severity: 'warning', code: 'lost_in_format', where: `${item}.${field}`, message });
    },
    loseItem(item: string, message: string): void {
      problems.push({ severity: 'error', code: 'lost_in_format', where: item, message });
    },
  };
}

export type LossList = ReturnType<typeof createLossList>;
