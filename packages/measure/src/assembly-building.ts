import type { AssemblyModel } from './assembly-model.ts';
import type { Program } from './engine.ts';

/**
 * Forms that the same rules bind, counted together: one column for an item says in how many of them it stands. A
 * group of one form is that form. For larger groups the program is a relaxation: what holds for each of `count`
 * forms holds `count`-fold for their sum, so no forms can be better than its optimum.
 */
export interface FormGroup {
  /** The number of one form whose rules these are. */
  form: number;
  count: number;
  integer: boolean;
}

/** What the parts of the builder share. */
export interface Building {
  model: AssemblyModel;
  groups: readonly FormGroup[];
  fixed: readonly (readonly number[])[];
  /** Names of the rules that are to be loosened. */
  elastic: ReadonlySet<string>;
  /** Enemies pair by pair and not group by group. */
  pairwise: boolean;
  /** The pool in the order of the columns. */
  order: readonly number[];
  program: Program;
  /** Adds a row over the items of one group; items outside the pool are left out. */
  addRow: (rule: string, member: string[], limits: Limits, group: number, terms: readonly Term[]) => void;
  /** The column of an item in a group; undefined for an item outside the pool. */
  columnOf: (item: number, group: number) => number | undefined;
}
/** At least and at most, of one form. */
export type Limits = readonly [number, number];
/** What an item counts in a row. */
export type Term = readonly [item: number, value: number];
