import { useState } from 'react';
import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Statistic } from 'antd';
import { saveFile, toCsv } from '../shell/download.ts';
import { ActButton } from '../shell/ActButton.tsx';
import { api, codeOf } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { LocalRows } from '../shell/PagedRows.tsx';
import { useFormats } from '../shell/times.ts';
import { wordOfBank } from './bank.ts';
import type { ReadFile } from './bank-file.ts';
import { cutPortions, joinReports, sendPortions } from './import-portions.ts';
import type { PortionReport } from './import-portions.ts';
import { ImportProgress } from './ImportProgress.tsx';
import { itemTexts } from './texts.ts';

type Checked = Awaited<ReturnType<typeof api.items.checkItems>>;
type Report = PortionReport<Checked['problems'][number], Checked['nearDuplicates'][number]>;

interface ImportReportProps {
  file: ReadFile;
  report: Report;
  onAnother: () => void;
}

/** What the check found, row by row, and the act that imports what is acceptable. */
export function ImportReport({ file, report, onAnother }: ImportReportProps) {
  const t = useTexts(itemTexts);
  const formats = useFormats();
  const [done, setDone] = useState<{ accepted: number; refused: number } | null>(null);
  const { accepted, refused, problems, nearDuplicates } = report;
  const sums = [
    { key: 'readItems', value: file.items.length, tone: '' },
    { key: 'acceptable', value: accepted, tone: 'sum-good' },
    { key: 'refused', value: refused, tone: refused > 0 ? 'sum-bad' : '' },
    { key: 'near', value: nearDuplicates.length, tone: '' },
  ] as const;
  const verdict = accepted === 0 ? 'noneAcceptable' : refused === 0 ? 'allAcceptable' : 'someRefused';
  return (
    <>
      <Card className="section import-report" title={t('reportOf', { name: file.fileName })}>
        <Flex gap={40} wrap className="import-sums">
          {sums.map(({ key, value, tone }) => (
            <Statistic
              key={key}
              title={t(key)}
              value={value}
              formatter={(shown) => formats.number(Number(shown))}
              className={tone}
            />
          ))}
        </Flex>
        {done ? (
          <Alert
            type="success"
            showIcon
            title={t('afterImport', { count: done.accepted, refused: done.refused })}
            action={
              <Flex gap={8} wrap>
                <LinkButton href={`/items?bank=${wordOfBank(file)}&state=vetting`} type="primary">
                  {t('seeImported')}
                </LinkButton>
                <Button onClick={onAnother}>{t('importAnother')}</Button>
              </Flex>
            }
          />
        ) : (
          <Alert
            type={accepted === 0 ? 'error' : refused === 0 ? 'success' : 'warning'}
            showIcon
            title={t(verdict)}
            action={accepted > 0 && <ImportButton file={file} report={report} onDone={setDone} />}
          />
        )}
      </Card>
      {problems.length > 0 && <Problems problems={problems} />}
      {nearDuplicates.length > 0 && (
        <Card className="section" title={t('near')}>
          <p className="quiet">{t('nearSay')}</p>
          <LocalRows
            rows={nearDuplicates}
            rowKey={({ a, b }) => `${a} ${b}`}
            columns={[
              { key: 'a', title: t('nearA'), render: ({ a }) => <span className="code">{a}</span> },
              { key: 'b', title: t('nearB'), render: ({ b }) => <span className="code">{b}</span> },
              {
                key: 'similarity',
                title: t('similarity'),
                align: 'right',
                render: ({ similarity }) => `${formats.number(Math.round(similarity * 1000) / 10)}%`,
              },
            ]}
            empty={{ say: t('allAcceptable') }}
          />
        </Card>
      )}
    </>
  );
}

function ImportButton({
  file,
  report,
  onDone,
}: Pick<ImportReportProps, 'file' | 'report'> & {
  onDone: (answer: { accepted: number; refused: number }) => void;
}) {
  const t = useTexts(itemTexts);
  const count = report.accepted;
  const [state, setState] = useState<{ seen: number; accepted: number } | null>(null);
  return (
    <ActButton<object, { accepted: number; factId: string | null }>
      label={t('doImport', { count })}
      say={t('doImportSay', { count })}
      fields={
        state && (
          <>
            <ImportProgress seen={state.seen} all={file.items.length} />
            <p>{t('importedSoFar', { count: state.accepted })}</p>
          </>
        )
      }
      refreshes={[['items'], ['reports']]}
      run={async (_, { context }) => {
        let accepted = 0;
        setState({ seen: 0, accepted });
        // The key stays over a retry, so the portions that are in answer at once and are not taken twice.
        const answers = await sendPortions(
          cutPortions(file.items),
          (items, place) => importPortion({ ...file, items }, `${context.key}-${String(place)}`),
          (seen, answer) => {
            accepted += answer.accepted;
            setState({ seen, accepted });
          },
        );
        const whole = joinReports(answers);
        onDone(whole);
        const factId = answers.findLast((answer) => answer.factId !== null)?.factId ?? null;
        return { accepted: whole.accepted, factId };
      }}
      done={({ accepted }) => t('imported', { count: accepted })}
    />
  );
}

type Imported = Omit<Awaited<ReturnType<typeof api.items.importItems>>, 'factId'> & { factId: string | null };

/** Imports one portion; one of which nothing is acceptable is no reason to leave out the next. */
async function importPortion(
  file: Parameters<typeof api.items.importItems>[0],
  key: string,
): Promise<Imported> {
  try {
    return await api.items.importItems(file, { context: { key } });
  } catch (error) {
    if (codeOf(error) !== 'items_none_accepted') throw error;
    return { accepted: 0, refused: file.items.length, problems: [], nearDuplicates: [], factId: null };
  }
}

function Problems({ problems }: { problems: Report['problems'] }) {
  const t = useTexts(itemTexts);
  const word = useWord();
  const save = () =>
    saveFile(
      t('problemsName'),
      toCsv([[t('where'), t('problem')], ...problems.map((problem) => [problem.where, word(problem)])]),
      'text/csv;charset=utf-8',
    );
  return (
    <LocalRows
      rows={problems.map((problem, row) => ({ ...problem, row }))}
      rowKey={({ row }) => String(row)}
      looksFor={t('looksForProblem')}
      textOf={(problem) => `${problem.where} ${word(problem)}`}
      toolbar={
        <Button icon={<DownloadOutlined />} onClick={save}>
          {t('saveProblems')}
        </Button>
      }
      columns={[
        {
          key: 'where',
          title: t('where'),
          width: 200,
          render: ({ where }) => <span className="code">{where}</span>,
        },
        { key: 'problem', title: t('problem'), render: (problem) => word(problem) },
      ]}
      empty={{ say: t('allAcceptable') }}
    />
  );
}
