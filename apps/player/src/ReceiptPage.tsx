import type { AttemptRecord, JournalStore, Receipt } from './journal-store.ts';
import { formatCode, formatInstant, formatTime } from './format.ts';
import { usePreferences } from './preferences.ts';
import { Notice, Page } from './Shell.tsx';
import type { TextKey } from './texts.ts';

interface Props {
  readonly record: Pick<AttemptRecord, 'attemptId' | 'page'>;
  readonly receipt: Receipt;
  readonly store: JournalStore;
  readonly onBack: () => void;
}

/** What the server confirmed at the end, in figures that can be compared with the invigilator's console. */
export function ReceiptPage({ record, receipt, store, onBack }: Props) {
  const { t, lang } = usePreferences();
  const { page } = record;
  const facts: readonly (readonly [TextKey, string, 'wide'?])[] = [
    ['exam', page.title, 'wide'],
    ['name', page.candidateName],
    ['seat', t('seatOf', { n: page.seat })],
    ['answeredItems', t('answeredOf', { answered: receipt.answered, total: receipt.total })],
    ['savedEntries', t('entriesOf', { n: receipt.lastSequence })],
    [
      'endedAt',
      `${formatInstant(receipt.endedAt, lang).replace(/\d\d:\d\d$/, '')}${formatTime(Date.parse(receipt.endedAt))} (${t('beijingTime')})`,
      'wide',
    ],
  ];
  const isWhole = receipt.isMatching && receipt.unsent === 0;
  return (
    <Page>
      <section class="card receipt">
        <h1>
          <span class="seal-sign" aria-hidden="true">
            ✓
          </span>
          {t(receipt.isSubmitted ? 'receiptSubmitted' : 'receiptEnded')}
        </h1>
        <p class="receipt-lead">{t(receipt.isSubmitted ? 'receiptHint' : 'receiptEndedHint')}</p>
        <dl class="facts">
          {facts.map(([key, value, width]) => (
            <div key={key} class={width}>
              <dt>{t(key)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div class="receipt-code">
          <span class="quiet">{t('receiptCode')}</span>
          <strong>{formatCode(receipt.lastHash)}</strong>
          <span class="quiet">{t('receiptCodeHint')}</span>
          <code>{receipt.lastHash}</code>
        </div>
        {receipt.isMatching ? (
          <Notice kind="info">{t('receiptMatches')}</Notice>
        ) : (
          <Notice kind="danger">{t('receiptDiffers')}</Notice>
        )}
        {receipt.unsent > 0 && <Notice kind="danger">{t('receiptUnsent', { n: receipt.unsent })}</Notice>}
        <p class="quiet">{t('noScore')}</p>
      </section>
      <div class="pair no-print">
        <button type="button" class="button" onClick={onBack}>
          {t('backToTicket')}
        </button>
        <button type="button" class="button" onClick={() => print()}>
          {t('printReceipt')}
        </button>
      </div>
      {!isWhole && <ExportButton attemptId={record.attemptId} store={store} />}
    </Page>
  );
}

/** Hands over, as a file, everything this device kept of the attempt: evidence for the invigilator. */
export function ExportButton({ attemptId, store }: { attemptId: string; store: JournalStore }) {
  const { t } = usePreferences();
  async function save(): Promise<void> {
    const text = JSON.stringify(await store.exportAttempt(attemptId), null, 2);
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `journal-${attemptId}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
  return (
    <button type="button" class="button no-print" onClick={() => void save()}>
      {t('exportJournal')}
    </button>
  );
}
