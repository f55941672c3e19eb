import { useState } from 'react';
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select } from 'antd';
import { saveFile, toCsv } from '../shell/download.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { LocalRows } from '../shell/PagedRows.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import type { Tone } from '../shell/StateTag.tsx';
import { importTexts } from './import-texts.ts';
import { stages } from './import-problems.ts';
import type { RowProblem, Stage } from './import-problems.ts';
import { itemTexts } from './texts.ts';

const tones: Readonly<Record<RowProblem['severity'], Tone>> = {
  error: 'bad',
  warning: 'warning',
  info: 'quiet',
};

/** Everything wrong with a file, row by row, to look through here or to take along as a sheet. */
export function ProblemRows({ problems }: { problems: readonly RowProblem[] }) {
  const t = useTexts(importTexts);
  const ti = useTexts(itemTexts);
  const word = useWord();
  const [stage, setStage] = useState<Stage | 'all'>('all');
  const [errorsOnly, setErrorsOnly] = useState(false);
  const shown = problems
    .map((problem, row) => ({ ...problem, row }))
    .filter(
      (problem) =>
        (stage === 'all' || problem.stage === stage) && (!errorsOnly || problem.severity === 'error'),
    );
  const save = () =>
    saveFile(
      ti('problemsName'),
      toCsv([
        [ti('where'), t('stage'), t('severity'), ti('problem')],
        ...shown.map((problem) => [
          problem.where,
          t(`stages.${problem.stage}`),
          t(`severities.${problem.severity}`),
          word(problem),
        ]),
      ]),
      'text/csv;charset=utf-8',
    );
  const present = stages.filter((each) => problems.some((problem) => problem.stage === each));
  return (
    <LocalRows
      rows={shown}
      isFiltered={shown.length < problems.length}
      rowKey={({ row }) => String(row)}
      looksFor={ti('looksForProblem')}
      textOf={(problem) => `${problem.where} ${word(problem)}`}
      toolbar={
        <>
          {present.length > 1 && (
            <Select<Stage | 'all'>
              aria-label={t('stage')}
              value={stage}
              onChange={setStage}
              options={[
                { value: 'all', label: t('allStages') },
                ...present.map((value) => ({ value, label: t(`stages.${value}`) })),
              ]}
              className="problem-stage"
            />
          )}
          <Checkbox checked={errorsOnly} onChange={({ target }) => setErrorsOnly(target.checked)}>
            {t('onlyErrors')}
          </Checkbox>
          <Button icon={<DownloadOutlined />} onClick={save}>
            {ti('saveProblems')}
          </Button>
        </>
      }
      columns={[
        {
          key: 'where',
          title: ti('where'),
          width: 200,
          render: ({ where }) => <span className="code">{where}</span>,
        },
        {
          key: 'severity',
          title: t('severity'),
          render: ({ severity }) => <StateTag tone={tones[severity]}>{t(`severities.${severity}`)}</StateTag>,
        },
        {
          key: 'stage',
          title: t('stage'),
          render: (problem) => <span className="nowrap">{t(`stages.${problem.stage}`)}</span>,
        },
        { key: 'problem', title: ti('problem'), render: (problem) => word(problem) },
      ]}
      empty={{ say: ti('allAcceptable') }}
    />
  );
}
