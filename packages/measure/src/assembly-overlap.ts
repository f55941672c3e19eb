import { findFormClasses } from './assembly-items.ts';
import type { Building } from './assembly-building.ts';
import type { AssemblyModel } from './assembly-model.ts';

/**
 * How the forms of a model may share items: 'free' where no two forms could share too many, 'disjoint' where they
 * share the included items and no other, 'limited' otherwise.
 */
export function findSharing(model: AssemblyModel): 'free' | 'disjoint' | 'limited' {
  const { items, forms, overlap } = model;
  if (forms < 2 || overlap.max >= Math.min(model.size ?? items.length, items.length)) return 'free';
  return overlap.max === (model.include ?? []).length ? 'disjoint' : 'limited';
}

/** The rows of the overlap rule, between the forms of the program and against those already decided. */
export function addOverlapRows(building: Building): void {
  const { model, groups, elastic, fixed } = building;
  const { size: _, ...unsized } = model;
  const sharing = findSharing(elastic.has('size') ? unsized : model);
  if (sharing === 'free') return;
  const isFirm = !elastic.has('overlap') && !elastic.has('include');
  if (sharing === 'disjoint' && isFirm) addDisjointRows(building);
  else if (groups.every(({ count }) => count === 1)) addPairRows(building);
  else addConvexRows(building);
  for (const form of fixed) {
    groups.forEach((_, group) => {
      building.addRow(
        'overlap',
        [],
        [-Infinity, model.overlap.max],
        group,
        form.map((item) => [item, 1]),
      );
    });
  }
}

function addDisjointRows({ model, groups, order, program, columnOf }: Building): void {
  const anchors = new Set(model.include);
  for (const item of order) {
    if (anchors.has(model.items[item]?.id ?? '')) continue;
    const columns = groups.flatMap((_, group) => columnOf(item, group) ?? []);
    if (columns.length === 1) {
      for (const column of columns) {
        const only = program.columns[column];
        if (only) only.upper = Math.min(only.upper, 1);
      }
    } else {
      const values = columns.map(() => 1);
      program.rows.push({
        rule: 'overlap',
        member: [],
        count: 1,
        lower: -Infinity,
        upper: 1,
        columns,
        values,
      });
    }
  }
}

function addPairRows({ model, groups, order, program, columnOf }: Building): void {
  for (let one = 0; one < groups.length; one += 1) {
    for (let other = one + 1; other < groups.length; other += 1) {
      const common = order.map((item) => {
        const shared = program.columns.push({ cost: 0, lower: 0, upper: 1, integer: false }) - 1;
        const pair = [one, other].flatMap((group) => columnOf(item, group) ?? []);
        // shared ≥ x + x − 1; it needs no integrality of its own, because the x have it.
        program.rows.push({
          rule: '',
          member: [],
          count: 1,
          lower: -Infinity,
          upper: 1,
          columns: [...pair, shared],
          values: [...pair.map(() => 1), -1],
        });
        return shared;
      });
      addSharedLimit(program.rows, common, 1, model.overlap.max);
    }
  }
}

/**
 * An item in k forms is shared by k(k−1)/2 pairs of them. That is convex in k, so its chords j·k − j(j+1)/2 bound it
 * from below for fractions too; over all pairs together no more may be shared than over each.
 */
function addConvexRows({ model, groups, order, program, columnOf }: Building): void {
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const pairs = (total * (total - 1)) / 2;
  const common = order.map((item) => {
    const shared = program.columns.push({ cost: 0, lower: 0, upper: pairs, integer: false }) - 1;
    const columns = groups.flatMap((_, group) => columnOf(item, group) ?? []);
    for (let j = 1; j < total; j += 1) {
      program.rows.push({
        rule: '',
        member: [],
        count: 1,
        lower: -Infinity,
        upper: (j * (j + 1)) / 2,
        columns: [...columns, shared],
        values: [...columns.map(() => j), -1],
      });
    }
    return shared;
  });
  addSharedLimit(program.rows, common, pairs, model.overlap.max);
}

function addSharedLimit(
  rows: Building['program']['rows'],
  common: number[],
  pairs: number,
  max: number,
): void {
  rows.push({
    rule: 'overlap',
    member: [],
    count: pairs,
    lower: -Infinity,
    upper: pairs * max,
    columns: common,
    values: common.map(() => 1),
  });
}

/**
 * Forms no rule tells apart can be renumbered at will, and every renumbering would be searched again. One item
 * fixed to the earliest of the forms it stands in removes that.
 */
export function addSymmetryRows({ model, order, program, columnOf }: Building): void {
  const pivot = order[0];
  if (pivot === undefined) return;
  for (const alike of findFormClasses(model)) {
    alike.slice(1).forEach((form, at) => {
      const columns = [alike[at] ?? 0, form].flatMap((one) => columnOf(pivot, one) ?? []);
      program.rows.push({
        rule: '',
        member: [],
        count: 1,
        lower: 0,
        upper: Infinity,
        columns,
        values: [1, -1],
      });
    });
  }
}
