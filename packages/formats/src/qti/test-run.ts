// One run of a test: its items in order with their responses, conditions and branches, then outcome processing (QTI ASI).
import type { ItemResponses, ResponseInput } from '../check.ts';
import { ProcessingStop, singleBoolean, singleNumber, stepLimit } from './evaluation.ts';
import type { Context } from './evaluation.ts';
import { evaluate } from './expressions.ts';
import { coerce, initialOutcome } from './item-state.ts';
import type { Declared, ItemState } from './item-state.ts';
import type { Item, MaybeValue } from './model.ts';
import { createRandom, seedOf } from './random.ts';
import { processResponses, startItem } from './response-processing.ts';
import type { ResponseOptions } from './response-processing.ts';
import { lookUp, runRules, targetOf, valueOfRule } from './rules.ts';
import type { BranchRule, ItemRef, PlannedItem, Section, Test, TestPart } from './test-model.ts';
import { testScope } from './test-scope.ts';
import type { Met } from './test-scope.ts';
import type { XmlElement } from './xml-tree.ts';

export interface TestOutcome {
  /** The test's outcomes by identifier. */
  readonly values: ReadonlyMap<string, MaybeValue>;
  /** The planned items and what became of them. */
  readonly items: readonly Met[];
}

export interface TestOptions extends ResponseOptions {
  readonly findItem: (ref: ItemRef) => Item | null;
  readonly responses: ItemResponses;
}

/** No test needs more, however many its items. */
const mostSteps = 5_000_000;

interface Run {
  readonly test: Test;
  readonly options: TestOptions;
  readonly items: Met[];
  readonly values: Map<string, MaybeValue>;
  readonly context: Context;
}

/** Runs a plan. Conditions and branches between items count in linear parts only, those between parts always. */
export function runTest(test: Test, plan: readonly PlannedItem[], options: TestOptions): TestOutcome {
  const items: Met[] = plan.map((planned) => ({
    planned,
    item: options.findItem(planned.ref),
    state: null,
    isPresented: false,
  }));
  const values = new Map<string, MaybeValue>();
  const scope = testScope(items, values);
  const context: Context = {
    variables: scope.variables,
    test: scope.test,
    random: createRandom(seedOf(options.seed, `test:${test.id}`)),
    problems: options.problems,
    // Every question put to all items costs a step an item, and may be put anew after every item.
    budget: { left: Math.min(stepLimit * 4 + 20 * items.length ** 2, mostSteps) },
    customOperators: options.customOperators ?? new Map(),
  };
  const run: Run = { test, options, items, values, context };
  resetOutcomes(run);
  try {
    for (const met of items) met.state = startPlanned(met, run);
    walkParts(run);
    processOutcomes(run);
  } catch (error) {
    if (!(error instanceof ProcessingStop)) throw error;
    options.problems.add(
      'error',
      'step_limit',
      test.root,
      `The test ${test.id} did not end within its steps.`,
    );
    resetOutcomes(run);
  }
  return { values, items };
}

function resetOutcomes({ test, values }: Run): void {
  for (const outcome of test.outcomes) values.set(outcome.id, initialOutcome(outcome, outcome.defaultValue));
}

function startPlanned({ item, planned }: Met, { options, context }: Run): ItemState | null {
  if (!item) return null;
  const templateDefaults = new Map(
    planned.ref.templateDefaults.map(({ id, expression }) => [id, evaluate(expression, context)]),
  );
  return startItem(item, { ...options, templateDefaults, seed: seedFor(planned, options.seed) });
}

/** An item that stands once is the same clone as outside the test; instances drawn several times differ. */
function seedFor({ key, ref }: PlannedItem, seed: number): number {
  return key === ref.id ? seed : seedOf(seed, key);
}

function holds(conditions: readonly XmlElement[], { context }: Run): boolean {
  return conditions.every((at) => singleBoolean(evaluate(at, context), at, context) === true);
}

/** The target of the first branch rule that is true, or null. */
function branchOf(rules: readonly BranchRule[], { context }: Run): string | null {
  for (const { element, target } of rules) {
    const value = valueOfRule(element, context);
    if (singleBoolean(value, element, context) === true) return target;
  }
  return null;
}

function walkParts(run: Run): void {
  const { parts } = run.test;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (!part || !holds(part.preConditions, run)) continue;
    if (walkPart(part, run) === 'EXIT_TEST') return;
    if (part.branchRules.length > 0 || parts[i + 1]?.preConditions.length) processOutcomes(run);
    const target = branchOf(part.branchRules, run);
    if (target === 'EXIT_TEST') return;
    const next = target === null ? -1 : parts.findIndex((p, at) => at > i && p.id === target);
    if (next > i) i = next - 1;
  }
}

function walkPart(part: TestPart, run: Run): 'EXIT_TEST' | null {
  const items = run.items.filter(({ planned }) => planned.part === part);
  const isIn = (at: number, section: Section) => items[at]?.planned.sections.includes(section) === true;
  const endOf = (at: number, section: Section) => {
    let end = at;
    while (isIn(end, section)) end++;
    return end;
  };
  // Between items outcomes matter only to those who ask for them.
  const isAsked = ({ preConditions, branchRules }: Section | ItemRef) =>
    preConditions.length + branchRules.length > 0;
  const isWatched =
    !part.isSimultaneous && items.some(({ planned }) => [planned.ref, ...planned.sections].some(isAsked));
  for (let i = 0; i < items.length;) {
    const met = items[i];
    if (!met) break;
    const { sections, ref } = met.planned;
    if (part.isLinear) {
      const closed = sections.find((s) => (i === 0 || !isIn(i - 1, s)) && !holds(s.preConditions, run));
      if (closed) {
        i = endOf(i, closed);
        continue;
      }
    }
    const isShown = !part.isLinear || holds(ref.preConditions, run);
    if (isShown) attempt(met, run);
    if (!part.isLinear) {
      i++;
      continue;
    }
    if (isShown && isWatched) processOutcomes(run);
    const ended = sections.filter((s) => !isIn(i + 1, s)).reverse();
    const rules = [...(isShown ? [ref.branchRules] : []), ...ended.map((s) => s.branchRules)];
    const target = rules.reduce<string | null>((found, list) => found ?? branchOf(list, run), null);
    if (target === 'EXIT_TEST') return 'EXIT_TEST';
    if (target === 'EXIT_TESTPART') return null;
    const innermost = sections.at(-1);
    const isTarget = ({ planned }: Met, at: number) =>
      at > i && (planned.ref.id === target || planned.sections.some(({ id }) => id === target));
    const next =
      target === 'EXIT_SECTION' && innermost
        ? endOf(i, innermost)
        : target === null
          ? i + 1
          : items.findIndex(isTarget);
    i = next > i ? next : i + 1;
  }
  return null;
}

function attempt(met: Met, { options }: Run): void {
  met.isPresented = true;
  const { item, planned, state } = met;
  if (!item || !state) return;
  const given =
    options.responses[planned.key] ?? options.responses[planned.ref.id] ?? options.responses[item.id];
  if (given === undefined) return;
  const attempts: readonly Readonly<Record<string, ResponseInput>>[] = isAttemptList(given) ? given : [given];
  met.state = attempts.reduce(
    (before, responses) =>
      processResponses(item, before, responses, { ...options, seed: seedFor(planned, options.seed) }),
    state,
  );
}

/** True where the responses of an item are given attempt by attempt. */
export function isAttemptList(
  given: ItemResponses[string],
): given is readonly Readonly<Record<string, ResponseInput>>[] {
  return Array.isArray(given);
}

/** Sets the test's outcomes anew from their defaults. */
function processOutcomes(run: Run): void {
  const { test, values, context } = run;
  resetOutcomes(run);
  runRules(test.outcomeRules, 'outcome', context, (rule) => {
    const isLookup = rule.name === 'qti-lookup-outcome-value';
    if (rule.name !== 'qti-set-outcome-value' && !isLookup) return 'unknown';
    const outcome = test.outcomes.find((o) => o.id === targetOf(rule));
    if (!outcome) {
      context.problems.add(
        'error',
        'variable_undeclared',
        rule,
        `“${targetOf(rule)}” is no declared outcome of the test.`,
      );
      return null;
    }
    const declared: Declared = { ...outcome, kind: 'outcome' };
    const value = valueOfRule(rule, context);
    if (!isLookup) values.set(outcome.id, coerce(value, declared, rule, context.problems));
    else if (outcome.lookupTable)
      values.set(outcome.id, lookUp(outcome.lookupTable, singleNumber(value, rule, context), declared));
    else
      context.problems.add(
        'error',
        'lookup_table_missing',
        rule,
        `The outcome ${outcome.id} has no table to look up.`,
      );
    return null;
  });
}
