import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findModelProblems, modelLimits } from './assembly-problem.ts';

const item = (id: string, more: object = {}) => ({
  id,
  info: [1, 2],
  attributes: { content: 'a', difficulty: 3, tags: ['x'] },
  angoff: 0.5,
  seconds: 60,
  ...more,
});
const sound = {
  items: [item('p', { set: 'case', points: 2, enemies: ['q'] }), item('q'), item('r')],
  forms: 2,
  size: 1,
  objective: { kind: 'maximin', of: 'info', target: [1, 2] },
  constraints: [{ name: 'a', where: { content: ['a', 'b'], id: 'p' }, sum: 'difficulty', max: 9, form: 1 }],
  include: ['p'],
  exclude: ['r'],
  allOrNone: ['case'],
  overlap: { max: 1 },
  angoffBand: { center: 1, width: 0.5 },
  firm: ['overlap', 'a'],
  gap: 0,
  timeLimit: 5,
  seed: 1,
};

describe('reading a model from anywhere', () => {
  it('finds nothing wrong with a model that uses every field', () => {
    expect(findModelProblems(sound)).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ['a repeated id', { items: [item('p'), item('p')] }, 'items[1].id', 'repeated'],
    [
      'an Angoff value that is not a number',
      { items: [item('p', { angoff: Number.NaN })] },
      'items[0].angoff',
      'not_a_number_in_range',
    ],
    [
      'an Angoff value in percent',
      { items: [item('p', { angoff: 60 })] },
      'items[0].angoff',
      'not_a_number_in_range',
    ],
    [
      'infinite information',
      { items: [item('p', { info: [1, Infinity] })] },
      'items[0].info[1]',
      'not_a_number_in_range',
    ],
    [
      'information at different points',
      { items: [item('p'), item('q', { info: [1] })] },
      'items[1].info',
      'different_points',
    ],
    [
      'an item worth nothing',
      { items: [item('p', { points: 0 })] },
      'items[0].points',
      'not_a_number_in_range',
    ],
    ['a firm rule that nobody knows', { firm: ['b'] }, 'firm[0]', 'unknown_name'],
    ['an unknown enemy', { items: [item('p', { enemies: ['zz'] })] }, 'items[0].enemies[0]', 'unknown_name'],
    [
      'an item that is its own enemy',
      { items: [item('p', { enemies: ['p'] })] },
      'items[0].enemies',
      'own_enemy',
    ],
    [
      'an attribute named like a field',
      { items: [item('p', { attributes: { seconds: 3 } })] },
      'items[0].attributes.seconds',
      'reserved_name',
    ],
    ['a misspelt field', { items: [item('p', { agnoff: 0.5 })] }, 'items[0].agnoff', 'unknown_field'],
    ['no items', { items: [] }, 'items', 'no_items'],
    ['too many forms', { forms: modelLimits.forms + 1 }, 'forms', 'not_a_number_in_range'],
    ['half a form', { forms: 1.5 }, 'forms', 'not_an_integer'],
    ['an included id that is not in the bank', { include: ['zz'] }, 'include[0]', 'unknown_name'],
    ['an id excluded twice', { exclude: ['p', 'p'] }, 'exclude[1]', 'repeated'],
    ['a set that is not in the bank', { allOrNone: ['zz'] }, 'allOrNone[0]', 'unknown_name'],
    ['a negative overlap', { overlap: { max: -1 } }, 'overlap.max', 'not_a_number_in_range'],
    [
      'an item without the Angoff value that a band needs',
      { items: [item('p'), item('q', { angoff: undefined })] },
      'items[1].angoff',
      'missing_for_band',
    ],
    [
      'a negative width',
      { angoffBand: { center: 1, width: -1 } },
      'angoffBand.width',
      'not_a_number_in_range',
    ],
    ['a fractional seed', { seed: 0.5 }, 'seed', 'not_an_integer'],
    ['no time', { timeLimit: 0 }, 'timeLimit', 'not_a_number_in_range'],
    [
      'an unknown kind of objective',
      { objective: { kind: 'best', of: 'info' } },
      'objective.kind',
      'unknown_kind',
    ],
    [
      'a target of the wrong length',
      { objective: { kind: 'maximin', of: 'info', target: [1] } },
      'objective.target',
      'different_points',
    ],
    [
      'a missing target',
      { objective: { kind: 'min-deviation', of: 'info' } },
      'objective.target',
      'target_missing',
    ],
    [
      'a target that would be ignored',
      { objective: { kind: 'max-sum', of: 'info', target: 1 } },
      'objective.target',
      'target_without_use',
    ],
    [
      'an objective over a text',
      { objective: { kind: 'max-sum', of: 'content' } },
      'objective.of',
      'not_numeric_on_every_item',
    ],
    [
      'an objective over nothing known',
      { objective: { kind: 'max-sum', of: 'zz' } },
      'objective.of',
      'unknown_attribute',
    ],
    [
      'two rules of one name',
      {
        constraints: [
          { name: 'a', where: {}, max: 1 },
          { name: 'a', where: {}, max: 2 },
        ],
      },
      'constraints[1].name',
      'repeated',
    ],
    [
      'a rule named like a fixed one',
      { constraints: [{ name: 'size', where: {}, max: 1 }] },
      'constraints[0].name',
      'reserved_name',
    ],
    ['a rule without limits', { constraints: [{ name: 'a', where: {} }] }, 'constraints[0]', 'no_limit'],
    [
      'a rule with crossed limits',
      { constraints: [{ name: 'a', where: {}, min: 2, max: 1 }] },
      'constraints[0]',
      'min_above_max',
    ],
    [
      'a rule for a form there is not',
      { constraints: [{ name: 'a', where: {}, max: 1, form: 2 }] },
      'constraints[0].form',
      'not_a_number_in_range',
    ],
    [
      'a rule on an attribute no item has',
      { constraints: [{ name: 'a', where: { contnet: 'a' }, max: 1 }] },
      'constraints[0].where.contnet',
      'unknown_attribute',
    ],
    [
      'a rule on an id that is not in the bank',
      { constraints: [{ name: 'a', where: { id: 'zz' }, max: 1 }] },
      'constraints[0].where.id',
      'unknown_name',
    ],
    [
      'a sum over a list',
      { constraints: [{ name: 'a', where: {}, max: 1, sum: 'tags' }] },
      'constraints[0].sum',
      'not_numeric_on_every_item',
    ],
  ])('names %s', (_what, change, at, code) => {
    expect(findModelProblems({ ...sound, ...change })).toContainEqual({ at, code });
  });

  it('survives every value whatever and always answers with a list', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true }),
        fc.constantFrom(...Object.keys(sound)),
        (value, field) => {
          expect(findModelProblems(value).length).toBeGreaterThan(0);
          expect(Array.isArray(findModelProblems({ ...sound, [field]: value }))).toBe(true);
          expect(
            Array.isArray(findModelProblems({ ...sound, items: [{ ...item('p'), [field]: value }, value] })),
          ).toBe(true);
          expect(
            Array.isArray(findModelProblems({ ...sound, constraints: [value, { [field]: value }] })),
          ).toBe(true);
        },
      ),
    );
  });

  it('stops listing at the limit however much is wrong', () => {
    const items = Array.from({ length: 1000 }, () => ({}));
    expect(findModelProblems({ ...sound, items })).toHaveLength(modelLimits.problems);
  });
});
