// The development programme: who leads (associations), until when (milestones), and how far it has come, for everyone.
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { parseUscc } from '@jiangping/domain/people/uscc';
import { Refusal } from '@jiangping/domain/refusal';
import { countReached } from '@jiangping/domain/standards/work-package';
import type { WorkPackageKind, WorkPackageState } from '@jiangping/domain/standards/work-package-states';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import { findOccupations } from './occupations.ts';

/** Registers an industry association (行业协会); refuses a wrong credit code and one that is known (`association_duplicate`). */
export async function registerAssociation(
  base: Base,
  caller: Caller | null,
  input: { nameZh: string; nameEn: string; uscc: string },
) {
  return act(base, caller, 'registerAssociation', input, async ({ tx, now, personId, newId, record }) => {
    const { code: uscc } = parseUscc(input.uscc);
    const id = newId();
    const inserted = await tx
      .insertInto('associations')
      .values({
        id,
        name_zh: input.nameZh,
        name_en: input.nameEn,
        uscc,
        registered_by: personId,
        registered_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) throw new Refusal('association_duplicate');
    const factId = await record({
      kind: 'association.registered',
      subject: { type: 'association', id },
      data: { name: input.nameZh, uscc },
    });
    return { id, factId };
  });
}

/** The associations by name; names of organisations are open to everyone. */
export async function listAssociations(base: Base, query: PageQuery & { q?: string | undefined }) {
  let associations = base.db.selectFrom('associations');
  if (query.q) associations = associations.where('name_zh', 'like', `%${query.q}%`);
  const rows = await associations
    .selectAll()
    .select(totalOf)
    .orderBy('name_zh')
    .$call(pageOf(query))
    .execute();
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ id, name_zh, name_en, uscc }) => ({ id, nameZh: name_zh, nameEn: name_en, uscc })),
  };
}

/** Sets a milestone (里程碑): so many occupations by a day. Refuses a second one of the same name. */
export async function setMilestone(
  base: Base,
  caller: Caller | null,
  input: { nameZh: string; nameEn: string; dueOn: string; target: number },
) {
  return act(base, caller, 'setMilestone', input, async ({ tx, now, personId, newId, record }) => {
    const id = newId();
    const inserted = await tx
      .insertInto('milestones')
      .values({
        id,
        name_zh: input.nameZh,
        name_en: input.nameEn,
        due_on: input.dueOn,
        target: input.target,
        set_by: personId,
        set_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) throw new Refusal('milestone_duplicate');
    const factId = await record({
      kind: 'milestone.set',
      subject: { type: 'milestone', id },
      data: { name: input.nameZh, dueOn: input.dueOn, target: input.target },
    });
    return { id, factId };
  });
}

/**
 * How far the programme has come, without any person: each milestone with its occupations and their packages, and the
 * packages by association and kind. Cancelled packages are left out.
 */
export async function getProgress(base: Base) {
  const milestones = await base.db.selectFrom('milestones').selectAll().orderBy('due_on').execute();
  const packages = await base.db
    .selectFrom('work_packages')
    .leftJoin('associations', 'associations.id', 'work_packages.association_id')
    .where('work_packages.state', '<>', 'cancelled')
    .select([
      'work_packages.milestone_id',
      'work_packages.occupation_id as occupationId',
      'work_packages.kind',
      'work_packages.state',
      'associations.id as associationId',
      'associations.name_zh as nameZh',
      'associations.name_en as nameEn',
    ])
    .orderBy('associations.name_zh')
    .orderBy('work_packages.id')
    .execute();
  const known = packages.map((row) => ({
    ...row,
    kind: row.kind as WorkPackageKind,
    state: row.state as WorkPackageState,
  }));
  const occupations = await findOccupations(
    base.db,
    known.map(({ occupationId }) => occupationId),
  );
  return {
    asOf: shanghaiDateOf(base.ambient.now().getTime()),
    milestones: milestones.map(({ id, name_zh, name_en, due_on, target }) => {
      const own = known.filter((one) => one.milestone_id === id);
      return {
        id,
        nameZh: name_zh,
        nameEn: name_en,
        dueOn: due_on,
        target,
        reached: countReached(own),
        occupations: [...Map.groupBy(own, ({ occupationId }) => occupationId)]
          .flatMap(([occupationId, group]) => {
            const occupation = occupations.get(occupationId);
            return occupation
              ? [{ occupation, packages: group.map(({ kind, state }) => ({ kind, state })) }]
              : [];
          })
          .sort((a, b) => (a.occupation.code < b.occupation.code ? -1 : 1)),
      };
    }),
    associations: [
      ...Map.groupBy(known, ({ associationId, kind }) => `${associationId ?? ''} ${kind}`).values(),
    ].flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { nameZh, nameEn, kind } = first;
      return [
        {
          association: nameZh === null || nameEn === null ? null : { nameZh, nameEn },
          kind,
          packages: group.length,
          accepted: group.filter(({ state }) => state === 'accepted').length,
        },
      ];
    }),
  };
}
