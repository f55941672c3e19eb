import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar.ts';
import { authorisationStateOn, checkAuthorisation, checkScope, covers, listScopeGaps } from './scope.ts';
import type { Authorisation, ScopeLine, ScopeRequest } from './scope.ts';

const line: ScopeLine = {
  occupation: { edition: '2022', code: '6-02-06-07' },
  workType: null,
  levels: ['junior', 'intermediate'],
  groups: ['own_staff', 'public'],
  regions: ['23'],
  from: '2026-01-01',
  to: '2028-12-31',
};
const wanted: ScopeRequest = {
  occupation: { edition: '2022', code: '6-02-06-07' },
  workType: null,
  level: 'intermediate',
  group: 'public',
  region: '230102',
  date: '2026-05-18',
};

describe('a scope line', () => {
  it('covers a request that fits on every axis, on its first and on its last day', () => {
    expect(covers(line, wanted)).toBe(true);
    expect(covers(line, { ...wanted, workType: '白酒品酒' })).toBe(true);
    expect([line.from, line.to].map((date) => covers(line, { ...wanted, date }))).toEqual([true, true]);
  });

  it.each<[string, Partial<ScopeRequest>]>([
    ['occupation', { occupation: { edition: '2015', code: '6-02-06-07' } }],
    ['level', { level: 'advanced' }],
    ['group', { group: 'students' }],
    ['region', { region: '330102' }],
    ['date', { date: '2029-01-01' }],
    ['date', { date: '2025-12-31' }],
  ])('does not cover another %s', (axis, change) => {
    expect(listScopeGaps(line, { ...wanted, ...change })).toEqual([axis]);
    expect(() => checkScope([line], { ...wanted, ...change })).toThrow(
      expect.objectContaining({ code: 'scope_not_covered', facts: { axis } }),
    );
  });

  it('of one work type covers neither another nor the whole occupation', () => {
    const narrow = { ...line, workType: '白酒品酒' };
    expect(listScopeGaps(narrow, { ...wanted, workType: '啤酒品酒' })).toEqual(['workType']);
    expect(listScopeGaps(narrow, wanted)).toEqual(['workType']);
  });

  it('does not add up with another line', () => {
    const other = { ...line, levels: ['advanced' as const], regions: ['33'] };
    expect(() => checkScope([line, other], { ...wanted, level: 'advanced' })).toThrow();
    expect(() => checkScope([line, other], { ...wanted, level: 'advanced', region: '33' })).not.toThrow();
    expect(() => checkScope([], wanted)).toThrow(expect.objectContaining({ facts: { axis: 'occupation' } }));
  });
});

describe('an authorisation', () => {
  const authorisation: Authorisation = {
    from: '2026-01-01',
    to: '2028-12-31',
    states: [
      { state: 'trial', from: '2026-01-01' },
      { state: 'formal', from: '2026-07-01' },
      { state: 'suspended', from: '2027-03-01' },
      { state: 'formal', from: '2027-04-01' },
      { state: 'withdrawn', from: '2028-01-01' },
    ],
  };
  const codeOn = (date: string) => {
    try {
      checkAuthorisation(authorisation, date);
      return 'valid';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('has the state that began last', () => {
    expect(
      ['2026-06-30', '2026-07-01', '2027-03-31'].map((date) => authorisationStateOn(authorisation, date)),
    ).toEqual(['trial', 'formal', 'suspended']);
  });

  it('lets the site act on trial and formally, and on no day of suspension, after withdrawal or outside its term', () => {
    expect(codeOn('2026-01-01')).toBe('valid');
    expect(codeOn('2027-03-01')).toBe('site_suspended');
    expect(codeOn('2027-04-01')).toBe('valid');
    expect(codeOn('2028-01-01')).toBe('site_withdrawn');
    expect(codeOn('2025-12-31')).toBe('authorisation_not_valid');
    expect(codeOn('2029-01-01')).toBe('authorisation_not_valid');
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 1500 }), (days) => {
        const date = addDays('2026-01-01', days);
        const isOpen =
          (date >= '2026-01-01' && date < '2027-03-01') || (date >= '2027-04-01' && date < '2028-01-01');
        expect(codeOn(date) === 'valid').toBe(isOpen);
      }),
    );
  });
});
