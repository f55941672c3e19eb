/**
 * How many dossiers of a batch are drawn for review (15%抽审): the share rounded up (7 → 2 at 15 %), at least the
 * minimum, and all when the batch is smaller than that. An empty batch draws none. The lawful floor is the share
 * (2021 conference: 按照15%的比例); the minimum is a rule of ours, since 15 % of few dossiers finds little.
 */
export function sampleSize(dossiers: number, share: number, minimum: number): number {
  // In ten-thousandths, since 0.07 × 100 is above 7 in binary and would draw an eighth.
  const byShare = Math.ceil((Math.round(share * 10_000) * dossiers) / 10_000);
  return Math.min(dossiers, Math.max(byShare, minimum));
}

/**
 * Spreads a sample over strata (level, site, assessor): one to each stratum that is not empty, the largest first while
 * the sample lasts, and every further one to the stratum furthest below its proportional share; ties go to the one listed
 * first. Adds up to the sample, cut to the sum of the sizes, and never exceeds a stratum: 15 of 98, 1, 1 → 13, 1, 1.
 */
export function allocateSample(sizes: readonly number[], sample: number): readonly number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const wanted = Math.min(sample, total);
  const bySize = sizes.map((_, i) => i).filter((i) => (sizes[i] ?? 0) > 0);
  bySize.sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  const first = new Set(bySize.slice(0, wanted));
  const given: number[] = sizes.map((_, i) => (first.has(i) ? 1 : 0));
  for (let left = wanted - first.size; left > 0; left -= 1) {
    const deficits = sizes.map((size, i) => {
      const count = given[i] ?? 0;
      return count < size ? (size * wanted) / total - count : -Infinity;
    });
    const next = deficits.indexOf(Math.max(...deficits));
    given[next] = (given[next] ?? 0) + 1;
  }
  return given;
}
