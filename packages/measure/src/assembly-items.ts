// What a model says about its items, read for the program that is solved. The independent check has its own reading.
import type { AssemblyConstraint, AssemblyItem, AssemblyModel } from './assembly-model.ts';

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

/** The values of `of` at every point for one item, 0 where it has none. The model must have no problems. */
export function findValues(model: AssemblyModel, item: AssemblyItem): number[] {
  const { of } = model.objective;
  return of === 'info' ? (item.info ?? []) : [findNumber(item, of)];
}

/** One numeric property of an item: points, angoff, seconds or an attribute. The model must have no problems. */
export function findNumber(item: AssemblyItem, name: string): number {
  if (name === 'angoff') return item.angoff ?? 0;
  if (name === 'seconds') return item.seconds ?? 0;
  if (Object.hasOwn(item.attributes, name)) return Number(item.attributes[name]);
  return item.points ?? 1;
}

/** The target for every point of the objective; 1 where none was given. */
export function findTargets(model: AssemblyModel): number[] {
  const { of, target } = model.objective;
  const points = of === 'info' ? (model.items.find((item) => item.info)?.info ?? []).length : 1;
  return Array.isArray(target) ? target : Array.from({ length: points }, () => target ?? 1);
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

/**
 * Groups of items that are all each other's enemies, so chosen that every pair stands in one of them: "at most one
 * of the group" says the same as all its pairs with fewer rows, and cuts off more of the continuous relaxation.
 */
export function findEnemyGroups(items: readonly AssemblyItem[]): number[][] {
  const pairs = findEnemyPairs(items);
  const enemiesOf = new Map<number, Set<number>>();
  const add = (one: number, other: number): void => {
    const known = enemiesOf.get(one) ?? new Set();
    enemiesOf.set(one, known.add(other));
  };
  for (const [one, other] of pairs) {
    add(one, other);
    add(other, one);
  }
  const covered = new Set<string>();
  const groups: number[][] = [];
  for (const [one, other] of pairs) {
    if (covered.has(`${one} ${other}`)) continue;
    const group = [one, other];
    for (const candidate of enemiesOf.get(one) ?? []) {
      if (candidate !== other && group.every((member) => enemiesOf.get(candidate)?.has(member)))
        group.push(candidate);
    }
    group.sort((a, b) => a - b);
    group.forEach((a, at) => {
      for (const b of group.slice(at + 1)) covered.add(`${a} ${b}`);
    });
    groups.push(group);
  }
  return groups;
}

/** One entry of allOrNone: what it is called in a rule part, and the positions of its items in the bank. */
export interface WholeGroup {
  member: string[];
  items: number[];
}

/** The entries of allOrNone with their items. */
export function findWholeGroups(model: AssemblyModel): WholeGroup[] {
  const indexOf = new Map(model.items.map((item, at) => [item.id, at]));
  return (model.allOrNone ?? []).map((entry) =>
    typeof entry === 'string'
      ? { member: [entry], items: model.items.flatMap((item, at) => (item.set === entry ? [at] : [])) }
      : { member: entry, items: entry.map((id) => indexOf.get(id) ?? 0) },
  );
}

/** The forms put together that no rule tells apart, whatever the names of the rules; each as form numbers. */
export function findFormClasses(model: AssemblyModel): number[][] {
  const own = Array.from({ length: model.forms }, (_, form) =>
    model.constraints
      .filter((constraint) => constraint.form === form)
      .map(({ where, min, max, sum }) => JSON.stringify([Object.entries(where).sort(), min, max, sum]))
      .sort()
      .join(),
  );
  return [...Map.groupBy(own.keys(), (form) => own[form]).values()];
}
