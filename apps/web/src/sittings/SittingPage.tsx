// The invigilator's console: refreshed every five seconds, what needs a look on top, all times from the server's clock.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Alert, Tabs } from 'antd';
import { WarningFilled } from '@ant-design/icons';
import './sittings.css';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { useMe } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { useTrouble } from '../shell/RefusalAlert.tsx';
import { Rows } from '../shell/Rows.tsx';
import { ListEmpty } from '../shell/ListEmpty.tsx';
import { useFormats } from '../shell/times.ts';
import { CandidateTile } from './CandidateTile.tsx';
import { dutyNames, isInCharge, placesOf } from './duties.ts';
import { IncidentButton } from './IncidentButton.tsx';
import { sittingRoute } from './routes.ts';
import { endOf, formatSpan, orderCandidates } from './sitting.ts';
import type { Sitting } from './sitting.ts';
import { CloseSittingButton, OpenSittingButton } from './SittingActs.tsx';
import { SittingStateTag } from './SittingStateTag.tsx';
import { sittingTexts } from './texts.ts';
import { useServerNow } from './use-server-now.ts';

const everySeconds = 5;
const patience = { save: 60, arrival: 300 };

export function SittingPage() {
  const { sittingId } = sittingRoute.useParams();
  const t = useTexts(sittingTexts);
  const query = useQuery({
    queryKey: ['sittings', 'getSitting', sittingId],
    queryFn: ({ signal }) => api.sittings.getSitting({ sittingId }, { signal }),
    refetchInterval: everySeconds * 1000,
    // The console of a room is looked at all the time, also from the corner of an eye on another screen.
    refetchIntervalInBackground: true,
    staleTime: 0,
  });
  const { sentence } = useTrouble(query.error);
  return (
    <Loaded query={query}>
      {(sitting) => (
        <Console
          sitting={sitting}
          receivedAt={query.dataUpdatedAt}
          trouble={
            query.isError && (
              <Alert
                className="section"
                type="error"
                showIcon
                role="alert"
                title={t('lost')}
                description={sentence}
              />
            )
          }
        />
      )}
    </Loaded>
  );
}

function Console({
  sitting,
  receivedAt,
  trouble,
}: {
  sitting: Sitting;
  receivedAt: number;
  trouble: React.ReactNode;
}) {
  const t = useTexts(sittingTexts);
  const formats = useFormats();
  const { person } = useMe();
  const now = useServerNow(sitting.serverNow, receivedAt);
  const duty = sitting.duties.find((each) => each.person.id === person.id)?.duty;
  const mayAct = isInCharge(duty);
  return (
    <Page
      heading={sitting.roomName}
      beside={<SittingStateTag state={sitting.state} />}
      say={`${t(`parts.${sitting.part}`)} · ${formats.instant(sitting.startsAt)} · ${t('minutes', { minutes: sitting.minutes })}`}
      acts={
        <>
          {placesOf(duty, sitting).map((place) => (
            <LinkButton key={place} href={`/marking/${sitting.id}?tab=${place}`}>
              {t(place === 'sheets' ? 'toDesk' : sitting.part === 'theory' ? 'toScoring' : 'toTable')}
            </LinkButton>
          ))}
          {mayAct && sitting.state !== 'planned' && <IncidentButton sitting={sitting} />}
          {mayAct && sitting.state === 'ready' && <OpenSittingButton sitting={sitting} now={now} />}
          {mayAct && sitting.state === 'open' && <CloseSittingButton sitting={sitting} now={now} />}
        </>
      }
    >
      {trouble}
      <Clock sitting={sitting} now={now} receivedAt={receivedAt} />
      {sitting.state === 'planned' && (
        <Alert className="section" type="info" showIcon title={t('notReady')} />
      )}
      <Candidates sitting={sitting} now={now} mayAct={mayAct} />
      <Incidents sitting={sitting} />
      <Duties sitting={sitting} />
    </Page>
  );
}

function Clock({ sitting, now, receivedAt }: { sitting: Sitting; now: number; receivedAt: number }) {
  const t = useTexts(sittingTexts);
  const time = (instant: number) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' }).format(instant);
  const start = Date.parse(sitting.startsAt);
  const end = endOf(sitting);
  const count = (state: string) => sitting.candidates.filter((each) => each.state === state).length;
  const span =
    sitting.state === 'closed'
      ? null
      : now < start
        ? { name: t('untilStart'), text: formatSpan((start - now) / 1000), isOver: false }
        : now < end
          ? { name: t('left'), text: formatSpan((end - now) / 1000), isOver: false }
          : { name: t('over'), text: formatSpan((now - end) / 1000), isOver: true };
  return (
    <section className="sitting-clock section">
      <dl>
        <div>
          <dt>{t('serverClock')}</dt>
          <dd className="clock-big">{time(now)}</dd>
        </div>
        {span && (
          <div className={span.isOver ? 'clock-over' : ''}>
            <dt>{span.name}</dt>
            <dd className="clock-big">{span.text}</dd>
          </div>
        )}
        <div>
          <dt>{t('candidates')}</dt>
          <dd className="clock-big">{sitting.candidates.length}</dd>
        </div>
        {sitting.part === 'theory' && (
          <div>
            <dt>{t('progress')}</dt>
            <dd>
              {t('progressSay', {
                open: count('not_started'),
                running: count('in_progress'),
                done: count('finished'),
              })}
            </dd>
          </div>
        )}
      </dl>
      <p className="quiet" aria-live="off">
        {t('refreshed', {
          seconds: Math.max(0, Math.round((Date.now() - receivedAt) / 1000)),
          every: everySeconds,
        })}
      </p>
    </section>
  );
}

const theoryTabs = ['all', 'problems', 'not_started', 'in_progress', 'finished'] as const;
const practicalTabs = ['all', 'incidents'] as const;
type Tab = (typeof theoryTabs)[number] | (typeof practicalTabs)[number];

function Candidates({ sitting, now, mayAct }: { sitting: Sitting; now: number; mayAct: boolean }) {
  const t = useTexts(sittingTexts);
  const navigate = useNavigate();
  const { tab: asked } = useSearch({ strict: false });
  const tabs: readonly Tab[] = sitting.part === 'theory' ? theoryTabs : practicalTabs;
  const tab = tabs.find((each) => each === asked) ?? 'all';
  const ordered = orderCandidates(sitting, now, patience);
  const incidentsOf = (id: string) => sitting.incidents.filter((incident) => incident.candidate?.id === id);
  const belongs = (name: Tab, { candidate, problem }: (typeof ordered)[number]) =>
    name === 'all' ||
    (name === 'problems'
      ? problem !== null
      : name === 'incidents'
        ? incidentsOf(candidate.candidate.id).length > 0
        : candidate.state === name);
  return (
    <section className="section">
      <Tabs
        activeKey={tab}
        onChange={(next) =>
          void navigate({
            to: '.',
            search: { tab: next === 'all' ? undefined : next } as never,
            replace: true,
            resetScroll: false,
          })
        }
        items={tabs.map((name) => {
          const shown = ordered.filter((each) => belongs(name, each));
          const isAlarm = name === 'problems' && shown.length > 0;
          return {
            key: name,
            label: (
              <span className={isAlarm ? 'tab-alarm' : ''}>
                {isAlarm && <WarningFilled aria-hidden />} {t(`tabs.${name}`)} {shown.length}
              </span>
            ),
            children:
              shown.length === 0 ? (
                <ListEmpty isFiltered={false} say={t(name === 'problems' ? 'noProblems' : 'nobodyHere')} />
              ) : (
                <ul className="candidate-tiles">
                  {shown.map(({ candidate, problem }) => (
                    <CandidateTile
                      key={candidate.candidate.id}
                      sitting={sitting}
                      candidate={candidate}
                      problem={problem}
                      incidents={incidentsOf(candidate.candidate.id)}
                      now={now}
                      mayAct={mayAct}
                    />
                  ))}
                </ul>
              ),
          };
        })}
      />
    </section>
  );
}

function Incidents({ sitting: { incidents } }: { sitting: Sitting }) {
  const t = useTexts(sittingTexts);
  const formats = useFormats();
  return (
    <section className="list section">
      <h2>{t('incidents', { count: incidents.length })}</h2>
      <Rows
        rows={incidents}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'at',
            title: t('reportedAt'),
            render: ({ reportedAt }) => <span className="nowrap">{formats.instant(reportedAt, true)}</span>,
          },
          {
            key: 'candidate',
            title: t('candidate'),
            render: ({ candidate }) => candidate?.name ?? t('wholeRoom'),
          },
          { key: 'kind', title: t('kind'), render: ({ kind }) => (isKind(kind) ? t(`kinds.${kind}`) : kind) },
          {
            key: 'action',
            title: t('action'),
            render: ({ action }) => (isAction(action) ? t(`actions.${action}`) : action),
          },
          {
            key: 'explanation',
            title: t('explanation'),
            render: ({ explanation }) => <span className="sentence">{explanation}</span>,
          },
          { key: 'by', title: t('reportedBy'), render: ({ reportedBy }) => reportedBy.name },
        ]}
        empty={<ListEmpty isFiltered={false} say={t('noIncidents')} />}
      />
    </section>
  );
}

function isKind(kind: string): kind is keyof typeof sittingTexts.zh.kinds {
  return Object.hasOwn(sittingTexts.zh.kinds, kind);
}

function isAction(action: string): action is keyof typeof sittingTexts.zh.actions {
  return Object.hasOwn(sittingTexts.zh.actions, action);
}

function Duties({ sitting: { duties } }: { sitting: Sitting }) {
  const t = useTexts(sittingTexts);
  const word = useWord();
  return (
    <section className="list section">
      <h2>{t('onDuty')}</h2>
      <ul className="duty-list">
        {duties.map(({ person, duty }) => (
          <li key={`${person.id} ${duty}`}>
            <span>{person.name}</span> <span className="quiet">{word(dutyNames[duty], duty)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
