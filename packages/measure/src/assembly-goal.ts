import { findTargets, findValues } from './assembly-items.ts';
import type { AssemblyModel } from './assembly-model.ts';

/** The objective of a model, as the search weighs it. Forms are positions of items in the bank. */
export interface Goal {
  /** What one form is worth by itself: its sum, its worst point or its largest distance. */
  scoreForm: (form: readonly number[]) => number;
  score: (forms: readonly (readonly number[])[]) => number;
  /** Whether the first value is better than the second by more than rounding. */
  isBetter: (one: number, other: number) => boolean;
  /** The better of two values. */
  best: (one: number, other: number) => number;
  /** The value that is worse than this one by so much. */
  lower: (value: number, by: number) => number;
  /** What relative distances are relative to. */
  findUnit: (value: number) => number;
  /** How far from its bound this value may be and still count as optimal. */
  findSlack: (value: number) => number;
  /** Whether a value is as near to a bound as the model's gap asks. */
  isClose: (value: number, bound: number) => boolean;
  /** Distance between value and bound in the unit of the model's gap. */
  findGap: (value: number, bound: number) => number;
}

/** The relative distance to its bound at which a model's answer counts as optimal. */
export function wantedGapOf({ gap = 1e-4 }: AssemblyModel): number {
  return gap;
}

/** The objective of a model without problems. */
export function findGoal(model: AssemblyModel): Goal {
  const { kind } = model.objective;
  const targets = findTargets(model);
  const values = model.items.map((item) => findValues(model, item));
  const sign = kind === 'min-deviation' ? -1 : 1;
  const gap = wantedGapOf(model);
  // A deviation near 0 has no useful relative distance to its bound, so there the target is the unit.
  const findUnit = (value: number): number =>
    (kind === 'min-deviation' ? Math.max(...targets.map(Math.abs)) : Math.abs(value)) || 1;
  const scoreForm: Goal['scoreForm'] = (form) => {
    const sums = targets.map((_, point) => form.reduce((sum, item) => sum + (values[item]?.[point] ?? 0), 0));
    if (kind === 'max-sum') return sums.reduce((sum, value) => sum + value, 0);
    if (kind === 'maximin') return Math.min(...sums.map((sum, point) => sum / (targets[point] ?? 1)));
    return Math.max(...sums.map((sum, point) => Math.abs(sum - (targets[point] ?? 0))));
  };
  // So small a distance is the engine's tolerance of 1e-6 on a row, not room for better forms.
  const tolerate = (value: number): number => 2e-6 * Math.max(1, Math.abs(value));
  const findSlack = (value: number): number => Math.max(1e-7, gap * findUnit(value));
  const distance = (value: number, bound: number): number => Math.max(0, sign * (bound - value));
  return {
    scoreForm,
    score: (forms) => {
      const scores = forms.map(scoreForm);
      if (kind === 'max-sum') return scores.reduce((sum, value) => sum + value, 0);
      return kind === 'maximin' ? Math.min(...scores) : Math.max(...scores);
    },
    isBetter: (one, other) => sign * (one - other) > 1e-9 * Math.max(1, Math.abs(other)),
    best: (one, other) => (sign * (one - other) >= 0 ? one : other),
    lower: (value, by) => value - sign * by,
    findUnit,
    findSlack,
    // A hair more than the gap: 2 - 1.9 is more than 0.1 to a computer.
    isClose: (value, bound) =>
      distance(value, bound) <= Math.max(findSlack(value) * (1 + 1e-9), tolerate(value)),
    findGap: (value, bound) => {
      const far = distance(value, bound);
      return far <= tolerate(value) ? 0 : Number((far / findUnit(value)).toPrecision(9));
    },
  };
}
