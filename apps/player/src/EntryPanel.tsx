import { useEffect, useRef, useState } from 'preact/hooks';
import type { Api, Entered, Problem, Reply, Ticket } from './api.ts';
import { newKey } from './api.ts';
import type { ServerClock } from './clock.ts';
import { formatDuration, formatInstant } from './format.ts';
import { useTicking } from './hooks.ts';
import { usePreferences } from './preferences.ts';
import { Notice } from './Shell.tsx';

/** Refusals that pass by themselves: the page asks again, so that nobody has to press or to reload. */
const passing = new Set(['attempt_release_needed', 'sitting_not_open', 'attempt_paused']);
/** Below what the server lets one ticket ask in a minute. */
const AGAIN_MS = 12_000;
const DAY_MS = 86_400_000;

/** The page of the attempt with the moments between which the server made it. */
export type Arrival = Extract<Reply<Entered>, { kind: 'ok' }>;

interface Props {
  readonly api: Api;
  readonly token: string;
  readonly name: string;
  readonly sitting: Ticket['sittings'][number];
  readonly clock: ServerClock;
  readonly onEntered: (entered: Arrival) => void;
}

/** The way into the theory sitting: a countdown until it is open, then the form. */
export function EntryPanel(props: Props) {
  const { sitting } = props;
  const { t, lang } = usePreferences();
  if (sitting.endedAt !== null) {
    return <p class="card entry">{t('attemptOver', { time: formatInstant(sitting.endedAt, lang) })}</p>;
  }
  if (sitting.state === 'closed') return <p class="card entry">{t('sittingOver')}</p>;
  return (
    <section class="card entry no-print" aria-labelledby="entry-title">
      {sitting.state === 'open' ? <EntryForm {...props} /> : <Countdown {...props} />}
    </section>
  );
}

function Countdown({ sitting, clock }: Props) {
  const { t } = usePreferences();
  const startsAt = Date.parse(sitting.startsAt);
  const left = useTicking(() => Math.ceil((startsAt - clock.now()) / 1000)) * 1000;
  return (
    <>
      <h2 id="entry-title">{t('waitTitle')}</h2>
      {left > 0 ? (
        <p class="countdown">
          <span class="quiet">{t('untilStart')}</span>
          <strong role="timer">
            {left >= DAY_MS ? t('daysOf', { n: Math.floor(left / DAY_MS) }) + ' ' : ''}
            {formatDuration(left % DAY_MS)}
          </strong>
        </p>
      ) : (
        <p>{t('waitDue')}</p>
      )}
      <p class="quiet">{t('waitHint')}</p>
    </>
  );
}

interface Asked {
  readonly idNumberEnd: string;
  readonly key: string;
}

const placeOf = (token: string) => `entry.${token}`;

/** Keeps the question that has no answer yet: asked again after a reload, it gets the answer that was lost. */
function keepAsked(token: string, asked: Asked | null): void {
  try {
    if (asked) sessionStorage.setItem(placeOf(token), JSON.stringify(asked));
    else sessionStorage.removeItem(placeOf(token));
  } catch {
    // Without storage a lost answer needs the invigilator, as it does on another device.
  }
}

function findAsked(token: string): Asked | null {
  try {
    return JSON.parse(sessionStorage.getItem(placeOf(token)) ?? 'null') as Asked | null;
  } catch {
    return null;
  }
}

function EntryForm({ api, token, name, onEntered }: Props) {
  const { t, lang } = usePreferences();
  const [end, setEnd] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const [isSilent, setIsSilent] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function enter(idNumberEnd: string, key: string): Promise<void> {
    clearTimeout(timer.current);
    setIsAsking(true);
    keepAsked(token, { idNumberEnd, key });
    const reply = await api.enterSitting(token, idNumberEnd, key);
    if (reply.kind !== 'silent') keepAsked(token, null);
    if (reply.kind === 'ok') {
      onEntered(reply);
      return;
    }
    setIsSilent(reply.kind === 'silent' && reply.problem === null);
    setProblem(reply.problem);
    if (reply.kind === 'silent') {
      const waitMs = Math.max(reply.waitMs, 2000) * (1 + Math.random() / 2);
      timer.current = setTimeout(() => void enter(idNumberEnd, key), waitMs);
    } else if (passing.has(reply.problem.code)) {
      timer.current = setTimeout(
        () => void enter(idNumberEnd, newKey()),
        AGAIN_MS * (0.75 + Math.random() / 2),
      );
    } else {
      setIsAsking(false);
      input.current?.select();
    }
  }

  function submit(domEvent: Event): void {
    domEvent.preventDefault();
    // Full-width digits come from Chinese input methods.
    const normal = end.normalize('NFKC').trim().toUpperCase();
    const isFit = /^[0-9A-Z]{4}$/.test(normal);
    setIsWrong(!isFit);
    setProblem(null);
    const asked = isFit ? findAsked(token) : null;
    if (isFit) void enter(normal, asked?.idNumberEnd === normal ? asked.key : newKey());
    else input.current?.focus();
  }

  function stopAsking(): void {
    clearTimeout(timer.current);
    setIsAsking(false);
    setIsSilent(false);
    setProblem(null);
  }

  return (
    <form onSubmit={submit} noValidate>
      <h2 id="entry-title">{t('enterTitle')}</h2>
      <p>{t('enterOpen')}</p>
      <p class="entry-name">{name}</p>
      <label class="field">
        <span>{t('idNumberEnd')}</span>
        <input
          ref={input}
          value={end}
          onInput={(domEvent) => setEnd(domEvent.currentTarget.value)}
          maxLength={4}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          readOnly={isAsking}
          aria-invalid={isWrong}
          aria-describedby="id-end-hint"
        />
        <span id="id-end-hint" class={isWrong ? 'field-wrong' : 'quiet'}>
          {t(isWrong ? 'idNumberEndWrong' : 'idNumberEndHint')}
        </span>
      </label>
      {problem && (
        <Notice kind={isAsking ? 'warning' : 'danger'}>
          <p>{problem[lang]}</p>
          <p>{problem.do[lang]}</p>
          {isAsking && <p>{t('enterWaiting')}</p>}
        </Notice>
      )}
      {isSilent && (
        <Notice kind="warning">
          <p>{t('enterSilent')}</p>
        </Notice>
      )}
      <button type="submit" class="button button-main" disabled={isAsking}>
        {t(isAsking ? 'entering' : 'enter')}
      </button>
      {isAsking && (problem ?? isSilent) && (
        <button type="button" class="button" onClick={stopAsking}>
          {t('cancel')}
        </button>
      )}
    </form>
  );
}
