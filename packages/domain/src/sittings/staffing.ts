import { problem } from '../refusal.ts';
import type { Problem } from '../refusal.ts';

/** Invigilators a room needs: one per so many candidates, never fewer than the least (1:15 and 2, 国家职业标准 1.9.3). */
export function invigilatorsNeeded(candidates: number, perInvigilator: number, least: number): number {
  return candidates === 0 ? 0 : Math.max(least, Math.ceil(candidates / perInvigilator));
}

/** Assessors a practical group needs: one per so many candidates, odd, never fewer than the least (1:5, odd, 3). */
export function assessorsNeeded(candidates: number, perAssessor: number, least: number): number {
  if (candidates === 0) return 0;
  const needed = Math.max(least, Math.ceil(candidates / perAssessor));
  return needed % 2 === 1 ? needed : needed + 1;
}

/** What is wrong with the size of a panel of assessors: too few, or an even number; null when it may sit. */
export function findPanelProblem(count: number, needed: number): Problem | null {
  if (count < needed) return problem('assessors_too_few', { count, needed });
  return count % 2 === 0 ? problem('assessor_count_even', { count }) : null;
}
