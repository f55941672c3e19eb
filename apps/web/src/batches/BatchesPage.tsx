import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { batchStates } from '@jiangping/domain/batches/batch-states';
import { api } from '../shell/api.ts';
import { LevelName, Occupation } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { useMay, useMe } from '../shell/me.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { batchStateNames, isBatchState, toneOfBatch } from './way.ts';
import { PlanBatchButton } from './PlanBatchButton.tsx';
import { batchTexts } from './texts.ts';

/** Batches of the sites one may see, newest exam first. */
export function BatchesPage() {
  const t = useTexts(batchTexts);
  const word = useWord();
  const formats = useFormats();
  const may = useMay();
  const sites = useVisibleSites();
  const plan = may('planBatch') && <PlanBatchButton />;
  return (
    <ListPage
      heading={t('batches')}
      say={t('batchesSay')}
      queryKey={['batches', 'listBatches']}
      load={(query, { state, siteId }, signal) =>
        api.batches.listBatches(
          { ...query, ...(isBatchState(state) ? { state } : {}), ...(siteId ? { siteId } : {}) },
          { signal },
        )
      }
      rowKey={({ id }) => id}
      looksFor={t('looksForBatch')}
      filters={[
        {
          name: 'state',
          label: t('state'),
          options: Object.entries(batchStates).map(([value, words]) => ({ value, label: word(words) })),
        },
        ...(sites.length > 1
          ? [
              {
                name: 'siteId',
                label: t('site'),
                options: sites.map((site) => ({ value: site.id, label: word(site) })),
              },
            ]
          : []),
      ]}
      toolbar={plan}
      columns={[
        {
          key: 'code',
          title: t('code'),
          width: 170,
          render: ({ id, code }) => (
            <Link to="/batches/$batchId" params={{ batchId: id }} className="nowrap">
              {code}
            </Link>
          ),
        },
        {
          key: 'state',
          title: t('state'),
          render: ({ state }) => (
            <StateTag tone={toneOfBatch(state)}>{word(batchStateNames[state], state)}</StateTag>
          ),
        },
        {
          key: 'occupation',
          title: t('occupation'),
          render: ({ occupation }) => <Occupation of={occupation} />,
        },
        { key: 'level', title: t('level'), render: ({ level }) => <LevelName of={level} /> },
        {
          key: 'examOn',
          title: t('examOn'),
          render: ({ examOn }) => <span className="nowrap">{formats.date(examOn)}</span>,
        },
        {
          key: 'entries',
          title: t('entries'),
          align: 'right',
          render: ({ entries }) => formats.number(entries),
        },
        {
          key: 'site',
          title: t('site'),
          render: ({ site }) => <span className="site-cell">{word(site)}</span>,
        },
      ]}
      empty={{ say: t(plan ? 'batchesEmptyPlan' : 'batchesEmpty'), act: plan }}
    />
  );
}

/** The sites to choose from: one's own, or all for who works at the Center. */
function useVisibleSites(): readonly { id: string; nameZh: string; nameEn: string }[] {
  const { posts } = useMe();
  const isAtCenter = posts.some(({ site }) => site === null);
  const all = useQuery({
    queryKey: ['sites', 'listSites', 'all'],
    queryFn: ({ signal }) => api.sites.listSites({ pageSize: 500 }, { signal }),
    enabled: isAtCenter,
    staleTime: 300_000,
  });
  if (isAtCenter) return all.data?.rows ?? [];
  return [...new Map(posts.flatMap(({ site }) => (site ? [[site.id, site] as const] : []))).values()];
}
