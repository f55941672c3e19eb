import type { Kysely, Transaction } from 'kysely';
import { checkRecusal, checkRotation, keyOfEmployer } from '@jiangping/domain/batches/recusal';
import type { Relation } from '@jiangping/domain/batches/recusal';
import { checkOneSiteADay, checkServersFree } from '@jiangping/domain/batches/timetable';
import { Refusal } from '@jiangping/domain/refusal';
import { act } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { getCard, getJudgingCard } from '../cards/cards.ts';
import { findPolicies } from '../people/people.ts';
import type { PoliciesOn } from '../people/people.ts';
import { addDuties } from '../sittings/sittings.ts';
import type { Duty } from '../sittings/sittings.ts';
import { getOccupation } from '../standards/standards.ts';
import { findBatchSittings, moveBatchState, siteOfBatch, takeSide } from './batch-rows.ts';
import type { BatchRow, BatchSitting } from './batch-rows.ts';
import { findAssessorProblem, findInvigilatorProblem, findPanels } from './panels.ts';
import type { Panel } from './panels.ts';
import { findServices } from './timetable.ts';

interface Assignment {
  personId: string;
  duty: Duty;
  /** One sitting; without it every sitting of the part that the duty belongs to, for a supervisor all. */
  sittingId?: string | undefined;
}

export interface StaffInput {
  batchId: string;
  assignments: Assignment[];
}

const judges = ['assessor', 'chief_assessor'] as const;

function isJudge(duty: Duty): boolean {
  return judges.some((each) => each === duty);
}

/**
 * Gives people duties in an arranged batch. Assessors and the chief need a card for the occupation and level on the exam
 * day, supervisors theirs, invigilators the post at the site. Refused are ties to a candidate, too many services in a row
 * at the site, another site on the same day, another batch at the same time, two duties in one hand, and a sitting whose group would be too few, even, or without exactly one chief.
 * Whoever is assigned stands on the side of service for good.
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
      const known = await listAssignments(tx, batch.id);
      const dutyOf = new Map(known.map((each) => [each.personId, each.duty]));
      const candidates = await findCandidateRelations(tx, batch.id);
      const sittings = await findBatchSittings(tx, batch.id);
      const services = await findServices(
        tx,
        batch.id,
        input.assignments.map((each) => each.personId),
      );
      const assigned: { person: string; duty: Duty; card: string | null; sittings: string[] }[] = [];
      const added = new Set<string>();
      for (const assignment of input.assignments) {
        const { personId: person, duty } = assignment;
        if ((dutyOf.get(person) ?? duty) !== duty) throw new Refusal('duty_clash');
        const cardId = await checkPermit(tx, policies, batch, person, duty);
        await checkTies(tx, policies, batch, { person, duty }, candidates);
        const days = services.days.filter((day) => day.personId === person);
        checkOneSiteADay({ siteId: batch.site_id, date: batch.exam_on }, days);
        await takeSide(scope, batch.id, person, 'service');
        if (!dutyOf.has(person)) {
          const row = {
            batch_id: batch.id,
            person_id: person,
            duty,
            card_id: cardId,
            assigned_by: personId,
            assigned_at: now,
          };
          await tx.insertInto('assignments').values(row).execute();
          dutyOf.set(person, duty);
        }
        const placed = await placePerson(scope, sittings, assignment);
        if (duty !== 'supervisor') checkServersFree(timesOf(person, placed, sittings), services.duties);
        for (const sittingId of placed) added.add(`${sittingId}/${duty}`);
        assigned.push({ person, duty, card: cardId, sittings: placed });
      }
      checkQuorum(await findPanels(tx, policies, batch), added);
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

function timesOf(personId: string, placed: readonly string[], sittings: readonly BatchSitting[]) {
  return sittings
    .filter(({ sittingId }) => placed.includes(sittingId))
    .map(({ startsAt, minutes }) => ({
      personId,
      from: startsAt.getTime(),
      to: startsAt.getTime() + minutes * 60_000,
    }));
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
  if (!isJudge(duty)) return;
  // Several batches of one day are one service.
  const services = await tx
    .selectFrom('assignments')
    .innerJoin('batches', 'batches.id', 'assignments.batch_id')
    .where('assignments.person_id', '=', person)
    .where('assignments.duty', 'in', judges)
    .where('batches.state', '<>', 'cancelled')
    .where('batches.exam_on', '<', batch.exam_on)
    .select(['batches.site_id', 'batches.exam_on'])
    .distinct()
    .orderBy('batches.exam_on')
    .orderBy('batches.site_id')
    .execute();
  checkRotation(
    services.map(({ site_id }) => site_id),
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

/** Where each duty belongs where no sitting is named. */
const partOfDuty: Readonly<Record<Duty, 'theory' | 'practical' | null>> = {
  invigilator: 'theory',
  assessor: 'practical',
  chief_assessor: 'practical',
  supervisor: null,
};

/** Puts one person into the sittings meant; refuses a sitting of another batch, and judges in a theory sitting. */
async function placePerson(
  scope: ActScope,
  sittings: readonly BatchSitting[],
  { personId, duty, sittingId }: Assignment,
): Promise<string[]> {
  const part = partOfDuty[duty];
  const named = sittings.filter((sitting) => sitting.sittingId === sittingId);
  if (sittingId && named.length === 0) throw new Refusal('not_found');
  if (isJudge(duty) && named.some((sitting) => sitting.part === 'theory'))
    throw new Refusal('input_invalid', { field: 'assignments.sittingId' });
  const meant = sittingId ? named : sittings.filter((sitting) => part === null || sitting.part === part);
  for (const sitting of meant) await addDuties(scope, sitting.sittingId, [{ personId, duty }]);
  return meant.map((sitting) => sitting.sittingId);
}

/** Checks the groups of the sittings that this assignment adds to, as they stand with it. */
function checkQuorum(panels: readonly Panel[], added: ReadonlySet<string>): void {
  for (const panel of panels) {
    const has = (duty: Duty) => added.has(`${panel.sitting.sittingId}/${duty}`);
    const found =
      (has('invigilator') && findInvigilatorProblem(panel)) ||
      ((has('assessor') || has('chief_assessor')) && findAssessorProblem(panel));
    // The problem carries the facts its own code asks for.
    if (found) throw new Refusal(found.code as 'invigilators_too_few', found.facts as PanelFacts);
  }
}

type PanelFacts = { count: number; needed: number };
