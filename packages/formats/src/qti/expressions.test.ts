import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProcessingStop } from './evaluation.ts';
import { apply, evaluated, i, list, n, plain, result, s, value } from './fixtures.ts';
import { makeRecord } from './values.ts';

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
    // Time of the processor, so that other work on the machine decides nothing.
    const started = process.cpuUsage();
    expect(() => evaluated(bomb)).toThrow(ProcessingStop);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(200);
  });
});
