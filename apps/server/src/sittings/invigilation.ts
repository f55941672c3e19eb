import { sql } from 'kysely';
import { checkUnsealTime } from '@jiangping/domain/papers/paper-state';
import { Refusal } from '@jiangping/domain/refusal';
import { act, requirePost } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { unsealPaper } from '../papers/papers.ts';
import { findPolicies } from '../people/people.ts';
import { requireDuty } from './booking.ts';
import type { SittingPart, SittingState } from './booking.ts';
import { windowOfSitting } from './window.ts';

const inCharge = ['invigilator', 'chief_assessor'] as const;
const mayLook = ['invigilator', 'chief_assessor', 'assessor', 'supervisor'] as const;

async function lockSitting(
  { tx, personId }: ActScope,
  sittingId: string,
  duties: Parameters<typeof requireDuty>[3],
) {
  await requireDuty(tx, sittingId, personId, duties);
  return tx
    .selectFrom('sittings')
    .selectAll()
    .where('id', '=', sittingId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/**
 * Opens a sitting that is ready, and unseals its paper with it; candidates may enter from its start. Refuses
 * `paper_not_yet_open` before the time at which candidates come in, and what unsealing refuses.
 */
export async function openSitting(base: Base, caller: Caller | null, input: { sittingId: string }) {
  return act(base, caller, 'openSitting', input, async (scope) => {
    const sitting = await lockSitting(scope, input.sittingId, inCharge);
    if (sitting.state !== 'ready')
      throw new Refusal('wrong_state', { state: sitting.state, needed: 'ready' });
    const policies = await findPolicies(scope.tx, scope.today);
    const minutes = policies.get('sittings.entry_opens_minutes');
    checkUnsealTime(sitting.starts_at.getTime(), scope.now.getTime(), minutes);
    await unsealPaper(scope, { paperId: sitting.paper_id, sittingId: sitting.id });
    await scope.tx
      .updateTable('sittings')
      .set({ state: 'open', opened_by: scope.personId, opened_at: scope.now })
      .where('id', '=', sitting.id)
      .execute();
    const factId = await scope.record({
      kind: 'sitting.opened',
      subject: { type: 'sitting', id: sitting.id },
      stream: sitting.stream,
      data: { part: sitting.part, paper: sitting.paper_id },
    });
    return { id: sitting.id, factId };
  });
}

/**
 * Closes a sitting and ends what still runs, keeping every saved answer. While candidates still have time it needs a
 * reason (`reason_required`).
 */
export async function closeSitting(
  base: Base,
  caller: Caller | null,
  input: { sittingId: string; reason?: string | undefined },
) {
  return act(base, caller, 'closeSitting', input, async (scope) => {
    const { tx, now, personId } = scope;
    const sitting = await lockSitting(scope, input.sittingId, inCharge);
    if (sitting.state !== 'open') throw new Refusal('wrong_state', { state: sitting.state, needed: 'open' });
    const running = await tx
      .selectFrom('attempts')
      .select('id')
      .where('sitting_id', '=', sitting.id)
      .where('ended_at', 'is', null)
      .forUpdate()
      .execute();
    const early = now.getTime() < (await windowOfSitting(tx, sitting, now)).endsAt;
    if (running.length > 0 && early && !input.reason) throw new Refusal('reason_required');
    if (running.length > 0) {
      await tx
        .updateTable('attempts')
        .set({ ended_at: now, ended_by: early ? 'invigilator' : 'time' })
        .where(
          'id',
          'in',
          running.map(({ id }) => id),
        )
        .execute();
    }
    await tx
      .updateTable('sittings')
      .set({ state: 'closed', closed_by: personId, closed_at: now })
      .where('id', '=', sitting.id)
      .execute();
    const factId = await scope.record({
      kind: 'sitting.closed',
      subject: { type: 'sitting', id: sitting.id },
      stream: sitting.stream,
      data: { part: sitting.part, ended: running.length, early, reason: input.reason ?? null },
    });
    return { id: sitting.id, factId, ended: running.length };
  });
}

export interface IncidentInput {
  sittingId: string;
  candidateId?: string | undefined;
  kind: 'absence' | 'misconduct' | 'equipment' | 'health' | 'other';
  action: 'noted' | 'device_released' | 'terminated';
  explanation: string;
}

/** Reports an incident; may release a candidate's device so that another takes over, or end the attempt. */
export async function reportIncident(base: Base, caller: Caller | null, input: IncidentInput) {
  return act(base, caller, 'reportIncident', input, async (scope) => {
    const { tx, now, personId, newId } = scope;
    const sitting = await lockSitting(scope, input.sittingId, inCharge);
    if (sitting.state === 'planned')
      throw new Refusal('wrong_state', { state: sitting.state, needed: 'open' });
    if (input.action !== 'noted' && !input.candidateId)
      throw new Refusal('input_invalid', { field: 'candidateId' });
    if (input.candidateId) {
      const seat = await tx
        .selectFrom('seats')
        .select('seat')
        .where('sitting_id', '=', sitting.id)
        .where('candidate_id', '=', input.candidateId)
        .executeTakeFirst();
      if (!seat) throw new Refusal('not_found');
    }
    if (input.action !== 'noted' && input.candidateId) {
      const changed = await tx
        .updateTable('attempts')
        .set(
          input.action === 'device_released'
            ? { released_at: now }
            : { ended_at: now, ended_by: 'invigilator' },
        )
        .where('sitting_id', '=', sitting.id)
        .where('candidate_id', '=', input.candidateId)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      if (changed.numUpdatedRows !== 1n) throw new Refusal('attempt_unknown');
    }
    const id = newId();
    await tx
      .insertInto('incidents')
      .values({
        id,
        sitting_id: sitting.id,
        candidate_id: input.candidateId ?? null,
        kind: input.kind,
        action: input.action,
        explanation: input.explanation,
        reported_by: personId,
        reported_at: now,
      })
      .execute();
    const factId = await scope.record({
      kind: 'incident.reported',
      subject: { type: 'incident', id },
      stream: sitting.stream,
      data: { sitting: sitting.id, kind: input.kind, action: input.action },
    });
    return { id, factId };
  });
}

/** The invigilator's console: every candidate with the time of the last save. */
export async function getSitting(base: Base, caller: Caller | null, sittingId: string) {
  requirePost(caller, 'readSitting');
  await requireDuty(base.db, sittingId, caller?.person.id ?? '', mayLook);
  const sitting = await base.db
    .selectFrom('sittings')
    .selectAll()
    .where('id', '=', sittingId)
    .executeTakeFirstOrThrow();
  const duties = await base.db
    .selectFrom('duties')
    .innerJoin('persons', 'persons.id', 'duties.person_id')
    .select(['persons.id', 'persons.name', 'duties.duty'])
    .where('duties.sitting_id', '=', sittingId)
    .orderBy('duties.duty')
    .execute();
  const seats = await base.db
    .selectFrom('seats')
    .innerJoin('persons', 'persons.id', 'seats.candidate_id')
    .leftJoin('attempts', (join) =>
      join
        .onRef('attempts.sitting_id', '=', 'seats.sitting_id')
        .onRef('attempts.candidate_id', '=', 'seats.candidate_id'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('response_journal')
          .whereRef('response_journal.attempt_id', '=', 'attempts.id')
          .select([
            sql<number>`count(distinct position)::int`.as('answered'),
            (inner) => inner.fn.max('received_at').as('last_saved_at'),
          ])
          .as('saves'),
      (join) => join.onTrue(),
    )
    .where('seats.sitting_id', '=', sittingId)
    .select([
      'seats.seat',
      'persons.id',
      'persons.name',
      'attempts.started_at',
      'attempts.deadline_at',
      'attempts.ended_at',
      'attempts.ended_by',
      'attempts.epoch',
      'saves.answered',
      'saves.last_saved_at',
    ])
    .orderBy('seats.seat')
    .execute();
  const incidents = await base.db
    .selectFrom('incidents')
    .innerJoin('persons as reporter', 'reporter.id', 'incidents.reported_by')
    .leftJoin('persons as candidate', 'candidate.id', 'incidents.candidate_id')
    .selectAll('incidents')
    .select(['reporter.name as reporter_name', 'candidate.name as candidate_name'])
    .where('incidents.sitting_id', '=', sittingId)
    .orderBy('incidents.id', 'desc')
    .execute();
  return {
    id: sitting.id,
    part: sitting.part as SittingPart,
    roomName: sitting.room_name,
    startsAt: sitting.starts_at.toISOString(),
    minutes: sitting.minutes,
    state: sitting.state as SittingState,
    serverNow: base.ambient.now().toISOString(),
    duties: duties.map(({ id, name, duty }) => ({ person: { id, name }, duty })),
    candidates: seats.map((row) => ({
      candidate: { id: row.id, name: row.name },
      seat: row.seat,
      state: candidateState(row),
      startedAt: row.started_at?.toISOString() ?? null,
      deadlineAt: row.deadline_at?.toISOString() ?? null,
      endedAt: row.ended_at?.toISOString() ?? null,
      endedBy: row.ended_by,
      answered: row.answered ?? 0,
      lastSavedAt: row.last_saved_at?.toISOString() ?? null,
      epoch: row.epoch,
    })),
    incidents: incidents.map((row) => ({
      id: row.id,
      kind: row.kind,
      action: row.action,
      explanation: row.explanation,
      candidate: row.candidate_id === null ? null : { id: row.candidate_id, name: row.candidate_name ?? '' },
      reportedBy: { id: row.reported_by, name: row.reporter_name },
      reportedAt: row.reported_at.toISOString(),
    })),
  };
}

function candidateState(row: {
  started_at: Date | null;
  ended_at: Date | null;
}): 'not_started' | 'in_progress' | 'finished' {
  if (row.ended_at) return 'finished';
  return row.started_at ? 'in_progress' : 'not_started';
}

/** The sittings in which the caller has a duty, next first. */
export async function listMySittings(base: Base, caller: Caller | null) {
  if (!caller) throw new Refusal('login_required');
  const rows = await base.db
    .selectFrom('duties')
    .innerJoin('sittings', 'sittings.id', 'duties.sitting_id')
    .where('duties.person_id', '=', caller.person.id)
    .selectAll('sittings')
    .select('duties.duty')
    .select(({ selectFrom, fn }) =>
      selectFrom('seats')
        .whereRef('seats.sitting_id', '=', 'sittings.id')
        .select(fn.countAll<bigint>().as('count'))
        .as('seat_count'),
    )
    .orderBy('sittings.starts_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    part: row.part as SittingPart,
    roomName: row.room_name,
    startsAt: row.starts_at.toISOString(),
    minutes: row.minutes,
    state: row.state as SittingState,
    duty: row.duty,
    candidates: Number(row.seat_count ?? 0n),
  }));
}
