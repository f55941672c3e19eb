import { useEffect, useRef } from 'react';
import { Table } from 'antd';
import type { TableProps } from 'antd';

/** A table that scrolls sideways in its own frame, also by keyboard (WCAG 2.1.1), and never the page. */
export function WideTable<Row>(props: TableProps<Row>) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const region = frame.current?.querySelector<HTMLElement>('.ant-table-content');
    if (region) region.tabIndex = region.scrollWidth > region.clientWidth ? 0 : -1;
  });
  return (
    <div ref={frame}>
      <Table {...props} scroll={{ x: 'max-content' }} />
    </div>
  );
}
