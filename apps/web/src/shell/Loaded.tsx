import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Card, Skeleton } from 'antd';
import { statusOf } from './api.ts';
import { ForbiddenPage, NotFoundPage } from './ErrorPages.tsx';
import { RefusalAlert } from './RefusalAlert.tsx';

/** Shows what a query gave; while it runs a skeleton, when it is refused the reason, or the 403 or 404 page. */
export function Loaded<Data>({
  query,
  children,
}: {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) {
    return (
      <Card>
        <Skeleton active />
      </Card>
    );
  }
  const status = statusOf(query.error);
  if (status === 403) return <ForbiddenPage error={query.error} />;
  if (status === 404) return <NotFoundPage />;
  return <RefusalAlert error={query.error} onRetry={() => void query.refetch()} />;
}
