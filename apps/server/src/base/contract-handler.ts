// Serves the contract: looks at every text, validates, calls, and turns refusals into problem details.
import { ORPCError } from '@orpc/client';
import { ValidationError } from '@orpc/contract';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import type { AnyRouter } from '@orpc/server';
import { isRefusal, Refusal } from '@jiangping/domain/refusal';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemBody } from '@jiangping/contract/client';
import { findUnsoundText } from '@jiangping/contract/values';
import type { RequestContext } from './context.ts';
import { logDefect } from './http.ts';
import { errorBody } from './problem.ts';

/** Mounts a router of the contract under `/api`. `contextOf` finds out who calls. */
export function serveContract(
  http: FastifyInstance,
  router: AnyRouter,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
): void {
  const handler = new OpenAPIHandler<{ request: FastifyRequest } & RequestContext>(router as never, {
    customErrorResponseBodyEncoder: (error) => error.data as ProblemBody,
    clientInterceptors: [
      async ({ next, context, path, input }) => {
        try {
          const unsound = findUnsoundText(input);
          if (unsound !== null)
            throw new Refusal('input_invalid', { field: unsound.slice(0, 100) || 'body' });
          return await next();
        } catch (error) {
          const body = errorBody(asRefusal(error), context.request.id);
          if (body.status >= 500) {
            logDefect(context.request, error instanceof ORPCError ? (error.cause ?? error) : error, {
              procedure: path.join('.'),
              ...(error instanceof ORPCError ? { issues: placesOf(error) } : {}),
            });
          }
          throw new ORPCError(body.code, { status: body.status, message: body.title, data: body });
        }
      },
    ],
  });
  http.all('/api/*', async (request, reply) => {
    const context = await contextOf(request, reply);
    const { matched } = await handler.handle(request, reply, {
      prefix: '/api',
      context: { ...context, request },
    });
    if (!matched) throw new Refusal('not_found');
    return reply;
  });
}

/** Where an answer did not fit the contract: places and codes, never values. */
function placesOf(error: { cause?: unknown }): string[] {
  const issues = error.cause instanceof ValidationError ? error.cause.issues : [];
  return issues.slice(0, 5).map(({ path, message }) => `${(path ?? []).map(String).join('.')}: ${message}`);
}

/** The first fault of an input that does not fit the contract, as a refusal that names the field. */
function asRefusal(error: unknown): unknown {
  if (isRefusal(error)) return error;
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return error;
  const issues = error.cause instanceof ValidationError ? error.cause.issues : [];
  for (const issue of issues) {
    // Zod names the keys that a strict object does not know.
    const keys = 'keys' in issue && Array.isArray(issue.keys) ? issue.keys.map(String) : null;
    if (keys) return new Refusal('unknown_field', { field: keys.join(', ').slice(0, 100) });
  }
  const path = issues[0]?.path
    ?.map((segment) => String(typeof segment === 'object' ? segment.key : segment))
    .join('.');
  return new Refusal('input_invalid', { field: (path ?? 'body').slice(0, 100) || 'body' });
}
