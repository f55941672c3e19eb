// Conditions, assignments and exits: the same grammar in response, outcome and template processing (QTI ASI).
import { singleBoolean, spend } from './evaluation.ts';
import type { Context } from './evaluation.ts';
import { evaluate } from './expressions.ts';
import type { LookupTable, MaybeValue } from './model.ts';
import { readScalar, makeValue } from './values.ts';
import { childrenOf, findAttribute } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';
import type { Declared } from './item-state.ts';

/** Which of the three grammars: `qti-response-condition`, `qti-outcome-condition`, `qti-template-condition` … */
export type RuleKind = 'response' | 'outcome' | 'template';

/** Does what a rule says besides conditions; answers `exit` to end the run, `restart` to begin anew, else null. */
export type RuleHandler = (rule: XmlElement) => 'exit' | 'restart' | 'unknown' | null;

/** Runs rules in order until the end, an exit or a restart. Unknown rules are told and passed over. */
export function runRules(
  rules: readonly XmlElement[],
  kind: RuleKind,
  context: Context,
  handle: RuleHandler,
): 'exit' | 'restart' | null {
  for (const rule of rules) {
    spend(context, 1);
    const done = runRule(rule, kind, context, handle);
    if (done) return done;
  }
  return null;
}

function runRule(
  rule: XmlElement,
  kind: RuleKind,
  context: Context,
  handle: RuleHandler,
): 'exit' | 'restart' | null {
  if (rule.name === `qti-exit-${kind === 'outcome' ? 'test' : kind}`) return 'exit';
  if (rule.name === `qti-${kind}-processing-fragment`)
    return runRules(childrenOf(rule), kind, context, handle);
  if (rule.name !== `qti-${kind}-condition`) {
    const done = handle(rule);
    if (done !== 'unknown') return done;
    context.problems.add('error', 'rule_unknown', rule, `<${rule.name}> is no rule of ${kind} processing.`);
    return null;
  }
  for (const branch of childrenOf(rule)) {
    const [test, ...rest] = childrenOf(branch);
    if (branch.name === `qti-${kind}-else`) return runRules(childrenOf(branch), kind, context, handle);
    if (!test) continue;
    // NULL is as good as false here (ASI, responseIf).
    if (singleBoolean(evaluate(test, context), test, context) === true)
      return runRules(rest, kind, context, handle);
  }
  return null;
}

/** The value of the one expression a rule holds; NULL where it holds none. */
export function valueOfRule(rule: XmlElement, context: Context): MaybeValue {
  const [expression] = childrenOf(rule);
  if (expression) return evaluate(expression, context);
  context.problems.add('error', 'expression_missing', rule, `<${rule.name}> needs an expression.`);
  return null;
}

/** Looks a number up in an outcome's table: equal source value, or the first interval from above that reaches down to it. Without a hit the table's default, else NULL. */
export function lookUp(table: LookupTable, source: number | null, declared: Declared): MaybeValue {
  const { baseType } = declared;
  let target = table.defaultValue;
  if (source !== null && table.kind === 'match') {
    target = table.entries.find((entry) => entry.source === source)?.target ?? target;
  } else if (source !== null && table.kind === 'interpolation') {
    const found = table.entries.find((entry) =>
      entry.includesBoundary ? source >= entry.source : source > entry.source,
    );
    target = found?.target ?? target;
  }
  const scalar = target === null || !baseType ? undefined : readScalar(target, baseType);
  return scalar === undefined || !baseType ? null : makeValue(declared.cardinality, baseType, [scalar]);
}

/** The identifier a rule assigns to. */
export function targetOf(rule: XmlElement): string {
  return findAttribute(rule, 'identifier') ?? '';
}
