import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions, Timeline } from 'antd';
import { posts as postNames } from '@jiangping/domain/people/post';
import { workPackageKinds, workPackageStates } from '@jiangping/domain/standards/work-package-states';
import { factNames } from '../ledger/fact-names.ts';
import { api } from '../shell/api.ts';
import { Occupation } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import type { Words } from '../shell/language.ts';
import { ListEmpty } from '../shell/ListEmpty.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { Page } from '../shell/Page.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { Rows } from '../shell/Rows.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { PackageFiles } from './PackageFiles.tsx';
import { packageTones } from './programme-states.ts';
import type { WorkPackage } from './programme-states.ts';
import { programmeTexts } from './programme-texts.ts';
import { workPackageRoute } from './routes.ts';
import { WorkPackageActs } from './WorkPackageActs.tsx';

/** One work package: who answers for it, its files, what was decided, and every act on it. */
export function WorkPackagePage() {
  const { workPackageId } = workPackageRoute.useParams();
  const t = useTexts(programmeTexts);
  const word = useWord();
  const formats = useFormats();
  const query = useQuery({
    queryKey: ['standards', 'getWorkPackage', workPackageId],
    queryFn: ({ signal }) => api.standards.getWorkPackage({ workPackageId }, { signal }),
  });
  return (
    <Loaded query={query}>
      {(one) => (
        <Page
          heading={t('titleOf', {
            occupation: word(one.occupation),
            kind: word(workPackageKinds[one.kind]),
          })}
          beside={
            <>
              <StateTag tone={packageTones[one.state]}>{word(workPackageStates[one.state])}</StateTag>
              {one.isLate && <StateTag tone="bad">{t('lateTag')}</StateTag>}
            </>
          }
          acts={<WorkPackageActs of={one} />}
        >
          <Card className="section">
            <Descriptions
              column={{ xs: 1, md: 2, xl: 3 }}
              items={[
                {
                  key: 'occupation',
                  label: t('occupation'),
                  children: <Occupation of={one.occupation} />,
                },
                { key: 'milestone', label: t('milestone'), children: word(one.milestone) },
                { key: 'dueOn', label: t('dueOn'), children: formats.date(one.dueOn) },
                {
                  key: 'association',
                  label: t('association'),
                  children: one.association ? word(one.association) : t('notGiven'),
                },
                { key: 'responsible', label: t('responsible'), children: one.responsible?.name ?? '—' },
                { key: 'round', label: t('round'), children: t('roundOf', { round: one.round }) },
                ...(one.cancelReason === null
                  ? []
                  : [{ key: 'cancelReason', label: t('cancelReason'), children: one.cancelReason }]),
              ]}
            />
          </Card>
          <section className="list section">
            <h2>
              {t('files')} <small className="quiet">{t('downloadSay')}</small>
            </h2>
            <PackageFiles of={one} />
          </section>
          <section className="list section">
            <h2>{t('decisions')}</h2>
            <Rows
              rows={one.decisions}
              rowKey={({ round }) => String(round)}
              columns={[
                { key: 'round', title: t('round'), render: ({ round }) => t('roundOf', { round }) },
                {
                  key: 'outcome',
                  title: t('outcome'),
                  render: ({ outcome }) => (
                    <StateTag tone={packageTones[outcome]}>{t(`outcomes.${outcome}`)}</StateTag>
                  ),
                },
                { key: 'remarks', title: t('remarks'), render: ({ remarks }) => remarks ?? '—' },
                { key: 'decidedBy', title: t('decidedBy'), render: ({ decidedBy }) => decidedBy.name },
                {
                  key: 'decidedAt',
                  title: t('decidedAt'),
                  render: ({ decidedAt }) => formats.instant(decidedAt),
                },
              ]}
              empty={<ListEmpty isFiltered={false} say={t('decisionsEmpty')} />}
            />
          </section>
          <Card className="section" title={t('timeline')}>
            <Timeline
              items={one.timeline
                .map((fact) => ({ key: fact.factId, content: <FactLine fact={fact} /> }))
                .reverse()}
            />
          </Card>
        </Page>
      )}
    </Loaded>
  );
}

const posts: Readonly<Record<string, Words>> = postNames;

function FactLine({ fact: { factId, kind, at, actor, index } }: { fact: WorkPackage['timeline'][number] }) {
  const t = useTexts(programmeTexts);
  const word = useWord();
  const formats = useFormats();
  return (
    <>
      <strong>{word(factNames[kind], kind)}</strong>{' '}
      <time dateTime={at} className="quiet">
        {formats.instant(at, true)}
      </time>
      <div>
        {actor === null
          ? t('noActor')
          : t('actorAt', { name: actor.name, post: word(posts[actor.post], actor.post) })}
      </div>
      <PlainLink href={`/ledger/${factId}`}>
        {index === null ? t('inLedgerSoon') : t('inLedger', { number: formats.number(index + 1) })}
      </PlainLink>
    </>
  );
}
