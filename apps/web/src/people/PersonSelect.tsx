import { api } from '../shell/api.ts';
import { RemoteSelect } from '../shell/RemoteSelect.tsx';

interface PersonSelectProps {
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
}

/** A registered person, found by name; the masked number tells two of the same name apart. */
export function PersonSelect(props: PersonSelectProps) {
  return (
    <RemoteSelect
      {...props}
      queryKey={['people', 'listPersons']}
      load={(q, signal) =>
        api.people.listPersons({ pageSize: 20, ...(q === undefined ? {} : { q }) }, { signal })
      }
      option={({ id, name, idNumberMasked }) => ({ value: id, label: `${name} ${idNumberMasked}` })}
    />
  );
}
