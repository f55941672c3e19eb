import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Done, Id, Instant, PersonRef } from './values.ts';

const PartResult = z.object({
  outcome: z.enum(['scored', 'absent', 'misconduct']),
  score: z.number(),
  passed: z.boolean(),
});

export const results = {
  decideResults: oc
    .route({
      method: 'POST',
      path: '/batches/{batchId}/results',
      summary: 'Decide results by the part rule: each part must pass, no averaging',
    })
    .input(z.strictObject({ batchId: Id }))
    .output(Done.extend({ decided: z.number().int(), passed: z.number().int() })),
  listResults: oc
    .route({ method: 'GET', path: '/batches/{batchId}/results', summary: 'Results of a batch' })
    .input(z.strictObject({ batchId: Id }))
    .output(
      z.object({
        passMark: z.number(),
        rows: z.array(
          z.object({
            entryId: Id,
            number: z.number().int(),
            candidate: PersonRef,
            theory: PartResult,
            practical: PartResult,
            passed: z.boolean(),
            decidedBy: PersonRef,
            decidedAt: Instant,
          }),
        ),
      }),
    ),
};
