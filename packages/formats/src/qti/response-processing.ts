// Response processing (QTI 3.0 ASI): from the responses of one attempt to outcomes.
//   start ── template processing ──► not_attempted ── attempt ──► outcomes ── attempt (adaptive: outcomes carried on) ──► …
// An item that is not adaptive starts every attempt from its default outcomes.
import type { ResponseInput } from '../check.ts';
import { ProcessingStop, singleNumber } from './evaluation.ts';
import type { Context } from './evaluation.ts';
import { coerce, contextOf, findDeclared, initialOutcome, initialState } from './item-state.ts';
import type { Declared, ItemState, RunOptions } from './item-state.ts';
import type { Item, MaybeValue } from './model.ts';
import { readResponseInput } from './response-input.ts';
import { rulesOfTemplate } from './response-templates.ts';
import { lookUp, runRules, targetOf, valueOfRule } from './rules.ts';
import { processTemplate } from './template-processing.ts';
import { standardTemplateOf } from './upgrade.ts';
import { single } from './values.ts';
import type { XmlElement } from './xml-tree.ts';

export interface ResponseOptions extends RunOptions {
  /** Rules of templates that the package itself holds, by the address an item names. */
  readonly templates?: ReadonlyMap<string, readonly XmlElement[]>;
}

/** The state in which a candidate meets the item: template processing has run; the same seed gives the same clone. */
export function startItem(item: Item, options: RunOptions): ItemState {
  return processTemplate(item, initialState(item, options), options);
}

/** The rules an item's responses are judged by: its own, else its template's; none (told) where the template is not known. */
export function rulesOf(item: Item, options: ResponseOptions): readonly XmlElement[] {
  const processing = item.responseProcessing;
  if (!processing) return [];
  if (processing.rules.length > 0) return processing.rules;
  const { template, templateLocation } = processing;
  for (const address of [template, templateLocation]) {
    const standard = standardTemplateOf(address);
    const rules = standard === null ? undefined : rulesOfTemplate(standard);
    const own = address === null ? undefined : options.templates?.get(address);
    if (rules ?? own) return rules ?? own ?? [];
  }
  if (template !== null || templateLocation !== null) {
    options.problems.add(
      'error',
      'template_unknown',
      null,
      `The response processing template ${template ?? templateLocation ?? ''} of ${item.id} is not known.`,
    );
  }
  return [];
}

/**
 * Runs one attempt. A response that is none for its declaration counts as not given (told). What is not mentioned keeps
 * what it had before the attempt – its default, or the answer of the attempt before – but a button that did not end the
 * attempt is false (ASI, endAttemptInteraction).
 */
export function processResponses(
  item: Item,
  state: ItemState,
  responses: Readonly<Record<string, ResponseInput>>,
  options: ResponseOptions,
): ItemState {
  const given = new Map<string, MaybeValue>();
  for (const { id, kind } of item.interactions)
    if (kind === 'end-attempt') given.set(id, single('boolean', false));
  for (const declaration of item.responses) {
    if (!Object.hasOwn(responses, declaration.id)) continue;
    const read = readResponseInput(responses[declaration.id], declaration);
    if ('fault' in read) {
      options.problems.add(
        'warning',
        'response_invalid',
        declaration.line,
        `Response ${declaration.id} of ${item.id}: ${read.fault}; it counts as not given.`,
      );
    }
    given.set(declaration.id, 'value' in read ? read.value : null);
  }
  for (const id of Object.keys(responses)) {
    if (!item.responses.some((r) => r.id === id)) {
      options.problems.add(
        'warning',
        'response_undeclared',
        null,
        `The item ${item.id} has no response ${id}.`,
      );
    }
  }
  return processResponseValues(item, state, given, options);
}

/** Runs one attempt with responses that are values already. */
export function processResponseValues(
  item: Item,
  state: ItemState,
  given: ReadonlyMap<string, MaybeValue>,
  options: ResponseOptions,
): ItemState {
  const values = new Map([...state.values, ...given]);
  const attempts = state.attempts + 1;
  values.set('numAttempts', single('integer', attempts));
  if (!item.isAdaptive || attempts === 1) {
    const isDeclared = item.outcomes.some((o) => o.id === 'completionStatus');
    values.set(
      'completionStatus',
      single('identifier', item.isAdaptive || isDeclared ? 'unknown' : 'completed'),
    );
  }
  if (!item.isAdaptive) {
    for (const outcome of item.outcomes) {
      if (outcome.id !== 'completionStatus')
        values.set(outcome.id, initialOutcome(outcome, state.defaults.get(outcome.id) ?? null));
    }
  }
  const before = { ...state, values: new Map(values), attempts };
  const rules = rulesOf(item, options);
  const running = { ...before, values };
  try {
    const context = contextOf(item, running, options, `attempt-${attempts}`);
    runRules(rules, 'response', context, (rule) => handleRule(rule, item, values, context));
    if (!item.isAdaptive && isUnknown(values))
      values.set('completionStatus', single('identifier', 'completed'));
    return running;
  } catch (error) {
    if (!(error instanceof ProcessingStop)) throw error;
    options.problems.add(
      'error',
      'step_limit',
      null,
      `Response processing of ${item.id} did not end within its steps; its outcomes are the defaults.`,
    );
    return { ...before, isSound: false };
  }
}

const isUnknown = (values: ReadonlyMap<string, MaybeValue>) =>
  values.get('completionStatus')?.values[0] === 'unknown';

/** SCORE is understood by every template, also where a file forgot to declare it. */
const forgottenScore: Declared = {
  id: 'SCORE',
  kind: 'outcome',
  cardinality: 'single',
  baseType: 'float',
  defaultValue: null,
};

function handleRule(
  rule: XmlElement,
  item: Item,
  values: Map<string, MaybeValue>,
  context: Context,
): 'unknown' | null {
  const isLookup = rule.name === 'qti-lookup-outcome-value';
  if (rule.name !== 'qti-set-outcome-value' && !isLookup) return 'unknown';
  const id = targetOf(rule);
  let declared = findDeclared(item, id);
  if (!declared && id === 'SCORE') {
    context.problems.add('warning', 'score_undeclared', rule, `${item.id} sets SCORE without declaring it.`);
    declared = forgottenScore;
  }
  if (declared?.kind !== 'outcome') {
    context.problems.add(
      'error',
      'variable_undeclared',
      rule,
      `“${id}” is no declared outcome of ${item.id}.`,
    );
    return null;
  }
  const value = valueOfRule(rule, context);
  if (!isLookup) {
    values.set(id, coerce(value, declared, rule, context.problems));
    return null;
  }
  const table = item.outcomes.find((o) => o.id === id)?.lookupTable ?? null;
  if (!table)
    context.problems.add('error', 'lookup_table_missing', rule, `The outcome ${id} has no table to look up.`);
  else values.set(id, lookUp(table, singleNumber(value, rule, context), declared));
  return null;
}
