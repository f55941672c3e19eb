// The review draw (15%抽审). Nobody chooses and everybody can repeat it:
//
//     root    = the frozen root of the batch (dossiers.ts), 32 bytes; its fact is in the log
//     note    = the text of the first signed checkpoint of the log whose size is above the index of that fact
//     beacon  = SHA-256( UTF-8(note) )
//     proof   = VRF proof of the Center's draw key for exactly the 32 bytes of the root (packages/log, vrf.ts)
//     seed    = drawSeed({ root, VRF output, beacon })               (packages/log, draw.ts)
//     count   = the policy's share of the dossiers, rounded up, at least its minimum
//     drawn   = drawIndices(seed, dossiers, count), each plus one: the numbers of the dossiers
//
// No public beacon can be reached from here, so the checkpoint stands in its place: it did not exist when the root was
// fixed, and being the first one that covers the root it cannot be picked among later ones by waiting.
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import { sampleSize } from '@jiangping/domain/reviews/sample-size';
import { encodeHex } from '@jiangping/log/bytes';
import { drawIndices, drawSeed } from '@jiangping/log/draw';
import { proofToHash, proveVrf, vrfPublicKey } from '@jiangping/log/vrf';
import { act, requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { getBatchRow, moveBatchState } from '../batches/batches.ts';
import { findPolicies } from '../people/people.ts';

/** What follows from the text of a checkpoint: 32 bytes in the place of a public beacon. */
export function beaconOf(note: string): Buffer {
  return createHash('sha256').update(note, 'utf8').digest();
}

/**
 * Draws the review sample of a frozen batch, once in each round for ever (`draw_already_done`). Refuses `batch_not_frozen`, and
 * `draw_seed_not_ready` while no signed checkpoint covers the freeze.
 */
export async function drawReview(base: Base, caller: Caller | null, input: { batchId: string }) {
  const { batchId } = input;
  requirePost(caller, 'drawReview');
  // The log's writer has transactions of its own, so it must run before ours begins.
  await base.ledger.sequence();
  return act(base, caller, 'drawReview', input, async (scope) => {
    const { tx, base, now, today, personId, record } = scope;
    const { state } = await getBatchRow(tx, batchId, { lock: true });
    const freeze = await tx
      .selectFrom('freezes')
      .selectAll()
      .where('batch_id', '=', batchId)
      .orderBy('round', 'desc')
      .limit(1)
      .executeTakeFirst();
    // Reopened after a return: the freeze that is there belongs to the round before.
    if (!freeze || state === 'results') throw new Refusal('batch_not_frozen');
    const { round } = freeze;
    const done = await tx
      .selectFrom('draws')
      .select('batch_id')
      .where('batch_id', '=', batchId)
      .where('round', '=', round)
      .executeTakeFirst();
    if (done) throw new Refusal('draw_already_done');
    await moveBatchState(scope, batchId, 'drawReview');
    const checkpoint = await firstCheckpointOver(tx, freeze.fact_id);
    if (!checkpoint) throw new Refusal('draw_seed_not_ready');

    const policies = await findPolicies(tx, today);
    const share = policies.get('review.share');
    const minimum = policies.get('review.minimum');
    const proof = proveVrf(base.keys.draw, freeze.root);
    const seed = drawSeed({
      root: freeze.root,
      vrfOutput: proofToHash(proof),
      beacon: beaconOf(checkpoint.note),
    });
    const count = sampleSize(freeze.dossiers, share, minimum);
    const drawn = drawIndices(seed, freeze.dossiers, count).map((index) => index + 1);
    await tx
      .insertInto('draws')
      .values({
        batch_id: batchId,
        round,
        checkpoint: checkpoint.note,
        vrf_public_key: Buffer.from(vrfPublicKey(base.keys.draw)),
        vrf_proof: Buffer.from(proof),
        seed: Buffer.from(seed),
        population: freeze.dossiers,
        share,
        minimum,
        drawn,
        drawn_by: personId,
        drawn_at: now,
      })
      .execute();
    await tx
      .insertInto('drawn_dossiers')
      .columns(['batch_id', 'round', 'entry_id', 'reason'])
      .expression(
        tx
          .selectFrom('dossiers')
          .where('batch_id', '=', batchId)
          .where('round', '=', round)
          .where('number', 'in', drawn)
          .select((eb) => ['batch_id', 'round', 'entry_id', eb.val('draw').as('reason')]),
      )
      .execute();
    const factId = await record({
      kind: 'review.drawn',
      subject: { type: 'batch', id: batchId },
      stream: batchId,
      data: {
        round,
        root: encodeHex(freeze.root),
        checkpointSize: Number(checkpoint.size),
        seed: encodeHex(seed),
        population: freeze.dossiers,
        drawn: count,
        share,
        minimum,
      },
    });
    return { id: batchId, factId, round, drawn: count };
  });
}

/** The first signed checkpoint that has the fact under its root. */
async function firstCheckpointOver(db: Kysely<DB>, factId: string) {
  const entry = await db
    .selectFrom('ledger_entries')
    .select('index')
    .where('fact_id', '=', factId)
    .executeTakeFirst();
  if (!entry) return undefined;
  return db
    .selectFrom('ledger_checkpoints')
    .select(['size', 'note'])
    .where('size', '>', entry.index)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst();
}
