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
 * Spreads a sample over strata (level, site, assessor) in proportion to their sizes by largest remainders, each stratum
 * that is not empty getting one where the sample allows. The result adds up to `sample` and never exceeds a stratum.
 * Refuses nothing; a sample above the sum of the sizes is cut to it. Ties go to the stratum listed first.
 */
export function allocateSample(sizes: readonly number[], sample: number): readonly number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const wanted = Math.min(sample, total);
  const shares = sizes.map((size) => (total === 0 ? 0 : (wanted * size) / total));
  const given = shares.map((share) => Math.floor(share));
  let left = wanted - given.reduce((sum, count) => sum + count, 0);
  // Strata that would get none come first, then the largest remainder.
  const order = sizes
    .map((_, i) => i)
    .sort((a, b) => {
      const isEmpty = (i: number) => Number(given[i] === 0);
      const remainder = (i: number) => (shares[i] ?? 0) - (given[i] ?? 0);
      return isEmpty(b) - isEmpty(a) || remainder(b) - remainder(a) || a - b;
    });
  while (left > 0) {
    for (const i of order) {
      const count = given[i] ?? 0;
      if (left === 0) break;
      if (count >= (sizes[i] ?? 0)) continue;
      given[i] = count + 1;
      left -= 1;
    }
  }
  return given;
}
