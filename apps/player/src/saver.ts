// Keeps every answer: first in the journal of this device, then, within a second, on the server; and ends the attempt.
// One exchange with the server runs at a time. A save is acknowledged only when the server's last hash is the one of
// the own chain. A save whose fate is unknown is repeated as it was, under its key, until there is an answer.
import { appendEntry, headOf } from '@jiangping/journal/chain';
import type { ChainedEntry } from '@jiangping/journal/entry';
import type { Api, AttemptPage, Problem, Reply, SaveInput, Saved, SubmitInput } from './api.ts';
import { backoffMs, createPause } from './backoff.ts';
import type { ServerClock } from './clock.ts';
import type { JournalStore, Receipt } from './journal-store.ts';
import { adoptPage, countAnswered, responsesOf } from './resume.ts';
import type { OpenedAttempt } from './resume.ts';
import type { Phase, SaverState } from './saver-state.ts';

/** The longest an answer waits for others to share its request; under the second that the status line promises. */
const GATHER_MS = 700;
/** A quiet page asks for the server's word this often, for more time given or an attempt ended by the invigilator. */
const HEARTBEAT_MS = 55_000;
const BATCH_ENTRIES = 200;
const PAUSED_MS = 5000;
/** Partings in a row after which joining again is only tried now and then. */
const PARTINGS_IN_A_ROW = 3;
const PARTED_MS = 30_000;
/** Submissions at the end of time are spread over this, since a whole room ends in the same instant. */
const END_SPREAD_MS = 2000;
/** Device and monotonic clock apart by this: the device slept or its clock was set. */
const SLEEP_MS = 3000;

export interface SaverParts {
  readonly api: Pick<Api, 'getAttempt' | 'saveResponses' | 'submitAttempt'>;
  readonly store: JournalStore;
  readonly clock: ServerClock;
  readonly monotonic: () => number;
  readonly deviceNow: () => number;
  readonly random: () => number;
  readonly newKey: () => string;
}

export interface Saver {
  state(): SaverState;
  page(): AttemptPage;
  subscribe(listener: () => void): () => void;
  /** Records an answer; ignored unless `running`. Resolves when this device has stored it (or could not). */
  record(position: number, response: readonly string[]): Promise<void>;
  mark(position: number, isMarked: boolean): void;
  visit(position: number): void;
  /** Tries at once what is waiting, as when the network is back or the page is left. */
  nudge(): void;
  /** Asks for the server's word: deadline, end, answers. */
  refresh(): void;
  finish(by: 'candidate' | 'time'): Promise<void>;
  /** Takes back a submission that the server has not been asked for yet. */
  recall(): void;
  /** Another window of this browser goes on. Resolves when everything is stored. */
  yieldToWindow(): Promise<void>;
  stop(): void;
}

/** A saver for an opened attempt; starts its heartbeat at once and runs until {@link Saver.stop}. */
export function createSaver(parts: SaverParts, opened: OpenedAttempt): Saver {
  const { api, store, clock, monotonic, deviceNow, random, newKey } = parts;
  let { record, entries, acknowledged } = opened;
  const token = record.attemptToken ?? '';
  const pause = createPause();
  const listeners = new Set<() => void>();
  let unanswered: { key: string; input: SaveInput } | null = null;
  let submission: { key: string; input: SubmitInput } | null = null;
  let storing: Promise<void> = Promise.resolve();
  let storedTo = headOf(record.base, entries).sequence;
  let exchange: Promise<void> | null = null;
  let gatherTimer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let partings = 0;
  let isRefreshDue = opened.guessedNow !== null;
  let heardAt = monotonic();
  let clockGap = deviceNow() - monotonic();

  if (opened.guessedNow !== null) clock.guess(opened.guessedNow);

  let state: SaverState = {
    phase: 'running',
    endedBy: null,
    responses: responsesOf(record.page, entries),
    marks: new Set(opened.marks),
    position: opened.position,
    pending: 0,
    unstored: 0,
    link: 'idle',
    savedAt: null,
    deadlineAt: Date.parse(record.page.deadlineAt),
    refusal: null,
    isMismatched: false,
    brokenAt: opened.brokenAt,
    yielded: opened.yielded,
    receipt: null,
  };

  const head = () => headOf(record.base, entries);
  const phase = (): Phase => state.phase;
  const isLive = () => ['running', 'paused', 'ending'].includes(phase());
  const isWorkDue = () => isRefreshDue || head().sequence > acknowledged;
  const serverInstant = () => new Date(clock.now()).toISOString();

  function set(change: Partial<SaverState>): void {
    const last = head().sequence;
    state = { ...state, ...change, pending: last - acknowledged, unstored: Math.max(0, last - Math.max(storedTo, acknowledged)) };
    for (const listener of listeners) listener();
  }

  function keepProgress(): void {
    const contact = { server: clock.now(), device: deviceNow() };
    const { position } = state;
    storing = storing.then(() =>
      store
        .putProgress({ attemptId: record.attemptId, acknowledged, marks: [...state.marks], position, contact })
        .catch(() => undefined),
    );
  }

  async function storeEntry(entry: ChainedEntry): Promise<void> {
    try {
      if ((await store.addEntry(record.attemptId, entry)) === 'added') {
        storedTo = entry.sequence;
        set({});
        return;
      }
      // Another window wrote meanwhile: the answer goes behind what it wrote, and this window gives way.
      const there = await store.listEntries(record.attemptId);
      await store.addEntry(record.attemptId, appendEntry(headOf(record.base, there), entry));
      halt('elsewhere');
    } catch {
      set({});
    }
  }

  function halt(reason: 'fenced' | 'expired' | 'elsewhere', refusal: Problem | null = null): void {
    unanswered = null;
    set({ phase: reason, refusal, link: 'idle' });
    pause.cut();
  }

  function gather(): void {
    gatherTimer ??= setTimeout(() => {
      void work();
    }, GATHER_MS);
  }

  /** Runs exchanges until nothing is due; one loop at a time, joined by whoever calls while it runs. */
  function work(): Promise<void> {
    clearTimeout(gatherTimer);
    gatherTimer = undefined;
    exchange ??= (async () => {
      while (isLive() && isWorkDue()) {
        const waitMs = isRefreshDue ? await refreshOnce() : await saveOnce();
        if (waitMs > 0 && isLive()) await pause.wait(waitMs);
      }
    })().finally(() => {
      exchange = null;
    });
    return exchange;
  }

  /** Takes the time from an answer; returns it when there is one, else says how long to wait. */
  function heard(reply: Extract<Reply<{ serverNow: string; deadlineAt: string }>, { kind: 'ok' }>): void {
    clock.sync(Date.parse(reply.value.serverNow), reply.sentAt, reply.receivedAt);
    heardAt = monotonic();
    clockGap = deviceNow() - monotonic();
    failures = 0;
    const isPaused = phase() === 'paused';
    set({ link: 'idle', deadlineAt: Date.parse(reply.value.deadlineAt), ...(isPaused ? { phase: 'running', refusal: null } : {}) });
  }

  function unheard(askedMs: number): number {
    failures += 1;
    set({ link: 'waiting' });
    return backoffMs(failures, random, askedMs);
  }

  function parted(): number {
    partings += 1;
    isRefreshDue = true;
    return partings > PARTINGS_IN_A_ROW ? PARTED_MS : 0;
  }

  async function saveOnce(): Promise<number> {
    unanswered ??= {
      key: newKey(),
      input: {
        epoch: record.epoch,
        entries: entries
          .filter((entry) => entry.sequence > acknowledged)
          .slice(0, BATCH_ENTRIES)
          .map(({ sequence, position, response, savedAt }) => ({ sequence, position, response: [...response], savedAt })),
      },
    };
    const { key, input } = unanswered;
    if (state.link === 'idle') set({ link: 'sending' });
    const reply = await api.saveResponses(token, input, key);
    if (!isLive()) return 0;
    if (reply.kind === 'silent') return unheard(reply.waitMs);
    unanswered = null;
    if (reply.kind === 'refused') return refused(reply.problem);
    heard(reply);
    return acknowledge(reply.value);
  }

  function acknowledge({ lastSequence, lastHash }: Saved): number {
    const { base } = record;
    const at = lastSequence === base.sequence ? base : entries[lastSequence - base.sequence - 1];
    if (at?.hash !== lastHash) {
      set({ isMismatched: true });
      return parted();
    }
    const isProgress = lastSequence > acknowledged;
    acknowledged = lastSequence;
    partings = 0;
    set({ savedAt: clock.now(), refusal: null });
    keepProgress();
    return isProgress ? 0 : unheard(0);
  }

  async function refreshOnce(): Promise<number> {
    const reply = await api.getAttempt(token);
    if (!isLive()) return 0;
    if (reply.kind === 'silent') return unheard(reply.waitMs);
    if (reply.kind === 'refused') return refused(reply.problem);
    unanswered = null;
    isRefreshDue = false;
    heard(reply);
    await adopt(reply.value);
    return 0;
  }

  async function adopt(page: AttemptPage): Promise<void> {
    const adopted = adoptPage({ record, entries, acknowledged }, page, serverInstant());
    ({ record, entries, acknowledged } = adopted);
    const { forked } = adopted;
    const [keptRecord, keptEntries, keptTo] = [record, entries, head().sequence];
    storing = storing.then(async () => {
      try {
        if (forked) await store.replaceEntries(keptRecord, keptEntries, 'parted');
        else await store.putAttempt(keptRecord);
        storedTo = forked ? keptTo : storedTo;
      } catch {
        // The browser stores nothing more; `unstored` tells the candidate, and the server is asked all the same.
      }
    });
    set({
      responses: responsesOf(page, entries),
      yielded: [...state.yielded, ...adopted.yielded],
      ...(phase() === 'ending' && submission === null && state.endedBy === 'time' && clock.now() < state.deadlineAt
        ? { phase: 'running', endedBy: null }
        : {}),
    });
    keepProgress();
    await storing;
    if (page.endedAt !== null) {
      await close(page.endedAt, headOf({ sequence: page.lastSequence, hash: page.lastHash }, []), false);
    }
  }

  /** What a refusal of any call means for the attempt; returns how long to wait before going on. */
  function refused(problem: Problem): number {
    switch (problem.code) {
      case 'attempt_fenced':
        halt('fenced', problem);
        return 0;
      case 'attempt_submitted':
      case 'sitting_closed':
        set({ refusal: problem });
        return isRefreshDue ? unheard(PAUSED_MS) : parted();
      case 'save_sequence_gap':
      case 'save_chain_broken':
      case 'key_reused':
        return parted();
      case 'attempt_paused':
        set({ refusal: problem, link: 'idle', ...(phase() === 'running' ? { phase: 'paused' } : {}) });
        return PAUSED_MS;
      default:
        if (problem.status === 401 || problem.status === 404) {
          halt('expired', problem);
          return 0;
        }
        set({ refusal: problem });
        return unheard(0);
    }
  }

  async function submitOnce(): Promise<number> {
    if (submission?.input.lastSequence !== acknowledged) {
      submission = { key: newKey(), input: { epoch: record.epoch, lastSequence: acknowledged } };
    }
    const reply = await api.submitAttempt(token, submission.input, submission.key);
    if (phase() !== 'ending') return 0;
    if (reply.kind === 'silent') return unheard(reply.waitMs);
    if (reply.kind === 'ok') {
      const { endedAt, lastSequence, lastHash } = reply.value;
      await close(endedAt, { sequence: lastSequence, hash: lastHash }, true);
      return 0;
    }
    submission = null;
    const isRefusedForNow = reply.problem.code === 'submit_too_early' && state.endedBy === 'candidate';
    if (!isRefusedForNow) return refused(reply.problem);
    set({ phase: 'running', endedBy: null, refusal: reply.problem });
    return 0;
  }

  /** Writes the receipt from the server's word; answers leave this device only when the server provably has them. */
  async function close(endedAt: string, end: { sequence: number; hash: string }, isSubmitted: boolean): Promise<void> {
    const { page, base } = record;
    const at = end.sequence === base.sequence ? base : entries[end.sequence - base.sequence - 1];
    const receipt: Receipt = {
      endedAt,
      lastSequence: end.sequence,
      lastHash: end.hash,
      answered: countAnswered(page, responsesOf(page, entries.filter((entry) => entry.sequence <= end.sequence))),
      total: page.items.length,
      isSubmitted,
      isMatching: at?.hash === end.hash && !state.isMismatched,
      unsent: Math.max(0, head().sequence - end.sequence),
    };
    record = { ...record, receipt, attemptToken: null, page: { ...page, endedAt, items: [], responses: [] } };
    await storing;
    try {
      await store.putAttempt(record);
      if (receipt.isMatching && receipt.unsent === 0) await store.forgetEntries(record.attemptId);
    } catch {
      // Nothing is lost: the server has the answers, and the receipt is on the screen.
    }
    acknowledged = Math.max(acknowledged, end.sequence);
    set({ phase: 'ended', receipt, link: 'idle' });
  }

  async function finish(by: 'candidate' | 'time'): Promise<void> {
    if (phase() !== 'running' && phase() !== 'paused') return;
    set({ phase: 'ending', endedBy: by, refusal: null });
    keepProgress();
    pause.cut();
    await work();
    if (by === 'time') await pause.wait(random() * END_SPREAD_MS);
    while (phase() === 'ending') {
      if (isWorkDue()) {
        await work();
        continue;
      }
      const waitMs = await submitOnce();
      if (waitMs > 0 && phase() === 'ending') await pause.wait(waitMs);
    }
  }

  function tick(): void {
    if (phase() === 'running' && clock.isVerified() && clock.now() >= state.deadlineAt) {
      void finish('time');
      return;
    }
    if (phase() !== 'running' && phase() !== 'paused') return;
    const gap = deviceNow() - monotonic();
    const hasSlept = Math.abs(gap - clockGap) > SLEEP_MS;
    clockGap = gap;
    if (hasSlept || monotonic() - heardAt > HEARTBEAT_MS) refresh();
  }

  function refresh(): void {
    if (phase() !== 'running' && phase() !== 'paused') return;
    heardAt = monotonic();
    isRefreshDue = true;
    void work();
  }

  const ticker = setInterval(tick, 500);
  set({});
  // Time that was over when the page was left stays over, also without a network to ask.
  if (opened.guessedNow !== null && opened.isOver) void finish('time');
  else if (isWorkDue()) void work();

  return {
    state: () => state,
    page: () => record.page,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    record(position, response) {
      if (phase() !== 'running') return Promise.resolve();
      const entry = appendEntry(head(), { position, response, savedAt: serverInstant() });
      entries = [...entries, entry];
      storing = storing.then(() => storeEntry(entry));
      set({ responses: new Map(state.responses).set(position, entry.response) });
      gather();
      return storing;
    },
    mark(position, isMarked) {
      const marks = new Set(state.marks);
      if (isMarked) marks.add(position);
      else marks.delete(position);
      set({ marks });
      keepProgress();
    },
    visit(position) {
      set({ position });
      keepProgress();
    },
    nudge() {
      pause.cut();
      if (isWorkDue()) void work();
    },
    refresh,
    finish,
    recall() {
      if (phase() !== 'ending' || state.endedBy !== 'candidate' || submission !== null) return;
      set({ phase: 'running', endedBy: null });
    },
    async yieldToWindow() {
      if (isLive()) halt('elsewhere');
      await storing;
    },
    stop() {
      clearInterval(ticker);
      clearTimeout(gatherTimer);
      listeners.clear();
      pause.cut();
    },
  };
}
