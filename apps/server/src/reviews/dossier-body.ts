// What a dossier (案卷) holds: everything a reviewer needs to judge one candidate's way through the batch, as ids, digests,
// times and numbers. Read in bulk, since a batch may have thousands of entries.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { journalStart } from '@jiangping/journal/chain';
import type { DB } from '../base/schema.types.ts';
import { listCurrentResults } from '../results/results.ts';
import { readMarking } from './dossier-marks.ts';

export interface DossierEntry {
  id: string;
  candidateId: string;
  number: number;
}

/** The material of a dossier, or null where something that must be in it is missing. */
export type DossierMaterial = Readonly<Record<string, unknown>> | null;

const hex = (bytes: Buffer) => bytes.toString('hex');
const iso = (instant: Date | null) => instant?.toISOString() ?? null;

/** The material of every entry, in the order of the entries. */
export async function readMaterial(
  db: Kysely<DB>,
  batchId: string,
  entries: readonly DossierEntry[],
): Promise<DossierMaterial[]> {
  const batch = await readBatch(db, batchId);
  const eligibility = await readEligibility(db, batchId);
  const sittings = await readSittings(db, batchId);
  const staff = await readStaff(db, batchId);
  const results = new Map((await listCurrentResults(db, batchId)).map((result) => [result.entryId, result]));
  const marking = await readMarking(
    db,
    sittings.map(({ id }) => id),
  );
  return entries.map((entry) => {
    const decided = eligibility.get(entry.id);
    const result = results.get(entry.id);
    const seats = sittings.flatMap(({ seats, incidents, ...sitting }) => {
      const seat = seats.get(entry.candidateId);
      if (!seat) return [];
      const told = incidents.filter(({ candidate }) => candidate === null || candidate === entry.candidateId);
      return [{ ...sitting, ...seat, incidents: told }];
    });
    if (!decided?.ticket || !result || seats.length === 0) return null;
    return {
      batch,
      entry: { id: entry.id, number: entry.number, candidate: entry.candidateId },
      eligibility: decided.eligibility,
      ticket: decided.ticket,
      sittings: seats,
      scores: marking.scores.get(entry.candidateId) ?? [],
      markSheets: marking.sheets.get(entry.candidateId) ?? [],
      adjudications: marking.adjudications.get(entry.candidateId) ?? [],
      staff,
      result: { ...result, decidedAt: iso(result.decidedAt) },
    };
  });
}

async function readBatch(db: Kysely<DB>, batchId: string) {
  const row = await db.selectFrom('batches').selectAll().where('id', '=', batchId).executeTakeFirstOrThrow();
  return {
    id: row.id,
    code: row.code,
    site: row.site_id,
    scopeLine: row.scope_line_id,
    occupation: row.occupation_id,
    level: row.level,
    standard: row.standard_id,
    examOn: row.exam_on,
  };
}

/** Claim, evidence and the decision that stands, with the ticket, by entry. */
async function readEligibility(db: Kysely<DB>, batchId: string) {
  const rows = await db
    .selectFrom('entries')
    .innerJoin('eligibility_decisions', (join) =>
      join
        .onRef('eligibility_decisions.batch_id', '=', 'entries.batch_id')
        .onRef('eligibility_decisions.entry_id', '=', 'entries.id'),
    )
    .leftJoin('tickets', (join) =>
      join.onRef('tickets.batch_id', '=', 'entries.batch_id').onRef('tickets.entry_id', '=', 'entries.id'),
    )
    .where('entries.batch_id', '=', batchId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('eligibility_decisions as later')
            .select('later.id')
            .whereRef('later.batch_id', '=', 'eligibility_decisions.batch_id')
            .whereRef('later.supersedes_id', '=', 'eligibility_decisions.id'),
        ),
      ),
    )
    .select([
      'entries.id as entry_id',
      'entries.claimed_clause',
      'entries.evidence',
      'eligibility_decisions.id',
      'eligibility_decisions.eligible',
      'eligibility_decisions.clause',
      'eligibility_decisions.findings',
      'eligibility_decisions.checker_id',
      'eligibility_decisions.decided_at',
      'tickets.number',
      'tickets.issued_at',
    ])
    .execute();
  return new Map(
    rows.map((row) => [
      row.entry_id,
      {
        eligibility: {
          id: row.id,
          claimedClause: row.claimed_clause,
          evidence: row.evidence,
          eligible: row.eligible,
          clause: row.clause,
          findings: row.findings,
          checker: row.checker_id,
          decidedAt: iso(row.decided_at),
        },
        ticket: row.number === null ? null : { number: row.number, issuedAt: iso(row.issued_at) },
      },
    ]),
  );
}

/** The sittings with their papers' digests, the seats and attempts by candidate, and what happened. */
async function readSittings(db: Kysely<DB>, batchId: string) {
  const sittings = await db
    .selectFrom('batch_sittings')
    .innerJoin('sittings', 'sittings.id', 'batch_sittings.sitting_id')
    .innerJoin('seals', 'seals.paper_id', 'sittings.paper_id')
    .where('batch_sittings.batch_id', '=', batchId)
    .selectAll('sittings')
    .select(['seals.digest', 'seals.sealed_by'])
    .orderBy('sittings.starts_at')
    .orderBy('sittings.id')
    .execute();
  const ids = sittings.map(({ id }) => id);
  if (ids.length === 0) return [];
  const seats = await db
    .selectFrom('seats')
    .leftJoin('attempts', (join) =>
      join
        .onRef('attempts.sitting_id', '=', 'seats.sitting_id')
        .onRef('attempts.candidate_id', '=', 'seats.candidate_id'),
    )
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('response_journal')
          .innerJoin('attempts as written', 'written.id', 'response_journal.attempt_id')
          .where('written.sitting_id', '=', sql<string>`any(${ids}::uuid[])`)
          .distinctOn('attempt_id')
          .select(['attempt_id', 'sequence', 'hash'])
          .orderBy('attempt_id')
          .orderBy('sequence', 'desc')
          .as('heads'),
      (join) => join.onRef('heads.attempt_id', '=', 'attempts.id'),
    )
    .where('seats.sitting_id', 'in', ids)
    .select([
      'seats.sitting_id',
      'seats.candidate_id',
      'seats.seat',
      'seats.form_id',
      'attempts.id',
      'attempts.started_at',
      'attempts.ended_at',
      'attempts.ended_by',
      'attempts.epoch',
      'heads.sequence',
      'heads.hash',
    ])
    .execute();
  const incidents = await db
    .selectFrom('incidents')
    .selectAll()
    .where('sitting_id', 'in', ids)
    .orderBy('id')
    .execute();
  return sittings.map((sitting) => ({
    id: sitting.id,
    part: sitting.part,
    room: sitting.room_name,
    startsAt: iso(sitting.starts_at),
    openedBy: sitting.opened_by,
    openedAt: iso(sitting.opened_at),
    closedBy: sitting.closed_by,
    closedAt: iso(sitting.closed_at),
    paper: { id: sitting.paper_id, digest: hex(sitting.digest), sealedBy: sitting.sealed_by },
    seats: new Map(
      seats
        .filter((seat) => seat.sitting_id === sitting.id)
        .map((seat) => [
          seat.candidate_id,
          {
            seat: seat.seat,
            form: seat.form_id,
            attempt: seat.id && {
              id: seat.id,
              startedAt: iso(seat.started_at),
              endedAt: iso(seat.ended_at),
              endedBy: seat.ended_by,
              epoch: seat.epoch,
              saves: seat.sequence ?? 0,
              journal: seat.hash ? hex(seat.hash) : journalStart(seat.id).hash,
            },
          },
        ]),
    ),
    incidents: incidents
      .filter((incident) => incident.sitting_id === sitting.id)
      .map((incident) => ({
        id: incident.id,
        candidate: incident.candidate_id,
        kind: incident.kind,
        action: incident.action,
        explanation: incident.explanation,
        reportedBy: incident.reported_by,
        reportedAt: iso(incident.reported_at),
      })),
  }));
}

/** Who served, in which duty and by which card. */
async function readStaff(db: Kysely<DB>, batchId: string) {
  const rows = await db
    .selectFrom('assignments')
    .leftJoin('cards', 'cards.id', 'assignments.card_id')
    .where('assignments.batch_id', '=', batchId)
    .select(['assignments.person_id', 'assignments.duty', 'cards.id', 'cards.number', 'cards.valid_to'])
    .orderBy('assignments.duty')
    .orderBy('assignments.person_id')
    .execute();
  return rows.map((row) => ({
    person: row.person_id,
    duty: row.duty,
    card: row.id && { id: row.id, number: row.number, validTo: row.valid_to },
  }));
}
