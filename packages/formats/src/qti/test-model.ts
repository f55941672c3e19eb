// The model of a QTI test (QTI 3.0 ASI, "tests"): parts, sections, references to items. Types only.
import type { OutcomeDeclaration, QtiVersion } from './model.ts';
import type { XmlElement } from './xml-tree.ts';

export interface TimeLimits {
  /** Seconds; null for none. */
  readonly min: number | null;
  readonly max: number | null;
  readonly allowsLate: boolean;
}

/** Inherited from part to section to item, field by field; these are the values in force. */
export interface SessionControl {
  /** 0 = no limit. */
  readonly maxAttempts: number;
  readonly showFeedback: boolean;
  readonly allowReview: boolean;
  readonly showSolution: boolean;
  readonly allowComment: boolean;
  readonly allowSkipping: boolean;
  readonly validateResponses: boolean;
}

export interface BranchRule {
  /** A part, section or item, or `EXIT_TEST`, `EXIT_TESTPART`, `EXIT_SECTION`. */
  readonly target: string;
  readonly element: XmlElement;
}

interface Step {
  readonly id: string;
  /** Conditions that must all be true for it to be shown. */
  readonly preConditions: readonly XmlElement[];
  readonly branchRules: readonly BranchRule[];
  readonly control: SessionControl;
  readonly timeLimits: TimeLimits | null;
}

export interface ItemRef extends Step {
  readonly kind: 'item';
  /** As written, relative to the file that holds the reference. */
  readonly href: string;
  /** The file that holds the reference. */
  readonly from: string;
  readonly categories: readonly string[];
  readonly isRequired: boolean;
  readonly isFixed: boolean;
  readonly weights: ReadonlyMap<string, number>;
  /** Item variable by the name the test uses for it. */
  readonly variableMappings: ReadonlyMap<string, string>;
  readonly templateDefaults: readonly { readonly id: string; readonly expression: XmlElement }[];
  readonly line: number;
}

export interface Section extends Step {
  readonly kind: 'section';
  readonly title: string;
  readonly isVisible: boolean;
  readonly keepsTogether: boolean;
  readonly isRequired: boolean;
  readonly isFixed: boolean;
  readonly selection: { readonly count: number; readonly withReplacement: boolean } | null;
  readonly isShuffled: boolean;
  readonly children: readonly (Section | ItemRef)[];
}

export interface TestPart extends Step {
  readonly isLinear: boolean;
  readonly isSimultaneous: boolean;
  readonly sections: readonly (Section | ItemRef)[];
}

export interface Test {
  readonly id: string;
  readonly title: string;
  readonly version: QtiVersion;
  readonly file: string;
  readonly root: XmlElement;
  readonly outcomes: readonly OutcomeDeclaration[];
  readonly parts: readonly TestPart[];
  readonly timeLimits: TimeLimits | null;
  readonly outcomeRules: readonly XmlElement[];
}

/** One item as a candidate will meet it. */
export interface PlannedItem {
  /** The reference's identifier; `Q1.2` for the second instance of a reference drawn with replacement. */
  readonly key: string;
  readonly ref: ItemRef;
  readonly part: TestPart;
  /** From the outermost. */
  readonly sections: readonly Section[];
}
