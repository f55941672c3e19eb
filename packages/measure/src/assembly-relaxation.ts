import { checkForms } from './assembly-check.ts';
import { findFormClasses } from './assembly-items.ts';
import { buildProgram } from './assembly-milp.ts';
import type { FormGroup } from './assembly-building.ts';
import type { AssemblyModel, AssemblyRelaxation } from './assembly-model.ts';
import { applyRelaxations, listRuleParts } from './assembly-rules.ts';
import { findForms } from './assembly-search.ts';
import type { Solve } from './assembly-whole.ts';
import type { Program, Row } from './engine.ts';

/** A limit that can move: see `AssemblyRelaxation`. */
interface Movable {
  name: string;
  part: AssemblyRelaxation['part'];
  /** The limit, width or number of members it starts from. */
  from: number;
}

/**
 * For each of the named rules the smallest loosening of that one rule which makes the whole model possible, each
 * verified by solving the loosened model and counting its forms; cheapest first.
 * A rule that cannot do it alone is left out. Only rules of a conflict can: any other leaves the conflict standing.
 */
export function findRelaxations(
  model: AssemblyModel,
  names: readonly string[],
  solve: Solve,
): AssemblyRelaxation[] {
  const found = listMovables(model)
    .filter((movable) => names.includes(movable.name))
    .flatMap((movable) => loosen(model, [movable], solve))
    .filter((relaxation) => isPossible(applyRelaxations(model, [relaxation]), solve));
  return found.sort((one, other) => priceRelaxation(one) - priceRelaxation(other));
}

/**
 * A cheapest group of loosenings that together make the model possible, verified likewise; cheapest is the least
 * sum of prices. Empty where time ran out.
 */
export function findJointRelaxation(model: AssemblyModel, solve: Solve): AssemblyRelaxation[] {
  const together = loosen(model, listMovables(model), solve);
  return together.length > 0 && isPossible(applyRelaxations(model, together), solve) ? together : [];
}

/**
 * What a loosening costs: the way a limit moves, relative to where it starts from (at least 1); 1 for each member
 * given up, because lists hold what someone decided item by item.
 */
export function priceRelaxation({ part, from, to }: AssemblyRelaxation): number {
  return Math.abs(to - from) * findUnitPrice({ part, from });
}

function findUnitPrice({ part, from }: Pick<Movable, 'part' | 'from'>): number {
  return part === 'members' ? 1 : 1 / Math.max(1, Math.abs(from));
}

function listMovables(model: AssemblyModel): Movable[] {
  const movables: Movable[] = [];
  for (const { name, min, max } of model.constraints) {
    if (min !== undefined) movables.push({ name, part: 'min', from: min });
    if (max !== undefined) movables.push({ name, part: 'max', from: max });
  }
  if (model.size !== undefined) {
    movables.push(
      { name: 'size', part: 'min', from: model.size },
      { name: 'size', part: 'max', from: model.size },
    );
  }
  if (model.forms > 1) movables.push({ name: 'overlap', part: 'max', from: model.overlap.max });
  if (model.angoffBand) movables.push({ name: 'angoff', part: 'width', from: model.angoffBand.width });
  const parts = listRuleParts(model);
  for (const name of ['include', 'exclude', 'allOrNone', 'enemies']) {
    const from = parts.filter((part) => part.name === name).length;
    if (from > 0) movables.push({ name, part: 'members', from });
  }
  return movables.filter(({ name }) => !model.firm?.includes(name));
}

/**
 * The cheapest moves of these limits that leave a solution, unverified; empty where there are none. Of a large model
 * forms alike are counted together, which may ask for less than the forms need one by one: hence the verification.
 */
function loosen(model: AssemblyModel, movables: readonly Movable[], solve: Solve): AssemblyRelaxation[] {
  const isLarge = model.forms * model.items.length > LARGE;
  const groups = findFormClasses(model).map((forms): FormGroup => ({
    form: forms[0] ?? 0,
    count: forms.length,
    integer: true,
  }));
  const { program } = buildProgram(model, {
    objective: false,
    elastic: movables.map(({ name }) => name),
    ...(isLarge ? { groups } : {}),
  });
  const elastic = addSlacks(program, movables, findSums(model));
  // Finer than usual: a limit moved a tolerance too little would not let the forms in.
  const answer = solve(elastic.program, { slack: 1e-6, tolerance: 1e-9 });
  if (!('values' in answer)) return [];
  return movables.flatMap((movable): AssemblyRelaxation[] => {
    const moved = elastic.slacks
      .filter((slack) => slack.movable === movable)
      .map(({ member, column, unit }) => ({ member, unit, by: answer.values[column] ?? 0 }))
      .filter(({ by }) => by > 1e-6);
    if (moved.length === 0) return [];
    const { name, part, from } = movable;
    if (part === 'members') {
      return [{ name, part, from, to: from - moved.length, drop: moved.map(({ member }) => member) }];
    }
    // Outward to six decimals: the engine's own tolerance must not make the loosened limit a hair too tight.
    const { unit = 1 } = moved[0] ?? {};
    const digits = 6 + Math.max(0, Math.ceil(-Math.log10(unit)));
    const fine = 10 ** digits;
    const by = Math.ceil(Math.max(...moved.map((slack) => slack.by)) * unit * fine - 0.1) / fine;
    // 1 + 7.06 is meant to be 8.06 for the reader too.
    const to = Number((part === 'min' ? from - by : from + by).toFixed(digits + 3)) + 0;
    return [{ name, part, from, to }];
  });
}

interface Slack {
  movable: Movable;
  member: string[];
  column: number;
  /** What 1 of the column stands for. */
  unit: number;
}

/** Columns up to which the forms are loosened one by one. */
const LARGE = 2000;

function addSlacks(
  tight: Program,
  movables: readonly Movable[],
  sums: ReadonlySet<string>,
): { program: Program; slacks: Slack[] } {
  const program: Program = { sense: 'min', columns: [...tight.columns], rows: [] };
  const slacks = new Map<string, Slack>();
  const findSlack = (movable: Movable, row: Row): Slack => {
    const key = JSON.stringify([movable.name, movable.part, row.member]);
    const known = slacks.get(key);
    if (known) return known;
    const listed = movable.part === 'members';
    // A count moves by whole items; only sums and the Angoff band have fractions.
    const integer = movable.name !== 'angoff' && !sums.has(movable.name);
    const sizes = row.values.map(Math.abs);
    const limits = [row.lower, row.upper].filter(Number.isFinite).map(Math.abs);
    const reach = sizes.reduce((sum, size) => sum + size, 0) + Math.max(...limits);
    const largest = sizes.reduce((found, size) => Math.max(found, size), Math.abs(movable.from));
    // Millions and millionths are beyond the engine's tolerances, so sums are counted in a unit of their own.
    const unit = integer || largest === 0 ? 1 : 2 ** Math.floor(Math.log2(largest));
    const column =
      program.columns.push({
        cost: findUnitPrice(movable) * unit,
        lower: 0,
        // A form keeps at least one item, or it would be no form.
        upper: listed
          ? 1
          : movable.name === 'size' && movable.part === 'min'
            ? movable.from - 1
            : reach / unit,
        integer,
      }) - 1;
    const slack = { movable, member: row.member, column, unit };
    slacks.set(key, slack);
    return slack;
  };

  for (const row of tight.rows) {
    const mine = movables.filter((movable) => movable.name === row.rule);
    const lowering = mine.filter((movable) => movable.part !== 'max' && row.lower !== -Infinity);
    const raising = mine.filter((movable) => movable.part !== 'min' && row.upper !== Infinity);
    const lower = lowering.map((movable) => findSlack(movable, row));
    const upper = raising.map((movable) => findSlack(movable, row));
    const extend = (limits: [number, number], below: Slack[], above: Slack[]): Row => ({
      ...row,
      lower: limits[0],
      upper: limits[1],
      columns: [...row.columns, ...[...below, ...above].map(({ column }) => column)],
      values: [
        ...row.values,
        ...below.map(({ unit }) => row.count * unit),
        ...above.map(({ unit }) => -row.count * unit),
      ],
    });
    if (mine.length === 0) program.rows.push(row);
    // A new size is one number for all forms, so its row stays an equation.
    else if (row.rule === 'size') program.rows.push(extend([row.lower, row.upper], lower, upper));
    else {
      if (row.lower !== -Infinity) program.rows.push(extend([row.lower, Infinity], lower, []));
      if (row.upper !== Infinity) program.rows.push(extend([-Infinity, row.upper], [], upper));
    }
  }
  const columns = [...slacks.values()].flatMap(({ column }) => program.columns[column] ?? []);
  // What little things cost must not vanish in the engine's tolerance either; only proportions matter.
  const least = columns.reduce((found, { cost }) => Math.min(found, cost), 1);
  for (const column of columns) column.cost /= least;
  return { program, slacks: [...slacks.values()] };
}

/** Names of the rules whose limits may lie between whole numbers. */
function findSums({ constraints }: AssemblyModel): Set<string> {
  const isWhole = (limit: number | undefined): boolean => limit === undefined || Number.isInteger(limit);
  return new Set(
    constraints.flatMap(({ name, sum, min, max }) =>
      sum === undefined && isWhole(min) && isWhole(max) ? [] : [name],
    ),
  );
}

function isPossible(model: AssemblyModel, solve: Solve): boolean {
  const found = findForms(model, solve, { objective: false });
  if (!('forms' in found)) return false;
  const forms = found.forms.map((form) => form.map((item) => model.items[item]?.id ?? ''));
  return checkForms(model, forms).every((check) => check.ok);
}
