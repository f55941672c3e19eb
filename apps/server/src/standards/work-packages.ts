// The acts on work packages of the development programme; their way stands in domain/standards/work-package.ts.
import type { Transaction } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import { checkDecider, moveWorkPackage } from '@jiangping/domain/standards/work-package';
import type { WorkPackageKind, WorkPackageState } from '@jiangping/domain/standards/work-package-states';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { grantInForce } from '../people/people.ts';
import { findOccupations } from './occupations.ts';

/**
 * Plans work packages under a milestone, all or none; refuses a kind that the occupation already has
 * (`work_package_duplicate`).
 */
export async function planWorkPackages(
  base: Base,
  caller: Caller | null,
  input: {
    milestoneId: string;
    packages: { occupationId: string; kind: WorkPackageKind; dueOn: string }[];
  },
) {
  return act(base, caller, 'planWorkPackages', input, async ({ tx, now, personId, newId, record }) => {
    const { milestoneId } = input;
    const milestone = await tx
      .selectFrom('milestones')
      .select('id')
      .where('id', '=', milestoneId)
      .executeTakeFirst();
    if (!milestone) throw new Refusal('not_found');
    const occupations = await findOccupations(
      tx,
      input.packages.map(({ occupationId }) => occupationId),
    );
    const packages = input.packages.map((one) => ({ id: newId(), ...one }));
    const inserted = await tx
      .insertInto('work_packages')
      .values(
        packages.map(({ id, occupationId, kind, dueOn }) => {
          if (!occupations.has(occupationId)) throw new Refusal('not_found');
          return {
            id,
            milestone_id: milestoneId,
            occupation_id: occupationId,
            kind,
            due_on: dueOn,
            state: 'planned',
            planned_by: personId,
            planned_at: now,
          };
        }),
      )
      .onConflict((conflict) =>
        conflict.columns(['occupation_id', 'kind']).where('state', '<>', 'cancelled').doNothing(),
      )
      .returning('id')
      .execute();
    const planned = new Set(inserted.map(({ id }) => id));
    const factIds: string[] = [];
    for (const { id, occupationId, kind, dueOn } of packages) {
      if (!planned.has(id))
        throw new Refusal('work_package_duplicate', { code: occupations.get(occupationId)?.code ?? '' });
      factIds.push(
        await record({
          kind: 'work-package.planned',
          ...ofPackage(id),
          data: { milestone: milestoneId, occupation: occupationId, package: kind, dueOn },
        }),
      );
    }
    const ids = packages.map(({ id }) => id);
    return { ids, factId: factIds[0] ?? '' };
  });
}

/**
 * Gives planned packages to an association and the person who answers for them there, all or none. The person must hold
 * the post of an association lead today, else nobody could hand the draft in (`responsible_without_post`).
 */
export async function giveWorkPackages(
  base: Base,
  caller: Caller | null,
  input: { workPackageIds: string[]; associationId: string; responsibleId: string },
) {
  return act(base, caller, 'giveWorkPackages', input, async ({ tx, now, personId, record }) => {
    const { associationId, responsibleId } = input;
    const association = await tx
      .selectFrom('associations')
      .select('id')
      .where('id', '=', associationId)
      .executeTakeFirst();
    if (!association) throw new Refusal('not_found');
    const lead = await tx
      .selectFrom('grants')
      .select('grants.id')
      .where('grants.person_id', '=', responsibleId)
      .where('grants.post', '=', 'association_lead')
      .where((eb) => grantInForce(eb, now))
      .executeTakeFirst();
    if (!lead) throw new Refusal('responsible_without_post', { post: 'association_lead' });
    const factIds: string[] = [];
    // In one order, so that two givings of the same packages wait for each other and never lock each other out.
    const ids = [...new Set(input.workPackageIds)].sort();
    for (const id of ids) {
      const { state } = await lockPackage(tx, id);
      await tx
        .updateTable('work_packages')
        .set({
          state: moveWorkPackage(state, 'giveWorkPackage'),
          association_id: associationId,
          responsible_id: responsibleId,
          given_by: personId,
          given_at: now,
        })
        .where('id', '=', id)
        .execute();
      factIds.push(
        await record({
          kind: 'work-package.given',
          ...ofPackage(id),
          data: { association: associationId, responsible: responsibleId },
        }),
      );
    }
    return { ids, factId: factIds[0] ?? '' };
  });
}

/** The responsible person takes a given package up, or a returned one up again: a new round begins then. */
export async function draftWorkPackage(base: Base, caller: Caller | null, input: { workPackageId: string }) {
  return act(base, caller, 'draftWorkPackage', input, async ({ tx, personId, record }) => {
    const { id, state, round } = await lockOwnPackage(tx, input.workPackageId, personId);
    const next = moveWorkPackage(state, 'draftWorkPackage');
    const begun = state === 'returned' ? round + 1 : round;
    await tx.updateTable('work_packages').set({ state: next, round: begun }).where('id', '=', id).execute();
    return {
      id,
      factId: await record({ kind: 'work-package.begun', ...ofPackage(id), data: { round: begun } }),
    };
  });
}

/** The responsible person hands the draft in; refuses a round without a file (`work_package_no_file`). */
export async function submitWorkPackage(base: Base, caller: Caller | null, input: { workPackageId: string }) {
  return act(base, caller, 'submitWorkPackage', input, async ({ tx, personId, record }) => {
    const { id, state, round } = await lockOwnPackage(tx, input.workPackageId, personId);
    const next = moveWorkPackage(state, 'submitWorkPackage');
    const files = await tx
      .selectFrom('work_package_files')
      .select('sha256')
      .where('work_package_id', '=', id)
      .where('round', '=', round)
      .orderBy('id')
      .execute();
    if (files.length === 0) throw new Refusal('work_package_no_file');
    await tx.updateTable('work_packages').set({ state: next }).where('id', '=', id).execute();
    const digests = files.map(({ sha256 }) => sha256.toString('hex'));
    return {
      id,
      factId: await record({
        kind: 'work-package.submitted',
        ...ofPackage(id),
        data: { round, files: digests },
      }),
    };
  });
}

/**
 * Accepts what was submitted, or returns it with remarks (`reason_required` without them); never by the responsible
 * person. The remarks stay in the row: the ledger gets the outcome only.
 */
export async function decideWorkPackage(
  base: Base,
  caller: Caller | null,
  input: { workPackageId: string; outcome: 'accepted' | 'returned'; remarks?: string | undefined },
) {
  return act(base, caller, 'decideWorkPackage', input, async ({ tx, now, personId, record }) => {
    const { outcome, remarks } = input;
    const { id, state, round, responsible_id: responsibleId } = await lockPackage(tx, input.workPackageId);
    const next = moveWorkPackage(state, 'decideWorkPackage', outcome);
    checkDecider(responsibleId, personId);
    if (outcome === 'returned' && remarks === undefined) throw new Refusal('reason_required');
    await tx
      .insertInto('work_package_decisions')
      .values({
        work_package_id: id,
        round,
        outcome,
        remarks: remarks ?? null,
        // A submitted package has one: a check of the table.
        responsible_id: responsibleId ?? '',
        decided_by: personId,
        decided_at: now,
      })
      .execute();
    await tx.updateTable('work_packages').set({ state: next }).where('id', '=', id).execute();
    const fact =
      outcome === 'accepted' ? { kind: 'work-package.accepted' } : { kind: 'work-package.returned' };
    return { id, factId: await record({ ...fact, ...ofPackage(id), data: { round } }) };
  });
}

/** Cancels a package that is not accepted, with the reason in its row. */
export async function cancelWorkPackage(
  base: Base,
  caller: Caller | null,
  input: { workPackageId: string; reason: string },
) {
  return act(base, caller, 'cancelWorkPackage', input, async ({ tx, now, personId, record }) => {
    const { id, state, round } = await lockPackage(tx, input.workPackageId);
    await tx
      .updateTable('work_packages')
      .set({
        state: moveWorkPackage(state, 'cancelWorkPackage'),
        cancelled_by: personId,
        cancelled_at: now,
        cancel_reason: input.reason,
      })
      .where('id', '=', id)
      .execute();
    return {
      id,
      factId: await record({ kind: 'work-package.cancelled', ...ofPackage(id), data: { round } }),
    };
  });
}

/** Where a fact about a package belongs: its stream is the package's own. */
export function ofPackage(id: string) {
  return { subject: { type: 'work-package', id }, stream: id };
}

/** The package with this id, locked until the act ends; refuses `not_found`. */
async function lockPackage(tx: Transaction<DB>, id: string) {
  const row = await tx
    .selectFrom('work_packages')
    .select(['id', 'state', 'round', 'responsible_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return { ...row, state: row.state as WorkPackageState };
}

/** `lockPackage` for its responsible person; refuses everybody else (`work_package_not_yours`). */
export async function lockOwnPackage(tx: Transaction<DB>, id: string, personId: string) {
  const row = await lockPackage(tx, id);
  if (row.responsible_id !== personId) throw new Refusal('work_package_not_yours');
  return row;
}
