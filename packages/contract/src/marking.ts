import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Done, Id, Instant, Paragraph, Part, PersonRef } from './values.ts';

/** The marks of one scoring row: points given, and why points were taken off. */
export const Mark = z.strictObject({
  code: z.string().max(20),
  points: z.number().min(0).max(100),
  note: z.string().max(500).default(''),
});

const ScoringRow = z.object({
  code: z.string(),
  element: z.string(),
  points: z.number(),
  rule: z.string(),
  step: z.number(),
});

/** What an assessor sees: a seat, never a name or another assessor's marks. */
const MarkingTask = z.object({
  candidateId: Id,
  seat: z.number().int(),
  itemVersionId: Id,
  state: z.enum(['open', 'draft', 'signed']),
  marks: z.array(Mark),
  fatal: z.array(z.string()),
  total: z.number().nullable(),
  signedAt: Instant.nullable(),
});

const Reading = z.object({ assessor: PersonRef, total: z.number() });

export const marking = {
  getMarkingDesk: oc
    .route({
      method: 'GET',
      path: '/sittings/{sittingId}/marking',
      summary: "An assessor's own sheets of a practical sitting",
    })
    .input(z.strictObject({ sittingId: Id }))
    .output(
      z.object({
        sittingId: Id,
        items: z.array(
          z.object({
            itemVersionId: Id,
            title: z.string(),
            weight: z.number(),
            minutes: z.number().int(),
            rows: z.array(ScoringRow),
            fatal: z.array(z.object({ code: z.string(), text: z.string() })),
          }),
        ),
        tasks: z.array(MarkingTask),
      }),
    ),
  saveMarkDraft: oc
    .route({
      method: 'POST',
      path: '/sittings/{sittingId}/mark-drafts',
      summary: 'Keep a mark sheet that is not yet signed',
    })
    .input(
      z.strictObject({
        sittingId: Id,
        candidateId: Id,
        itemVersionId: Id,
        marks: z.array(Mark).max(100),
        fatal: z.array(z.string().max(20)).max(20),
      }),
    )
    .output(z.object({ savedAt: Instant })),
  submitMarks: oc
    .route({
      method: 'POST',
      path: '/sittings/{sittingId}/mark-sheets',
      summary: 'Sign a mark sheet; it cannot be changed afterwards',
    })
    .input(
      z.strictObject({
        sittingId: Id,
        candidateId: Id,
        itemVersionId: Id,
        marks: z.array(Mark).min(1).max(100),
        fatal: z.array(z.string().max(20)).max(20),
        remark: z.string().max(500).default(''),
      }),
    )
    .output(Done.extend({ total: z.number() })),
  getMarkingTable: oc
    .route({
      method: 'GET',
      path: '/sittings/{sittingId}/marking-table',
      summary: 'All readings with their spread, for the chief assessor',
    })
    .input(z.strictObject({ sittingId: Id }))
    .output(
      z.object({
        sittingId: Id,
        part: Part,
        tolerance: z.number(),
        closed: z.boolean(),
        missing: z.number().int(),
        rows: z.array(
          z.object({
            candidateId: Id,
            seat: z.number().int(),
            itemVersionId: Id,
            title: z.string(),
            readings: z.array(Reading),
            spread: z.number(),
            discrepant: z.boolean(),
            adjudicated: z.number().nullable(),
            combined: z.number().nullable(),
          }),
        ),
      }),
    ),
  adjudicate: oc
    .route({
      method: 'POST',
      path: '/sittings/{sittingId}/adjudications',
      summary: "The chief assessor's reading of a discrepant sheet",
    })
    .input(
      z.strictObject({
        sittingId: Id,
        candidateId: Id,
        itemVersionId: Id,
        total: z.number().min(0).max(100),
        reason: Paragraph,
      }),
    )
    .output(Done),
  closeMarking: oc
    .route({
      method: 'POST',
      path: '/sittings/{sittingId}/marking/close',
      summary: 'Close marking: theory is scored by key, practical from the sheets',
    })
    .input(z.strictObject({ sittingId: Id }))
    .output(Done.extend({ scored: z.number().int(), absent: z.number().int() })),
};
