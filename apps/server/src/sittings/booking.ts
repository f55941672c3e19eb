import type { Kysely } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import type { ActScope } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';

export type SittingPart = 'theory' | 'practical';
export type SittingState = 'planned' | 'ready' | 'open' | 'closed';
export type Duty = 'invigilator' | 'assessor' | 'chief_assessor' | 'supervisor';

export interface SittingPlan {
  part: SittingPart;
  /** A sealed paper; the foreign key refuses any other. */
  paperId: string;
  /** The id under which the booker gathers the facts. */
  stream: string;
  roomName: string;
  startsAt: Date;
  minutes: number;
  lateMinutes: number;
}

/** Plans a sitting; nobody can enter before it is ready and opened. */
export async function createSitting({ tx, newId }: ActScope, plan: SittingPlan): Promise<string> {
  const id = newId();
  await tx
    .insertInto('sittings')
    .values({
      id,
      part: plan.part,
      paper_id: plan.paperId,
      stream: plan.stream,
      room_name: plan.roomName,
      starts_at: plan.startsAt,
      minutes: plan.minutes,
      late_minutes: plan.lateMinutes,
      state: 'planned',
      opened_by: null,
      opened_at: null,
      closed_by: null,
      closed_at: null,
    })
    .execute();
  return id;
}

/** Gives candidates their seats; one seat a person and one person a seat, by key. */
export async function addSeats(
  { tx }: ActScope,
  sittingId: string,
  seats: readonly { seat: number; candidateId: string; formId: string | null }[],
): Promise<void> {
  if (seats.length === 0) return;
  await tx
    .insertInto('seats')
    .values(
      seats.map(({ seat, candidateId, formId }) => ({
        sitting_id: sittingId,
        seat,
        candidate_id: candidateId,
        form_id: formId,
      })),
    )
    .execute();
}

/** Gives people duties in a sitting; the same duty twice is no fault. */
export async function addDuties(
  { tx }: ActScope,
  sittingId: string,
  duties: readonly { personId: string; duty: Duty }[],
): Promise<void> {
  if (duties.length === 0) return;
  await tx
    .insertInto('duties')
    .values(duties.map(({ personId, duty }) => ({ sitting_id: sittingId, person_id: personId, duty })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Lets planned sittings be opened. */
export async function readySittings({ tx }: ActScope, sittingIds: readonly string[]): Promise<void> {
  if (sittingIds.length === 0) return;
  await tx
    .updateTable('sittings')
    .set({ state: 'ready' })
    .where('id', 'in', sittingIds)
    .where('state', '=', 'planned')
    .execute();
}

/** The state of each sitting, in no order. */
export async function listSittingStates(
  db: Kysely<DB>,
  ids: readonly string[],
): Promise<{ id: string; state: SittingState }[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('sittings').select(['id', 'state']).where('id', 'in', ids).execute();
  return rows.map(({ id, state }) => ({ id, state: state as SittingState }));
}

/** Refuses `not_found` unless the person has one of the duties in the sitting: a sitting without a duty is not shown to exist. */
export async function requireDuty(
  db: Kysely<DB>,
  sittingId: string,
  personId: string,
  duties: readonly Duty[],
): Promise<Duty> {
  const row = await db
    .selectFrom('duties')
    .select('duty')
    .where('sitting_id', '=', sittingId)
    .where('person_id', '=', personId)
    .where('duty', 'in', duties)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return row.duty as Duty;
}
