// Where every part of the reader puts what it finds wrong: one list, one way of saying where.
import type { CheckProblem, Severity } from '../check.ts';
import { wordProblem } from '../problem-wording.ts';
import type { ProblemCode } from '../problem-wording.ts';
import type { XmlElement } from './xml-tree.ts';

/** Collects the problems of one file. `at` is an element, a line, or null for the file as a whole. */
export interface Problems {
  readonly file: string;
  /** `message` in English; the Chinese sentence of the code is put before it. */
  add(severity: Severity, code: ProblemCode, at: XmlElement | number | null, message: string): void;
}

/** No file needs more to be understood as broken; a hostile one could otherwise fill memory. */
const mostProblems = 500;

/** A collector for `file` that appends to `list`; the same code at the same place is told once, and beyond 500 nothing is. */
export function collectProblems(file: string, list: CheckProblem[]): Problems {
  const seen = new Set<string>();
  return {
    file,
    add(severity, code, at, message) {
      const where =
        at === null ? file : typeof at === 'number' ? `${file}:${at}` : `${file}:${at.line} ${at.name}`;
      const key = `${code} ${where} ${message}`;
      if (seen.has(key) || seen.size >= mostProblems) return;
      seen.add(key);
      list.push({ severity, code, where, message: wordProblem(code, message) });
    },
  };
}
