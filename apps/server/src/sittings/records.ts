// What marking reads of a sitting.
import type { Kysely } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import type { DB } from '../base/schema.types.ts';
import type { SittingPart, SittingState } from './booking.ts';

export interface SittingRecord {
  id: string;
  part: SittingPart;
  paperId: string;
  stream: string;
  state: SittingState;
}

export interface SeatRecord {
  candidateId: string;
  seat: number;
  formId: string | null;
  attempt: { id: string; endedAt: Date | null; endedBy: string | null } | null;
  absent: boolean;
  misconduct: boolean;
}

/** The sitting with this id; refuses `not_found`. */
export async function getSittingRecord(db: Kysely<DB>, id: string): Promise<SittingRecord> {
  const row = await db.selectFrom('sittings').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return {
    id,
    part: row.part as SittingPart,
    paperId: row.paper_id,
    stream: row.stream,
    state: row.state as SittingState,
  };
}

/** Every seat with its attempt and what the incidents say of its candidate. */
export async function listSeatRecords(db: Kysely<DB>, sittingId: string): Promise<SeatRecord[]> {
  const rows = await db
    .selectFrom('seats')
    .leftJoin('attempts', (join) =>
      join
        .onRef('attempts.sitting_id', '=', 'seats.sitting_id')
        .onRef('attempts.candidate_id', '=', 'seats.candidate_id'),
    )
    .where('seats.sitting_id', '=', sittingId)
    .select([
      'seats.candidate_id',
      'seats.seat',
      'seats.form_id',
      'attempts.id',
      'attempts.ended_at',
      'attempts.ended_by',
    ])
    .orderBy('seats.seat')
    .execute();
  const incidents = await db
    .selectFrom('incidents')
    .select(['candidate_id', 'kind'])
    .where('sitting_id', '=', sittingId)
    .where('candidate_id', 'is not', null)
    .where('kind', 'in', ['absence', 'misconduct'])
    .execute();
  const told = (candidateId: string, kind: string) =>
    incidents.some((incident) => incident.candidate_id === candidateId && incident.kind === kind);
  return rows.map((row) => ({
    candidateId: row.candidate_id,
    seat: row.seat,
    formId: row.form_id,
    attempt: row.id === null ? null : { id: row.id, endedAt: row.ended_at, endedBy: row.ended_by },
    absent: told(row.candidate_id, 'absence'),
    misconduct: told(row.candidate_id, 'misconduct'),
  }));
}
