import { layTable } from './assembly-board.ts';
import { redrawForms } from './assembly-redraw.ts';
import type { Stage } from './assembly-whole.ts';
import { createPrng } from './prng.ts';

const CYCLES = 3;
const LEVELS = 60;
const WARM = 0.3;
const COLD = 0.002;
/** Moves a level for every place in the forms. */
const MOVES = 60;
/** Moves for every place in the forms with which finished ones are varied. */
const VARYING = 600;
const VARYING_LEVELS = 20;
/** The part of the items that must have changed for forms to count as others. */
const LEAST_MOVED = 0.04;

/**
 * Forms made by exchanging items one against one under simulated annealing (Kirkpatrick, Gelatt and Vecchi, 1983):
 * a broken rule or a point below `wanted` costs, and a costly exchange becomes rarer with every level. It proves
 * nothing and promises nothing, but where rules leave some room it comes near the bound in a second or two. Null
 * for models it does not suit (no size) and where a rule stays broken. The number of
 * moves is fixed, so the seed decides the outcome.
 */
export function exchangeItems(
  stage: Stage,
  pool: readonly number[],
  weights: ReadonlyMap<number, number>,
  wanted: number,
): number[][] | null {
  const { model, goal } = stage;
  const table = layTable(stage, pool, wanted, { weights });
  if (!table) return null;
  const prng = createPrng(model.seed);
  let best: number[][] | null = null;
  for (let step = 0; step < CYCLES * (LEVELS + 1) && !stage.isOver(); step += 1) {
    const level = step % (LEVELS + 1);
    if (level === 0) table.soften();
    // A second and third time less warm: what is already good should not be melted down.
    const warm = step <= LEVELS ? WARM : WARM / 4;
    const heat = level === LEVELS ? 0 : warm * (COLD / warm) ** (level / (LEVELS - 1));
    table.exchange(MOVES * (model.size ?? 0) * model.forms, heat, prng);
    if (!table.isSound()) {
      if (level > LEVELS / 2) table.stiffen();
      continue;
    }
    const found = table.readForms();
    if (best === null || goal.isBetter(goal.score(found), goal.score(best))) best = found;
    if (!goal.isBetter(wanted, goal.score(best))) return best;
  }
  return best;
}

/**
 * Other forms as good as these within the model's gap, wandered to by random exchanges that break no rule, or solved for
 * anew where exchanging moves nothing: so that each seed has its own paper, and no item is worn out by being best by a
 * hair. The forms themselves where nothing is left of the gap.
 */
export function varyForms(stage: Stage, forms: number[][], bound: number): number[][] {
  const { goal } = stage;
  const score = goal.score(forms);
  if (!goal.isClose(score, bound)) return forms;
  // A hair better than the gap allows, so that rounding cannot take the proof away.
  const floor = goal.lower(bound, goal.findSlack(score) * (1 - 1e-3));
  if (!goal.isBetter(score, floor)) return forms;
  const varied = wanderFrom(stage, forms, bound, floor) ?? redrawForms(stage, forms, floor);
  return goal.isClose(goal.score(varied), bound) ? varied : forms;
}

/** Null where exchanging does not suit the model, or moves too little of a single form. */
function wanderFrom(
  { model, goal, ...rest }: Stage,
  forms: number[][],
  bound: number,
  floor: number,
): number[][] | null {
  const pool = [...model.items.keys()];
  const moves = VARYING * (model.size ?? 0) * model.forms;
  const before = new Set(forms.flat());
  // Warm first, which gets further away but may not come back; cold, every exchange on the way keeps every rule.
  for (const warm of [WARM / 10, 0]) {
    const table = layTable({ model, goal, ...rest }, pool, floor, { forms });
    if (!table) return null;
    const prng = createPrng(model.seed);
    for (let level = VARYING_LEVELS; level >= 0; level -= 1) {
      table.exchange(moves / VARYING_LEVELS, (warm * level) / VARYING_LEVELS, prng);
    }
    const varied = table.readForms();
    const moved = varied.flat().filter((item) => !before.has(item)).length;
    if (table.isSound() && goal.isClose(goal.score(varied), bound) && moved >= LEAST_MOVED * before.size)
      return varied;
  }
  // Several forms were drawn by the seed already; solving for them anew would cost more than all that went before.
  return model.forms > 1 ? forms : null;
}
