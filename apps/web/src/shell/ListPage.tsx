// The pattern of every list: query form, toolbar, table with server paging, an empty state that says what to do next.
// Text, page and filters live in the address, so a list can be linked and the way back finds it as it was left.
import type { ReactNode } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ReloadOutlined } from '@ant-design/icons';
import { Button, Flex, Grid, Tooltip } from 'antd';
import { statusOf } from './api.ts';
import { ForbiddenPage } from './ErrorPages.tsx';
import { useTexts } from './language.ts';
import { ListEmpty } from './ListEmpty.tsx';
import { ListQueryForm } from './ListQueryForm.tsx';
import type { Filter } from './ListQueryForm.tsx';
import { ListRows } from './ListRows.tsx';
import type { Column } from './ListRows.tsx';
import { Page } from './Page.tsx';
import { RefusalAlert } from './RefusalAlert.tsx';
import type { ListSearch } from './search.ts';
import { shellTexts } from './texts.ts';
import { useFormats } from './times.ts';

/** What a list asks the server: the filters of the address, a page from 1 and its size. */
export type ListQuery = { q?: string | undefined; page: number; pageSize: number };

interface ListPageProps<Row> {
  heading: string;
  say?: ReactNode;
  /** `[capability, procedure]`; the query of the address is appended. */
  queryKey: readonly [string, string];
  load: (
    query: ListQuery,
    filters: ListSearch,
    signal: AbortSignal,
  ) => Promise<{ rows: readonly Row[]; total: number }>;
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  filters?: readonly Filter[];
  /** What the text field looks for; without it there is no text field. */
  looksFor?: string;
  /** True where the server gives all rows at once. */
  isWhole?: boolean;
  toolbar?: ReactNode;
  rowActs?: (row: Row) => ReactNode;
  /** Stands beside the rows, above them on a phone: another way to choose among them. */
  aside?: ReactNode;
  /** True where seeing rows is an act on record: they are not asked for again without the person's doing. */
  isReading?: boolean;
  /** What to do when there is nothing yet. */
  empty: { say: string; act?: ReactNode };
}

export function ListPage<Row>(props: ListPageProps<Row>) {
  const {
    heading,
    queryKey,
    load,
    rowKey,
    columns,
    filters = [],
    looksFor,
    isWhole = false,
    toolbar,
    rowActs,
    empty,
    aside,
    isReading = false,
  } = props;
  const t = useTexts(shellTexts);
  const search: ListSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const formats = useFormats();
  const isWide = Grid.useBreakpoint().md ?? false;
  const { page = '1', pageSize = '20', ...rest } = search;
  const query: ListQuery = {
    q: rest['q'],
    page: numberOf(page, 1, 100_000),
    pageSize: numberOf(pageSize, 20, 200),
  };
  const list = useQuery({
    queryKey: [...queryKey, query, rest],
    queryFn: ({ signal }) => load(query, rest, signal),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: !isReading,
    refetchOnReconnect: !isReading,
  });
  const go = (changes: ListSearch) => {
    const next = { ...search, ...changes };
    void navigate({ to: '.', search: next as never, replace: false });
  };
  const isFiltered = Object.values(rest).some((value) => value !== undefined && value !== '');
  if (statusOf(list.error) === 403) return <ForbiddenPage error={list.error} />;
  const total = list.data?.total ?? 0;
  return (
    <Page heading={heading} say={props.say} acts={toolbar}>
      {(looksFor !== undefined || filters.length > 0) && (
        <ListQueryForm
          key={JSON.stringify(rest)}
          looksFor={looksFor}
          filters={filters}
          values={rest}
          onSearch={(values) => go({ ...values, page: undefined })}
        />
      )}
      <ListFrame aside={aside}>
        <section className="list" aria-busy={list.isFetching}>
          <Flex className="list-bar" justify="space-between" align="center">
            <span className="quiet" role="status">
              {list.data ? t('total', { total: formats.number(total) }) : t('loading')}
            </span>
            <Tooltip title={t('refresh')}>
              <Button
                type="text"
                icon={<ReloadOutlined spin={list.isFetching} />}
                aria-label={t('refresh')}
                onClick={() => void list.refetch()}
              />
            </Tooltip>
          </Flex>
          {list.isError ? (
            <div className="list-trouble">
              <RefusalAlert error={list.error} onRetry={() => void list.refetch()} />
            </div>
          ) : (
            <ListRows
              rows={list.data?.rows ?? []}
              rowKey={rowKey}
              columns={columns}
              rowActs={rowActs}
              isWide={isWide}
              isLoading={list.isPending || list.isPlaceholderData}
              empty={<ListEmpty isFiltered={isFiltered} say={empty.say} act={empty.act} />}
              paging={isWhole ? null : { page: query.page, pageSize: query.pageSize, total }}
              onPage={(nextPage, nextSize) =>
                go({
                  page: nextPage === 1 || nextSize !== query.pageSize ? undefined : String(nextPage),
                  pageSize: nextSize === 20 ? undefined : String(nextSize),
                })
              }
            />
          )}
        </section>
      </ListFrame>
    </Page>
  );
}

function ListFrame({ aside, children }: { aside: ReactNode; children: ReactNode }) {
  if (aside === undefined) return children;
  return (
    <div className="list-frame">
      <aside>{aside}</aside>
      {children}
    </div>
  );
}

function numberOf(text: string, otherwise: number, most: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : otherwise;
}
