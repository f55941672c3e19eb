import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay } from '../shell/me.ts';
import { Rows } from '../shell/Rows.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { comparisonTexts } from './comparison-texts.ts';
import type { Cover } from './cover.ts';
import { numberOfPaper, stateTones } from './PapersPage.tsx';
import { paperTexts } from './texts.ts';

/** How many items each form shares with the other papers of its bank, as far as the reader may see those. */
export function OverlapTab({ cover }: { cover: Cover }) {
  const t = useTexts(paperTexts);
  const compared = useTexts(comparisonTexts);
  const may = useMay();
  const isOpen = cover.state === 'assembled' || cover.state === 'unsealed';
  const isAllowed = may('readPaper');
  const query = useQuery({
    queryKey: ['papers', 'findOverlaps', cover.id],
    queryFn: ({ signal }) => api.papers.findOverlaps({ paperId: cover.id }, { signal }),
    enabled: isAllowed && isOpen,
  });
  if (!isAllowed) return <Alert type="info" showIcon title={t('readForbidden')} />;
  const rule = compared(cover.part === 'theory' ? 'overlapTheory' : 'overlapPractical');
  if (!isOpen) return <Alert type="info" showIcon title={compared('overlapHidden')} description={rule} />;
  return (
    <>
      <p className="quiet">{rule}</p>
      <Loaded query={query}>
        {({ rows, hidden, left }) => (
          <>
            <OverlapRows rows={rows} />
            {hidden > 0 && <p className="quiet">{compared('overlapSealed', { count: hidden })}</p>}
            {left > 0 && <p className="quiet">{compared('overlapLeft', { count: left })}</p>}
          </>
        )}
      </Loaded>
    </>
  );
}

type Overlap = Awaited<ReturnType<typeof api.papers.findOverlaps>>['rows'][number];

function OverlapRows({ rows }: { rows: readonly Overlap[] }) {
  const t = useTexts(paperTexts);
  const compared = useTexts(comparisonTexts);
  const formats = useFormats();
  const labels = rows[0]?.shared.map(({ label }) => label) ?? [];
  return (
    <Rows<Overlap>
      rows={rows}
      rowKey={({ paperId }) => paperId}
      columns={[
        {
          key: 'paper',
          title: t('paper'),
          render: ({ paperId }) => (
            <Link to="/papers/$paperId" params={{ paperId }}>
              {t('paperOf', { number: numberOfPaper(paperId) })}
            </Link>
          ),
        },
        {
          key: 'state',
          title: t('state'),
          render: ({ state }) => <StateTag tone={stateTones[state]}>{t(`states.${state}`)}</StateTag>,
        },
        {
          key: 'assembledBy',
          title: t('assembledBy'),
          render: ({ assembledBy, assembledAt }) =>
            t('byAt', { name: assembledBy.name, at: formats.instant(assembledAt) }),
        },
        ...labels.map((label) => ({
          key: `form-${label}`,
          title: compared('sharedBy', { label }),
          align: 'right' as const,
          render: ({ shared }: Overlap) =>
            formats.number(shared.find((form) => form.label === label)?.items ?? 0),
        })),
      ]}
      empty={<p className="quiet list-trouble">{compared('overlapEmpty')}</p>}
    />
  );
}
