// A practical blueprint while a person writes it: of every item of the bank whether papers hold it, or one of a group of it.
import type {
  ItemChoice,
  PracticalBlueprint,
  RequiredItem,
} from '@jiangping/domain/papers/practical-blueprint';
import type { LevelCode } from '@jiangping/domain/standards/level';

/** An item of the bank as a plan asks for it. */
export interface PlannedItem {
  readonly code: string;
  readonly title: string;
  readonly minutes: number;
  /** What its writer would give it, in percent. */
  readonly weight: number;
  /** As its writer sees it: in every paper, or one of a choice. */
  readonly required: boolean;
}

/** How a plan uses an item: not, in every paper, or in the group of this number from 1. */
export type Use = 'none' | 'required' | number;

type Slot = PracticalBlueprint['items'][number];

const isChoice = (slot: Slot): slot is ItemChoice => 'from' in slot;

/**
 * The first draft: the required items of the bank with the weights of their writers, and of the optional ones one, with what
 * is left of the hundred; time for all of them. Everything is then the writer's to change.
 */
export function draftPracticalPlan(
  place: { occupation: { edition: string; code: string }; level: LevelCode },
  items: readonly PlannedItem[],
): PracticalBlueprint {
  const required = items.filter((item) => item.required);
  const optional = items.filter((item) => !item.required);
  const weight = required.reduce((sum, item) => sum + item.weight, 0);
  const minutes = required.reduce((sum, item) => sum + item.minutes, 0);
  const slots: Slot[] = required.map(({ code, weight }): RequiredItem => ({ id: code, weight }));
  if (optional.length > 0) {
    slots.push({ from: optional.map(({ code }) => code), take: 1, weight: Math.max(1, 100 - weight) });
  }
  return {
    occupation: { edition: place.occupation.edition, code: place.occupation.code },
    level: place.level,
    part: 'practical',
    minutes: Math.max(1, minutes + Math.max(0, ...optional.map((item) => item.minutes))),
    items: slots,
  };
}

/** The groups of a plan in their order. */
export function groupsOf({ items }: PracticalBlueprint): readonly ItemChoice[] {
  return items.filter(isChoice);
}

/** How a plan uses an item. */
export function useOf(plan: PracticalBlueprint, code: string): Use {
  if (plan.items.some((slot) => !isChoice(slot) && slot.id === code)) return 'required';
  const group = groupsOf(plan).findIndex(({ from }) => from.includes(code));
  return group < 0 ? 'none' : group + 1;
}

/** The plan with another use of an item; a group after the last one is made, one without items goes. */
export function setUse(
  plan: PracticalBlueprint,
  { code, weight }: PlannedItem,
  use: Use,
): PracticalBlueprint {
  if (useOf(plan, code) === use) return plan;
  const target = typeof use === 'number' ? groupsOf(plan)[use - 1] : undefined;
  const kept = plan.items.flatMap((slot): Slot[] => {
    if (!isChoice(slot)) return slot.id === code ? [] : [slot];
    const from = slot.from.filter((each) => each !== code);
    if (slot === target) return [{ ...slot, from: [...from, code] }];
    return from.length === 0 ? [] : [{ ...slot, from, take: Math.min(slot.take, from.length) }];
  });
  if (use === 'none' || target) return { ...plan, items: kept };
  const slot: Slot = use === 'required' ? { id: code, weight } : { from: [code], take: 1, weight };
  return { ...plan, items: [...kept, slot] };
}

/** The plan with a figure of one of its places changed. */
export function setSlot(
  plan: PracticalBlueprint,
  place: number,
  change: { weight?: number; take?: number },
): PracticalBlueprint {
  const items = plan.items.map((slot, i) => (i === place ? { ...slot, ...change } : slot));
  return { ...plan, items };
}

/** The bank's required items that not every paper of the plan holds. */
export function missingRequired(
  plan: PracticalBlueprint,
  items: readonly PlannedItem[],
): readonly PlannedItem[] {
  return items.filter((item) => item.required && useOf(plan, item.code) !== 'required');
}
