import { buildProgram } from './assembly-milp.ts';
import { solveWhole, tighten, writeStart } from './assembly-whole.ts';
import type { Found, Stage } from './assembly-whole.ts';

/** The core of one form to begin with: at least so many items, and this part of the bank. */
const CORE_LEAST = 150;
const CORE_PART = 0.25;
/** The part of the gap that is asked of the engine: the rest is room for each seed to have its own form. */
const AIM = 0.5;

/**
 * In the relaxation an item that is not where its reduced cost wants it takes that much from the objective. So a
 * program over the items of small reduced cost alone, the others staying where they are, has an optimum that no
 * other form beats by more than the gap, once the least reduced cost left out reaches that far.
 */
export function findOneForm(stage: Stage): Found {
  const { model, goal, solve, options } = stage;
  const built = buildProgram(model, { objective: true });
  const relaxed = solve(built.program, { relaxed: true });
  if (!('values' in relaxed)) return { status: relaxed.status };
  options.onStep?.({ objective: null, bound: relaxed.objective });
  const { values, reducedCosts = new Float64Array() } = relaxed;
  const column = (item: number): number => built.columnOf(item, 0) ?? 0;
  const price = (item: number): number => Math.abs(reducedCosts[column(item)] ?? 0);
  const all = [...model.items.keys()];
  const byPrice = all.map(price).sort((one, other) => one - other);
  let width = byPrice[Math.max(CORE_LEAST, Math.round(model.items.length * CORE_PART))] ?? Infinity;
  let known: { forms: number[][]; bound: number | null } | undefined;

  for (;;) {
    const open = all.filter((item) => price(item) < width);
    const fixed = all.filter((item) => price(item) >= width && (values[column(item)] ?? 0) > 0.5);
    const left = all.filter((item) => price(item) >= width).map(price);
    const nearest = Math.min(...left);
    if (left.length === 0) return solveWhole(stage, known);
    const core = buildProgram(model, { objective: true, pool: [...open, ...fixed] });
    for (const item of fixed) {
      const kept = core.program.columns[core.columnOf(item, 0) ?? -1];
      if (kept) kept.lower = 1;
    }
    const score = known ? goal.score(known.forms) : goal.lower(relaxed.objective, 0);
    const answer = solve(core.program, {
      whole: true,
      slack: goal.findSlack(score) * AIM,
      start: known && writeStart(model, core, known.forms, score),
    });
    if (!('values' in answer)) {
      if (answer.status === 'unknown') return known ? { status: 'feasible', ...known } : answer;
      width *= 4;
      continue;
    }
    const forms = core.readGroups(answer.values);
    const found = goal.score(forms);
    const outside = goal.lower(relaxed.objective, nearest);
    const bound = tighten(goal, goal.best(answer.bound, outside), relaxed.objective);
    known = { forms, bound };
    options.onStep?.({ objective: found, bound });
    if (goal.isClose(found, bound)) return { status: 'optimal', ...known };
    if (answer.status !== 'optimal') return { status: 'feasible', ...known };
    // The width that the value found asks for, and a little more against rounding.
    width = Math.max(nearest * 1.01, Math.abs(relaxed.objective - found) - goal.findSlack(found) + 1e-6);
  }
}
