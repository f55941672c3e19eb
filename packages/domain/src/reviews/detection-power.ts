/**
 * The chance that a plain random draw of `sample` of `dossiers` holds at least one of the `bad` ones (hypergeometric):
 * of 100 with 5 bad, 15 find one with 56 %. Shown on the review page so that nobody takes 15 % for certainty.
 */
export function detectionPower(dossiers: number, bad: number, sample: number): number {
  if (bad <= 0 || sample <= 0) return 0;
  if (bad + sample > dossiers) return 1;
  let missed = 1;
  for (let i = 0; i < bad; i += 1) missed *= (dossiers - sample - i) / (dossiers - i);
  return 1 - missed;
}
