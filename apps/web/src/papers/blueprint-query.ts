import { queryOptions } from '@tanstack/react-query';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import type { PracticalBlueprint } from '@jiangping/domain/papers/practical-blueprint';
import type { ContentRange, ContentSpec } from '@jiangping/domain/standards/content-spec';
import { api } from '../shell/api.ts';

async function loadBlueprint(blueprintId: string, signal: AbortSignal) {
  const row = await api.papers.getBlueprint({ blueprintId }, { signal });
  // The server keeps no blueprint and no specification that their own rules object to.
  const spec = row.spec && (row.spec.body as unknown as ContentSpec);
  const ranges: readonly ContentRange[] = spec?.ranges ?? [];
  return { ...row, plan: row.body as unknown as Blueprint | PracticalBlueprint, contentSpec: spec, ranges };
}

/** A stored blueprint, read as what it is. */
export type StoredBlueprint = Awaited<ReturnType<typeof loadBlueprint>>;

/** A stored blueprint by id; it never changes. */
export const blueprintQuery = (blueprintId: string) =>
  queryOptions({
    queryKey: ['papers', 'getBlueprint', blueprintId],
    queryFn: ({ signal }) => loadBlueprint(blueprintId, signal),
    staleTime: Infinity,
  });
