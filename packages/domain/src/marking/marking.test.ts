import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjudicateTotals, combineTotals } from './discrepancy.ts';
import { combineItems, roundTo, totalMarkSheet } from './mark-sheet.ts';

const rows = [
  { code: '1.1', points: 6, step: 2 },
  { code: '1.2', points: 12, step: 1.5 },
  { code: '1.3', points: 5, step: 2 },
];
const marks = [
  { code: '1.1', points: 4 },
  { code: '1.2', points: 10.5 },
  { code: '1.3', points: 5 },
];
const codes = (given: { code: string; points: number }[]) =>
  totalMarkSheet(rows, given, []).problems.map(({ code }) => code);

describe('a mark sheet', () => {
  it('adds up rows on their steps, the full points of a row always being allowed', () => {
    expect(totalMarkSheet(rows, marks, [])).toEqual({ problems: [], total: 19.5, isFatal: false });
  });

  it('is zero with any fatal item, whatever the rows say', () => {
    expect(totalMarkSheet(rows, marks, ['F2'])).toEqual({ problems: [], total: 0, isFatal: true });
  });

  it.each([
    ['a mark above the points', 7, 'mark_out_of_range'],
    ['a negative mark', -2, 'mark_out_of_range'],
    ['no number', Number.NaN, 'mark_out_of_range'],
    ['a mark off the step', 3, 'mark_step_wrong'],
  ])('refuses %s', (_, points, code) => {
    expect(codes([{ code: '1.1', points }, ...marks.slice(1)])).toEqual([code]);
  });

  it('refuses rows left open, marked twice or unknown', () => {
    expect(codes(marks.slice(1))).toEqual(['mark_row_missing']);
    expect(codes([...marks, marks[0]!])).toEqual(['mark_row_unknown']);
    expect(codes([...marks, { code: '9', points: 1 }])).toEqual(['mark_row_unknown']);
  });

  it('adds tenths without binary dust', () => {
    const tenths = Array.from({ length: 10 }, (_, i) => ({ code: String(i), points: 0.3, step: 0.1 }));
    const total = totalMarkSheet(
      tenths,
      tenths.map(({ code }) => ({ code, points: 0.1 })),
      [],
    );
    expect(total).toEqual({ problems: [], total: 1, isFatal: false });
  });

  it('weighs several items into a score out of 100', () => {
    const items = [
      { total: 80, full: 100, weight: 20 },
      { total: 70, full: 100, weight: 40 },
      { total: 61, full: 100, weight: 40 },
    ];
    expect(combineItems(items, 0.5)).toBe(68.5);
    expect(combineItems([], 0.5)).toBe(0);
  });
});

describe('independent totals', () => {
  const rule = { tolerance: 10, method: 'mean', rounding: 0.5 } as const;

  it('are combined by mean, by mean without the extremes, or by median, to the step', () => {
    expect(combineTotals([70, 72, 75], rule)).toEqual({
      spread: 5,
      needsThirdReading: false,
      combined: 72.5,
    });
    expect(combineTotals([50, 72, 75], { ...rule, method: 'trimmed_mean' }).combined).toBe(72);
    expect(combineTotals([50, 72, 75, 80], { ...rule, method: 'median' }).combined).toBe(73.5);
    expect(combineTotals([70, 71], { ...rule, method: 'trimmed_mean' }).combined).toBe(70.5);
  });

  it('need a third reading only above the tolerance', () => {
    expect(combineTotals([60, 70], rule).needsThirdReading).toBe(false);
    expect(combineTotals([60, 70.5], rule).needsThirdReading).toBe(true);
  });

  it('never combine to less than the lowest or more than the highest but for rounding', () => {
    const total = fc.integer({ min: 0, max: 200 }).map((n) => n / 2);
    fc.assert(
      fc.property(
        fc.array(total, { minLength: 1, maxLength: 7 }),
        fc.constantFrom('mean', 'median', 'trimmed_mean'),
        (totals, method) => {
          const { combined } = combineTotals(totals, { tolerance: 10, method, rounding: 0.5 });
          expect(combined).toBeGreaterThanOrEqual(Math.min(...totals));
          expect(combined).toBeLessThanOrEqual(Math.max(...totals));
        },
      ),
    );
  });

  it('are settled by the third reading and the one nearest to it, of two equally near the higher', () => {
    expect(adjudicateTotals([60, 75], 70, 0.5)).toBe(72.5);
    expect(adjudicateTotals([60, 80], 70, 0.5)).toBe(75);
  });

  it('round half up', () => {
    expect([72.25, 72.24, 0.75].map((value) => roundTo(value, 0.5))).toEqual([72.5, 72, 1]);
  });
});
