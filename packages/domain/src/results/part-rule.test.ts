import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideResult } from './part-rule.ts';
import type { PartScore } from './part-rule.ts';

const policy = { passMark: 60, panelFrom: 'technician' } as const;
const score = (value: number): PartScore => ({ kind: 'score', score: value });
const decide = (theory: PartScore, practical: PartScore) =>
  decideResult('intermediate', { theory, practical }, policy);

describe('a result', () => {
  it('needs sixty in every part, without averaging', () => {
    expect(decide(score(60), score(60)).isPassed).toBe(true);
    const uneven = decide(score(100), score(59.5));
    expect(uneven.isPassed).toBe(false);
    expect(uneven.resit).toEqual(['practical']);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), (a, b) => {
        expect(decide(score(a / 2), score(b / 2)).isPassed).toBe(a >= 120 && b >= 120);
      }),
    );
  });

  it('keeps a carried pass, and fails an absence and misconduct in one part', () => {
    expect(decide({ kind: 'carried', score: 60 }, score(75)).isPassed).toBe(true);
    expect(decide({ kind: 'absent' }, score(75))).toEqual({
      parts: [
        { part: 'theory', score: null, outcome: 'absent' },
        { part: 'practical', score: 75, outcome: 'passed' },
      ],
      isPassed: false,
      resit: ['theory'],
    });
    expect(
      decide({ kind: 'misconduct', voids: 'part' }, score(75)).parts.map(({ outcome }) => outcome),
    ).toEqual(['misconduct', 'passed']);
  });

  it('is void in all parts after grave misconduct, with no resit', () => {
    const result = decide(score(90), { kind: 'misconduct', voids: 'all' });
    expect(
      result.parts.every(({ outcome, score: value }) => outcome === 'misconduct' && value === null),
    ).toBe(true);
    expect([result.isPassed, result.resit]).toEqual([false, []]);
  });

  it('of level 2 needs the panel too', () => {
    const scores = { theory: score(70), practical: score(70) };
    expect(() => decideResult('technician', scores, policy)).toThrow(
      expect.objectContaining({ code: 'marks_missing', facts: { count: 1 } }),
    );
    expect(decideResult('technician', { ...scores, panel: score(60) }, policy).isPassed).toBe(true);
  });

  it.each([-0.5, 100.5, Number.NaN])('refuses a score of %s', (value) => {
    expect(() => decide(score(value), score(60))).toThrow(
      expect.objectContaining({ code: 'score_out_of_range' }),
    );
  });
});
