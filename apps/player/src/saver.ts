// Keeps every answer: first in the journal of this device, then, within a second, on the server; and ends the attempt.
// One exchange with the server runs at a time. A save is acknowledged only when the server's last hash is the one of
// the own chain. A save whose fate is unknown is repeated as it was, under its key, until there is an answer.
import type { JournalHead } from '@jiangping/journal/entry';
import type { AttemptPage, Problem, SaveInput, Saved, SubmitInput } from './api.ts';
import { backoffMs, createPause } from './backoff.ts';
import { createKeeper } from './keeper.ts';
import { countAnswered, responsesOf } from './resume.ts';
import type { OpenedAttempt } from './resume.ts';
import type { Phase, Saver, SaverParts, SaverState } from './saver-state.ts';

/** The longest an answer waits for others to share its request; under the second that is promised. */
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

/** A saver for an opened attempt; starts its heartbeat at once and runs until {@link Saver.stop}. */
export function createSaver(parts: SaverParts, opened: OpenedAttempt): Saver {
  const { api, clock, monotonic, deviceNow, random, newKey } = parts;
  const keeper = createKeeper(parts.store, opened, {
    onStored: () => set({}),
    onTaken: () => halt('elsewhere'),
  });
  const token = opened.record.attemptToken ?? '';
  const pause = createPause();
  const listeners = new Set<() => void>();
  let unanswered: { key: string; input: SaveInput } | null = null;
  let submission: { key: string; input: SubmitInput } | null = null;
  let exchange: Promise<void> | null = null;
  let gatherTimer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  /** The server takes no more answers of this sitting: what is waiting stays here, and handing in does not wait for it. */
  let isClosed = false;
  let failures = 0;
  let partings = 0;
  let isRefreshDue = opened.guessedNow !== null || opened.record.page.endedAt !== null;
  let heardAt = monotonic();
  let clockGap = deviceNow() - monotonic();
  if (opened.guessedNow !== null) clock.guess(opened.guessedNow);

  let state: SaverState = {
    phase: 'running',
    endedBy: null,
    responses: responsesOf(opened.record.page, opened.entries),
    marks: new Set(opened.marks),
    position: opened.position,
    pending: 0,
    unstored: 0,
    isHandedIn: false,
    link: 'idle',
    savedAt: null,
    deadlineAt: Date.parse(opened.record.page.deadlineAt),
    refusal: null,
    isMismatched: false,
    brokenAt: opened.brokenAt,
    yielded: opened.yielded,
    receipt: null,
  };

  const phase = (): Phase => state.phase;
  const isOpen = () => phase() === 'running' || phase() === 'paused';
  const isEnding = () => !isStopped && phase() === 'ending';
  const isLive = () => !isStopped && (isOpen() || phase() === 'ending');
  const isWorkDue = () => isRefreshDue || (!isClosed && keeper.head().sequence > keeper.acknowledged());
  const serverInstant = () => new Date(clock.now()).toISOString();

  function set(change: Partial<SaverState>): void {
    const ends = change.phase !== undefined && change.phase !== 'running' && phase() === 'running';
    if (ends) parts.settleInput?.();
    const last = keeper.head().sequence;
    const safe = Math.max(keeper.storedTo(), keeper.acknowledged());
    state = {
      ...state,
      ...change,
      pending: Math.max(0, last - keeper.acknowledged()),
      unstored: Math.max(0, last - safe),
      isHandedIn: submission !== null,
    };
    for (const listener of listeners) listener();
  }

  function keepProgress(): void {
    const contact = { server: clock.now(), device: deviceNow() };
    keeper.keepProgress({ marks: [...state.marks], position: state.position, contact });
  }

  function halt(reason: 'fenced' | 'expired' | 'elsewhere', refusal: Problem | null = null): void {
    unanswered = null;
    set({ phase: reason, refusal, link: 'idle' });
    pause.cut();
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

  function heard(sample: {
    serverNow: string;
    deadlineAt: string;
    sentAt: number;
    receivedAt: number;
  }): void {
    clock.sync(Date.parse(sample.serverNow), sample.sentAt, sample.receivedAt);
    heardAt = monotonic();
    clockGap = deviceNow() - monotonic();
    failures = 0;
    const deadlineAt = Date.parse(sample.deadlineAt);
    // More time was given while the page was ending by itself: the candidate gets it.
    const hasTime = isEnding() && state.endedBy === 'time' && submission === null && clock.now() < deadlineAt;
    if (clock.now() < deadlineAt) isClosed = false;
    const resumed = phase() === 'paused' || hasTime;
    set({ link: 'idle', deadlineAt, ...(resumed ? { phase: 'running', endedBy: null, refusal: null } : {}) });
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

  function nextSave(): { key: string; input: SaveInput } {
    const { epoch } = keeper.record();
    const waiting = keeper.entries().filter((entry) => entry.sequence > keeper.acknowledged());
    const entries = waiting.slice(0, BATCH_ENTRIES).map(({ sequence, position, response, savedAt }) => {
      return { sequence, position, response: [...response], savedAt };
    });
    return { key: newKey(), input: { epoch, entries } };
  }

  async function saveOnce(): Promise<number> {
    unanswered ??= nextSave();
    const { key, input } = unanswered;
    if (state.link === 'idle') set({ link: 'sending' });
    const reply = await api.saveResponses(token, input, key);
    if (!isLive()) return 0;
    if (reply.kind === 'silent') return unheard(reply.waitMs);
    unanswered = null;
    if (reply.kind === 'refused') return takeRefusal(reply.problem);
    heard({ ...reply, ...reply.value });
    return acknowledge(reply.value);
  }

  function acknowledge({ lastSequence, lastHash }: Saved): number {
    if (!keeper.holds({ sequence: lastSequence, hash: lastHash })) {
      set({ isMismatched: true });
      return parted();
    }
    const isProgress = lastSequence > keeper.acknowledged();
    keeper.acknowledge(lastSequence);
    partings = 0;
    set({ savedAt: clock.now(), refusal: null });
    keepProgress();
    return isProgress ? 0 : unheard(0);
  }

  async function refreshOnce(): Promise<number> {
    const reply = await api.getAttempt(token);
    if (!isLive()) return 0;
    if (reply.kind === 'silent') return unheard(reply.waitMs);
    if (reply.kind === 'refused') return takeRefusal(reply.problem);
    unanswered = null;
    isRefreshDue = false;
    heard({ ...reply, ...reply.value });
    await adopt(reply.value);
    return 0;
  }

  async function adopt(page: AttemptPage): Promise<void> {
    const yielded = keeper.adopt(page, serverInstant());
    set({
      responses: responsesOf(page, keeper.entries()),
      yielded: [...state.yielded, ...yielded],
    });
    keepProgress();
    if (page.endedAt !== null) {
      await close(page.endedAt, { sequence: page.lastSequence, hash: page.lastHash }, false);
    }
  }

  /** What a refusal of any call means for the attempt; returns how long to wait before going on. */
  function takeRefusal(problem: Problem): number {
    switch (problem.code) {
      case 'attempt_fenced':
        halt('fenced', problem);
        return 0;
      case 'attempt_submitted':
      case 'sitting_closed':
        isClosed = problem.code === 'sitting_closed';
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
    const lastSequence = keeper.acknowledged();
    if (submission?.input.lastSequence !== lastSequence) {
      submission = { key: newKey(), input: { epoch: keeper.record().epoch, lastSequence } };
      set({});
    }
    const reply = await api.submitAttempt(token, submission.input, submission.key);
    if (!isEnding()) return 0;
    if (reply.kind === 'silent') return unheard(reply.waitMs);
    if (reply.kind === 'ok') {
      const { endedAt, lastSequence: sequence, lastHash: hash } = reply.value;
      await close(endedAt, { sequence, hash }, true);
      return 0;
    }
    submission = null;
    const { problem } = reply;
    if (problem.code !== 'submit_too_early' || state.endedBy !== 'candidate') return takeRefusal(problem);
    set({ phase: 'running', endedBy: null, refusal: problem });
    return 0;
  }

  /** Writes the receipt from the server's word; answers leave this device only when the server provably has them. */
  async function close(endedAt: string, end: JournalHead, isSubmitted: boolean): Promise<void> {
    if (phase() === 'running') parts.settleInput?.();
    const { page } = keeper.record();
    const arrived = keeper.entries().filter((entry) => entry.sequence <= end.sequence);
    const receipt = {
      endedAt,
      lastSequence: end.sequence,
      lastHash: end.hash,
      answered: countAnswered(page, responsesOf(page, arrived)),
      total: page.items.length,
      isSubmitted,
      isMatching: keeper.holds(end) && !state.isMismatched,
      unsent: Math.max(0, keeper.head().sequence - end.sequence),
    };
    await keeper.close(receipt, receipt.isMatching && receipt.unsent === 0);
    set({ phase: 'ended', receipt, link: 'idle' });
  }

  async function finish(by: 'candidate' | 'time'): Promise<void> {
    if (!isOpen()) return;
    const begunAt = monotonic();
    set({ phase: 'ending', endedBy: by, refusal: null });
    keepProgress();
    pause.cut();
    await work();
    if (by === 'time' && isEnding()) {
      await pause.wait(random() * END_SPREAD_MS);
      // Nothing was sent, so the last deadline heard may be a minute old: asked again before the time is taken.
      if (heardAt < begunAt) isRefreshDue = true;
    }
    while (isEnding()) {
      if (isWorkDue()) {
        await work();
        continue;
      }
      const waitMs = await submitOnce();
      if (waitMs > 0 && isEnding()) await pause.wait(waitMs);
    }
  }

  function refresh(): void {
    if (!isOpen()) return;
    heardAt = monotonic();
    isRefreshDue = true;
    void work();
  }

  function tick(): void {
    if (phase() === 'running' && clock.isVerified() && clock.now() >= state.deadlineAt) {
      void finish('time');
      return;
    }
    const gap = deviceNow() - monotonic();
    const hasSlept = Math.abs(gap - clockGap) > SLEEP_MS;
    clockGap = gap;
    if (hasSlept || monotonic() - heardAt > HEARTBEAT_MS) refresh();
  }

  const ticker = setInterval(tick, 500);
  set({});
  // Time that was over when the page was left stays over, also without a network to ask.
  if (opened.isOver) void finish('time');
  else if (isWorkDue()) void work();

  return {
    state: () => state,
    page: () => keeper.record().page,
    token: () => token,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    record(position, response) {
      if (phase() !== 'running') return Promise.resolve();
      const { entry, stored } = keeper.append({ position, response, savedAt: serverInstant() });
      set({ responses: new Map(state.responses).set(position, entry.response) });
      gatherTimer ??= setTimeout(() => void work(), GATHER_MS);
      return stored;
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
      if (phase() === 'ending' && state.endedBy === 'candidate' && submission === null) {
        set({ phase: 'running', endedBy: null });
      }
    },
    async yieldToWindow() {
      if (isLive()) halt('elsewhere');
      await keeper.settle();
    },
    stop() {
      isStopped = true;
      clearInterval(ticker);
      clearTimeout(gatherTimer);
      listeners.clear();
      pause.cut();
    },
  };
}
