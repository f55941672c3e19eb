import { queryOptions } from '@tanstack/react-query';
import { api } from '../shell/api.ts';

/** All tickets of a batch. */
export const ticketsQuery = (batchId: string) =>
  queryOptions({
    queryKey: ['batches', 'listTickets', batchId],
    queryFn: ({ signal }) => api.batches.listTickets({ batchId }, { signal }),
  });

/** The address of a ticket in full, also where the server tells only its path. */
export function addressOf(link: string): string {
  return new URL(link, location.origin).href;
}
