import { findTargets, findValues } from './assembly-items.ts';
import { buildProgram } from './assembly-milp.ts';
import type { AssemblyProgram } from './assembly-milp.ts';
import { findSharing } from './assembly-overlap.ts';
import type { Stage } from './assembly-whole.ts';
import { createPrng, drawFraction } from './prng.ts';

/** Branches spent on one form: any other form will do, so the first found is taken. */
const NODES = 5;
/** The part of the greatest drawn total that a form may lack of it. */
const CONTENT = 0.05;

/**
 * Other forms for these, one after another: every item gets a value drawn from the seed, and the form of the greatest
 * total is taken that keeps all rules and an objective of at least `floor`. Slower than exchanging, but it suits every
 * model. A form for which nothing is found stays.
 */
export function redrawForms(stage: Stage, forms: readonly number[][], floor: number): number[][] {
  const { model, goal, solve } = stage;
  const prng = createPrng(model.seed);
  const drawn = model.items.map(() => drawFraction(prng));
  const redrawn = [...forms];
  forms.forEach((own, form) => {
    if (stage.isOver()) return;
    const others = redrawn.filter((_, at) => at !== form);
    const pool = findOpen(stage, own, others);
    if (pool.length === 0) return;
    const built = buildProgram(model, {
      objective: false,
      groups: [{ form, count: 1, integer: true }],
      pool,
      fixed: others,
    });
    const { program, columnOf } = built;
    const start = new Float64Array(program.columns.length);
    const standing = new Set(own);
    drawn.forEach((value, item) => {
      const at = columnOf(item, 0);
      const column = program.columns[at ?? -1];
      if (at === undefined || !column) return;
      column.cost = value;
      start[at] = standing.has(item) ? 1 : 0;
    });
    addFloor(stage, built, floor, others);
    const answer = solve(
      { ...program, sense: 'max' },
      { slack: CONTENT * own.length, maxNodes: NODES, start },
    );
    if (!('values' in answer)) return;
    const [found = own] = built.readGroups(answer.values);
    const tried = redrawn.with(form, found);
    if (!goal.isBetter(floor, goal.score(tried))) redrawn[form] = found;
  });
  return redrawn;
}

/** The items a form may take: where forms share none, not those of the others. */
function findOpen(
  { model }: Stage,
  own: readonly number[],
  others: readonly (readonly number[])[],
): number[] {
  if (findSharing(model) !== 'disjoint') return [...model.items.keys()];
  const taken = new Set(others.flat());
  for (const item of own) taken.delete(item);
  return [...model.items.keys()].filter((item) => !taken.has(item));
}

/** The rows that hold one form's objective, beside the other forms, to a value. */
function addFloor(
  { model, goal }: Stage,
  { program, columnOf }: AssemblyProgram,
  floor: number,
  others: readonly (readonly number[])[],
): void {
  const { kind } = model.objective;
  const values = model.items.map((item) => findValues(model, item));
  const add = (lower: number, upper: number, valueOf: (points: readonly number[]) => number): void => {
    const terms = values.flatMap((points, item) => {
      const column = columnOf(item, 0);
      const value = valueOf(points);
      return column === undefined || value === 0 ? [] : [{ column, value }];
    });
    program.rows.push({
      rule: '',
      member: [],
      count: 1,
      lower,
      upper,
      columns: terms.map(({ column }) => column),
      values: terms.map(({ value }) => value),
    });
  };
  if (kind === 'max-sum') {
    add(floor - goal.score(others), Infinity, (points) => points.reduce((sum, value) => sum + value, 0));
    return;
  }
  findTargets(model).forEach((target, point) => {
    const least = kind === 'maximin' ? floor * target : target - floor;
    add(least, kind === 'maximin' ? Infinity : target + floor, (points) => points[point] ?? 0);
  });
}
