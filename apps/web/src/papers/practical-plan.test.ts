import { describe, expect, it } from 'vitest';
import { problemsOfPracticalBlueprint } from '@jiangping/domain/papers/practical-blueprint';
import { draftPracticalPlan, groupsOf, missingRequired, setSlot, setUse, useOf } from './practical-plan.ts';
import type { PlannedItem } from './practical-plan.ts';
import { nameOfPracticalFault } from './plan-words.ts';

const item = (code: string, weight: number, required: boolean): PlannedItem => ({
  code,
  title: code,
  minutes: 20,
  weight,
  required,
});
const items = [
  item('P1', 40, true),
  item('P2', 30, true),
  item('C1', 30, false),
  item('C2', 30, false),
] as const;
const place = { occupation: { edition: '2022', code: '6-02-06-07' }, level: 4 } as const;
const plan = draftPracticalPlan(place, items);

describe('a practical plan while it is written', () => {
  it('begins with the required items and one of the optional, sound and with time for all', () => {
    expect(plan.items).toEqual([
      { id: 'P1', weight: 40 },
      { id: 'P2', weight: 30 },
      { from: ['C1', 'C2'], take: 1, weight: 30 },
    ]);
    expect(plan.minutes).toBe(60);
    expect(problemsOfPracticalBlueprint(plan)).toEqual([]);
  });

  it('moves an item between uses, makes groups and drops empty ones', () => {
    expect(items.map(({ code }) => useOf(plan, code))).toEqual(['required', 'required', 1, 1]);
    expect(setUse(plan, items[2], 1)).toBe(plan);
    const second = setUse(plan, items[3], 2);
    expect(groupsOf(second)).toEqual([
      { from: ['C1'], take: 1, weight: 30 },
      { from: ['C2'], take: 1, weight: 30 },
    ]);
    const joined = setUse(second, items[2], 2);
    expect(groupsOf(joined)).toEqual([{ from: ['C2', 'C1'], take: 1, weight: 30 }]);
    const none = setUse(setUse(joined, items[2], 'none'), items[3], 'required');
    expect(none.items).toEqual([
      { id: 'P1', weight: 40 },
      { id: 'P2', weight: 30 },
      { id: 'C2', weight: 30 },
    ]);
    expect(useOf(none, 'C1')).toBe('none');
    const two = setSlot(plan, 2, { take: 2, weight: 15 });
    expect(problemsOfPracticalBlueprint(two)).toEqual([]);
    expect(groupsOf(setUse(two, items[3], 'none'))).toEqual([{ from: ['C1'], take: 1, weight: 15 }]);
  });

  it('tells which required items of the bank it leaves out, and its faults in words', () => {
    expect(missingRequired(plan, items)).toEqual([]);
    const less = setUse(plan, items[0], 1);
    expect(missingRequired(less, items).map(({ code }) => code)).toEqual(['P1']);
    const faults = problemsOfPracticalBlueprint({ ...setSlot(less, 0, { weight: 0 }), minutes: 0 });
    for (const { facts } of faults)
      expect(nameOfPracticalFault(String(facts['field'])).zh).toMatch(/[\u4e00-\u9fff]/);
    expect(nameOfPracticalFault('items.P1.weight').zh).toBe('P1 的权重须大于 0');
    expect(nameOfPracticalFault('items.3.take').zh).toBe('第 3 项的选取题数');
  });
});
