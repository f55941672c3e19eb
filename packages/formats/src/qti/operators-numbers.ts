// Arithmetic (QTI ASI): NULL in, NULL out; what has no finite result is NULL.
import { mistyped, numberAttribute, numbersOf, singleNumber } from './evaluation.ts';
import type { Context, Operator } from './evaluation.ts';
import type { MaybeValue } from './model.ts';
import { single } from './values.ts';
import { findAttribute } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

const float = (value: number | null): MaybeValue => (value === null ? null : single('float', value));
const integer = (value: number | null): MaybeValue =>
  value === null || !Number.isSafeInteger(value) ? null : single('integer', value === 0 ? 0 : value);

/** Decimal shift without binary drift: 1.005 by two places is 100.5. */
function shifted(value: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

/** Rounded half up to decimal places or significant figures; null where mode or figures make no sense (ASI, roundTo). */
export function roundTo(value: number, mode: string, figures: number): number | null {
  if (!Number.isInteger(figures) || figures > 15) return figures > 15 ? value : null;
  if (mode === 'decimalPlaces')
    return figures < 0 ? null : shifted(Math.round(shifted(value, figures)), -figures);
  if (mode !== 'significantFigures' || figures < 1) return null;
  if (value === 0) return 0;
  const places = figures - 1 - Number(value.toExponential().split('e')[1]);
  return shifted(Math.round(shifted(value, places)), -places);
}

function fold(combine: (numbers: readonly number[]) => number): Operator {
  return (args, at, context) => {
    const read = numbersOf(args, at, context);
    return read && read.numbers.length > 0 ? single(read.type, combine(read.numbers)) : null;
  };
}

function pairOf(
  args: readonly MaybeValue[],
  at: XmlElement,
  context: Context,
): readonly [number, number] | null {
  const [a, b] = [singleNumber(args[0], at, context), singleNumber(args[1], at, context)];
  return a === null || b === null ? null : [a, b];
}

function noDivisor(at: XmlElement, context: Context): null {
  context.problems.add('info', 'division_by_zero', at, `<${at.name}> divides by zero; it yields NULL.`);
  return null;
}

function division(divide: (a: number, b: number) => MaybeValue): Operator {
  return (args, at, context) => {
    const pair = pairOf(args, at, context);
    if (!pair) return null;
    return pair[1] === 0 ? noDivisor(at, context) : divide(pair[0], pair[1]);
  };
}

function unary(compute: (value: number) => MaybeValue): Operator {
  return ([arg], at, context) => {
    const value = singleNumber(arg, at, context);
    return value === null ? null : compute(value);
  };
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : commonDivisor(b, a % b);
}

function ofIntegers(combine: (numbers: readonly number[]) => number): Operator {
  return (args, at, context) => {
    const read = numbersOf(args, at, context);
    if (!read || read.numbers.length === 0) return null;
    if (!read.numbers.every(Number.isSafeInteger)) return mistyped(at, context, 'integers');
    return integer(combine(read.numbers));
  };
}

const roundToFigures: Operator = ([arg], at, context) => {
  const value = singleNumber(arg, at, context);
  const figures = numberAttribute(at, 'figures', context);
  if (value === null || figures === null) return null;
  return float(roundTo(value, findAttribute(at, 'rounding-mode') ?? 'significantFigures', figures));
};

/** By QTI 3 element name. */
export const numberOperators: Readonly<Record<string, Operator>> = {
  'qti-sum': fold((n) => n.reduce((a, b) => a + b, 0)),
  'qti-product': fold((n) => n.reduce((a, b) => a * b, 1)),
  'qti-min': fold((n) => n.reduce((a, b) => Math.min(a, b), Infinity)),
  'qti-max': fold((n) => n.reduce((a, b) => Math.max(a, b), -Infinity)),
  'qti-subtract': (args, at, context) => {
    const pair = pairOf(args, at, context);
    const read = numbersOf(args, at, context);
    return pair && read ? single(read.type, pair[0] - pair[1]) : null;
  },
  'qti-divide': division((a, b) => float(a / b)),
  'qti-power': (args, at, context) => {
    const pair = pairOf(args, at, context);
    return pair && float(pair[0] ** pair[1]);
  },
  'qti-integer-divide': division((a, b) => integer(Math.floor(a / b))),
  'qti-integer-modulus': division((a, b) => integer(a - b * Math.floor(a / b))),
  'qti-truncate': unary((v) => integer(Math.trunc(v))),
  'qti-round': unary((v) => integer(Math.round(v))),
  'qti-round-to': roundToFigures,
  'qti-integer-to-float': unary(float),
  'qti-gcd': ofIntegers((n) => n.reduce(commonDivisor, 0)),
  'qti-lcm': ofIntegers((n) =>
    n.reduce((a, b) => (a === 0 || b === 0 ? 0 : Math.abs(a * (b / commonDivisor(a, b)))), 1),
  ),
};
