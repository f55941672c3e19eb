// What `jiangping items check` prints, for every format that is read. The readers fill it; the command adds nothing.
import type { InteractionKind } from './qti/model.ts';

export type Severity = 'error' | 'warning' | 'info';

export interface CheckProblem {
  /** error: the file breaks its specification or cannot be used · warning: used, with a loss or a doubt · info: worth knowing. */
  readonly severity: Severity;
  /** A stable snake_case fact. */
  readonly code: string;
  /** File, then line and element path where known: `items/q1.xml:12 /qti-assessment-item/qti-item-body`. */
  readonly where: string;
  readonly message: string;
}

/** A correct response as text: one string, a list for multiple and ordered cardinality, by field for a record; pairs `A B`, points `x y`. */
export type CorrectValue = string | readonly string[] | { readonly [field: string]: CorrectValue };

/** The value of an outcome: number for integer, float and duration, boolean, else text; null for NULL. */
export type OutcomeValue =
  | string
  | number
  | boolean
  | null
  | readonly (string | number | boolean)[]
  | { readonly [field: string]: OutcomeValue };

export interface CheckedItem {
  readonly id: string;
  readonly title: string;
  readonly interactions: readonly { readonly id: string; readonly kind: InteractionKind }[];
  /** Null where it cannot be known (marked by a person, or by rules whose best case cannot be computed). */
  readonly maxScore: number | null;
  /** By response identifier; a response without a correct value is absent. */
  readonly correct: Readonly<Record<string, CorrectValue>>;
}

export interface CheckReport {
  readonly items: readonly CheckedItem[];
  /** Only when responses were given: outcomes by item id (and by test id, of a package with a test), then by variable. */
  readonly outcomes?: Readonly<Record<string, Readonly<Record<string, OutcomeValue>>>>;
  readonly problems: readonly CheckProblem[];
}

/**
 * Responses by item id (in a test also by the reference's identifier), then by response id; null or absent = not answered.
 * A point is `"x y"`, a pair `"A B"`, a file its name. A list instead of one object: one attempt after the other, for
 * adaptive items.
 */
export type ItemResponses = Readonly<
  Record<string, Readonly<Record<string, ResponseInput>> | readonly Readonly<Record<string, ResponseInput>>[]>
>;
export type ResponseInput =
  | string
  | number
  | boolean
  | null
  | readonly (string | number | boolean)[]
  | { readonly [field: string]: ResponseInput };

export interface CheckOptions {
  readonly responses?: ItemResponses;
  /** Of template processing, shuffles and selections; the same seed gives the same answers. Default 1. */
  readonly seed?: number;
}

/** One document, or the files of a package that a caller unpacked within limits (paths with `/`, none absolute, none with `..`). */
export type CheckSource =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'package'; readonly name: string; readonly files: ReadonlyMap<string, Uint8Array> };

/** How a reader of one format answers `items check`; qti/check-qti.ts exports `checkQti: CheckFormat`. */
export type CheckFormat = (source: CheckSource, options?: CheckOptions) => CheckReport;
