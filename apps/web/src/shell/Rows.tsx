import type { ReactNode } from 'react';
import { Grid } from 'antd';
import { ListRows } from './ListRows.tsx';
import type { Column } from './ListRows.tsx';

interface RowsProps<Row> {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  rowActs?: (row: Row) => ReactNode;
  empty: ReactNode;
}

/** Rows that a detail page already has, drawn as in a list: a table, on a phone cards. */
export function Rows<Row>({ rows, rowKey, columns, rowActs, empty }: RowsProps<Row>) {
  const isWide = Grid.useBreakpoint().md ?? false;
  return (
    <ListRows
      rows={rows}
      rowKey={rowKey}
      columns={columns}
      rowActs={rowActs}
      isWide={isWide}
      isLoading={false}
      empty={empty}
      paging={null}
      onPage={() => undefined}
    />
  );
}
