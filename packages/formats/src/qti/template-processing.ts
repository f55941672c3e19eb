// Template processing (QTI 3.0 ASI): gives the template variables of one clone their values, and with them correct responses
// and defaults. The same item and seed give the same clone.
import { ProcessingStop, singleBoolean } from './evaluation.ts';
import { evaluate } from './expressions.ts';
import { coerce, contextOf, findDeclared, initialOutcome } from './item-state.ts';
import type { ItemState, RunOptions } from './item-state.ts';
import type { Item, MaybeValue } from './model.ts';
import { runRules, targetOf, valueOfRule } from './rules.ts';
import type { RuleHandler } from './rules.ts';
import { childrenOf } from './xml-tree.ts';

/** A constraint that still fails then makes the clone the one of the defaults (ASI, templateConstraint: at least 100). */
const mostRestarts = 100;

interface Drafts {
  readonly values: Map<string, MaybeValue>;
  readonly corrects: Map<string, MaybeValue>;
  readonly defaults: Map<string, MaybeValue>;
}

/** The state after template processing; the given state where the item has none, or where its rules would not end (told). */
export function processTemplate(item: Item, state: ItemState, options: RunOptions): ItemState {
  if (item.templateRules.length === 0) return state;
  const { problems } = options;
  const draft: Drafts = { values: new Map(), corrects: new Map(), defaults: new Map() };
  const reset = () => {
    for (const key of ['values', 'corrects', 'defaults'] as const) {
      draft[key].clear();
      for (const [id, value] of state[key]) draft[key].set(id, value);
    }
  };
  const context = contextOf(item, { ...state, ...draft }, options, 'template');
  const handle: RuleHandler = (rule) => {
    const id = targetOf(rule);
    const declared = findDeclared(item, id);
    const mustBe =
      rule.name === 'qti-set-template-value'
        ? 'template'
        : rule.name === 'qti-set-correct-response'
          ? 'response'
          : null;
    switch (rule.name) {
      case 'qti-template-constraint': {
        const [test] = childrenOf(rule);
        return test && singleBoolean(evaluate(test, context), test, context) === true ? null : 'restart';
      }
      case 'qti-set-template-value':
      case 'qti-set-correct-response':
      case 'qti-set-default-value': {
        if (!declared || (mustBe !== null && declared.kind !== mustBe)) {
          problems.add(
            'error',
            'variable_undeclared',
            rule,
            `“${id}” is no declared ${mustBe ?? 'variable'} of ${item.id}.`,
          );
          return null;
        }
        const value = coerce(valueOfRule(rule, context), declared, rule, problems);
        if (rule.name === 'qti-set-template-value') draft.values.set(id, value);
        else if (rule.name === 'qti-set-correct-response') draft.corrects.set(id, value);
        else {
          draft.defaults.set(id, value);
          if (declared.kind === 'outcome') draft.values.set(id, initialOutcome(declared, value));
        }
        return null;
      }
      default:
        return 'unknown';
    }
  };
  try {
    for (let restarts = 0; restarts <= mostRestarts; restarts++) {
      reset();
      if (runRules(item.templateRules, 'template', context, handle) !== 'restart') {
        return { ...state, ...draft };
      }
    }
    problems.add(
      'warning',
      'template_constraint',
      item.root,
      `No values of ${item.id} met its constraints in ${mostRestarts} restarts; the defaults hold.`,
    );
    return state;
  } catch (error) {
    if (!(error instanceof ProcessingStop)) throw error;
    problems.add(
      'error',
      'step_limit',
      item.root,
      `Template processing of ${item.id} did not end within its steps; the defaults hold.`,
    );
    return { ...state, isSound: false };
  }
}
