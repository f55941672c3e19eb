import { createORPCClient, ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { contract } from './contract.ts';

export type Client = ContractRouterClient<typeof contract>;

/** The body of every refusal over HTTP (RFC 9457 problem details, with the sentences in both languages). */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: string;
  zh: string;
  en: string;
  do: { zh: string; en: string };
  facts: Record<string, string | number | boolean | null>;
  /** Finds the line of the server's log that belongs to this answer. */
  correlationId: string;
}

/** What a call rejects with where the server refused: carries the problem as it came. */
export class RefusedCall extends ORPCError<string, ProblemBody> {
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody) {
    super(problem.code, { status: problem.status, message: problem.zh, data: problem });
    this.problem = problem;
  }
}

interface ClientOptions {
  /** Origin of the server, `http://127.0.0.1:8080`. */
  url: string;
  /** The bearer token to send; without it the browser's own cookie is used. */
  token?: () => string | null;
  fetch?: (request: Request) => Promise<Response>;
}

/**
 * A typed client of the whole contract. Every call that writes carries an idempotency key of its own; a caller that
 * retries after a lost answer passes the same key as `context.key`, so that the act happens once.
 */
export function createClient({
  url,
  token,
  fetch: send,
}: ClientOptions): ContractRouterClient<typeof contract, { key?: string }> {
  const link = new OpenAPILink<{ key?: string }>(contract, {
    url: `${url}/api`,
    headers: ({ context }) => {
      const headers: Record<string, string> = { 'idempotency-key': context.key ?? crypto.randomUUID() };
      const bearer = token?.();
      if (bearer) headers['authorization'] = `Bearer ${bearer}`;
      return headers;
    },
    fetch: async (request, init) => {
      const response = await (send ? send(request) : fetch(request, { ...init, credentials: 'include' }));
      return asJson(response);
    },
    customErrorResponseBodyDecoder: (body) => (isProblem(body) ? new RefusedCall(body) : null),
  });
  return createORPCClient(link);
}

/** oRPC hands every body that is not `application/json` on as a file; a problem is JSON and must be read as such. */
function asJson(response: Response): Response {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response;
  const headers = new Headers(response.headers);
  headers.set('content-type', 'application/json');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

function isProblem(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'code' in body && 'zh' in body && 'do' in body;
}
