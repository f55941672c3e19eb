import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Id } from './values.ts';

/** A fact, its place, and the way from it to a signed root; everything base64 but the texts. */
export const FactProof = z.object({
  fact: z.string(),
  index: z.number().int(),
  size: z.number().int(),
  inclusion: z.array(z.string()),
  checkpoint: z.string(),
});

const Page = z.strictObject({
  from: z.coerce.number().int().min(0).default(0),
  count: z.coerce.number().int().min(1).max(1000).default(100),
});

export const ledger = {
  getCheckpoint: oc
    .route({ method: 'GET', path: '/ledger/checkpoint', summary: 'The newest signed checkpoint' })
    .output(
      z.object({ checkpoint: z.string(), logKey: z.string(), issuer: z.string(), drawKey: z.string() }),
    ),
  getFactProof: oc
    .route({
      method: 'GET',
      path: '/ledger/facts/{factId}/proof',
      summary: 'Proof that a fact is in the log',
    })
    .input(z.strictObject({ factId: Id }))
    .output(FactProof),
  getConsistency: oc
    .route({
      method: 'GET',
      path: '/ledger/consistency',
      summary: 'Proof that a later log begins with an earlier one',
    })
    .input(z.strictObject({ from: z.coerce.number().int().min(0), to: z.coerce.number().int().min(0) }))
    .output(z.object({ from: z.number().int(), to: z.number().int(), proof: z.array(z.string()) })),
  listFacts: oc
    .route({ method: 'GET', path: '/ledger/facts', summary: 'The log, entry by entry' })
    .input(Page)
    .output(
      z.object({
        size: z.number().int(),
        facts: z.array(z.object({ index: z.number().int(), fact: z.string() })),
      }),
    ),
  listLeaves: oc
    .route({
      method: 'GET',
      path: '/ledger/leaves',
      summary: 'Leaf hashes of the log, base64, as its tree keeps them',
    })
    .input(Page)
    .output(z.object({ size: z.number().int(), leaves: z.array(z.string()) })),
  listCheckpoints: oc
    .route({
      method: 'GET',
      path: '/ledger/checkpoints',
      summary: 'Every signed checkpoint from a size on',
    })
    .input(Page)
    .output(z.object({ checkpoints: z.array(z.object({ size: z.number().int(), checkpoint: z.string() })) })),
};
