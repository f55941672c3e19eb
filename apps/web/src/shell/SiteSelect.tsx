import { api } from './api.ts';
import { useWord } from './language.ts';
import { RemoteSelect } from './RemoteSelect.tsx';

interface SiteSelectProps {
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
}

/** A site, found by name or city. */
export function SiteSelect(props: SiteSelectProps) {
  const word = useWord();
  return (
    <RemoteSelect
      {...props}
      queryKey={['sites', 'listSites']}
      load={(q, signal) =>
        api.sites.listSites({ pageSize: 20, ...(q === undefined ? {} : { q }) }, { signal })
      }
      option={(row) => ({ value: row.id, label: word(row) })}
    />
  );
}
