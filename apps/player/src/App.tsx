import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import type { Api } from './api.ts';
import { newKey } from './api.ts';
import { createServerClock } from './clock.ts';
import type { ServerClock } from './clock.ts';
import type { Arrival } from './EntryPanel.tsx';
import { ExamPage } from './ExamPage.tsx';
import { HaltPage } from './HaltPage.tsx';
import { useSaver } from './hooks.ts';
import { createMemoryStore } from './journal-store.ts';
import type { AttemptRecord, JournalStore } from './journal-store.ts';
import { usePreferences } from './preferences.ts';
import { flushDrafts } from './question/draft.ts';
import { MediaContext } from './question/Media.tsx';
import { openMediaShelf } from './question/exam-media.ts';
import { loadRare } from './question/rare.tsx';
import { ReceiptPage } from './ReceiptPage.tsx';
import { openAttempt, openStoredAttempt } from './resume.ts';
import type { OpenedAttempt } from './resume.ts';
import { createSaver } from './saver.ts';
import type { Saver } from './saver-state.ts';
import { Page } from './Shell.tsx';
import { TicketPage } from './TicketPage.tsx';
import { claimAttempt } from './windows.ts';

interface Props {
  readonly api: Api;
  readonly store: JournalStore;
  readonly token: string;
}

type Running = { readonly saver: Saver; readonly clock: ServerClock };

/** The candidate's way on one device: ticket, exam, receipt; a reload comes back to where it was. */
export function App({ api, store, token }: Props) {
  const { t } = usePreferences();
  const fault: unknown = useErrorBoundary()[0];
  const [record, setRecord] = useState<AttemptRecord | null>(null);
  const [running, setRunning] = useState<Running | null>(null);
  const [isTicket, setIsTicket] = useState<boolean | null>(null);

  function start(clock: ServerClock, opened: OpenedAttempt): void {
    const saver = createSaver(
      {
        api,
        store,
        clock,
        monotonic: () => performance.now(),
        deviceNow: () => Date.now(),
        random: Math.random,
        newKey,
        settleInput: flushDrafts,
      },
      opened,
    );
    setRunning({ saver, clock });
    setIsTicket(false);
  }

  async function resume(held: AttemptRecord): Promise<void> {
    start(
      createServerClock(() => performance.now()),
      await openStoredAttempt(store, held, Date.now()),
    );
  }

  async function enter({ value, sentAt, receivedAt }: Arrival): Promise<void> {
    const { attemptToken, ...page } = value;
    const clock = createServerClock(() => performance.now());
    clock.sync(Date.parse(page.serverNow), sentAt, receivedAt);
    const arrived = { ticketToken: token, attemptToken, page };
    // A store that fails now must not keep anybody out: the status line tells that nothing is kept on the device.
    const opened = await openAttempt(store, arrived).catch(() => openAttempt(createMemoryStore(), arrived));
    // Asks the browser not to evict the journal under pressure; it may say no, and over plain http cannot be asked.
    if ('storage' in navigator) void navigator.storage.persist();
    start(clock, opened);
  }

  async function showTicket(): Promise<void> {
    running?.saver.stop();
    setRunning(null);
    setRecord(await store.findAttempt(token));
    setIsTicket(true);
  }

  useEffect(() => {
    const open = async () => {
      const held = await store.findAttempt(token);
      setRecord(held);
      if (held?.attemptToken != null) await resume(held);
      else setIsTicket(held?.receipt == null);
    };
    open().catch(() => setIsTicket(true));
  }, []);

  if (fault !== undefined) {
    return (
      <Page>
        <section class="card calm" role="alert">
          <h1>{t('fault')}</h1>
          <p>{t('faultHint')}</p>
          <button type="button" class="button button-main" onClick={() => location.reload()}>
            {t('reload')}
          </button>
        </section>
      </Page>
    );
  }
  if (running) {
    return (
      <Attempt
        key={running.saver.page().attemptId}
        {...running}
        store={store}
        onTicket={() => void showTicket()}
      />
    );
  }
  if (isTicket === null) {
    return (
      <Page>
        <p class="quiet" role="status">
          {t('loading')}
        </p>
      </Page>
    );
  }
  if (!isTicket && record?.receipt) {
    return (
      <ReceiptPage record={record} receipt={record.receipt} store={store} onBack={() => setIsTicket(true)} />
    );
  }
  return (
    <TicketPage
      api={api}
      token={token}
      held={record?.receipt ? 'receipt' : null}
      onHeld={() => setIsTicket(false)}
      onEntered={(arrival) => void enter(arrival)}
    />
  );
}

function Attempt({ saver, clock, store, onTicket }: Running & { store: JournalStore; onTicket: () => void }) {
  const state = useSaver(saver);
  const [shelf] = useState(() => openMediaShelf(saver.page(), saver.token()));
  useEffect(() => loadRare(saver.page().items.map(({ content }) => content)), [saver]);
  const isEnded = state.phase === 'ended';
  useEffect(() => () => shelf.close(false), [shelf]);
  // With the paper, its pictures leave a device that others will use.
  useEffect(() => {
    if (isEnded) shelf.close(true);
  }, [isEnded]);
  useEffect(() => {
    const leave = claimAttempt(saver.page().attemptId, () => void saver.yieldToWindow());
    const onOnline = () => {
      saver.nudge();
      shelf.wake();
    };
    const onLeave = () => {
      flushDrafts();
      saver.nudge();
    };
    const onVisibility = () => {
      // Leaving: the last chance to send. Coming back: the device may have slept through time or a message.
      if (document.visibilityState === 'hidden') onLeave();
      else saver.refresh();
    };
    addEventListener('online', onOnline);
    addEventListener('pagehide', onLeave);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      leave();
      removeEventListener('online', onOnline);
      removeEventListener('pagehide', onLeave);
      document.removeEventListener('visibilitychange', onVisibility);
      saver.stop();
    };
  }, [saver]);

  const isAtRisk = state.unstored > 0 && state.phase !== 'ended';
  useEffect(() => {
    if (!isAtRisk) return;
    const warn = (domEvent: BeforeUnloadEvent) => domEvent.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isAtRisk]);

  switch (state.phase) {
    case 'ended':
      return state.receipt ? (
        <ReceiptPage
          record={{ attemptId: saver.page().attemptId, page: saver.page() }}
          receipt={state.receipt}
          store={store}
          onBack={onTicket}
        />
      ) : null;
    case 'fenced':
    case 'expired':
      return <HaltPage halt={state.phase} state={state} onGo={onTicket} />;
    case 'elsewhere':
      return <HaltPage halt="elsewhere" state={state} onGo={() => location.reload()} />;
    default:
      return (
        <MediaContext.Provider value={shelf}>
          <ExamPage saver={saver} clock={clock} />
        </MediaContext.Provider>
      );
  }
}
