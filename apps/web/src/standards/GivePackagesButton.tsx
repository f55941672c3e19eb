import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { workPackageKinds } from '@jiangping/domain/standards/work-package-states';
import { PersonSelect } from '../people/PersonSelect.tsx';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { RemoteSelect } from '../shell/RemoteSelect.tsx';
import { programmeRefreshes } from './programme-states.ts';
import { programmeTexts } from './programme-texts.ts';

interface GiveValues {
  workPackageIds: string[];
  associationId: string;
  responsibleId: string;
}

/** Gives planned packages to an association: the one of the page, or several chosen here. */
export function GivePackagesButton({ workPackageId, isMain }: { workPackageId?: string; isMain: boolean }) {
  const t = useTexts(programmeTexts);
  const required = (label: string) => [{ required: true, message: t('required', { label }) }];
  return (
    <ActButton<GiveValues, { factId: string }>
      label={t('give')}
      type={isMain ? 'primary' : 'default'}
      say={t('giveSay')}
      refreshes={programmeRefreshes}
      run={({ workPackageIds, associationId, responsibleId }, options) =>
        api.standards.giveWorkPackages(
          {
            workPackageIds: workPackageId === undefined ? workPackageIds : [workPackageId],
            associationId,
            responsibleId,
          },
          options,
        )
      }
      fields={
        <>
          {workPackageId === undefined && (
            <Form.Item name="workPackageIds" label={t('packages')} rules={required(t('packages'))}>
              <PlannedSelect />
            </Form.Item>
          )}
          <Form.Item name="associationId" label={t('association')} rules={required(t('association'))}>
            <AssociationSelect />
          </Form.Item>
          <Form.Item name="responsibleId" label={t('responsible')} rules={required(t('responsible'))}>
            <PersonSelect />
          </Form.Item>
        </>
      }
    />
  );
}

function AssociationSelect(props: {
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
}) {
  const word = useWord();
  return (
    <RemoteSelect
      {...props}
      queryKey={['standards', 'listAssociations']}
      load={(q, signal) =>
        api.standards.listAssociations({ pageSize: 50, ...(q === undefined ? {} : { q }) }, { signal })
      }
      option={(row) => ({ value: row.id, label: word(row) })}
    />
  );
}

function PlannedSelect(props: { id?: string; value?: string[]; onChange?: (value: string[]) => void }) {
  const t = useTexts(programmeTexts);
  const word = useWord();
  const planned = useQuery({
    queryKey: ['standards', 'listWorkPackages', 'planned'],
    queryFn: ({ signal }) => api.standards.listWorkPackages({ state: 'planned', pageSize: 500 }, { signal }),
  });
  return (
    <Select
      {...props}
      mode="multiple"
      loading={planned.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      options={(planned.data?.rows ?? []).map(({ id, occupation, kind }) => ({
        value: id,
        label: t('titleOf', { occupation: word(occupation), kind: word(workPackageKinds[kind]) }),
      }))}
    />
  );
}
