import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Segmented, Statistic } from 'antd';
import { useBatch } from '../batches/batch.ts';
import { PlainAct } from '../batches/BatchActs.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { LocalRows } from '../shell/PagedRows.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { resultTexts } from './texts.ts';

type Results = Awaited<ReturnType<typeof api.results.listResults>>;
type PartResult = Results['rows'][number]['theory'];

const choices = ['all', 'passed', 'failed'] as const;

/** The result of every candidate, part by part. */
export function ResultsTab() {
  const t = useTexts(resultTexts);
  const batch = useBatch();
  const query = useQuery({
    queryKey: ['results', 'listResults', batch.id],
    queryFn: ({ signal }) => api.results.listResults({ batchId: batch.id }, { signal }),
  });
  return (
    <Loaded query={query}>
      {(results) => (
        <>
          <Alert
            className="section"
            type="info"
            showIcon
            title={t('rule', { passMark: results.passMark })}
            description={t('ruleSay')}
          />
          {results.rows.length > 0 && <Sums results={results} />}
          <ResultRows results={results} />
        </>
      )}
    </Loaded>
  );
}

function Sums({ results: { rows } }: { results: Results }) {
  const t = useTexts(resultTexts);
  const passed = rows.filter((row) => row.passed).length;
  const came = rows.filter(
    ({ theory, practical }) => theory.outcome !== 'absent' || practical.outcome !== 'absent',
  ).length;
  return (
    <Flex className="section result-sums" gap={40} wrap>
      <Statistic title={t('decidedCount')} value={rows.length} />
      <Statistic title={t('cameCount')} value={came} />
      <Statistic title={t('passedCount')} value={passed} />
      <Statistic
        title={t('passedShare')}
        value={came === 0 ? '—' : (passed / came) * 100}
        precision={1}
        suffix={came === 0 ? '' : '%'}
      />
    </Flex>
  );
}

function ResultRows({ results: { rows, passMark } }: { results: Results }) {
  const t = useTexts(resultTexts);
  const formats = useFormats();
  const batch = useBatch();
  const navigate = useNavigate();
  const { show } = useSearch({ strict: false });
  const choice = choices.find((each) => each === show) ?? 'all';
  const rowsOf = (name: (typeof choices)[number]) =>
    rows.filter((row) => name === 'all' || row.passed === (name === 'passed'));
  const mayDecide = batch.acts.includes('decideResults');
  return (
    <LocalRows
      rows={rowsOf(choice)}
      isFiltered={choice !== 'all'}
      rowKey={({ entryId }) => entryId}
      looksFor={t('looksForResult')}
      textOf={({ number, candidate }) => `${number} ${candidate.name}`}
      toolbar={
        rows.length > 0 && (
          <Segmented
            value={choice}
            options={choices.map((value) => ({
              value,
              label: `${t(`choices.${value}`)} ${rowsOf(value).length}`,
            }))}
            onChange={(value) =>
              void navigate({
                to: '.',
                search: { show: value === 'all' ? undefined : value } as never,
                replace: true,
                resetScroll: false,
              })
            }
          />
        )
      }
      columns={[
        {
          key: 'candidate',
          title: t('candidate'),
          render: ({ number, candidate }) => (
            <span className="candidate-cell">
              <span className="entry-number">{number}</span> {candidate.name}
            </span>
          ),
        },
        {
          key: 'passed',
          title: t('result'),
          render: ({ passed }) => (
            <StateTag tone={passed ? 'good' : 'bad'}>{t(passed ? 'passed' : 'failed')}</StateTag>
          ),
        },
        {
          key: 'theory',
          title: t('theory'),
          render: ({ theory }) => <Part result={theory} passMark={passMark} />,
        },
        {
          key: 'practical',
          title: t('practical'),
          render: ({ practical }) => <Part result={practical} passMark={passMark} />,
        },
        {
          key: 'decided',
          title: t('decidedBy'),
          render: ({ decidedBy, decidedAt }) => (
            <span className="two-lines">
              <span>{decidedBy.name}</span>
              <span className="quiet">{formats.instant(decidedAt)}</span>
            </span>
          ),
        },
      ]}
      empty={{
        say: t(mayDecide ? 'emptyDecide' : 'empty'),
        ...(mayDecide ? { act: <PlainAct act="decideResults" batch={batch} /> } : {}),
      }}
    />
  );
}

function Part({ result: { outcome, score, passed }, passMark }: { result: PartResult; passMark: number }) {
  const t = useTexts(resultTexts);
  const formats = useFormats();
  if (outcome !== 'scored') return <StateTag tone="bad">{t(`outcomes.${outcome}`)}</StateTag>;
  return (
    <span className="part-result">
      <strong>{formats.number(score)}</strong>{' '}
      <span className={passed ? 'part-passed' : 'part-failed'}>
        {passed ? t('partPassed') : t('partFailed', { short: formats.number(passMark - score) })}
      </span>
    </span>
  );
}
