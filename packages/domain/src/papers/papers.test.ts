import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentSpec } from '../standards/content-spec.ts';
import { itemCountOf, problemsOfBlueprint, totalPointsOf } from './blueprint.ts';
import type { Blueprint } from './blueprint.ts';
import { checkForm, checkForms, requireRules } from './paper-rules.ts';
import type { FormItem } from './paper-rules.ts';
import {
  checkPracticalForms,
  drawPracticalItems,
  problemsOfPracticalBlueprint,
  problemsOfPracticalSupply,
} from './practical-blueprint.ts';
import type { PracticalBlueprint } from './practical-blueprint.ts';
import { wordsOfRelaxation, wordsOfRule } from './rule-words.ts';

const bank = new URL('../../../../demo/banks/6-02-06-07-level-4/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, bank), 'utf8'));
const blueprint = read('blueprint.json') as Blueprint;
const spec = read('content-spec.json') as ContentSpec;

const smallSpec: ContentSpec = {
  ...spec,
  ranges: [
    { code: 'A', name: '甲', weight: 40 },
    {
      code: 'B',
      name: '乙',
      weight: 60,
      ranges: [
        { code: 'B.1', name: '丙', weight: 30 },
        { code: 'B.2', name: '丁', weight: 30 },
      ],
    },
  ],
};
const small: Blueprint = {
  ...blueprint,
  forms: 2,
  sections: [
    { interaction: 'single', count: 3, points: 2 },
    { interaction: 'multiple', count: 1, points: 4 },
  ],
  content: [
    { range: 'A', points: 4 },
    { range: 'B', min: 5, max: 7 },
  ],
  difficulty: [{ level: 3, min: 0.5, max: 1 }],
  secondsMax: 240,
};
const item = (
  id: string,
  point: string,
  interaction: 'single' | 'multiple' = 'single',
  difficulty = 3,
): FormItem => ({
  id,
  interaction,
  point,
  difficulty,
  angoff: 0.6,
  seconds: 60,
});
const form = [
  item('1', 'A.1'),
  item('2', 'A.2'),
  item('3', 'B.1.1', 'single', 2),
  item('4', 'B.2.1', 'multiple'),
];
const brokenOf = (items: FormItem[], enemies: [string, string][] = []) =>
  checkForm(small, items, enemies).flatMap(({ name, ok }) => (ok ? [] : [name]));

describe('a blueprint', () => {
  it('of the demo bank is sound: 90 items, 100 points', () => {
    expect(problemsOfBlueprint(blueprint, spec)).toEqual([]);
    expect([itemCountOf(blueprint), totalPointsOf(blueprint)]).toEqual([90, 100]);
    expect(problemsOfBlueprint(small, smallSpec)).toEqual([]);
  });

  it.each<[string, Partial<Blueprint>, string]>([
    ['an unknown range', { content: [{ range: 'Z', points: 4 }] }, 'blueprint_range_unknown'],
    ['turned bounds', { content: [{ range: 'B', min: 7, max: 5 }] }, 'blueprint_bounds_impossible'],
    [
      'parts that cannot reach their range',
      {
        content: [
          { range: 'B', points: 6 },
          { range: 'B.1', points: 3 },
          { range: 'B.2', min: 1, max: 2 },
        ],
      },
      'blueprint_bounds_impossible',
    ],
    [
      'ranges that cannot reach the whole',
      {
        content: [
          { range: 'A', points: 4 },
          { range: 'B', min: 2, max: 5 },
        ],
      },
      'blueprint_bounds_impossible',
    ],
    [
      'a bound that leaves out the weight of the specification',
      { content: [{ range: 'A', points: 5 }] },
      'blueprint_invalid',
    ],
    [
      'difficulty shares above one',
      {
        difficulty: [
          { level: 1, min: 0.6, max: 1 },
          { level: 2, min: 0.5, max: 1 },
        ],
      },
      'blueprint_bounds_impossible',
    ],
    [
      'a difficulty band that holds no whole item',
      { difficulty: [{ level: 3, min: 0.3, max: 0.4 }] },
      'blueprint_bounds_impossible',
    ],
    ['a section twice', { sections: [small.sections[0]!, small.sections[0]!] }, 'blueprint_invalid'],
    ['more answering time than the exam has', { secondsMax: 5401 }, 'blueprint_invalid'],
    ['no form', { forms: 0 }, 'blueprint_invalid'],
  ])('with %s is refused', (_, change, code) => {
    expect(problemsOfBlueprint({ ...small, ...change }, smallSpec).map((each) => each.code)).toContain(code);
  });
});

describe('the check of a form', () => {
  it('passes a form that keeps every rule and shows each figure', () => {
    expect(brokenOf(form)).toEqual([]);
    const rules = checkForm(small, form);
    expect(rules.find(({ name }) => name === 'content.B')).toEqual({
      name: 'content.B',
      value: 6,
      min: 5,
      max: 7,
      ok: true,
    });
    expect(rules.find(({ name }) => name === 'angoff')?.value).toBeCloseTo(60, 9);
  });

  it('names exactly the rules that a form breaks', () => {
    expect(brokenOf(form.slice(1))).toEqual(['items', 'section.single', 'content.A', 'angoff']);
    expect(brokenOf([form[0]!, form[0]!, form[2]!, form[3]!])).toEqual(['repeated']);
    expect(brokenOf(form, [['1', '4']])).toEqual(['enemies']);
    expect(brokenOf(form, [['1', '9']])).toEqual([]);
    expect(brokenOf([{ ...form[0]!, point: 'B.1.2' }, ...form.slice(1)])).toEqual(['content.A', 'content.B']);
    expect(brokenOf(form.map((each) => ({ ...each, difficulty: 1 })))).toEqual(['difficulty.3']);
    expect(brokenOf(form.map((each) => ({ ...each, angoff: 0.62 })))).toEqual(['angoff']);
    expect(brokenOf(form.map((each) => ({ ...each, seconds: 61 })))).toEqual(['seconds']);
  });

  it('counts the items that two forms share', () => {
    const rename = (items: FormItem[]) => items.map((each) => ({ ...each, id: `${each.id}b` }));
    expect(checkForms(small, [form, rename(form)]).every(({ ok }) => ok)).toBe(true);
    const shared = checkForms(small, [form, [form[0]!, ...rename(form.slice(1))]]).filter(({ ok }) => !ok);
    expect(shared).toEqual([{ name: 'overlap.1.2', value: 1, min: 0, max: 0, ok: false }]);
    expect(() => requireRules(shared)).toThrow(
      expect.objectContaining({
        code: 'paper_rule_broken',
        facts: { rule: 'overlap.1.2', value: 1, min: 0, max: 0 },
      }),
    );
    expect(checkForms(small, [form])[0]).toMatchObject({ name: 'forms', ok: false });
  });
});

describe('a practical blueprint', () => {
  const plan: PracticalBlueprint = {
    occupation: blueprint.occupation,
    level: 4,
    part: 'practical',
    minutes: 60,
    items: [
      { id: 'P1', weight: 40 },
      { id: 'P2', weight: 60 },
    ],
  };
  const form = [
    { id: 'P1', weight: 40, minutes: 30 },
    { id: 'P2', weight: 60, minutes: 30 },
  ];
  const fieldsOf = (change: Partial<PracticalBlueprint>) =>
    problemsOfPracticalBlueprint({ ...plan, ...change }).map(({ facts }) => facts.field);

  it('must weigh 100 together and name no item twice', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({ items: plan.items.slice(1) })).toEqual(['items.weight']);
    expect(fieldsOf({ items: [plan.items[1]!, { id: 'P2', weight: 40 }] })).toEqual(['items']);
    expect(fieldsOf({ items: [] })).toContain('items');
    expect(fieldsOf({ minutes: 0 })).toEqual(['minutes']);
  });

  it('is kept by exactly the form it names', () => {
    const broken = (forms: (typeof form)[]) =>
      checkPracticalForms(plan, forms).flatMap(({ name, ok }) => (ok ? [] : [name]));
    expect(broken([form])).toEqual([]);
    expect(broken([form, form])).toEqual(['forms']);
    expect(broken([form.toReversed()])).toEqual(['1.items.order']);
    expect(broken([form.slice(1)])).toEqual(['1.items', '1.items.order', '1.weight']);
    expect(broken([form.map((each) => ({ ...each, minutes: 31 }))])).toEqual(['1.minutes']);
  });
});

describe('a practical blueprint with a choice', () => {
  const ids = ['C1', 'C2', 'C3', 'C4'];
  const plan: PracticalBlueprint = {
    occupation: blueprint.occupation,
    level: 4,
    part: 'practical',
    minutes: 75,
    items: [
      { id: 'P1', weight: 40 },
      { from: ids, take: 2, weight: 30 },
    ],
  };
  const usable = new Map([
    ['P1', 30],
    ['C1', 10],
    ['C2', 20],
    ['C3', 30],
    ['C4', 40],
  ]);
  const without = (...gone: string[]) => new Map([...usable].filter(([id]) => !gone.includes(id)));

  it('weighs what a paper takes, not what its groups hold', () => {
    const fieldsOf = (choice: { from?: string[]; take?: number; weight?: number }) =>
      problemsOfPracticalBlueprint({
        ...plan,
        items: [plan.items[0]!, { from: ids, take: 2, weight: 30, ...choice }],
      }).map(({ facts }) => facts.field);
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({ take: 3 })).toEqual(['items.weight']);
    expect(fieldsOf({ take: 5, weight: 12 })).toEqual(['items.2.take']);
    expect(fieldsOf({ take: 0, weight: 60 })).toEqual(['items.2.take', 'items.weight']);
    expect(fieldsOf({ from: ['P1', 'C1', 'C2'] })).toEqual(['items']);
  });

  it('tells what the bank lacks', () => {
    const codes = (have: ReadonlyMap<string, number>, minutes = plan.minutes) =>
      problemsOfPracticalSupply({ ...plan, minutes }, have).map(({ code }) => code);
    expect(codes(usable)).toEqual([]);
    expect(codes(without('P1', 'C1', 'C2', 'C3'))).toEqual(['item_not_vetted', 'practical_choice_short']);
    expect(codes(usable, 60)).toEqual([]);
    expect(codes(usable, 59)).toEqual(['practical_minutes_short']);
    expect(() => drawPracticalItems(plan, without('P1'), (list) => list)).toThrow('item_not_vetted');
  });

  it('draws in the order given as far as the working time allows, and every draw keeps the rules', () => {
    const draw = (order: readonly string[]) =>
      drawPracticalItems(plan, usable, (list) =>
        [...list].sort((a, b) => order.indexOf(a) - order.indexOf(b)),
      );
    expect(draw(['C2', 'C1', 'C3', 'C4']).map(({ id }) => id)).toEqual(['P1', 'C1', 'C2']);
    // C4 and C3 would take 70 of the 45 minutes that are left; C3 and C1 take 40.
    expect(draw(['C3', 'C4', 'C1', 'C2']).map(({ id }) => id)).toEqual(['P1', 'C1', 'C3']);
    // No second item goes with C4 in 45 minutes.
    expect(draw(['C4', 'C3', 'C2', 'C1']).map(({ id }) => id)).toEqual(['P1', 'C1', 'C3']);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ids, { minLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 30, max: 150 }),
        (order, minutes, limit) => {
          const have = new Map([['P1', 30], ...ids.map((id, i) => [id, minutes[i]!] as const)]);
          const within = { ...plan, minutes: limit };
          if (problemsOfPracticalSupply(within, have).length > 0) return;
          const form = drawPracticalItems(within, have, () => order).map((item) => ({
            ...item,
            minutes: have.get(item.id) ?? 0,
          }));
          expect(checkPracticalForms(within, [form]).filter(({ ok }) => !ok)).toEqual([]);
        },
      ),
    );
  });

  it('is not kept by an item twice or one of another group', () => {
    const broken = (chosen: string[]) =>
      checkPracticalForms(plan, [
        [{ id: 'P1', weight: 40, minutes: 1 }, ...chosen.map((id) => ({ id, weight: 30, minutes: 1 }))],
      ]).flatMap(({ name, ok }) => (ok ? [] : [name]));
    expect(broken(['C4', 'C1'])).toEqual([]);
    expect(broken(['C1', 'C1'])).toEqual(['1.repeated']);
    expect(broken(['C1', 'P2'])).toEqual(['1.items.order']);
  });
});

describe('the names of rules', () => {
  it('are told in words, with the form they are about', () => {
    expect(wordsOfRule('section.multiple')).toEqual({
      zh: '多项选择题题数',
      en: 'number of multiple choice items',
    });
    expect(wordsOfRule('2.content.B2.1')).toEqual({ zh: '第2套B2.1 分值', en: 'points of B2.1 of form 2' });
    expect(wordsOfRule('overlap.1.2').zh).toBe('第1、2套重题');
    expect(wordsOfRule('toString')).toEqual({ zh: 'toString', en: 'toString' });
  });

  it('are there for every rule that a check gives', () => {
    const names = [
      ...checkForms(blueprint, [[], []]),
      ...checkPracticalForms(
        { occupation: blueprint.occupation, level: 4, part: 'practical', minutes: 60, items: [] },
        [[]],
      ),
    ];
    for (const { name } of names) expect(wordsOfRule(name).zh).toMatch(/\p{Script=Han}/u);
  });

  it('stand in the ways out of a conflict', () => {
    expect(wordsOfRelaxation('section.multiple:min:10:7+angoff:width:1:2')).toEqual({
      zh: '多项选择题题数下限 10→7并Angoff 合计允许偏差 1→2',
      en: 'number of multiple choice items, lower limit 10→7 and Angoff sum, tolerance 1→2',
    });
  });
});
