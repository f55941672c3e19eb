// Expressions that look over the items of a test (QTI ASI, "expressions used only in outcome processing").
import { spend } from './evaluation.ts';
import type { Context, Operator, TestItemVariables } from './evaluation.ts';
import { baseTypeOf } from './declarations.ts';
import type { BaseType, MaybeValue, Scalar } from './model.ts';
import { makeValue, single } from './values.ts';
import { findAttribute } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

function outsideTest(at: XmlElement, context: Context): null {
  context.problems.add(
    'error',
    'expression_outside_test',
    at,
    `<${at.name}> means something in a test only; it yields NULL.`,
  );
  return null;
}

/** The items that the element's section and categories leave, at a step each. */
function itemsFor(at: XmlElement, context: Context): readonly TestItemVariables[] {
  const items = context.test?.select(at) ?? [];
  spend(context, items.length);
  return items;
}

function count(holds: (item: TestItemVariables) => boolean): Operator {
  return (_args, at, context) => {
    if (!context.test) return outsideTest(at, context);
    return single('integer', itemsFor(at, context).filter(holds).length);
  };
}

/** The weight that the element names, 1 without. */
function weightFor(item: TestItemVariables, at: XmlElement): number {
  const id = findAttribute(at, 'weight-identifier');
  return id === null ? 1 : (item.weightOf(id) ?? 1);
}

/** All values of one variable over the items as one `multiple`; items without it and NULLs are passed over. */
const testVariables: Operator = (_args, at, context) => {
  if (!context.test) return outsideTest(at, context);
  const id = findAttribute(at, 'variable-identifier') ?? '';
  const wanted = baseTypeOf(findAttribute(at, 'base-type'));
  const isWeighted = findAttribute(at, 'weight-identifier') !== null;
  const values: Scalar[] = [];
  let type: BaseType | null = null;
  for (const item of itemsFor(at, context)) {
    const value: MaybeValue = item.find(id) ?? null;
    if (!value?.baseType || value.cardinality === 'record') continue;
    const isNumeric = value.baseType === 'integer' || value.baseType === 'float';
    // Without a base type only numbers are gathered, as floats where both kinds occur.
    const fits = wanted === null ? isNumeric : value.baseType === wanted || (isNumeric && wanted === 'float');
    if (!fits) continue;
    type = type !== null && type !== value.baseType ? 'float' : value.baseType;
    const weight = weightFor(item, at);
    values.push(...value.values.map((v) => (typeof v === 'number' ? v * weight : v)));
  }
  if (type === null) return null;
  return makeValue('multiple', isWeighted && type === 'integer' ? 'float' : (wanted ?? type), values);
};

/** The sum of the items' normal maximum (or minimum) of an outcome; NULL for the maximum if any item has none. */
function outcomeBound(side: 'normalMaximumOf' | 'normalMinimumOf'): Operator {
  return (_args, at, context) => {
    if (!context.test) return outsideTest(at, context);
    const outcome = findAttribute(at, 'outcome-identifier') ?? '';
    let sum = 0;
    for (const item of itemsFor(at, context)) {
      const bound = item[side](outcome);
      if (bound === null && side === 'normalMaximumOf') return null;
      sum += (bound ?? 0) * weightFor(item, at);
    }
    return single('float', sum);
  };
}

/** By QTI 3 element name. */
export const testOperators: Readonly<Record<string, Operator>> = {
  'qti-test-variables': testVariables,
  'qti-outcome-maximum': outcomeBound('normalMaximumOf'),
  'qti-outcome-minimum': outcomeBound('normalMinimumOf'),
  'qti-number-correct': count(({ isCorrect }) => isCorrect === true),
  'qti-number-incorrect': count(({ isCorrect }) => isCorrect === false),
  'qti-number-presented': count(({ isPresented }) => isPresented),
  'qti-number-responded': count(({ isResponded }) => isResponded),
  'qti-number-selected': count(() => true),
};
