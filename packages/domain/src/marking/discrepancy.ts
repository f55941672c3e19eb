import { roundTo } from './mark-sheet.ts';

export interface CombinationRule {
  /** Largest spread of independent totals that needs no third reading, in points. */
  readonly tolerance: number;
  /** Plain mean, or the mean without the highest and the lowest (needs three or more totals). */
  readonly method: 'mean' | 'trimmed_mean' | 'median';
  readonly rounding: number;
}

export interface Combination {
  /** Highest minus lowest total. */
  readonly spread: number;
  readonly needsThirdReading: boolean;
  readonly combined: number;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Combines the totals that assessors gave independently of each other, and flags a spread above the tolerance for a
 * third reading (double marking as in 考评人员工作规程; tolerance and method are policy). The combined mark of a flagged
 * set is provisional until it is adjudicated. At least one total is needed.
 */
export function combineTotals(totals: readonly number[], rule: CombinationRule): Combination {
  if (totals.length === 0) throw new RangeError('no totals');
  const sorted = [...totals].sort((a, b) => a - b);
  const spread = roundTo((sorted.at(-1) ?? 0) - (sorted[0] ?? 0), 0.01);
  let middle: readonly number[] = sorted;
  if (rule.method === 'trimmed_mean' && sorted.length > 2) middle = sorted.slice(1, -1);
  if (rule.method === 'median') {
    const half = Math.floor((sorted.length - 1) / 2);
    middle = sorted.slice(half, sorted.length - half);
  }
  return {
    spread,
    needsThirdReading: spread > rule.tolerance,
    combined: roundTo(meanOf(middle), rule.rounding),
  };
}

/**
 * The mark after a third reading: the mean of the third total and the one of the others nearest to it; of two equally
 * near, the higher, for the candidate.
 */
export function adjudicateTotals(totals: readonly number[], third: number, rounding: number): number {
  if (totals.length === 0) throw new RangeError('no totals');
  const nearest = totals.reduce((best, total) => {
    const closer = Math.abs(total - third) - Math.abs(best - third);
    return closer < 0 || (closer === 0 && total > best) ? total : best;
  });
  return roundTo((nearest + third) / 2, rounding);
}
