// What the findings so far call for, told before the director decides; the server decides by the same rule.
import { judgeBatch } from '@jiangping/domain/reviews/batch-outcome';
import type { BatchOutcome } from '@jiangping/domain/reviews/batch-outcome';
import type { Gravity } from '@jiangping/domain/reviews/sheet';
import type { Review } from './review.ts';

/** How many dossiers were found to be what. */
export function sumsOf({ drawnDossiers }: Pick<Review, 'drawnDossiers'>): Record<Gravity, number> {
  const sums = { pass: 0, minor: 0, major: 0, fatal: 0 };
  for (const { sheet } of drawnDossiers) if (sheet) sums[sheet.outcome] += 1;
  return sums;
}

/** True where the batch is decided, or every drawn dossier has its sheet. */
export function isDecidable({
  drawnDossiers,
  decision,
}: Pick<Review, 'drawnDossiers' | 'decision'>): boolean {
  return (
    decision !== null || (drawnDossiers.length > 0 && drawnDossiers.every(({ sheet }) => sheet !== null))
  );
}

/** The rule on the findings so far; null where its limits are not known. */
export function judgeReview(
  { drawnDossiers, frozen }: Pick<Review, 'drawnDossiers' | 'frozen'>,
  policies: readonly { readonly key: string; readonly value: unknown }[] | undefined,
): BatchOutcome | null {
  const valueOf = (key: string) => policies?.find((policy) => policy.key === key)?.value;
  const returnMajor = valueOf('review.return_major');
  const escalateMajorShare = valueOf('review.escalate_major_share');
  if (typeof returnMajor !== 'number' || typeof escalateMajorShare !== 'number') return null;
  const outcomes = drawnDossiers.flatMap(({ sheet }) => (sheet ? [sheet.outcome] : []));
  return judgeBatch(
    { dossiers: frozen?.dossiers ?? 0, drawn: drawnDossiers.length, outcomes },
    { returnMajor, escalateMajorShare },
  );
}
