import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Form, InputNumber, Segmented } from 'antd';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { LocalRows } from '../shell/PagedRows.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import type { Sitting } from '../sittings/sitting.ts';
import { markingTexts } from './texts.ts';

type Table = Awaited<ReturnType<typeof api.marking.getMarkingTable>>;
type Row = Table['rows'][number];

const refreshes = [['marking'], ['sittings'], ['batches'], ['reports']] as const;

/** All readings of a sitting with their spread, for the chief assessor; of a theory sitting only its closing. */
export function MarkingTable({
  sitting,
  mayAct,
}: {
  sitting: Pick<Sitting, 'id' | 'state'>;
  mayAct: boolean;
}) {
  const query = useQuery({
    queryKey: ['marking', 'getMarkingTable', sitting.id],
    queryFn: ({ signal }) => api.marking.getMarkingTable({ sittingId: sitting.id }, { signal }),
    refetchInterval: 30_000,
  });
  const t = useTexts(markingTexts);
  return (
    <Loaded query={query}>
      {(table) => (
        <>
          <p className="page-say">
            {t(table.part === 'theory' ? 'scoringSay' : 'tableSay', { tolerance: table.tolerance })}
          </p>
          <Closing table={table} isSittingOpen={sitting.state !== 'closed'} mayAct={mayAct} />
          {table.part === 'practical' && <Readings table={table} mayAct={mayAct && !table.closed} />}
        </>
      )}
    </Loaded>
  );
}

function openDiscrepancies({ rows }: Table): number {
  return rows.filter(({ discrepant, adjudicated }) => discrepant && adjudicated === null).length;
}

function Closing({
  table,
  isSittingOpen,
  mayAct,
}: {
  table: Table;
  isSittingOpen: boolean;
  mayAct: boolean;
}) {
  const t = useTexts(markingTexts);
  if (table.closed) return <Alert className="section" type="success" showIcon title={t('closedSay')} />;
  const open = openDiscrepancies(table);
  const lacks = [
    ...(isSittingOpen ? [t('sittingOpen')] : []),
    ...(table.missing > 0 ? [t('sheetsMissing', { count: table.missing })] : []),
    ...(open > 0 ? [t('discrepanciesOpen', { count: open })] : []),
  ];
  return (
    <Alert
      className="section"
      type={lacks.length === 0 ? 'success' : 'warning'}
      showIcon
      title={t(lacks.length === 0 ? 'mayClose' : 'mayNotClose')}
      action={mayAct && <CloseMarkingButton table={table} isReady={lacks.length === 0} />}
      description={
        lacks.length > 0 && (
          <ul className="lacks">
            {lacks.map((lack) => (
              <li key={lack}>{lack}</li>
            ))}
          </ul>
        )
      }
    />
  );
}

function CloseMarkingButton({ table, isReady }: { table: Table; isReady: boolean }) {
  const t = useTexts(markingTexts);
  return (
    <ActButton
      label={t('closeMarking')}
      say={t(table.part === 'theory' ? 'closeTheorySay' : 'closePracticalSay')}
      disabled={!isReady}
      refreshes={refreshes}
      run={(_, options) => api.marking.closeMarking({ sittingId: table.sittingId }, options)}
      done={({ scored, absent }) => t('markingDone', { scored, absent })}
    />
  );
}

const choices = ['all', 'open', 'discrepant'] as const;

function Readings({ table, mayAct }: { table: Table; mayAct: boolean }) {
  const t = useTexts(markingTexts);
  const formats = useFormats();
  const navigate = useNavigate();
  const { show } = useSearch({ strict: false });
  const choice = choices.find((each) => each === show) ?? 'all';
  const rowsOf = (name: (typeof choices)[number]) =>
    table.rows.filter((row) => name === 'all' || (name === 'open' ? row.combined === null : row.discrepant));
  return (
    <>
      <Segmented
        className="section choice"
        value={choice}
        options={choices.map((value) => ({
          value,
          label: `${t(`choices.${value}`)} ${rowsOf(value).length}`,
        }))}
        onChange={(value) =>
          void navigate({
            to: '.',
            search: { tab: 'table', show: value === 'all' ? undefined : value } as never,
            replace: true,
            resetScroll: false,
          })
        }
      />
      <LocalRows
        rows={rowsOf(choice)}
        isFiltered={choice !== 'all'}
        rowKey={({ candidateId, itemVersionId }) => `${candidateId} ${itemVersionId}`}
        looksFor={t('looksForReading')}
        textOf={({ seat, title, readings }) =>
          `${seat} ${title} ${readings.map(({ assessor }) => assessor.name).join(' ')}`
        }
        columns={[
          { key: 'seat', title: t('seat'), width: 90, render: ({ seat }) => t('seatNumber', { seat }) },
          {
            key: 'item',
            title: t('item'),
            render: ({ title }) => <span className="item-cell">{title}</span>,
          },
          {
            key: 'readings',
            title: t('readings'),
            render: ({ readings }) => <ReadingList readings={readings} />,
          },
          {
            key: 'spread',
            title: t('spread'),
            render: (row) => <Spread row={row} tolerance={table.tolerance} />,
          },
          {
            key: 'adjudicated',
            title: t('adjudicated'),
            align: 'right',
            render: ({ adjudicated }) => <Points value={adjudicated} />,
          },
          {
            key: 'combined',
            title: t('combined'),
            align: 'right',
            render: ({ combined }) =>
              combined === null ? (
                <span className="quiet">{t('notYet')}</span>
              ) : (
                <strong>{formats.number(combined)}</strong>
              ),
          },
        ]}
        {...(mayAct
          ? {
              rowActs: (row: Row) =>
                row.discrepant &&
                row.adjudicated === null && (
                  <AdjudicateButton sittingId={table.sittingId} row={row} tolerance={table.tolerance} />
                ),
            }
          : {})}
        empty={{ say: t('tableEmpty') }}
      />
      <Card className="section">
        <p className="quiet no-gap">{t('tableNote')}</p>
      </Card>
    </>
  );
}

function Points({ value }: { value: number | null }) {
  const formats = useFormats();
  return value === null ? <span className="quiet">—</span> : formats.number(value);
}

function ReadingList({ readings }: { readings: Row['readings'] }) {
  const t = useTexts(markingTexts);
  const formats = useFormats();
  if (readings.length === 0) return <span className="quiet">{t('noReading')}</span>;
  return (
    <ul className="readings">
      {readings.map(({ assessor, total }) => (
        <li key={assessor.id}>
          <span className="quiet">{assessor.name}</span> {formats.number(total)}
        </li>
      ))}
    </ul>
  );
}

function Spread({
  row: { spread, discrepant, adjudicated, readings },
  tolerance,
}: {
  row: Row;
  tolerance: number;
}) {
  const t = useTexts(markingTexts);
  const formats = useFormats();
  if (readings.length < 2) return <span className="quiet">—</span>;
  if (!discrepant) return formats.number(spread);
  return (
    <StateTag tone={adjudicated === null ? 'bad' : 'quiet'}>
      {t(adjudicated === null ? 'beyondTolerance' : 'wasBeyond', {
        spread: formats.number(spread),
        tolerance: formats.number(tolerance),
      })}
    </StateTag>
  );
}

function AdjudicateButton({ sittingId, row, tolerance }: { sittingId: string; row: Row; tolerance: number }) {
  const t = useTexts(markingTexts);
  const formats = useFormats();
  return (
    <ActButton<{ total: number }, { factId: string }>
      label={t('adjudicate')}
      title={t('adjudicateTitle', { seat: row.seat, item: row.title })}
      type="link"
      asksReason
      say={t('adjudicateSay', { spread: formats.number(row.spread), tolerance: formats.number(tolerance) })}
      refreshes={refreshes}
      run={({ total, reason }, options) =>
        api.marking.adjudicate(
          { sittingId, candidateId: row.candidateId, itemVersionId: row.itemVersionId, total, reason },
          options,
        )
      }
      fields={
        <>
          <div className="dialog-readings">
            <ReadingList readings={row.readings} />
          </div>
          <Form.Item
            name="total"
            label={t('thirdReading')}
            rules={[{ required: true, message: t('required', { label: t('thirdReading') }) }]}
          >
            <InputNumber<number> min={0} max={100} step={0.5} inputMode="decimal" />
          </Form.Item>
        </>
      }
    />
  );
}
