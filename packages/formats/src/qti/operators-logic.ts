// Truth and comparison (QTI ASI): three-valued logic, match, equal and its kin, order, inside.
import { isInside } from './areas.ts';
import { mistyped, numberOrVariable, singleBoolean, singleNumber, numberAttribute } from './evaluation.ts';
import type { Context, Operator } from './evaluation.ts';
import { shapeOf } from './mappings.ts';
import type { MaybeValue } from './model.ts';
import { roundTo } from './operators-numbers.ts';
import { booleanOf, isSameValue, single } from './values.ts';
import { findAttribute } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

const truth = (value: boolean | null): MaybeValue => (value === null ? null : single('boolean', value));

function booleans(args: readonly MaybeValue[], at: XmlElement, context: Context): (boolean | null)[] {
  return args.map((arg) => singleBoolean(arg, at, context));
}

function compare(holds: (a: number, b: number) => boolean): Operator {
  return ([first, second], at, context) => {
    const [a, b] = [singleNumber(first, at, context), singleNumber(second, at, context)];
    return a === null || b === null ? null : truth(holds(a, b));
  };
}

/** Any false makes it false, even beside NULL; else any NULL makes it NULL. */
const and: Operator = (args, at, context) => {
  const values = booleans(args, at, context);
  return truth(values.includes(false) ? false : values.includes(null) ? null : true);
};

const or: Operator = (args, at, context) => {
  const values = booleans(args, at, context);
  return truth(values.includes(true) ? true : values.includes(null) ? null : false);
};

const not: Operator = ([arg], at, context) => {
  const value = singleBoolean(arg, at, context);
  return truth(value === null ? null : !value);
};

/** NULL only where the NULLs among the arguments could still tip it. */
const anyN: Operator = (args, at, context) => {
  const values = booleans(args, at, context);
  const [min, max] = [numberAttribute(at, 'min', context), numberAttribute(at, 'max', context)];
  if (min === null || max === null) return null;
  const sure = values.filter((v) => v === true).length;
  const open = values.filter((v) => v === null).length;
  if (sure >= min && sure + open <= max) return truth(true);
  return truth(sure > max || sure + open < min ? false : null);
};

const match: Operator = ([a, b], at, context) => {
  if (!a || !b) return null;
  if (a.cardinality !== b.cardinality) {
    context.problems.add(
      'warning',
      'expression_type',
      at,
      `<${at.name}> compares ${a.cardinality} with ${b.cardinality}: never equal.`,
    );
  }
  return truth(isSameValue(a, b));
};

const equal: Operator = ([first, second], at, context) => {
  const [x, y] = [singleNumber(first, at, context), singleNumber(second, at, context)];
  if (x === null || y === null) return null;
  const mode = findAttribute(at, 'tolerance-mode') ?? 'exact';
  if (mode === 'exact') return truth(x === y);
  const written = findAttribute(at, 'tolerance')?.split(/\s+/) ?? [];
  const [below, above = below] = written.map((t) => numberOrVariable(t, at, context));
  if (below === undefined || below === null || above === null || above === undefined) {
    return mistyped(at, context, 'a tolerance of one or two numbers');
  }
  const spread = mode === 'relative' ? Math.abs(x) / 100 : 1;
  const [lower, upper] = [x - below * spread, x + above * spread];
  const withLower = booleanOf(findAttribute(at, 'include-lower-bound')) ?? true;
  const withUpper = booleanOf(findAttribute(at, 'include-upper-bound')) ?? true;
  return truth((withLower ? y >= lower : y > lower) && (withUpper ? y <= upper : y < upper));
};

const equalRounded: Operator = ([first, second], at, context) => {
  const [x, y] = [singleNumber(first, at, context), singleNumber(second, at, context)];
  const figures = numberAttribute(at, 'figures', context);
  const mode = findAttribute(at, 'rounding-mode') ?? 'significantFigures';
  if (x === null || y === null || figures === null) return null;
  const [a, b] = [roundTo(x, mode, figures), roundTo(y, mode, figures)];
  return a === null || b === null ? null : truth(a === b);
};

/** A container is inside when any of its points is. */
const inside: Operator = ([arg], at, context) => {
  if (!arg) return null;
  const shape = shapeOf(at, context.problems);
  if (!shape) return null;
  if (arg.baseType !== 'point') return mistyped(at, context, 'points');
  return truth(
    arg.values.some((value) => {
      const [x = NaN, y = NaN] = String(value).split(' ').map(Number);
      return isInside(shape, x, y);
    }),
  );
};

/** By QTI 3 element name. */
export const logicOperators: Readonly<Record<string, Operator>> = {
  'qti-and': and,
  'qti-or': or,
  'qti-not': not,
  'qti-any-n': anyN,
  'qti-is-null': ([arg]) => truth(!arg),
  'qti-match': match,
  'qti-equal': equal,
  'qti-equal-rounded': equalRounded,
  'qti-inside': inside,
  'qti-lt': compare((a, b) => a < b),
  'qti-gt': compare((a, b) => a > b),
  'qti-lte': compare((a, b) => a <= b),
  'qti-gte': compare((a, b) => a >= b),
  'qti-duration-lt': compare((a, b) => a < b),
  'qti-duration-gte': compare((a, b) => a >= b),
};
