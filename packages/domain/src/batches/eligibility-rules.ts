// The two generations of conditions of entry that live side by side. A standard usually carries its own; these are what
// a standard of its generation says when it does not, and the measure for legacy entries. Clauses whose wording was not
// found in a document are marked `unconfirmed` (依据待补).
import type { Clause, EligibilityRule, GraduationType, Predicate } from '../standards/eligibility-clause.ts';
import type { LevelCode } from '../standards/level.ts';
import { describeClause } from './eligibility-words.ts';

const years = (count: number) => count * 12;
const work = (count: number): Predicate => ({ kind: 'workMonths', atLeast: years(count) });
const held = (level: LevelCode, count = 0): Predicate => ({ kind: 'heldLevel', level, months: years(count) });
const title = (grade: 'junior' | 'mid' | 'senior', count: number): Predicate => ({
  kind: 'title',
  grade,
  months: years(count),
});
const graduate = (
  type: GraduationType,
  inField: boolean,
  finalYearAllowed: boolean,
  count = 0,
): Predicate => ({
  kind: 'graduation',
  type,
  inField,
  finalYearAllowed,
  months: years(count),
});

function clauses(level: LevelCode, alternatives: readonly (readonly Predicate[])[]): readonly Clause[] {
  return alternatives.map((allOf, i) => ({ id: `${level}-${i + 1}`, text: describeClause(allOf), allOf }));
}

/** Conditions of standards drafted from 2023 on (as training bodies publish them; level 1 and clauses 2-4, 2-5 依据待补). */
export const eligibilityRule2023: EligibilityRule = {
  generation: '2023',
  levels: {
    5: clauses(5, [[{ kind: 'age', atLeast: 16 }]]),
    4: clauses(4, [
      [work(5)],
      [held(5, 3)],
      [graduate('vocational', true, true)],
      [graduate('college', true, true)],
      [graduate('technician_class', true, true)],
    ]),
    3: clauses(3, [
      [work(10)],
      [held(4, 4)],
      [title('junior', 1)],
      [graduate('technician_class', true, true)],
      [held(4), graduate('college', true, true)],
      [graduate('evaluated_programme', true, true)],
    ]),
    2: clauses(2, [
      [held(3, 5)],
      [title('junior', 5), held(3, 1)],
      [title('mid', 1)],
      [held(3), graduate('technician_class', false, false), work(2)],
      [held(3), graduate('preparatory_technician', false, true)],
    ]),
    1: clauses(1, [[held(2, 5)], [title('mid', 5), held(2, 1)], [title('senior', 1)]]),
  },
};

/** Conditions of standards drafted under the rules of 2018 (as standards of those years print them). */
export const eligibilityRule2018: EligibilityRule = {
  generation: '2018',
  levels: {
    5: clauses(5, [[work(1)], [graduate('apprenticeship', true, false)]]),
    4: clauses(4, [[held(5, 4)], [work(6)], [graduate('vocational', true, true)]]),
    3: clauses(3, [
      [held(4, 5)],
      [held(4), graduate('college', true, false, 2)],
      [held(4), graduate('senior_technical', true, true)],
    ]),
    2: clauses(2, [
      [held(3, 4)],
      [held(3), graduate('technician_class', true, false, 3)],
      [graduate('preparatory_technician', true, false, 2)],
    ]),
    1: clauses(1, [[held(2, 4)]]),
  },
};

/** The rule of a generation by its year; undefined for any other. */
export function findEligibilityRule(generation: string): EligibilityRule | undefined {
  return [eligibilityRule2018, eligibilityRule2023].find((rule) => rule.generation === generation);
}
