import type { Kysely } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import { checkBatchDecision } from '@jiangping/domain/reviews/batch-outcome';
import { gravities } from '@jiangping/domain/reviews/sheet';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { moveBatchState, siteOfBatch } from '../batches/batches.ts';
import { findPolicies } from '../people/people.ts';
import { getRound } from './dossiers.ts';
import { readReviewState, reviewPolicy } from './sheets.ts';

export interface DecisionInput {
  batchId: string;
  decision: 'released' | 'returned';
  reason?: string | undefined;
}

/**
 * Decides a reviewed batch: released only where every drawn dossier has its sheet and no finding forbids it; returned
 * with a reason. Who served in the batch or reviewed it does not decide it (`decider_took_part`).
 */
export async function decideBatch(base: Base, caller: Caller | null, input: DecisionInput) {
  const { batchId, decision } = input;
  return act(base, caller, 'decideBatch', input, async (scope) => {
    const { tx, now, today, personId, newId, record } = scope;
    await moveBatchState(scope, batchId, 'decideBatch', decision);
    const side = await tx
      .selectFrom('batch_sides')
      .select('side')
      .where('batch_id', '=', batchId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (side) throw new Refusal('decider_took_part');
    const round = await getRound(tx, batchId);
    const state = await readReviewState(tx, batchId, round);
    checkBatchDecision(state, reviewPolicy(await findPolicies(tx, today)), decision);
    if (decision === 'returned' && !input.reason) throw new Refusal('reason_required');
    const id = newId();
    const counts = Object.fromEntries(
      Object.keys(gravities).map((gravity) => [
        gravity,
        state.outcomes.filter((outcome) => outcome === gravity).length,
      ]),
    );
    const factId = await record({
      kind: `batch.${decision}`,
      subject: { type: 'batch', id: batchId },
      stream: batchId,
      data: { decision: id, round, dossiers: state.dossiers, reviewed: state.drawn, sheets: counts },
    });
    await tx
      .insertInto('batch_decisions')
      .values({
        batch_id: batchId,
        id,
        round,
        decision,
        reason: input.reason ?? '',
        fact_id: factId,
        decided_by: personId,
        decided_at: now,
      })
      .execute();
    return { id, factId };
  });
}

/**
 * Takes a returned batch back to its results, with what the site put right; its dossiers can then be closed again, which
 * begins the next round. What the round before found stays readable.
 */
export async function reopenBatch(
  base: Base,
  caller: Caller | null,
  input: { batchId: string; rectification: string },
) {
  const { batchId, rectification } = input;
  return act(
    base,
    caller,
    'reopenBatch',
    input,
    async (scope) => {
      const { tx, now, personId, record } = scope;
      await moveBatchState(scope, batchId, 'reopenBatch');
      const round = await getRound(tx, batchId);
      const factId = await record({
        kind: 'batch.reopened',
        subject: { type: 'batch', id: batchId },
        stream: batchId,
        data: { round },
      });
      await tx
        .insertInto('reopenings')
        .values({
          batch_id: batchId,
          round,
          rectification,
          fact_id: factId,
          reopened_by: personId,
          reopened_at: now,
        })
        .execute();
      return { id: batchId, factId, round };
    },
    (tx) => siteOfBatch(tx, batchId),
  );
}

export interface ReleasedDecision {
  id: string;
  /** The fact `batch.released` of the log. */
  factId: string;
  dossiers: number;
  /** Dossiers of the released round that were reviewed: drawn, and added by escalation. */
  drawn: number;
  decidedAt: Date;
}

/** The decision that released a batch; refuses `batch_not_released`. */
export async function getReleasedDecision(db: Kysely<DB>, batchId: string): Promise<ReleasedDecision> {
  const row = await db
    .selectFrom('batch_decisions')
    .select(['id', 'round', 'fact_id', 'decided_at'])
    .where('batch_id', '=', batchId)
    .where('decision', '=', 'released')
    .executeTakeFirst();
  if (!row) throw new Refusal('batch_not_released');
  const { dossiers, drawn } = await readReviewState(db, batchId, row.round);
  return { id: row.id, factId: row.fact_id, dossiers, drawn, decidedAt: row.decided_at };
}
