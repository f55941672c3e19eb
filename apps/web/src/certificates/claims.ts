import { queryOptions } from '@tanstack/react-query';
import { api } from '../shell/api.ts';

export type Claim = Awaited<ReturnType<typeof api.certificates.listClaims>>[number];

/** All claims that the caller may see, waiting ones first. */
export const claimsQuery = queryOptions({
  queryKey: ['certificates', 'listClaims'],
  queryFn: ({ signal }) => api.certificates.listClaims(undefined, { signal }),
});

/** What an act on a claim makes old. */
export const claimRefreshes = [['certificates'], ['batches'], ['reports']] as const;
