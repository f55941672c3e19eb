import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Select, Spin } from 'antd';

interface RemoteSelectProps<Row> {
  /** Given by `Form.Item`. */
  id?: string;
  value?: string;
  onChange?: (value: string | undefined, row: Row | undefined) => void;
  queryKey: readonly [string, string];
  load: (q: string | undefined, signal: AbortSignal) => Promise<{ rows: readonly Row[] }>;
  option: (row: Row) => { value: string; label: string };
  placeholder?: string;
}

/** A choice among rows of the server, found by typing. */
export function RemoteSelect<Row>({
  id,
  value,
  onChange,
  queryKey,
  load,
  option,
  placeholder,
}: RemoteSelectProps<Row>) {
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: [...queryKey, 'choice', q],
    queryFn: async ({ signal }) => {
      // Waits for the typing to pause; the cache drops the call when another letter comes.
      await new Promise((resolve) => setTimeout(resolve, q === '' ? 0 : 250));
      return load(q === '' ? undefined : q, signal);
    },
    placeholderData: (earlier) => earlier,
  });
  const rows = found.data?.rows ?? [];
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(value === undefined ? {} : { value })}
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={placeholder}
      options={rows.map(option)}
      notFoundContent={found.isFetching ? <Spin size="small" /> : undefined}
      onChange={(next: string | undefined) =>
        onChange?.(
          next,
          rows.find((row) => option(row).value === next),
        )
      }
    />
  );
}
