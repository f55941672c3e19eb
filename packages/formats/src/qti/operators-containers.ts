// Containers, records and strings (QTI ASI).
import { isContainer, mistyped, numberAttribute, scalarOf, spend } from './evaluation.ts';
import type { Context, Operator } from './evaluation.ts';
import type { BaseType, Cardinality, MaybeValue, Scalar } from './model.ts';
import { booleanOf, isSameScalar, keyOfScalar, makeValue, single, writeScalar } from './values.ts';
import { findAttribute } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';
import { compilePattern, matchesPattern } from './xsd-pattern.ts';

/** NULLs are passed over; nothing left is NULL. Integers beside floats make floats. */
function gather(
  args: readonly MaybeValue[],
  cardinality: Cardinality,
  at: XmlElement,
  context: Context,
): MaybeValue {
  let type: BaseType | null = null;
  const values: Scalar[] = [];
  for (const arg of args) {
    if (!arg) continue;
    if (arg.baseType === null) return mistyped(at, context, 'no records');
    if (type !== null && type !== arg.baseType) {
      const isNumeric = [type, arg.baseType].every((t) => t === 'integer' || t === 'float');
      if (!isNumeric) return mistyped(at, context, 'values of one base type');
      type = 'float';
    } else type = arg.baseType;
    values.push(...arg.values);
    spend(context, arg.values.length);
  }
  return type === null ? null : makeValue(cardinality, type, values);
}

const index: Operator = ([arg], at, context) => {
  const n = numberAttribute(at, 'n', context);
  if (!arg?.baseType || n === null) return null;
  const value = Number.isInteger(n) && n >= 1 ? arg.values[n - 1] : undefined;
  return value === undefined ? null : single(arg.baseType, value);
};

const random: Operator = ([arg], _at, context) => {
  if (!arg?.baseType) return null;
  const value = arg.values[context.random.below(arg.values.length)];
  return value === undefined ? null : single(arg.baseType, value);
};

const member: Operator = ([first, second], at, context) => {
  const value = scalarOf(first, at, context);
  if (value === null || !second) return null;
  spend(context, second.values.length);
  return single(
    'boolean',
    second.values.some((v) => isSameScalar(v, value, second.baseType)),
  );
};

const remove: Operator = ([first, second], at, context) => {
  const value = scalarOf(first, at, context);
  if (value === null || !second?.baseType) return null;
  spend(context, second.values.length);
  return makeValue(
    second.cardinality,
    second.baseType,
    second.values.filter((v) => !isSameScalar(v, value, second.baseType)),
  );
};

/** Ordered: a run of neighbours; multiple: every value at least as often. */
const contains: Operator = ([whole, part], at, context) => {
  if (!whole || !part) return null;
  if (!isContainer(whole)) return mistyped(at, context, 'containers');
  const type = whole.baseType;
  spend(context, whole.values.length * part.values.length);
  if (whole.cardinality === 'ordered') {
    const starts = Array.from(
      { length: Math.max(0, whole.values.length - part.values.length + 1) },
      (_, i) => i,
    );
    const isRun = (start: number) =>
      part.values.every((v, i) => isSameScalar(whole.values[start + i] ?? '', v, type));
    return single('boolean', starts.some(isRun));
  }
  const left = whole.values.map((v) => keyOfScalar(v, type));
  const holds = part.values.every((v) => {
    const found = left.indexOf(keyOfScalar(v, type));
    if (found >= 0) left.splice(found, 1);
    return found >= 0;
  });
  return single('boolean', holds);
};

function textsOf(
  args: readonly MaybeValue[],
  at: XmlElement,
  context: Context,
): readonly [string, string] | null {
  const [a, b] = args.map((arg) => scalarOf(arg, at, context));
  if (a === null || b === null || a === undefined || b === undefined) return null;
  const texts = [writeScalar(a), writeScalar(b)] as const;
  spend(context, Math.ceil((texts[0].length + texts[1].length) / 100));
  if (booleanOf(findAttribute(at, 'case-sensitive')) ?? true) return texts;
  return [texts[0].toLowerCase(), texts[1].toLowerCase()];
}

const stringMatch: Operator = (args, at, context) => {
  const texts = textsOf(args, at, context);
  if (!texts) return null;
  const isPart = booleanOf(findAttribute(at, 'substring')) ?? false;
  return single('boolean', isPart ? texts[0].includes(texts[1]) : texts[0] === texts[1]);
};

const substring: Operator = (args, at, context) => {
  const texts = textsOf(args, at, context);
  return texts && single('boolean', texts[1].includes(texts[0]));
};

const patternMatch: Operator = ([arg], at, context) => {
  const value = scalarOf(arg, at, context);
  const written = at.attributes.get('pattern') ?? '';
  // A pattern in braces names a template variable (stringOrTemplateVariableRef).
  const name = /^\{([^{},]+)\}$/.exec(written)?.[1];
  const named = name === undefined ? undefined : context.variables.find(name);
  const source = named?.cardinality === 'single' ? writeScalar(named.values[0] ?? '') : written;
  if (value === null) return null;
  const pattern = compilePattern(source);
  if ('fault' in pattern) {
    context.problems.add('error', 'pattern_invalid', at, `The pattern cannot be read: ${pattern.fault}.`);
    return null;
  }
  return single(
    'boolean',
    matchesPattern(pattern, writeScalar(value), (steps) => spend(context, steps)),
  );
};

/** By QTI 3 element name. */
export const containerOperators: Readonly<Record<string, Operator>> = {
  'qti-multiple': (args, at, context) => gather(args, 'multiple', at, context),
  'qti-ordered': (args, at, context) => gather(args, 'ordered', at, context),
  'qti-container-size': ([arg]) => single('integer', arg ? arg.values.length : 0),
  'qti-index': index,
  'qti-field-value': ([arg], at) => arg?.fields?.get(findAttribute(at, 'field-identifier') ?? '') ?? null,
  'qti-random': random,
  'qti-member': member,
  'qti-delete': remove,
  'qti-contains': contains,
  'qti-string-match': stringMatch,
  'qti-substring': substring,
  'qti-pattern-match': patternMatch,
};
