import { useState } from 'react';
import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Statistic } from 'antd';
import { saveFile, toCsv } from '../shell/download.ts';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { LocalRows } from '../shell/PagedRows.tsx';
import { useFormats } from '../shell/times.ts';
import { wordOfBank } from './bank.ts';
import type { ReadFile } from './bank-file.ts';
import { itemTexts } from './texts.ts';

type Report = Awaited<ReturnType<typeof api.items.checkItems>>;

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
  return (
    <ActButton<object, Awaited<ReturnType<typeof api.items.importItems>>>
      label={t('doImport', { count })}
      say={t('doImportSay', { count })}
      refreshes={[['items'], ['reports']]}
      run={async (_, options) => {
        const answer = await api.items.importItems({ ...file, items: [...file.items] }, options);
        onDone(answer);
        return answer;
      }}
      done={({ accepted }) => t('imported', { count: accepted })}
    />
  );
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
