// Functions of mathOperator, constants, statistics (QTI ASI).
import { mistyped, numbersOf } from './evaluation.ts';
import type { Operator } from './evaluation.ts';
import { single } from './values.ts';
import { findAttribute } from './xml-tree.ts';

const functions: Readonly<Record<string, (x: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sec: (x) => 1 / Math.cos(x),
  csc: (x) => 1 / Math.sin(x),
  cot: (x) => 1 / Math.tan(x),
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  asec: (x) => Math.acos(1 / x),
  acsc: (x) => Math.asin(1 / x),
  acot: (x) => (x === 0 ? Math.PI / 2 : Math.atan(1 / x)),
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  sech: (x) => 1 / Math.cosh(x),
  csch: (x) => 1 / Math.sinh(x),
  coth: (x) => 1 / Math.tanh(x),
  log: Math.log10,
  ln: Math.log,
  exp: Math.exp,
  abs: Math.abs,
  signum: Math.sign,
  floor: Math.floor,
  ceil: Math.ceil,
  todegrees: (x) => (x * 180) / Math.PI,
  toradians: (x) => (x * Math.PI) / 180,
};
/** Those whose result is a whole number. */
const toInteger = new Set(['signum', 'floor', 'ceil']);

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0) / numbers.length;
}

function varianceOf(numbers: readonly number[], divisor: number): number {
  const mean = meanOf(numbers);
  return numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / divisor;
}

/** A sample of one has no variance: the division by zero makes it NULL. */
const statistics: Readonly<Record<string, (numbers: readonly number[]) => number>> = {
  mean: meanOf,
  samplevariance: (n) => varianceOf(n, n.length - 1),
  samplesd: (n) => Math.sqrt(varianceOf(n, n.length - 1)),
  popvariance: (n) => varianceOf(n, n.length),
  popsd: (n) => Math.sqrt(varianceOf(n, n.length)),
};

const mathOperator: Operator = (args, at, context) => {
  const name = (findAttribute(at, 'name') ?? '').replaceAll('-', '').toLowerCase();
  const read = numbersOf(args, at, context);
  if (!read) return null;
  const [x, y] = read.numbers;
  if (name === 'atan2' && x !== undefined && y !== undefined) return single('float', Math.atan2(x, y));
  const compute = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!compute || x === undefined || y !== undefined)
    return mistyped(at, context, `a known function and its arguments, not “${name}”`);
  const result = compute(x);
  return single(toInteger.has(name) ? 'integer' : 'float', result === 0 ? 0 : result);
};

const statsOperator: Operator = (args, at, context) => {
  const name = (findAttribute(at, 'name') ?? '').replaceAll('-', '').toLowerCase();
  const read = numbersOf(args, at, context);
  if (!read || read.numbers.length === 0) return null;
  const compute = Object.hasOwn(statistics, name) ? statistics[name] : undefined;
  return compute
    ? single('float', compute(read.numbers))
    : mistyped(at, context, `a known statistic, not “${name}”`);
};

const mathConstant: Operator = (_args, at, context) => {
  const name = findAttribute(at, 'name');
  if (name === 'pi') return single('float', Math.PI);
  return name === 'e' ? single('float', Math.E) : mistyped(at, context, 'pi or e');
};

/** By QTI 3 element name. */
export const mathOperators: Readonly<Record<string, Operator>> = {
  'qti-math-operator': mathOperator,
  'qti-stats-operator': statsOperator,
  'qti-math-constant': mathConstant,
};
