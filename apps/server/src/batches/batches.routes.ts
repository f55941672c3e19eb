import { implement } from '@orpc/server';
import { batches } from '@jiangping/contract/batches';
import type { Base } from '../base/act.ts';
import type { RequestContext } from '../base/context.ts';
import { createRateLimit, createTokenLimit } from '../base/rate-limit.ts';
import { arrangeBatch } from './arrangement.ts';
import { closeEnrolment, decideEligibility } from './eligibility.ts';
import { listEntries } from './entries.ts';
import { announceBatch, fileBatch, planBatch } from './planning.ts';
import { finishExam, getReadiness, startBatch } from './readiness.ts';
import { getBatch, listBatches } from './records.ts';
import { getRosterReport, importRoster } from './rosters.ts';
import { assignStaff } from './staffing.ts';
import { getTimeline } from './timeline.ts';
import { enterSitting, getTicket, issueTickets, listTickets } from './tickets.ts';

/** The routes of batches. The last two are the candidate's: no login, the token of the ticket instead. */
export function batchesRoutes(base: Base) {
  const os = implement(batches).$context<RequestContext>();
  // The page of a ticket asks every few seconds; the end of an ID number needs few tries.
  const limitTicket = createTokenLimit(base.ambient, {
    token: { burst: 240, perMinute: 60 },
    address: { burst: 100, perMinute: 60 },
    unknown: ['ticket_unknown'],
  });
  const limitEntry = createRateLimit(base.ambient, 10, 6);
  return os.router({
    planBatch: os.planBatch.handler(({ input, context }) => planBatch(base, context.caller, input)),
    fileBatch: os.fileBatch.handler(({ input, context }) => fileBatch(base, context.caller, input)),
    announceBatch: os.announceBatch.handler(({ input, context }) =>
      announceBatch(base, context.caller, input),
    ),
    importRoster: os.importRoster.handler(({ input, context }) => importRoster(base, context.caller, input)),
    closeEnrolment: os.closeEnrolment.handler(({ input, context }) =>
      closeEnrolment(base, context.caller, input),
    ),
    decideEligibility: os.decideEligibility.handler(({ input, context }) =>
      decideEligibility(base, context.caller, input),
    ),
    assignStaff: os.assignStaff.handler(({ input, context }) => assignStaff(base, context.caller, input)),
    arrangeBatch: os.arrangeBatch.handler(({ input, context }) => arrangeBatch(base, context.caller, input)),
    issueTickets: os.issueTickets.handler(({ input, context }) => issueTickets(base, context.caller, input)),
    listTickets: os.listTickets.handler(({ input, context }) =>
      listTickets(base, context.caller, input.batchId),
    ),
    getReadiness: os.getReadiness.handler(({ input, context }) =>
      getReadiness(base, context.caller, input.batchId),
    ),
    startBatch: os.startBatch.handler(({ input, context }) => startBatch(base, context.caller, input)),
    finishExam: os.finishExam.handler(({ input, context }) => finishExam(base, context.caller, input)),
    listBatches: os.listBatches.handler(({ input, context }) => listBatches(base, context.caller, input)),
    getBatch: os.getBatch.handler(({ input, context }) => getBatch(base, context.caller, input.batchId)),
    getRosterReport: os.getRosterReport.handler(({ input, context }) =>
      getRosterReport(base, context.caller, input),
    ),
    listEntries: os.listEntries.handler(({ input, context }) => listEntries(base, context.caller, input)),
    getTimeline: os.getTimeline.handler(({ input, context }) =>
      getTimeline(base, context.caller, input.batchId),
    ),
    getTicket: os.getTicket.handler(({ input, context: { address } }) =>
      limitTicket({ token: input.token, address }, () => getTicket(base, input.token)),
    ),
    enterSitting: os.enterSitting.handler(({ input, context: { key, address } }) => {
      limitEntry(input.token);
      return limitTicket({ token: input.token, address }, () => enterSitting(base, key, input));
    }),
  });
}
