import { queryOptions } from '@tanstack/react-query';
import { api } from '../shell/api.ts';

export type Review = Awaited<ReturnType<typeof api.reviews.getReview>>;
export type DrawRecord = NonNullable<Review['draw']>;
export type DrawnDossier = Review['drawnDossiers'][number];
export type Dossier = Awaited<ReturnType<typeof api.reviews.getDossier>>;
export type Sheet = NonNullable<DrawnDossier['sheet']>;

/** The review of a batch: its newest round, or the one named. */
export const reviewQuery = (batchId: string, round?: number) =>
  queryOptions({
    queryKey: ['reviews', 'getReview', batchId, round ?? 'newest'],
    queryFn: ({ signal }) =>
      api.reviews.getReview({ batchId, ...(round === undefined ? {} : { round }) }, { signal }),
  });

/** What an act of the review makes old. */
export const reviewRefreshes = [
  ['reviews', 'getReview'],
  ['batches'],
  ['reports'],
  ['certificates'],
] as const;
