import { WarningOutlined } from '@ant-design/icons';
import { api } from '../shell/api.ts';
import { Maybe } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { PagedRows } from '../shell/PagedRows.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import type { Tone } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { useBatch } from './batch.ts';
import { batchTexts } from './texts.ts';

type Entry = Awaited<ReturnType<typeof api.batches.listEntries>>['rows'][number];

const tones: Readonly<Record<Entry['state'], Tone>> = {
  enrolled: 'waiting',
  eligible: 'good',
  ineligible: 'bad',
  withdrawn: 'quiet',
};

/** Who entered, by which clause, and how eligibility was decided. */
export function EntriesTab() {
  const t = useTexts(batchTexts);
  const batch = useBatch();
  return (
    <PagedRows
      queryKey={['batches', 'listEntries', batch.id]}
      load={(query, signal) => api.batches.listEntries({ ...query, batchId: batch.id }, { signal })}
      rowKey={({ id }) => id}
      looksFor={t('looksForEntry')}
      columns={[
        {
          key: 'candidate',
          title: t('candidate'),
          render: ({ number, candidate, idNumberMasked }) => (
            <span className="two-lines candidate-cell">
              <span>
                <span className="entry-number">{number}</span> {candidate.name}
              </span>
              <span className="quiet code">{idNumberMasked}</span>
            </span>
          ),
        },
        {
          key: 'state',
          title: t('entryState'),
          render: ({ state }) => <StateTag tone={tones[state]}>{t(`entryStates.${state}`)}</StateTag>,
        },
        {
          key: 'claimedClause',
          title: t('claimedClause'),
          render: ({ claimedClause }) => <Maybe text={claimedClause} />,
        },
        { key: 'decision', title: t('decision'), render: (entry) => <Decision of={entry} /> },
        {
          key: 'ticketNumber',
          title: t('ticketNumber'),
          render: ({ ticketNumber }) =>
            ticketNumber === null ? (
              <Maybe text={null} />
            ) : (
              <span className="code nowrap">{ticketNumber}</span>
            ),
        },
        {
          key: 'theorySeat',
          title: t('theorySeat'),
          align: 'right',
          render: ({ theorySeat }) => theorySeat ?? <Maybe text={null} />,
        },
      ]}
      empty={{ say: t(batch.acts.includes('importRoster') ? 'entriesEmptyImport' : 'entriesEmpty') }}
    />
  );
}

function Decision({ of: { decision } }: { of: Entry }) {
  const t = useTexts(batchTexts);
  const word = useWord();
  const formats = useFormats();
  if (!decision) return <span className="quiet">{t('undecided')}</span>;
  return (
    <div className="decision">
      {decision.clause !== null && decision.findings.length === 0 && (
        <div>{t('clauseUsed', { clause: decision.clause })}</div>
      )}
      {decision.findings.length > 0 && (
        <ul className="findings">
          {decision.findings.map((finding, index) => (
            <li key={index}>
              {!decision.eligible && <WarningOutlined aria-hidden />} {word(finding)}
            </li>
          ))}
        </ul>
      )}
      <div className="quiet">
        {t('checkedBy', { name: decision.checker.name, at: formats.instant(decision.decidedAt) })}
      </div>
    </div>
  );
}
