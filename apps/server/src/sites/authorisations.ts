import type { Kysely } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { checkAssessable } from '@jiangping/domain/standards/occupation-code';
import { act, requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import type { DB } from '../base/schema.types.ts';
import { findPolicies } from '../people/people.ts';
import { getOccupation } from '../standards/standards.ts';
import { getSiteRow, toSiteRef } from './register.ts';
import type { EligibleGroup } from './register.ts';

export type AuthorisationState = 'proposed' | 'in_force' | 'refused' | 'suspended' | 'withdrawn';

export interface AuthorisationInput {
  siteId: string;
  documentNumber: string;
  validFrom: string;
  validTo: string;
  scope: {
    occupationId: string;
    workTypeId?: string | undefined;
    level: Level;
    eligibleGroups: EligibleGroup[];
    regions: string[];
  }[];
}

/** Proposes what a site may assess. Class-2 occupations and levels the occupation lacks are refused. */
export async function proposeAuthorisation(base: Base, caller: Caller | null, input: AuthorisationInput) {
  return act(
    base,
    caller,
    'proposeAuthorisation',
    input,
    async ({ tx, now, today, personId, newId, record }) => {
      if (input.validFrom > input.validTo) throw new Refusal('date_invalid');
      await getSiteRow(tx, input.siteId);
      const taken = await tx
        .selectFrom('authorisations')
        .select('id')
        .where('document_number', '=', input.documentNumber)
        .executeTakeFirst();
      if (taken) throw new Refusal('already_published');
      const classes = (await findPolicies(tx, today)).get('standards.assessable_classes');
      const id = newId();
      await tx
        .insertInto('authorisations')
        .values({
          id,
          site_id: input.siteId,
          document_number: input.documentNumber,
          valid_from: input.validFrom,
          valid_to: input.validTo,
          proposed_by: personId,
          proposed_at: now,
          decided_by: null,
          decided_at: null,
          state: 'proposed',
        })
        .execute();
      const seen = new Set<string>();
      for (const line of input.scope) {
        const occupation = await getOccupation(tx, line.occupationId);
        checkAssessable(occupation.code, classes);
        if (!occupation.levels.includes(line.level))
          throw new Refusal('level_not_in_standard', { level: line.level });
        const key = `${line.occupationId}/${line.workTypeId ?? ''}/${line.level}`;
        if (seen.has(key)) throw new Refusal('scope_line_overlaps');
        seen.add(key);
        await tx
          .insertInto('scope_lines')
          .values({
            id: newId(),
            site_id: input.siteId,
            authorisation_id: id,
            occupation_id: line.occupationId,
            work_type_id: line.workTypeId ?? null,
            level: line.level,
            eligible_groups: line.eligibleGroups,
            regions: line.regions,
            valid_from: input.validFrom,
            valid_to: input.validTo,
          })
          .execute();
      }
      const factId = await record({
        kind: 'authorisation.proposed',
        subject: { type: 'authorisation', id },
        stream: input.siteId,
        data: {
          document: input.documentNumber,
          validFrom: input.validFrom,
          validTo: input.validTo,
          scopeLines: input.scope.length,
        },
      });
      return { id, factId };
    },
  );
}

/** Decides a proposed authorisation, by another person than its proposer. */
export async function decideAuthorisation(
  base: Base,
  caller: Caller | null,
  input: { authorisationId: string; decision: 'in_force' | 'refused' },
) {
  return act(base, caller, 'decideAuthorisation', input, async ({ tx, now, personId, record }) => {
    const row = await tx
      .selectFrom('authorisations')
      .selectAll()
      .where('id', '=', input.authorisationId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new Refusal('not_found');
    if (row.state !== 'proposed') throw new Refusal('wrong_state', { state: row.state, needed: 'proposed' });
    if (row.proposed_by === personId) throw new Refusal('second_person_required');
    await tx
      .updateTable('authorisations')
      .set({ state: input.decision, decided_by: personId, decided_at: now })
      .where('id', '=', row.id)
      .execute();
    const factId = await record({
      kind: 'authorisation.decided',
      subject: { type: 'authorisation', id: row.id },
      stream: row.site_id,
      data: { decision: input.decision, document: row.document_number },
    });
    return { id: row.id, factId };
  });
}

/** A scope line that is in force on a day, with everything that bounds a batch; refuses what stands in the way. */
export async function getScopeLineInForce(db: Kysely<DB>, scopeLineId: string, siteId: string, date: string) {
  const line = await db
    .selectFrom('scope_lines')
    .innerJoin('authorisations', 'authorisations.id', 'scope_lines.authorisation_id')
    .innerJoin('sites', 'sites.id', 'scope_lines.site_id')
    .selectAll('scope_lines')
    .select([
      'authorisations.state as authorisation_state',
      'authorisations.document_number',
      'sites.state as site_state',
      'sites.province',
    ])
    .where('scope_lines.id', '=', scopeLineId)
    .where('scope_lines.site_id', '=', siteId)
    .executeTakeFirst();
  if (!line) throw new Refusal('scope_not_covered', { axis: 'occupation' });
  if (line.site_state === 'suspended' || line.authorisation_state === 'suspended')
    throw new Refusal('site_suspended');
  if (line.site_state === 'withdrawn' || line.authorisation_state === 'withdrawn')
    throw new Refusal('site_withdrawn');
  if (line.authorisation_state !== 'in_force' || date < line.valid_from || date > line.valid_to) {
    throw new Refusal('authorisation_not_valid', { date });
  }
  return line;
}

/** Authorisations with their sites, newest first; for the staff of the Center. */
export async function listAuthorisations(
  base: Base,
  caller: Caller | null,
  query: PageQuery & { q?: string | undefined; state?: AuthorisationState | undefined },
) {
  requirePost(caller, 'readAuthorisations');
  let authorisations = base.db
    .selectFrom('authorisations')
    .innerJoin('sites', 'sites.id', 'authorisations.site_id')
    .innerJoin('persons as proposer', 'proposer.id', 'authorisations.proposed_by')
    .leftJoin('persons as decider', 'decider.id', 'authorisations.decided_by');
  if (query.state) authorisations = authorisations.where('authorisations.state', '=', query.state);
  if (query.q) authorisations = authorisations.where('sites.name_zh', 'like', `%${query.q}%`);
  const rows = await authorisations
    .selectAll('authorisations')
    .select([
      'sites.name_zh',
      'sites.name_en',
      'proposer.name as proposer_name',
      'decider.name as decider_name',
      totalOf,
    ])
    .select(({ selectFrom, fn }) =>
      selectFrom('scope_lines')
        .whereRef('scope_lines.authorisation_id', '=', 'authorisations.id')
        .select(fn.countAll<bigint>().as('count'))
        .as('scope_count'),
    )
    .orderBy('authorisations.id', 'desc')
    .$call(pageOf(query))
    .execute();
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      site: toSiteRef({ id: row.site_id, name_zh: row.name_zh, name_en: row.name_en }),
      documentNumber: row.document_number,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      state: row.state,
      scopeLines: Number(row.scope_count ?? 0n),
      proposedBy: { id: row.proposed_by, name: row.proposer_name },
      decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decider_name ?? '' },
    })),
  };
}
