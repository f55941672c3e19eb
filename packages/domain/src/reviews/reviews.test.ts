import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBatchDecision, judgeBatch } from './batch-outcome.ts';
import { detectionPower } from './detection-power.ts';
import { allocateSample, sampleSize } from './sample-size.ts';
import { outcomeOfSheet, problemsOfSheet, sheetRows } from './sheet.ts';
import type { Gravity, SheetEntry, SheetRow } from './sheet.ts';

describe('the size of a review sample', () => {
  it.each([
    [6, 1],
    [7, 2],
    [20, 3],
    [21, 4],
    [40, 6],
    [100, 15],
    [300, 45],
  ])('of %i dossiers is %i at 15 %%', (dossiers, expected) => {
    expect(sampleSize(dossiers, 0.15, 1)).toBe(expected);
  });

  it('is at least the minimum, and all of a batch smaller than that', () => {
    expect([0, 1, 4, 5, 6, 33, 34].map((dossiers) => sampleSize(dossiers, 0.15, 5))).toEqual([
      0, 1, 4, 5, 5, 5, 6,
    ]);
  });

  it('is exact for every batch, where binary fractions would draw one too many', () => {
    expect(sampleSize(100, 0.07, 1)).toBe(7);
    for (let dossiers = 1; dossiers <= 10_000; dossiers += 1) {
      const size = sampleSize(dossiers, 0.15, 1);
      expect(size * 100 >= 15 * dossiers && (size - 1) * 100 < 15 * dossiers).toBe(true);
    }
  });

  it('spreads over strata without loss, beyond none, and with one for each where it can', () => {
    expect(allocateSample([50, 30, 20], 15)).toEqual([8, 4, 3]);
    expect(allocateSample([98, 1, 1], 15)).toEqual([13, 1, 1]);
    expect(allocateSample([0, 0], 5)).toEqual([0, 0]);
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 1, maxLength: 8 }), fc.nat(100), (sizes, sample) => {
        const given = allocateSample(sizes, sample);
        const total = sizes.reduce((sum, size) => sum + size, 0);
        expect(given.reduce((sum, count) => sum + count, 0)).toBe(Math.min(sample, total));
        const strata = sizes.filter((size) => size > 0).length;
        given.forEach((count, i) => {
          expect(count).toBeLessThanOrEqual(sizes[i]!);
          if (sample >= strata && sizes[i]! > 0) expect(count).toBeGreaterThanOrEqual(1);
        });
      }),
    );
  });
});

describe('the power of a draw', () => {
  it.each([
    [100, 5, 15, 0.56],
    [30, 1, 5, 0.17],
    [30, 3, 5, 0.43],
    [30, 5, 5, 0.63],
    [100, 1, 15, 0.15],
    [300, 3, 45, 0.39],
    [300, 10, 45, 0.81],
  ])('of %i dossiers with %i bad ones and %i drawn is %f', (dossiers, bad, sample, expected) => {
    expect(detectionPower(dossiers, bad, sample)).toBeCloseTo(expected, 2);
  });

  it('is the share of all draws that hold a bad one, counted out', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    for (let bad = 0; bad <= 9; bad += 1) {
      for (let sample = 0; sample <= 9; sample += 1) {
        const missed = bad + sample > 9 ? 0 : choose(9 - bad, sample) / choose(9, sample);
        expect(detectionPower(9, bad, sample)).toBeCloseTo(1 - missed, 12);
      }
    }
  });
});

describe('a review sheet', () => {
  const rows = Object.keys(sheetRows) as SheetRow[];
  const sheet = (gravity: Gravity, remark = ''): SheetEntry[] =>
    rows.map((row, i) => (i === 3 ? { row, gravity, remark } : { row, gravity: 'pass', remark: '' }));

  it('has the gravest of its rows as outcome', () => {
    expect(
      (['pass', 'minor', 'major', 'fatal'] as const).map((gravity) => outcomeOfSheet(sheet(gravity))),
    ).toEqual(['pass', 'minor', 'major', 'fatal']);
  });

  it('cannot be signed with rows open or a finding without a remark', () => {
    expect(problemsOfSheet(sheet('pass'))).toEqual([]);
    expect(problemsOfSheet(sheet('minor', '签到表缺一人签名'))).toEqual([]);
    expect(problemsOfSheet(sheet('minor')).map(({ code, facts }) => [code, facts.row])).toEqual([
      ['sheet_remark_missing', 'paper_version'],
    ]);
    expect(problemsOfSheet(sheet('pass').slice(2))[0]).toEqual({
      code: 'sheet_row_missing',
      facts: { count: 2 },
    });
  });
});

describe('the decision of a batch', () => {
  const policy = { returnMajor: 1, escalateMajorShare: 0.2 };
  const state = (dossiers: number, drawn: number, ...outcomes: Gravity[]) => ({ dossiers, drawn, outcomes });
  const passes = (count: number) => Array<Gravity>(count).fill('pass');
  const codeOf = (of: ReturnType<typeof state>, wanted: 'released' | 'returned') => {
    try {
      checkBatchDecision(of, policy, wanted);
      return 'decided';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('releases a batch with minor findings only', () => {
    expect(codeOf(state(20, 5, ...passes(4), 'minor'), 'released')).toBe('decided');
  });

  it('is not open before every drawn dossier has its sheet, whichever way', () => {
    expect(codeOf(state(20, 5, ...passes(4)), 'released')).toBe('sheet_missing');
    expect(codeOf(state(20, 5, ...passes(4)), 'returned')).toBe('sheet_missing');
  });

  it('escalates any fatal finding to the whole batch and never releases it', () => {
    expect(judgeBatch(state(20, 5, ...passes(4), 'fatal'), policy)).toEqual({
      needsFullReview: true,
      open: 15,
      verdict: 'returned',
    });
    expect(codeOf(state(20, 5, ...passes(4), 'fatal'), 'released')).toBe('full_review_open');
    expect(codeOf(state(20, 5, ...passes(19), 'fatal'), 'released')).toBe('release_not_possible');
    expect(codeOf(state(20, 5, ...passes(4), 'fatal'), 'returned')).toBe('decided');
  });

  it('returns a batch with a major finding, and escalates when they are many', () => {
    expect(judgeBatch(state(100, 15, ...passes(14), 'major'), policy)).toMatchObject({
      needsFullReview: false,
      verdict: 'returned',
    });
    expect(codeOf(state(100, 15, ...passes(14), 'major'), 'released')).toBe('release_not_possible');
    expect(judgeBatch(state(100, 15, ...passes(12), 'major', 'major', 'major'), policy).needsFullReview).toBe(
      true,
    );
  });

  it('may return a clean batch, since the decider may know more', () => {
    expect(codeOf(state(20, 5, ...passes(5)), 'returned')).toBe('decided');
  });
});
