// The batch as other capabilities reach it: its row, its way, its entries, its sittings and its two sides.
import type { Kysely } from 'kysely';
import { hasReached, moveBatch } from '@jiangping/domain/batches/batch-state';
import type { BatchAct } from '@jiangping/domain/batches/batch-state';
import type { BatchState } from '@jiangping/domain/batches/batch-states';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import type { Act } from '@jiangping/domain/people/post';
import { requirePost } from '../base/act.ts';
import type { ActScope, Caller } from '../base/act.ts';
import type { Batches, DB } from '../base/schema.types.ts';
import { getScopeLineInForce } from '../sites/sites.ts';
import type { EligibleGroup } from '../sites/sites.ts';

/** A row of `batches`, its words narrowed. */
export type BatchRow = Omit<Batches, 'level' | 'eligible_group' | 'state' | 'planned_at'> & {
  level: Level;
  eligible_group: EligibleGroup;
  state: BatchState;
  planned_at: Date;
};

/** The batch with this id; refuses `not_found`. With `lock` no other act can move it before this transaction ends. */
export async function getBatchRow(
  db: Kysely<DB>,
  batchId: string,
  options: { lock?: boolean } = {},
): Promise<BatchRow> {
  let query = db.selectFrom('batches').selectAll().where('id', '=', batchId);
  if (options.lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return {
    ...row,
    level: row.level as Level,
    eligible_group: row.eligible_group as EligibleGroup,
    state: row.state as BatchState,
  };
}

/** The site a batch belongs to: what `act` asks for. Refuses `not_found`. */
export async function siteOfBatch(db: Kysely<DB>, batchId: string): Promise<string> {
  const row = await db.selectFrom('batches').select('site_id').where('id', '=', batchId).executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return row.site_id;
}

/**
 * Refuses a caller who may not do the act at the batch's site: `post_missing` without the post, `not_found` for a batch
 * of another site as for one that does not exist. Gives the site.
 */
export async function requireBatchSite(
  db: Kysely<DB>,
  caller: Caller | null,
  act: Act,
  batchId: string,
): Promise<string> {
  requirePost(caller, act);
  const siteId = await siteOfBatch(db, batchId);
  requirePost(caller, act, siteId);
  return siteId;
}

/**
 * Locks the batch, asks the state machine whether it may undergo the act, and moves it; gives the batch as it was. Until
 * the exam has begun every act also needs the scope line in force on the exam day, so that a suspended site stands still.
 */
export async function moveBatchState(
  { tx }: ActScope,
  batchId: string,
  act: BatchAct,
  decided?: BatchState,
): Promise<BatchRow> {
  const batch = await getBatchRow(tx, batchId, { lock: true });
  const next = moveBatch(batch.state, act, decided);
  if (!hasReached(batch.state, 'running') && next !== 'cancelled')
    await getScopeLineInForce(tx, batch.scope_line_id, batch.site_id, batch.exam_on);
  if (next !== batch.state)
    await tx.updateTable('batches').set({ state: next }).where('id', '=', batchId).execute();
  return batch;
}

export interface EligibleEntry {
  id: string;
  number: number;
  candidateId: string;
}

/** The entries found eligible, by number. */
export async function findEligibleEntries(db: Kysely<DB>, batchId: string): Promise<EligibleEntry[]> {
  const rows = await db
    .selectFrom('entries')
    .select(['id', 'number', 'candidate_id'])
    .where('batch_id', '=', batchId)
    .where('state', '=', 'eligible')
    .orderBy('number')
    .execute();
  return rows.map(({ id, number, candidate_id }) => ({ id, number, candidateId: candidate_id }));
}

export interface BatchSitting {
  sittingId: string;
  part: 'theory' | 'practical';
  paperId: string;
  state: 'planned' | 'ready' | 'open' | 'closed';
  roomName: string;
  startsAt: Date;
  minutes: number;
  seats: number;
}

/** The sittings of a batch with the number of their seats, theory first, then by time and room. */
export async function findBatchSittings(db: Kysely<DB>, batchId: string): Promise<BatchSitting[]> {
  const rows = await db
    .selectFrom('batch_sittings')
    .innerJoin('sittings', 'sittings.id', 'batch_sittings.sitting_id')
    .where('batch_sittings.batch_id', '=', batchId)
    .select(['sittings.id', 'sittings.part', 'paper_id', 'state', 'room_name', 'starts_at', 'minutes'])
    .select((eb) =>
      eb
        .selectFrom('seats')
        .whereRef('seats.sitting_id', '=', 'sittings.id')
        .select(eb.fn.countAll<bigint>().as('count'))
        .as('seat_count'),
    )
    .orderBy('sittings.part', 'desc')
    .orderBy('starts_at')
    .orderBy('room_name')
    .execute();
  return rows.map((row) => ({
    sittingId: row.id,
    part: row.part as BatchSitting['part'],
    paperId: row.paper_id,
    state: row.state as BatchSitting['state'],
    roomName: row.room_name,
    startsAt: row.starts_at,
    minutes: row.minutes,
    seats: Number(row.seat_count ?? 0n),
  }));
}

/**
 * Puts a person on one side of a batch, for good: who serves in it does not review it. The same side again is no fault;
 * the other side is refused (`reviewer_served`), and the keys of the tables hold it too.
 */
export async function takeSide(
  { tx }: Pick<ActScope, 'tx'>,
  batchId: string,
  personId: string,
  side: 'service' | 'review',
): Promise<void> {
  await tx
    .insertInto('batch_sides')
    .values({ batch_id: batchId, person_id: personId, side })
    .onConflict((conflict) => conflict.columns(['batch_id', 'person_id']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('batch_sides')
    .select('side')
    .where('batch_id', '=', batchId)
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  if (row.side !== side) throw new Refusal('reviewer_served', { duty: row.side });
}
