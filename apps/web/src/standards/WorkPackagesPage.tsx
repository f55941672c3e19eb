import { Link } from '@tanstack/react-router';
import { workPackageKinds, workPackageStates } from '@jiangping/domain/standards/work-package-states';
import type { WorkPackageKind, WorkPackageState } from '@jiangping/domain/standards/work-package-states';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { packageTones } from './programme-states.ts';
import { programmeTexts } from './programme-texts.ts';
import { ProgrammeToolbar } from './ProgrammeToolbar.tsx';

const kinds = Object.keys(workPackageKinds) as WorkPackageKind[];
const states = [...(Object.keys(workPackageStates) as WorkPackageState[]), 'late'] as const;

/** The work packages of the development programme, the one due first at the top. */
export function WorkPackagesPage() {
  const t = useTexts(programmeTexts);
  const word = useWord();
  const formats = useFormats();
  return (
    <ListPage
      heading={t('workPackages')}
      say={t('workPackagesSay')}
      queryKey={['standards', 'listWorkPackages']}
      load={(query, { state, kind }, signal) => {
        const chosenState = states.find((each) => each === state);
        const chosenKind = kinds.find((each) => each === kind);
        return api.standards.listWorkPackages(
          {
            ...query,
            ...(chosenState ? { state: chosenState } : {}),
            ...(chosenKind ? { kind: chosenKind } : {}),
          },
          { signal },
        );
      }}
      rowKey={({ id }) => id}
      looksFor={t('looksFor')}
      toolbar={<ProgrammeToolbar />}
      filters={[
        {
          name: 'state',
          label: t('state'),
          options: states.map((value) => ({
            value,
            label: value === 'late' ? t('late') : word(workPackageStates[value]),
          })),
        },
        {
          name: 'kind',
          label: t('kind'),
          options: kinds.map((value) => ({ value, label: word(workPackageKinds[value]) })),
        },
      ]}
      columns={[
        {
          key: 'occupation',
          title: t('occupation'),
          width: 200,
          render: ({ id, occupation }) => (
            <span className="two-lines">
              <Link to="/work-packages/$workPackageId" params={{ workPackageId: id }}>
                {word(occupation)}
              </Link>
              <span className="quiet code">{occupation.code}</span>
            </span>
          ),
        },
        { key: 'kind', title: t('kind'), render: ({ kind }) => word(workPackageKinds[kind]) },
        {
          key: 'state',
          title: t('state'),
          render: ({ state }) => (
            <StateTag tone={packageTones[state]}>{word(workPackageStates[state])}</StateTag>
          ),
        },
        {
          key: 'dueOn',
          title: t('dueOn'),
          render: ({ dueOn, isLate }) => (
            <span className="two-lines">
              <span className="nowrap">{formats.date(dueOn)}</span>
              {isLate && (
                <span>
                  <StateTag tone="bad">{t('lateTag')}</StateTag>
                </span>
              )}
            </span>
          ),
        },
        {
          key: 'association',
          title: t('association'),
          render: ({ association }) =>
            association ? word(association) : <span className="quiet">{t('notGiven')}</span>,
        },
        {
          key: 'responsible',
          title: t('responsible'),
          render: ({ responsible }) => responsible?.name ?? '—',
        },
        { key: 'milestone', title: t('milestone'), render: ({ milestone }) => word(milestone) },
      ]}
      empty={{ say: t('workPackagesEmpty') }}
    />
  );
}
