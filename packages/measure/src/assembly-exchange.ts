import { findTargets, findValues } from './assembly-items.ts';
import { buildProgram } from './assembly-milp.ts';
import { findSharing } from './assembly-overlap.ts';
import type { Stage } from './assembly-whole.ts';
import { createPrng, drawBelow, drawFraction } from './prng.ts';
import type { Prng } from './prng.ts';

/** A rule of one form as the exchange counts it: what the limits allow costs nothing, `unit` beyond them costs 1. */
interface Limit {
  lower: number;
  upper: number;
  unit: number;
}

/** The limits of one form, and for every item of the pool the limits it counts in and by how much. */
interface FormLimits {
  limits: Limit[];
  rows: number[][];
  values: number[][];
}

const LEVELS = 60;
const WARM = 1;
/** How far away in the order of kin the other item of an exchange is looked for. */
const REACH = 40;
const COLD = 0.002;
/** Moves a level for every place in the forms. */
const MOVES = 60;
/** The part of one item too many that costs 1. */
const RULE_UNIT = 0.1;
/** The part of the objective's unit that weighs as much as one item too many. */
const OBJECTIVE_UNIT = 0.005;

/**
 * Forms made by exchanging items one against one under simulated annealing (Kirkpatrick, Gelatt and Vecchi, 1983):
 * a broken rule or a point below `wanted` costs, and a costly exchange becomes rarer with every level. It proves
 * nothing and promises nothing, but where rules leave some room it comes near the bound in a second or two. Null
 * for models it does not suit (whole groups, limited overlap, no size) and where a rule stays broken. The number of
 * moves is fixed, so the seed decides the outcome.
 */
export function exchangeItems(
  stage: Stage,
  pool: readonly number[],
  weights: ReadonlyMap<number, number>,
  wanted: number,
): number[][] | null {
  const { model, goal } = stage;
  const { size, forms: count } = model;
  if (size === undefined || (model.allOrNone ?? []).length > 0 || findSharing(model) !== 'disjoint')
    return null;
  const ids = (list: readonly string[] | undefined): Set<number> =>
    new Set(model.items.flatMap((item, at) => (list?.includes(item.id) ? [at] : [])));
  const anchors = [...ids(model.include)];
  const barred = new Set([...anchors, ...ids(model.exclude)]);
  const items = pool.filter((item) => !barred.has(item));
  const places = size - anchors.length;
  if (places <= 0 || items.length < places * count) return null;

  const prng = createPrng(model.seed);
  const byForm = Array.from({ length: count }, (_, form) => limitForm(stage, form, items, anchors, wanted));
  const unit = OBJECTIVE_UNIT * goal.findUnit(wanted);
  const gains = items.map((item) =>
    model.objective.kind === 'max-sum'
      ? findValues(model, model.items[item] ?? { id: '', attributes: {} }).reduce((a, b) => a + b, 0) / unit
      : 0,
  );
  const board = dealItems(items, places, count, weights, byForm[0]?.rows ?? []);
  const sums = byForm.map((form, at) => countForm(form, board.slots.slice(at * places, (at + 1) * places)));

  let best: number[][] | null = null;
  const readForms = (): number[][] =>
    Array.from({ length: count }, (_, form) => [
      ...anchors,
      ...board.slots.slice(form * places, (form + 1) * places).map((entry) => items[entry] ?? 0),
    ]);
  const isSound = (): boolean =>
    byForm.every((form, at) => {
      // Counted anew, since a million additions and subtractions leave a trace.
      const sum = countForm(form, board.slots.slice(at * places, (at + 1) * places));
      sums[at] = sum;
      return form.limits.every(
        ({ lower, upper }, row) =>
          row >= form.limits.length - form.goals ||
          ((sum[row] ?? 0) >= lower - 1e-9 && (sum[row] ?? 0) <= upper + 1e-9),
      );
    });

  for (let level = 0; level <= LEVELS; level += 1) {
    const heat = level === LEVELS ? 0 : WARM * (COLD / WARM) ** (level / (LEVELS - 1));
    for (let move = 0; move < MOVES * places * count; move += 1) {
      tryExchange(board, places, byForm, sums, gains, heat, prng);
    }
    if (!isSound()) continue;
    const found = readForms();
    if (best === null || goal.isBetter(goal.score(found), goal.score(best))) best = found;
    if (!goal.isBetter(wanted, goal.score(best))) return best;
  }
  return best;
}

/** Which entries of the pool stand in which place, the places of all forms in a row and the unused entries after them. */
interface Board {
  slots: number[];
  used: number;
  /** Where every entry stands, the reverse of `slots`. */
  placeOf: number[];
  /** The entries with those that count in the same rules side by side, and the reverse. */
  kin: number[];
  kinOf: number[];
}

/** Deals the items of the greatest weight out to the forms, neighbours in the rules to different forms. */
function dealItems(
  items: readonly number[],
  places: number,
  count: number,
  weights: ReadonlyMap<number, number>,
  rows: readonly (readonly number[])[],
): Board {
  const byWeight = [...items.keys()].sort(
    (one, other) =>
      (weights.get(items[other] ?? 0) ?? 0) - (weights.get(items[one] ?? 0) ?? 0) || one - other,
  );
  const used = places * count;
  const key = (entry: number): string => (rows[entry] ?? []).map((row) => String(row).padStart(5)).join();
  const chosen = byWeight
    .slice(0, used)
    .map((entry) => ({ entry, key: key(entry) }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : one.entry - other.entry));
  const slots = new Array<number>(items.length);
  chosen.forEach(({ entry }, at) => (slots[(at % count) * places + Math.floor(at / count)] = entry));
  byWeight.slice(used).forEach((entry, at) => (slots[used + at] = entry));
  const kin = [...items.keys()]
    .map((entry) => ({ entry, key: key(entry) }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : one.entry - other.entry))
    .map(({ entry }) => entry);
  return { slots, used, placeOf: invert(slots), kin, kinOf: invert(kin) };
}

function invert(list: readonly number[]): number[] {
  const inverse = new Array<number>(list.length);
  list.forEach((value, at) => (inverse[value] = at));
  return inverse;
}

/** The limits of a form from the same rows the engine gets, the objective's last (`goals` of them). */
function limitForm(
  { model, goal }: Stage,
  form: number,
  items: readonly number[],
  anchors: readonly number[],
  wanted: number,
): FormLimits & { goals: number } {
  const pool = [...items, ...anchors];
  const built = buildProgram(model, {
    objective: false,
    groups: [{ form, count: 1, integer: true }],
    pool,
  });
  const entryOf = new Map(pool.map((item, entry) => [built.columnOf(item, 0), entry]));
  const limits: Limit[] = [];
  const rows: number[][] = pool.map(() => []);
  const values: number[][] = pool.map(() => []);
  const add = (limit: Limit, terms: Iterable<readonly [number | undefined, number]>): void => {
    let given = 0;
    for (const [entry = 0, value] of terms) {
      if (entry >= items.length) given += value;
      else {
        rows[entry]?.push(limits.length);
        values[entry]?.push(value);
      }
    }
    limits.push({ ...limit, lower: limit.lower - given, upper: limit.upper - given });
  };
  for (const { rule, lower, upper, columns, values: factors } of built.program.rows) {
    // Exchanging one against one keeps the size, and the pool already knows the anchors and the barred.
    if (rule === 'size' || rule === 'include' || rule === 'exclude') continue;
    const unit = factors.reduce((sum, factor) => sum + Math.abs(factor), 0) / Math.max(1, factors.length);
    add(
      { lower, upper, unit: (unit || 1) * RULE_UNIT },
      columns.map((column, at) => [entryOf.get(column), factors[at] ?? 0] as const),
    );
  }
  const rules = limits.length;
  const { kind } = model.objective;
  if (kind !== 'max-sum') {
    findTargets(model).forEach((target, point) => {
      const unit = OBJECTIVE_UNIT * goal.findUnit(wanted) * (kind === 'maximin' ? target : 1);
      const limit =
        kind === 'maximin'
          ? { lower: wanted * target, upper: Infinity, unit }
          : { lower: target - wanted, upper: target + wanted, unit };
      add(
        limit,
        pool.map((item, entry) => {
          const one = model.items[item];
          return [entry, (one ? findValues(model, one)[point] : 0) ?? 0] as const;
        }),
      );
    });
  }
  return { limits, rows, values, goals: limits.length - rules };
}

function countForm({ limits, rows, values }: FormLimits, entries: readonly number[]): Float64Array {
  const sum = new Float64Array(limits.length);
  for (const entry of entries) {
    rows[entry]?.forEach((row, at) => (sum[row] = (sum[row] ?? 0) + (values[entry]?.[at] ?? 0)));
  }
  return sum;
}

/** One exchange of an entry in a form against one of another form or an unused one; undone where it costs too much. */
function tryExchange(
  { slots, used, placeOf, kin, kinOf }: Board,
  places: number,
  byForm: readonly FormLimits[],
  sums: readonly Float64Array[],
  gains: readonly number[],
  heat: number,
  prng: Prng,
): void {
  const from = drawBelow(prng, used);
  const leaving = slots[from] ?? 0;
  // Mostly among its kin: an exchange across topics nearly always breaks a rule.
  const near = (kinOf[leaving] ?? 0) + drawBelow(prng, 2 * REACH + 1) - REACH;
  const to = drawBelow(prng, 4) > 0 ? (placeOf[kin[near] ?? leaving] ?? from) : drawBelow(prng, slots.length);
  const form = Math.floor(from / places);
  const other = to < used ? Math.floor(to / places) : -1;
  if (form === other) return;
  const coming = slots[to] ?? 0;
  const mine = byForm[form];
  const mySum = sums[form];
  const their = byForm[other];
  const theirSum = sums[other];
  if (!mine || !mySum) return;
  let cost = shift(mine, mySum, leaving, -1) + shift(mine, mySum, coming, 1);
  if (their && theirSum) cost += shift(their, theirSum, coming, -1) + shift(their, theirSum, leaving, 1);
  else cost += (gains[leaving] ?? 0) - (gains[coming] ?? 0);
  if (cost <= 0 || (heat > 0 && drawFraction(prng) < Math.exp(-cost / heat))) {
    slots[from] = coming;
    slots[to] = leaving;
    placeOf[coming] = from;
    placeOf[leaving] = to;
    return;
  }
  shift(mine, mySum, coming, -1);
  shift(mine, mySum, leaving, 1);
  if (their && theirSum) {
    shift(their, theirSum, leaving, -1);
    shift(their, theirSum, coming, 1);
  }
}

/** Takes an entry into a form or out of it and returns what that costs. */
function shift({ limits, rows, values }: FormLimits, sum: Float64Array, entry: number, sign: number): number {
  const mine = rows[entry] ?? [];
  const factors = values[entry] ?? [];
  let cost = 0;
  for (let at = 0; at < mine.length; at += 1) {
    const row = mine[at] ?? 0;
    const limit = limits[row];
    const before = sum[row] ?? 0;
    const after = before + sign * (factors[at] ?? 0);
    sum[row] = after;
    if (limit) cost += price(limit, after) - price(limit, before);
  }
  return cost;
}

/** A broken limit costs in proportion and in square, so that two forms a little short are better than one that is far. */
function price({ lower, upper, unit }: Limit, sum: number): number {
  const beyond = (sum < lower ? lower - sum : sum > upper ? sum - upper : 0) / unit;
  return beyond + beyond * beyond;
}
