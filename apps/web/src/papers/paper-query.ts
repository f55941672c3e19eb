import { queryOptions } from '@tanstack/react-query';
import { api } from '../shell/api.ts';

export type Paper = Awaited<ReturnType<typeof api.papers.getPaper>>;

/** A paper with its items: an act on record, so it is asked for once and only when a person wants it. */
export const paperQuery = (paperId: string) =>
  queryOptions({
    queryKey: ['papers', 'getPaper', paperId],
    queryFn: ({ signal }) => api.papers.getPaper({ paperId }, { signal }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
