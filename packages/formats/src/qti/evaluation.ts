// What an expression may see while it is evaluated, and what limits it. NULL is `null` (QTI ASI, "expressions").
import type { Problems } from './problems.ts';
import type { Random } from './random.ts';
import type { BaseType, MaybeValue, ResponseDeclaration, Scalar, Value } from './model.ts';
import { numberOf } from './values.ts';
import { findAttribute } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

/** The variables of an item or a test. `undefined` means: no such variable. */
export interface Variables {
  find(id: string): MaybeValue | undefined;
  findCorrect(id: string): MaybeValue | undefined;
  findDefault(id: string): MaybeValue | undefined;
  findResponse(id: string): ResponseDeclaration | undefined;
}

/** What only expressions of a test may ask (test-operators.ts). */
export interface TestVariables {
  /** Items chosen by section, categories and excluded categories, each with its variables. */
  select(at: XmlElement): readonly TestItemVariables[];
  weightOf(itemRef: string, weight: string): number | null;
}

export interface TestItemVariables {
  readonly itemRef: string;
  readonly isPresented: boolean;
  readonly isResponded: boolean;
  /** Null where it cannot be told (no correct responses declared). */
  readonly isCorrect: boolean | null;
  find(id: string): MaybeValue | undefined;
  normalMaximumOf(outcome: string): number | null;
  normalMinimumOf(outcome: string): number | null;
  weightOf(weight: string): number | null;
}

/** Evaluates an operator that 1EdTech leaves to agreements; its arguments are evaluated. */
export type CustomOperator = (args: readonly MaybeValue[], at: XmlElement) => MaybeValue;

export interface Context {
  readonly variables: Variables;
  readonly test: TestVariables | null;
  readonly random: Random;
  readonly problems: Problems;
  /** Steps left for the whole run; shared by everything that runs in it. */
  readonly budget: { left: number };
  readonly customOperators: ReadonlyMap<string, CustomOperator>;
}

export type Operator = (args: readonly MaybeValue[], at: XmlElement, context: Context) => MaybeValue;

/** Ends a run that would not end by itself. The caller flags the item. */
export class ProcessingStop extends Error {}

/** Enough for any real item, and over within milliseconds for a hostile one. */
export const stepLimit = 30_000;

/** Takes steps from the budget; throws `ProcessingStop` when none are left. */
export function spend({ budget }: Context, steps: number): void {
  budget.left -= steps;
  if (budget.left < 0) throw new ProcessingStop('step limit');
}

/** Tells a fault of types and yields NULL, which is what such an expression evaluates to. */
export function mistyped(at: XmlElement, context: Context, expected: string): null {
  context.problems.add('warning', 'expression_type', at, `<${at.name}> wants ${expected}; it yields NULL.`);
  return null;
}

/** The scalar of a single value, or null for NULL and for containers (told). */
export function scalarOf(value: MaybeValue | undefined, at: XmlElement, context: Context): Scalar | null {
  if (!value) return null;
  if (value.cardinality === 'single') return value.values[0] ?? null;
  return mistyped(at, context, 'single values');
}

/** The number of a single value, or null for NULL and for what is no number (told). */
export function singleNumber(value: MaybeValue | undefined, at: XmlElement, context: Context): number | null {
  const scalar = scalarOf(value, at, context);
  if (scalar === null || typeof scalar === 'number') return scalar;
  return mistyped(at, context, 'numbers');
}

/** The boolean of a single value, or null for NULL and for what is none (told). */
export function singleBoolean(
  value: MaybeValue | undefined,
  at: XmlElement,
  context: Context,
): boolean | null {
  const scalar = scalarOf(value, at, context);
  if (scalar === null || typeof scalar === 'boolean') return scalar;
  return mistyped(at, context, 'booleans');
}

/** All numbers of all arguments, containers spread out, and whether all are integers; null if any is NULL or no number. */
export function numbersOf(
  args: readonly MaybeValue[],
  at: XmlElement,
  context: Context,
): { readonly numbers: readonly number[]; readonly type: BaseType } | null {
  const numbers: number[] = [];
  let type: BaseType = 'integer';
  for (const arg of args) {
    if (arg === null) return null;
    if (arg.baseType !== 'integer') type = arg.baseType === 'duration' ? 'duration' : 'float';
    for (const value of arg.values) {
      if (typeof value !== 'number') return mistyped(at, context, 'numbers');
      numbers.push(value);
    }
    if (arg.cardinality === 'record') return mistyped(at, context, 'numbers');
  }
  spend(context, numbers.length);
  return { numbers, type };
}

/** A number attribute that may name a template variable instead (`integerOrTemplateVariableRef`), or null. */
export function numberAttribute(at: XmlElement, name: string, context: Context): number | null {
  const written = findAttribute(at, name);
  return written === null ? null : numberOrVariable(written, at, context);
}

/** The number written, or the value of the variable named, in braces or bare; null where neither gives one. */
export function numberOrVariable(written: string, at: XmlElement, context: Context): number | null {
  const number = numberOf(written);
  if (number !== null) return number;
  const id = written.replace(/^\{(.*)\}$/, '$1').trim();
  const value = context.variables.find(id);
  if (value === undefined) {
    context.problems.add('error', 'variable_undeclared', at, `“${id}” is neither a number nor a variable.`);
    return null;
  }
  return singleNumber(value, at, context);
}

/** True where the value is a container. */
export function isContainer(value: Value): boolean {
  return value.cardinality === 'multiple' || value.cardinality === 'ordered';
}
