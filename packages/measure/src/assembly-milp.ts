import type { Building, FormGroup, Limits, Term } from './assembly-building.ts';
import { findEnemyGroups, findEnemyPairs, findNumber, findTargets } from './assembly-items.ts';
import { findValues, findWholeGroups, matchesWhere } from './assembly-items.ts';
import type { AssemblyModel } from './assembly-model.ts';
import { addOverlapRows, addSymmetryRows } from './assembly-overlap.ts';
import type { Program, Row } from './engine.ts';
import { createPrng, shuffle } from './prng.ts';

export interface BuildOptions {
  /** False asks only whether any forms exist. */
  objective: boolean;
  /** Default: every form a group of its own, which is the model itself. */
  groups?: readonly FormGroup[];
  /** The positions of the items that may be used; default all. */
  pool?: readonly number[];
  /** Forms already decided, as positions of their items: they take part in the overlap rules only. */
  fixed?: readonly (readonly number[])[];
  /** Names of the rules that are to be loosened: their rows stand for one entry each, and no other row relies on them. */
  elastic?: readonly string[];
  /** The model as anybody would write it down, for comparison: enemies pair by pair, forms alike left alike. */
  plain?: boolean;
}

/** A program together with the way back from its solution to forms. */
export interface AssemblyProgram {
  program: Program;
  /** The column of an item in a group; undefined for an item outside the pool. */
  columnOf: (item: number, group: number) => number | undefined;
  /** Positions of the items of every group, in the order of the bank. */
  readGroups: (values: ArrayLike<number>) => number[][];
}

/**
 * The model as a mixed-integer linear program: x[i,f] = 1 where item i stands in form f (van der Linden, Linear
 * Models for Optimal Test Design, 2005). The seed orders the columns and nothing else, so it chooses between
 * equally good answers and can change neither the optimum nor its proof. The model must have no problems.
 */
export function buildProgram(model: AssemblyModel, options: BuildOptions): AssemblyProgram {
  const { items } = model;
  const groups =
    options.groups ??
    Array.from({ length: model.forms }, (_, form): FormGroup => ({ form, count: 1, integer: true }));
  const order = shuffle(createPrng(model.seed), options.pool ?? [...items.keys()]);
  const firstColumn = new Int32Array(items.length).fill(-1);
  order.forEach((item, position) => (firstColumn[item] = position * groups.length));
  const columnOf = (item: number, group: number): number | undefined => {
    const first = firstColumn[item] ?? -1;
    return first < 0 ? undefined : first + group;
  };
  const program: Program = {
    sense: model.objective.kind === 'min-deviation' ? 'min' : 'max',
    columns: order.flatMap(() =>
      groups.map(({ count, integer }) => ({ cost: 0, lower: 0, upper: count, integer })),
    ),
    rows: [],
  };
  const addRow: Building['addRow'] = (rule, member, [lower, upper], group, terms) => {
    const { count = 1 } = groups[group] ?? {};
    const row: Row = {
      rule,
      member,
      count,
      lower: lower * count,
      upper: upper * count,
      columns: [],
      values: [],
    };
    for (const [item, value] of terms) {
      const column = columnOf(item, group);
      if (column === undefined || value === 0) continue;
      row.columns.push(column);
      row.values.push(value);
    }
    program.rows.push(row);
  };
  const { fixed = [] } = options;
  const elastic = new Set(options.elastic);
  const pairwise = elastic.has('enemies') || (options.plain ?? false);
  const building: Building = { model, groups, fixed, elastic, pairwise, order, program, addRow, columnOf };
  addFormRows(building);
  addOverlapRows(building);
  if (!options.groups && !options.plain) addSymmetryRows(building);
  if (options.objective) addObjective(building);

  return {
    program,
    columnOf,
    readGroups: (values) =>
      groups.map((_, group) =>
        [...items.keys()].filter((item) => (values[columnOf(item, group) ?? -1] ?? 0) > 0.5),
      ),
  };
}

function addFormRows({ model, groups, pairwise, addRow }: Building): void {
  const { items, size, angoffBand } = model;
  const indexOf = new Map(items.map((item, at) => [item.id, at]));
  const matching = new Map(
    model.constraints.map((constraint) => [
      constraint,
      items.flatMap((item, at): Term[] =>
        matchesWhere(item, constraint) ? [[at, constraint.sum ? findNumber(item, constraint.sum) : 1]] : [],
      ),
    ]),
  );
  const enemies = pairwise ? findEnemyPairs(items) : findEnemyGroups(items);
  groups.forEach(({ form }, group) => {
    if (size !== undefined) {
      addRow(
        'size',
        [],
        [size, size],
        group,
        items.map((_, at) => [at, 1]),
      );
    }
    for (const [{ name, min, max, form: only }, terms] of matching) {
      if (only !== undefined && only !== form) continue;
      addRow(name, [], [min ?? -Infinity, max ?? Infinity], group, terms);
    }
    if (angoffBand) {
      const { center, width } = angoffBand;
      const worth = items.map((item, at): Term => [at, (item.points ?? 1) * (item.angoff ?? 0)]);
      addRow('angoff', [], [center - width, center + width], group, worth);
    }
    for (const members of enemies) {
      const ids = members.map((at) => items[at]?.id ?? '');
      addRow(
        'enemies',
        ids,
        [-Infinity, 1],
        group,
        members.map((at) => [at, 1]),
      );
    }
    for (const { member, items: whole } of findWholeGroups(model)) {
      const [first = 0, ...others] = whole;
      for (const other of others) {
        addRow('allOrNone', member, [0, 0], group, [
          [first, 1],
          [other, -1],
        ]);
      }
    }
    for (const id of model.include ?? []) addRow('include', [id], [1, 1], group, [[indexOf.get(id) ?? 0, 1]]);
    for (const id of model.exclude ?? []) addRow('exclude', [id], [0, 0], group, [[indexOf.get(id) ?? 0, 1]]);
  });
}

function addObjective({ model, groups, program, addRow, columnOf }: Building): void {
  const { kind } = model.objective;
  const values = model.items.map((item) => findValues(model, item));
  if (kind === 'max-sum') {
    values.forEach((points, item) => {
      const cost = points.reduce((sum, value) => sum + value, 0);
      groups.forEach((_, group) => {
        const column = program.columns[columnOf(item, group) ?? -1];
        if (column) column.cost = cost;
      });
    });
    return;
  }
  const targets = findTargets(model);
  // No form can reach further than every item together; a finite limit keeps the program bounded.
  const reach = Math.max(
    ...targets.map((target, point) => {
      const total = values.reduce((sum, points) => sum + Math.abs(points[point] ?? 0), 0);
      return kind === 'maximin' ? total / target : total + Math.abs(target);
    }),
  );
  const lower = kind === 'maximin' ? -reach : 0;
  const level = program.columns.push({ cost: 1, lower, upper: reach, integer: false }) - 1;
  groups.forEach(({ count }, group) => {
    targets.forEach((target, point) => {
      const terms = values.map((points, item): Term => [item, points[point] ?? 0]);
      const add = (slope: number, limits: Limits): void => {
        addRow('', [], limits, group, terms);
        const row = program.rows.at(-1);
        row?.columns.push(level);
        row?.values.push(slope * count);
      };
      if (kind === 'maximin') add(-target, [0, Infinity]);
      else {
        add(1, [target, Infinity]);
        add(-1, [-Infinity, target]);
      }
    });
  });
}
