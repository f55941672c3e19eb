// Duties of the people of a batch, sitting by sitting, picked from the card register; invigilators need no card but the
// post at the site. Recusal and cards are checked by the server.
import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import type { FormInstance } from 'antd';
import { assessorsNeeded, invigilatorsNeeded } from '@jiangping/domain/sittings/staffing';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { batchRefreshes } from './batch.ts';
import type { Batch } from './batch.ts';
import { examTexts } from './exam-texts.ts';
import { CardHolderSelect, InvigilatorSelect } from './PeopleSelect.tsx';

type Sitting = Batch['sittings'][number];
type Assignment = Parameters<typeof api.batches.assignStaff>[0]['assignments'][number];

interface SittingValues {
  invigilators?: string[];
  chief?: string[];
  assessors?: string[];
}

interface AssignValues {
  supervisors?: string[];
  sittings?: Record<string, SittingValues | undefined>;
}

export function AssignButton({ batch }: { batch: Batch }) {
  const t = useTexts(examTexts);
  return (
    <ActButton<AssignValues, { factId: string }>
      label={t('assign')}
      say={t('assignSay')}
      width={760}
      refreshes={batchRefreshes}
      run={(values, options) =>
        api.batches.assignStaff({ batchId: batch.id, assignments: assignmentsOf(values) }, options)
      }
      fields={(form) => <AssignFields batch={batch} form={form} />}
    />
  );
}

/** Every chosen person with the duty and the sitting. */
function assignmentsOf({ supervisors = [], sittings = {} }: AssignValues): Assignment[] {
  const inSittings = Object.entries(sittings).flatMap(([sittingId, chosen]) => [
    ...(chosen?.invigilators ?? []).map((personId) => ({
      personId,
      duty: 'invigilator' as const,
      sittingId,
    })),
    ...(chosen?.chief ?? []).map((personId) => ({ personId, duty: 'chief_assessor' as const, sittingId })),
    ...(chosen?.assessors ?? []).map((personId) => ({ personId, duty: 'assessor' as const, sittingId })),
  ]);
  return [...inSittings, ...supervisors.map((personId) => ({ personId, duty: 'supervisor' as const }))];
}

function AssignFields({ batch, form }: { batch: Batch; form: FormInstance<AssignValues> }) {
  const t = useTexts(examTexts);
  const values = (Form.useWatch([], form) as AssignValues | undefined) ?? {};
  // One person has one duty in a batch: who is chosen for one is greyed where another is given.
  const chosen = [
    ...assignmentsOf(values),
    ...batch.staff.map(({ person, duty }) => ({ personId: person.id, duty })),
  ];
  const takenBut = (duty: Assignment['duty']) =>
    new Set(chosen.filter((each) => each.duty !== duty).map(({ personId }) => personId));
  const needs = useNeeds(batch.examOn);
  return (
    <>
      {batch.sittings.map((sitting) => (
        <SittingDuties key={sitting.id} batch={batch} sitting={sitting} takenBut={takenBut} needs={needs} />
      ))}
      <fieldset className="arrange-part">
        <legend>{t('allSittings')}</legend>
        <Form.Item
          name="supervisors"
          label={t('duties.supervisor')}
          extra={t('supervisorsHint')}
          rules={[
            {
              // The last field says when nobody was chosen at all.
              validator: () =>
                assignmentsOf(form.getFieldsValue(true) as AssignValues).length > 0
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('nobodyChosen'))),
            },
          ]}
        >
          <CardHolderSelect kinds={['supervisor']} batch={batch} taken={takenBut('supervisor')} />
        </Form.Item>
      </fieldset>
    </>
  );
}

interface Needs {
  invigilators: (candidates: number) => number;
  assessors: (candidates: number) => number;
}

/** How many people a sitting needs, by the policies of the exam day; null until they are known. */
function useNeeds(examOn: string): Needs | null {
  const query = useQuery({
    queryKey: ['people', 'listPolicies', examOn],
    queryFn: ({ signal }) => api.people.listPolicies({ on: examOn }, { signal }),
  });
  if (!query.data) return null;
  const valueOf = (key: string) => Number(query.data.find((policy) => policy.key === key)?.value);
  return {
    invigilators: (candidates) =>
      invigilatorsNeeded(
        candidates,
        valueOf('sittings.candidates_per_invigilator'),
        valueOf('sittings.invigilators_minimum'),
      ),
    assessors: (candidates) =>
      assessorsNeeded(
        candidates,
        valueOf('marking.candidates_per_assessor'),
        valueOf('marking.assessors_minimum'),
      ),
  };
}

interface SittingDutiesProps {
  batch: Batch;
  sitting: Sitting;
  takenBut: (duty: Assignment['duty']) => ReadonlySet<string>;
  needs: Needs | null;
}

function SittingDuties({
  batch,
  sitting: { id, part, roomName, startsAt, seats },
  takenBut,
  needs,
}: SittingDutiesProps) {
  const t = useTexts(examTexts);
  const formats = useFormats();
  const hint = (count: number | undefined) =>
    count !== undefined && Number.isFinite(count) ? t('needed', { count }) : undefined;
  const name = (field: keyof SittingValues) => ['sittings', id, field];
  return (
    <fieldset className="arrange-part">
      <legend>
        {t(`parts.${part}`)} · {roomName} · {formats.instant(startsAt)} · {t('seatsCount', { count: seats })}
      </legend>
      {part === 'theory' ? (
        <Form.Item
          name={name('invigilators')}
          label={t('duties.invigilator')}
          extra={hint(needs?.invigilators(seats))}
        >
          <InvigilatorSelect batch={batch} taken={takenBut('invigilator')} />
        </Form.Item>
      ) : (
        <>
          <Form.Item name={name('chief')} label={t('duties.chief_assessor')}>
            <CardHolderSelect
              kinds={['senior_assessor', 'assessor']}
              batch={batch}
              taken={takenBut('chief_assessor')}
              most={1}
            />
          </Form.Item>
          <Form.Item
            name={name('assessors')}
            label={t('duties.assessor')}
            extra={
              <>
                {hint(needs?.assessors(seats))} {t('chiefCounts')}
              </>
            }
          >
            <CardHolderSelect
              kinds={['senior_assessor', 'assessor']}
              batch={batch}
              taken={takenBut('assessor')}
            />
          </Form.Item>
        </>
      )}
    </fieldset>
  );
}
