import { exchangeItems } from './assembly-exchange.ts';
import { findGoal } from './assembly-goal.ts';
import { findFormClasses } from './assembly-items.ts';
import { buildProgram } from './assembly-milp.ts';
import type { FormGroup } from './assembly-building.ts';
import { findSharing } from './assembly-overlap.ts';
import { findUnits } from './assembly-units.ts';
import { solveWhole, writeStart } from './assembly-whole.ts';
import type { Found, Stage } from './assembly-whole.ts';

/** Forms by their number; every entry lists positions of items. */
type Forms = (readonly number[])[];

/** Finds several forms: bound, shadow assembly, pairs anew, and the whole program for what is left open. */
export function findParallelForms(stage: Stage): Found {
  const { model, goal, solve, options } = stage;
  const classes = findFormClasses(model);
  const groups = classes.map((forms): FormGroup => ({
    form: forms[0] ?? 0,
    count: forms.length,
    integer: false,
  }));
  const relaxation = buildProgram(model, { objective: options.objective, groups });
  const relaxed = solve(relaxation.program, { relaxed: true });
  if (!('values' in relaxed)) return { status: relaxed.status };
  const bound = relaxed.objective;
  if (options.objective) options.onStep?.({ objective: null, bound });

  const pool = options.objective ? findCore(stage, relaxation.columnOf, groups, relaxed) : undefined;
  const everything = [...model.items.keys()];
  const wanted = goal.lower(bound, Math.max(0.95 * goal.findSlack(bound), FAST_GAP * goal.findUnit(bound)));
  const built =
    (pool ? exchangeItems(stage, pool.items, pool.weights, wanted) : null) ??
    assembleDisjoint(stage) ??
    (pool && pool.items.length < everything.length
      ? assembleWithShadow(stage, classes, pool.items, bound)
      : null) ??
    assembleWithShadow(stage, classes, everything, bound);
  if (!built) return solveWhole(stage);
  if (!options.objective) return { status: 'optimal', forms: built.map((form) => [...form]), bound: null };
  const better = improvePairs(stage, built, pool?.items ?? everything, bound);
  const forms = better.map((form) => [...form]);
  if (goal.isClose(goal.score(forms), bound)) return { status: 'optimal', forms, bound };
  return solveWhole(stage, { forms, bound });
}

/**
 * Where forms may share some items, forms that share none but the included ones keep the rules as well and are soon
 * found; what sharing gains is left to the improvement. Null where sharing is not limited, or is needed.
 */
function assembleDisjoint(stage: Stage): Forms | null {
  const { model } = stage;
  if (findSharing(model) !== 'limited') return null;
  const strict = { ...model, overlap: { max: (model.include ?? []).length }, gap: FAST_GAP * 5 };
  if (strict.overlap.max > model.overlap.max) return null;
  const found = findParallelForms({
    ...stage,
    model: strict,
    goal: findGoal(strict),
    options: { objective: stage.options.objective },
  });
  return 'forms' in found ? found.forms : null;
}

/** The items worth trying first: all that the relaxation uses, and those of the least reduced cost. */
function findCore(
  { model }: Stage,
  columnOf: (item: number, group: number) => number | undefined,
  groups: readonly FormGroup[],
  { values, reducedCosts }: { values: Float64Array; reducedCosts?: Float64Array },
): { items: number[]; weights: Map<number, number> } {
  const { units, unitOf } = findUnits(model);
  const priced = units.map((items, unit) => {
    const sum = (of: ArrayLike<number> | undefined, group: number): number =>
      items.reduce((total, item) => total + (of?.[columnOf(item, group) ?? -1] ?? 0), 0) / items.length;
    const used = groups.reduce((total, _group, group) => total + sum(values, group), 0);
    // Within a unit prices are arbitrary; what the unit costs is their sum.
    const price = Math.min(...groups.map((_group, group) => Math.abs(sum(reducedCosts, group))));
    return { unit, used, price: used > 1e-9 ? 0 : price };
  });
  const length = (unit: number): number => units[unit]?.length ?? 0;
  const used = priced.reduce((sum, one) => sum + (one.used > 1e-9 ? length(one.unit) : 0), 0);
  const wanted = Math.ceil(used * CORE_SHARE) + CORE_MORE;
  const items: number[] = [];
  for (const { unit } of [...priced].sort(
    (one, other) => one.price - other.price || other.used - one.used || one.unit - other.unit,
  )) {
    if (items.length >= wanted) break;
    items.push(...(units[unit] ?? []));
  }
  const weights = unitOf.map((unit, item): [number, number] => {
    const { used: share = 0, price = 0 } = priced[unit] ?? {};
    return [item, share - price];
  });
  return { items, weights: new Map(weights) };
}

/** The gap that exchanging items is worth trying for; what is asked beyond it is left to pairs. */
const FAST_GAP = 2e-3;
const CORE_SHARE = 1.15;
const CORE_MORE = 40;

/**
 * Form after form, each beside one continuous column an item for the sum of the forms still to come, so that the
 * first cannot take what the last needs. Null where a form could not be found.
 */
function assembleWithShadow(
  { model, goal, solve, options }: Stage,
  classes: readonly (readonly number[])[],
  pool: readonly number[],
  bound: number,
): Forms | null {
  const anchors = new Set(model.include);
  const isDisjoint = findSharing(model) === 'disjoint';
  const waiting = classes.map((forms) => [...forms]);
  const forms: number[][] = [];
  const done: number[][] = [];
  const used = new Set<number>();
  const tolerance = Math.max(goal.findSlack(bound), LEAST_TOLERANCE * goal.findUnit(bound));
  for (let step = 0; step < model.forms; step += 1) {
    // The class with most forms left: the shadow then speaks for forms like the one being made.
    const own = waiting.reduce((best, one) => (one.length > best.length ? one : best));
    const form = own.shift() ?? 0;
    const groups: FormGroup[] = [{ form, count: 1, integer: true }];
    for (const left of waiting) {
      if (left[0] !== undefined) groups.push({ form: left[0], count: left.length, integer: false });
    }
    const built = buildProgram(model, {
      objective: options.objective,
      groups,
      pool: pool.filter((item) => !used.has(item)),
      fixed: done,
    });
    const decided = model.objective.kind === 'max-sum' ? goal.score(done) : 0;
    // Later forms inherit what earlier ones gave away, so the early ones are held to more.
    const share = FIRST_SHARE + ((1 - FIRST_SHARE) * step) / model.forms;
    const answer = solve(built.program, {
      slack: tolerance * CLOSE_SHARE,
      maxNodes: STEP_NODES,
      ...(options.objective ? { target: goal.lower(bound, tolerance * share) - decided } : {}),
    });
    if (!('values' in answer)) return null;
    const [found = []] = built.readGroups(answer.values);
    forms[form] = found;
    done.push(found);
    if (isDisjoint) {
      for (const item of found) if (!anchors.has(model.items[item]?.id ?? '')) used.add(item);
    }
  }
  return forms;
}

/** Relative tolerance of a shadow step, however small the model's gap: pairs come nearer at less cost. */
const LEAST_TOLERANCE = 3e-3;
const FIRST_SHARE = 0.4;
const CLOSE_SHARE = 0.2;
const STEP_NODES = 10;

/** Takes pairs of forms apart and assembles them anew, best for both, until the gap is reached or no pair gains. */
function improvePairs(stage: Stage, built: Forms, pool: readonly number[], bound: number): Forms {
  const { model, goal, options } = stage;
  let forms = built;
  for (;;) {
    const score = goal.score(forms);
    options.onStep?.({ objective: score, bound });
    if (goal.isClose(score, bound)) return forms;
    const better = listPairs(stage, forms).reduce<Forms | null>(
      (found, pair) => found ?? solvePair(stage, forms, pair, pool, bound),
      null,
    );
    if (!better) return forms;
    forms = better;
    if (model.forms < 2) return forms;
  }
}

/** The pairs worth solving anew, the worst form with the best first. A sum can gain in any pair. */
function listPairs({ model, goal }: Stage, forms: Forms): number[][] {
  const scores = forms.map((form) => goal.scoreForm(form));
  const ranked = [...forms.keys()].sort((one, other) =>
    goal.isBetter(scores[one] ?? 0, scores[other] ?? 0) ? 1 : -1,
  );
  const pairs = ranked.flatMap((one, at) =>
    ranked
      .slice(at + 1)
      .reverse()
      .map((other) => [one, other]),
  );
  const worth = model.objective.kind === 'max-sum' ? pairs : pairs.slice(0, forms.length - 1);
  // With nothing to share out, a form alone can only gain from items that others may share with it.
  return findSharing(model) === 'limited' ? [...ranked.map((one) => [one]), ...worth] : worth;
}

function solvePair(
  { model, goal, solve }: Stage,
  forms: Forms,
  pair: readonly number[],
  pool: readonly number[],
  bound: number,
): Forms | null {
  const others = forms.filter((_, form) => !pair.includes(form));
  const anchors = new Set(model.include);
  const taken = new Set(
    findSharing(model) === 'disjoint'
      ? others.flat().filter((item) => !anchors.has(model.items[item]?.id ?? ''))
      : [],
  );
  const own = pair.map((form) => forms[form] ?? []);
  const open = [...new Set([...pool, ...own.flat()])].filter((item) => !taken.has(item));
  const built = buildProgram(model, {
    objective: true,
    groups: pair.map((form): FormGroup => ({ form, count: 1, integer: true })),
    pool: open,
    fixed: others,
  });
  const before = goal.score(own);
  const slack = goal.findSlack(bound);
  const decided = model.objective.kind === 'max-sum' ? goal.score(others) : 0;
  const answer = solve(built.program, {
    slack: slack / 4,
    maxNodes: PAIR_NODES,
    target: goal.lower(bound, slack) - decided,
    start: writeStart(model, built, own, before),
  });
  if (!('values' in answer)) return null;
  const found = built.readGroups(answer.values);
  if (!goal.isBetter(goal.score(found), before)) return null;
  const better = [...forms];
  pair.forEach((form, at) => (better[form] = found[at] ?? []));
  return better;
}

const PAIR_NODES = 40;
