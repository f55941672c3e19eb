// How a standard writes its conditions of entry (申报条件) as data: alternatives of predicates that must all hold. The
// engine that decides them is batches/eligibility.ts.
import type { LevelCode } from './level.ts';
import type { OccupationRef } from './occupation-code.ts';

export type TitleGrade = 'junior' | 'mid' | 'senior';

export const graduationTypes = {
  apprenticeship: { zh: '学徒期满', en: 'completed apprenticeship' },
  vocational: { zh: '技工院校或中等职业学校', en: 'technical or secondary vocational school' },
  senior_technical: { zh: '高级技工学校', en: 'senior technical school' },
  technician_class: {
    zh: '技工院校高级工班及以上班级',
    en: 'senior-worker or higher class of a technical school',
  },
  preparatory_technician: {
    zh: '技师学院预备技师班、技师班',
    en: 'preparatory technician class of a technician college',
  },
  college: {
    zh: '高等职业学校、专科及以上普通高等学校',
    en: 'higher vocational college, junior college or university',
  },
  evaluated_programme: { zh: '经评估论证的高等学校专业', en: 'evaluated and recognised college programme' },
} as const;

export type GraduationType = keyof typeof graduationTypes;

/**
 * One condition. Months of `heldLevel`, `title` and `graduation` are months of work done since the certificate, title
 * or diploma was obtained; 0 asks only that it is held. A level held may be higher than the one named.
 */
export type Predicate =
  | { readonly kind: 'age'; readonly atLeast: number }
  | { readonly kind: 'workMonths'; readonly atLeast: number }
  | { readonly kind: 'heldLevel'; readonly level: LevelCode; readonly months: number }
  | { readonly kind: 'title'; readonly grade: TitleGrade; readonly months: number }
  | {
      readonly kind: 'graduation';
      readonly type: GraduationType;
      /** The field of study must be that of the occupation or related to it. */
      readonly inField: boolean;
      readonly finalYearAllowed: boolean;
      readonly months?: number;
    }
  | { readonly kind: 'trainingHours'; readonly atLeast: number }
  | { readonly kind: 'competitionAward'; readonly rankAtMost: number };

/** One alternative: every predicate of `allOf` must hold. */
export interface Clause {
  readonly id: string;
  readonly text: { readonly zh: string; readonly en: string };
  readonly allOf: readonly Predicate[];
}

/** An alternative that only a person can decide from the evidence, with the reason why. */
export interface ClauseByHand {
  readonly id: string;
  readonly text: { readonly zh: string; readonly en: string };
  readonly reason: string;
}

/** The conditions of one standard or of one generation of rules, by level number. */
export interface EligibilityRule {
  /** Year of the rules that standards of this edition were drafted under: `2018` or `2023`. */
  readonly generation: string;
  readonly levels: Readonly<Partial<Record<LevelCode, readonly Clause[]>>>;
  readonly byHand?: Readonly<Partial<Record<LevelCode, readonly ClauseByHand[]>>>;
  /** Which occupations and fields of study count as related. */
  readonly related?: {
    readonly occupations: readonly (OccupationRef & { readonly name: string })[];
    readonly majors: readonly string[];
  };
}
