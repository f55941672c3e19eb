// When a figure of an item needs somebody's attention. Classical rules of thumb (Ebel, Essentials of Educational Measurement,
// 1972: discrimination below 0.20 is poor, to be rejected or rewritten); the limits are policies.

/** Limits outside which a figure is told; shares 0–1, the correlation −1 … 1. */
export interface FigureLimits {
  /** Fewer candidates than this say too little to warn of anything. */
  readonly leastCandidates: number;
  readonly leastShare: number;
  readonly mostShare: number;
  readonly leastBiserial: number;
}

export const figureFaults = {
  too_hard: { zh: '太难', en: 'Too hard' },
  too_easy: { zh: '太易', en: 'Too easy' },
  poor_discrimination: { zh: '区分度低', en: 'Tells little apart' },
} as const;

export type FigureFault = keyof typeof figureFaults;

/** What is remarkable about the figures of an item; nothing while too few candidates have answered it. */
export function faultsOfFigures(
  {
    candidates,
    share,
    biserial,
  }: { readonly candidates: number; readonly share: number; readonly biserial: number | null },
  { leastCandidates, leastShare, mostShare, leastBiserial }: FigureLimits,
): FigureFault[] {
  if (candidates < leastCandidates) return [];
  const faults: FigureFault[] = [];
  if (share < leastShare) faults.push('too_hard');
  if (share > mostShare) faults.push('too_easy');
  if (biserial !== null && biserial < leastBiserial) faults.push('poor_discrimination');
  return faults;
}
