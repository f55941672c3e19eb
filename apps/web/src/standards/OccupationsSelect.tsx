import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { api } from '../shell/api.ts';
import { useWord } from '../shell/language.ts';

interface OccupationsSelectProps {
  id?: string;
  value?: string[];
  onChange?: (value: string[]) => void;
}

/** Several occupations of the catalogue; it has a few hundred, so all are loaded and searched here. */
export function OccupationsSelect({ id, value, onChange }: OccupationsSelectProps) {
  const word = useWord();
  const all = useQuery({
    queryKey: ['standards', 'listOccupations', 'all'],
    queryFn: ({ signal }) => api.standards.listOccupations({ pageSize: 500 }, { signal }),
  });
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(value === undefined ? {} : { value })}
      mode="multiple"
      loading={all.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      options={(all.data?.rows ?? []).map((row) => ({
        value: row.id,
        label: `${word(row)} ${row.code}(${row.edition})`,
      }))}
      onChange={(next: string[]) => onChange?.(next)}
    />
  );
}
