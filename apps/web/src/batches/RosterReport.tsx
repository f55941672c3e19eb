import { useState } from 'react';
import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Select, Statistic } from 'antd';
import { rosterColumns } from '@jiangping/domain/batches/roster-columns';
import type { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import type { Words } from '../shell/language.ts';
import { LocalRows } from '../shell/PagedRows.tsx';
import { useFormats } from '../shell/times.ts';
import { saveFile, toCsv } from '../shell/download.ts';
import { rosterTexts } from './roster-texts.ts';

type Report = Awaited<ReturnType<typeof api.batches.getRosterReport>>;

const columnNames: Readonly<Record<string, Words>> = rosterColumns;

/** What became of every row: counts, and each problem with its row, column and sentence. */
export function RosterReport({ report, onClose }: { report: Report; onClose: () => void }) {
  const t = useTexts(rosterTexts);
  const word = useWord();
  const formats = useFormats();
  const [column, setColumn] = useState<string | null>(null);
  const nameOf = (key: string | null) => (key === null ? t('wholeRow') : word(columnNames[key], key));
  const { problems } = report;
  const columns = [...new Set(problems.map((problem) => problem.column))];
  const shown = column === null ? problems : problems.filter((problem) => (problem.column ?? '') === column);
  const save = () =>
    saveFile(
      t('problemsName'),
      toCsv([
        [t('row'), t('column'), t('problem')],
        ...problems.map((problem) => [problem.row, nameOf(problem.column), word(problem)]),
      ]),
      'text/csv;charset=utf-8',
    );
  return (
    <>
      <Card
        className="section"
        title={t('reportOf', { name: report.fileName })}
        extra={<Button onClick={onClose}>{t('closeReport')}</Button>}
      >
        <Flex gap={40} wrap className="report-sums">
          <Statistic
            title={t('rowsRead')}
            value={report.rowsRead}
            formatter={(value) => formats.number(Number(value))}
          />
          <Statistic
            title={t('accepted')}
            value={report.rowsAccepted}
            formatter={(value) => formats.number(Number(value))}
            className="sum-good"
          />
          <Statistic
            title={t('refused')}
            value={report.rowsRefused}
            formatter={(value) => formats.number(Number(value))}
            className={report.rowsRefused > 0 ? 'sum-bad' : ''}
          />
        </Flex>
        <Alert
          type={
            report.rowsRefused === 0 && problems.length === 0
              ? 'success'
              : report.rowsAccepted === 0
                ? 'error'
                : 'warning'
          }
          showIcon
          title={t(
            report.rowsRefused === 0 && problems.length === 0
              ? 'allAccepted'
              : report.rowsAccepted === 0
                ? 'noneAccepted'
                : 'someRefused',
          )}
        />
      </Card>
      {problems.length > 0 && (
        <LocalRows
          rows={shown}
          isFiltered={column !== null}
          rowKey={({ row, column: place, code }) => `${row} ${place ?? ''} ${code}`}
          looksFor={t('looksForProblem')}
          textOf={(problem) => `${problem.row} ${nameOf(problem.column)} ${word(problem)}`}
          toolbar={
            <>
              <Select
                className="column-filter"
                allowClear
                aria-label={t('column')}
                placeholder={t('anyColumn')}
                value={column}
                onChange={(value: string | undefined) => setColumn(value ?? null)}
                options={columns.map((key) => ({ value: key ?? '', label: nameOf(key) }))}
                popupMatchSelectWidth={false}
              />
              <Button icon={<DownloadOutlined />} onClick={save}>
                {t('saveProblems')}
              </Button>
            </>
          }
          columns={[
            { key: 'row', title: t('row'), width: 110, render: ({ row }) => t('rowNumber', { row }) },
            { key: 'column', title: t('column'), width: 180, render: (problem) => nameOf(problem.column) },
            {
              key: 'problem',
              title: t('problem'),
              render: (problem) => <span className="sentence">{word(problem)}</span>,
            },
          ]}
          empty={{ say: t('allAccepted') }}
        />
      )}
    </>
  );
}
