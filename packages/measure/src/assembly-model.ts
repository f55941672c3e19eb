/**
 * The question put to optimal test assembly, and its answer. Items are facts about a bank; everything else is a
 * rule or the objective. Rules carry names: a user's own, and the fixed ones of `ownRules`.
 */

export type AttributeValue = string | number | boolean | string[];

/** What a rule may ask an attribute to be. */
export type WantedValue = string | number | boolean;

export interface AssemblyItem {
  id: string;
  /**
   * Information (or any quality) at one or more points of the scale; the same points for every item that has any.
   * An item without it has not been calibrated and adds nothing.
   */
  info?: number[];
  attributes: Record<string, AttributeValue>;
  /** Judged probability, 0 … 1, that a borderline test taker answers correctly (Angoff, 1971). */
  angoff?: number;
  /** Score points, above 0; 1 unless told. An attribute of that name takes its place in sums, not in the band. */
  points?: number;
  /** Expected answering time. */
  seconds?: number;
  /** Ids of items that may not stand in one form with this one; saying it on one side is enough. */
  enemies?: string[];
  /**
   * Name of the stimulus or case the item belongs to. It forbids nothing by itself: rules ask for it by
   * `where: {set: …}`, and `allOrNone` may name it.
   */
  set?: string;
}

/**
 * `of` is 'info', 'points', 'angoff', 'seconds' or a numeric attribute that every item carries. 'max-sum':
 * greatest total over all forms and points. 'maximin': greatest value of the worst form at its worst point,
 * `target` (default 1) being the wished proportions between points, each above 0. 'min-deviation': smallest
 * largest distance of any form at any point from `target`, which is then required. Wim J. van der Linden, Linear
 * Models for Optimal Test Design, 2005, chapters 4 and 5.
 */
export interface AssemblyObjective {
  kind: 'max-sum' | 'maximin' | 'min-deviation';
  of: string;
  /** One number, or one for every point of `of`. */
  target?: number | number[];
}

/**
 * At least `min` and at most `max` of the items matching `where`, in every form, or only in the form numbered
 * `form` from 0. With `sum` it is not items that are counted: the values of that attribute (or 'points',
 * 'angoff', 'seconds') are added up. `where` asks for every attribute it names ('id' and 'set' included); a list
 * means any of its values, and a list-valued attribute matches by any of its own; `{}` matches all items.
 */
export interface AssemblyConstraint {
  name: string;
  where: Record<string, WantedValue | WantedValue[]>;
  min?: number;
  max?: number;
  sum?: string;
  form?: number;
}

export interface AssemblyModel {
  items: AssemblyItem[];
  /** How many forms to assemble. */
  forms: number;
  /** Items in every form. */
  size?: number;
  objective: AssemblyObjective;
  constraints: AssemblyConstraint[];
  /** Ids that must stand in every form (anchors); for one form use a constraint on 'id'. */
  include?: string[];
  /** Ids that may stand in no form. */
  exclude?: string[];
  /** Lists of ids, or names of sets, that enter a form whole or not at all. */
  allOrNone?: (string[] | string)[];
  /** The greatest number of items any two forms may have in common. */
  overlap: { max: number };
  /** Names of rules that no relaxation may move, because something outside the model holds them. */
  firm?: string[];
  /** Σ points × angoff of every form within center ± width. */
  angoffBand?: { center: number; width: number };
  /**
   * How far from the proven bound an answer may be and still be called optimal, relative to the objective
   * ('min-deviation': relative to the largest target). Default 1e-4; 0 asks for the exact optimum.
   */
  gap?: number;
  /** Seconds for the search itself; explaining an impossible model may take as long again. */
  timeLimit: number;
  /** Chooses among equally good answers: an integer in 0 … 2³¹ − 1. */
  seed: number;
}

/** A model as it is written down: rules that are left out do not exist, and the rest has defaults. */
export type WrittenModel = Pick<AssemblyModel, 'forms' | 'objective'> &
  Partial<Omit<AssemblyModel, 'items'>> & {
    items: (Omit<AssemblyItem, 'attributes'> & Partial<AssemblyItem>)[];
  };

/**
 * The model with everything filled in that its writer left out: no rules, no limit on common items, 60 seconds,
 * seed 0. It must have no problems.
 */
export function completeModel(written: WrittenModel): AssemblyModel {
  return {
    ...written,
    items: written.items.map((item) => ({ ...item, attributes: item.attributes ?? {} })),
    constraints: written.constraints ?? [],
    overlap: written.overlap ?? { max: written.items.length },
    timeLimit: written.timeLimit ?? 60,
    seed: written.seed ?? 0,
  };
}

/** Names of the rules that are not constraints. A constraint may not use them. */
export const ownRules = ['size', 'overlap', 'angoff', 'enemies', 'allOrNone', 'include', 'exclude'] as const;
export type OwnRule = (typeof ownRules)[number];

/** One rule counted on one form (null: on the forms together; `other`: on a pair of forms). */
export interface AssemblyCheck {
  name: string;
  form: number | null;
  other?: number;
  value: number;
  min: number | null;
  max: number | null;
  ok: boolean;
}

/**
 * One loosening of one rule. `part` says what moves: a lower or an upper limit ('size' has both), the width of
 * the Angoff band, or 'members', where `from` and `to` count the members of the list and `drop` holds those given
 * up: [id] of an included or excluded item, [id, id] of enemies, the ids or the [set] of an entry of allOrNone.
 */
export interface AssemblyRelaxation {
  name: string;
  part: 'min' | 'max' | 'width' | 'members';
  from: number;
  to: number;
  drop?: string[][];
}

export interface AssemblyExplanation {
  /** Names of rules that cannot hold together, though they can once any one of them is taken away. */
  conflict: string[];
  /** False where time ran out: the rules do conflict, but perhaps fewer of them already do. */
  minimal: boolean;
  /** The items the conflict is about, in the order of the bank; empty where it is about the bank as a whole. */
  items: string[];
  /** Each alone makes the whole model possible (verified by solving it again); cheapest first. */
  relaxations: AssemblyRelaxation[];
  /** Where no single one suffices: a cheapest group that does so together, verified in the same way. */
  together: AssemblyRelaxation[];
}

export interface AssemblyResult {
  /** 'optimal': proven within `gap`. 'unknown': time ran out with neither forms nor a proof of impossibility. */
  status: 'optimal' | 'feasible' | 'infeasible' | 'unknown';
  objective: number | null;
  /** No forms whatever can be better than this. */
  bound: number | null;
  /** Distance between objective and bound in the unit of the model's `gap`. */
  gap: number | null;
  seconds: number;
  /** Item ids of every form, in the order of the bank. */
  forms: string[][];
  checks: AssemblyCheck[];
  explanation?: AssemblyExplanation;
}
