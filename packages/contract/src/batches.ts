import { oc } from '@orpc/contract';
import { z } from 'zod';
import { AttemptPage } from './sittings.ts';
import { EligibleGroup } from './sites.ts';
import {
  base64,
  DateText,
  Done,
  Id,
  Instant,
  LevelName,
  Line,
  listOf,
  listQuery,
  OccupationRef,
  Paragraph,
  Part,
  PersonRef,
  SiteRef,
} from './values.ts';

export const Duty = z.enum(['invigilator', 'assessor', 'chief_assessor', 'supervisor']);

export const BatchRow = z.object({
  id: Id,
  code: z.string(),
  site: SiteRef,
  occupation: OccupationRef,
  level: LevelName,
  examOn: DateText,
  state: z.string(),
  entries: z.number().int(),
});

/** One line of the roster that was not taken, and why. Row 1 is the heading of the sheet. */
export const RosterProblem = z.object({
  row: z.number().int(),
  column: z.string().nullable(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
});

export const RosterReport = z.object({
  importId: Id,
  rowsRead: z.number().int(),
  rowsAccepted: z.number().int(),
  rowsRefused: z.number().int(),
  problems: z.array(RosterProblem),
});

const EntryRow = z.object({
  id: Id,
  number: z.number().int(),
  candidate: PersonRef,
  idNumberMasked: z.string(),
  claimedClause: z.string().nullable(),
  state: z.enum(['enrolled', 'eligible', 'ineligible', 'withdrawn']),
  decision: z
    .object({
      eligible: z.boolean(),
      clause: z.string().nullable(),
      findings: z.array(z.object({ zh: z.string(), en: z.string() })),
      checker: PersonRef,
      decidedAt: Instant,
    })
    .nullable(),
  ticketNumber: z.string().nullable(),
  theorySeat: z.number().int().nullable(),
});

/** One act of the batch as the ledger tells it. */
export const TimelineFact = z.object({
  factId: Id,
  kind: z.string(),
  at: Instant,
  actor: z.object({ name: z.string(), post: z.string() }).nullable(),
  data: z.record(z.string(), z.unknown()),
  index: z.number().int().nullable(),
});

const SittingPlan = z.strictObject({ roomId: Id, paperId: Id, startsAt: Instant });

export const batches = {
  planBatch: oc
    .route({ method: 'POST', path: '/batches', summary: "Plan a batch inside one line of the site's scope" })
    .input(z.strictObject({ siteId: Id, scopeLineId: Id, eligibleGroup: EligibleGroup, examOn: DateText }))
    .output(Done.extend({ code: z.string() })),
  fileBatch: oc
    .route({ method: 'POST', path: '/batches/{batchId}/file', summary: 'File the batch with the Center' })
    .input(z.strictObject({ batchId: Id }))
    .output(Done),
  announceBatch: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/announce',
      summary: 'Announce a filed batch and open enrolment',
    })
    .input(z.strictObject({ batchId: Id, notice: Paragraph }))
    .output(Done),
  importRoster: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/roster',
      summary: 'Import a roster (.xlsx); every row is accepted or refused by itself',
    })
    .input(z.strictObject({ batchId: Id, fileName: Line, content: base64(7_000_000) }))
    .output(RosterReport.extend({ factId: Id })),
  closeEnrolment: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/enrolment/close',
      summary: 'Close enrolment; eligibility is decided next',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(Done),
  decideEligibility: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/eligibility',
      summary: 'Decide eligibility of every open entry by the clauses of the standard',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(Done.extend({ eligible: z.number().int(), ineligible: z.number().int() })),
  assignStaff: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/assignments',
      summary: 'Give people their duties; cards and recusal are checked',
    })
    .input(
      z.strictObject({
        batchId: Id,
        assignments: z
          .array(
            z.strictObject({
              personId: Id,
              duty: Duty,
              /** One sitting; without it every sitting of the part the duty belongs to (a supervisor: all). */
              sittingId: Id.optional(),
            }),
          )
          .min(1)
          .max(500),
      }),
    )
    .output(Done),
  arrangeBatch: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/sittings',
      summary: 'Place the sittings, seats and forms',
    })
    .input(
      z.strictObject({
        batchId: Id,
        theory: z.array(SittingPlan).min(1).max(50),
        practical: z.array(SittingPlan).min(1).max(50),
      }),
    )
    .output(Done.extend({ sittings: z.array(z.object({ id: Id, part: Part, seats: z.number().int() })) })),
  issueTickets: oc
    .route({ method: 'POST', path: '/batches/{batchId}/tickets', summary: 'Issue admission tickets' })
    .input(z.strictObject({ batchId: Id }))
    .output(Done.extend({ issued: z.number().int() })),
  listTickets: oc
    .route({
      method: 'GET',
      path: '/batches/{batchId}/tickets',
      summary: 'Tickets with their links, for printing and handing out',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(
      z.array(
        z.object({ entryId: Id, number: z.string(), name: z.string(), link: z.string(), token: z.string() }),
      ),
    ),
  getReadiness: oc
    .route({
      method: 'GET',
      path: '/batches/{batchId}/readiness',
      summary: 'The readiness gates: bank, papers, staff, venue, tickets',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(z.array(z.object({ gate: z.string(), ok: z.boolean(), zh: z.string(), en: z.string() }))),
  startBatch: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/start',
      summary: 'Pass the readiness gates; the sittings may be opened',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(Done),
  finishExam: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/finish',
      summary: 'All sittings are closed; marking goes on',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(Done),
  listBatches: oc
    .route({ method: 'GET', path: '/batches', summary: 'Batches of the sites one may see' })
    .input(z.strictObject({ ...listQuery, state: z.string().max(30).optional(), siteId: Id.optional() }))
    .output(listOf(BatchRow)),
  getBatch: oc
    .route({
      method: 'GET',
      path: '/batches/{batchId}',
      summary: 'A batch with what it is bound to and what may be done next',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(
      BatchRow.extend({
        standard: z.object({ id: Id, edition: z.string() }),
        eligibleGroup: EligibleGroup,
        /** The text of the announcement, once there is one. */
        notice: z.string().nullable(),
        scope: z.object({ id: Id, documentNumber: z.string(), validFrom: DateText, validTo: DateText }),
        plannedBy: PersonRef,
        plannedAt: Instant,
        /** Acts that this caller may do now. */
        acts: z.array(z.string()),
        counts: z.object({
          enrolled: z.number().int(),
          eligible: z.number().int(),
          ineligible: z.number().int(),
          tickets: z.number().int(),
        }),
        sittings: z.array(
          z.object({
            id: Id,
            part: Part,
            paperId: Id,
            roomName: z.string(),
            startsAt: Instant,
            state: z.string(),
            seats: z.number().int(),
            markingClosed: z.boolean(),
          }),
        ),
        staff: z.array(z.object({ person: PersonRef, duty: Duty, cardNumber: z.string().nullable() })),
        rosterImports: z.array(
          z.object({
            id: Id,
            fileName: z.string(),
            rowsAccepted: z.number().int(),
            rowsRefused: z.number().int(),
            importedAt: Instant,
          }),
        ),
      }),
    ),
  getRosterReport: oc
    .route({
      method: 'GET',
      path: '/batches/{batchId}/roster/{importId}',
      summary: 'The row-by-row report of a roster import',
    })
    .input(z.strictObject({ batchId: Id, importId: Id }))
    .output(RosterReport.extend({ fileName: z.string() })),
  listEntries: oc
    .route({
      method: 'GET',
      path: '/batches/{batchId}/entries',
      summary: 'Entries with their eligibility decisions',
    })
    .input(z.strictObject({ ...listQuery, batchId: Id }))
    .output(listOf(EntryRow)),
  getTimeline: oc
    .route({
      method: 'GET',
      path: '/batches/{batchId}/timeline',
      summary: 'The acts of a batch, from the ledger',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(z.array(TimelineFact)),
  // Called by the candidate, with the token of the ticket.
  getTicket: oc
    .route({ method: 'GET', path: '/tickets/{token}', summary: "The candidate's admission ticket" })
    .input(z.strictObject({ token: z.string().min(20).max(200) }))
    .output(
      z.object({
        number: z.string(),
        name: z.string(),
        idNumberMasked: z.string(),
        occupation: OccupationRef,
        level: LevelName,
        site: SiteRef,
        sittings: z.array(
          z.object({
            part: Part,
            roomName: z.string(),
            seat: z.number().int(),
            startsAt: Instant,
            minutes: z.number().int(),
            state: z.string(),
            endedAt: Instant.nullable(),
          }),
        ),
        serverNow: Instant,
      }),
    ),
  enterSitting: oc
    .route({
      method: 'POST',
      path: '/tickets/{token}/enter',
      summary: 'Enter the theory sitting by ticket and the last four characters of the ID number',
    })
    .input(
      z.strictObject({
        token: z.string().min(20).max(200),
        idNumberEnd: z.string().regex(/^[0-9A-Za-z]{4}$/),
      }),
    )
    .output(AttemptPage.extend({ attemptToken: z.string() })),
};
