// The candidate's side of a sitting. States of an attempt: (none) → running → ended. What ends it – the candidate, the time,
// the invigilator – changes nothing in how it is kept: every acknowledged answer stands in the journal.
import type { Kysely, Transaction } from 'kysely';
import type { TheoryItem } from '@jiangping/domain/items/item';
import { Refusal } from '@jiangping/domain/refusal';
import { entryStateAt, maySubmitAt } from '@jiangping/domain/sittings/sitting-window';
import { levelNames } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import { newId } from '../base/ambient.ts';
import type { Base } from '../base/act.ts';
import { writeFact } from '../base/facts.ts';
import type { DB } from '../base/schema.types.ts';
import { getMediaOfVersions, toPlayerItem } from '../items/items.ts';
import { getFormItems } from '../papers/papers.ts';
import { attemptIdOf, isCurrentToken, makeAttemptToken } from './attempt-token.ts';
import { readCurrentResponses, readJournalHead } from './journal.ts';
import { windowOfSitting } from './window.ts';

export interface EntryScope {
  tx: Transaction<DB>;
  base: Base;
  now: Date;
}

/**
 * Starts the attempt of a seated candidate, or hands it to the device that enters now once the invigilator has released
 * it. The request that was let in last gets the same token again under its idempotency key, so that a lost answer locks
 * nobody out. Refuses: not open, early, late, over, already on another device (`attempt_release_needed`), handed in.
 */
export async function startAttempt(
  scope: EntryScope,
  { sittingId, candidateId, key }: { sittingId: string; candidateId: string; key: string },
) {
  const { tx, base, now } = scope;
  const seat = await tx
    .selectFrom('seats')
    .innerJoin('sittings', 'sittings.id', 'seats.sitting_id')
    .where('seats.sitting_id', '=', sittingId)
    .where('seats.candidate_id', '=', candidateId)
    .select([
      'seats.form_id',
      'sittings.state',
      'sittings.stream',
      'starts_at',
      'opened_at',
      'minutes',
      'late_minutes',
    ])
    .executeTakeFirst();
  if (!seat?.form_id) throw new Refusal('not_found');
  const earlier = await tx
    .selectFrom('attempts')
    .selectAll()
    .where('sitting_id', '=', sittingId)
    .where('candidate_id', '=', candidateId)
    .forUpdate()
    .executeTakeFirst();
  if (earlier?.ended_at) throw new Refusal('attempt_submitted');
  const window = await windowOfSitting(tx, seat, now);
  const state = entryStateAt(window, now.getTime(), earlier !== undefined);
  if (seat.state === 'closed' || state === 'over') throw new Refusal('sitting_closed');
  if (seat.state !== 'open' || state === 'early') {
    throw new Refusal('sitting_not_open', {
      minutes: Math.max(0, Math.ceil((window.startsAt - now.getTime()) / 60_000)),
    });
  }
  if (state === 'late') throw new Refusal('sitting_late', { minutes: seat.late_minutes });

  const fact = (kind: string, attemptId: string, epoch: number) =>
    writeFact(tx, {
      id: newId(base.ambient),
      kind,
      at: now.toISOString(),
      actor: { ticket: attemptId },
      subject: { type: 'attempt', id: attemptId },
      stream: seat.stream,
      data: { sitting: sittingId, epoch },
    });
  if (earlier) {
    const given = makeAttemptToken(base.keys, { attemptId: earlier.id, epoch: earlier.epoch, key });
    if (isCurrentToken(given.token, earlier.token_digest))
      return { ...(await readPage(tx, earlier.id, now)), attemptToken: given.token };
    if (!earlier.released_at) throw new Refusal('attempt_release_needed');
    const epoch = earlier.epoch + 1;
    const { token, digest } = makeAttemptToken(base.keys, { attemptId: earlier.id, epoch, key });
    await tx
      .updateTable('attempts')
      .set({ token_digest: digest, epoch, released_at: null })
      .where('id', '=', earlier.id)
      .execute();
    await fact('attempt.taken-over', earlier.id, epoch);
    return { ...(await readPage(tx, earlier.id, now)), attemptToken: token };
  }
  const id = newId(base.ambient);
  const { token, digest } = makeAttemptToken(base.keys, { attemptId: id, epoch: 1, key });
  await tx
    .insertInto('attempts')
    .values({
      id,
      sitting_id: sittingId,
      candidate_id: candidateId,
      form_id: seat.form_id,
      token_digest: digest,
      released_at: null,
      started_at: now,
      deadline_at: new Date(window.endsAt),
      ended_at: null,
      ended_by: null,
    })
    .execute();
  await fact('attempt.started', id, 1);
  return { ...(await readPage(tx, id, now)), attemptToken: token };
}

/** What the device of a running or ended attempt shows after a reload. Refuses `attempt_fenced` for an older device. */
export async function getAttempt(base: Base, token: string | null) {
  const { id } = await findCurrent(base, token);
  return readPage(base.db, id, base.ambient.now());
}

/** A picture or recording of an item of the form, for its running attempt only; refuses `not_found` for any other. */
export async function getAttemptMedia(base: Base, token: string | null, sha256: string) {
  const row = await findCurrent(base, token);
  if (row.ended_at) throw new Refusal('attempt_submitted');
  const items = await getFormItems(base.db, row.form_id);
  return getMediaOfVersions(
    base.db,
    items.map(({ versionId }) => versionId),
    sha256,
  );
}

/** The attempt of a token; refuses `attempt_unknown`, and `attempt_fenced` for an older device. */
async function findCurrent(base: Base, token: string | null) {
  const row = await base.db
    .selectFrom('attempts')
    .select(['id', 'token_digest', 'form_id', 'ended_at'])
    .where('id', '=', attemptIdOf(token))
    .executeTakeFirst();
  if (!row) throw new Refusal('attempt_unknown');
  if (!isCurrentToken(token, row.token_digest)) throw new Refusal('attempt_fenced');
  return row;
}

async function readPage(db: Kysely<DB>, attemptId: string, now: Date) {
  const row = await db
    .selectFrom('attempts')
    .innerJoin('seats', (join) =>
      join
        .onRef('seats.sitting_id', '=', 'attempts.sitting_id')
        .onRef('seats.candidate_id', '=', 'attempts.candidate_id'),
    )
    .innerJoin('sittings', 'sittings.id', 'attempts.sitting_id')
    .innerJoin('papers', 'papers.id', 'sittings.paper_id')
    .innerJoin('occupations', 'occupations.id', 'papers.occupation_id')
    .innerJoin('persons', 'persons.id', 'attempts.candidate_id')
    .selectAll('attempts')
    .select(['seats.seat', 'persons.name', 'papers.level', 'occupations.name_zh'])
    .where('attempts.id', '=', attemptId)
    .executeTakeFirstOrThrow();
  const head = await readJournalHead(db, attemptId);
  const responses = await readCurrentResponses(db, [attemptId]);
  const items = row.ended_at ? [] : await getFormItems(db, row.form_id);
  return {
    attemptId,
    epoch: row.epoch,
    candidateName: row.name,
    title: `${row.name_zh} ${levelNames[row.level as Level].zh}`,
    seat: row.seat,
    serverNow: now.toISOString(),
    startedAt: row.started_at.toISOString(),
    deadlineAt: row.deadline_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    lastSequence: head.sequence,
    lastHash: head.hash,
    items: items.map((item) => toPlayerItem({ ...item, body: item.body as TheoryItem }, attemptId)),
    responses: [...(responses.get(attemptId) ?? [])].map(([position, response]) => ({
      position,
      response: [...response],
    })),
  };
}

/**
 * Hands in. The device names the last sequence it saved; where the server has not got so far the refusal says from where
 * to send again, so that nobody hands in less than they answered. A second hand-in gets the first receipt.
 */
export async function submitAttempt(
  base: Base,
  token: string | null,
  input: { epoch: number; lastSequence: number },
) {
  const id = attemptIdOf(token);
  const now = base.ambient.now();
  const receipt = await base.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('attempts')
      .innerJoin('sittings', 'sittings.id', 'attempts.sitting_id')
      .selectAll('attempts')
      .select([
        'sittings.starts_at',
        'sittings.opened_at',
        'sittings.minutes',
        'sittings.late_minutes',
        'sittings.stream',
      ])
      .where('attempts.id', '=', id)
      .forUpdate('attempts')
      .executeTakeFirst();
    if (!row) throw new Refusal('attempt_unknown');
    if (!isCurrentToken(token, row.token_digest) || row.epoch !== input.epoch)
      throw new Refusal('attempt_fenced');
    const head = await readJournalHead(tx, id);
    if (row.ended_at)
      return { endedAt: row.ended_at.toISOString(), lastSequence: head.sequence, lastHash: head.hash };
    if (head.sequence < input.lastSequence) {
      throw new Refusal('save_sequence_gap', { received: head.sequence, sent: input.lastSequence });
    }
    const window = await windowOfSitting(tx, row, now);
    const over = now.getTime() >= window.endsAt;
    if (!over && !maySubmitAt(window, now.getTime())) {
      throw new Refusal('submit_too_early', {
        minutes: Math.round((window.maySubmitAt - window.startsAt) / 60_000),
      });
    }
    const endedBy = over ? 'time' : 'candidate';
    await tx.updateTable('attempts').set({ ended_at: now, ended_by: endedBy }).where('id', '=', id).execute();
    await writeFact(tx, {
      id: newId(base.ambient),
      kind: 'attempt.submitted',
      at: now.toISOString(),
      actor: { ticket: id },
      subject: { type: 'attempt', id },
      stream: row.stream,
      data: { sitting: row.sitting_id, endedBy, saves: head.sequence, journal: head.hash },
    });
    return { endedAt: now.toISOString(), lastSequence: head.sequence, lastHash: head.hash };
  });
  base.ledger.nudge();
  return receipt;
}
