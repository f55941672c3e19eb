import { useState } from 'react';
import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Statistic } from 'antd';
import { saveFile, toCsv } from '../shell/download.ts';
import { ActButton } from '../shell/ActButton.tsx';
import { api, codeOf } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { LocalRows } from '../shell/PagedRows.tsx';
import { useFormats } from '../shell/times.ts';
import { wordOfBank } from './bank.ts';
import type { ReadFile } from './bank-file.ts';
import { cutPortions, joinReports, sendPortions } from './import-portions.ts';
import type { PortionReport } from './import-portions.ts';
import { joinPairs } from './import-problems.ts';
import type { RowProblem } from './import-problems.ts';
import { ImportProgress } from './ImportProgress.tsx';
import { importTexts } from './import-texts.ts';
import { ProblemRows } from './ProblemRows.tsx';
import { itemTexts } from './texts.ts';

type Checked = Awaited<ReturnType<typeof api.items.checkItems>>;
type Report = PortionReport<Checked['problems'][number], Checked['nearDuplicates'][number]>;

interface ImportReportProps {
  file: ReadFile;
  report: Report;
  /** What was found before the server saw the items: in the file, and with its pictures. */
  found: readonly RowProblem[];
  /** Items held back because of their files. */
  held: number;
  onAnother: () => void;
}

const rowOf = ({ where, zh, en }: Report['problems'][number]): RowProblem => ({
  stage: 'bank',
  severity: 'error',
  where,
  zh,
  en,
});

/** What the check found, row by row, and the act that imports what is acceptable; afterwards what the import told. */
export function ImportReport({ file, report, found, held, onAnother }: ImportReportProps) {
  const t = useTexts(itemTexts);
  const ti = useTexts(importTexts);
  const formats = useFormats();
  const [done, setDone] = useState<Report | null>(null);
  const { accepted } = report;
  const refused = report.refused + held;
  // The items of one portion are compared with those before it only once these are in the bank.
  const pairs = joinPairs(report.nearDuplicates, done?.nearDuplicates ?? []);
  const problems = [...found, ...(done ?? report).problems.map(rowOf)];
  const sums = [
    { key: 'readItems', value: file.items.length + held, tone: '' },
    { key: 'acceptable', value: (done ?? report).accepted, tone: 'sum-good' },
    {
      key: 'refused',
      value: done ? done.refused + held : refused,
      tone: refused > 0 ? 'sum-bad' : '',
    },
    { key: 'near', value: pairs.length, tone: '' },
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
            title={t('afterImport', { count: done.accepted, refused: done.refused + held })}
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
      {problems.length > 0 && <ProblemRows problems={problems} />}
      {pairs.length > 0 && (
        <Card className="section" title={t('near')}>
          <p className="quiet">{t('nearSay')}</p>
          <LocalRows
            rows={pairs}
            rowKey={({ a, b }) => `${a} ${b}`}
            looksFor={t('looksForItem')}
            textOf={({ a, b }) => `${a} ${b}`}
            toolbar={
              <Button
                icon={<DownloadOutlined />}
                onClick={() =>
                  saveFile(
                    ti('pairsName'),
                    toCsv([
                      [t('nearA'), t('nearB'), t('similarity')],
                      ...pairs.map(({ a, b, similarity }) => [a, b, Math.round(similarity * 1000) / 1000]),
                    ]),
                    'text/csv;charset=utf-8',
                  )
                }
              >
                {ti('savePairs')}
              </Button>
            }
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
}: Pick<ImportReportProps, 'file' | 'report'> & { onDone: (answer: Report) => void }) {
  const t = useTexts(itemTexts);
  const count = report.accepted;
  const [state, setState] = useState<{ seen: number; accepted: number } | null>(null);
  return (
    <ActButton<object, Report & { factId: string | null }>
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
        return { ...whole, factId: answers.findLast(({ factId }) => factId !== null)?.factId ?? null };
      }}
      done={(answer) => t('imported', { count: answer.accepted })}
    />
  );
}

/** One portion; where the server would take nothing of it, that is no fault of the whole, and the check says why. */
async function importPortion(file: Parameters<typeof api.items.importItems>[0], key: string) {
  try {
    return await api.items.importItems(file, { context: { key } });
  } catch (error) {
    if (codeOf(error) !== 'items_none_accepted') throw error;
    return { ...(await api.items.checkItems(file)), accepted: 0, refused: file.items.length, factId: null };
  }
}
