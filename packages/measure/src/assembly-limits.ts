import { findTargets, findValues } from './assembly-items.ts';
import { buildProgram } from './assembly-milp.ts';
import type { Stage } from './assembly-whole.ts';

/** A rule of one form as the exchange counts it: what the limits allow costs nothing, `unit` beyond them costs 1. */
export interface Limit {
  lower: number;
  upper: number;
  unit: number;
}

/** The limits of one form, the objective's last (`goals` of them), and what every piece counts in which of them. */
export interface FormLimits {
  limits: Limit[];
  goals: number;
  rows: number[][];
  values: number[][];
}

/** The part of one item too many that costs 1. */
export const RULE_UNIT = 0.1;

/** What one item adds to the objective over all its points. */
export function sumValues({ model }: Stage, item: number): number {
  const one = model.items[item];
  return one ? findValues(model, one).reduce((sum, value) => sum + value, 0) : 0;
}

/**
 * The limits of a form from the same rows the engine gets, less what the anchors count already. `objectiveUnit` is the
 * part of the objective's unit that costs 1; `isSized` adds the size itself, for pieces of different lengths.
 */
export function limitForm(
  stage: Stage,
  form: number,
  pieces: readonly (readonly number[])[],
  anchors: readonly number[],
  wanted: number,
  objectiveUnit: number,
  isSized: boolean,
): FormLimits {
  const { model, goal } = stage;
  const pool = [...pieces.flat(), ...anchors];
  const built = buildProgram(model, {
    objective: false,
    groups: [{ form, count: 1, integer: true }],
    pool,
  });
  const pieceOf = new Map<number | undefined, number>();
  pieces.forEach((items, piece) => {
    for (const item of items) pieceOf.set(built.columnOf(item, 0), piece);
  });
  const limits: Limit[] = [];
  const rows: number[][] = pieces.map(() => []);
  const values: number[][] = pieces.map(() => []);
  const add = (limit: Limit, terms: Iterable<readonly [number | undefined, number]>): void => {
    let given = 0;
    for (const [piece, value] of terms) {
      if (piece === undefined) given += value;
      else if (rows[piece]?.at(-1) === limits.length) {
        const counted = values[piece] ?? [];
        counted[counted.length - 1] = (counted.at(-1) ?? 0) + value;
      } else {
        rows[piece]?.push(limits.length);
        values[piece]?.push(value);
      }
    }
    limits.push({ ...limit, lower: limit.lower - given, upper: limit.upper - given });
  };
  // The pieces already know the anchors, the barred and the groups, and where all are alike exchanging keeps the size.
  const known = new Set(['include', 'exclude', 'allOrNone', ...(isSized ? [] : ['size'])]);
  for (const { rule, lower, upper, columns, values: factors } of built.program.rows) {
    if (known.has(rule)) continue;
    const unit = factors.reduce((sum, factor) => sum + Math.abs(factor), 0) / Math.max(1, factors.length);
    add(
      { lower, upper, unit: (unit || 1) * RULE_UNIT },
      columns.map((column, at) => [pieceOf.get(column), factors[at] ?? 0] as const),
    );
  }
  const rules = limits.length;
  const { kind } = model.objective;
  const pieceOfItem = (item: number): number | undefined => pieceOf.get(built.columnOf(item, 0));
  if (kind === 'max-sum') {
    if (model.forms === 1) {
      const unit = objectiveUnit * goal.findUnit(wanted);
      add(
        { lower: wanted, upper: Infinity, unit },
        pool.map((item) => [pieceOfItem(item), sumValues(stage, item)] as const),
      );
    }
  } else {
    findTargets(model).forEach((target, point) => {
      const unit = objectiveUnit * goal.findUnit(wanted) * (kind === 'maximin' ? target : 1);
      const limit =
        kind === 'maximin'
          ? { lower: wanted * target, upper: Infinity, unit }
          : { lower: target - wanted, upper: target + wanted, unit };
      add(
        limit,
        pool.map((item) => {
          const one = model.items[item];
          return [pieceOfItem(item), (one ? findValues(model, one)[point] : 0) ?? 0] as const;
        }),
      );
    });
  }
  return { limits, rows, values, goals: limits.length - rules };
}

/** The sums of a form that is made of these pieces. */
export function countForm({ limits, rows, values }: FormLimits, standing: readonly number[]): Float64Array {
  const sum = new Float64Array(limits.length);
  for (const piece of standing) {
    rows[piece]?.forEach((row, at) => (sum[row] = (sum[row] ?? 0) + (values[piece]?.[at] ?? 0)));
  }
  return sum;
}

/** Takes a piece into a form (1) or out of it (-1) and returns what that costs. */
export function shift(
  { limits, rows, values }: FormLimits,
  sum: Float64Array,
  piece: number,
  sign: number,
): number {
  const mine = rows[piece] ?? [];
  const factors = values[piece] ?? [];
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
export function price({ lower, upper, unit }: Limit, sum: number): number {
  const beyond = (sum < lower ? lower - sum : sum > upper ? sum - upper : 0) / unit;
  return beyond + beyond * beyond;
}
