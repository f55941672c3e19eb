import { describe, expect, it } from 'vitest';
import { checkForms, scoreForms } from './assembly-check.ts';
import type { AssemblyItem, AssemblyModel } from './assembly-model.ts';

const item = (id: string, content: string, more: Partial<AssemblyItem> = {}): AssemblyItem => ({
  id,
  info: [1, 3],
  attributes: { content, difficulty: 2, tags: [content, 'all'] },
  angoff: 0.5,
  seconds: 30,
  ...more,
});
const model: AssemblyModel = {
  items: [
    item('a', 'x', { enemies: ['b'] }),
    item('b', 'x'),
    item('c', 'y', { set: 's', points: 2 }),
    item('d', 'y', { set: 's', angoff: 0.9 }),
    item('e', 'z', { info: [5, 0] }),
    item('f', 'z'),
  ],
  forms: 2,
  size: 3,
  objective: { kind: 'max-sum', of: 'info' },
  constraints: [
    { name: 'x items', where: { content: 'x' }, min: 1, max: 1 },
    { name: 'y points', where: { content: ['y'] }, sum: 'points', max: 3 },
    { name: 'tagged', where: { tags: ['z', 'nothing'] }, max: 2 },
    { name: 'time of the second', where: {}, sum: 'seconds', max: 90, form: 1 },
  ],
  include: ['c'],
  exclude: ['f'],
  allOrNone: ['s'],
  overlap: { max: 2 },
  angoffBand: { center: 2.4, width: 0.1 },
  timeLimit: 1,
  seed: 1,
};
const good = [
  ['a', 'c', 'd'],
  ['b', 'c', 'd'],
];
const broken = (forms: string[][], changed: Partial<AssemblyModel> = {}) =>
  checkForms({ ...model, ...changed }, forms).filter((check) => !check.ok);

describe('counting the rules on finished forms', () => {
  it('passes forms that keep every rule and says what it counted', () => {
    const checks = checkForms(model, good);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    expect(checks).toContainEqual({ name: 'y points', form: 0, value: 3, min: null, max: 3, ok: true });
    expect(checks).toContainEqual({
      name: 'overlap',
      form: 0,
      other: 1,
      value: 2,
      min: null,
      max: 2,
      ok: true,
    });
    const names = new Set(checks.map((check) => check.name));
    expect([...names].sort()).toEqual([
      'allOrNone',
      'angoff',
      'enemies',
      'exclude',
      'forms',
      'include',
      'items',
      'overlap',
      'size',
      'tagged',
      'time of the second',
      'x items',
      'y points',
    ]);
  });

  it.each<[string, string[][], Partial<AssemblyModel>, string, number]>([
    ['a missing form', [['a', 'c', 'd']], {}, 'forms', 1],
    [
      'an item that is not in the bank',
      [
        ['a', 'c', 'zz'],
        ['b', 'c', 'd'],
      ],
      {},
      'items',
      1,
    ],
    [
      'an item standing twice',
      [
        ['a', 'c', 'c'],
        ['b', 'c', 'd'],
      ],
      {},
      'items',
      1,
    ],
    [
      'a form of the wrong size',
      [
        ['a', 'c'],
        ['b', 'c', 'd'],
      ],
      {},
      'size',
      2,
    ],
    [
      'too few items of a kind',
      [
        ['c', 'd', 'e'],
        ['b', 'c', 'd'],
      ],
      {},
      'x items',
      0,
    ],
    [
      'too many items of a kind',
      [
        ['a', 'b', 'c'],
        ['b', 'c', 'd'],
      ],
      {},
      'x items',
      2,
    ],
    [
      'too many points of a kind',
      good,
      { constraints: [{ name: 'y points', where: { content: ['y'] }, sum: 'points', max: 2.5 }] },
      'y points',
      3,
    ],
    [
      'too many by one of several tags',
      good,
      { constraints: [{ name: 'tagged', where: { tags: ['y', 'z'] }, max: 1 }] },
      'tagged',
      2,
    ],
    [
      'too long a time',
      good,
      { constraints: [{ name: 'time', where: {}, sum: 'seconds', max: 89 }] },
      'time',
      90,
    ],
    [
      'a sum over an attribute',
      good,
      { constraints: [{ name: 'hard', where: {}, sum: 'difficulty', min: 7 }] },
      'hard',
      6,
    ],
    ['a rule on a set', good, { constraints: [{ name: 'set', where: { set: 's' }, max: 1 }] }, 'set', 2],
    [
      'a rule on an id',
      good,
      { constraints: [{ name: 'id', where: { id: 'a' }, min: 1, form: 1 }] },
      'id',
      0,
    ],
    [
      'points × Angoff below the band',
      [
        ['a', 'c', 'e'],
        ['b', 'c', 'd'],
      ],
      {},
      'angoff',
      2,
    ],
    ['points × Angoff above the band', good, { angoffBand: { center: 2, width: 0.1 } }, 'angoff', 2.4],
    [
      'enemies together, named on one side only',
      [
        ['a', 'b', 'c'],
        ['b', 'c', 'd'],
      ],
      {},
      'enemies',
      1,
    ],
    [
      'half a set',
      [
        ['a', 'c', 'e'],
        ['b', 'c', 'd'],
      ],
      {},
      'allOrNone',
      1,
    ],
    [
      'a missing anchor',
      [
        ['a', 'd', 'e'],
        ['b', 'c', 'd'],
      ],
      {},
      'include',
      0,
    ],
    [
      'a forbidden item',
      [
        ['a', 'c', 'f'],
        ['b', 'c', 'd'],
      ],
      {},
      'exclude',
      1,
    ],
    ['too many common items', good, { overlap: { max: 1 } }, 'overlap', 2],
  ])('catches %s', (_what, forms, changed, name, value) => {
    const found = broken(forms, changed).find((check) => check.name === name);
    expect(found?.value).toBeCloseTo(value, 9);
  });

  it('holds a rule for one form against that form only', () => {
    const constraints = [{ name: 'only x in the second', where: { content: 'y' }, max: 0, form: 1 }];
    expect(broken(good, { constraints })).toEqual([
      { name: 'only x in the second', form: 1, value: 2, min: null, max: 0, ok: false },
    ]);
  });
});

describe('scoring finished forms', () => {
  const score = (objective: AssemblyModel['objective']) =>
    scoreForms({ ...model, objective }, [
      ['a', 'c'],
      ['d', 'e'],
    ]);

  it('adds up, takes the worst point in proportion, or the farthest from the target', () => {
    expect(score({ kind: 'max-sum', of: 'info' })).toBe(17);
    expect(score({ kind: 'maximin', of: 'info' })).toBe(2);
    expect(score({ kind: 'maximin', of: 'info', target: [1, 3] })).toBe(1);
    expect(score({ kind: 'min-deviation', of: 'info', target: [3, 4] })).toBe(3);
    expect(score({ kind: 'max-sum', of: 'points' })).toBe(5);
    expect(score({ kind: 'min-deviation', of: 'difficulty', target: 5 })).toBe(1);
    expect(score({ kind: 'max-sum', of: 'seconds' })).toBe(120);
  });
});
