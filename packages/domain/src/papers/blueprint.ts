// The blueprint (组卷方案): the two-way table that the forms of a paper are assembled from and checked against.
import type { ScoredInteraction } from '../items/interactions.ts';
import { problem } from '../refusal.ts';
import type { Problem } from '../refusal.ts';
import { flattenRanges, isInRange } from '../standards/content-spec.ts';
import type { ContentSpec } from '../standards/content-spec.ts';
import type { LevelCode } from '../standards/level.ts';
import type { OccupationRef } from '../standards/occupation-code.ts';

export interface Section {
  readonly interaction: ScoredInteraction;
  readonly count: number;
  /** Points of each item. */
  readonly points: number;
}

/** Points of the form that must come from a range: exactly `points`, or between `min` and `max`. */
export type ContentBound =
  | { readonly range: string; readonly points: number }
  | { readonly range: string; readonly min: number; readonly max: number };

export interface Blueprint {
  readonly occupation: OccupationRef;
  readonly level: LevelCode;
  readonly part: 'theory';
  readonly minutes: number;
  /** Parallel forms to assemble. */
  readonly forms: number;
  readonly sections: readonly Section[];
  readonly content: readonly ContentBound[];
  /** Share of the items of each difficulty (1–5), 0–1. */
  readonly difficulty: readonly { readonly level: number; readonly min: number; readonly max: number }[];
  /** Expected score of minimally competent candidates out of 100 (Angoff sum): within `width` of `center`. */
  readonly angoff: { readonly center: number; readonly width: number };
  /** Most items that two forms may share. */
  readonly overlap: { readonly max: number };
  /** Most expected answering time of a form, in seconds. */
  readonly secondsMax: number;
}

/** The least and most points of a content bound. */
export function boundsOf(bound: ContentBound): { readonly min: number; readonly max: number } {
  return 'points' in bound ? { min: bound.points, max: bound.points } : bound;
}

/** Full points of a form. */
export function totalPointsOf(blueprint: Blueprint): number {
  return blueprint.sections.reduce((sum, { count, points }) => sum + count * points, 0);
}

/** Items of a form. */
export function itemCountOf(blueprint: Blueprint): number {
  return blueprint.sections.reduce((sum, { count }) => sum + count, 0);
}

/** The least and most items that a band of shares allows in a form of so many: 15–35 % of 90 are 14 to 31. */
export function itemsOfBand(
  { min, max }: { readonly min: number; readonly max: number },
  items: number,
): { readonly least: number; readonly most: number } {
  // A billionth of slack: 0.07 × 100 is a little more than 7 in binary.
  return { least: Math.ceil(min * items - 1e-9), most: Math.floor(max * items + 1e-9) };
}

/**
 * Everything in a blueprint that no bank could satisfy or that the content specification forbids: unknown ranges, bounds
 * turned or at odds with the ranges around them, bounds that leave out the weight of the specification, difficulty shares
 * that cannot add up to one, times and counts that make no sense. Empty when sound.
 */
export function problemsOfBlueprint(blueprint: Blueprint, spec: ContentSpec): readonly Problem[] {
  const problems: Problem[] = [];
  const unsound = (field: string) => problems.push(problem('blueprint_invalid', { field }));
  const turned = (field: string, min: number, max: number) => {
    if (min > max) problems.push(problem('blueprint_bounds_impossible', { field, min, max }));
  };
  const { sections, content, difficulty, angoff } = blueprint;

  if (!(Number.isInteger(blueprint.forms) && blueprint.forms >= 1)) unsound('forms');
  if (sections.length === 0 || new Set(sections.map((each) => each.interaction)).size < sections.length) {
    unsound('sections');
  }
  for (const { interaction, count, points } of sections) {
    if (!(Number.isInteger(count) && count >= 1 && points > 0)) unsound(`sections.${interaction}`);
  }
  if (!(blueprint.secondsMax > 0 && blueprint.secondsMax <= blueprint.minutes * 60)) unsound('secondsMax');
  if (!(angoff.center > 0 && angoff.center < 100 && angoff.width >= 0)) unsound('angoff');
  if (!(blueprint.overlap.max >= 0 && blueprint.overlap.max <= itemCountOf(blueprint))) unsound('overlap');

  if (!difficulty.every(({ level }) => [1, 2, 3, 4, 5].includes(level))) unsound('difficulty.level');
  const items = itemCountOf(blueprint);
  for (const { level, min, max } of difficulty) {
    turned(`difficulty.${level}`, min, max);
    // A narrow band may hold no whole number of items: 1.1 to 1.4 of 10.
    const { least, most } = itemsOfBand({ min, max }, items);
    if (min <= max && least > most) turned(`difficulty.${level}`, least, most);
  }
  if (difficulty.length > 0) {
    const sum = (of: 'min' | 'max') => difficulty.reduce((total, band) => total + band[of], 0);
    turned('difficulty.min', sum('min'), 1);
    if (difficulty.length === 5) turned('difficulty.max', 1, sum('max'));
  }

  problems.push(...problemsOfContent(content, totalPointsOf(blueprint), spec));
  return problems;
}

function problemsOfContent(content: readonly ContentBound[], total: number, spec: ContentSpec): Problem[] {
  const problems: Problem[] = [];
  const turned = (field: string, min: number, max: number) => {
    if (min > max) problems.push(problem('blueprint_bounds_impossible', { field, min, max }));
  };
  const boundOf = new Map(content.map((bound) => [bound.range, boundsOf(bound)]));
  if (boundOf.size < content.length) problems.push(problem('blueprint_invalid', { field: 'content' }));
  const ranges = flattenRanges(spec.ranges);
  for (const [code, { min, max }] of boundOf) {
    const range = ranges.find((each) => each.code === code);
    if (!range) {
      problems.push(problem('blueprint_range_unknown', { range: code }));
      continue;
    }
    turned(`content.${code}`, min, max);
    const share = (range.weight * total) / 100;
    if (share < min || share > max)
      problems.push(problem('blueprint_invalid', { field: `content.${code}.weight` }));
    if (range.ranges && range.ranges.length > 0) {
      const parts = sumOfBounds(range.ranges.map((part) => boundOf.get(part.code)));
      turned(`content.${code}`, Math.max(min, parts.min), Math.min(max, parts.max));
    }
  }
  const top = sumOfBounds(spec.ranges.map((range) => boundOf.get(range.code)));
  turned('content', Math.max(total, top.min), Math.min(total, top.max));
  return problems;
}

/** What bounds allow together; a range without a bound may take any number of points. */
function sumOfBounds(bounds: readonly ({ readonly min: number; readonly max: number } | undefined)[]) {
  return {
    min: bounds.reduce((sum, bound) => sum + (bound?.min ?? 0), 0),
    max: bounds.reduce((sum, bound) => sum + (bound?.max ?? Infinity), 0),
  };
}

/** True when an item of a point counts for a content bound. */
export function countsFor(point: string, bound: ContentBound): boolean {
  return isInRange(point, bound.range);
}
