// A blueprint while a person writes it.
import type { ScoredInteraction } from '@jiangping/domain/items/interactions';
import { boundsOf, itemCountOf } from '@jiangping/domain/papers/blueprint';
import type { Blueprint, ContentBound } from '@jiangping/domain/papers/blueprint';
import type { ContentSpec } from '@jiangping/domain/standards/content-spec';

/**
 * The first draft for a specification: a hundred points in eighty single choices and twenty judgements, every top range
 * with exactly its weight, time and Angoff sum as most blueprints have them. Everything is then the writer's to change.
 */
export function draftPlan(spec: ContentSpec): Blueprint {
  return {
    occupation: spec.occupation,
    level: spec.level,
    part: 'theory',
    minutes: 90,
    forms: 2,
    sections: [
      { interaction: 'single', count: 80, points: 1 },
      { interaction: 'judgement', count: 20, points: 1 },
    ],
    content: spec.ranges.map(({ code, weight }) => ({ range: code, points: weight })),
    difficulty: [],
    angoff: { center: 60, width: 1 },
    overlap: { max: 0 },
    secondsMax: 5400,
  };
}

/** Moves one bound of a range; the first figure of a range bounds it on both sides, none at all frees it. */
export function setBound(
  plan: Blueprint,
  range: string,
  part: 'min' | 'max',
  value: number | null,
): Blueprint {
  const others = plan.content.filter((each) => each.range !== range);
  if (value === null) return { ...plan, content: others };
  const earlier = plan.content.find((each) => each.range === range);
  const bound: ContentBound = earlier
    ? { range, ...boundsOf(earlier), [part]: value }
    : { range, min: value, max: value };
  const content = earlier
    ? plan.content.map((each) => (each.range === range ? bound : each))
    : [...others, bound];
  return { ...plan, content };
}

/** Changes a section; no items of a type means no section of it. */
export function setSection(
  plan: Blueprint,
  interaction: ScoredInteraction,
  change: { count?: number | null; points?: number | null },
): Blueprint {
  const earlier = plan.sections.find((each) => each.interaction === interaction);
  const count = change.count === undefined ? (earlier?.count ?? 0) : (change.count ?? 0);
  const points = change.points === undefined ? (earlier?.points ?? 1) : (change.points ?? 0);
  const section = { interaction, count, points };
  if (count === 0) return { ...plan, sections: plan.sections.filter((each) => each !== earlier) };
  return {
    ...plan,
    sections: earlier
      ? plan.sections.map((each) => (each === earlier ? section : each))
      : [...plan.sections, section],
  };
}

/** Changes the share of a difficulty, in percent; two empty figures take the band away. */
export function setBand(
  plan: Blueprint,
  level: number,
  part: 'min' | 'max',
  percent: number | null,
): Blueprint {
  const earlier = plan.difficulty.find((each) => each.level === level);
  const band = { level, min: earlier?.min ?? 0, max: earlier?.max ?? 1 };
  const share = percent === null ? (part === 'min' ? 0 : 1) : Math.round(percent * 100) / 1e4;
  const next = { ...band, [part]: share };
  const others = plan.difficulty.filter((each) => each.level !== level);
  const isFree = next.min === 0 && next.max === 1;
  return {
    ...plan,
    difficulty: isFree ? others : [...others, next].sort((a, b) => a.level - b.level),
  };
}

/** True when a plan has something to assemble. */
export function hasItems(plan: Blueprint): boolean {
  return itemCountOf(plan) > 0;
}
