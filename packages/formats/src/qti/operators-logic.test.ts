import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, evaluated, i, list, n, plain, result, value } from './fixtures.ts';
import type { BaseType, Cardinality, MaybeValue } from './model.ts';
import { makeRecord } from './values.ts';

const T = value('boolean', true);
const F = value('boolean', false);
const truthOf: Readonly<Record<string, MaybeValue>> = { T, F, N: null };
const letter = (truth: unknown) => (truth === null ? 'N' : truth === true ? 'T' : 'F');

describe('three-valued logic', () => {
  it.each([
    ['and', 'TT TF TN FT FF FN NT NF NN', 'TFNFFFNFN'],
    ['or', 'TT TF TN FT FF FN NT NF NN', 'TTTTFNTNN'],
    ['not', 'T F N', 'FTN'],
    ['is-null', 'T F N', 'FFT'],
    ['match', 'TT TF TN FT FF FN NT NF NN', 'TFNFTNNNN'],
  ])('%s over %s is %s', (name, rows, expected) => {
    const found = rows.split(' ').map((row) =>
      letter(
        result(
          name,
          Array.from(row, (l) => truthOf[l] ?? null),
        ),
      ),
    );
    expect(found.join('')).toBe(expected);
  });

  it.each([
    [1, 1, 'TFF', 'T'],
    [1, 1, 'TTF', 'F'],
    [1, 2, 'TTF', 'T'],
    [2, 3, 'TFF', 'F'],
    [1, 2, 'TNF', 'T'],
    [1, 1, 'TNF', 'N'],
    [2, 2, 'TNF', 'N'],
    [3, 3, 'TNF', 'F'],
    [0, 1, 'NNF', 'N'],
    [0, 2, 'NNF', 'T'],
    [1, 1, 'TTN', 'F'],
  ])('any-n from %i to %i over %s is %s', (min, max, row, expected) => {
    const args = Array.from(row, (l) => truthOf[l] ?? null);
    expect(letter(result('any-n', args, `min="${min}" max="${max}"`))).toBe(expected);
  });

  it('gives for any arguments what the NULLs, filled in every way, agree on (and, or, any-n)', () => {
    const fill = (row: string[]): string[][] =>
      row.reduce<string[][]>(
        (rows, l) =>
          rows.flatMap((r) =>
            l === 'N'
              ? [
                  [...r, 'T'],
                  [...r, 'F'],
                ]
              : [[...r, l]],
          ),
        [[]],
      );
    const run = (name: string, row: string[], attributes: string) =>
      result(
        name,
        row.map((l) => truthOf[l] ?? null),
        attributes,
      );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('T', 'F', 'N'), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('and', 'or', 'any-n'),
        fc.nat(4),
        fc.nat(4),
        (row, name, min, more) => {
          const attributes = `min="${min}" max="${min + more}"`;
          const ways = new Set(fill(row).map((r) => run(name, r, attributes)));
          expect(run(name, row, attributes)).toBe(ways.size === 1 ? [...ways][0] : null);
        },
      ),
    );
  });
});

describe('NULL goes through every operator', () => {
  const binary = (
    'lt gt lte gte duration-lt duration-gte subtract divide power integer-divide integer-modulus string-match substring ' +
    'member delete contains sum product min max gcd lcm equal'
  ).split(' ');
  it.each(binary)('%s is NULL where either side is', (name) => {
    expect(result(name, [null, i(2)])).toBeNull();
    expect(result(name, [i(2), null])).toBeNull();
    expect(result(name, [null, null])).toBeNull();
  });

  it.each([
    'truncate',
    'round',
    'integer-to-float',
    'stats-operator',
    'field-value',
    'random',
    'index',
    'pattern-match',
    'inside',
    'round-to',
  ])('%s of NULL is NULL', (name) => {
    const attributes =
      'n="1" name="mean" pattern="a" shape="default" coords="" figures="2" rounding-mode="decimalPlaces" field-identifier="x"';
    expect(result(name, [null], attributes)).toBeNull();
  });

  it('counts NULL as an empty container', () => {
    expect(result('container-size', [null])).toBe(0);
    expect(result('multiple', [null, null])).toBeNull();
    expect(result('multiple', [])).toBeNull();
    expect(result('ordered', [null, i(1)])).toEqual([1]);
  });

  it('takes an empty string for NULL', () => {
    expect(
      plain(
        evaluated('<qti-is-null><qti-base-value base-type="string"></qti-base-value></qti-is-null>').value,
      ),
    ).toBe(true);
  });
});

describe('comparison', () => {
  it.each([
    [5, 5, '', true],
    [5, 5.1, '', false],
    [5, 5.1, 'tolerance-mode="absolute" tolerance="0.2"', true],
    [5, 4.7, 'tolerance-mode="absolute" tolerance="0.2 0.4"', false],
    [5, 5.4, 'tolerance-mode="absolute" tolerance="0.2 0.5"', true],
    [10, 11, 'tolerance-mode="relative" tolerance="10"', true],
    [10, 9, 'tolerance-mode="relative" tolerance="10" include-lower-bound="false"', false],
    [10, 11, 'tolerance-mode="relative" tolerance="10" include-upper-bound="false"', false],
    [-10, -10.5, 'tolerance-mode="relative" tolerance="10"', true],
    [1, 1, 'tolerance-mode="absolute"', null],
  ])('equal of %d and %d with %s is %j', (a, b, attributes, expected) => {
    expect(result('equal', [n(a), n(b)], attributes)).toBe(expected);
  });

  it('takes a tolerance from a template variable', () => {
    const variables = { t: n(0.5), a: n(1), b: n(1.4) };
    const of = (written: string) =>
      plain(
        evaluated(
          `<qti-equal tolerance-mode="absolute" tolerance="${written}"><qti-variable identifier="a"/><qti-variable identifier="b"/></qti-equal>`,
          variables,
        ).value,
      );
    expect([of('{t}'), of('t'), of('x')]).toEqual([true, true, null]);
  });

  it('equal-rounded rounds both sides', () => {
    expect(
      result('equal-rounded', [n(3.175), n(3.183)], 'rounding-mode="significantFigures" figures="3"'),
    ).toBe(true);
    expect(
      result('equal-rounded', [n(3.175), n(3.1749)], 'rounding-mode="significantFigures" figures="3"'),
    ).toBe(false);
    expect(result('equal-rounded', [n(1.68572), n(1.69)], 'rounding-mode="decimalPlaces" figures="2"')).toBe(
      true,
    );
  });

  it('match compares pairs both ways round, directed pairs one way, bags without and lists with order', () => {
    const pair = (type: BaseType, a: string, b: string) => result('match', [value(type, a), value(type, b)]);
    expect([pair('pair', 'A B', 'B A'), pair('directedPair', 'A B', 'B A')]).toEqual([true, false]);
    const lists = (cardinality: Cardinality) =>
      result('match', [
        list(cardinality, 'identifier', 'A', 'B', 'A'),
        list(cardinality, 'identifier', 'A', 'A', 'B'),
      ]);
    expect([lists('multiple'), lists('ordered')]).toEqual([true, false]);
    expect(
      result('match', [
        list('multiple', 'identifier', 'A', 'A', 'B'),
        list('multiple', 'identifier', 'A', 'B', 'B'),
      ]),
    ).toBe(false);
    const record = (x: number) => makeRecord(new Map([['f', value('integer', x)!]]));
    expect(result('match', [record(1), record(1)])).toBe(true);
    expect(result('match', [record(1), record(2)])).toBe(false);
    expect(apply('match', [i(1), list('multiple', 'integer', 1)])).toMatchObject({
      codes: ['expression_type'],
    });
  });

  it.each([
    ['rect', '0,0,10,10', '10 10', true],
    ['rect', '0,0,10,10', '11 5', false],
    ['circle', '5,5,5', '8 9', true],
    ['circle', '5,5,5', '9 9', false],
    ['ellipse', '10,10,10,5', '20 10', true],
    ['ellipse', '10,10,10,5', '10 16', false],
    ['poly', '0,0,10,0,10,10,0,10', '5 5', true],
    ['poly', '0,0,10,0,10,10,0,10', '10 3', true],
    ['poly', '0,0,10,0,0,10', '8 8', false],
    ['default', '', '99 99', true],
  ])('inside %s %s of %s is %j', (shape, coords, point, expected) => {
    expect(result('inside', [value('point', point)], `shape="${shape}" coords="${coords}"`)).toBe(expected);
  });

  it('has a container of points inside where any of them is', () => {
    expect(
      result('inside', [list('multiple', 'point', '99 99', '1 1')], 'shape="rect" coords="0,0,2,2"'),
    ).toBe(true);
  });
});
