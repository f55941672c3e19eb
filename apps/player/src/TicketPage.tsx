import { levelNames, partNames } from '@jiangping/domain/standards/level';
import { useEffect, useState } from 'preact/hooks';
import type { Api, Problem, Ticket } from './api.ts';
import { createServerClock } from './clock.ts';
import { EntryPanel } from './EntryPanel.tsx';
import type { Arrival } from './EntryPanel.tsx';
import { capital, formatInstant } from './format.ts';
import { usePreferences } from './preferences.ts';
import { Notice, Page } from './Shell.tsx';
import type { TextKey } from './texts.ts';

const FAR_MS = 60_000;
const NEAR_MS = 15_000;
/** Within this of the start the page asks more often; a whole site may sit behind one address and its rate limit. */
const NEAR_START_MS = 10 * 60_000;

const stateTexts: Readonly<Record<string, TextKey>> = {
  planned: 'statePlanned',
  ready: 'stateReady',
  open: 'stateOpen',
  closed: 'stateClosed',
};

interface Props {
  readonly api: Api;
  readonly token: string;
  /** Set where this device already holds the receipt, or the running attempt, of this ticket. */
  readonly held: 'receipt' | 'attempt' | null;
  readonly onEntered: (arrival: Arrival) => void;
  readonly onHeld: () => void;
}

/** The admission ticket: who, where, when, what to bring, and the way in once the invigilator opens the room. */
export function TicketPage({ api, token, held, onEntered, onHeld }: Props) {
  const { t, lang } = usePreferences();
  const [ticket, setTicket] = useState<Ticket | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSilent, setIsSilent] = useState(false);
  const [clock] = useState(() => createServerClock(() => performance.now()));

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isGone = false;
    const ask = async () => {
      const reply = await api.getTicket(token);
      if (isGone) return;
      setIsSilent(reply.kind === 'silent' && reply.problem === null);
      if (reply.kind === 'refused') {
        setProblem(reply.problem);
        return;
      }
      let waitMs = reply.kind === 'silent' ? Math.max(NEAR_MS, reply.waitMs) : NEAR_MS;
      if (reply.kind === 'ok') {
        clock.sync(Date.parse(reply.value.serverNow), reply.sentAt, reply.receivedAt);
        setTicket(reply.value);
        const theory = theoryOf(reply.value);
        const isNear = theory !== undefined && Date.parse(theory.startsAt) - clock.now() < NEAR_START_MS;
        waitMs = isNear && !isOver(theory) && theory.state !== 'open' ? NEAR_MS : FAR_MS;
      }
      // Spread, so that the devices of a room do not ask in one beat.
      timer = setTimeout(() => void ask(), waitMs * (0.75 + Math.random() / 2));
    };
    const onVisible = () => {
      if (document.visibilityState !== 'visible') return;
      clearTimeout(timer);
      void ask();
    };
    void ask();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      isGone = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [api, token]);

  if (problem) {
    return (
      <Page>
        <h1>{t('ticketUnknown')}</h1>
        <Notice kind="danger">
          <p>{problem[lang]}</p>
          <p>{problem.do[lang]}</p>
        </Notice>
      </Page>
    );
  }
  if (!ticket) {
    return (
      <Page>
        <h1>{t('ticket')}</h1>
        {isSilent ? (
          <Notice kind="warning">
            <p>{t('ticketSilent')}</p>
            <p>{t('ticketSilentHint')}</p>
          </Notice>
        ) : (
          <p class="quiet" role="status">
            {t('loading')}
          </p>
        )}
        {held === 'attempt' && (
          <button type="button" class="button button-main" onClick={onHeld}>
            {t('resumeExam')}
          </button>
        )}
      </Page>
    );
  }
  const theory = theoryOf(ticket);
  return (
    <Page>
      <h1>{t('ticket')}</h1>
      {isSilent && (
        <Notice kind="warning">
          <p>
            {t('ticketSilent')}. {t('ticketSilentHint')}
          </p>
        </Notice>
      )}
      {held !== null && (
        <button type="button" class="button button-main no-print" onClick={onHeld}>
          {t(held === 'receipt' ? 'showReceipt' : 'resumeExam')}
        </button>
      )}
      {theory && held === null && (
        <EntryPanel
          api={api}
          token={token}
          name={ticket.name}
          sitting={theory}
          clock={clock}
          onEntered={onEntered}
        />
      )}
      <TicketFacts ticket={ticket} />
      <section class="card">
        <h2>{t('bring')}</h2>
        <ol>
          {(['bring1', 'bring2', 'bring3'] as const).map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ol>
      </section>
      <section class="card">
        <h2>{t('rules')}</h2>
        <ol>
          {(['rule1', 'rule2', 'rule3', 'rule4', 'rule5', 'rule6'] as const).map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ol>
      </section>
      <button type="button" class="button no-print" onClick={() => print()}>
        {t('print')}
      </button>
    </Page>
  );
}

function TicketFacts({ ticket }: { ticket: Ticket }) {
  const { t, lang } = usePreferences();
  const occupation = lang === 'zh' ? ticket.occupation.nameZh : ticket.occupation.nameEn;
  const facts: readonly (readonly [TextKey, string, 'wide'?])[] = [
    ['name', ticket.name],
    ['idNumber', ticket.idNumberMasked],
    ['occupation', `${occupation} ${ticket.occupation.code}`, 'wide'],
    ['level', levelNames[ticket.level][lang]],
    ['site', lang === 'zh' ? ticket.site.nameZh : ticket.site.nameEn, 'wide'],
  ];
  return (
    <>
      <section class="card">
        <p class="ticket-number">
          <span class="quiet">{t('ticketNumber')}</span>
          <strong>{ticket.number}</strong>
        </p>
        <dl class="facts facts-person">
          {facts.map(([key, value, width]) => (
            <div key={key} class={width}>
              <dt>{t(key)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="card">
        <h2>{t('sittings')}</h2>
        {ticket.sittings.map((sitting) => {
          const state = stateTexts[sitting.endedAt === null ? sitting.state : 'closed'];
          return (
            <div class="sitting" key={sitting.part}>
              <h3>
                {capital(partNames[sitting.part][lang])}
                {state && <span class={`tag tag-${sitting.state} no-print`}>{t(state)}</span>}
              </h3>
              <dl class="facts">
                <div class="wide">
                  <dt>{t('startsAt')}</dt>
                  <dd>
                    {formatInstant(sitting.startsAt, lang)} <span class="quiet">({t('beijingTime')})</span>
                  </dd>
                </div>
                <div class="wide">
                  <dt>{t('room')}</dt>
                  <dd>{sitting.roomName}</dd>
                </div>
                <div>
                  <dt>{t('seat')}</dt>
                  <dd>{t('seatOf', { n: sitting.seat })}</dd>
                </div>
                <div>
                  <dt>{t('minutes')}</dt>
                  <dd>{t('minutesOf', { n: sitting.minutes })}</dd>
                </div>
              </dl>
            </div>
          );
        })}
      </section>
    </>
  );
}

function theoryOf(ticket: Ticket): Ticket['sittings'][number] | undefined {
  return ticket.sittings.find((sitting) => sitting.part === 'theory');
}

function isOver(sitting: Ticket['sittings'][number]): boolean {
  return sitting.endedAt !== null || sitting.state === 'closed';
}
