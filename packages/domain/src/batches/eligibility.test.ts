import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addMonths } from '../calendar.ts';
import type { OccupationStandard } from '../standards/standard.ts';
import { decideEligibility, lacksOf, spanOfMonths, workMonthsBetween } from './eligibility.ts';
import type { Applicant } from './eligibility.ts';
import { eligibilityRule2018, eligibilityRule2023, findEligibilityRule } from './eligibility-rules.ts';

const bank = new URL('../../../../demo/banks/6-02-06-07-level-4/', import.meta.url);
const standard = JSON.parse(readFileSync(new URL('standard.json', bank), 'utf8')) as OccupationStandard;

const on = '2026-05-18';
const nobody: Applicant = {
  birth: '2000-01-01',
  work: [],
  held: [],
  titles: [],
  graduations: [],
  trainingHours: 0,
  awards: [],
};
const worked = (months: number) => ({ ...nobody, work: [spanOfMonths(months, on)] });

describe('months of work', () => {
  it('count overlapping spans once and leave out what lies outside the days asked', () => {
    const work = [
      { from: '2020-01-01', to: '2021-01-01' },
      { from: '2020-07-01', to: '2021-07-01' },
      { from: '2025-05-18', to: null },
    ];
    expect(workMonthsBetween(work, '2019-01-01', on)).toBe(30);
    expect(workMonthsBetween(work, '2021-01-01', on)).toBe(18);
    expect(workMonthsBetween([{ from: '2027-01-01', to: null }], '2019-01-01', on)).toBe(0);
  });

  it('add broken months by thirty days', () => {
    const work = [
      { from: '2024-01-01', to: '2024-01-16' },
      { from: '2024-03-01', to: '2024-03-16' },
    ];
    expect(workMonthsBetween(work, '2020-01-01', on)).toBe(1);
  });

  it('give back the months a declared number stands for', () => {
    fc.assert(
      fc.property(fc.nat(600), (months) => {
        const from = addMonths(on, -700);
        expect(workMonthsBetween([spanOfMonths(months, on)], from, on)).toBe(months);
      }),
    );
  });
});

describe('eligibility under the rules of 2023', () => {
  const decide = (level: Parameters<typeof decideEligibility>[1], applicant: Applicant, claimed?: string) =>
    decideEligibility(eligibilityRule2023, level, applicant, on, claimed);

  it('opens level 5 on the sixteenth birthday', () => {
    expect(decide('junior', { ...nobody, birth: '2010-05-18' })).toMatchObject({
      eligible: true,
      clause: '5-1',
    });
    const young = decide('junior', { ...nobody, birth: '2010-05-19' });
    expect(young.eligible).toBe(false);
    expect(young.missing[0]?.lacks[0]).toEqual({
      zh: '年满 16 周岁',
      en: 'aged 16 or over',
      needed: 16,
      had: 15,
    });
  });

  it('opens level 4 after five years of work and not a month earlier', () => {
    expect(decide('intermediate', worked(60)).met).toEqual(['4-1']);
    expect(decide('intermediate', worked(59)).met).toEqual([]);
  });

  it('counts only work after the certificate for a certificate clause', () => {
    const held = (on: string): Applicant => ({ ...worked(59), held: [{ level: 'junior', on }] });
    expect(decide('intermediate', held('2023-05-18')).clause).toBe('4-2');
    expect(decide('intermediate', held('2023-05-19')).eligible).toBe(false);
    expect(
      decide('intermediate', { ...nobody, held: [{ level: 'junior', on: '2010-01-01' }] }).eligible,
    ).toBe(false);
  });

  it('accepts a higher level than the one asked for, and the earliest of several certificates', () => {
    const held = [
      { level: 'intermediate', on: '2025-01-01' },
      { level: 'junior', on: '2022-05-18' },
    ] as const;
    expect(decide('intermediate', { ...worked(48), held }).met).toEqual(['4-2']);
  });

  it('opens level 4 to a final-year student of the field, but not of another field', () => {
    const student = (inField: boolean): Applicant => ({
      ...nobody,
      graduations: [{ type: 'vocational', inField, on: null }],
    });
    expect(decide('intermediate', student(true)).met).toEqual(['4-3']);
    expect(decide('intermediate', student(false)).eligible).toBe(false);
  });

  it('asks for every predicate of a clause and names each that is missing', () => {
    const titled: Applicant = { ...worked(60), titles: [{ grade: 'junior', on: '2021-05-18' }] };
    const outcome = decide('technician', titled);
    expect(outcome.eligible).toBe(false);
    const clause = outcome.missing.find(({ clause }) => clause === '2-2');
    expect(clause?.lacks).toHaveLength(1);
    expect(clause?.lacks[0]?.zh).toBe('取得三级/高级工及以上证书后，累计从事本职业或相关职业工作满 12 个月');
    expect(decide('technician', { ...titled, held: [{ level: 'advanced', on: '2025-05-18' }] }).clause).toBe(
      '2-2',
    );
  });

  it('uses the claimed clause when it is met and another one when it is not', () => {
    const both: Applicant = { ...worked(60), held: [{ level: 'junior', on: '2022-01-01' }] };
    expect(decide('intermediate', both, '4-2')).toMatchObject({ clause: '4-2', met: ['4-1', '4-2'] });
    expect(decide('intermediate', both, '4-4').clause).toBe('4-1');
  });

  it('is closed for the levels above those it speaks of', () => {
    expect(decide('chief_technician', worked(600))).toEqual({
      eligible: false,
      clause: null,
      met: [],
      missing: [],
      byHand: [],
    });
  });
});

describe('the two generations side by side', () => {
  const rules = { 2018: eligibilityRule2018, 2023: eligibilityRule2023 };
  // Months of work after a certificate of the level below, and of work without any certificate (domain rules, 2.4).
  it.each([
    ['2018', 'intermediate', 'junior', 48, 72],
    ['2023', 'intermediate', 'junior', 36, 60],
    ['2018', 'advanced', 'intermediate', 60, null],
    ['2023', 'advanced', 'intermediate', 48, 120],
    ['2018', 'technician', 'advanced', 48, null],
    ['2023', 'technician', 'advanced', 60, null],
    ['2018', 'senior_technician', 'technician', 48, null],
    ['2023', 'senior_technician', 'technician', 60, null],
  ] as const)(
    '%s asks for %s: %s and %i months, or %s months of work',
    (generation, level, below, after, alone) => {
      const rule = rules[generation];
      const decide = (applicant: Applicant) => decideEligibility(rule, level, applicant, on).eligible;
      const holding = (months: number): Applicant => ({
        ...worked(months),
        held: [{ level: below, on: addMonths(on, -months) }],
      });
      expect([after, after - 1].map((months) => decide(holding(months)))).toEqual([true, false]);
      if (alone === null) expect(decide(worked(600))).toBe(false);
      else expect([alone, alone - 1].map((months) => decide(worked(months)))).toEqual([true, false]);
    },
  );

  it('ask a beginner for a year of work or an apprenticeship in 2018, and for age only since 2023', () => {
    const apprentice: Applicant = {
      ...nobody,
      graduations: [{ type: 'apprenticeship', inField: true, on: '2026-01-01' }],
    };
    const decide = (generation: '2018' | '2023', applicant: Applicant) =>
      decideEligibility(rules[generation], 'junior', applicant, on).clause;
    expect([nobody, worked(12), apprentice].map((each) => decide('2018', each))).toEqual([
      null,
      '5-1',
      '5-2',
    ]);
    expect(decide('2023', nobody)).toBe('5-1');
  });

  it('are found by their year', () => {
    expect(findEligibilityRule('2018')).toBe(eligibilityRule2018);
    expect(findEligibilityRule('2015')).toBeUndefined();
  });
});

describe('the conditions of the demo standard', () => {
  const rule = standard.requirements.eligibility;

  it('decide entries and hand over the clauses that only a person can decide', () => {
    expect(decideEligibility(rule, 'intermediate', worked(60), on).clause).toBe('4-1');
    const advanced = decideEligibility(rule, 'advanced', nobody, on);
    expect(advanced.eligible).toBe(false);
    expect(advanced.byHand.map(({ id }) => id)).toEqual(['3-6']);
  });

  it('are words in both languages for every clause that is missing', () => {
    for (const clauses of Object.values(rule.levels)) {
      for (const clause of clauses) {
        for (const lack of lacksOf(clause, { ...nobody, birth: on }, on)) {
          expect(lack.zh).toMatch(/\p{Script=Han}/u);
          expect(lack.en).toMatch(/[a-z]/);
        }
      }
    }
  });
});

describe('predicates that no default clause uses', () => {
  const lacks = (predicate: Parameters<typeof lacksOf>[0]['allOf'][number], applicant: Applicant) =>
    lacksOf({ id: 'x', text: { zh: '', en: '' }, allOf: [predicate] }, applicant, on).length;

  it('count training hours', () => {
    expect(lacks({ kind: 'trainingHours', atLeast: 72 }, { ...nobody, trainingHours: 72 })).toBe(0);
    expect(lacks({ kind: 'trainingHours', atLeast: 72 }, { ...nobody, trainingHours: 71 })).toBe(1);
  });

  it('take the best rank in a contest already held, less being better', () => {
    const awards = [
      { rank: 1, on: '2027-01-01' },
      { rank: 5, on: '2025-01-01' },
    ];
    expect(lacks({ kind: 'competitionAward', rankAtMost: 5 }, { ...nobody, awards })).toBe(0);
    expect(lacks({ kind: 'competitionAward', rankAtMost: 4 }, { ...nobody, awards })).toBe(1);
    expect(lacks({ kind: 'competitionAward', rankAtMost: 4 }, nobody)).toBe(1);
  });
});
