import { createContext, useContext } from 'react';
import { queryOptions } from '@tanstack/react-query';
import { mayAct } from '@jiangping/domain/people/post';
import type { Act } from '@jiangping/domain/people/post';
import { api } from './api.ts';

export const meQuery = queryOptions({
  queryKey: ['people', 'getMe'],
  queryFn: ({ signal }) => api.people.getMe(undefined, { signal }),
  staleTime: 60_000,
});

export type Me = Awaited<ReturnType<typeof api.people.getMe>>;

export const MeContext = createContext<Me | null>(null);

/** Who is logged in; only pages inside the console may ask. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('This page stands outside the console.');
  return me;
}

/** Whether the caller holds a post for an act, to hide buttons; the server decides. */
export function useMay(): (act: Act) => boolean {
  const { posts } = useMe();
  const held = posts.map(({ post }) => post);
  return (act) => mayAct(held, act);
}
