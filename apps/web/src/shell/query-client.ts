import { QueryCache, QueryClient } from '@tanstack/react-query';
import { statusOf } from './api.ts';

/**
 * The cache of server answers. A refusal is an answer and is not asked for again; a lost connection is, twice. When
 * the login has ended, `onLoginEnded` is told, whichever page asked.
 */
export function createQueryClient(onLoginEnded: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (statusOf(error) === 401) onLoginEnded();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => statusOf(error) === null && failures < 2,
      },
      // An act is repeated by the person, under the key it already has: see ActButton.
      mutations: { retry: false },
    },
  });
}
