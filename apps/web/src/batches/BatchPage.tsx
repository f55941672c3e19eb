import { Link, Outlet, useNavigate, useRouter, useRouterState } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions, Grid, Tabs } from 'antd';
import './batches.css';
import { LevelName, Occupation, Period } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import type { KeyOf } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { BatchContext, batchQuery } from './batch.ts';
import type { Batch } from './batch.ts';
import { BatchActs } from './BatchActs.tsx';
import { BatchWay } from './BatchWay.tsx';
import { batchRoute } from './routes.ts';
import { batchTexts } from './texts.ts';
import { batchStateNames, toneOfBatch } from './way.ts';

/** One batch: what it is bound to, where it stands, what may be done now, and its tabs. */
export function BatchPage() {
  const { batchId } = batchRoute.useParams();
  const word = useWord();
  const query = useQuery(batchQuery(batchId));
  return (
    <Loaded query={query}>
      {(batch) => (
        <BatchContext value={batch}>
          <Page
            heading={batch.code}
            beside={
              <StateTag tone={toneOfBatch(batch.state)}>
                {word(batchStateNames[batch.state], batch.state)}
              </StateTag>
            }
            say={word(batch.site)}
          >
            <Card className="section batch-head">
              <BatchWay batch={batch} />
              <BatchActs batch={batch} />
            </Card>
            <BatchRecord batch={batch} />
            <BatchTabs batch={batch} />
          </Page>
        </BatchContext>
      )}
    </Loaded>
  );
}

function BatchRecord({ batch }: { batch: Batch }) {
  const t = useTexts(batchTexts);
  const word = useWord();
  const formats = useFormats();
  const isWide = Grid.useBreakpoint().md ?? false;
  const { enrolled, eligible, ineligible, tickets } = batch.counts;
  return (
    <Card className="section">
      <Descriptions
        size={isWide ? 'large' : 'small'}
        column={{ xs: 1, md: 2, xl: 3 }}
        items={[
          {
            key: 'site',
            label: t('site'),
            children: (
              <Link to="/sites/$siteId" params={{ siteId: batch.site.id }}>
                {word(batch.site)}
              </Link>
            ),
          },
          { key: 'occupation', label: t('occupation'), children: <Occupation of={batch.occupation} /> },
          { key: 'level', label: t('level'), children: <LevelName of={batch.level} /> },
          {
            key: 'eligibleGroup',
            label: t('eligibleGroup'),
            children: t(`eligibleGroups.${batch.eligibleGroup}`),
          },
          { key: 'examOn', label: t('examOn'), children: formats.date(batch.examOn) },
          {
            key: 'standard',
            label: t('standard'),
            children: (
              <Link to="/standards/$standardId" params={{ standardId: batch.standard.id }}>
                {t('standardEdition', { edition: batch.standard.edition })}
              </Link>
            ),
          },
          {
            key: 'scope',
            label: t('scopeDocument'),
            children: (
              <span className="two-lines">
                <span>{batch.scope.documentNumber}</span>
                <span className="quiet">
                  <Period from={batch.scope.validFrom} to={batch.scope.validTo} />
                </span>
              </span>
            ),
          },
          {
            key: 'planned',
            label: t('plannedBy'),
            children: (
              <span className="two-lines">
                <span>{batch.plannedBy.name}</span>
                <span className="quiet">{formats.instant(batch.plannedAt)}</span>
              </span>
            ),
          },
          {
            key: 'counts',
            label: t('counts'),
            children: t('countsSay', {
              enrolled: formats.number(enrolled),
              eligible: formats.number(eligible),
              ineligible: formats.number(ineligible),
              tickets: formats.number(tickets),
            }),
          },
        ]}
      />
      {batch.notice !== null && (
        <details className="notice">
          <summary>{t('notice')}</summary>
          <p>{batch.notice}</p>
        </details>
      )}
    </Card>
  );
}

// Tabs of later capabilities are children of this page too; each shows itself once its route exists.
const tabs = [
  '',
  'roster',
  'sittings',
  'staff',
  'readiness',
  'tickets',
  'results',
  'review',
  'certificates',
  'timeline',
] as const;

function BatchTabs({ batch }: { batch: Batch }) {
  const t = useTexts(batchTexts);
  const router = useRouter();
  const navigate = useNavigate();
  const may = useMay();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const root = `/batches/${batch.id}`;
  const current = path.slice(root.length + 1).split('/')[0] ?? '';
  const countOf: Readonly<Record<string, number>> = {
    '': batch.entries,
    sittings: batch.sittings.length,
    staff: batch.staff.length,
    tickets: batch.counts.tickets,
  };
  const shown = tabs.filter(
    (tab) =>
      tab === '' ||
      ((tab !== 'tickets' || may('issueTickets')) &&
        (tab !== 'certificates' || may('readCertificates')) &&
        Object.hasOwn(router.routesByPath, `/batches/$batchId/${tab}`)),
  );
  return (
    <Tabs
      className="batch-tabs"
      activeKey={current}
      onChange={(tab) =>
        void navigate({ to: (tab === '' ? root : `${root}/${tab}`) as never, resetScroll: false })
      }
      items={shown.map((tab) => {
        const name = t(`tabs.${tab === '' ? 'entries' : tab}` as KeyOf<(typeof batchTexts)['zh']>);
        const count = countOf[tab] ?? 0;
        return {
          key: tab,
          label: count > 0 ? `${name} ${count}` : name,
          children: tab === current ? <Outlet /> : null,
        };
      })}
      destroyOnHidden
    />
  );
}
