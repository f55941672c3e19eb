import { queryOptions } from '@tanstack/react-query';
import { api } from '../shell/api.ts';

export type Review = Awaited<ReturnType<typeof api.reviews.getReview>>;
export type DrawRecord = NonNullable<Review['draw']>;
export type DrawnDossier = Review['drawnDossiers'][number];
export type Sheet = NonNullable<DrawnDossier['sheet']>;

/** The whole review of a batch. */
export const reviewQuery = (batchId: string) =>
  queryOptions({
    queryKey: ['reviews', 'getReview', batchId],
    queryFn: ({ signal }) => api.reviews.getReview({ batchId }, { signal }),
  });

/** What an act of the review makes old. */
export const reviewRefreshes = [['reviews', 'getReview'], ['batches'], ['reports'], ['certificates']] as const;

/** The page of a drawn dossier. */
export function pathOfDossier(batchId: string, entryId: string): string {
  return `/batches/${batchId}/dossiers/${entryId}`;
}

/** The next dossier without a sheet, after the given one and round to the first; null when none is left. */
export function nextOpen(drawn: readonly DrawnDossier[], after?: string): DrawnDossier | null {
  const at = drawn.findIndex(({ entryId }) => entryId === after);
  return (
    [...drawn.slice(at + 1), ...drawn.slice(0, at + 1)].find(
      ({ sheet, entryId }) => sheet === null && entryId !== after,
    ) ?? null
  );
}
