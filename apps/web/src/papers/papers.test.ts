import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import { problemsOfBlueprint } from '@jiangping/domain/papers/blueprint';
import { checkForms } from '@jiangping/domain/papers/paper-rules';
import type { ContentSpec } from '@jiangping/domain/standards/content-spec';
import type { BankCount } from '../items/bank.ts';
import { compareForms } from './comparison.ts';
import { shareOfGap } from './gap.ts';
import { draftPlan, setBand, setBound, setSection } from './plan.ts';
import { nameOfFault } from './plan-words.ts';
import { readInfeasible, relaxBlueprint } from './relaxation.ts';
import { formsOfChecks, groupOfRule, linesOfChecks, nameOfRule, recountForms } from './rule-table.ts';
import type { CountedForm, RuleCheck } from './rule-table.ts';
import { kindsWorthALine, supplyOf } from './supply.ts';

const blueprint: Blueprint = {
  occupation: { edition: '2022', code: '6-02-06-07' },
  level: 4,
  part: 'theory',
  minutes: 90,
  forms: 2,
  sections: [{ interaction: 'single', count: 2, points: 2 }],
  content: [
    { range: 'A1', points: 2 },
    { range: 'A2', min: 1, max: 3 },
  ],
  difficulty: [{ level: 2, min: 0.4, max: 1 }],
  angoff: { center: 60, width: 1 },
  overlap: { max: 0 },
  secondsMax: 100,
};

const item = (versionId: string, point: string) => ({
  versionId,
  interaction: 'single' as const,
  point,
  difficulty: 2,
  angoff: 0.6,
  seconds: 40,
});
const first = { label: 'A', items: [item('1', 'A1.1'), item('2', 'A2.1')] };
const second = { label: 'B', items: [item('3', 'A1.1'), item('4', 'A2.1')] };
const forms: CountedForm[] = [first, second];

/** As the server states them: letters in place of numbers. */
const stated: RuleCheck[] = checkForms(
  blueprint,
  [first, second].map(({ items }) => items.map(({ versionId, ...rest }) => ({ id: versionId, ...rest }))),
).map(({ name, ...rest }) => {
  const [, place, own] = /^(\d+)\.(.+)$/.exec(name) ?? [];
  return { name: own ?? name, form: place ? ' AB'.charAt(Number(place)) : null, ...rest };
});

describe('the table of rules', () => {
  it('puts the forms of one rule side by side and loses no rule', () => {
    const lines = linesOfChecks(stated);
    expect(formsOfChecks(stated)).toEqual(['A', 'B']);
    expect(lines.flatMap(({ values }) => Object.keys(values))).toHaveLength(stated.length);
    expect(lines.find(({ name }) => name === 'angoff')).toMatchObject({ values: { A: 60, B: 60 }, ok: true });
    expect(lines.find(({ name }) => name === 'overlap.1.2')).toMatchObject({
      group: 'between',
      values: { '': 0 },
    });
  });

  it('says that a rule is broken when one form breaks it', () => {
    const broken = stated.map((check) =>
      check.name === 'seconds' && check.form === 'B' ? { ...check, value: 120, ok: false } : check,
    );
    expect(stated.find(({ name, ok }) => name === 'seconds' && !ok)).toBeUndefined();
    expect(linesOfChecks(broken).find(({ name }) => name === 'seconds')).toMatchObject({
      values: { A: 80, B: 120 },
      ok: false,
    });
  });

  it('names ranges by their names and forms by their letters', () => {
    const ranges = [{ code: 'A1', name: '职业道德', weight: 5 }];
    expect(nameOfRule('content.A1', ranges).zh).toBe('A1 职业道德 分值');
    expect(nameOfRule('content.B9', ranges).en).toBe('points of B9');
    expect(nameOfRule('overlap.1.2', []).en).toBe('items shared by A and B');
    expect(nameOfRule('section.single', []).zh).toBe('单项选择题题数');
    expect(groupOfRule('minutes')).toBe('time');
    expect(groupOfRule('repeated')).toBe('structure');
  });
});

describe('the recount in the browser', () => {
  it('agrees with an honest server on every rule but near duplicates', () => {
    const { counted, differing } = recountForms(blueprint, forms, stated);
    expect(counted).toBe(stated.filter(({ name }) => name !== 'enemies').length);
    expect(differing).toEqual([]);
  });

  it('finds a figure that the server stated wrongly', () => {
    const lying = stated.map((check) => (check.name === 'angoff' ? { ...check, value: 60.5 } : check));
    expect(recountForms(blueprint, forms, lying).differing.map(({ form }) => form)).toEqual(['A', 'B']);
  });

  it('finds a rule that the items break, whatever the server stated', () => {
    const brokenBy = (form: CountedForm) =>
      recountForms(blueprint, [first, form], stated).broken.map(
        (check) => `${check.form ?? ''} ${check.name}`,
      );
    const slow = { label: 'B', items: second.items.map((each) => ({ ...each, seconds: 400 })) };
    expect(brokenBy(slow)).toContain('B seconds');
    const shared = { label: 'B', items: [...second.items.slice(1), ...first.items.slice(0, 1)] };
    expect(brokenBy(shared)).toContain(' overlap.1.2');
    expect(brokenBy(second)).not.toContain('B seconds');
  });
});

describe('what a bank offers', () => {
  const count = (point: string, state: BankCount['state'], number: number): BankCount => ({
    point,
    interaction: 'single',
    difficulty: 2,
    state,
    count: number,
  });

  it('is the approved items, against what all forms together ask for', () => {
    const lines = supplyOf(blueprint, [
      count('A1.1', 'approved', 1),
      count('A2.1', 'approved', 9),
      count('A1.1', 'in_use', 9),
    ]);
    expect(lines.map(({ name, needed, offered, isEnough }) => [name, needed, offered, isEnough])).toEqual([
      ['section.single', 4, 10, true],
      ['content.A1', 4, 2, false],
      ['content.A2', 2, 18, true],
      ['difficulty.2', 2, 10, true],
    ]);
  });

  it('has a line for the usual types, and for others only where bank or blueprint has them', () => {
    const of = (interaction: BankCount['interaction'], state: BankCount['state']) => ({
      point: 'A1.1',
      interaction,
      difficulty: 2,
      state,
      count: 1,
    });
    expect(kindsWorthALine(blueprint, null)).toEqual(['single', 'multiple', 'judgement']);
    const counts = [of('blank', 'approved'), of('matching', 'draft'), of('written', 'approved')];
    const sections = [{ interaction: 'graphic' as const, count: 1, points: 1 }];
    expect(kindsWorthALine({ ...blueprint, sections }, counts)).toEqual([
      'single',
      'multiple',
      'judgement',
      'blank',
      'graphic',
    ]);
  });

  it('is short in every line of the demo blueprint when the bank is empty', () => {
    const file = new URL('../../../../demo/banks/6-02-06-07-level-4/blueprint.json', import.meta.url);
    const lines = supplyOf(JSON.parse(readFileSync(file, 'utf8')) as Blueprint, []);
    expect(lines).toHaveLength(3 + 22 + 5);
    expect(lines.filter(({ isEnough }) => isEnough)).toEqual([]);
  });
});

describe('a way out of an impossible blueprint', () => {
  it('is read from the refusal', () => {
    expect(readInfeasible({ rule: 'section.single,seconds', relaxation: 'seconds:max:100:130' })).toEqual({
      rules: ['section.single', 'seconds'],
      ways: ['seconds:max:100:130'],
    });
    expect(readInfeasible({ rule: 'enemies', relaxation: null }).ways).toEqual([]);
  });

  it('moves exactly the bound it names, in the unit of the blueprint', () => {
    expect(relaxBlueprint(blueprint, 'seconds:max:100:130.2')?.secondsMax).toBe(131);
    expect(relaxBlueprint(blueprint, 'section.single:min:2:1')?.sections[0]?.count).toBe(1);
    expect(relaxBlueprint(blueprint, 'content.A1:min:2:1')?.content[0]).toEqual({
      range: 'A1',
      min: 1,
      max: 2,
    });
    expect(relaxBlueprint(blueprint, 'content.A2:max:3:4+seconds:max:100:110')).toMatchObject({
      content: [{}, { range: 'A2', min: 1, max: 4 }],
      secondsMax: 110,
    });
    expect(relaxBlueprint(blueprint, 'difficulty.2:min:1:0')?.difficulty[0]).toEqual({
      level: 2,
      min: 0,
      max: 1,
    });
    // Four points in a form: a tenth of a point is 2.5 of 100.
    expect(relaxBlueprint(blueprint, 'angoff:width:0.04:0.1')?.angoff.width).toBe(2.5);
  });

  it('is none where the blueprint has no place for it', () => {
    expect(relaxBlueprint(blueprint, 'enemies:members:3:2')).toBeNull();
    expect(relaxBlueprint(blueprint, 'nonsense')).toBeNull();
  });
});

describe('a blueprint while it is written', () => {
  const file = new URL('../../../../demo/banks/6-02-06-07-level-4/content-spec.json', import.meta.url);
  const spec = JSON.parse(readFileSync(file, 'utf8')) as ContentSpec;

  it('begins as a sound draft of its specification', () => {
    expect(problemsOfBlueprint(draftPlan(spec), spec)).toEqual([]);
  });

  it('takes bounds, sections and bands one figure at a time, and gives them up again', () => {
    const plan = draftPlan(spec);
    const bounded = setBound(plan, 'A2.1', 'min', 4);
    expect(bounded.content.at(-1)).toEqual({ range: 'A2.1', min: 4, max: 4 });
    expect(setBound(bounded, 'A2.1', 'max', 6).content.at(-1)).toEqual({ range: 'A2.1', min: 4, max: 6 });
    expect(setBound(bounded, 'A2.1', 'min', null)).toEqual(plan);
    const three = setSection(plan, 'multiple', { count: 10 });
    expect(three.sections.at(-1)).toEqual({ interaction: 'multiple', count: 10, points: 1 });
    expect(setSection(three, 'multiple', { count: 0 })).toEqual(plan);
    const banded = setBand(plan, 3, 'min', 25);
    expect(banded.difficulty).toEqual([{ level: 3, min: 0.25, max: 1 }]);
    expect(setBand(banded, 3, 'min', null)).toEqual(plan);
  });

  it('names every fault in words, a range with the points that its weight comes to', () => {
    const shrunk = setSection(draftPlan(spec), 'single', { count: 75 });
    const fields = problemsOfBlueprint(shrunk, spec).flatMap(({ facts }) =>
      typeof facts['field'] === 'string' ? [facts['field']] : [],
    );
    expect(fields).toContain('content.A1.weight');
    for (const field of fields) expect(nameOfFault(field, shrunk, spec.ranges).zh).not.toBe(field);
    expect(nameOfFault('content.A1.weight', shrunk, spec.ranges).en).toContain('4.75');
  });
});

describe('the bar of a gap', () => {
  it('moves by orders of magnitude, from a gap of everything to the wanted one', () => {
    expect(shareOfGap(null, 1e-4)).toBe(0);
    expect(shareOfGap(3, 1e-4)).toBe(0);
    expect(shareOfGap(1, 1e-4)).toBeCloseTo(0);
    expect(shareOfGap(0.01, 1e-4)).toBeCloseTo(0.5);
    expect(shareOfGap(1e-4, 1e-4)).toBe(1);
    expect(shareOfGap(0, 0)).toBe(1);
    expect(shareOfGap(1e-3, 0)).toBeCloseTo(0.5);
  });
});

describe('forms side by side', () => {
  it('tell content, types, difficulty, Angoff and time of each, and how far they are apart', () => {
    const item = (point: string, points: number, difficulty: number, angoff: number) => ({
      versionId: point,
      interaction: 'single',
      point,
      points,
      difficulty,
      angoff,
      seconds: 60,
    });
    const forms = [
      { label: 'A', items: [item('A1.1', 1, 1, 0.5), item('A2.1', 3, 3, 0.7)] },
      { label: 'B', items: [item('A1.1', 2, 3, 0.6), item('A1.2', 2, 3, 0.6)] },
    ];
    const ranges = [
      { code: 'A1', name: '甲', weight: 50 },
      { code: 'A2', name: '乙', weight: 50 },
      { code: 'A3', name: '丙', weight: 0 },
    ];
    const lines = new Map(compareForms(forms, ranges).map((line) => [`${line.group} ${line.key}`, line]));
    const valuesOf = (name: string) => lines.get(name)?.values.map((value) => Math.round(value * 1e6) / 1e6);
    expect(valuesOf('content A1')).toEqual([1, 4]);
    expect(lines.get('content A1')?.spread).toBe(3);
    expect(valuesOf('content A2')).toEqual([3, 0]);
    expect(lines.has('content A3')).toBe(false);
    expect(valuesOf('structure single')).toEqual([2, 2]);
    expect(lines.has('structure multiple')).toBe(false);
    expect(valuesOf('difficulty 1')).toEqual([0.5, 0]);
    expect(valuesOf('difficulty mean')).toEqual([2, 3]);
    expect(valuesOf('angoff angoff')).toEqual([65, 60]);
    expect(valuesOf('time seconds')).toEqual([120, 120]);
  });
});
