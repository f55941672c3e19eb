// The vetting sheet (审题表): what a vetter looks at, a judgement and a remark each. Nobody chooses the outcome: it follows.
import { Refusal } from '../refusal.ts';
import type { Interaction } from './interactions.ts';
import { criteria } from './vetting-criteria.ts';
import type { Criterion } from './vetting-criteria.ts';

/** One line of a sheet: whether the criterion holds, and what the vetter says to it. */
export interface VettingLine {
  readonly criterion: Criterion;
  readonly holds: boolean;
  readonly remark: string;
}

export type VettingOutcome = 'approved' | 'returned';

/** Types in which wrong answers are offered beside the right ones. */
const withOptions: readonly Interaction[] = ['single', 'multiple', 'matching', 'graphic', 'composite'];

/** What is judged of an item of this type, in the order of the sheet. */
export function criteriaFor(kind: Interaction | 'practical'): readonly Criterion[] {
  if (kind === 'practical') return ['preparation', 'task', 'scoring', 'fatal', 'safety', 'fairness'];
  const ofOptions: readonly Criterion[] = withOptions.includes(kind) ? ['options'] : [];
  return ['stem', 'key', ...ofOptions, 'point', 'figures', 'source', 'fairness'];
}

/** The outcome judgements lead to: approved when everything holds, returned when anything does not; null while one is open. */
export function outcomeOf(
  kind: Interaction | 'practical',
  judgements: Readonly<Partial<Record<Criterion, boolean | undefined>>>,
): VettingOutcome | null {
  const all = criteriaFor(kind).map((criterion) => judgements[criterion]);
  if (all.includes(undefined)) return null;
  return all.includes(false) ? 'returned' : 'approved';
}

/**
 * The lines of a sheet that an item of this type asks for, in their order, and the outcome they lead to. One sheet may
 * serve items of several types: lines an item does not ask for are left out of its own. Refuses a sheet with a line open
 * (`vetting_sheet_unfinished`), one judged twice (`vetting_line_repeated`), and a criterion that does not hold without a
 * word for the writer (`vetting_remark_missing`).
 */
export function concludeSheet(
  item: string,
  kind: Interaction | 'practical',
  sheet: readonly VettingLine[],
): { readonly lines: readonly VettingLine[]; readonly outcome: VettingOutcome } {
  const lines = criteriaFor(kind).map((criterion) => {
    const [line, again] = sheet.filter((each) => each.criterion === criterion);
    if (!line) throw new Refusal('vetting_sheet_unfinished', { item, criterion });
    if (again) throw new Refusal('vetting_line_repeated', { criterion });
    if (!line.holds && line.remark.trim() === '') {
      throw new Refusal('vetting_remark_missing', { item, criterion });
    }
    return { criterion, holds: line.holds, remark: line.remark.trim() };
  });
  return { lines, outcome: lines.every(({ holds }) => holds) ? 'approved' : 'returned' };
}

/** A sheet for items of every type on which every criterion holds: what a vetter says of a whole bank at once. */
export const flawlessSheet: readonly VettingLine[] = (Object.keys(criteria) as Criterion[]).map(
  (criterion) => ({ criterion, holds: true, remark: '' }),
);
