// The mark sheet (评分表) of a practical item: rows with points, and fatal items (否定项) that void the whole item.
import { problem } from '../refusal.ts';
import type { Problem } from '../refusal.ts';

/** What may be given: the scoring record of an item. */
export interface ScoringRow {
  readonly code: string;
  readonly points: number;
  /** Marks are multiples of this. */
  readonly step: number;
}

export interface Mark {
  readonly code: string;
  readonly points: number;
}

export interface SheetTotal {
  readonly problems: readonly Problem[];
  /** 0 when a fatal item was found; the sum of the rows otherwise. Meaningless while there are problems. */
  readonly total: number;
  readonly isFatal: boolean;
}

/** True when `value` is a multiple of `step`, to a millionth, since marks like 0.1 are not exact in binary. */
function isMultiple(value: number, step: number): boolean {
  return Math.abs(value / step - Math.round(value / step)) < 1e-6;
}

/**
 * Adds up one assessor's sheet and tells every fault: a row without a mark, twice marked or unknown, a mark outside 0 and
 * the row's points, or off its step. `fatal` lists the fatal items found; any of them makes the total 0. The full points
 * of a row are always allowed, also where the step does not divide them.
 */
export function totalMarkSheet(
  rows: readonly ScoringRow[],
  marks: readonly Mark[],
  fatal: readonly string[],
): SheetTotal {
  const problems: Problem[] = [];
  const rowOf = new Map(rows.map((row) => [row.code, row]));
  const seen = new Set<string>();
  let sum = 0;
  for (const { code, points } of marks) {
    const row = rowOf.get(code);
    if (!row || seen.has(code)) {
      problems.push(problem('mark_row_unknown', { row: code }));
      continue;
    }
    seen.add(code);
    if (!(points >= 0 && points <= row.points)) {
      problems.push(problem('mark_out_of_range', { row: code, points: row.points }));
    } else if (points !== row.points && !isMultiple(points, row.step)) {
      problems.push(problem('mark_step_wrong', { row: code, step: row.step }));
    } else sum += points;
  }
  const missing = rows.length - seen.size;
  if (missing > 0) problems.push(problem('mark_row_missing', { count: missing }));
  const isFatal = fatal.length > 0;
  return { problems, total: isFatal ? 0 : roundTo(sum, 0.01), isFatal };
}

/** Rounds half up to a step: 72.25 to 0.5 → 72.5. */
export function roundTo(value: number, step: number): number {
  const rounded = Math.floor(value / step + 0.5 + 1e-9) * step;
  return Math.round(rounded * 1e6) / 1e6;
}

/** The score of several practical items, each out of its own full points, by their weights; out of 100. */
export function combineItems(
  items: readonly { readonly total: number; readonly full: number; readonly weight: number }[],
  step: number,
): number {
  const weights = items.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0) return 0;
  return roundTo(
    (items.reduce((sum, { total, full, weight }) => sum + (total / full) * weight, 0) / weights) * 100,
    step,
  );
}
