import type { ReactNode } from 'react';
import { Pagination, Skeleton } from 'antd';
import type { TableColumnType } from 'antd';
import { useTexts } from './language.ts';
import { shellTexts } from './texts.ts';
import { WideTable } from './WideTable.tsx';

/** One column of a list; the first one names the row and stays in sight. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  readonly width?: number;
  readonly align?: 'right' | 'center';
}

interface ListRowsProps<Row> {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  rowActs: ((row: Row) => ReactNode) | undefined;
  isWide: boolean;
  isLoading: boolean;
  empty: ReactNode;
  paging: { page: number; pageSize: number; total: number } | null;
  onPage: (page: number, pageSize: number) => void;
}

/** The rows as a table, on a phone as cards; the same columns and acts in both. */
export function ListRows<Row>(props: ListRowsProps<Row>) {
  const { rows, rowKey, isWide, isLoading, empty, paging, onPage } = props;
  const t = useTexts(shellTexts);
  if (!isWide) {
    return (
      <>
        {isLoading && rows.length === 0 ? (
          <Skeleton active className="card-rows-loading" />
        ) : (
          <CardRows {...props} />
        )}
        {!isLoading && rows.length === 0 && empty}
        {paging && paging.total > paging.pageSize && (
          <Pagination
            simple
            align="center"
            current={paging.page}
            pageSize={paging.pageSize}
            total={paging.total}
            onChange={onPage}
            className="list-pages"
          />
        )}
      </>
    );
  }
  return (
    <WideTable
      size="middle"
      rowKey={rowKey}
      dataSource={[...rows]}
      columns={tableColumns(props, t('actions'))}
      loading={isLoading}
      locale={{ emptyText: isLoading ? ' ' : empty }}
      pagination={
        paging && paging.total > 10
          ? {
              current: paging.page,
              pageSize: paging.pageSize,
              total: paging.total,
              showSizeChanger: true,
              pageSizeOptions: [20, 50, 100, 200],
              showQuickJumper: paging.total > paging.pageSize * 5,
              onChange: onPage,
            }
          : false
      }
    />
  );
}

function tableColumns<Row>(
  { columns, rowActs }: ListRowsProps<Row>,
  actsTitle: string,
): TableColumnType<Row>[] {
  const cells = columns.map(({ key, title, render, width, align }, index): TableColumnType<Row> => ({
    key,
    title,
    render: (_, row) => render(row),
    ...(width ? { width } : {}),
    ...(align ? { align } : {}),
    ...(index === 0 ? { fixed: 'start', rowScope: 'row' } : {}),
  }));
  if (!rowActs) return cells;
  return [
    ...cells,
    {
      key: 'acts',
      title: actsTitle,
      fixed: 'end',
      render: (_, row) => <div className="row-acts">{rowActs(row)}</div>,
    },
  ];
}

function CardRows<Row>({ rows, rowKey, columns, rowActs }: ListRowsProps<Row>) {
  const [main, ...others] = columns;
  return (
    <ul className="card-rows">
      {rows.map((row) => (
        <li key={rowKey(row)} className="card-row">
          <div className="card-row-main">{main?.render(row)}</div>
          <dl>
            {others.map(({ key, title, render }) => (
              <div key={key}>
                <dt>{title}</dt>
                <dd>{render(row)}</dd>
              </div>
            ))}
          </dl>
          {rowActs && <div className="row-acts">{rowActs(row)}</div>}
        </li>
      ))}
    </ul>
  );
}
