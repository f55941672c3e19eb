import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf, poolSums, sumItems } from './item-statistics.ts';
import type { Answered } from './item-statistics.ts';

const answered = (share: number): Answered => ({ share, isOmitted: false });
const matrix = (rows: readonly (readonly number[])[]) => rows.map((row) => row.map(answered));

/** The textbook correlation of two lists, by another way than the code under test: raw moments. */
function correlate(xs: readonly number[], ys: readonly number[]): number | null {
  const n = xs.length;
  const add = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const cov = n * add(xs.map((x, i) => x * (ys[i] ?? 0))) - add(xs) * add(ys);
  const vx = n * add(xs.map((x) => x * x)) - add(xs) ** 2;
  const vy = n * add(ys.map((y) => y * y)) - add(ys) ** 2;
  return vx < 1e-9 || vy < 1e-9 ? null : cov / Math.sqrt(vx * vy);
}

const shares: fc.Arbitrary<number> = fc.constantFrom(0, 0, 0.5, 1, 1);
const groups = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 12 }))
  .chain(([items, takers]) =>
    fc.tuple(
      fc.array(fc.array(shares, { minLength: items, maxLength: items }), {
        minLength: takers,
        maxLength: takers,
      }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: items, maxLength: items }),
    ),
  );

describe('the statistics of items', () => {
  it('are those of a case computed by hand', () => {
    // Four takers, three items of 1, 1 and 2 points. Rest scores of the first item, out of 3: 3, 1, 2, 0.
    const rows = matrix([
      [1, 1, 1],
      [1, 1, 0],
      [0, 0, 1],
      [0, 0, 0],
    ]);
    rows[3]![2] = { share: 0, isOmitted: true };
    const [first, , third] = sumItems(rows, [1, 1, 2]).map(figuresOf);
    // About the means ½ and ½: Sxx = 1, Syy = ¼ + 1/36 + 1/36 + ¼ = 5/9, Sxy = ½ (½ − 1/6 − 1/6 + ½) = 1/3.
    expect(first).toMatchObject({ takers: 4, share: 0.5, omitted: 0 });
    expect(first?.biserial).toBeCloseTo(1 / Math.sqrt(5), 12);
    // The third item and the two others: each pair of equal rest scores has one right and one wrong.
    expect(third).toEqual({ takers: 4, share: 0.5, biserial: 0, omitted: 0.25 });
  });

  it('leave the item out of the score it is correlated with', () => {
    fc.assert(
      fc.property(groups, ([rows, full]) => {
        const figures = sumItems(matrix(rows), full).map(figuresOf);
        figures.forEach(({ biserial, share }, i) => {
          const xs = rows.map((row) => row[i] ?? 0);
          const rest = rows.map((row) =>
            row.reduce((total, x, j) => (j === i ? total : total + x * (full[j] ?? 0)), 0),
          );
          const expected = correlate(xs, rest);
          if (expected === null) expect(biserial).toBeNull();
          else expect(biserial).toBeCloseTo(expected, 9);
          expect(share).toBeCloseTo(xs.reduce((total, x) => total + x, 0) / xs.length, 12);
        });
      }),
    );
  });

  it('say nothing of a correlation where nothing varies, and of anything where nobody came', () => {
    const even = sumItems(
      matrix([
        [0.7, 0.7],
        [0.7, 0.7],
        [0.7, 0.7],
      ]),
      [1, 3],
    ).map(figuresOf);
    expect(even.map(({ biserial }) => biserial)).toEqual([null, null]);
    const [alone] = sumItems(matrix([[1, 0]]), [1, 1]).map(figuresOf);
    expect(alone).toEqual({ takers: 1, share: 1, biserial: null, omitted: 0 });
    const [only] = sumItems(matrix([[1], [0]]), [5]).map(figuresOf);
    expect(only).toMatchObject({ share: 0.5, biserial: null });
    expect(sumItems([], [1]).map(figuresOf)).toEqual([
      { takers: 0, share: null, biserial: null, omitted: null },
    ]);
  });

  it('pool shares exactly, and correlations within the groups', () => {
    fc.assert(
      fc.property(fc.array(groups, { minLength: 1, maxLength: 4 }), (parts) => {
        const sums = parts.map(([rows, full]) => sumItems(matrix(rows), full)[0]!);
        const pooled = figuresOf(poolSums(sums));
        const all = parts.flatMap(([rows]) => rows.map((row) => row[0] ?? 0));
        expect(pooled.takers).toBe(all.length);
        expect(pooled.share).toBeCloseTo(all.reduce((total, x) => total + x, 0) / all.length, 12);
        if (pooled.biserial !== null) expect(Math.abs(pooled.biserial)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('do not take a stronger group for a better item', () => {
    // Within each group the item says nothing; the second group is better in everything.
    const weak = matrix([
      [0, 0, 0],
      [0, 0, 1],
      [1, 0, 0],
      [1, 0, 1],
    ]);
    const strong = matrix([
      [1, 1, 0],
      [1, 1, 1],
      [1, 1, 0],
      [1, 1, 1],
    ]);
    const full = [1, 1, 1];
    const apart = [weak, strong].map((rows) => sumItems(rows, full)[0]!);
    expect(figuresOf(poolSums(apart)).biserial).toBeCloseTo(0, 12);
    expect(figuresOf(sumItems([...weak, ...strong], full)[0]!).biserial).toBeGreaterThan(0.3);
  });

  it('are the same for a group counted whole and the same group with everybody twice', () => {
    fc.assert(
      fc.property(groups, ([rows, full]) => {
        const once = sumItems(matrix(rows), full).map(figuresOf);
        const twice = sumItems(matrix([...rows, ...rows]), full).map(figuresOf);
        once.forEach(({ share, biserial }, i) => {
          expect(twice[i]?.share).toBeCloseTo(share ?? 0, 12);
          if (biserial === null) expect(twice[i]?.biserial).toBeNull();
          else expect(twice[i]?.biserial).toBeCloseTo(biserial, 9);
        });
      }),
    );
  });

  it('refuse a matrix with holes and items without points', () => {
    expect(() => sumItems([[answered(1)], []], [1])).toThrow(RangeError);
    expect(() => sumItems([[answered(1)]], [0])).toThrow(RangeError);
  });
});
