// Evaluation of QTI expressions: one table from element name to operator, and how many arguments each takes.
import { numberAttribute, spend } from './evaluation.ts';
import type { Context, Operator } from './evaluation.ts';
import type { MaybeValue } from './model.ts';
import { containerOperators } from './operators-containers.ts';
import { logicOperators } from './operators-logic.ts';
import { mathOperators } from './operators-math.ts';
import { numberOperators } from './operators-numbers.ts';
import { testOperators } from './operators-test.ts';
import { variableOperators } from './operators-variables.ts';
import { makeValue } from './values.ts';
import { childrenOf } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

const operators: ReadonlyMap<string, Operator> = new Map(
  [
    containerOperators,
    logicOperators,
    mathOperators,
    numberOperators,
    testOperators,
    variableOperators,
  ].flatMap((table) => Object.entries(table)),
);

const pairs = (
  'match equal equal-rounded lt gt lte gte duration-lt duration-gte string-match substring member delete contains ' +
  'subtract divide power integer-divide integer-modulus'
).split(' ');
const singles =
  'not is-null container-size index field-value random inside pattern-match truncate round round-to integer-to-float stats-operator'.split(
    ' ',
  );
const leaves = (
  'base-value variable context-variable correct default null map-response map-response-point random-integer random-float math-constant ' +
  'test-variables outcome-maximum outcome-minimum number-correct number-incorrect number-presented number-responded number-selected'
).split(' ');

/** Least and most arguments by element name; the rest takes one or more, containers and custom operators any number. */
const arities = new Map<string, readonly [number, number]>([
  ...pairs.map((name): [string, readonly [number, number]] => [`qti-${name}`, [2, 2]]),
  ...singles.map((name): [string, readonly [number, number]] => [`qti-${name}`, [1, 1]]),
  ...leaves.map((name): [string, readonly [number, number]] => [`qti-${name}`, [0, 0]]),
  ['qti-math-operator', [1, 2]],
  ['qti-multiple', [0, Infinity]],
  ['qti-ordered', [0, Infinity]],
  ['qti-custom-operator', [0, Infinity]],
]);

/** True for an element that is an expression of QTI. */
export function isExpression(element: XmlElement): boolean {
  return element.name === 'qti-repeat' || operators.has(element.name);
}

/** The least and most arguments of an expression. */
export function arityOf(element: XmlElement): readonly [number, number] {
  return arities.get(element.name) ?? [1, Infinity];
}

/** The value of an expression; NULL for what is unknown or malformed (told). Throws `ProcessingStop` when the steps are used up. */
export function evaluate(at: XmlElement, context: Context): MaybeValue {
  spend(context, 1);
  if (at.name === 'qti-repeat') return repeat(at, context);
  const operator = operators.get(at.name);
  if (!operator) {
    context.problems.add(
      'error',
      'expression_unknown',
      at,
      `<${at.name}> is no expression of QTI; it yields NULL.`,
    );
    return null;
  }
  const parts = leafNames.has(at.name) ? [] : childrenOf(at);
  const [least, most] = arityOf(at);
  if (parts.length < least || parts.length > most) {
    context.problems.add('error', 'expression_arity', at, `<${at.name}> has ${parts.length} arguments.`);
    return null;
  }
  return operator(
    parts.map((part) => evaluate(part, context)),
    at,
    context,
  );
}

const leafNames = new Set(leaves.map((name) => `qti-${name}`));

/** Evaluates its arguments again every time (so random ones differ); NULLs are passed over (ASI, repeat). */
function repeat(at: XmlElement, context: Context): MaybeValue {
  const times = numberAttribute(at, 'number-repeats', context);
  if (times === null || times < 1) return null;
  const values = [];
  let type = null;
  for (let i = 0; i < times; i++) {
    for (const part of childrenOf(at)) {
      const value = evaluate(part, context);
      if (!value?.baseType) continue;
      type ??= value.baseType;
      values.push(...value.values);
    }
    spend(context, 1);
  }
  return type === null ? null : makeValue('ordered', type, values);
}
