import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProcessingStop } from './evaluation.ts';
import { evaluated, plain } from './fixtures.ts';
import type { BaseType, Cardinality, MaybeValue, Scalar } from './model.ts';
import { makeRecord, makeValue } from './values.ts';

const value = (type: BaseType, ...values: Scalar[]) => makeValue('single', type, values);
const list = (cardinality: Cardinality, type: BaseType, ...values: Scalar[]) =>
  makeValue(cardinality, type, values);

/** `<name attrs>` around variables a, b, c … with the values given; `null` stands for NULL. */
function apply(name: string, args: readonly MaybeValue[], attributes = '', seed = 1) {
  const ids = args.map((_, i) => `v${i}`);
  const inner = ids.map((id) => `<qti-variable identifier="${id}"/>`).join('');
  const variables = Object.fromEntries(ids.map((id, i) => [id, args[i] ?? null]));
  return evaluated(`<qti-${name} ${attributes}>${inner}</qti-${name}>`, variables, seed);
}
const result = (name: string, args: readonly MaybeValue[], attributes = '') =>
  plain(apply(name, args, attributes).value);

const T = value('boolean', true);
const F = value('boolean', false);
const truthOf: Readonly<Record<string, MaybeValue>> = { T, F, N: null };
const letter = (truth: unknown) => (truth === null ? 'N' : truth === true ? 'T' : 'F');
const n = (x: number) => value('float', x);
const i = (x: number) => value('integer', x);
const s = (x: string) => value('string', x);

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

describe('numbers', () => {
  it.each([
    ['sum', [i(1), i(2)], '', 3],
    ['sum', [n(0.5), list('multiple', 'integer', 1, 2)], '', 3.5],
    ['product', [i(2), n(1.5)], '', 3],
    ['subtract', [i(2), i(5)], '', -3],
    ['divide', [i(1), i(4)], '', 0.25],
    ['divide', [i(1), i(0)], '', null],
    ['power', [i(2), i(10)], '', 1024],
    ['power', [i(-1), n(0.5)], '', null],
    ['power', [i(10), i(400)], '', null],
    ['integer-divide', [i(-7), i(2)], '', -4],
    ['integer-divide', [i(7), i(0)], '', null],
    ['integer-modulus', [i(-7), i(2)], '', 1],
    ['integer-modulus', [i(7), i(-2)], '', -1],
    ['truncate', [n(-6.8)], '', -6],
    ['round', [n(6.5)], '', 7],
    ['round', [n(-6.5)], '', -6],
    ['round-to', [n(1.005)], 'rounding-mode="decimalPlaces" figures="2"', 1.01],
    ['round-to', [n(1239451)], 'rounding-mode="significantFigures" figures="3"', 1240000],
    ['round-to', [n(0.0012345)], 'rounding-mode="significantFigures" figures="2"', 0.0012],
    ['round-to', [n(1.5)], 'rounding-mode="significantFigures" figures="0"', null],
    ['integer-to-float', [i(3)], '', 3],
    ['min', [i(3), list('ordered', 'float', 2.5, 9)], '', 2.5],
    ['max', [i(3), list('ordered', 'float', 2.5, 9)], '', 9],
    ['gcd', [i(12), i(-18), list('multiple', 'integer', 24)], '', 6],
    ['gcd', [i(0), i(0)], '', 0],
    ['lcm', [i(4), i(6)], '', 12],
    ['lcm', [i(4), i(0)], '', 0],
    ['lt', [i(1), n(1.5)], '', true],
    ['gt', [i(1), i(1)], '', false],
    ['lte', [i(1), i(1)], '', true],
    ['gte', [i(0), i(1)], '', false],
    ['duration-lt', [value('duration', 5), value('duration', 6)], '', true],
    ['duration-gte', [value('duration', 6), value('duration', 6)], '', true],
  ])('%s of %j with %s is %j', (name, args, attributes, expected) => {
    expect(result(name, args, attributes)).toBe(expected);
  });

  it('keeps integers integers and makes floats beside floats', () => {
    expect(apply('sum', [i(1), i(2)]).value?.baseType).toBe('integer');
    expect(apply('sum', [i(1), n(2)]).value?.baseType).toBe('float');
    expect(apply('divide', [i(4), i(2)]).value?.baseType).toBe('float');
    expect(apply('round', [n(2.4)]).value?.baseType).toBe('integer');
  });

  it('tells what is no number and yields NULL', () => {
    expect(apply('sum', [s('1'), i(1)])).toMatchObject({ value: null, codes: ['expression_type'] });
    expect(apply('divide', [i(1), i(0)]).codes).toEqual(['division_by_zero']);
  });

  it.each([
    ['sin', [0], 0],
    ['cos', [0], 1],
    ['tan', [0], 0],
    ['sec', [0], 1],
    ['csc', [Math.PI / 2], 1],
    ['cot', [Math.PI / 4], 1],
    ['asin', [1], Math.PI / 2],
    ['acos', [1], 0],
    ['atan', [1], Math.PI / 4],
    ['atan2', [1, -1], (3 * Math.PI) / 4],
    ['asec', [1], 0],
    ['acsc', [1], Math.PI / 2],
    ['acot', [1], Math.PI / 4],
    ['sinh', [0], 0],
    ['cosh', [0], 1],
    ['tanh', [0], 0],
    ['sech', [0], 1],
    ['csch', [1], 1 / Math.sinh(1)],
    ['coth', [1], 1 / Math.tanh(1)],
    ['log', [1000], 3],
    ['ln', [Math.E], 1],
    ['exp', [0], 1],
    ['abs', [-2], 2],
    ['signum', [-2], -1],
    ['floor', [-1.5], -2],
    ['ceil', [-1.5], -1],
    ['toDegrees', [Math.PI], 180],
    ['toRadians', [180], Math.PI],
  ])('math-operator %s of %j', (name, args, expected) => {
    expect(result('math-operator', args.map(n), `name="${name}"`)).toBeCloseTo(expected, 9);
  });

  it('gives NULL for functions outside their domain, and for constants and functions it does not know', () => {
    expect(result('math-operator', [n(-1)], 'name="ln"')).toBeNull();
    expect(result('math-operator', [n(0)], 'name="csc"')).toBeNull();
    expect(apply('math-operator', [n(0)], 'name="constructor"').codes).toEqual(['expression_type']);
    expect(plain(evaluated('<qti-math-constant name="pi"/>').value)).toBe(Math.PI);
    expect(plain(evaluated('<qti-math-constant name="e"/>').value)).toBe(Math.E);
    expect(evaluated('<qti-math-constant name="x"/>').value).toBeNull();
  });

  it.each([
    ['mean', 5],
    ['popVariance', 4],
    ['popSD', 2],
    ['sampleVariance', 32 / 7],
    ['sampleSD', Math.sqrt(32 / 7)],
  ])('stats-operator %s', (name, expected) => {
    expect(
      result('stats-operator', [list('multiple', 'integer', 2, 4, 4, 4, 5, 5, 7, 9)], `name="${name}"`),
    ).toBeCloseTo(expected, 9);
    expect(result('stats-operator', [list('multiple', 'integer', 2)], 'name="sampleSD"')).toBeNull();
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

describe('containers, records and strings', () => {
  const abc = list('ordered', 'identifier', 'A', 'B', 'C');
  const bag = list('multiple', 'identifier', 'A', 'B', 'A');
  it.each([
    ['container-size', [abc], '', 3],
    ['index', [abc], 'n="2"', 'B'],
    ['index', [abc], 'n="4"', null],
    ['index', [abc], 'n="0"', null],
    ['member', [value('identifier', 'B'), abc], '', true],
    ['member', [value('identifier', 'D'), abc], '', false],
    ['member', [value('pair', 'B A'), list('multiple', 'pair', 'A B')], '', true],
    ['delete', [value('identifier', 'A'), bag], '', ['B']],
    ['delete', [value('identifier', 'A'), list('multiple', 'identifier', 'A')], '', null],
    ['contains', [abc, list('ordered', 'identifier', 'B', 'C')], '', true],
    ['contains', [abc, list('ordered', 'identifier', 'A', 'C')], '', false],
    ['contains', [bag, list('multiple', 'identifier', 'A', 'A')], '', true],
    ['contains', [bag, list('multiple', 'identifier', 'B', 'B')], '', false],
    ['multiple', [i(1), n(2.5)], '', [1, 2.5]],
    ['ordered', [abc, value('identifier', 'D')], '', ['A', 'B', 'C', 'D']],
    ['string-match', [s('York'), s('york')], 'case-sensitive="true"', false],
    ['string-match', [s('York'), s('york')], 'case-sensitive="false"', true],
    ['string-match', [s('New York'), s('york')], 'case-sensitive="false" substring="true"', true],
    ['substring', [s('or'), s('York')], '', true],
    ['substring', [s('OR'), s('York')], 'case-sensitive="false"', true],
    ['substring', [s('York'), s('or')], '', false],
    ['pattern-match', [s('12.5')], 'pattern="[0-9]+(\\.[0-9]+)?"', true],
    ['pattern-match', [i(12)], 'pattern="\\d"', false],
  ])('%s of %j with %s is %j', (name, args, attributes, expected) => {
    expect(result(name, args, attributes)).toEqual(expected);
  });

  it('field-value reads a record and gives NULL for a field it lacks', () => {
    const record = makeRecord(new Map([['x', value('integer', 4)!]]));
    expect(result('field-value', [record], 'field-identifier="x"')).toBe(4);
    expect(result('field-value', [record], 'field-identifier="y"')).toBeNull();
  });

  it('containers of unlike types are told', () => {
    expect(apply('multiple', [i(1), s('a')])).toMatchObject({ value: null, codes: ['expression_type'] });
  });
});

describe('randomness', () => {
  it('draws the same for the same seed, and integers from the steps between the bounds', () => {
    const draw = (seed: number) =>
      plain(evaluated('<qti-random-integer min="2" max="11" step="3"/>', {}, seed).value);
    expect(draw(7)).toBe(draw(7));
    expect(new Set(Array.from({ length: 200 }, (_, seed) => draw(seed)))).toEqual(new Set([2, 5, 8, 11]));
  });

  it('draws floats between the bounds and members of a container', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const x = plain(evaluated('<qti-random-float min="5.5" max="5.9"/>', {}, seed).value);
        expect(x).toBeGreaterThanOrEqual(5.5);
        expect(x).toBeLessThan(5.9);
        expect(['A', 'B']).toContain(
          plain(apply('random', [list('multiple', 'identifier', 'A', 'B')], '', seed).value),
        );
      }),
    );
  });

  it('repeat draws anew each time and gives an ordered container', () => {
    const { value: drawn } = evaluated(
      '<qti-repeat number-repeats="30"><qti-random-integer min="1" max="1000"/></qti-repeat>',
    );
    expect(drawn?.cardinality).toBe('ordered');
    expect(new Set(drawn?.values).size).toBeGreaterThan(20);
    expect(evaluated('<qti-repeat number-repeats="0"><qti-null/></qti-repeat>').value).toBeNull();
  });
});

describe('what is no expression', () => {
  it('tells unknown elements, wrong counts, undeclared variables, custom operators and test expressions', () => {
    expect(evaluated('<qti-nonsense/>').codes).toEqual(['expression_unknown']);
    expect(evaluated('<qti-not/>').codes).toEqual(['expression_arity']);
    expect(evaluated('<qti-variable identifier="x"/>').codes).toEqual(['variable_undeclared']);
    expect(evaluated('<qti-custom-operator class="com.example"/>').codes).toEqual([
      'custom_operator_unknown',
    ]);
    expect(evaluated('<qti-number-correct/>').codes).toEqual(['expression_outside_test']);
    expect(evaluated('<qti-base-value base-type="integer">x</qti-base-value>').codes).toEqual([
      'value_invalid',
    ]);
    expect(apply('pattern-match', [s('a')], 'pattern="("').codes).toEqual(['pattern_invalid']);
  });

  it('stops a repeat that would not end, within milliseconds', () => {
    const bomb =
      '<qti-repeat number-repeats="1000000000"><qti-repeat number-repeats="1000000000"><qti-random-integer max="9"/></qti-repeat></qti-repeat>';
    const started = performance.now();
    expect(() => evaluated(bomb)).toThrow(ProcessingStop);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
