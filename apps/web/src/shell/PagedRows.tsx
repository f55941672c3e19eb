// Lists inside a detail page: the toolbar, the rows and the paging of a list page without its frame.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Flex, Grid, Input, Tooltip } from 'antd';
import { ReloadOutlined } from '@ant-design/icons';
import { useTexts } from './language.ts';
import { ListEmpty } from './ListEmpty.tsx';
import { ListRows } from './ListRows.tsx';
import type { Column } from './ListRows.tsx';
import { RefusalAlert } from './RefusalAlert.tsx';
import { shellTexts } from './texts.ts';

interface Shown<Row> {
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  rowActs?: (row: Row) => ReactNode;
  /** What the text field looks for; without it there is none. */
  looksFor?: string;
  toolbar?: ReactNode;
  empty: { say: string; act?: ReactNode };
}

interface PagedRowsProps<Row> extends Shown<Row> {
  /** Capability, procedure and what the rows belong to; text and page are appended. */
  queryKey: readonly string[];
  load: (
    query: { q?: string; page: number; pageSize: number },
    signal: AbortSignal,
  ) => Promise<{ rows: readonly Row[]; total: number }>;
}

/** Rows that the server gives page by page. */
export function PagedRows<Row>({ queryKey, load, ...shown }: PagedRowsProps<Row>) {
  const t = useTexts(shellTexts);
  const [{ q, page, pageSize }, setQuery] = useState({ q: '', page: 1, pageSize: 20 });
  const list = useQuery({
    queryKey: [...queryKey, { q, page, pageSize }],
    queryFn: ({ signal }) => load({ page, pageSize, ...(q === '' ? {} : { q }) }, signal),
    placeholderData: keepPreviousData,
  });
  const total = list.data?.total ?? 0;
  const reload = (
    <Tooltip title={t('refresh')}>
      <Button
        type="text"
        icon={<ReloadOutlined spin={list.isFetching} />}
        aria-label={t('refresh')}
        onClick={() => void list.refetch()}
      />
    </Tooltip>
  );
  return (
    <Frame
      {...shown}
      status={list.data ? t('total', { total }) : t('loading')}
      isBusy={list.isFetching}
      onSearch={(text) => setQuery({ q: text, page: 1, pageSize })}
      after={reload}
    >
      {list.isError ? (
        <div className="list-trouble">
          <RefusalAlert error={list.error} onRetry={() => void list.refetch()} />
        </div>
      ) : (
        <Body
          {...shown}
          rows={list.data?.rows ?? []}
          isLoading={list.isPending || list.isPlaceholderData}
          isFiltered={q !== ''}
          paging={{ page, pageSize, total }}
          onPage={(nextPage, nextSize) =>
            setQuery({ q, page: nextSize === pageSize ? nextPage : 1, pageSize: nextSize })
          }
        />
      )}
    </Frame>
  );
}

interface LocalRowsProps<Row> extends Shown<Row> {
  rows: readonly Row[];
  /** What the text field is compared with. */
  textOf?: (row: Row) => string;
  /** True where the rows are only a part chosen by other means. */
  isFiltered?: boolean;
}

/** Rows that are all here already, shown page by page. */
export function LocalRows<Row>({ rows, textOf, isFiltered = false, ...shown }: LocalRowsProps<Row>) {
  const t = useTexts(shellTexts);
  const [{ q, page, pageSize }, setQuery] = useState({ q: '', page: 1, pageSize: 20 });
  const wanted = q.trim().toLowerCase();
  const found =
    wanted === '' || !textOf ? rows : rows.filter((row) => textOf(row).toLowerCase().includes(wanted));
  // A filter outside may have left fewer pages.
  const current = Math.min(page, Math.max(1, Math.ceil(found.length / pageSize)));
  return (
    <Frame
      {...shown}
      status={t('total', { total: found.length })}
      isBusy={false}
      onSearch={(text) => setQuery({ q: text, page: 1, pageSize })}
    >
      <Body
        {...shown}
        rows={found.slice((current - 1) * pageSize, current * pageSize)}
        isLoading={false}
        isFiltered={isFiltered || wanted !== ''}
        paging={{ page: current, pageSize, total: found.length }}
        onPage={(nextPage, nextSize) =>
          setQuery({ q, page: nextSize === pageSize ? nextPage : 1, pageSize: nextSize })
        }
      />
    </Frame>
  );
}

interface FrameProps {
  status: string;
  isBusy: boolean;
  looksFor?: string;
  toolbar?: ReactNode;
  onSearch: (text: string) => void;
  after?: ReactNode;
  children: ReactNode;
}

function Frame({ status, isBusy, looksFor, toolbar, onSearch, after, children }: FrameProps) {
  return (
    <section className="list section" aria-busy={isBusy}>
      <Flex className="list-bar" justify="space-between" align="center" gap={8} wrap>
        <span className="quiet" role="status">
          {status}
        </span>
        <Flex gap={8} wrap align="center" className="list-tools">
          {looksFor !== undefined && (
            <Input.Search
              allowClear
              placeholder={looksFor}
              aria-label={looksFor}
              maxLength={100}
              onSearch={(text) => onSearch(text.trim())}
              className="list-search"
            />
          )}
          {toolbar}
          {after}
        </Flex>
      </Flex>
      {children}
    </section>
  );
}

interface BodyProps<Row> extends Shown<Row> {
  rows: readonly Row[];
  isLoading: boolean;
  isFiltered: boolean;
  paging: { page: number; pageSize: number; total: number };
  onPage: (page: number, pageSize: number) => void;
}

function Body<Row>({
  rows,
  rowKey,
  columns,
  rowActs,
  empty,
  isLoading,
  isFiltered,
  paging,
  onPage,
}: BodyProps<Row>) {
  const isWide = Grid.useBreakpoint().md ?? false;
  return (
    <ListRows
      rows={rows}
      rowKey={rowKey}
      columns={columns}
      rowActs={rowActs}
      isWide={isWide}
      isLoading={isLoading}
      empty={<ListEmpty isFiltered={isFiltered} say={empty.say} act={empty.act} />}
      paging={paging}
      onPage={onPage}
    />
  );
}
