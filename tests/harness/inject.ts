import { createClient } from '@jiangping/contract/client';
import type { Server } from '../../apps/cli/src/story/server.ts';
import type { App } from '../../apps/server/src/app.ts';

/** A server in this process, called through its HTTP layer without a port. */
export function serverOf(app: App, now: () => Date): Server {
  return {
    client: (token) =>
      createClient({
        url: 'http://127.0.0.1',
        token: () => token,
        fetch: (request) => injectRequest(app, request),
      }),
    now,
  };
}

async function injectRequest(app: App, request: Request): Promise<Response> {
  const body = request.body ? Buffer.from(await request.arrayBuffer()) : undefined;
  const answer = await app.http.inject({
    method: request.method as 'GET',
    url: request.url,
    headers: Object.fromEntries(request.headers),
    ...(body ? { payload: body } : {}),
  });
  const empty = [204, 304].includes(answer.statusCode);
  return new Response(empty ? null : answer.rawPayload, {
    status: answer.statusCode,
    headers: Object.entries(answer.headers).map(([key, value]) => [key, String(value)]),
  });
}
