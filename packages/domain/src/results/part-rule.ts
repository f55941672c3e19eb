// From scores to a result (成绩): every part for itself, no averaging across parts.
import { Refusal } from '../refusal.ts';
import { partsOfLevel } from '../standards/level.ts';
import type { Level, Part } from '../standards/level.ts';

/** What is known of a part when results are decided. `carried` is a pass of an earlier batch that is still valid. */
export type PartScore =
  | { readonly kind: 'score'; readonly score: number }
  | { readonly kind: 'absent' }
  /** Misconduct that voids this part only, or all parts of the batch. */
  | { readonly kind: 'misconduct'; readonly voids: 'part' | 'all' }
  | { readonly kind: 'carried'; readonly score: number };

export type PartOutcome = 'passed' | 'failed' | 'absent' | 'misconduct';

export interface PartResult {
  readonly part: Part;
  /** Null where nothing counts: absent or void. */
  readonly score: number | null;
  readonly outcome: PartOutcome;
}

export interface Result {
  readonly parts: readonly PartResult[];
  readonly isPassed: boolean;
  /** Parts that a resit would have to take again; empty when all was voided, since then everything starts anew. */
  readonly resit: readonly Part[];
}

/**
 * Decides a result: each part of the level needs the pass mark on its own (out of 100, 60 in the standards seen, 国家职业
 * 标准 1.9; “不相互抵补”). Absence and misconduct fail a part; grave misconduct voids every part (by analogy with
 * 人社部令第31号). Refuses a part without a score (`marks_missing`) and a score outside 0–100.
 */
export function decideResult(
  level: Level,
  scores: Readonly<Partial<Record<Part, PartScore>>>,
  policy: { readonly passMark: number; readonly panelFrom: Level },
): Result {
  const parts = partsOfLevel(level, policy.panelFrom);
  const known = parts.flatMap((part) => {
    const score = scores[part];
    return score ? [{ part, score }] : [];
  });
  if (known.length < parts.length) throw new Refusal('marks_missing', { count: parts.length - known.length });
  const allVoid = known.some(({ score }) => score.kind === 'misconduct' && score.voids === 'all');
  const results = known.map(({ part, score }): PartResult => {
    if (allVoid || score.kind === 'misconduct') return { part, score: null, outcome: 'misconduct' };
    if (score.kind === 'absent') return { part, score: null, outcome: 'absent' };
    if (!(score.score >= 0 && score.score <= 100)) throw new Refusal('score_out_of_range', { part });
    const isPassed = score.kind === 'carried' || score.score >= policy.passMark;
    return { part, score: score.score, outcome: isPassed ? 'passed' : 'failed' };
  });
  return {
    parts: results,
    isPassed: results.every(({ outcome }) => outcome === 'passed'),
    resit: allVoid ? [] : results.filter(({ outcome }) => outcome !== 'passed').map(({ part }) => part),
  };
}
