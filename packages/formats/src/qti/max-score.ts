// The highest score an item can give: what it declares, else the best its own rules give to the responses worth trying.
import { candidatesFor } from './best-responses.ts';
import type { ItemState } from './item-state.ts';
import type { Item, MaybeValue } from './model.ts';
import { collectProblems } from './problems.ts';
import { processResponseValues, rulesOf } from './response-processing.ts';
import type { ResponseOptions } from './response-processing.ts';
import { standardTemplateOf } from './upgrade.ts';
import { elementsOf, findAttribute } from './xml-tree.ts';

/** Steps of all trial runs together, and the runs. */
const trialSteps = 60_000;
const mostRuns = 400;

function numberIn(value: MaybeValue | undefined): number | null {
  const scalar = value?.values[0];
  return typeof scalar === 'number' ? scalar : null;
}

/**
 * The maximum score: `normal-maximum` of SCORE, else the default of MAXSCORE, else the best SCORE that the item's own rules
 * give to its correct, best mapped and enumerable responses. Null where a person marks, where no rule sets SCORE, where
 * nothing tells a good response, and for adaptive items that declare no maximum.
 */
export function maxScoreOf(item: Item, state: ItemState, options: ResponseOptions): number | null {
  const score = item.outcomes.find((o) => o.id === 'SCORE');
  if (score && score.normalMaximum !== null) return score.normalMaximum;
  const declared = numberIn(item.outcomes.find((o) => o.id === 'MAXSCORE')?.defaultValue ?? null);
  if (declared !== null) return declared;
  if (item.isAdaptive || (score?.externalScored ?? null) !== null || !setsScore(item, options)) return null;
  return bestScore(item, state, options);
}

function standardOf({ responseProcessing: processing }: Item): string | null {
  return standardTemplateOf(processing?.template ?? processing?.templateLocation ?? null);
}

function setsScore(item: Item, options: ResponseOptions): boolean {
  const processing = item.responseProcessing;
  if (!processing) return false;
  if (processing.rules.length === 0 && standardOf(item) !== null) return true;
  const silent = { ...options, problems: collectProblems('', []) };
  return rulesOf(item, silent).some((rule) =>
    [...elementsOf(rule)].some(
      (e) => /^qti-(?:set|lookup)-outcome-value$/.test(e.name) && findAttribute(e, 'identifier') === 'SCORE',
    ),
  );
}

function bestScore(item: Item, state: ItemState, options: ResponseOptions): number | null {
  const silent: ResponseOptions = {
    ...options,
    problems: collectProblems('', []),
    budget: { left: trialSteps },
  };
  const isStandard = item.responseProcessing?.rules.length === 0 && standardOf(item) !== null;
  const rules = isStandard ? null : rulesOf(item, silent);
  const bound = item.responses.filter((r) => item.interactions.some(({ id }) => id === r.id));
  const lists = bound.map((r) => candidatesFor(item, r, state.corrects.get(r.id) ?? null, rules));
  let runs = 0;
  const scoreOf = (values: readonly (MaybeValue | undefined)[]) => {
    if (runs++ >= mostRuns) return null;
    const given = new Map(bound.map(({ id }, i) => [id, values[i] ?? null]));
    const after = processResponseValues(item, state, given, silent);
    return after.isSound ? numberIn(after.values.get('SCORE')) : null;
  };
  let chosen: (MaybeValue | undefined)[] = lists.map((list) => list[0]);
  let best = scoreOf(chosen) ?? -Infinity;
  // Climb response by response, twice: what one response pays seldom hangs on another.
  for (let round = 0; round < 2; round++) {
    for (const [i, list] of lists.entries()) {
      for (const value of [...list.slice(1), null]) {
        const changed = chosen.with(i, value);
        const score = scoreOf(changed) ?? -Infinity;
        if (score > best) [best, chosen] = [score, changed];
      }
    }
  }
  const isTold = bound.some((r) => (state.corrects.get(r.id) ?? r.mapping ?? r.areaMapping) !== null);
  return best === -Infinity || (best <= 0 && !isTold) ? null : best;
}
