// What a bank offers for a blueprint, counted without a solver: enough of everything is necessary for a paper, and not
// sufficient – whether all rules hold together only the assembly finds out.
import { keyedInteractions, scoredInteractions } from '@jiangping/domain/items/interactions';
import type { Interaction, ScoredInteraction } from '@jiangping/domain/items/interactions';
import { boundsOf, itemCountOf, itemsOfBand } from '@jiangping/domain/papers/blueprint';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import { countVersions } from '../items/bank.ts';
import type { BankCount } from '../items/bank.ts';

export interface SupplyLine {
  /** The rule it is about: `section.single`, `content.A1`, `difficulty.3`. */
  readonly name: string;
  /** What all forms together ask for at least: items, of content points. */
  readonly needed: number;
  /** What the approved items offer in the same unit. */
  readonly offered: number;
  readonly isEnough: boolean;
}

/** Approved theory items of a type in a range: what a new paper may hold. */
export function countUsable(
  counts: readonly BankCount[],
  filter: { range?: string; interaction?: Interaction; difficulty?: number },
): number {
  return countVersions(counts, { ...filter, state: 'approved' });
}

/** The types a blueprint may ask for that are worth a line: the usual three, those it asks for, and those the bank can offer. */
export function kindsWorthALine(
  plan: Blueprint,
  counts: readonly BankCount[] | null,
): readonly ScoredInteraction[] {
  return scoredInteractions.filter(
    (interaction) =>
      keyedInteractions.some((each) => each === interaction) ||
      plan.sections.some((section) => section.interaction === interaction) ||
      (counts !== null && countUsable(counts, { interaction }) > 0),
  );
}

/** Every count of a blueprint against the approved items of its bank, forms sharing none. */
export function supplyOf(blueprint: Blueprint, counts: readonly BankCount[]): readonly SupplyLine[] {
  const { forms, sections, content, difficulty } = blueprint;
  const line = (name: string, needed: number, offered: number): SupplyLine => ({
    name,
    needed,
    offered,
    isEnough: offered >= needed,
  });
  const items = itemCountOf(blueprint);
  return [
    ...sections.map(({ interaction, count }) =>
      line(`section.${interaction}`, count * forms, countUsable(counts, { interaction })),
    ),
    ...content.map((bound) => {
      const points = sections.reduce(
        (sum, section) =>
          sum +
          section.points * countUsable(counts, { range: bound.range, interaction: section.interaction }),
        0,
      );
      return line(`content.${bound.range}`, boundsOf(bound).min * forms, points);
    }),
    ...difficulty.map(({ level, min, max }) => {
      const offered = sections.reduce(
        (sum, { interaction }) => sum + countUsable(counts, { interaction, difficulty: level }),
        0,
      );
      return line(`difficulty.${level}`, itemsOfBand({ min, max }, items).least * forms, offered);
    }),
  ];
}
