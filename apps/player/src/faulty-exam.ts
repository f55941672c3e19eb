// For the tests: the server's side of an attempt, on the journal code of the real one, behind a network that fails.
import { headOf, journalStart } from '@jiangping/journal/chain';
import type { ChainedEntry } from '@jiangping/journal/entry';
import { acceptEntries, checkEpoch } from '@jiangping/journal/intake';
import { currentResponses } from '@jiangping/journal/responses';
import type { AttemptPage, SaveInput, SubmitInput } from './api.ts';

export const attemptId = '0198c0de-0000-7000-8000-000000000001';
export const start = journalStart(attemptId);
export const SERVER_START = Date.UTC(2026, 4, 18, 1, 0, 0);
export const MINUTES = 90;

type Fate = 'answer' | 'lose_request' | 'lose_answer' | 'overload' | 'garbage';

/** The server's side of the contract over fetch, on the same journal code as the real one, behind a bad network. */
export function createExam() {
  const journal: ChainedEntry[] = [];
  const answers = new Map<string, Response>();
  const saves: { key: string; input: SaveInput }[] = [];
  const exam = {
    journal,
    saves,
    requests: [] as string[],
    submits: [] as SubmitInput[],
    epoch: 1,
    endedAt: null as string | null,
    /** From then on no answer is taken, though the attempt was not ended. */
    savesCloseAt: Number.POSITIVE_INFINITY,
    deadlineAt: SERVER_START + MINUTES * 60_000,
    earliestSubmitAt: 0,
    paused: false,
    fate: (_path: string): Fate => 'answer',
    hash: (hash: string) => hash,
    serverNow: () => SERVER_START + performance.now(),
    head: () => headOf(start, journal),
    fetch,
  };

  const iso = (ms: number) => new Date(ms).toISOString();
  const refuse = (status: number, code: string, facts = {}) =>
    Response.json({ code, status, zh: code, en: code, do: { zh: '', en: '' }, facts }, { status });

  function page(): AttemptPage {
    const { sequence, hash } = exam.head();
    return {
      attemptId,
      epoch: exam.epoch,
      candidateName: '李四',
      title: '理论',
      seat: 1,
      serverNow: iso(exam.serverNow()),
      startedAt: iso(SERVER_START),
      deadlineAt: iso(exam.deadlineAt),
      endedAt: exam.endedAt,
      lastSequence: sequence,
      lastHash: hash,
      items: (exam.endedAt === null ? [1, 2, 3] : []).map((position) => ({
        position,
        interaction: 'single',
        points: 1,
        stem: `第${position}题`,
        options: ['a', 'b', 'c'].map((id) => ({ id, text: id })),
        content: null,
      })),
      responses: [...currentResponses(journal)].map(([position, response]) => ({
        position,
        response: [...response],
      })),
    };
  }

  function save(key: string, input: SaveInput): Response {
    saves.push({ key, input });
    const fenced = checkEpoch(exam.epoch, input.epoch);
    if (fenced) return refuse(409, fenced.code, fenced.facts);
    if (exam.endedAt !== null) return refuse(409, 'attempt_submitted');
    if (exam.serverNow() >= exam.savesCloseAt) return refuse(423, 'sitting_closed');
    if (exam.paused) return refuse(423, 'attempt_paused');
    const intake = acceptEntries({ epoch: exam.epoch, head: exam.head(), overlap: journal }, input);
    if (!intake.accepted) return refuse(409, intake.code, intake.facts);
    journal.push(...intake.fresh);
    const { sequence, hash } = intake.head;
    const times = { serverNow: iso(exam.serverNow()), deadlineAt: iso(exam.deadlineAt) };
    return Response.json({ lastSequence: sequence, lastHash: exam.hash(hash), ...times });
  }

  function submit(input: SubmitInput): Response {
    exam.submits.push(input);
    if (exam.epoch !== input.epoch) return refuse(409, 'attempt_fenced');
    if (exam.endedAt !== null) return refuse(409, 'attempt_submitted');
    if (exam.serverNow() < exam.earliestSubmitAt) return refuse(423, 'submit_too_early', { minutes: 30 });
    if (input.lastSequence !== exam.head().sequence) {
      return refuse(409, 'save_sequence_gap', { received: exam.head().sequence });
    }
    exam.endedAt = iso(exam.serverNow());
    const { sequence, hash } = exam.head();
    return Response.json({ endedAt: exam.endedAt, lastSequence: sequence, lastHash: hash });
  }

  async function fetch(url: unknown, init?: RequestInit): Promise<Response> {
    const path = String(url);
    const headers = new Headers(init?.headers);
    const key = headers.get('idempotency-key') ?? '';
    const text = typeof init?.body === 'string' ? init.body : 'null';
    if (path.endsWith('/responses')) exam.requests.push(`${key} ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
    const fate = exam.fate(path);
    if (fate === 'lose_request') throw new TypeError('network');
    if (fate === 'overload') return refuse(429, 'server_busy', { seconds: 2 });
    if (fate === 'garbage') return new Response('<html>login to the WLAN</html>', { status: 200 });
    const known = answers.get(key);
    const body: unknown = JSON.parse(text);
    const answer =
      known?.clone() ??
      (path.endsWith('/responses')
        ? save(key, body as SaveInput)
        : path.endsWith('/submit')
          ? submit(body as SubmitInput)
          : Response.json(page()));
    // A save needs no memory of keys: its sequences make it idempotent.
    if (path.endsWith('/submit') && answer.ok) answers.set(key, answer.clone());
    await new Promise((resolve) => setTimeout(resolve, 40));
    if (fate === 'lose_answer') throw new TypeError('network');
    return answer;
  }

  return { ...exam, exam, page };
}
