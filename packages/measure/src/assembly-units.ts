import { findWholeGroups } from './assembly-items.ts';
import type { AssemblyModel } from './assembly-model.ts';

/** The bank in the smallest pieces that enter a form whole: single items, and groups of allOrNone with all they touch. */
export interface Units {
  /** Positions of the items of every unit, the units in the order of the bank. */
  units: number[][];
  /** The unit every item belongs to. */
  unitOf: number[];
}

/** Every item in exactly one unit. */
export function findUnits(model: AssemblyModel): Units {
  const leader = model.items.map((_, item) => item);
  const find = (item: number): number => {
    let top = item;
    while (leader[top] !== top) top = leader[top] ?? top;
    return (leader[item] = top);
  };
  for (const { items } of findWholeGroups(model)) {
    for (const item of items) {
      const [one, other] = [find(item), find(items[0] ?? item)];
      leader[Math.max(one, other)] = Math.min(one, other);
    }
  }
  const units: number[][] = [];
  const unitOf: number[] = [];
  leader.forEach((_, item) => {
    const top = find(item);
    const unit = top === item ? units.push([]) - 1 : (unitOf[top] ?? 0);
    unitOf.push(unit);
    units[unit]?.push(item);
  });
  return { units, unitOf };
}
