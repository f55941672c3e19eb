import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ExpressionBuilder, Kysely } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import type { Post } from '@jiangping/domain/people/post';
import { Refusal } from '@jiangping/domain/refusal';
import { newId } from '../base/ambient.ts';
import type { Base, Caller } from '../base/act.ts';
import { writeFact } from '../base/facts.ts';
import { decryptField, digestField } from '../base/fields.ts';
import type { DB } from '../base/schema.types.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { findPolicies } from './policies.ts';
import { matchTotp } from './totp.ts';

export interface LoginInput {
  account: string;
  password: string;
  code?: string | undefined;
}

export interface PostHeld {
  post: Post;
  site: { id: string; nameZh: string; nameEn: string } | null;
}

export interface Me {
  person: { id: string; name: string };
  account: string;
  posts: PostHeld[];
  expiresAt: string;
}

/** Hashed on every login with an unknown account, so that time does not tell which accounts exist. */
let decoy: Promise<string> | null = null;

/**
 * Logs a person in by password and one-time code (or one recovery code) and opens a login. Refuses `login_failed` for
 * any wrong pair alike, `login_locked` after too many failures, `totp_required`, `totp_wrong`, `totp_replayed`.
 */
export async function logIn(base: Base, input: LoginInput): Promise<Me & { token: string }> {
  const now = base.ambient.now();
  const account = await base.db
    .selectFrom('accounts')
    .innerJoin('persons', 'persons.id', 'accounts.person_id')
    .selectAll('accounts')
    .select('persons.name as person_name')
    .where('accounts.name', '=', input.account)
    .executeTakeFirst();
  if (!account || account.disabled_at) {
    decoy ??= hashPassword(base.ambient, 'decoy');
    await isPassword(await decoy, input.password);
    throw new Refusal('login_failed');
  }
  if (account.locked_until && account.locked_until > now) {
    throw new Refusal('login_locked', {
      minutes: Math.ceil((account.locked_until.getTime() - now.getTime()) / 60_000),
    });
  }
  if (!(await isPassword(account.password_hash, input.password))) {
    await countFailure(base, account.person_id, now);
    throw new Refusal('login_failed');
  }
  const code = input.code?.replaceAll(/\s/g, '') ?? '';
  if (!code) throw new Refusal('totp_required');
  const secret = Buffer.from(decryptField(base.keys, 'totp', account.totp_cipher), 'base64');
  const step = matchTotp(secret, code, now);
  const recovery = step === null && (await useRecoveryCode(base, account.person_id, code, now));
  if (step === null && !recovery) {
    await countFailure(base, account.person_id, now);
    throw new Refusal('totp_wrong');
  }
  const token = base.ambient.randomBytes(32).toString('base64url');
  const hours = (await findPolicies(base.db, shanghaiDateOf(now.getTime()))).get('logins.hours');
  const expiresAt = new Date(now.getTime() + hours * 3_600_000);
  await base.db.transaction().execute(async (tx) => {
    if (step !== null) {
      const moved = await tx
        .updateTable('accounts')
        .set({ totp_last_step: BigInt(step) })
        .where('person_id', '=', account.person_id)
        .where('totp_last_step', '<', BigInt(step))
        .executeTakeFirst();
      if (moved.numUpdatedRows !== 1n) throw new Refusal('totp_replayed');
    }
    await tx
      .updateTable('accounts')
      .set({ failed_logins: 0, locked_until: null })
      .where('person_id', '=', account.person_id)
      .execute();
    await tx
      .insertInto('logins')
      .values({
        token_digest: digestToken(token),
        person_id: account.person_id,
        created_at: now,
        expires_at: expiresAt,
        revoked_at: null,
      })
      .execute();
    await writeFact(tx, {
      id: newId(base.ambient),
      kind: 'login.opened',
      at: now.toISOString(),
      actor: { system: 'login' },
      subject: { type: 'person', id: account.person_id },
      data: { factor: recovery ? 'recovery-code' : 'totp' },
    });
  });
  base.ledger.nudge();
  return {
    token,
    person: { id: account.person_id, name: account.person_name },
    account: account.name,
    posts: await listHeldPosts(base.db, account.person_id, now),
    expiresAt: expiresAt.toISOString(),
  };
}

/** Ends a login; ending it twice is no fault. */
export async function logOut(base: Base, token: string | null): Promise<void> {
  if (!token) return;
  await base.db
    .updateTable('logins')
    .set({ revoked_at: base.ambient.now() })
    .where('token_digest', '=', digestToken(token))
    .where('revoked_at', 'is', null)
    .execute();
}

/** The person behind a login token with the posts in force now, in one query; null for a token that does not count. */
export async function findCaller(base: Base, token: string, key: string | null): Promise<Caller | null> {
  const now = base.ambient.now();
  const rows = await base.db
    .selectFrom('logins')
    .innerJoin('persons', 'persons.id', 'logins.person_id')
    .innerJoin('accounts', 'accounts.person_id', 'logins.person_id')
    .leftJoin('grants', (join) =>
      join.onRef('grants.person_id', '=', 'logins.person_id').on(({ eb }) => grantInForce(eb, now)),
    )
    .where('logins.token_digest', '=', digestToken(token))
    .where('logins.revoked_at', 'is', null)
    .where('logins.expires_at', '>', now)
    .where('accounts.disabled_at', 'is', null)
    .select(['persons.id', 'persons.name', 'grants.id as grant_id', 'grants.post', 'grants.site_id'])
    .execute();
  const first = rows[0];
  if (!first) return null;
  const posts = rows.flatMap((row) =>
    row.grant_id === null ? [] : [{ grantId: row.grant_id, post: row.post as Post, siteId: row.site_id }],
  );
  return { person: { id: first.id, name: first.name }, posts, key };
}

/** Who is logged in by this token; refuses `session_expired`. */
export async function getMe(base: Base, token: string | null): Promise<Me> {
  const now = base.ambient.now();
  const row = token
    ? await base.db
        .selectFrom('logins')
        .innerJoin('persons', 'persons.id', 'logins.person_id')
        .innerJoin('accounts', 'accounts.person_id', 'logins.person_id')
        .where('logins.token_digest', '=', digestToken(token))
        .where('logins.revoked_at', 'is', null)
        .where('logins.expires_at', '>', now)
        .select(['persons.id', 'persons.name', 'accounts.name as account', 'logins.expires_at'])
        .executeTakeFirst()
    : undefined;
  if (!row) throw new Refusal('session_expired');
  return {
    person: { id: row.id, name: row.name },
    account: row.account,
    posts: await listHeldPosts(base.db, row.id, now),
    expiresAt: row.expires_at.toISOString(),
  };
}

/** The posts a person holds now, with the names of their sites. */
export async function listHeldPosts(db: Kysely<DB>, personId: string, now: Date): Promise<PostHeld[]> {
  const rows = await db
    .selectFrom('grants')
    .leftJoin('sites', 'sites.id', 'grants.site_id')
    .where('grants.person_id', '=', personId)
    .where(({ eb }) => grantInForce(eb, now))
    .select(['grants.post', 'sites.id', 'sites.name_zh', 'sites.name_en'])
    .orderBy('grants.post')
    .execute();
  return rows.map((row) => ({
    post: row.post as Post,
    site: row.id === null ? null : { id: row.id, nameZh: row.name_zh ?? '', nameEn: row.name_en ?? '' },
  }));
}

/** The posts in force of whoever holds an account; none where nobody does. */
export async function listPostsOfAccount(base: Base, account: string): Promise<PostHeld[]> {
  const row = await base.db
    .selectFrom('accounts')
    .select('person_id')
    .where('name', '=', account)
    .executeTakeFirst();
  return row ? listHeldPosts(base.db, row.person_id, base.ambient.now()) : [];
}

/** A grant counts when a second person confirmed it, on its days, until it is revoked. */
export function grantInForce(eb: ExpressionBuilder<DB, 'grants'>, now: Date) {
  const today = shanghaiDateOf(now.getTime());
  return eb.and([
    eb('grants.confirmed_at', 'is not', null),
    eb('grants.revoked_at', 'is', null),
    eb('grants.valid_from', '<=', today),
    eb('grants.valid_to', '>=', today),
  ]);
}

async function countFailure(base: Base, personId: string, now: Date): Promise<void> {
  const policies = await findPolicies(base.db, shanghaiDateOf(now.getTime()));
  const until = new Date(now.getTime() + policies.get('logins.lock_minutes') * 60_000);
  await base.db
    .updateTable('accounts')
    .set(({ eb }) => ({
      failed_logins: eb('failed_logins', '+', 1),
      locked_until: sql<Date>`case when failed_logins + 1 >= ${policies.get('logins.attempts')} then ${until}::timestamptz else locked_until end`,
    }))
    .where('person_id', '=', personId)
    .execute();
}

async function useRecoveryCode(base: Base, personId: string, code: string, now: Date): Promise<boolean> {
  const used = await base.db
    .updateTable('recovery_codes')
    .set({ used_at: now })
    .where('person_id', '=', personId)
    .where('code_digest', '=', digestField(base.keys, 'recovery', code.toUpperCase()))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

function digestToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
