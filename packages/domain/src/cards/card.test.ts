import { describe, expect, it } from 'vitest';
import { defaultPolicyRows, policyOn } from '../policy.ts';
import { checkCard, checkMayJudge, isCardValidOn, lastDayOfCard } from './card.ts';
import type { Card } from './card.ts';

const rows = defaultPolicyRows('2021-01-01');
const judgeable = {
  assessor: policyOn(rows, 'cards.assessor_levels', '2026-01-01'),
  senior: policyOn(rows, 'cards.senior_levels', '2026-01-01'),
};
const card: Card = {
  number: 'K2300001',
  kind: 'assessor',
  grade: 'assessor',
  occupationCodes: ['6-02-06-07'],
  from: '2026-01-01',
  to: '2028-12-31',
  suspensions: [{ from: '2026-03-01', to: '2026-03-31' }],
  revokedOn: null,
};
const task = { code: '6-02-06-07', level: 'advanced', day: '2026-05-18' } as const;
const refusal = (code: string) => expect.objectContaining({ code }) as Error;

describe('a card', () => {
  it('is valid in its term but not while suspended, nor from the day it is revoked', () => {
    const days = [
      '2025-12-31',
      '2026-01-01',
      '2026-03-01',
      '2026-03-31',
      '2026-04-01',
      '2028-12-31',
      '2029-01-01',
    ];
    expect(days.map((day) => isCardValidOn(card, day))).toEqual([
      false,
      true,
      false,
      false,
      true,
      true,
      false,
    ]);
    const revoked = { ...card, revokedOn: '2026-05-18' };
    expect(['2026-05-17', '2026-05-18'].map((day) => isCardValidOn(revoked, day))).toEqual([true, false]);
    expect(isCardValidOn({ ...card, suspensions: [{ from: '2026-05-01', to: null }] }, '2028-01-01')).toBe(
      false,
    );
  });

  it('lasts three years to the day before', () => {
    expect(lastDayOfCard('2026-05-18', policyOn(rows, 'cards.years', '2026-05-18'))).toBe('2029-05-17');
  });

  it('lets assessors judge up to level 3 and senior assessors all levels', () => {
    expect(() => checkMayJudge(card, task, judgeable)).not.toThrow();
    expect(() => checkMayJudge(card, { ...task, level: 'technician' }, judgeable)).toThrow(
      refusal('card_level_too_low'),
    );
    const senior = { ...card, grade: 'senior' as const };
    expect(() => checkMayJudge(senior, { ...task, level: 'senior_technician' }, judgeable)).not.toThrow();
  });

  it('is refused when missing, of another kind, invalid on the day or for another occupation', () => {
    expect(() => checkMayJudge(null, task, judgeable)).toThrow(refusal('card_missing'));
    expect(() => checkMayJudge({ ...card, kind: 'supervisor' }, task, judgeable)).toThrow(
      refusal('card_missing'),
    );
    expect(() => checkMayJudge(card, { ...task, day: '2026-03-15' }, judgeable)).toThrow(
      refusal('card_not_valid'),
    );
    expect(() => checkMayJudge(card, { ...task, code: '6-02-06-11' }, judgeable)).toThrow(
      refusal('card_occupation_not_covered'),
    );
    expect(() => checkCard({ ...card, kind: 'supervisor' }, 'supervisor', task.day)).not.toThrow();
  });
});
