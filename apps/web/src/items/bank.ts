// A bank as the screens name it, and its figures added up along the content specification.
import { isInRange } from '@jiangping/domain/standards/content-spec';
import { isLevel } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import { interactions } from '@jiangping/domain/items/interactions';
import { itemStates } from '@jiangping/domain/items/item-states';
import type { ItemState } from '@jiangping/domain/items/item-states';
import type { Words } from '../shell/language.ts';
import type { Tone } from '../shell/StateTag.tsx';

export interface BankPlace {
  readonly occupationId: string;
  readonly level: Level;
  readonly part: 'theory' | 'practical';
}

/** The types of items with the practical one, by name. */
export const kindNames = {
  ...interactions,
  practical: { zh: '技能考核题', en: 'practical item' },
} as const satisfies Record<string, Words>;

export type ItemKind = keyof typeof kindNames;

/** True for the name of a type of item. */
export function isItemKind(text: string | undefined): text is ItemKind {
  return text !== undefined && Object.hasOwn(kindNames, text);
}

/** True for the word of a state of an item version. */
export function isItemState(text: string | undefined): text is ItemState {
  return text !== undefined && Object.hasOwn(itemStates, text);
}

const tones: Readonly<Record<ItemState, Tone>> = {
  draft: 'warning',
  vetting: 'waiting',
  approved: 'good',
  in_use: 'good',
  retired: 'quiet',
};

/** How a state looks. */
export function toneOfItem(state: ItemState): Tone {
  return tones[state];
}

/** A bank as one word of an address: `<occupation id>.<level>.<part>`. */
export function wordOfBank({ occupationId, level, part }: BankPlace): string {
  return `${occupationId}.${level}.${part}`;
}

/** Inverse of {@link wordOfBank}; null for a text that names no bank. */
export function parseBank(text: string | undefined): BankPlace | null {
  const [occupationId = '', level, part] = (text ?? '').split('.');
  if (!/^[0-9a-f-]{36}$/.test(occupationId) || !isLevel(level)) return null;
  return part === 'theory' || part === 'practical' ? { occupationId, level, part } : null;
}

/** How many versions hang at one point, of one type, difficulty and state. */
export interface BankCount {
  readonly point: string | null;
  readonly interaction: ItemKind;
  readonly difficulty: number | null;
  readonly state: ItemState;
  readonly count: number;
}

export interface CountFilter {
  /** A range or a point: everything below it counts. */
  readonly range?: string | undefined;
  readonly state?: ItemState | undefined;
  readonly interaction?: ItemKind | undefined;
  readonly difficulty?: number | undefined;
}

/** Versions of a bank that a filter leaves; a range counts its own points, `A2.1` not those of `A2.10`. */
export function countVersions(counts: readonly BankCount[], filter: CountFilter): number {
  const { range, state, interaction, difficulty } = filter;
  return counts
    .filter(
      (each) =>
        (range === undefined || (each.point !== null && isInRange(each.point, range))) &&
        (state === undefined || each.state === state) &&
        (interaction === undefined || each.interaction === interaction) &&
        (difficulty === undefined || each.difficulty === difficulty),
    )
    .reduce((sum, { count }) => sum + count, 0);
}
