// `jiangping items check` for QTI: what is in a file or package, what its correct answers and best scores are, what is wrong
// with it, and – with responses – what its rules make of them.
import type {
  CheckedItem,
  CheckFormat,
  CheckOptions,
  CheckReport,
  CorrectValue,
  ItemResponses,
  OutcomeValue,
  ResponseInput,
} from '../check.ts';
import { readQti } from './content.ts';
import type { QtiContent } from './content.ts';
import type { ItemState } from './item-state.ts';
import { maxScoreOf } from './max-score.ts';
import type { Item, MaybeValue, ResponseDeclaration, Value } from './model.ts';
import { resolvePath } from './package-paths.ts';
import { processResponses, startItem } from './response-processing.ts';
import type { ResponseOptions } from './response-processing.ts';
import { checkRuleList } from './rule-checks.ts';
import type { ItemRef, Test } from './test-model.ts';
import { planTest } from './test-plan.ts';
import { isAttemptList, runTest } from './test-run.ts';
import { writeScalar } from './values.ts';

/** Seed of clones, shuffles and selections where the caller names none. */
const defaultSeed = 1;

/** Checks QTI 3.0 and 2.x. The same source, responses and seed give the same report. */
export const checkQti: CheckFormat = (source, options = {}) =>
  reportOf(readQti(source, { withSchema: true }), options);

/** The report on content that is read already. */
export function reportOf(
  content: QtiContent,
  { responses, seed = defaultSeed }: CheckOptions = {},
): CheckReport {
  const { items, tests, templates, problems, problemsOf } = content;
  const states = items.map((item) => startItem(item, optionsFor(item.file)));
  function optionsFor(file: string): ResponseOptions {
    return { seed, problems: problemsOf(file), templates };
  }
  const checked = items.map((item, i): CheckedItem => {
    const state = states[i] ?? startItem(item, optionsFor(item.file));
    return {
      id: item.id,
      title: item.title,
      interactions: item.interactions.map(({ id, kind }) => ({ id, kind })),
      maxScore: maxScoreOf(item, state, optionsFor(item.file)),
      correct: correctOf(item, state),
    };
  });
  for (const test of tests) checkTestRules(test, problemsOf);
  if (!responses) return { items: checked, problems };
  const outcomes = new Map<string, Readonly<Record<string, OutcomeValue>>>();
  items.forEach((item, i) => {
    const given = responses[item.id];
    const state = states[i];
    if (given === undefined || !state) return;
    const attempts: readonly Readonly<Record<string, ResponseInput>>[] = isAttemptList(given)
      ? given
      : [given];
    const after = attempts.reduce(
      (before, one) => processResponses(item, before, one, optionsFor(item.file)),
      state,
    );
    outcomes.set(item.id, outcomesOf(item, after));
  });
  for (const test of tests) runForReport(test, content, responses, optionsFor(test.file), outcomes);
  const known = new Set([...items.map(({ id }) => id), ...outcomes.keys()]);
  for (const id of Object.keys(responses)) {
    if (!known.has(id))
      problemsOf('responses').add('warning', 'item_unknown', null, `There is no item ${id}.`);
  }
  return { items: checked, outcomes: Object.fromEntries(outcomes), problems };
}

function runForReport(
  test: Test,
  { items }: QtiContent,
  responses: ItemResponses,
  options: ResponseOptions,
  outcomes: Map<string, Readonly<Record<string, OutcomeValue>>>,
): void {
  const byPath = new Map(items.map((item) => [item.file, item]));
  const findItem = (ref: ItemRef) => {
    const target = resolvePath(ref.href, ref.from);
    return target.kind === 'path' ? (byPath.get(target.path) ?? null) : null;
  };
  const run = runTest(test, planTest(test, options.seed), { ...options, responses, findItem });
  for (const { planned, item, state } of run.items) {
    if (!item || !state || outcomes.has(planned.key)) continue;
    if (responses[planned.key] !== undefined || responses[planned.ref.id] !== undefined) {
      outcomes.set(planned.key, outcomesOf(item, state));
    }
  }
  outcomes.set(test.id, Object.fromEntries([...run.values].map(([id, value]) => [id, plainValue(value)])));
}

function checkTestRules(test: Test, problemsOf: QtiContent['problemsOf']): void {
  const isDeclared = (id: string) =>
    id.includes('.') || id === 'duration' || test.outcomes.some((o) => o.id === id);
  checkRuleList(test.outcomeRules, 'outcome', isDeclared, problemsOf(test.file));
}

function correctOf(item: Item, state: ItemState): Readonly<Record<string, CorrectValue>> {
  const entries = item.responses.flatMap((declaration): [string, CorrectValue][] => {
    const value = state.corrects.get(declaration.id) ?? null;
    return value ? [[declaration.id, correctValue(value, declaration)]] : [];
  });
  return Object.fromEntries(entries);
}

/** Numbers keep the spelling of the file (`1.50`) as long as template processing did not set them. */
function correctValue(value: Value, { correct, correctTexts, baseType }: ResponseDeclaration): CorrectValue {
  if (value.cardinality === 'record') {
    return Object.fromEntries(
      [...(value.fields ?? [])].map(([name, field]) => [name, writeScalar(field.values[0] ?? '')]),
    );
  }
  const isAsWritten =
    value === correct &&
    baseType !== 'string' &&
    baseType !== 'point' &&
    correctTexts.length === value.values.length;
  const texts = isAsWritten ? correctTexts : value.values.map(writeScalar);
  return value.cardinality === 'single' ? (texts[0] ?? '') : texts;
}

/** The declared outcomes (and SCORE where a rule set it undeclared); completionStatus of adaptive items. */
export function outcomesOf(item: Item, state: ItemState): Readonly<Record<string, OutcomeValue>> {
  const ids = new Set(item.outcomes.map(({ id }) => id));
  if (item.isAdaptive) ids.add('completionStatus');
  if (state.values.has('SCORE')) ids.add('SCORE');
  return Object.fromEntries([...ids].map((id) => [id, plainValue(state.values.get(id) ?? null)]));
}

function plainValue(value: MaybeValue): OutcomeValue {
  if (!value) return null;
  if (value.cardinality === 'record') {
    return Object.fromEntries([...(value.fields ?? [])].map(([name, field]) => [name, plainValue(field)]));
  }
  return value.cardinality === 'single' ? (value.values[0] ?? null) : value.values;
}
