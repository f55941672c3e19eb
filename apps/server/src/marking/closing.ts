// Closing the marking of a sitting: from here on its scores stand.
import type { Insertable } from 'kysely';
import { combineItems, roundTo } from '@jiangping/domain/marking/mark-sheet';
import { Refusal } from '@jiangping/domain/refusal';
import { act } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { portionsOf } from '../base/bulk.ts';
import type { Scores } from '../base/schema.types.ts';
import { scoreAnswer } from '../items/items.ts';
import { findPolicies } from '../people/people.ts';
import {
  getSittingRecord,
  listSeatRecords,
  readCurrentResponses,
  requireDuty,
} from '../sittings/sittings.ts';
import type { SittingRecord } from '../sittings/sittings.ts';
import { itemsOfSeat, readForms } from './forms.ts';
import type { TheoryFormItem } from './forms.ts';
import { readReadings } from './readings.ts';
import { isMarked, requireMarkingOpen } from './sheets.ts';

type Score = Pick<Insertable<Scores>, 'candidate_id' | 'outcome' | 'score' | 'method'> & { detail: object };

/**
 * Closes the marking of a closed sitting and writes every candidate's score, once. Theory is scored by key from the last
 * saved answers; practical from the readings, which must be complete and settled.
 */
export async function closeMarking(base: Base, caller: Caller | null, input: { sittingId: string }) {
  return act(base, caller, 'closeMarking', input, async (scope) => {
    const { tx, now, personId, newId, record } = scope;
    const sitting = await getSittingRecord(tx, input.sittingId);
    await requireDuty(tx, sitting.id, personId, [
      sitting.part === 'theory' ? 'invigilator' : 'chief_assessor',
    ]);
    const { state } = await tx
      .selectFrom('sittings')
      .select('state')
      .where('id', '=', sitting.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await requireMarkingOpen(tx, sitting.id);
    if (state !== 'closed') throw new Refusal('sitting_not_closed');
    const scores =
      sitting.part === 'theory' ? await scoreTheory(scope, sitting) : await scorePractical(scope, sitting);
    for (const portion of portionsOf(scores)) {
      await tx
        .insertInto('scores')
        .values(
          portion.map((score) => ({
            ...score,
            id: newId(),
            sitting_id: sitting.id,
            part: sitting.part,
            detail: JSON.stringify(score.detail),
            scored_at: now,
            supersedes_id: null,
          })),
        )
        .execute();
    }
    await tx
      .insertInto('marking_closures')
      .values({ sitting_id: sitting.id, closed_by: personId, closed_at: now })
      .execute();
    const count = (outcome: string) => scores.filter((score) => score.outcome === outcome).length;
    const scored = count('scored');
    const absent = count('absent');
    const factId = await record({
      kind: 'marking.closed',
      subject: { type: 'sitting', id: sitting.id },
      stream: sitting.stream,
      data: { part: sitting.part, scored, absent, misconduct: count('misconduct') },
    });
    return { id: sitting.id, factId, scored, absent };
  });
}

/** By key from the answers that count; who never began is absent. Scaled to 100 where the points of a form are not. */
async function scoreTheory({ tx, today }: ActScope, sitting: SittingRecord): Promise<Score[]> {
  const rounding = (await findPolicies(tx, today)).get('marking.rounding');
  const forms = await readForms<TheoryFormItem['body']>(tx, sitting.paperId);
  const seats = await listSeatRecords(tx, sitting.id);
  const responses = await readCurrentResponses(
    tx,
    seats.flatMap(({ attempt }) => attempt?.id ?? []),
  );
  return seats.map((seat): Score => {
    const base = { candidate_id: seat.candidateId, method: 'automatic' };
    if (seat.misconduct) return { ...base, outcome: 'misconduct', score: 0, detail: {} };
    if (!seat.attempt) return { ...base, outcome: 'absent', score: 0, detail: {} };
    const items = itemsOfSeat(forms, seat.formId);
    const attemptId = seat.attempt.id;
    const given = responses.get(attemptId);
    const points = items.map((item) => scoreAnswer(item, given?.get(item.position) ?? null, attemptId));
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const full = sum(items.map((item) => item.points));
    return {
      ...base,
      outcome: 'scored',
      score: roundTo((sum(points) / full) * 100, rounding),
      detail: { attempt: attemptId, points, full },
    };
  });
}

/** From the combined readings by the weights of the items; refuses while one is missing or a discrepancy is open. */
async function scorePractical({ tx, today }: ActScope, sitting: SittingRecord): Promise<Score[]> {
  const { seats, rows, rule } = await readReadings(tx, sitting.id, today);
  const missing = rows.reduce((sum, row) => sum + row.missing, 0);
  if (missing > 0) throw new Refusal('mark_sheets_missing', { count: missing });
  const open = rows.filter((row) => row.discrepant && row.adjudicated === null && isMarked(row.seat));
  if (open.length > 0) throw new Refusal('discrepancy_open', { count: open.length });
  const byCandidate = Map.groupBy(rows, ({ seat }) => seat.candidateId);
  return seats.map((seat): Score => {
    const base = { candidate_id: seat.candidateId, method: 'assessors' };
    if (seat.misconduct) return { ...base, outcome: 'misconduct', score: 0, detail: {} };
    if (seat.absent) return { ...base, outcome: 'absent', score: 0, detail: {} };
    const items = (byCandidate.get(seat.candidateId) ?? []).map(({ item, combined }) => ({
      itemVersionId: item.versionId,
      total: combined ?? 0,
      full: item.body.scoring.rows.reduce((sum, { points }) => sum + points, 0),
      weight: item.points,
    }));
    return { ...base, outcome: 'scored', score: combineItems(items, rule.rounding), detail: { items } };
  });
}
