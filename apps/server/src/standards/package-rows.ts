// Reading work packages: the Center sees all of them, an association's person those they answer for.
import type { Kysely } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { mayAct } from '@jiangping/domain/people/post';
import type { Act } from '@jiangping/domain/people/post';
import { Refusal } from '@jiangping/domain/refusal';
import { isLate, listWorkPackageActs, undelivered } from '@jiangping/domain/standards/work-package';
import type { WorkPackageAct } from '@jiangping/domain/standards/work-package';
import type { WorkPackageKind, WorkPackageState } from '@jiangping/domain/standards/work-package-states';
import { requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { findStream } from '../base/facts.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import type { DB } from '../base/schema.types.ts';
import { toOccupationRef } from './occupations.ts';

/** Which post each act of the way asks for. */
const actOf: Readonly<Record<WorkPackageAct, Act>> = {
  giveWorkPackage: 'giveWorkPackages',
  draftWorkPackage: 'draftWorkPackage',
  attachFile: 'draftWorkPackage',
  submitWorkPackage: 'submitWorkPackage',
  decideWorkPackage: 'decideWorkPackage',
  cancelWorkPackage: 'cancelWorkPackage',
};
const ofResponsible: readonly WorkPackageAct[] = ['draftWorkPackage', 'attachFile', 'submitWorkPackage'];

/** Who reads the programme, and whether only their own packages. */
export function findReader(caller: Caller | null) {
  const first = requirePost(caller, 'readProgramme');
  if (!caller) throw new Refusal('login_required');
  const wide = caller.posts.find(
    ({ post }) => post !== 'association_lead' && mayAct([post], 'readProgramme'),
  );
  return { held: wide ?? first, personId: caller.person.id, isOwnOnly: !wide };
}

/** Work packages by due day; `late` chooses those past their day that are not delivered. */
export async function listWorkPackages(
  base: Base,
  caller: Caller | null,
  query: PageQuery & {
    q?: string | undefined;
    state?: WorkPackageState | 'late' | undefined;
    kind?: WorkPackageKind | undefined;
    milestoneId?: string | undefined;
    associationId?: string | undefined;
  },
) {
  const { personId, isOwnOnly } = findReader(caller);
  const today = shanghaiDateOf(base.ambient.now().getTime());
  let packages = selectPackages(base.db);
  if (isOwnOnly) packages = packages.where('work_packages.responsible_id', '=', personId);
  if (query.state === 'late')
    packages = packages
      .where('work_packages.state', 'in', undelivered)
      .where('work_packages.due_on', '<', today);
  else if (query.state) packages = packages.where('work_packages.state', '=', query.state);
  if (query.kind) packages = packages.where('work_packages.kind', '=', query.kind);
  if (query.milestoneId) packages = packages.where('work_packages.milestone_id', '=', query.milestoneId);
  if (query.associationId)
    packages = packages.where('work_packages.association_id', '=', query.associationId);
  if (query.q) {
    const like = `%${query.q}%`;
    packages = packages.where((eb) =>
      eb.or([
        eb('occupations.name_zh', 'like', like),
        eb('occupations.code', 'like', like),
        eb('associations.name_zh', 'like', like),
      ]),
    );
  }
  const rows = await packages
    .select(totalOf)
    .orderBy('work_packages.due_on')
    .orderBy('work_packages.id')
    .$call(pageOf(query))
    .execute();
  return { total: rows[0]?.total ?? 0, rows: rows.map((row) => toPackage(row, today)) };
}

/** One package with its files, decisions, acts from the ledger, and the acts open to the caller. */
export async function getWorkPackage(base: Base, caller: Caller | null, id: string) {
  const { personId, isOwnOnly } = findReader(caller);
  const today = shanghaiDateOf(base.ambient.now().getTime());
  const row = await selectPackages(base.db).where('work_packages.id', '=', id).executeTakeFirst();
  if (!row || (isOwnOnly && row.responsible_id !== personId)) throw new Refusal('not_found');
  const files = await base.db
    .selectFrom('work_package_files')
    .select(['id', 'name', 'type', 'bytes', 'sha256', 'round', 'attached_at'])
    .where('work_package_id', '=', id)
    .orderBy('id')
    .execute();
  const decisions = await base.db
    .selectFrom('work_package_decisions')
    .innerJoin('persons', 'persons.id', 'work_package_decisions.decided_by')
    .where('work_package_id', '=', id)
    .select(['round', 'outcome', 'remarks', 'decided_by', 'decided_at', 'persons.name'])
    .orderBy('round')
    .execute();
  const held = caller?.posts.map(({ post }) => post) ?? [];
  const state = row.state as WorkPackageState;
  return {
    ...toPackage(row, today),
    round: row.round,
    cancelReason: row.cancel_reason,
    acts: listWorkPackageActs(state).filter(
      (act) =>
        mayAct(held, actOf[act]) &&
        (!ofResponsible.includes(act) || row.responsible_id === personId) &&
        (act !== 'decideWorkPackage' || row.responsible_id !== personId),
    ),
    files: files.map(({ id: fileId, name, type, bytes, sha256, round, attached_at }) => ({
      id: fileId,
      name,
      type,
      bytes,
      sha256: sha256.toString('hex'),
      round,
      attachedAt: attached_at.toISOString(),
    })),
    decisions: decisions.map(({ round, outcome, remarks, decided_by, decided_at, name }) => ({
      round,
      outcome: outcome as 'accepted' | 'returned',
      remarks,
      decidedBy: { id: decided_by, name },
      decidedAt: decided_at.toISOString(),
    })),
    timeline: await getTimeline(base.db, id),
  };
}

async function getTimeline(db: Kysely<DB>, id: string) {
  const facts = await findStream(db, id);
  const persons = facts.flatMap(({ fact: { actor } }) => ('person' in actor ? [actor.person] : []));
  const named = persons.length
    ? await db
        .selectFrom('persons')
        .select(['id', 'name'])
        .where('id', 'in', [...new Set(persons)])
        .execute()
    : [];
  const names = new Map(named.map((person) => [person.id, person.name]));
  return facts.map(({ fact: { id: factId, kind, at, actor }, index }) => ({
    factId,
    kind,
    at,
    actor: 'person' in actor ? { name: names.get(actor.person) ?? '', post: actor.post } : null,
    index,
  }));
}

function selectPackages(db: Kysely<DB>) {
  return db
    .selectFrom('work_packages')
    .innerJoin('occupations', 'occupations.id', 'work_packages.occupation_id')
    .innerJoin('milestones', 'milestones.id', 'work_packages.milestone_id')
    .leftJoin('associations', 'associations.id', 'work_packages.association_id')
    .leftJoin('persons', 'persons.id', 'work_packages.responsible_id')
    .select([
      'work_packages.id',
      'work_packages.kind',
      'work_packages.state',
      'work_packages.due_on',
      'work_packages.round',
      'work_packages.cancel_reason',
      'work_packages.occupation_id',
      'work_packages.milestone_id',
      'work_packages.association_id',
      'work_packages.responsible_id',
      'occupations.edition',
      'occupations.code',
      'occupations.name_zh',
      'occupations.name_en',
      'milestones.name_zh as milestone_zh',
      'milestones.name_en as milestone_en',
      'milestones.due_on as milestone_due_on',
      'associations.name_zh as association_zh',
      'associations.name_en as association_en',
      'persons.name as responsible_name',
    ]);
}

type PackageRow = Awaited<ReturnType<ReturnType<typeof selectPackages>['execute']>>[number];

function toPackage(row: PackageRow, today: string) {
  const state = row.state as WorkPackageState;
  return {
    id: row.id,
    occupation: toOccupationRef({ ...row, id: row.occupation_id }),
    kind: row.kind as WorkPackageKind,
    state,
    isLate: isLate({ state, dueOn: row.due_on }, today),
    dueOn: row.due_on,
    milestone: {
      id: row.milestone_id,
      nameZh: row.milestone_zh,
      nameEn: row.milestone_en,
      dueOn: row.milestone_due_on,
    },
    association:
      row.association_id === null
        ? null
        : { id: row.association_id, nameZh: row.association_zh ?? '', nameEn: row.association_en ?? '' },
    responsible:
      row.responsible_id === null ? null : { id: row.responsible_id, name: row.responsible_name ?? '' },
  };
}
