// The occupation standard (国家职业标准) as data, in the outline of the national ones: 1 overview and requirements,
// 2 basics, 3 functions by level, 4 tables of weights.
import { problem } from '../refusal.ts';
import type { Problem } from '../refusal.ts';
import type { EligibilityRule } from './eligibility-clause.ts';
import { levelOfCode } from './level.ts';
import type { LevelCode, Part } from './level.ts';
import { isOccupationCode } from './occupation-code.ts';
import type { OccupationRef } from './occupation-code.ts';

interface BilingualName {
  readonly zh: string;
  readonly en: string;
}

interface Coded {
  readonly code: string;
  readonly text: string;
}

export interface Task {
  readonly code: string;
  readonly name: string;
  readonly skills: readonly Coded[];
  readonly knowledge: readonly Coded[];
}

export interface JobFunction {
  readonly level: LevelCode;
  readonly code: string;
  readonly name: string;
  readonly tasks: readonly Task[];
}

export interface WorkType {
  readonly code: string;
  readonly name: BilingualName;
  /** A work type may have fewer levels than its occupation. */
  readonly levels: readonly LevelCode[];
}

/** Staff needed for a number of candidates: one per `perCandidates`, never fewer than `atLeast`. */
export interface StaffRatio {
  readonly perCandidates?: number;
  readonly atLeast: number;
  readonly odd?: boolean;
}

export interface WeightRow {
  readonly name: string;
  readonly weight: number;
}

type ByLevel<T> = Readonly<Partial<Record<LevelCode, T>>>;

export interface OccupationStandard {
  readonly occupation: OccupationRef;
  /** The edition of the standard itself, a year. */
  readonly edition: string;
  readonly name: BilingualName;
  readonly definition: string;
  readonly levels: readonly LevelCode[];
  readonly environment: string;
  readonly ability: string;
  readonly education: string;
  readonly trainingHours: ByLevel<number>;
  readonly requirements: {
    readonly eligibility: EligibilityRule;
    readonly method: string;
    readonly ratio: {
      readonly invigilator: StaffRatio;
      readonly assessor: StaffRatio;
      readonly panel: StaffRatio;
    };
    readonly minutes: Readonly<Record<Part, number>>;
    readonly venue: string;
  };
  readonly basics: readonly { readonly title: string; readonly items: readonly string[] }[];
  readonly functions: readonly JobFunction[];
  readonly weights: Readonly<Record<'theory' | 'practical', ByLevel<readonly WeightRow[]>>>;
  readonly workTypes: readonly WorkType[];
}

/**
 * Everything that keeps a standard from being published: unknown levels, weights that do not add up to 100 for a level
 * and part, levels without functions or conditions of entry, work types with levels the occupation lacks, repeated
 * codes. Empty when sound.
 */
export function problemsOfStandard(standard: OccupationStandard): readonly Problem[] {
  const problems: Problem[] = [];
  const unsound = (field: string) => problems.push(problem('standard_invalid', { field }));
  if (!isOccupationCode(standard.occupation.code)) problems.push(problem('occupation_code_invalid', {}));
  if (standard.levels.length === 0) unsound('levels');
  for (const code of standard.levels) {
    const level = levelOfCode(code);
    if (!level) {
      problems.push(problem('level_unknown', { value: code }));
      continue;
    }
    for (const part of ['theory', 'practical'] as const) {
      const sum = (standard.weights[part][code] ?? []).reduce((total, row) => total + row.weight, 0);
      if (sum !== 100) problems.push(problem('standard_weights_wrong', { level, part, sum }));
    }
    const clauses = standard.requirements.eligibility.levels[code] ?? [];
    if (clauses.length === 0) unsound(`requirements.eligibility.levels.${code}`);
    if (new Set(clauses.map(({ id }) => id)).size < clauses.length)
      unsound(`requirements.eligibility.levels.${code}.id`);
    const functions = standard.functions.filter((each) => each.level === code);
    if (functions.length === 0) unsound(`functions.${code}`);
    if (new Set(functions.map((each) => each.code)).size < functions.length)
      unsound(`functions.${code}.code`);
  }
  for (const workType of standard.workTypes) {
    if (!workType.levels.every((level) => standard.levels.includes(level)))
      unsound(`workTypes.${workType.code}.levels`);
  }
  for (const [part, minutes] of Object.entries(standard.requirements.minutes)) {
    if (!(minutes > 0)) unsound(`requirements.minutes.${part}`);
  }
  return problems;
}
