import { createContext, useContext } from 'react';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../shell/api.ts';

export type Batch = Awaited<ReturnType<typeof api.batches.getBatch>>;

/** One batch with what it is bound to. */
export const batchQuery = (batchId: string) =>
  queryOptions({
    queryKey: ['batches', 'getBatch', batchId],
    queryFn: ({ signal }) => api.batches.getBatch({ batchId }, { signal }),
  });

export const BatchContext = createContext<Batch | null>(null);

/** The batch whose page this is; only the tabs of a batch may ask. */
export function useBatch(): Batch {
  const batch = useContext(BatchContext);
  if (!batch) throw new Error('This tab stands outside the page of a batch.');
  return batch;
}

/** What an act of a batch makes old. */
export const batchRefreshes = [['batches'], ['results'], ['sittings'], ['reports']] as const;
