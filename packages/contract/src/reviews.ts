import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Done, Id, Instant, Paragraph, PersonRef } from './values.ts';

const SheetOutcome = z.enum(['pass', 'minor', 'major', 'fatal']);
/** A round of the review, from 1; in a query the newest where it is left out. */
const Round = z.coerce.number().int().min(1).max(1000);
const SheetRow = z.strictObject({
  code: z.string().max(40),
  outcome: SheetOutcome,
  note: z.string().max(500).default(''),
});

/**
 * Everything a stranger needs to draw again, with nothing but `@jiangping/log`. Hashes and the seed are hex; key and proof
 * are base64, the key spelled as `drawKey` of the newest checkpoint.
 *
 *     root    = rootFromLeaves(leaves), the leaves being the digests in order of the dossier's number; the same root stands
 *               in the fact `freezeFactId`, which is under `checkpoint`
 *     beacon  = SHA-256 of the UTF-8 text of `checkpoint`, the first checkpoint of the log that covers the fact
 *     seed    = verifySeed({ root, vrfPublicKey, vrfProof, beacon })
 *     drawn   = drawIndices(seed, dossiers, count), each plus one, with count = sampleSize(dossiers, share, minimum)
 */
export const DrawRecord = z.object({
  /** 1 for the first closing of the dossiers; one more after each return. */
  round: z.number().int(),
  root: z.string(),
  dossiers: z.number().int(),
  freezeFactId: Id,
  checkpoint: z.string(),
  vrfPublicKey: z.string(),
  vrfProof: z.string(),
  seed: z.string(),
  share: z.number(),
  minimum: z.number().int(),
  /** Numbers of the drawn dossiers, from 1. */
  drawn: z.array(z.number().int()),
  drawnBy: PersonRef,
  drawnAt: Instant,
  leaves: z.array(z.string()),
});

export const reviews = {
  closeDossiers: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/dossiers',
      summary: 'Close the dossiers; their root goes to the log',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(Done.extend({ round: z.number().int(), dossiers: z.number().int(), root: z.string() })),
  drawReview: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/draw',
      summary: 'Draw the review sample of the round, once, from the frozen root',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(Done.extend({ round: z.number().int(), drawn: z.number().int() })),
  assignReviewer: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/reviewers',
      summary: 'Assign a reviewer who served nowhere in the batch',
    })
    .input(z.strictObject({ batchId: Id, reviewerId: Id }))
    .output(Done),
  recordSheet: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/sheets',
      summary: 'Sign the review sheet of one drawn dossier',
    })
    .input(
      z.strictObject({
        batchId: Id,
        entryId: Id,
        rows: z.array(SheetRow).min(1).max(50),
        remark: z.string().max(1000).default(''),
      }),
    )
    .output(Done.extend({ outcome: SheetOutcome })),
  decideBatch: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/decision',
      summary: 'Decide the batch after its review',
    })
    .input(
      z.strictObject({
        batchId: Id,
        decision: z.enum(['released', 'returned']),
        reason: Paragraph.optional(),
      }),
    )
    .output(Done),
  reopenBatch: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/reopening',
      summary: 'Take a returned batch back to its results, with what was put right',
    })
    .input(z.strictObject({ batchId: Id, rectification: Paragraph }))
    .output(Done.extend({ round: z.number().int() })),
  getReview: oc
    .route({
      method: 'GET',
      path: '/batches/{batchId}/review',
      summary: 'Freeze, draw, sheets and decision of a batch: its newest round, or the one named',
    })
    .input(z.strictObject({ batchId: Id, round: Round.optional() }))
    .output(
      z.object({
        state: z.string(),
        /** The round shown; null before the dossiers were ever closed. */
        round: z.number().int().nullable(),
        rounds: z.array(
          z.object({
            round: z.number().int(),
            frozenAt: Instant,
            decision: z.enum(['released', 'returned']).nullable(),
          }),
        ),
        frozen: z
          .object({ root: z.string(), dossiers: z.number().int(), frozenBy: PersonRef, frozenAt: Instant })
          .nullable(),
        draw: DrawRecord.nullable(),
        /** Chance that this sample holds at least one of k bad dossiers. */
        power: z.array(z.object({ bad: z.number().int(), chance: z.number() })),
        sheetRows: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
        reviewers: z.array(PersonRef),
        drawnDossiers: z.array(
          z.object({
            entryId: Id,
            number: z.number().int(),
            reason: z.enum(['draw', 'targeted', 'escalated']),
            sheet: z
              .object({
                outcome: SheetOutcome,
                rows: z.array(SheetRow),
                remark: z.string(),
                reviewer: PersonRef,
                signedAt: Instant,
              })
              .nullable(),
          }),
        ),
        decision: z
          .object({ decision: z.string(), reason: z.string(), decidedBy: PersonRef, decidedAt: Instant })
          .nullable(),
        /** What the site put right after this round was returned. */
        reopening: z
          .object({ rectification: z.string(), reopenedBy: PersonRef, reopenedAt: Instant })
          .nullable(),
      }),
    ),
  getDossier: oc
    .route({
      method: 'GET',
      path: '/batches/{batchId}/dossiers/{entryId}',
      summary: 'One drawn dossier, for its reviewer',
    })
    .input(z.strictObject({ batchId: Id, entryId: Id, round: Round.optional() }))
    .output(
      z.object({
        entryId: Id,
        round: z.number().int(),
        number: z.number().int(),
        /** SHA-256 of the canonical JSON (RFC 8785) of the body, in hex: the leaf under the frozen root. */
        digest: z.string(),
        body: z.record(z.string(), z.unknown()),
        /** The people whose ids stand in the body. */
        people: z.array(PersonRef),
      }),
    ),
};
