import { dealItems, layItems } from './assembly-board-layout.ts';
import type { Board } from './assembly-board-layout.ts';
import { findTargets, findValues } from './assembly-items.ts';
import { buildProgram } from './assembly-milp.ts';
import { findSharing } from './assembly-overlap.ts';
import type { Stage } from './assembly-whole.ts';
import { drawBelow, drawFraction } from './prng.ts';
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

/** How far away in the order of kin the other item of an exchange is looked for. */
const REACH = 40;
/** The part of one item too many that costs 1. */
const RULE_UNIT = 0.1;
/** The part of the objective's unit that weighs as much as one item too many. */
const OBJECTIVE_UNIT = 0.005;

/** Forms laid out for exchanging items one against one. */
export interface Table {
  /** Makes so many random exchanges; one that costs is made the more rarely the less heat there is, never at 0. */
  exchange: (moves: number, heat: number, prng: Prng) => void;
  /** Whether every rule but the objective holds, counted anew. */
  isSound: () => boolean;
  readForms: () => number[][];
}

/**
 * Lays out the forms of a model on a table. A broken rule costs, and so does a point of the objective that is worse
 * than `wanted`. Where no forms are given the items of the greatest weight are dealt out. Null for models that
 * exchanging does not suit: whole groups, a limited overlap, no size, or too small a pool.
 */
export function layTable(
  stage: Stage,
  pool: readonly number[],
  wanted: number,
  given: { weights: ReadonlyMap<number, number> } | { forms: readonly (readonly number[])[] },
): Table | null {
  const { model, goal } = stage;
  const { size, forms: count } = model;
  const suits = count === 1 || findSharing(model) === 'disjoint';
  if (size === undefined || (model.allOrNone ?? []).length > 0 || !suits) return null;
  const ids = (list: readonly string[] | undefined): Set<number> => {
    const named = new Set(list);
    return new Set(model.items.flatMap((item, at) => (named.has(item.id) ? [at] : [])));
  };
  const anchors = [...ids(model.include)];
  const barred = new Set([...anchors, ...ids(model.exclude)]);
  const items = pool.filter((item) => !barred.has(item));
  const places = size - anchors.length;
  if (places <= 0 || items.length < places * count) return null;
  if ('forms' in given && given.forms.some((form) => form.length !== size)) return null;

  const byForm = Array.from({ length: count }, (_, form) => limitForm(stage, form, items, anchors, wanted));
  const unit = OBJECTIVE_UNIT * goal.findUnit(wanted);
  // One form's sum has a limit of its own; the sum of several is a gain to be had anywhere.
  const isGain = model.objective.kind === 'max-sum' && count > 1;
  const gains = items.map((item) => (isGain ? sumValues(stage, item) / unit : 0));
  const board =
    'weights' in given
      ? dealItems(items, places, count, given.weights, byForm[0]?.rows ?? [])
      : layItems(
          items,
          given.forms.map((form) => form.filter((item) => !barred.has(item))),
          byForm[0]?.rows ?? [],
        );
  const entriesOf = (form: number): number[] => board.slots.slice(form * places, (form + 1) * places);
  const sums = byForm.map((form, at) => countForm(form, entriesOf(at)));
  return {
    exchange: (moves, heat, prng) => {
      for (let move = 0; move < moves; move += 1) tryExchange(board, places, byForm, sums, gains, heat, prng);
    },
    isSound: () =>
      byForm.every((form, at) => {
        // Counted anew, since a million additions and subtractions leave a trace.
        const sum = countForm(form, entriesOf(at));
        sums[at] = sum;
        return form.limits
          .slice(0, form.limits.length - form.goals)
          .every(
            ({ lower, upper }, row) => (sum[row] ?? 0) >= lower - 1e-9 && (sum[row] ?? 0) <= upper + 1e-9,
          );
      }),
    readForms: () =>
      byForm.map((_, form) => [...anchors, ...entriesOf(form).map((entry) => items[entry] ?? 0)]),
  };
}

function sumValues({ model }: Stage, item: number): number {
  const one = model.items[item];
  return one ? findValues(model, one).reduce((sum, value) => sum + value, 0) : 0;
}

/** The limits of a form from the same rows the engine gets, the objective's last (`goals` of them). */
function limitForm(
  stage: Stage,
  form: number,
  items: readonly number[],
  anchors: readonly number[],
  wanted: number,
): FormLimits & { goals: number } {
  const { model, goal } = stage;
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
  if (kind === 'max-sum') {
    if (model.forms === 1) {
      const unit = OBJECTIVE_UNIT * goal.findUnit(wanted);
      add(
        { lower: wanted, upper: Infinity, unit },
        pool.map((item, entry) => [entry, sumValues(stage, item)] as const),
      );
    }
  } else {
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
