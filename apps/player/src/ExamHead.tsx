import { useEffect, useState } from 'preact/hooks';
import type { AttemptPage } from './api.ts';
import type { ServerClock } from './clock.ts';
import { formatDuration, formatTime } from './format.ts';
import { useTicking } from './hooks.ts';
import { usePreferences } from './preferences.ts';
import type { SaverState } from './saver-state.ts';
import { Notice, Switches } from './Shell.tsx';
import type { TextKey } from './texts.ts';

/** Minutes left at which the candidate is told, by sign and by voice. */
const WARNINGS = [15, 5, 1] as const;
const SHOWN_BELOW_MINUTES = 5;

interface Props {
  readonly page: AttemptPage;
  readonly state: SaverState;
  readonly clock: ServerClock;
}

/** Always in sight: the time left by the server's clock, and where the answers are. */
export function ExamHead({ page, state, clock }: Props) {
  const { t } = usePreferences();
  return (
    <header class="exam-head">
      <div class="exam-title">
        <span class="exam-name">{page.title}</span>
        <span class="exam-person">
          {page.candidateName} · {t('seatOf', { n: page.seat })}
        </span>
      </div>
      <Timer state={state} clock={clock} />
      <SaveStatus state={state} />
      <Switches />
    </header>
  );
}

function Timer({ state, clock }: Omit<Props, 'page'>) {
  const { t } = usePreferences();
  const seconds = useTicking(() => Math.max(0, Math.ceil((state.deadlineAt - clock.now()) / 1000)));
  const minutes = Math.ceil(seconds / 60);
  const warning = WARNINGS.filter((each) => seconds <= each * 60).at(-1);
  const isLow = minutes <= SHOWN_BELOW_MINUTES;
  return (
    <div class={isLow ? 'timer timer-low' : 'timer'}>
      <span class="timer-label">
        {isLow ? t('timeLow', { n: Math.max(1, minutes) }) : t('timeLeft')}
        {clock.isVerified() ? '' : ` (${t('about')})`}
      </span>
      <span
        class="timer-value"
        role="timer"
        aria-label={t('timeSpoken', { h: Math.floor(minutes / 60), m: minutes % 60 })}
      >
        {formatDuration(seconds * 1000)}
      </span>
      <span class="unseen" aria-live="assertive">
        {warning === undefined ? '' : t('timeLow', { n: warning })}
      </span>
    </div>
  );
}

interface Status {
  readonly kind: 'saved' | 'saving' | 'local' | 'danger';
  readonly sign: string;
  readonly key: TextKey;
}

function statusOf(state: SaverState): Status {
  if (state.pending === 0) {
    if (state.link === 'waiting') return { kind: 'local', sign: '↧', key: 'noNetwork' };
    return { kind: 'saved', sign: '✓', key: state.savedAt === null ? 'savedNothing' : 'saved' };
  }
  if (state.phase === 'paused') return { kind: 'local', sign: '↧', key: 'keptPaused' };
  if (state.link !== 'waiting') return { kind: 'saving', sign: '…', key: 'saving' };
  if (state.unstored > 0) return { kind: 'danger', sign: '!', key: 'notKept' };
  return { kind: 'local', sign: '↧', key: 'keptLocally' };
}

function SaveStatus({ state }: { state: SaverState }) {
  const { t } = usePreferences();
  const { kind, sign, key } = statusOf(state);
  const [spoken, setSpoken] = useState('');
  // Spoken only when the kind changes and has lasted: every single save would be noise.
  useEffect(() => {
    if (kind === 'saving') return;
    const timer = setTimeout(() => setSpoken(key === 'saved' ? t('spokenSaved') : t(key)), 1500);
    return () => clearTimeout(timer);
  }, [kind]);
  return (
    <div class={`save save-${kind}`}>
      <span class="save-sign" aria-hidden="true">
        {sign}
      </span>
      <span>{t(key, { time: state.savedAt === null ? '' : formatTime(state.savedAt) })}</span>
      <span class="unseen" role="status">
        {spoken}
      </span>
    </div>
  );
}

/** What the candidate must know beyond the status line, each with what to do. */
export function Banners({ state, clock }: Omit<Props, 'page'>) {
  const { t, lang } = usePreferences();
  const { refusal } = state;
  const [isRead, setRead] = useState(false);
  const [readYielded, setReadYielded] = useState(0);
  return (
    <>
      {state.unstored > 0 && state.link === 'waiting' ? (
        <Notice kind="danger">{t('bannerUnstored')}</Notice>
      ) : (
        state.link === 'waiting' &&
        state.pending > 0 &&
        !refusal && <Notice kind="warning">{t('bannerOffline', { n: state.pending })}</Notice>
      )}
      {!clock.isVerified() && <Notice kind="info">{t('bannerClock')}</Notice>}
      {refusal && (
        <Notice kind="warning">
          <p>{refusal[lang]}</p>
          <p>{refusal.do[lang]}</p>
        </Notice>
      )}
      {state.isMismatched && <Notice kind="danger">{t('bannerMismatch')}</Notice>}
      {state.brokenAt !== null && !isRead && (
        <Notice kind="danger">
          <p>{t('bannerBroken', { n: state.brokenAt })}</p>
          <ReadButton onRead={() => setRead(true)} />
        </Notice>
      )}
      {state.yielded.length > readYielded && (
        <Notice kind="warning">
          <p>{t('bannerYielded', { list: [...new Set(state.yielded)].join(lang === 'zh' ? '、' : ', ') })}</p>
          <ReadButton onRead={() => setReadYielded(state.yielded.length)} />
        </Notice>
      )}
    </>
  );
}

function ReadButton({ onRead }: { onRead: () => void }) {
  const { t } = usePreferences();
  return (
    <button type="button" class="button" onClick={onRead}>
      {t('gotIt')}
    </button>
  );
}
