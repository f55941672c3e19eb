// The variables of one item while a candidate works on it. A state is data: every step gives a new one.
import type { Context, CustomOperator, Variables } from './evaluation.ts';
import { stepLimit } from './evaluation.ts';
import type { BaseType, Cardinality, Item, MaybeValue } from './model.ts';
import type { Problems } from './problems.ts';
import { createRandom, seedOf } from './random.ts';
import { makeValue, single } from './values.ts';
import type { XmlElement } from './xml-tree.ts';

export interface ItemState {
  /** Of all variables: response, outcome, template, context, and the built-in ones. */
  readonly values: ReadonlyMap<string, MaybeValue>;
  /** By response; where template processing set none, the declared one. */
  readonly corrects: ReadonlyMap<string, MaybeValue>;
  readonly defaults: ReadonlyMap<string, MaybeValue>;
  readonly attempts: number;
  /** False once the step limit ended a run: outcomes are then not to be trusted. */
  readonly isSound: boolean;
}

/** What a run of an item's rules needs besides the item. */
export interface RunOptions {
  readonly seed: number;
  readonly problems: Problems;
  readonly customOperators?: ReadonlyMap<string, CustomOperator>;
  /** Values of context variables, as QTI_CONTEXT. */
  readonly contexts?: ReadonlyMap<string, MaybeValue>;
  /** Values that a test gives template variables before template processing (templateDefault). */
  readonly templateDefaults?: ReadonlyMap<string, MaybeValue>;
  /** Steps for the run, shared by runs that are given the same object; default `stepLimit` for each run. */
  readonly budget?: { left: number };
}

/** What a variable is declared as; the built-in ones too. */
export interface Declared {
  readonly id: string;
  readonly kind: 'response' | 'outcome' | 'template' | 'context';
  readonly cardinality: Cardinality;
  readonly baseType: BaseType | null;
  readonly defaultValue: MaybeValue;
}

const builtIn: readonly Declared[] = [
  { id: 'numAttempts', kind: 'response', cardinality: 'single', baseType: 'integer', defaultValue: null },
  { id: 'duration', kind: 'response', cardinality: 'single', baseType: 'duration', defaultValue: null },
  {
    id: 'completionStatus',
    kind: 'outcome',
    cardinality: 'single',
    baseType: 'identifier',
    defaultValue: null,
  },
];

/** The declaration of a variable of the item, own or built in, or null. */
export function findDeclared(item: Item, id: string): Declared | null {
  const kinds = [
    ['response', item.responses],
    ['outcome', item.outcomes],
    ['template', item.templates],
    ['context', item.contexts],
  ] as const;
  for (const [kind, list] of kinds) {
    const found = list.find((d) => d.id === id);
    if (found) return { ...found, kind };
  }
  return builtIn.find((d) => d.id === id) ?? null;
}

/** An outcome before any rule ran: its default, for numbers 0, else NULL (ASI, outcomeDeclaration). */
export function initialOutcome(
  { cardinality, baseType }: { readonly cardinality: Cardinality; readonly baseType: BaseType | null },
  defaultValue: MaybeValue,
): MaybeValue {
  if (defaultValue) return defaultValue;
  const isNumeric = baseType === 'integer' || baseType === 'float';
  return cardinality === 'single' && isNumeric ? single(baseType, 0) : null;
}

/** The state before template processing. */
export function initialState(item: Item, options: RunOptions): ItemState {
  const values = new Map<string, MaybeValue>([
    ['numAttempts', single('integer', 0)],
    ['duration', single('duration', 0)],
    ['completionStatus', single('identifier', 'not_attempted')],
  ]);
  const defaults = new Map<string, MaybeValue>();
  const all = [...item.responses, ...item.outcomes, ...item.templates, ...item.contexts];
  for (const { id, defaultValue } of all) {
    defaults.set(id, options.templateDefaults?.get(id) ?? defaultValue);
  }
  for (const { id } of item.templates) values.set(id, defaults.get(id) ?? null);
  for (const { id, defaultValue } of item.contexts) values.set(id, options.contexts?.get(id) ?? defaultValue);
  for (const { id } of item.responses) if (!values.has(id)) values.set(id, defaults.get(id) ?? null);
  for (const outcome of item.outcomes) {
    if (outcome.id !== 'completionStatus' || outcome.defaultValue)
      values.set(outcome.id, initialOutcome(outcome, outcome.defaultValue));
  }
  return {
    values,
    corrects: new Map(item.responses.map((r) => [r.id, r.correct])),
    defaults,
    attempts: 0,
    isSound: true,
  };
}

/** What expressions of the item see of a state; reads through to the maps given, so that rules see what rules before them set. */
export function variablesOf(item: Item, state: ItemState): Variables {
  return {
    find: (id) => state.values.get(id),
    findCorrect: (id) => state.corrects.get(id),
    findDefault: (id) => state.defaults.get(id),
    findResponse: (id) => item.responses.find((r) => r.id === id),
  };
}

/** The context of one run; its randomness depends on seed, item, and `purpose` only. */
export function contextOf(item: Item, state: ItemState, options: RunOptions, purpose: string): Context {
  return {
    variables: variablesOf(item, state),
    test: null,
    random: createRandom(seedOf(options.seed, `${purpose}:${item.id}`)),
    problems: options.problems,
    budget: options.budget ?? { left: stepLimit },
    customOperators: options.customOperators ?? new Map(),
  };
}

/** A value as its declaration wants it: integers become floats and the other way, texts change their type, a single value fills a container. NULL (told) where nothing fits. */
export function coerce(
  value: MaybeValue,
  declared: Declared,
  at: XmlElement,
  problems: Problems,
): MaybeValue {
  const { cardinality, baseType, id } = declared;
  if (!value) return null;
  if (cardinality === 'record' || baseType === null) {
    if (value.cardinality === 'record') return value;
    problems.add('error', 'assignment_type', at, `${id} is a record; the value is none.`);
    return null;
  }
  const isNumber = (type: BaseType | null) => type === 'integer' || type === 'float' || type === 'duration';
  const isText = (type: BaseType | null) => type === 'identifier' || type === 'string' || type === 'uri';
  const fits =
    value.baseType === baseType ||
    (isNumber(value.baseType) && isNumber(baseType)) ||
    (isText(value.baseType) && isText(baseType)) ||
    (value.baseType === 'pair' && baseType === 'directedPair') ||
    (value.baseType === 'directedPair' && baseType === 'pair');
  if (!fits || value.cardinality === 'record' || (cardinality === 'single' && value.values.length !== 1)) {
    problems.add(
      'error',
      'assignment_type',
      at,
      `A ${value.cardinality} of ${value.baseType ?? 'fields'} does not fit ${id}, a ${cardinality} of ${baseType}.`,
    );
    return null;
  }
  const isCut =
    baseType === 'integer' && value.values.some((v) => typeof v === 'number' && !Number.isInteger(v));
  if (isCut) problems.add('warning', 'assignment_type', at, `${id} is an integer; the fraction is cut off.`);
  const values = isCut ? value.values.map((v) => (typeof v === 'number' ? Math.trunc(v) : v)) : value.values;
  return makeValue(cardinality, baseType, values);
}
