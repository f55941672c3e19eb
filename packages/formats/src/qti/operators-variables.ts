// Expressions that read variables and constants, map responses, and draw at random (QTI ASI).
import { isInside } from './areas.ts';
import { baseTypeOf } from './declarations.ts';
import { mistyped, numberAttribute, spend } from './evaluation.ts';
import type { Context, Operator } from './evaluation.ts';
import type { AreaMapping, Mapping, MaybeValue, ResponseDeclaration, Scalar } from './model.ts';
import { isSameScalar, keyOfScalar, makeValue, readScalar, single } from './values.ts';
import { findAttribute, textOf } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

const baseValue: Operator = (_args, at, context) => {
  const type = baseTypeOf(findAttribute(at, 'base-type'));
  if (!type) return mistyped(at, context, 'a base-type');
  const text = textOf(at);
  const value = readScalar(text, type);
  if (value === undefined) {
    context.problems.add('error', 'value_invalid', at, `“${text.trim().slice(0, 60)}” is no ${type}.`);
    return null;
  }
  return single(type, value);
};

function undeclared(at: XmlElement, context: Context): null {
  const id = findAttribute(at, 'identifier') ?? '';
  context.problems.add('error', 'variable_undeclared', at, `The variable “${id}” is not declared.`);
  return null;
}

/** A weight of a test multiplies numbers (ASI, variable with weightIdentifier); without such a weight it is 1. */
const variable: Operator = (_args, at, context) => {
  const id = findAttribute(at, 'identifier') ?? '';
  const value = context.variables.find(id);
  if (value === undefined) return undeclared(at, context);
  const weightId = findAttribute(at, 'weight-identifier');
  if (!value || weightId === null || !context.test) return value;
  const weight = context.test.weightOf(id.slice(0, id.lastIndexOf('.')), weightId) ?? 1;
  const numbers = value.values.flatMap((v) => (typeof v === 'number' ? [v * weight] : []));
  return makeValue(value.cardinality, 'float', numbers);
};

const byIdentifier =
  (find: (id: string, context: Context) => MaybeValue | undefined): Operator =>
  (_args, at, context) => {
    const value = find(findAttribute(at, 'identifier') ?? '', context);
    return value === undefined ? undeclared(at, context) : value;
  };

function bounded(sum: number, { lowerBound, upperBound }: Mapping | AreaMapping): MaybeValue {
  const low = lowerBound === null ? sum : Math.max(sum, lowerBound);
  return single('float', upperBound === null ? low : Math.min(low, upperBound));
}

/** The number that a mapping gives one value: of the entry whose key is the value, else – of strings – of one that is it but for case, else the default. */
export function mappedValueOf(value: Scalar, { mapping, baseType }: ResponseDeclaration): number {
  const entries = mapping?.entries ?? [];
  const isKey = (key: string) => {
    const read = baseType ? readScalar(key, baseType) : key;
    return read !== undefined && isSameScalar(read, value, baseType);
  };
  const lower = typeof value === 'string' && baseType === 'string' ? value.toLowerCase() : null;
  const entry =
    entries.find(({ key }) => isKey(key)) ??
    entries.find(({ key, caseSensitive }) => !caseSensitive && key.toLowerCase() === lower);
  return entry ? entry.value : (mapping?.defaultValue ?? 0);
}

/** A value that stands several times in a container counts once. A missing single response has the value of an empty key, or the default. */
const mapResponse: Operator = (_args, at, context) => {
  const id = findAttribute(at, 'identifier') ?? '';
  const declaration = context.variables.findResponse(id);
  if (!declaration) return undeclared(at, context);
  const { mapping, cardinality, baseType } = declaration;
  if (!mapping) {
    context.problems.add('error', 'mapping_missing', at, `The response ${id} has no mapping.`);
    return null;
  }
  const value = context.variables.find(id) ?? null;
  if (!value) {
    const empty = mapping.entries.find(({ key }) => key === '');
    return bounded(cardinality === 'single' ? (empty?.value ?? mapping.defaultValue) : 0, mapping);
  }
  spend(context, value.values.length * (mapping.entries.length + 1));
  const distinct = new Map(value.values.map((v) => [keyOfScalar(v, baseType), v]));
  return bounded(
    [...distinct.values()].reduce<number>((sum, v) => sum + mappedValueOf(v, declaration), 0),
    mapping,
  );
};

/** Every area counts once, however many points lie in it; where areas overlap the first has a point. */
const mapResponsePoint: Operator = (_args, at, context) => {
  const id = findAttribute(at, 'identifier') ?? '';
  const declaration = context.variables.findResponse(id);
  if (!declaration) return undeclared(at, context);
  const areas = declaration.areaMapping;
  if (!areas) {
    context.problems.add('error', 'mapping_missing', at, `The response ${id} has no area mapping.`);
    return null;
  }
  const value = context.variables.find(id) ?? null;
  if (!value) return bounded(declaration.cardinality === 'single' ? areas.defaultValue : 0, areas);
  spend(context, value.values.length * (areas.entries.length + 1));
  const used = new Set<number>();
  let sum = 0;
  for (const point of value.values) {
    const [x = NaN, y = NaN] = String(point).split(' ').map(Number);
    const found = areas.entries.findIndex(({ shape }) => isInside(shape, x, y));
    if (found < 0) sum += areas.defaultValue;
    else if (!used.has(found)) {
      used.add(found);
      sum += areas.entries[found]?.value ?? 0;
    }
  }
  return bounded(sum, areas);
};

const randomInteger: Operator = (_args, at, context) => {
  const min = findAttribute(at, 'min') === null ? 0 : numberAttribute(at, 'min', context);
  const max = numberAttribute(at, 'max', context);
  const step = findAttribute(at, 'step') === null ? 1 : numberAttribute(at, 'step', context);
  if (min === null || max === null || step === null) return null;
  if (max < min || step <= 0) return mistyped(at, context, 'min ≤ max and a step above 0');
  return single('integer', min + step * context.random.below(Math.floor((max - min) / step) + 1));
};

const randomFloat: Operator = (_args, at, context) => {
  const min = findAttribute(at, 'min') === null ? 0 : numberAttribute(at, 'min', context);
  const max = numberAttribute(at, 'max', context);
  if (min === null || max === null) return null;
  if (max < min) return mistyped(at, context, 'min ≤ max');
  return single('float', min + (max - min) * context.random.next());
};

const customOperator: Operator = (args, at, context) => {
  const name = findAttribute(at, 'class') ?? findAttribute(at, 'definition') ?? '';
  const known = context.customOperators.get(name);
  if (known) return known(args, at);
  context.problems.add(
    'error',
    'custom_operator_unknown',
    at,
    `The custom operator “${name}” is not known; it yields NULL.`,
  );
  return null;
};

/** By QTI 3 element name. */
export const variableOperators: Readonly<Record<string, Operator>> = {
  'qti-base-value': baseValue,
  'qti-variable': variable,
  'qti-context-variable': variable,
  'qti-correct': byIdentifier((id, { variables }) => variables.findCorrect(id)),
  'qti-default': byIdentifier((id, { variables }) => variables.findDefault(id)),
  'qti-null': () => null,
  'qti-map-response': mapResponse,
  'qti-map-response-point': mapResponsePoint,
  'qti-random-integer': randomInteger,
  'qti-random-float': randomFloat,
  'qti-custom-operator': customOperator,
};
