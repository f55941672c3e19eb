import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { workPackageKinds } from '@jiangping/domain/standards/work-package-states';
import type { WorkPackageKind } from '@jiangping/domain/standards/work-package-states';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { useMay } from '../shell/me.ts';
import { GivePackagesButton } from './GivePackagesButton.tsx';
import { OccupationsSelect } from './OccupationsSelect.tsx';
import { programmeRefreshes } from './programme-states.ts';
import { programmeTexts } from './programme-texts.ts';

const kinds = Object.keys(workPackageKinds) as WorkPackageKind[];

/** The way to the public page, and what the Center's staff may do with the programme as a whole. */
export function ProgrammeToolbar() {
  const t = useTexts(programmeTexts);
  const may = useMay();
  return (
    <>
      <LinkButton href="/progress">{t('progress')}</LinkButton>
      {may('planWorkPackages') && (
        <>
          <RegisterAssociationButton />
          <SetMilestoneButton />
          <GivePackagesButton isMain={false} />
          <PlanPackagesButton />
        </>
      )}
    </>
  );
}

function useRequired() {
  const t = useTexts(programmeTexts);
  return (label: string) => [{ required: true, message: t('required', { label }) }];
}

function RegisterAssociationButton() {
  const t = useTexts(programmeTexts);
  const required = useRequired();
  return (
    <ActButton<{ nameZh: string; nameEn: string; uscc: string }, { factId: string }>
      label={t('registerAssociation')}
      type="default"
      refreshes={programmeRefreshes}
      run={({ nameZh, nameEn, uscc }, options) =>
        api.standards.registerAssociation({ nameZh, nameEn, uscc }, options)
      }
      fields={(['nameZh', 'nameEn', 'uscc'] as const).map((name) => (
        <Form.Item key={name} name={name} label={t(name)} rules={required(t(name))}>
          <Input maxLength={name === 'uscc' ? 18 : 200} />
        </Form.Item>
      ))}
    />
  );
}

function SetMilestoneButton() {
  const t = useTexts(programmeTexts);
  const required = useRequired();
  return (
    <ActButton<{ nameZh: string; nameEn: string; dueOn: string; target: number }, { factId: string }>
      label={t('setMilestone')}
      type="default"
      say={t('setMilestoneSay')}
      refreshes={programmeRefreshes}
      run={({ nameZh, nameEn, dueOn, target }, options) =>
        api.standards.setMilestone({ nameZh, nameEn, dueOn, target }, options)
      }
      fields={
        <>
          <Form.Item name="nameZh" label={t('nameZh')} rules={required(t('nameZh'))}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="nameEn" label={t('nameEn')} rules={required(t('nameEn'))}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="dueOn" label={t('dueOn')} rules={required(t('dueOn'))}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="target" label={t('target')} rules={required(t('target'))}>
            <InputNumber min={1} max={10_000} precision={0} />
          </Form.Item>
        </>
      }
    />
  );
}

interface PlanValues {
  milestoneId: string;
  occupationIds: string[];
  kinds: WorkPackageKind[];
  dueOn: string;
}

function PlanPackagesButton() {
  const t = useTexts(programmeTexts);
  const word = useWord();
  const required = useRequired();
  return (
    <ActButton<PlanValues, { factId: string }>
      label={t('plan')}
      say={t('planSay')}
      initial={{ kinds }}
      refreshes={programmeRefreshes}
      run={({ milestoneId, occupationIds, kinds: chosen, dueOn }, options) =>
        api.standards.planWorkPackages(
          {
            milestoneId,
            packages: occupationIds.flatMap((occupationId) =>
              chosen.map((kind) => ({ occupationId, kind, dueOn })),
            ),
          },
          options,
        )
      }
      fields={
        <>
          <Form.Item name="milestoneId" label={t('milestone')} rules={required(t('milestone'))}>
            <MilestoneSelect />
          </Form.Item>
          <Form.Item name="occupationIds" label={t('occupations')} rules={required(t('occupations'))}>
            <OccupationsSelect />
          </Form.Item>
          <Form.Item name="kinds" label={t('kinds')} rules={required(t('kinds'))}>
            <Checkbox.Group
              options={kinds.map((value) => ({ value, label: word(workPackageKinds[value]) }))}
            />
          </Form.Item>
          <Form.Item name="dueOn" label={t('dueOn')} rules={required(t('dueOn'))}>
            <Input type="date" />
          </Form.Item>
        </>
      }
    />
  );
}

function MilestoneSelect(props: { id?: string; value?: string; onChange?: (value: string) => void }) {
  const word = useWord();
  const progress = useQuery({
    queryKey: ['standards', 'getProgress'],
    queryFn: ({ signal }) => api.standards.getProgress(undefined, { signal }),
  });
  return (
    <Select
      {...props}
      loading={progress.isPending}
      options={(progress.data?.milestones ?? []).map((milestone) => ({
        value: milestone.id,
        label: word(milestone),
      }))}
    />
  );
}
