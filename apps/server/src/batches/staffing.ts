import type { Kysely, Transaction } from 'kysely';
import { checkRecusal, checkRotation, keyOfEmployer } from '@jiangping/domain/batches/recusal';
import type { Relation } from '@jiangping/domain/batches/recusal';
import { Refusal } from '@jiangping/domain/refusal';
import { assessorsNeeded, findPanelProblem, invigilatorsNeeded } from '@jiangping/domain/sittings/staffing';
import { act } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { getCard, getJudgingCard } from '../cards/cards.ts';
import { findPolicies } from '../people/people.ts';
import type { PoliciesOn } from '../people/people.ts';
import { addDuties } from '../sittings/sittings.ts';
import type { Duty } from '../sittings/sittings.ts';
import { getOccupation, getStandardBody } from '../standards/standards.ts';
import { findBatchSittings, moveBatchState, siteOfBatch, takeSide } from './batch-rows.ts';
import type { BatchRow, BatchSitting } from './batch-rows.ts';

export interface StaffInput {
  batchId: string;
  assignments: { personId: string; duty: Duty }[];
}

export interface StaffNeed {
  invigilators: number;
  assessors: number;
}

const judges = ['assessor', 'chief_assessor'] as const;

function isJudge(duty: Duty): boolean {
  return judges.some((each) => each === duty);
}

/**
 * Gives people duties in an arranged batch. Assessors and the chief need a card for the occupation and level on the exam
 * day, supervisors theirs, invigilators the post at the site. Refused are ties to a candidate, too many services in a row
 * at the site, two duties in one hand, another site on the same day, and groups that would be too few, even, or without
 * exactly one chief. Whoever is assigned stands on the side of service for good.
 */
export async function assignStaff(base: Base, caller: Caller | null, input: StaffInput) {
  return act(
    base,
    caller,
    'assignStaff',
    input,
    async (scope) => {
      const { tx, today, now, personId, record } = scope;
      const batch = await moveBatchState(scope, input.batchId, 'assignStaff');
      const policies = await findPolicies(tx, today);
      const before = await listAssignments(tx, batch.id);
      const all = [...before, ...input.assignments];
      if (new Set(all.map((each) => each.personId)).size < all.length) throw new Refusal('duty_clash');
      const candidates = await findCandidateRelations(tx, batch.id);
      const assigned: { person: string; duty: Duty; card: string | null }[] = [];
      for (const { personId: person, duty } of input.assignments) {
        const cardId = await checkPermit(tx, policies, batch, person, duty);
        await checkTies(tx, policies, batch, { person, duty }, candidates);
        await takeSide(scope, batch.id, person, 'service');
        assigned.push({ person, duty, card: cardId });
      }
      const sittings = await findBatchSittings(tx, batch.id);
      const duties = new Set(input.assignments.map(({ duty }) => duty));
      checkQuorum(all, duties, await findStaffNeed(tx, policies, batch, sittings));
      await tx
        .insertInto('assignments')
        .values(
          assigned.map(({ person, duty, card }) => ({
            batch_id: batch.id,
            person_id: person,
            duty,
            card_id: card,
            assigned_by: personId,
            assigned_at: now,
          })),
        )
        .execute();
      await placeStaff(scope, policies, all, sittings);
      const factId = await record({
        kind: 'staff.assigned',
        subject: { type: 'batch', id: batch.id },
        stream: batch.id,
        data: { assignments: assigned },
      });
      return { id: batch.id, factId };
    },
    (tx) => siteOfBatch(tx, input.batchId),
  );
}

/** Who has which duty in a batch. */
export async function listAssignments(
  db: Kysely<DB>,
  batchId: string,
): Promise<{ personId: string; duty: Duty }[]> {
  const rows = await db
    .selectFrom('assignments')
    .select(['person_id', 'duty'])
    .where('batch_id', '=', batchId)
    .orderBy('person_id')
    .execute();
  return rows.map((row) => ({ personId: row.person_id, duty: row.duty as Duty }));
}

/** The card, or for an invigilator the post at the site, that the duty asks for on the exam day; gives the card's id. */
async function checkPermit(
  tx: Transaction<DB>,
  policies: PoliciesOn,
  batch: BatchRow,
  personId: string,
  duty: Duty,
): Promise<string | null> {
  if (duty === 'invigilator') {
    const post = await tx
      .selectFrom('grants')
      .select('id')
      .where('person_id', '=', personId)
      .where('post', '=', 'invigilator')
      .where('site_id', '=', batch.site_id)
      .where('confirmed_at', 'is not', null)
      .where('revoked_at', 'is', null)
      .where('valid_from', '<=', batch.exam_on)
      .where('valid_to', '>=', batch.exam_on)
      .executeTakeFirst();
    if (!post) throw new Refusal('post_missing', { post: 'invigilator' });
    return null;
  }
  if (duty === 'supervisor') return (await getCard(tx, personId, 'supervisor', batch.exam_on)).id;
  const { code } = await getOccupation(tx, batch.occupation_id);
  const wanted = { code, level: batch.level, day: batch.exam_on };
  return (await getJudgingCard(tx, policies, personId, wanted)).id;
}

/**
 * Refuses a person with a tie to a candidate. Colleagues may invigilate, since enterprises examine their own staff; they may
 * neither judge nor supervise. Rotation is a rule for those who judge.
 */
async function checkTies(
  tx: Transaction<DB>,
  policies: PoliciesOn,
  batch: BatchRow,
  { person, duty }: { person: string; duty: Duty },
  candidates: readonly Relation[],
): Promise<void> {
  const row = await tx.selectFrom('persons').select('employer').where('id', '=', person).executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  const employerKey = duty === 'invigilator' ? null : keyOfEmployer(row.employer);
  checkRecusal({ personId: person, employerKey }, candidates, []);
  const services = await tx
    .selectFrom('assignments')
    .innerJoin('batches', 'batches.id', 'assignments.batch_id')
    .where('assignments.person_id', '=', person)
    .where('batches.id', '<>', batch.id)
    .where('batches.state', '<>', 'cancelled')
    .where('batches.exam_on', '<=', batch.exam_on)
    .select(['batches.site_id', 'batches.exam_on', 'assignments.duty'])
    .orderBy('batches.exam_on')
    .orderBy('batches.id')
    .execute();
  if (services.some(({ exam_on, site_id }) => exam_on === batch.exam_on && site_id !== batch.site_id))
    throw new Refusal('staff_elsewhere');
  if (!isJudge(duty)) return;
  const judged = services.filter((service) => isJudge(service.duty as Duty));
  checkRotation(
    judged.map(({ site_id }) => site_id),
    batch.site_id,
    policies.get('batches.rotation_times'),
  );
}

/** Every candidate found eligible, with the employer told in the roster and the one registered before. */
async function findCandidateRelations(tx: Transaction<DB>, batchId: string): Promise<Relation[]> {
  const rows = await tx
    .selectFrom('entries')
    .innerJoin('persons', 'persons.id', 'entries.candidate_id')
    .where('entries.batch_id', '=', batchId)
    .where('entries.state', '=', 'eligible')
    .select(['persons.id', 'persons.employer', 'entries.evidence'])
    .execute();
  return rows.flatMap(({ id, employer, evidence }) => {
    const told = (evidence as { employer?: string }).employer;
    return [employer, told].map((name) => ({ personId: id, employerKey: keyOfEmployer(name) }));
  });
}

/**
 * How many invigilators and assessors the batch needs: invigilators for the rooms that run at one time, assessors for the
 * candidates of the practical part, by the ratios of the standard or, where it names none, of the policy.
 */
export async function findStaffNeed(
  db: Kysely<DB>,
  policies: PoliciesOn,
  batch: BatchRow,
  sittings: readonly BatchSitting[],
): Promise<StaffNeed> {
  const { ratio } = (await getStandardBody(db, batch.standard_id)).requirements;
  const theory = sittings.filter(({ part }) => part === 'theory');
  const needs = theory.map(({ startsAt }) =>
    theory
      .filter((other) => other.startsAt.getTime() === startsAt.getTime())
      .reduce((sum, other) => sum + needOfRoom(policies, other.seats), 0),
  );
  const practical = sittings.filter(({ part }) => part === 'practical');
  const candidates = practical.reduce((sum, { seats }) => sum + seats, 0);
  return {
    invigilators: Math.max(0, ...needs),
    assessors: assessorsNeeded(
      candidates,
      ratio.assessor.perCandidates ?? policies.get('marking.candidates_per_assessor'),
      Math.max(ratio.assessor.atLeast, policies.get('marking.assessors_minimum')),
    ),
  };
}

function needOfRoom(policies: PoliciesOn, seats: number): number {
  return invigilatorsNeeded(
    seats,
    policies.get('sittings.candidates_per_invigilator'),
    policies.get('sittings.invigilators_minimum'),
  );
}

/** Checks the groups that this assignment adds to, as they stand with it. */
function checkQuorum(all: readonly { duty: Duty }[], added: ReadonlySet<Duty>, need: StaffNeed): void {
  const countOf = (duty: Duty) => all.filter((each) => each.duty === duty).length;
  const invigilators = countOf('invigilator');
  if (added.has('invigilator') && invigilators < need.invigilators)
    throw new Refusal('invigilators_too_few', { count: invigilators, needed: need.invigilators });
  if (!added.has('assessor') && !added.has('chief_assessor')) return;
  const chiefs = countOf('chief_assessor');
  if (chiefs === 0) throw new Refusal('chief_missing');
  if (chiefs > 1) throw new Refusal('duty_clash');
  const found = findPanelProblem(chiefs + countOf('assessor'), need.assessors);
  if (found?.code === 'assessors_too_few')
    throw new Refusal('assessors_too_few', found.facts as { count: number; needed: number });
  if (found) throw new Refusal('assessor_count_even', found.facts as { count: number });
}

/**
 * Puts the staff into the sittings: each room first gets the invigilators it needs, the others go round; assessors serve in
 * every practical sitting, supervisors everywhere. Invigilators also see the practical candidates in.
 */
async function placeStaff(
  scope: ActScope,
  policies: PoliciesOn,
  staff: readonly { personId: string; duty: Duty }[],
  sittings: readonly BatchSitting[],
): Promise<void> {
  const invigilators = staff.filter(({ duty }) => duty === 'invigilator');
  const groups = Map.groupBy(sittings, ({ part, startsAt }) => `${part} ${startsAt.toISOString()}`);
  for (const group of groups.values()) {
    const places = group.flatMap((sitting) =>
      Array.from(
        { length: sitting.part === 'theory' ? needOfRoom(policies, sitting.seats) : 1 },
        () => sitting,
      ),
    );
    for (const [i, invigilator] of invigilators.entries()) {
      const sitting = places[i] ?? group[(i - places.length) % group.length];
      if (sitting) await addDuties(scope, sitting.sittingId, [invigilator]);
    }
  }
  for (const { sittingId, part } of sittings) {
    const present = staff.filter(
      ({ duty }) => duty === 'supervisor' || (part === 'practical' && isJudge(duty)),
    );
    await addDuties(scope, sittingId, present);
  }
}
