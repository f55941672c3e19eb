import type { AssemblyConstraint, AssemblyItem, AssemblyModel } from './assembly-model.ts';
import type { Column, Program, Row } from './engine.ts';
import { createPrng, shuffle } from './prng.ts';

/** A program together with the way back from its solution to forms. */
export interface AssemblyProgram {
  program: Program;
  /** Item ids of every form, in the order of the bank. */
  readForms: (values: ArrayLike<number>) => string[][];
}

export interface BuildOptions {
  /** False asks only whether any forms exist. */
  objective: boolean;
  /** Count common items pair by pair even where none are allowed, so that this rule too can be loosened. */
  pairwiseOverlap?: boolean;
}

/**
 * The model as a mixed-integer linear program: x[i,f] = 1 where item i stands in form f (van der Linden, Linear
 * Models for Optimal Test Design, 2005). The seed orders the columns and nothing else, so it chooses between
 * equally good answers and can change neither the optimum nor its proof. The model must have no problems.
 */
export function buildProgram(model: AssemblyModel, options: BuildOptions): AssemblyProgram {
  const { items, forms } = model;
  const order = shuffle(createPrng(model.seed), [...items.keys()]);
  const firstColumn = new Int32Array(items.length);
  order.forEach((item, position) => (firstColumn[item] = position * forms));
  const x: Variable = (item, form) => (firstColumn[item] ?? 0) + form;

  const columns: Column[] = Array.from({ length: items.length * forms }, () => ({
    cost: 0,
    lower: 0,
    upper: 1,
    integer: true,
  }));
  const program: Program = { sense: 'max', columns, rows: [] };
  for (let form = 0; form < forms; form += 1) {
    addFormRows(program, model, form, x);
  }
  addOverlapRows(program, model, x, options.pairwiseOverlap ?? false);
  addSymmetryRows(program, model, x, order);
  if (options.objective) addObjective(program, model, x);

  return {
    program,
    readForms: (values) =>
      Array.from({ length: forms }, (_, form) =>
        items.filter((_item, at) => (values[x(at, form)] ?? 0) > 0.5).map((item) => item.id),
      ),
  };
}

type Variable = (item: number, form: number) => number;

function addFormRows({ rows }: Program, model: AssemblyModel, form: number, x: Variable): void {
  const { items } = model;
  const indexOf = new Map(items.map((item, at) => [item.id, at]));
  const addRow = (
    rule: string,
    member: string[],
    limits: [number, number],
    terms: (readonly [number, number])[],
  ) => {
    const used = terms.filter(([, value]) => value !== 0);
    rows.push({
      rule,
      member,
      lower: limits[0],
      upper: limits[1],
      columns: used.map(([item]) => x(item, form)),
      values: used.map(([, value]) => value),
    });
  };

  if (model.size !== undefined) {
    addRow(
      'size',
      [],
      [model.size, model.size],
      items.map((_, at) => [at, 1]),
    );
  }
  for (const constraint of model.constraints) {
    if (constraint.form !== undefined && constraint.form !== form) continue;
    const { sum } = constraint;
    const limits: [number, number] = [constraint.min ?? -Infinity, constraint.max ?? Infinity];
    addRow(
      constraint.name,
      [],
      limits,
      items.flatMap((item, at) =>
        matchesWhere(item, constraint) ? [[at, sum ? findNumber(item, sum) : 1]] : [],
      ),
    );
  }
  if (model.angoffBand) {
    const { center, width } = model.angoffBand;
    addRow(
      'angoff',
      [],
      [center - width, center + width],
      items.map((item, at) => [at, (item.points ?? 1) * item.angoff]),
    );
  }
  for (const [one, other] of findEnemyPairs(items)) {
    const member = [one, other].map((at) => items[at]?.id ?? '');
    addRow(
      'enemies',
      member,
      [-Infinity, 1],
      [
        [one, 1],
        [other, 1],
      ],
    );
  }
  for (const set of model.allOrNone ?? []) {
    const [first, ...others] = items.flatMap((item, at) => (item.set === set ? [at] : []));
    if (first === undefined) continue;
    for (const other of others)
      addRow(
        'allOrNone',
        [set],
        [0, 0],
        [
          [first, 1],
          [other, -1],
        ],
      );
  }
  for (const id of model.include ?? []) addRow('include', [id], [1, 1], [[indexOf.get(id) ?? 0, 1]]);
  for (const id of model.exclude ?? []) addRow('exclude', [id], [0, 0], [[indexOf.get(id) ?? 0, 1]]);
}

function addOverlapRows(program: Program, model: AssemblyModel, x: Variable, pairwise: boolean): void {
  const { items, forms, overlap } = model;
  if (forms < 2 || overlap.max >= Math.min(model.size ?? items.length, items.length)) return;
  if (overlap.max === 0 && !pairwise) {
    items.forEach((_, at) => {
      const columns = Array.from({ length: forms }, (_, form) => x(at, form));
      program.rows.push({
        rule: 'overlap',
        member: [],
        lower: -Infinity,
        upper: 1,
        columns,
        values: columns.map(() => 1),
      });
    });
    return;
  }
  for (let one = 0; one < forms; one += 1) {
    for (let other = one + 1; other < forms; other += 1) {
      const common = items.map((_, at) => {
        const shared = program.columns.push({ cost: 0, lower: 0, upper: 1, integer: false }) - 1;
        // shared ≥ x + x − 1; it needs no integrality of its own, because the x have it.
        program.rows.push({
          rule: '',
          member: [],
          lower: -Infinity,
          upper: 1,
          columns: [x(at, one), x(at, other), shared],
          values: [1, 1, -1],
        });
        return shared;
      });
      program.rows.push({
        rule: 'overlap',
        member: [],
        lower: -Infinity,
        upper: overlap.max,
        columns: common,
        values: common.map(() => 1),
      });
    }
  }
}

/**
 * Forms no rule tells apart can be renumbered at will, and every renumbering would be searched again. One item
 * fixed to the earliest of the forms it stands in removes that.
 */
function addSymmetryRows({ rows }: Program, model: AssemblyModel, x: Variable, order: number[]): void {
  const pivot = order[0];
  if (pivot === undefined) return;
  const alike = Array.from({ length: model.forms }, (_, form) => form).filter(
    (form) => !model.constraints.some((constraint) => constraint.form === form),
  );
  alike.slice(1).forEach((form, at) => {
    rows.push({
      rule: '',
      member: [],
      lower: 0,
      upper: Infinity,
      columns: [x(pivot, alike[at] ?? 0), x(pivot, form)],
      values: [1, -1],
    });
  });
}

function addObjective(program: Program, model: AssemblyModel, x: Variable): void {
  const { kind, of } = model.objective;
  const { columns, rows } = program;
  const values = model.items.map((item) => findValues(item, of));
  const forms = Array.from({ length: model.forms }, (_, form) => form);
  if (kind === 'max-sum') {
    values.forEach((points, item) => {
      const cost = points.reduce((sum, value) => sum + value, 0);
      for (const form of forms) (columns[x(item, form)] as Column).cost = cost;
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
  const level =
    columns.push({ cost: 1, lower: kind === 'maximin' ? -reach : 0, upper: reach, integer: false }) - 1;
  program.sense = kind === 'maximin' ? 'max' : 'min';
  for (const form of forms) {
    targets.forEach((target, point) => {
      const terms = values.flatMap((points, item) => (points[point] ? [{ item, value: points[point] }] : []));
      const row = (slope: number, lower: number, upper: number): Row => ({
        rule: '',
        member: [],
        lower,
        upper,
        columns: [...terms.map((term) => x(term.item, form)), level],
        values: [...terms.map((term) => term.value), slope],
      });
      if (kind === 'maximin') rows.push(row(-target, 0, Infinity));
      else rows.push(row(1, target, Infinity), row(-1, -Infinity, target));
    });
  }
}

/** Whether an item has, for every attribute of `where`, one of the values asked for. */
export function matchesWhere(item: AssemblyItem, { where }: AssemblyConstraint): boolean {
  return Object.entries(where).every(([name, wanted]) => {
    const own = Object.hasOwn(item.attributes, name) ? item.attributes[name] : undefined;
    const held = name === 'id' ? item.id : name === 'set' ? item.set : own;
    const allowed = Array.isArray(wanted) ? wanted : [wanted];
    return Array.isArray(held)
      ? held.some((value) => allowed.includes(value))
      : held !== undefined && allowed.includes(held);
  });
}

/** Every pair of enemies once, as two positions in the bank, the lower first. */
export function findEnemyPairs(items: readonly AssemblyItem[]): [number, number][] {
  const indexOf = new Map(items.map((item, at) => [item.id, at]));
  const pairs = new Map<string, [number, number]>();
  items.forEach((item, at) => {
    for (const enemy of item.enemies ?? []) {
      const other = indexOf.get(enemy) ?? at;
      const pair: [number, number] = [Math.min(at, other), Math.max(at, other)];
      pairs.set(pair.join(), pair);
    }
  });
  return [...pairs.values()];
}

/** The values of `of` at every point for one item. The model must have no problems. */
function findValues(item: AssemblyItem, of: string): number[] {
  return of === 'info' ? (item.info ?? []) : [findNumber(item, of)];
}

/** One numeric property of an item: points, angoff, seconds or an attribute. The model must have no problems. */
function findNumber(item: AssemblyItem, name: string): number {
  if (name === 'points') return item.points ?? 1;
  if (name === 'angoff') return item.angoff;
  if (name === 'seconds') return item.seconds;
  return Number(item.attributes[name]);
}

/** The target for every point of the objective; 1 where none was given. */
export function findTargets(model: AssemblyModel): number[] {
  const { of, target } = model.objective;
  const points = of === 'info' ? (model.items[0]?.info ?? []).length : 1;
  return Array.isArray(target) ? target : Array.from({ length: points }, () => target ?? 1);
}
