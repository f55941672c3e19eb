import { queryOptions } from '@tanstack/react-query';
import { api } from '../shell/api.ts';

/** One version of an item: a reading on record, so it is asked for once. */
export const itemQuery = (versionId: string) =>
  queryOptions({
    queryKey: ['items', 'getItem', versionId],
    queryFn: ({ signal }) => api.items.getItem({ versionId }, { signal }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
