import { useRef, useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select, Spin } from 'antd';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import type { Batch } from './batch.ts';
import { examTexts } from './exam-texts.ts';

interface FieldProps {
  /** Given by `Form.Item`. */
  id?: string;
  value?: string[];
  onChange?: (value: string[]) => void;
  batch: Batch;
  /** People chosen for another duty anywhere in the form; they are greyed here. */
  taken: ReadonlySet<string>;
  most?: number;
}

interface Option {
  value: string;
  label: string;
}

interface PeopleSelectProps extends Omit<FieldProps, 'batch'> {
  queryKey: readonly string[];
  load: (q: string | undefined, signal: AbortSignal) => Promise<Option[]>;
  empty: string;
}

/** People found by typing; those chosen stay named when the next search does not find them. */
function PeopleSelect({ id, value = [], onChange, taken, most, queryKey, load, empty }: PeopleSelectProps) {
  const t = useTexts(examTexts);
  const [q, setQ] = useState('');
  const seen = useRef(new Map<string, Option>());
  const found = useQuery({
    queryKey: [...queryKey, 'choice', q],
    queryFn: async ({ signal }) => {
      // Waits for the typing to pause; the cache drops the call when another letter comes.
      await new Promise((resolve) => setTimeout(resolve, q === '' ? 0 : 250));
      return load(q === '' ? undefined : q, signal);
    },
    placeholderData: keepPreviousData,
  });
  for (const option of found.data ?? []) seen.current.set(option.value, option);
  const options = [
    ...value.flatMap((person) => seen.current.get(person) ?? []),
    ...(found.data ?? []).filter((option) => !value.includes(option.value)),
  ];
  return (
    <Select<string[]>
      {...(id === undefined ? {} : { id })}
      mode="multiple"
      value={value}
      {...(most === undefined ? {} : { maxCount: most })}
      placeholder={t('pickPeople')}
      showSearch={{ filterOption: false, onSearch: setQ, autoClearSearchValue: true }}
      options={options.map((option) => ({
        ...option,
        disabled: taken.has(option.value) && !value.includes(option.value),
      }))}
      notFoundContent={found.isFetching ? <Spin size="small" /> : empty}
      onChange={(next) => onChange?.(next)}
    />
  );
}

type CardKind = Parameters<typeof api.cards.listCards>[0] extends infer Input
  ? NonNullable<(Input & { kind?: string })['kind']>
  : never;

/** Holders of cards that cover the occupation on the exam day. */
export function CardHolderSelect({ kinds, batch, ...field }: FieldProps & { kinds: readonly CardKind[] }) {
  const t = useTexts(examTexts);
  const { occupation, examOn } = batch;
  return (
    <PeopleSelect
      {...field}
      queryKey={['cards', 'listCards', occupation.id, examOn, ...kinds]}
      empty={t('noCardHolder')}
      load={async (q, signal) => {
        const lists = await Promise.all(
          kinds.map((kind) =>
            api.cards.listCards(
              {
                kind,
                occupationId: occupation.id,
                on: examOn,
                pageSize: 100,
                ...(q === undefined ? {} : { q }),
              },
              { signal },
            ),
          ),
        );
        const cards = lists.flatMap(({ rows }) => rows).filter(({ state }) => state === 'in_force');
        return [
          ...new Map(
            cards.map(({ person, number, kind }) => [
              person.id,
              { value: person.id, label: `${person.name} · ${t(`cardKinds.${kind}`)} ${number}` },
            ]),
          ).values(),
        ];
      }}
    />
  );
}

/** People with the post of an invigilator at the site of the batch. */
export function InvigilatorSelect({ batch, ...field }: FieldProps) {
  const t = useTexts(examTexts);
  const { site } = batch;
  return (
    <PeopleSelect
      {...field}
      queryKey={['people', 'listPersons', 'invigilators', site.id]}
      empty={t('noInvigilator')}
      load={async (q, signal) => {
        const { rows } = await api.people.listPersons(
          { pageSize: 500, ...(q === undefined ? {} : { q }) },
          { signal },
        );
        return rows
          .filter(({ posts }) =>
            posts.some((held) => held.post === 'invigilator' && held.site?.id === site.id),
          )
          .map(({ id, name, idNumberMasked }) => ({ value: id, label: `${name} ${idNumberMasked}` }));
      }}
    />
  );
}
