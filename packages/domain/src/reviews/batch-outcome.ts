// What the reviewed dossiers mean for their batch: go on, review everything, release or return.
import { Refusal } from '../refusal.ts';
import type { Gravity } from './sheet.ts';

export interface ReviewPolicy {
  /** Dossiers with a major finding from which the batch is returned. */
  readonly returnMajor: number;
  /** Share of reviewed dossiers with a major finding from which the whole batch is reviewed. */
  readonly escalateMajorShare: number;
}

/** The state of a review: dossiers in the batch, drawn (with targeted extras), and the outcomes recorded so far. */
export interface ReviewState {
  readonly dossiers: number;
  readonly drawn: number;
  readonly outcomes: readonly Gravity[];
}

export interface BatchOutcome {
  /** A grave finding makes every dossier of the batch subject to review. */
  readonly needsFullReview: boolean;
  /** Sheets still to be recorded before the batch can be decided. */
  readonly open: number;
  /** What the findings call for once nothing is open. */
  readonly verdict: 'released' | 'returned';
}

/**
 * Judges a batch from its outcomes: any fatal finding, or too large a share of major ones, escalates to 100 %; fatal or
 * enough major findings return the batch; minor ones are noted and release it.
 */
export function judgeBatch({ dossiers, drawn, outcomes }: ReviewState, policy: ReviewPolicy): BatchOutcome {
  const fatal = outcomes.filter((outcome) => outcome === 'fatal').length;
  const major = outcomes.filter((outcome) => outcome === 'major').length;
  const isConcentrated = major > 0 && major >= policy.escalateMajorShare * Math.max(drawn, outcomes.length);
  const needsFullReview = fatal > 0 || isConcentrated;
  return {
    needsFullReview,
    open: Math.max(0, (needsFullReview ? dossiers : drawn) - outcomes.length),
    verdict: fatal > 0 || (major > 0 && major >= policy.returnMajor) ? 'returned' : 'released',
  };
}

/**
 * Refuses a decision while sheets are missing, and a release against the findings. Returning a batch is always open to
 * the decider once the drawn sheets are in, also where the findings alone would release it.
 */
export function checkBatchDecision(
  state: ReviewState,
  policy: ReviewPolicy,
  wanted: 'released' | 'returned',
): void {
  const { needsFullReview, open, verdict } = judgeBatch(state, policy);
  const drawnOpen = state.drawn - state.outcomes.length;
  if (drawnOpen > 0) throw new Refusal('sheet_missing', { count: drawnOpen });
  if (wanted === 'returned') return;
  if (needsFullReview && open > 0) throw new Refusal('full_review_open', { count: open });
  if (verdict === 'returned') {
    const count = state.outcomes.filter((outcome) => outcome === 'fatal' || outcome === 'major').length;
    throw new Refusal('release_not_possible', { count });
  }
}
