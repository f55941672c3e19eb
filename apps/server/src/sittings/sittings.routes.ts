import { implement } from '@orpc/server';
import type { FastifyInstance } from 'fastify';
import { findUnsoundText } from '@jiangping/contract/values';
import { SaveInput, sittings } from '@jiangping/contract/sittings';
import { Sha256 } from '@jiangping/contract/items/question';
import { Refusal } from '@jiangping/domain/refusal';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { sendMedium, tokenOf } from '../base/http.ts';
import { createTokenLimit } from '../base/rate-limit.ts';
import type { TokenLimit } from '../base/rate-limit.ts';
import { getAttempt, getAttemptMedia, submitAttempt } from './attempts.ts';
import { closeSitting, getSitting, listMySittings, openSitting, reportIncident } from './invigilation.ts';
import { saveResponses } from './journal.ts';

/** One limit over all calls of a device; to be made once for the routes and the saves of a server. */
export function createDeviceLimit(base: Base): TokenLimit {
  // A device saves at most every 0.7 s; what it kept while it was offline comes in few large saves.
  return createTokenLimit(base.ambient, {
    token: { burst: 1200, perMinute: 240 },
    address: { burst: 100, perMinute: 60 },
    unknown: ['attempt_unknown'],
  });
}

/** The routes of sittings. */
export function sittingsRoutes(base: Base, limitDevice: TokenLimit) {
  const os = implement(sittings).$context<RequestContext>();
  return os.router({
    getSitting: os.getSitting.handler(({ input, context }) =>
      getSitting(base, context.caller, input.sittingId),
    ),
    listMySittings: os.listMySittings.handler(({ context }) => listMySittings(base, context.caller)),
    openSitting: os.openSitting.handler(({ input, context }) => openSitting(base, context.caller, input)),
    closeSitting: os.closeSitting.handler(({ input, context }) => closeSitting(base, context.caller, input)),
    reportIncident: os.reportIncident.handler(({ input, context }) =>
      reportIncident(base, context.caller, input),
    ),
    getAttempt: os.getAttempt.handler(({ context: { token, address } }) =>
      limitDevice({ token: token ?? '', address }, () => getAttempt(base, token)),
    ),
    saveResponses: os.saveResponses.handler(({ input, context: { token, address } }) =>
      limitDevice({ token: token ?? '', address }, () => saveResponses(base, token, input)),
    ),
    submitAttempt: os.submitAttempt.handler(({ input, context: { token, address } }) =>
      limitDevice({ token: token ?? '', address }, () => submitAttempt(base, token, input)),
    ),
  });
}

/** The answer-saving route without the contract's layers: every candidate calls it every few seconds. */
export function serveSaves(http: FastifyInstance, base: Base, limitDevice: TokenLimit): void {
  http.post('/api/attempts/current/responses', { bodyLimit: 256 * 1024 }, async (request) => {
    const input = SaveInput.safeParse(request.body);
    if (!input.success) {
      throw new Refusal('input_invalid', {
        field: input.error.issues[0]?.path.map(String).join('.').slice(0, 100) || 'body',
      });
    }
    // The contract's door looks at every text; this route has none before it.
    const unsound = findUnsoundText(input.data.entries);
    if (unsound !== null) throw new Refusal('input_invalid', { field: `entries.${unsound}`.slice(0, 100) });
    const token = tokenOf(request);
    return limitDevice({ token: token ?? '', address: request.ip }, () =>
      saveResponses(base, token, input.data),
    );
  });
}

/** The files of a form, as bytes: the device asks with the attempt's bearer and keeps them for the whole exam. */
export function serveAttemptMedia(http: FastifyInstance, base: Base, limitDevice: TokenLimit): void {
  http.get<{ Params: { sha256: string } }>('/api/attempts/current/media/:sha256', async (request, reply) => {
    const sha256 = Sha256.safeParse(request.params.sha256);
    if (!sha256.success) throw new Refusal('not_found');
    const token = tokenOf(request);
    const medium = await limitDevice({ token: token ?? '', address: request.ip }, () =>
      getAttemptMedia(base, token, sha256.data),
    );
    return sendMedium(reply, medium);
  });
}
