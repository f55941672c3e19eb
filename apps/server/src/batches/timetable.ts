// What is booked already: rooms, candidates and those who serve, in the sittings of other batches that are not over.
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { PersonBooking, RoomBooking, ServiceDay } from '@jiangping/domain/batches/timetable';
import type { DB } from '../base/schema.types.ts';

interface SittingTime {
  starts_at: Date;
  opened_at: Date | null;
  minutes: number;
}

/** A sitting opened late takes its time from then on. */
function periodOf({ starts_at, opened_at, minutes }: SittingTime): { from: number; to: number } {
  const from = Math.max(starts_at.getTime(), opened_at?.getTime() ?? 0);
  return { from, to: from + minutes * 60_000 };
}

/** Sittings of other batches that are neither closed nor of a batch that was cancelled. */
function selectOtherSittings(tx: Transaction<DB>, batchId: string) {
  return tx
    .selectFrom('sittings')
    .innerJoin('batch_sittings', 'batch_sittings.sitting_id', 'sittings.id')
    .innerJoin('batches', 'batches.id', 'batch_sittings.batch_id')
    .where('batches.id', '<>', batchId)
    .where('batches.state', '<>', 'cancelled')
    .where('sittings.state', '<>', 'closed')
    .select(['sittings.starts_at', 'sittings.opened_at', 'sittings.minutes']);
}

/** The times at which other batches have these rooms. The rooms stay locked, so that no two batches book one together. */
export async function findRoomBookings(
  tx: Transaction<DB>,
  batchId: string,
  roomIds: readonly string[],
): Promise<RoomBooking[]> {
  await tx
    .selectFrom('rooms')
    .select('id')
    .where('id', 'in', roomIds)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const rows = await selectOtherSittings(tx, batchId)
    .where('batch_sittings.room_id', 'in', roomIds)
    .select('batch_sittings.room_id')
    .execute();
  return rows.map((row) => ({ roomId: row.room_id, ...periodOf(row) }));
}

async function lockPersons(tx: Transaction<DB>, personIds: readonly string[]): Promise<void> {
  await tx
    .selectFrom('persons')
    .select('id')
    .where('id', '=', sql<string>`any(${personIds}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** The times at which these candidates sit in other batches; they stay locked, so that no two batches seat one together. */
export async function findSeatBookings(
  tx: Transaction<DB>,
  batchId: string,
  candidateIds: readonly string[],
): Promise<PersonBooking[]> {
  await lockPersons(tx, candidateIds);
  const rows = await selectOtherSittings(tx, batchId)
    .innerJoin('seats', 'seats.sitting_id', 'sittings.id')
    .where('seats.candidate_id', '=', sql<string>`any(${candidateIds}::uuid[])`)
    .select('seats.candidate_id')
    .execute();
  return rows.map((row) => ({ personId: row.candidate_id, ...periodOf(row) }));
}

/**
 * Where else these people serve: the days at their sites, and the times of their duties in other batches but for
 * supervisors, who are over several rooms at once. They stay locked while they are assigned.
 */
export async function findServices(
  tx: Transaction<DB>,
  batchId: string,
  personIds: readonly string[],
): Promise<{ days: (ServiceDay & { personId: string })[]; duties: PersonBooking[] }> {
  await lockPersons(tx, personIds);
  const days = await tx
    .selectFrom('assignments')
    .innerJoin('batches', 'batches.id', 'assignments.batch_id')
    .where('batches.id', '<>', batchId)
    .where('batches.state', '<>', 'cancelled')
    .where('assignments.person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .select(['assignments.person_id', 'batches.site_id', 'batches.exam_on'])
    .execute();
  const duties = await selectOtherSittings(tx, batchId)
    .innerJoin('duties', 'duties.sitting_id', 'sittings.id')
    .where('duties.duty', '<>', 'supervisor')
    .where('duties.person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .select('duties.person_id')
    .execute();
  return {
    days: days.map((row) => ({ personId: row.person_id, siteId: row.site_id, date: row.exam_on })),
    duties: duties.map((row) => ({ personId: row.person_id, ...periodOf(row) })),
  };
}
