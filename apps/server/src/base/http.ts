import Fastify, { LogController } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isRefusal, Refusal } from '@jiangping/domain/refusal';
import type { ProblemBody } from '@jiangping/contract/client';
import type { Ambient } from './ambient.ts';
import { errorBody, problemBody } from './problem.ts';

/** The largest body any route takes; a roster of 5 MB as base64 fits. */
export const BODY_LIMIT = 8 * 1024 * 1024;
const LOGIN_COOKIE = 'jiangping_login';
/** The one page that other pages of this origin may show in a frame. */
export const FRAMED_PAGE = '/preview';

export interface HttpOptions {
  ambient: Ambient;
  /** Pino's level; `silent` in tests. */
  logLevel: string;
  secureCookies: boolean;
}

/**
 * The HTTP server before its routes: size and time limits, security headers, one form for every refusal, and a log line
 * per request that holds method, route, status and time – no address, no path values, no body.
 */
export function createHttp({ ambient, logLevel, secureCookies }: HttpOptions): FastifyInstance {
  const http = Fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 10_000,
    routerOptions: { maxParamLength: 300 },
    genReqId: () => ambient.randomBytes(8).toString('hex'),
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level: logLevel },
  });

  http.addHook('onSend', async (request, reply) => {
    // Staff see an item in a frame of the console; nobody else's page may show anything of ours.
    const framed = request.routeOptions.url === FRAMED_PAGE;
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('x-frame-options', framed ? 'SAMEORIGIN' : 'DENY');
    reply.header('cross-origin-opener-policy', 'same-origin');
    reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=(self)');
    reply.header(
      'content-security-policy',
      `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; frame-ancestors ${framed ? "'self'" : "'none'"}; base-uri 'none'; form-action 'self'; object-src 'none'`,
    );
    if (secureCookies) reply.header('strict-transport-security', 'max-age=31536000');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });

  http.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });

  http.setErrorHandler(async (error, request, reply) => {
    const body = bodyOf(error, request.id);
    if (body.status >= 500) logDefect(request, error);
    return reply.status(body.status).type('application/problem+json').send(body);
  });

  http.setNotFoundHandler(async (request, reply) =>
    reply
      .status(404)
      .type('application/problem+json')
      .send(problemBody('not_found', {}, request.id)),
  );
  return http;
}

/** Logs a defect by its stack alone: a message of a driver may quote values, so only its name and code are kept. */
export function logDefect(
  request: FastifyRequest,
  error: unknown,
  where: Record<string, unknown> = {},
): void {
  const known: NodeJS.ErrnoException = error instanceof Error ? error : new Error('not an error');
  const { name, code, stack } = known;
  const frames = (stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  request.log.error({ ...where, name, code, frames: frames.slice(0, 12) }, 'defect');
}

/** Fastify's own errors – size, syntax, media type – in the form of every other refusal. */
function bodyOf(error: unknown, correlationId: string): ProblemBody {
  if (isRefusal(error)) return errorBody(error, correlationId);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return problemBody('body_too_large', { limit: BODY_LIMIT }, correlationId);
  if (code.startsWith('FST_ERR_CTP') || error instanceof SyntaxError || statusOf(error) === 400) {
    return problemBody('input_invalid', { field: 'body' }, correlationId);
  }
  return errorBody(error, correlationId);
}

function statusOf(error: unknown): number | null {
  return error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : null;
}

/** Sends a file that authors brought: of the type its bytes are, never run, never framed, kept by nobody on the way. */
export function sendMedium(reply: FastifyReply, { type, content }: { type: string; content: Buffer }) {
  return reply
    .type(type)
    .header('content-disposition', 'inline')
    .header('cache-control', 'private, max-age=86400, immutable')
    .send(content);
}

/** The token of a request: the bearer header, else the login cookie. */
export function tokenOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization;
  if (header?.startsWith('Bearer ')) return header.slice(7, 207);
  const cookie = request.headers.cookie
    ?.split(';')
    .find((part) => part.trim().startsWith(`${LOGIN_COOKIE}=`));
  if (!cookie) return null;
  // A cookie is sent by the browser unasked, so a writing request must prove that it comes from our own pages.
  if (request.method !== 'GET' && request.method !== 'HEAD') requireOwnOrigin(request);
  return cookie.trim().slice(LOGIN_COOKIE.length + 1, LOGIN_COOKIE.length + 201);
}

function requireOwnOrigin(request: FastifyRequest): void {
  const origin = request.headers.origin;
  if (!origin || URL.parse(origin)?.host !== request.headers.host) throw new Refusal('origin_refused');
}

/** The Set-Cookie line of a login; an empty token clears it. */
export function loginCookie(token: string | null, maxAgeSeconds: number, secure: boolean): string {
  const age = token ? maxAgeSeconds : 0;
  return `${LOGIN_COOKIE}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${secure ? '; Secure' : ''}`;
}
