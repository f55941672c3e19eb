import { implement } from '@orpc/server';
import type { FastifyInstance } from 'fastify';
import { SaveInput, sittings } from '@jiangping/contract/sittings';
import { Refusal } from '@jiangping/domain/refusal';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { tokenOf } from '../base/http.ts';
import { getAttempt, submitAttempt } from './attempts.ts';
import { closeSitting, getSitting, listMySittings, openSitting, reportIncident } from './invigilation.ts';
import { saveResponses } from './journal.ts';

/** The routes of sittings. */
export function sittingsRoutes(base: Base) {
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
    getAttempt: os.getAttempt.handler(({ context }) => getAttempt(base, context.token)),
    saveResponses: os.saveResponses.handler(({ input, context }) =>
      saveResponses(base, context.token, input),
    ),
    submitAttempt: os.submitAttempt.handler(({ input, context }) =>
      submitAttempt(base, context.token, input),
    ),
  });
}

/** The answer-saving route without the contract's layers: every candidate calls it every few seconds. */
export function serveSaves(http: FastifyInstance, base: Base): void {
  http.post('/api/attempts/current/responses', { bodyLimit: 256 * 1024 }, async (request) => {
    const input = SaveInput.safeParse(request.body);
    if (!input.success) {
      throw new Refusal('input_invalid', {
        field: input.error.issues[0]?.path.map(String).join('.').slice(0, 100) || 'body',
      });
    }
    return saveResponses(base, tokenOf(request), input.data);
  });
}
