// The five calls of the candidate's device, over plain fetch: the contract gives types only, nothing of it is shipped.
import type { batches } from '@jiangping/contract/batches';
import type { sittings } from '@jiangping/contract/sittings';
import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';

type Outputs = InferContractRouterOutputs<{ batches: typeof batches; sittings: typeof sittings }>;
type Inputs = InferContractRouterInputs<{ sittings: typeof sittings }>;

export type Ticket = Outputs['batches']['getTicket'];
export type Entered = Outputs['batches']['enterSitting'];
export type AttemptPage = Outputs['sittings']['getAttempt'];
export type PlayerItem = AttemptPage['items'][number];
export type Saved = Outputs['sittings']['saveResponses'];
export type Submitted = Outputs['sittings']['submitAttempt'];
export type SaveInput = Inputs['sittings']['saveResponses'];
export type SubmitInput = Inputs['sittings']['submitAttempt'];

/** A refusal of the server in words a person can act on. */
export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  readonly do: { readonly zh: string; readonly en: string };
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * How a call ended. `silent`: nothing certain is known (no network, time-out, overload), the same request must be
 * tried again under the same key; `waitMs` is what the server asked for. `refused`: repeating it would not help.
 */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly sentAt: number; readonly receivedAt: number }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'silent'; readonly waitMs: number; readonly problem: Problem | null };

export interface Api {
  getTicket(token: string): Promise<Reply<Ticket>>;
  enterSitting(token: string, idNumberEnd: string, key: string): Promise<Reply<Entered>>;
  getAttempt(bearer: string): Promise<Reply<AttemptPage>>;
  saveResponses(bearer: string, input: SaveInput, key: string): Promise<Reply<Saved>>;
  submitAttempt(bearer: string, input: SubmitInput, key: string): Promise<Reply<Submitted>>;
}

interface ApiParts {
  readonly fetch: typeof fetch;
  /** Milliseconds that only ever grow; never the device's clock. */
  readonly monotonic: () => number;
}

interface Call {
  readonly path: string;
  readonly bearer?: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly timeoutMs: number;
}

const SAVE_TIMEOUT_MS = 10_000;
const PAGE_TIMEOUT_MS = 25_000;
/** Browsers allow 64 KiB in all of requests that outlive their page; a larger one would be refused unsent. */
const KEEPALIVE_LIMIT = 30_000;

/** The calls over the given fetch. None of them ever rejects: every end of a call is a {@link Reply}. */
export function createApi({ fetch, monotonic }: ApiParts): Api {
  async function call<T>({ path, bearer, body, key, timeoutMs }: Call): Promise<Reply<T>> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers: Record<string, string> = { accept: 'application/json' };
    if (bearer !== undefined) headers['authorization'] = `Bearer ${bearer}`;
    if (text !== undefined) headers['content-type'] = 'application/json';
    if (key !== undefined) headers['idempotency-key'] = key;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    const sentAt = monotonic();
    try {
      const response = await fetch(`/api${path}`, {
        method: text === undefined ? 'GET' : 'POST',
        headers,
        signal: abort.signal,
        cache: 'no-store',
        // The bearer is the only credential: a staff cookie on the same machine must not ride along.
        credentials: 'omit',
        ...(text === undefined ? {} : { body: text, keepalive: text.length < KEEPALIVE_LIMIT }),
      });
      const answer: unknown = await response.json();
      if (response.ok) return { kind: 'ok', value: answer as T, sentAt, receivedAt: monotonic() };
      return readRefusal(response, isProblem(answer) ? answer : null);
    } catch {
      return { kind: 'silent', waitMs: 0, problem: null };
    } finally {
      clearTimeout(timer);
    }
  }

  const ticketPath = (token: string) => `/tickets/${encodeURIComponent(token)}`;
  return {
    getTicket: (token) => call({ path: ticketPath(token), timeoutMs: PAGE_TIMEOUT_MS }),
    enterSitting: (token, idNumberEnd, key) =>
      call({ path: `${ticketPath(token)}/enter`, body: { idNumberEnd }, key, timeoutMs: PAGE_TIMEOUT_MS }),
    getAttempt: (bearer) => call({ path: '/attempts/current', bearer, timeoutMs: PAGE_TIMEOUT_MS }),
    saveResponses: (bearer, body, key) =>
      call({ path: '/attempts/current/responses', bearer, body, key, timeoutMs: SAVE_TIMEOUT_MS }),
    submitAttempt: (bearer, body, key) =>
      call({ path: '/attempts/current/submit', bearer, body, key, timeoutMs: SAVE_TIMEOUT_MS }),
  };
}

/** Overload, full storage and faults of the server are worth another try; so is anything that is not ours (a proxy's page). */
function readRefusal<T>(response: Response, problem: Problem | null): Reply<T> {
  const { status } = response;
  if (problem !== null && status < 500 && status !== 408 && status !== 429)
    return { kind: 'refused', problem };
  const seconds = Number(problem?.facts['seconds'] ?? response.headers.get('retry-after'));
  return { kind: 'silent', waitMs: Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : 0, problem };
}

function isProblem(answer: unknown): answer is Problem {
  if (typeof answer !== 'object' || answer === null) return false;
  return 'code' in answer && 'zh' in answer && 'en' in answer && 'do' in answer && 'facts' in answer;
}

/** A key for one act, kept over its retries: 128 random bits; works on pages without a secure context too. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
