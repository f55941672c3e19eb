import type { Kysely } from 'kysely';
import type { Level } from '@jiangping/domain/standards/level';
import { isOccupationCode } from '@jiangping/domain/standards/occupation-code';
import { Refusal } from '@jiangping/domain/refusal';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import type { DB } from '../base/schema.types.ts';

export type CatalogueSet = 'pilot' | 'autonomous' | 'other';

export interface OccupationInput {
  edition: string;
  code: string;
  nameZh: string;
  nameEn: string;
  industry: string;
  catalogueSet: CatalogueSet;
  levels: Level[];
  workTypes: { nameZh: string; nameEn: string; levels: Level[] }[];
}

export interface OccupationRef {
  id: string;
  edition: string;
  code: string;
  nameZh: string;
  nameEn: string;
}

/** Registers occupations by (edition, code); one that is already there or malformed refuses the whole list. */
export async function registerOccupations(
  base: Base,
  caller: Caller | null,
  input: { occupations: OccupationInput[] },
) {
  return act(base, caller, 'registerOccupations', input, async ({ tx, now, newId, record }) => {
    const ids: string[] = [];
    for (const occupation of input.occupations) {
      if (!isOccupationCode(occupation.code)) throw new Refusal('occupation_code_invalid');
      const taken = await tx
        .selectFrom('occupations')
        .select('id')
        .where('edition', '=', occupation.edition)
        .where('code', '=', occupation.code)
        .executeTakeFirst();
      if (taken)
        throw new Refusal('occupation_duplicate', { edition: occupation.edition, code: occupation.code });
      const id = newId();
      await tx
        .insertInto('occupations')
        .values({
          id,
          edition: occupation.edition,
          code: occupation.code,
          name_zh: occupation.nameZh,
          name_en: occupation.nameEn,
          industry: occupation.industry,
          catalogue_set: occupation.catalogueSet,
          levels: occupation.levels,
          registered_at: now,
        })
        .execute();
      if (occupation.workTypes.length > 0) {
        await tx
          .insertInto('work_types')
          .values(
            occupation.workTypes.map((workType) => ({
              id: newId(),
              occupation_id: id,
              name_zh: workType.nameZh,
              name_en: workType.nameEn,
              levels: workType.levels,
            })),
          )
          .execute();
      }
      ids.push(id);
    }
    const factId = await record({
      kind: 'occupations.registered',
      subject: { type: 'occupations', id: ids[0] ?? newId() },
      data: { codes: input.occupations.map(({ edition, code }) => `${edition}:${code}`) },
    });
    return { ids, factId };
  });
}

/** The occupation with this id; refuses `not_found`. */
export async function getOccupation(
  db: Kysely<DB>,
  id: string,
): Promise<OccupationRef & { levels: Level[] }> {
  const row = await db.selectFrom('occupations').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return { ...toOccupationRef(row), levels: row.levels as Level[] };
}

/** The five fields by which everyone names an occupation. */
export function toOccupationRef(row: {
  id: string;
  edition: string;
  code: string;
  name_zh: string;
  name_en: string;
}): OccupationRef {
  return { id: row.id, edition: row.edition, code: row.code, nameZh: row.name_zh, nameEn: row.name_en };
}

/** Several occupations by id, for lists that name them. */
export async function findOccupations(
  db: Kysely<DB>,
  ids: readonly string[],
): Promise<Map<string, OccupationRef>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('occupations')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, toOccupationRef(row)]));
}

/** The catalogue, by code. */
export async function listOccupations(
  base: Base,
  query: PageQuery & { q?: string | undefined; set?: CatalogueSet | undefined },
) {
  let occupations = base.db.selectFrom('occupations');
  if (query.set) occupations = occupations.where('catalogue_set', '=', query.set);
  if (query.q) {
    const like = `%${query.q}%`;
    occupations = occupations.where((eb) =>
      eb.or([eb('name_zh', 'like', like), eb('name_en', 'ilike', like), eb('code', 'like', like)]),
    );
  }
  const rows = await occupations
    .selectAll()
    .select(totalOf)
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('occupation_standards')
          .select('occupation_standards.id')
          .whereRef('occupation_standards.occupation_id', '=', 'occupations.id')
          .where('occupation_standards.in_force_to', 'is', null),
      ).as('standard_in_force'),
    )
    .orderBy('code')
    .$call(pageOf(query))
    .execute();
  const workTypes = rows.length
    ? await base.db
        .selectFrom('work_types')
        .selectAll()
        .where(
          'occupation_id',
          'in',
          rows.map(({ id }) => id),
        )
        .orderBy('name_zh')
        .execute()
    : [];
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      ...toOccupationRef(row),
      industry: row.industry,
      catalogueSet: row.catalogue_set as CatalogueSet,
      levels: row.levels as Level[],
      standardInForce: Boolean(row.standard_in_force),
      workTypes: workTypes
        .filter((workType) => workType.occupation_id === row.id)
        .map(({ id, name_zh, name_en, levels }) => ({
          id,
          nameZh: name_zh,
          nameEn: name_en,
          levels: levels as Level[],
        })),
    })),
  };
}
