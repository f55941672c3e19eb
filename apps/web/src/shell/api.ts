import { createClient, RefusedCall } from '@jiangping/contract/client';
import type { ProblemBody } from '@jiangping/contract/client';

/** The typed client of the whole contract; the browser's cookie says who calls. */
export const api = createClient({ url: location.origin, fetch: fetchReadably });

// Refusals made outside the contract's routes (body too large, foreign origin) are `application/problem+json`, which
// the client would hand on as an unread file.
async function fetchReadably(request: Request): Promise<Response> {
  const response = await fetch(request);
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response;
  return new Response(await response.text(), {
    status: response.status,
    headers: { 'content-type': 'application/json' },
  });
}

/** What went wrong, as it is shown: a refusal of the server, or one of the two troubles a browser can tell. */
export type Trouble =
  { readonly kind: 'refused'; readonly problem: ProblemBody } | { readonly kind: 'unreachable' | 'defect' };

/** Sorts an error of a call; a network that does not answer is no defect of the server. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof RefusedCall) return { kind: 'refused', problem: error.problem };
  return { kind: error instanceof TypeError || !navigator.onLine ? 'unreachable' : 'defect' };
}

/** The code of a refusal, or null for every other error. */
export function codeOf(error: unknown): string | null {
  return error instanceof RefusedCall ? error.problem.code : null;
}

/** The HTTP status of a refusal, or null for every other error. */
export function statusOf(error: unknown): number | null {
  return error instanceof RefusedCall ? error.problem.status : null;
}
