import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { findPostClash, sitePosts } from '@jiangping/domain/people/post';
import type { Post } from '@jiangping/domain/people/post';
import { Refusal } from '@jiangping/domain/refusal';
import { act, requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';

export type GrantState = 'proposed' | 'in_force' | 'revoked' | 'expired';

export interface GrantInput {
  personId: string;
  post: Post;
  siteId?: string | undefined;
  validFrom: string;
  validTo: string;
}

/** Proposes a post; it gives no right before another person confirms it. Refuses clashing posts (`post_clash`). */
export async function proposeGrant(base: Base, caller: Caller | null, input: GrantInput) {
  return act(base, caller, 'proposeGrant', input, async ({ tx, now, today, personId, newId, record }) => {
    if (input.validFrom > input.validTo || input.validTo < today) throw new Refusal('date_invalid');
    if (sitePosts.includes(input.post) !== (input.siteId !== undefined))
      throw new Refusal('input_invalid', { field: 'siteId' });
    const person = await tx
      .selectFrom('persons')
      .select('id')
      .where('id', '=', input.personId)
      .forUpdate()
      .executeTakeFirst();
    if (!person) throw new Refusal('not_found');
    if (input.siteId) {
      const site = await tx
        .selectFrom('sites')
        .select('id')
        .where('id', '=', input.siteId)
        .executeTakeFirst();
      if (!site) throw new Refusal('not_found');
    }
    const held = await tx
      .selectFrom('grants')
      .select('post')
      .where('person_id', '=', input.personId)
      .where('revoked_at', 'is', null)
      .where('valid_to', '>=', today)
      .execute();
    const clash = findPostClash(
      held.map(({ post }) => post as Post),
      input.post,
    );
    if (clash) throw new Refusal('post_clash', { post: clash[0], other: clash[1] });
    const id = newId();
    await tx
      .insertInto('grants')
      .values({
        id,
        person_id: input.personId,
        post: input.post,
        site_id: input.siteId ?? null,
        valid_from: input.validFrom,
        valid_to: input.validTo,
        proposed_by: personId,
        proposed_at: now,
        confirmed_by: null,
        confirmed_at: null,
        revoked_by: null,
        revoked_at: null,
      })
      .execute();
    const factId = await record({
      kind: 'grant.proposed',
      subject: { type: 'grant', id },
      data: {
        person: input.personId,
        post: input.post,
        site: input.siteId ?? null,
        validFrom: input.validFrom,
        validTo: input.validTo,
      },
    });
    return { id, factId };
  });
}

/** Confirms a proposed post: by another person than its proposer and than its holder. */
export async function confirmGrant(base: Base, caller: Caller | null, input: { grantId: string }) {
  return act(base, caller, 'confirmGrant', input, async ({ tx, now, personId, record }) => {
    const grant = await tx
      .selectFrom('grants')
      .selectAll()
      .where('id', '=', input.grantId)
      .forUpdate()
      .executeTakeFirst();
    if (!grant) throw new Refusal('not_found');
    if (grant.confirmed_at || grant.revoked_at)
      throw new Refusal('wrong_state', {
        state: grant.revoked_at ? 'revoked' : 'in_force',
        needed: 'proposed',
      });
    if (grant.proposed_by === personId || grant.person_id === personId)
      throw new Refusal('second_person_required');
    await tx
      .updateTable('grants')
      .set({ confirmed_by: personId, confirmed_at: now })
      .where('id', '=', grant.id)
      .execute();
    const factId = await record({
      kind: 'grant.confirmed',
      subject: { type: 'grant', id: grant.id },
      data: { person: grant.person_id, post: grant.post, site: grant.site_id },
    });
    return { id: grant.id, factId };
  });
}

/** Revokes a post at once, proposed or in force. */
export async function revokeGrant(
  base: Base,
  caller: Caller | null,
  input: { grantId: string; reason: string },
) {
  return act(base, caller, 'revokeGrant', input, async ({ tx, now, personId, record }) => {
    const revoked = await tx
      .updateTable('grants')
      .set({ revoked_by: personId, revoked_at: now })
      .where('id', '=', input.grantId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (revoked.numUpdatedRows !== 1n) throw new Refusal('not_found');
    const factId = await record({
      kind: 'grant.revoked',
      subject: { type: 'grant', id: input.grantId },
      data: { reason: input.reason },
    });
    return { id: input.grantId, factId };
  });
}

/** Grants with the people behind them, newest first. */
export async function listGrants(
  base: Base,
  caller: Caller | null,
  query: PageQuery & { q?: string | undefined; state?: GrantState | undefined },
) {
  requirePost(caller, 'confirmGrant');
  const today = shanghaiDateOf(base.ambient.now().getTime());
  let grants = base.db
    .selectFrom('grants')
    .innerJoin('persons', 'persons.id', 'grants.person_id')
    .leftJoin('sites', 'sites.id', 'grants.site_id')
    .leftJoin('persons as proposer', 'proposer.id', 'grants.proposed_by')
    .leftJoin('persons as confirmer', 'confirmer.id', 'grants.confirmed_by');
  if (query.q) grants = grants.where('persons.name', 'like', `%${query.q}%`);
  if (query.state === 'revoked') grants = grants.where('grants.revoked_at', 'is not', null);
  else if (query.state) grants = grants.where('grants.revoked_at', 'is', null);
  if (query.state === 'proposed') grants = grants.where('grants.confirmed_at', 'is', null);
  if (query.state === 'in_force')
    grants = grants.where('grants.confirmed_at', 'is not', null).where('grants.valid_to', '>=', today);
  if (query.state === 'expired')
    grants = grants.where('grants.confirmed_at', 'is not', null).where('grants.valid_to', '<', today);
  const rows = await grants
    .selectAll('grants')
    .select([
      'persons.name as person_name',
      'sites.name_zh',
      'sites.name_en',
      'proposer.name as proposer_name',
      'confirmer.name as confirmer_name',
      totalOf,
    ])
    .orderBy('grants.id', 'desc')
    .$call(pageOf(query))
    .execute();
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      person: { id: row.person_id, name: row.person_name },
      post: row.post as Post,
      site:
        row.site_id === null
          ? null
          : { id: row.site_id, nameZh: row.name_zh ?? '', nameEn: row.name_en ?? '' },
      validFrom: row.valid_from,
      validTo: row.valid_to,
      proposedBy: row.proposed_by === null ? null : { id: row.proposed_by, name: row.proposer_name ?? '' },
      confirmedBy:
        row.confirmed_by === null ? null : { id: row.confirmed_by, name: row.confirmer_name ?? '' },
      state: grantState(row, today),
    })),
  };
}

function grantState(
  row: { revoked_at: Date | null; confirmed_at: Date | null; valid_to: string },
  today: string,
): GrantState {
  if (row.revoked_at) return 'revoked';
  if (!row.confirmed_at) return 'proposed';
  return row.valid_to < today ? 'expired' : 'in_force';
}
