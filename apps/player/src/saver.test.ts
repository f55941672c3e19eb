import { appendEntries, verifyChain } from '@jiangping/journal/chain';
import { currentResponses } from '@jiangping/journal/responses';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApi } from './api.ts';
import type { AttemptPage } from './api.ts';
import { createServerClock } from './clock.ts';
import { attemptId, createExam, MINUTES, SERVER_START, start } from './faulty-exam.ts';
import { createMemoryStore } from './journal-store.ts';
import type { JournalStore } from './journal-store.ts';
import { openAttempt, openStoredAttempt } from './resume.ts';
import { createSaver } from './saver.ts';
import type { Saver } from './saver-state.ts';

type Exam = ReturnType<typeof createExam>['exam'];

let savers: Saver[] = [];
let keys = 0;
let deviceOffset = 0;

/** A visit of the candidate's page; the device's own clock is a year off unless told otherwise. */
async function visit(
  exam: Exam,
  store: JournalStore,
  page: AttemptPage | null,
  settleInput = () => {},
): Promise<Saver> {
  const counterStart = performance.now();
  const monotonic = () => performance.now() - counterStart;
  const deviceNow = () => SERVER_START + performance.now() + deviceOffset;
  const record = await store.findAttempt('ticket');
  const opened = page
    ? await openAttempt(store, { ticketToken: 'ticket', attemptToken: `token-${page.epoch}`, page })
    : await openStoredAttempt(store, record!, deviceNow());
  const clock = createServerClock(monotonic);
  if (page) clock.sync(Date.parse(page.serverNow), 0, 0);
  const api = createApi({ fetch: exam.fetch, monotonic });
  const saver = createSaver(
    {
      api,
      store,
      clock,
      monotonic,
      deviceNow,
      random: () => 0.5,
      newKey: () => `key-${String(++keys).padStart(8, '0')}`,
      settleInput,
    },
    opened,
  );
  savers.push(saver);
  return saver;
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  deviceOffset = 365 * 86_400_000;
});
afterEach(() => {
  for (const saver of savers) saver.stop();
  savers = [];
  vi.useRealTimers();
});

describe('saving', () => {
  it('stores an answer on the device at once and on the server within a second, with one request for several', async () => {
    const { exam, page } = createExam();
    const store = createMemoryStore(true);
    const saver = await visit(exam, store, page());
    await saver.record(1, ['a']);
    await saver.record(2, ['b']);
    expect(await store.listEntries(attemptId)).toHaveLength(2);
    expect(saver.state()).toMatchObject({ pending: 2, unstored: 0, savedAt: null });
    await pass(1000);
    expect(exam.saves).toHaveLength(1);
    expect(exam.journal).toEqual(await store.listEntries(attemptId));
    expect(saver.state()).toMatchObject({ pending: 0, link: 'idle' });
    expect(saver.state().savedAt).toBeGreaterThan(SERVER_START);
    expect(exam.journal.map((entry) => entry.savedAt.slice(0, 10))).toEqual(['2026-05-18', '2026-05-18']);
  });

  it.each(['lose_request', 'lose_answer', 'overload', 'garbage'] as const)(
    'repeats a save with the same key and body after "%s", and it has one effect',
    async (fate) => {
      const { exam, page } = createExam();
      const saver = await visit(exam, createMemoryStore(true), page());
      let left = 3;
      exam.fate = () => (left-- > 0 ? fate : 'answer');
      await saver.record(1, ['a']);
      await pass(1000);
      expect(saver.state()).toMatchObject({ pending: 1, link: 'waiting' });
      await saver.record(1, ['c']);
      await pass(20_000);
      expect(saver.state()).toMatchObject({ pending: 0, link: 'idle' });
      expect(exam.journal.map((entry) => entry.response)).toEqual([['a'], ['c']]);
      expect(exam.requests).toHaveLength(5);
      expect(new Set(exam.requests.slice(0, 4)).size).toBe(1);
      expect(verifyChain(start, exam.journal).ok).toBe(true);
    },
  );

  it('goes on through twenty minutes without a network and loses nothing', async () => {
    const { exam, page } = createExam();
    const saver = await visit(exam, createMemoryStore(true), page());
    exam.fate = () => 'lose_request';
    for (let i = 0; i < 40; i++) {
      await saver.record((i % 3) + 1, [i % 2 ? 'a' : 'b']);
      await pass(30_000);
    }
    expect(saver.state()).toMatchObject({ phase: 'running', pending: 40, unstored: 0, link: 'waiting' });
    exam.fate = () => 'answer';
    saver.nudge();
    await pass(1000);
    expect(saver.state()).toMatchObject({ pending: 0, link: 'idle' });
    expect(exam.journal).toHaveLength(40);
  });

  it('shows a mismatch when the server acknowledges something else, keeps the whole journal and sends it again', async () => {
    const { exam, page } = createExam();
    const store = createMemoryStore(true);
    const saver = await visit(exam, store, page());
    exam.hash = (hash) => hash.replace(/^../, hash.startsWith('00') ? '11' : '00');
    await saver.record(1, ['a']);
    await pass(800);
    expect(saver.state()).toMatchObject({ isMismatched: true, savedAt: null });
    exam.hash = (hash) => hash;
    await pass(40_000);
    expect(saver.state()).toMatchObject({ pending: 0, isMismatched: true });
    expect(await store.listEntries(attemptId)).toEqual(exam.journal);
    void saver.finish('candidate');
    await pass(1000);
    expect(saver.state()).toMatchObject({ phase: 'ended', receipt: { isMatching: false } });
    expect(await store.listEntries(attemptId)).toEqual(exam.journal);
  });

  it('says so when the device cannot store, saves on the server all the same, and leaves no hole behind', async () => {
    const { exam, page } = createExam();
    const store = createMemoryStore(true);
    const addEntry = store.addEntry.bind(store);
    let isFull = true;
    store.addEntry = (id, entry) => (isFull ? Promise.reject(new Error('quota')) : addEntry(id, entry));
    exam.fate = () => 'lose_request';
    const saver = await visit(exam, store, page());
    await saver.record(1, ['a']);
    expect(saver.state()).toMatchObject({ pending: 1, unstored: 1 });
    isFull = false;
    await saver.record(2, ['b']);
    expect(saver.state()).toMatchObject({ pending: 2, unstored: 0 });
    expect(verifyChain(start, await store.listEntries(attemptId))).toMatchObject({
      ok: true,
      head: { sequence: 2 },
    });
    exam.fate = () => 'answer';
    await pass(20_000);
    expect(exam.journal).toHaveLength(2);
  });

  it('does not call an answer kept where the browser keeps nothing', async () => {
    const { exam, page } = createExam();
    exam.fate = () => 'lose_request';
    const saver = await visit(exam, createMemoryStore(), page());
    await saver.record(1, ['a']);
    expect(saver.state()).toMatchObject({ pending: 1, unstored: 1 });
    exam.fate = () => 'answer';
    await pass(20_000);
    expect(saver.state()).toMatchObject({ pending: 0, unstored: 0 });
  });
});

describe('coming back', () => {
  it('resumes after a reload from the server and sends what was not acknowledged, once', async () => {
    const { exam, page } = createExam();
    const store = createMemoryStore(true);
    const first = await visit(exam, store, page());
    await first.record(1, ['a']);
    await pass(1000);
    exam.fate = () => 'lose_answer';
    await first.record(2, ['b']);
    await pass(1000);
    exam.fate = () => 'lose_request';
    await first.record(3, ['c']);
    first.stop();

    exam.fate = () => 'answer';
    const second = await visit(exam, store, page());
    expect([...second.state().responses]).toEqual([
      [1, ['a']],
      [2, ['b']],
      [3, ['c']],
    ]);
    await pass(2000);
    expect(exam.journal.map((entry) => entry.response)).toEqual([['a'], ['b'], ['c']]);
  });

  it('resumes without a network from what the device holds, and never ends the exam by its own clock', async () => {
    const { exam, page } = createExam();
    const store = createMemoryStore(true);
    const first = await visit(exam, store, page());
    await first.record(1, ['a']);
    await pass(1000);
    exam.fate = () => 'lose_request';
    await first.record(2, ['b']);
    first.mark(3, true);
    first.visit(2);
    await pass(100);
    first.stop();

    deviceOffset += 365 * 86_400_000;
    const second = await visit(exam, store, null);
    expect(second.state()).toMatchObject({ phase: 'running', position: 2, marks: new Set([3]) });
    expect(second.state().responses.get(2)).toEqual(['b']);
    await second.record(3, ['c']);
    await pass(60_000);
    expect(second.state().phase).toBe('running');
    exam.fate = () => 'answer';
    second.nudge();
    await pass(1000);
    expect(second.state()).toMatchObject({ phase: 'running', pending: 0 });
    expect(exam.journal).toHaveLength(3);
  });

  it('flags an edited local journal, lets the server copy rule and sets the edit aside', async () => {
    const { exam, page } = createExam();
    const store = createMemoryStore(true);
    const first = await visit(exam, store, page());
    await first.record(1, ['a']);
    await pass(1000);
    first.stop();
    const [entry] = await store.listEntries(attemptId);
    await store.forgetEntries(attemptId);
    await store.addEntry(attemptId, { ...entry!, response: ['c'] });

    const second = await visit(exam, store, page());
    expect(second.state()).toMatchObject({ brokenAt: 1 });
    expect(second.state().responses.get(1)).toEqual(['a']);
    expect(JSON.stringify(await store.exportAttempt(attemptId))).toContain('"response":["c"]');
    await second.record(2, ['b']);
    await pass(1000);
    expect(exam.journal.map((each) => each.response)).toEqual([['a'], ['b']]);
  });

  it('goes on over a late save of the visit before, whose entry the device had lost', async () => {
    const { exam, page } = createExam();
    const first = await visit(exam, createMemoryStore(true), page());
    const before = page();
    await first.record(1, ['a']);
    await pass(1000);
    first.stop();
    const second = await visit(exam, createMemoryStore(true), before);
    await second.record(1, ['b']);
    await pass(2000);
    expect(second.state()).toMatchObject({ pending: 0, phase: 'running' });
    expect(exam.journal.map((entry) => entry.response)).toEqual([['a'], ['b']]);
  });

  it('is fenced when another device goes on, writes nothing more, and brings its rest along when it is let in again', async () => {
    const { exam, page } = createExam();
    const store = createMemoryStore(true);
    const first = await visit(exam, store, page());
    await first.record(1, ['a']);
    await pass(1000);
    exam.epoch = 2;
    exam.journal.push(
      ...appendEntries(exam.head(), [{ position: 2, response: ['b'], savedAt: page().serverNow }]),
    );
    await first.record(2, ['c']);
    await first.record(3, ['c']);
    await pass(1000);
    expect(first.state()).toMatchObject({ phase: 'fenced', refusal: { code: 'attempt_fenced' } });
    await first.record(3, ['a']);
    await pass(60_000);
    expect(exam.journal).toHaveLength(2);
    first.stop();

    exam.epoch = 3;
    const back = await visit(exam, store, page());
    expect(back.state().yielded).toEqual([2]);
    expect(Object.fromEntries(back.state().responses)).toEqual({ 1: ['a'], 2: ['b'], 3: ['c'] });
    await pass(1000);
    expect(Object.fromEntries(currentResponses(exam.journal))).toEqual({ 1: ['a'], 2: ['b'], 3: ['c'] });
    expect(exam.journal.map((entry) => entry.response.join())).toEqual(['a', 'b', 'c', 'c', 'b']);
  });

  it('gives way when another window of the browser wrote, without losing the answer', async () => {
    const { exam, page } = createExam();
    const store = createMemoryStore(true);
    const first = await visit(exam, store, page());
    const second = await visit(exam, store, page());
    exam.fate = () => 'lose_request';
    await second.record(1, ['a']);
    await first.record(2, ['b']);
    expect(first.state().phase).toBe('elsewhere');
    expect((await store.listEntries(attemptId)).map((entry) => entry.response)).toEqual([['a'], ['b']]);
    expect(verifyChain(start, await store.listEntries(attemptId)).ok).toBe(true);
  });
});

describe('ending', () => {
  it('sends everything, hands in once and gives a receipt; then the answers leave the device', async () => {
    const { exam, page } = createExam();
    const store = createMemoryStore(true);
    const saver = await visit(exam, store, page());
    await saver.record(1, ['a']);
    await saver.record(2, []);
    void saver.finish('candidate');
    await saver.record(3, ['c']);
    await pass(3000);
    expect(exam.submits).toEqual([{ epoch: 1, lastSequence: 2 }]);
    expect(saver.state()).toMatchObject({
      phase: 'ended',
      receipt: {
        isSubmitted: true,
        isMatching: true,
        answered: 1,
        total: 3,
        unsent: 0,
        lastHash: exam.head().hash,
        endedAt: exam.endedAt,
      },
    });
    expect(await store.listEntries(attemptId)).toEqual([]);
    expect(await store.findAttempt('ticket')).toMatchObject({ attemptToken: null, page: { items: [] } });
  });

  it.each(['time', 'hand', 'pause', 'window', 'server'] as const)(
    'makes an answer of what is being typed before input ends by %s',
    async (way) => {
      const { exam, page } = createExam();
      const store = createMemoryStore(true);
      let typed: string | null = 'T=词';
      const saver = await visit(exam, store, page(), () => {
        if (typed !== null) void saver.record(2, [typed]);
        typed = null;
      });
      if (way === 'time') await pass(exam.deadlineAt - exam.serverNow() + 5000);
      if (way === 'hand') {
        void saver.finish('candidate');
        await pass(3000);
      }
      if (way === 'window') await saver.yieldToWindow();
      if (way === 'pause') {
        exam.paused = true;
        void saver.record(1, ['a']);
        await pass(1000);
        expect(saver.state().phase).toBe('paused');
        exam.paused = false;
        await pass(6000);
      }
      if (way === 'server') {
        exam.endedAt = new Date(exam.serverNow()).toISOString();
        saver.refresh();
        await pass(1000);
        expect(saver.state()).toMatchObject({ phase: 'ended', receipt: { unsent: 1 } });
      }
      expect(typed).toBeNull();
      const kept = way === 'window' || way === 'server' ? await store.listEntries(attemptId) : exam.journal;
      expect(kept.at(-1)).toMatchObject({ position: 2, response: ['T=词'] });
    },
  );

  it('ends by time like by hand: input stops, the last answer is sent, then it is handed in', async () => {
    const { exam, page } = createExam();
    const saver = await visit(exam, createMemoryStore(true), page());
    await pass(exam.deadlineAt - exam.serverNow() - 100);
    await saver.record(1, ['b']);
    await pass(700);
    expect(saver.state()).toMatchObject({ phase: 'ending', endedBy: 'time' });
    await saver.record(2, ['c']);
    await pass(3000);
    expect(saver.state()).toMatchObject({ phase: 'ended', receipt: { isSubmitted: true, answered: 1 } });
    expect(exam.journal.map((entry) => entry.response)).toEqual([['b']]);
  });

  it('never says submitted before the server did, keeps trying without a network, and submits once on return', async () => {
    const { exam, page } = createExam();
    const saver = await visit(exam, createMemoryStore(true), page());
    await saver.record(1, ['a']);
    exam.fate = () => 'lose_answer';
    void saver.finish('candidate');
    await pass(120_000);
    expect(saver.state()).toMatchObject({ phase: 'ending', receipt: null });
    exam.fate = () => 'answer';
    await pass(20_000);
    expect(saver.state()).toMatchObject({ phase: 'ended', receipt: { isSubmitted: true, isMatching: true } });
    expect(exam.submits).toHaveLength(1);
    expect(exam.journal).toHaveLength(1);
  });

  it('can be taken back while the server was not asked, and goes on', async () => {
    const { exam, page } = createExam();
    const saver = await visit(exam, createMemoryStore(true), page());
    exam.fate = () => 'lose_request';
    await saver.record(1, ['a']);
    void saver.finish('candidate');
    await pass(5000);
    saver.recall();
    expect(saver.state()).toMatchObject({ phase: 'running', endedBy: null });
    exam.fate = () => 'answer';
    await saver.record(2, ['b']);
    await pass(20_000);
    expect(exam.journal).toHaveLength(2);
    expect(exam.submits).toHaveLength(0);
  });

  it('goes on when it was too early, with the sentence of the server', async () => {
    const { exam, page } = createExam();
    exam.earliestSubmitAt = SERVER_START + 30 * 60_000;
    const saver = await visit(exam, createMemoryStore(true), page());
    void saver.finish('candidate');
    await pass(1000);
    expect(saver.state()).toMatchObject({ phase: 'running', refusal: { code: 'submit_too_early' } });
    expect(exam.endedAt).toBeNull();
  });

  it('learns from the heartbeat that the invigilator ended the attempt, and of more time', async () => {
    const { exam, page } = createExam();
    const saver = await visit(exam, createMemoryStore(true), page());
    exam.deadlineAt += 600_000;
    await pass(60_000);
    expect(saver.state().deadlineAt).toBe(exam.deadlineAt);
    exam.endedAt = new Date(exam.serverNow()).toISOString();
    await pass(60_000);
    expect(saver.state()).toMatchObject({
      phase: 'ended',
      receipt: { isSubmitted: false, isMatching: true, unsent: 0, total: 3 },
    });
  });

  it.each([
    ['with an answer on its way', true],
    ['with nothing to send', false],
  ])(
    'asks before it takes the time, %s, and gives back what the invigilator added last',
    async (_name, isAnswering) => {
      const { exam, page } = createExam();
      const saver = await visit(exam, createMemoryStore(true), page());
      const deadlineAt = exam.deadlineAt;
      await pass(deadlineAt - exam.serverNow() - 400);
      exam.deadlineAt += 600_000;
      if (isAnswering) await saver.record(1, ['a']);
      await pass(450);
      expect(saver.state()).toMatchObject({ phase: 'ending', endedBy: 'time' });
      await pass(4000);
      expect(saver.state()).toMatchObject({ phase: 'running', endedBy: null, deadlineAt: exam.deadlineAt });
      expect(exam.submits).toEqual([]);
      await saver.record(2, ['b']);
      await pass(1000);
      expect(exam.journal.at(-1)?.response).toEqual(['b']);
      await pass(600_000);
      expect(saver.state()).toMatchObject({ phase: 'ended', receipt: { isSubmitted: true } });
    },
  );

  it('counts and keeps what came too late, when the server had ended the attempt', async () => {
    const { exam, page } = createExam();
    const store = createMemoryStore(true);
    const saver = await visit(exam, store, page());
    await saver.record(1, ['a']);
    await pass(1000);
    exam.endedAt = new Date(exam.serverNow()).toISOString();
    await saver.record(2, ['b']);
    await pass(2000);
    expect(saver.state()).toMatchObject({
      phase: 'ended',
      receipt: { isSubmitted: false, answered: 1, total: 3, unsent: 1 },
    });
    expect(await store.listEntries(attemptId)).toHaveLength(2);
    expect(exam.journal).toHaveLength(1);
  });

  it('hands in what arrived when the grace for late answers is over, and keeps and counts the rest', async () => {
    const { exam, page } = createExam();
    const store = createMemoryStore(true);
    const saver = await visit(exam, store, page());
    await saver.record(1, ['a']);
    await pass(1000);
    exam.savesCloseAt = exam.deadlineAt + 120_000;
    exam.fate = () => 'lose_request';
    await saver.record(2, ['b']);
    await pass(exam.savesCloseAt - exam.serverNow() + 60_000);
    expect(saver.state()).toMatchObject({ phase: 'ending', endedBy: 'time', pending: 1 });
    exam.fate = () => 'answer';
    await pass(20_000);
    expect(exam.submits).toEqual([{ epoch: 1, lastSequence: 1 }]);
    expect(exam.journal).toHaveLength(1);
    expect(saver.state()).toMatchObject({
      phase: 'ended',
      receipt: { isSubmitted: true, answered: 1, unsent: 1 },
    });
    expect(await store.listEntries(attemptId)).toHaveLength(2);
  });

  it('stays over after a reload without a network, and hands in when the network is back', async () => {
    const { exam, page } = createExam();
    const store = createMemoryStore(true);
    const first = await visit(exam, store, page());
    await first.record(1, ['a']);
    await pass(1000);
    exam.fate = () => 'lose_request';
    await pass(MINUTES * 60_000);
    expect(first.state()).toMatchObject({ phase: 'ending', endedBy: 'time' });
    first.stop();
    const second = await visit(exam, store, null);
    expect(second.state()).toMatchObject({ phase: 'ending', endedBy: 'time' });
    exam.fate = () => 'answer';
    await pass(20_000);
    expect(second.state()).toMatchObject({ phase: 'ended', receipt: { isSubmitted: true } });
  });
});

describe('the invigilator', () => {
  it('pauses and resumes the page without a reload', async () => {
    const { exam, page } = createExam();
    const saver = await visit(exam, createMemoryStore(true), page());
    exam.paused = true;
    await saver.record(1, ['a']);
    await pass(1000);
    expect(saver.state()).toMatchObject({ phase: 'paused', refusal: { code: 'attempt_paused' } });
    exam.paused = false;
    exam.deadlineAt += 300_000;
    await pass(6000);
    expect(saver.state()).toMatchObject({
      phase: 'running',
      pending: 0,
      refusal: null,
      deadlineAt: exam.deadlineAt,
    });
  });
});
