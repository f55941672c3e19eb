import type { Kysely } from 'kysely';
import { isProvinceCode } from '@jiangping/domain/people/regions';
import { parseUscc } from '@jiangping/domain/people/uscc';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import type { DB } from '../base/schema.types.ts';
import { toOccupationRef } from '../standards/standards.ts';

export type SiteKind = 'center' | 'general_station' | 'direct_base' | 'trial_base';
export type EligibleGroup = 'own_staff' | 'students' | 'public';

export interface SiteInput {
  kind: SiteKind;
  nameZh: string;
  nameEn: string;
  uscc: string;
  province: string;
  city: string;
  serial: string;
  accountableId: string;
  venues: {
    name: string;
    address: string;
    rooms: { name: string; purpose: 'theory' | 'practical'; seats: number }[];
  }[];
}

export interface SiteRef {
  id: string;
  nameZh: string;
  nameEn: string;
}

/** Registers a site with its venues. It may assess nothing before an authorisation is decided. */
export async function registerSite(base: Base, caller: Caller | null, input: SiteInput) {
  return act(base, caller, 'registerSite', input, async ({ tx, now, personId, newId, record }) => {
    const { code: uscc } = parseUscc(input.uscc);
    if (!isProvinceCode(input.province)) throw new Refusal('input_invalid', { field: 'province' });
    const taken = await tx
      .selectFrom('sites')
      .select('id')
      .where((eb) =>
        eb.or([
          eb('name_zh', '=', input.nameZh),
          eb('uscc', '=', uscc),
          eb.and([eb('province', '=', input.province), eb('serial', '=', input.serial)]),
        ]),
      )
      .executeTakeFirst();
    if (taken) throw new Refusal('site_duplicate');
    const accountable = await tx
      .selectFrom('persons')
      .select('id')
      .where('id', '=', input.accountableId)
      .executeTakeFirst();
    if (!accountable) throw new Refusal('not_found');
    const id = newId();
    await tx
      .insertInto('sites')
      .values({
        id,
        kind: input.kind,
        name_zh: input.nameZh,
        name_en: input.nameEn,
        uscc,
        province: input.province,
        city: input.city,
        serial: input.serial,
        accountable_id: input.accountableId,
        state: input.kind === 'trial_base' ? 'trial' : 'formal',
        registered_by: personId,
        registered_at: now,
      })
      .execute();
    for (const venue of input.venues) {
      const venueId = newId();
      await tx
        .insertInto('venues')
        .values({ id: venueId, site_id: id, name: venue.name, address: venue.address })
        .execute();
      await tx
        .insertInto('rooms')
        .values(venue.rooms.map((room) => ({ id: newId(), venue_id: venueId, ...room })))
        .execute();
    }
    const factId = await record({
      kind: 'site.registered',
      subject: { type: 'site', id },
      stream: id,
      data: {
        kind: input.kind,
        name: input.nameZh,
        uscc,
        province: input.province,
        serial: input.serial,
        accountable: input.accountableId,
      },
    });
    return { id, factId };
  });
}

/** The site with this id; refuses `not_found`. */
export async function getSiteRow(db: Kysely<DB>, id: string) {
  const row = await db.selectFrom('sites').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return row;
}

/** The three fields by which everyone names a site. */
export function toSiteRef(row: { id: string; name_zh: string; name_en: string }): SiteRef {
  return { id: row.id, nameZh: row.name_zh, nameEn: row.name_en };
}

function selectSites(db: Kysely<DB>) {
  return db
    .selectFrom('sites')
    .innerJoin('persons', 'persons.id', 'sites.accountable_id')
    .selectAll('sites')
    .select('persons.name as accountable_name')
    .select(({ selectFrom, fn }) => [
      selectFrom('scope_lines')
        .innerJoin('authorisations', 'authorisations.id', 'scope_lines.authorisation_id')
        .whereRef('scope_lines.site_id', '=', 'sites.id')
        .where('authorisations.state', '=', 'in_force')
        .select(fn.countAll<bigint>().as('count'))
        .as('scope_count'),
      selectFrom('authorisations')
        .whereRef('authorisations.site_id', '=', 'sites.id')
        .where('authorisations.state', '=', 'in_force')
        .select((eb) => eb.fn.max('authorisations.valid_to').as('valid_to'))
        .as('authorised_to'),
    ]);
}

type SelectedSite = Awaited<ReturnType<ReturnType<typeof selectSites>['executeTakeFirstOrThrow']>>;

function toSiteRow(row: SelectedSite) {
  return {
    ...toSiteRef(row),
    kind: row.kind as SiteKind,
    uscc: row.uscc,
    province: row.province,
    city: row.city,
    serial: row.serial,
    state: row.state as 'trial' | 'formal' | 'suspended' | 'withdrawn',
    accountable: { id: row.accountable_id, name: row.accountable_name },
    scopeLines: Number(row.scope_count ?? 0n),
    authorisedTo: row.authorised_to,
  };
}

/** The register of sites; public. */
export async function listSites(
  base: Base,
  query: PageQuery & { q?: string | undefined; kind?: SiteKind | undefined; province?: string | undefined },
) {
  let sites = selectSites(base.db);
  if (query.kind) sites = sites.where('sites.kind', '=', query.kind);
  if (query.province) sites = sites.where('sites.province', '=', query.province);
  if (query.q) {
    const like = `%${query.q}%`;
    sites = sites.where((eb) =>
      eb.or([
        eb('sites.name_zh', 'like', like),
        eb('sites.name_en', 'ilike', like),
        eb('sites.city', 'like', like),
      ]),
    );
  }
  const rows = await sites.select(totalOf).orderBy('sites.id').$call(pageOf(query)).execute();
  return { total: rows[0]?.total ?? 0, rows: rows.map(toSiteRow) };
}

/** A site with its scope in force and its rooms; public. */
export async function getSite(base: Base, id: string) {
  const site = await selectSites(base.db).where('sites.id', '=', id).executeTakeFirst();
  if (!site) throw new Refusal('not_found');
  const scope = await base.db
    .selectFrom('scope_lines')
    .innerJoin('authorisations', 'authorisations.id', 'scope_lines.authorisation_id')
    .innerJoin('occupations', 'occupations.id', 'scope_lines.occupation_id')
    .leftJoin('work_types', 'work_types.id', 'scope_lines.work_type_id')
    .where('scope_lines.site_id', '=', id)
    .where('authorisations.state', '=', 'in_force')
    .select([
      'scope_lines.id as line_id',
      'scope_lines.level',
      'scope_lines.eligible_groups',
      'scope_lines.regions',
      'scope_lines.valid_from',
      'scope_lines.valid_to',
      'occupations.id',
      'occupations.edition',
      'occupations.code',
      'occupations.name_zh',
      'occupations.name_en',
      'work_types.name_zh as work_type',
    ])
    .orderBy('occupations.code')
    .orderBy('scope_lines.level')
    .execute();
  const rooms = await base.db
    .selectFrom('rooms')
    .innerJoin('venues', 'venues.id', 'rooms.venue_id')
    .where('venues.site_id', '=', id)
    .select(['rooms.id', 'venues.name as venue', 'rooms.name', 'rooms.purpose', 'rooms.seats'])
    .orderBy('venues.name')
    .orderBy('rooms.name')
    .execute();
  return {
    ...toSiteRow(site),
    scope: scope.map((row) => ({
      id: row.line_id,
      occupation: toOccupationRef(row),
      workType: row.work_type,
      level: row.level as Level,
      eligibleGroups: row.eligible_groups as EligibleGroup[],
      regions: row.regions,
      validFrom: row.valid_from,
      validTo: row.valid_to,
    })),
    rooms,
  };
}
