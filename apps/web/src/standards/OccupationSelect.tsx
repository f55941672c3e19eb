import { api } from '../shell/api.ts';
import { useWord } from '../shell/language.ts';
import { RemoteSelect } from '../shell/RemoteSelect.tsx';

type OccupationRow = Awaited<ReturnType<typeof api.standards.listOccupations>>['rows'][number];

interface OccupationSelectProps {
  id?: string;
  value?: string;
  onChange?: (value: string | undefined, row: OccupationRow | undefined) => void;
}

/** An occupation of the catalogue, found by name or code. */
export function OccupationSelect(props: OccupationSelectProps) {
  const word = useWord();
  return (
    <RemoteSelect
      {...props}
      queryKey={['standards', 'listOccupations']}
      load={(q, signal) =>
        api.standards.listOccupations({ pageSize: 30, ...(q === undefined ? {} : { q }) }, { signal })
      }
      option={(row) => ({ value: row.id, label: `${word(row)} ${row.code}(${row.edition})` })}
    />
  );
}
