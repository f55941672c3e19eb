/**
 * How much of the way from a gap of 100 % to the wanted one is done, 0 … 1, by orders of magnitude: a solver halves its gap
 * again and again, so from 1 % to 0.1 % is as far as from 100 % to 10 %. Nothing is done while no gap is known.
 */
export function shareOfGap(gap: number | null, wanted: number | null): number {
  if (gap === null || wanted === null) return 0;
  if (gap <= wanted) return 1;
  // A wanted gap of nothing is as good as reached at a millionth.
  return Math.max(0, Math.min(1, Math.log(gap) / Math.log(Math.max(wanted, 1e-6))));
}
