// Admission tickets (准考证). The token is the candidate's key: its digest finds the ticket, and an encrypted copy lets the
// administrator print it again.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import { parseBatchCode } from '@jiangping/domain/batches/batch-code';
import { formatTicketNumber } from '@jiangping/domain/batches/ticket-number';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { decryptField, encryptField } from '../base/fields.ts';
import type { DB } from '../base/schema.types.ts';
import { maskStoredIdNumber, readIdNumber } from '../people/people.ts';
import { startAttempt } from '../sittings/sittings.ts';
import { getSiteRow, toSiteRef } from '../sites/sites.ts';
import { getOccupation } from '../standards/standards.ts';
import {
  findEligibleEntries,
  getBatchRow,
  moveBatchState,
  requireBatchSite,
  siteOfBatch,
} from './batch-rows.ts';
import { CHUNK } from './rosters.ts';

function digestToken(base: Base, token: string): Buffer {
  return createHmac('sha256', base.keys.tickets).update(token).digest();
}

/** Issues one ticket to every eligible candidate of an arranged batch. */
export async function issueTickets(base: Base, caller: Caller | null, input: { batchId: string }) {
  return act(
    base,
    caller,
    'issueTickets',
    input,
    async (scope) => {
      const { tx, now, record } = scope;
      const batch = await moveBatchState(scope, input.batchId, 'issueTickets');
      const code = parseBatchCode(batch.code);
      // Codes are made by planBatch alone.
      if (!code) throw new TypeError('the batch has a code of another form');
      const entries = await findEligibleEntries(tx, batch.id);
      const tickets = entries.map((entry) => {
        const token = base.ambient.randomBytes(32).toString('base64url');
        return {
          batch_id: batch.id,
          entry_id: entry.id,
          number: formatTicketNumber({ year: code.year % 100, batch: code.serial, entry: entry.number }),
          token_digest: digestToken(base, token),
          token_cipher: encryptField(base.keys, base.ambient, 'ticket', token),
          issued_at: now,
        };
      });
      for (let i = 0; i < tickets.length; i += CHUNK)
        await tx
          .insertInto('tickets')
          .values(tickets.slice(i, i + CHUNK))
          .execute();
      const factId = await record({
        kind: 'tickets.issued',
        subject: { type: 'batch', id: batch.id },
        stream: batch.id,
        data: { issued: tickets.length },
      });
      return { id: batch.id, factId, issued: tickets.length };
    },
    (tx) => siteOfBatch(tx, input.batchId),
  );
}

/** The tickets of a batch with their links: only for those who hand them out. */
export async function listTickets(base: Base, caller: Caller | null, batchId: string) {
  await requireBatchSite(base.db, caller, 'issueTickets', batchId);
  const rows = await base.db
    .selectFrom('tickets')
    .innerJoin('entries', (join) =>
      join.onRef('entries.batch_id', '=', 'tickets.batch_id').onRef('entries.id', '=', 'tickets.entry_id'),
    )
    .innerJoin('persons', 'persons.id', 'entries.candidate_id')
    .where('tickets.batch_id', '=', batchId)
    .select(['tickets.entry_id', 'tickets.number', 'tickets.token_cipher', 'persons.name'])
    .orderBy('entries.number')
    .execute();
  return rows.map((row) => {
    const token = decryptField(base.keys, 'ticket', row.token_cipher);
    return {
      entryId: row.entry_id,
      number: row.number,
      name: row.name,
      token,
      link: `${base.publicUrl}/t/${token}`,
    };
  });
}

/** The ticket behind a token; refuses `ticket_unknown`. */
async function findTicket(db: Kysely<DB>, base: Base, token: string) {
  const row = await db
    .selectFrom('tickets')
    .innerJoin('entries', (join) =>
      join.onRef('entries.batch_id', '=', 'tickets.batch_id').onRef('entries.id', '=', 'tickets.entry_id'),
    )
    .innerJoin('persons', 'persons.id', 'entries.candidate_id')
    .where('tickets.token_digest', '=', digestToken(base, token))
    .select([
      'tickets.batch_id',
      'tickets.entry_id',
      'tickets.number',
      'entries.candidate_id',
      'persons.name',
      'persons.id_number_cipher',
    ])
    .executeTakeFirst();
  if (!row) throw new Refusal('ticket_unknown');
  return row;
}

function selectSeats(db: Kysely<DB>, batchId: string, candidateId: string) {
  return db
    .selectFrom('batch_sittings')
    .innerJoin('sittings', 'sittings.id', 'batch_sittings.sitting_id')
    .innerJoin('seats', 'seats.sitting_id', 'sittings.id')
    .where('batch_sittings.batch_id', '=', batchId)
    .where('seats.candidate_id', '=', candidateId);
}

/** What the candidate sees of the ticket; whoever has the link sees it, so the ID number is masked. */
export async function getTicket(base: Base, token: string) {
  const ticket = await findTicket(base.db, base, token);
  const batch = await getBatchRow(base.db, ticket.batch_id);
  const sittings = await selectSeats(base.db, batch.id, ticket.candidate_id)
    .leftJoin('attempts', (join) =>
      join
        .onRef('attempts.sitting_id', '=', 'seats.sitting_id')
        .onRef('attempts.candidate_id', '=', 'seats.candidate_id'),
    )
    .select(['sittings.part', 'room_name', 'seats.seat', 'starts_at', 'minutes', 'state', 'ended_at'])
    .orderBy('starts_at')
    .execute();
  return {
    number: ticket.number,
    name: ticket.name,
    idNumberMasked: maskStoredIdNumber(base, ticket.id_number_cipher),
    occupation: await getOccupation(base.db, batch.occupation_id),
    level: batch.level satisfies Level,
    site: toSiteRef(await getSiteRow(base.db, batch.site_id)),
    sittings: sittings.map((row) => ({
      part: row.part as 'theory' | 'practical',
      roomName: row.room_name,
      seat: row.seat,
      startsAt: row.starts_at.toISOString(),
      minutes: row.minutes,
      state: row.state,
      endedAt: row.ended_at?.toISOString() ?? null,
    })),
    serverNow: base.ambient.now().toISOString(),
  };
}

/**
 * Lets a candidate into the theory sitting of the ticket: by its token and the last four characters of the ID number,
 * compared in constant time. What the sitting says to it – too early, late, another device – is the sitting's own rule.
 * The same idempotency key gets the same answer again; without one it is refused (`key_missing`).
 */
export async function enterSitting(
  base: Base,
  key: string | null,
  input: { token: string; idNumberEnd: string },
) {
  if (key === null) throw new Refusal('key_missing');
  const now = base.ambient.now();
  const page = await base.db.transaction().execute(async (tx) => {
    const ticket = await findTicket(tx, base, input.token);
    const { idNumber } = await readIdNumber(tx, base, ticket.candidate_id);
    const expected = Buffer.from(idNumber.slice(-4).toUpperCase());
    const given = Buffer.from(input.idNumberEnd.toUpperCase());
    if (expected.length !== given.length || !timingSafeEqual(expected, given))
      throw new Refusal('ticket_identity_mismatch');
    // Two devices that enter at the same moment come one after the other.
    await tx
      .selectFrom('entries')
      .select('id')
      .where('batch_id', '=', ticket.batch_id)
      .where('id', '=', ticket.entry_id)
      .forUpdate()
      .execute();
    const seat = await selectSeats(tx, ticket.batch_id, ticket.candidate_id)
      .where('sittings.part', '=', 'theory')
      .select('sittings.id')
      .executeTakeFirst();
    if (!seat) throw new Refusal('not_found');
    return startAttempt({ tx, base, now }, { sittingId: seat.id, candidateId: ticket.candidate_id, key });
  });
  base.ledger.nudge();
  return page;
}
