// The content specification (鉴定要素细目表): nested ranges with weights, and testable points under the leaves. A point
// belongs to the range whose code begins its own: point `A2.1.3` lies in range `A2.1`.
import { problem } from '../refusal.ts';
import type { Problem } from '../refusal.ts';
import type { LevelCode } from './level.ts';
import type { OccupationRef } from './occupation-code.ts';
import type { OccupationStandard } from './standard.ts';

export interface ContentRange {
  readonly code: string;
  readonly name: string;
  /** Share of the paper in percent. */
  readonly weight: number;
  readonly ranges?: readonly ContentRange[];
}

export interface ContentSpec {
  readonly occupation: OccupationRef;
  readonly level: LevelCode;
  readonly part: 'theory' | 'practical';
  readonly ranges: readonly ContentRange[];
}

/** The smallest testable element (鉴定点): X core, Y general, Z auxiliary. */
export interface Point {
  readonly code: string;
  readonly name: string;
  readonly importance: 'X' | 'Y' | 'Z';
}

/** Every range of the tree, each before its own parts. */
export function flattenRanges(ranges: readonly ContentRange[]): readonly ContentRange[] {
  return ranges.flatMap((range) => [range, ...flattenRanges(range.ranges ?? [])]);
}

/** The ranges without parts of their own: where points and items hang. */
export function leafRangesOf(spec: ContentSpec): readonly ContentRange[] {
  return flattenRanges(spec.ranges).filter((range) => (range.ranges ?? []).length === 0);
}

/** True when the point or range of `code` lies in the range `range` or is it: `A2.1.3` in `A2`, but not `A21` in `A2`. */
export function isInRange(code: string, range: string): boolean {
  return code === range || code.startsWith(`${range}.`);
}

/** The leaf range of a point, or undefined when the specification has no place for it. */
export function findRangeOfPoint(spec: ContentSpec, point: string): ContentRange | undefined {
  return leafRangesOf(spec).find(({ code }) => point !== code && isInRange(point, code));
}

/**
 * Everything wrong with a specification: weights that do not add up level by level to 100, codes that repeat or do not
 * extend the code above, points without a range, and, when the standard is given, top ranges whose names and weights
 * are not those of its table (criterion-referenced, as the guide of the national item bank asks). Empty when sound.
 */
export function problemsOfContentSpec(
  spec: ContentSpec,
  points: readonly Point[],
  standard?: OccupationStandard,
): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const addCode = (code: string, under: string | null) => {
    if (seen.has(code) || (under !== null && (code === under || !isInRange(code, under)))) {
      problems.push(problem('spec_code_wrong', { code }));
    }
    seen.add(code);
  };
  const checkRanges = (ranges: readonly ContentRange[], under: ContentRange | null) => {
    const sum = ranges.reduce((total, { weight }) => total + weight, 0);
    const weight = under?.weight ?? 100;
    if (sum !== weight)
      problems.push(problem('spec_weights_wrong', { range: under?.code ?? '*', sum, weight }));
    for (const range of ranges) {
      addCode(range.code, under?.code ?? null);
      if (range.ranges && range.ranges.length > 0) checkRanges(range.ranges, range);
    }
  };
  checkRanges(spec.ranges, null);
  for (const { code } of points) {
    addCode(code, null);
    if (!findRangeOfPoint(spec, code)) problems.push(problem('point_unknown', { point: code }));
  }
  if (standard) problems.push(...differencesFromStandard(spec, standard));
  return problems;
}

function differencesFromStandard(spec: ContentSpec, standard: OccupationStandard): Problem[] {
  const table = new Map(standard.weights[spec.part][spec.level]?.map(({ name, weight }) => [name, weight]));
  const names = new Set([...table.keys(), ...spec.ranges.map(({ name }) => name)]);
  return [...names].flatMap((range) => {
    const weight = spec.ranges.find(({ name }) => name === range)?.weight ?? 0;
    const wanted = table.get(range) ?? 0;
    return weight === wanted
      ? []
      : [problem('spec_differs_from_standard', { range, weight, standard: wanted })];
  });
}
