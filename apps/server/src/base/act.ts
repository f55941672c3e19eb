// An act: idempotency → permission → rule → write → ledger → return, all in one transaction.
import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { actPosts } from '@jiangping/domain/people/post';
import type { Act as ActName, Post } from '@jiangping/domain/people/post';
import { Refusal } from '@jiangping/domain/refusal';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { newId } from './ambient.ts';
import type { Ambient } from './ambient.ts';
import { writeFact } from './facts.ts';
import type { Fact, FactActor } from './facts.ts';
import type { Keys } from './keys.ts';
import type { Ledger } from './ledger.ts';
import type { DB } from './schema.types.ts';

/** What every command is given: the database, time and randomness, the secrets, the log. */
export interface Base {
  db: Kysely<DB>;
  ambient: Ambient;
  keys: Keys;
  ledger: Ledger;
  /** Public origin of this server, for links on tickets and certificates. */
  publicUrl: string;
}

/** A post in force; `siteId` is null for a post at the Center, which reaches every site. */
export interface HeldPost {
  grantId: string;
  post: Post;
  siteId: string | null;
}

/** Who calls: a logged-in person with the posts in force today, and the key of this request. */
export interface Caller {
  person: { id: string; name: string };
  posts: readonly HeldPost[];
  key: string | null;
}

/** What a command works with inside its transaction. */
export interface ActScope {
  tx: Transaction<DB>;
  base: Base;
  now: Date;
  /** Today's date in Asia/Shanghai. */
  today: string;
  personId: string;
  /** The post the act is done under. */
  held: HeldPost;
  newId: () => string;
  /** Writes the act's fact; gives its id. */
  record: (fact: Pick<Fact, 'kind' | 'subject' | 'data'> & { stream?: string }) => Promise<string>;
}

/** The post under which the caller may do an act at a site; refuses `post_missing`, or `not_found` for another site's row. */
export function requirePost(caller: Caller | null, act: ActName, siteId?: string | null): HeldPost {
  if (!caller) throw new Refusal('login_required');
  const allowed: readonly Post[] = actPosts[act].by;
  const held = caller.posts.filter(({ post }) => allowed.includes(post));
  if (held.length === 0) throw new Refusal('post_missing', { post: allowed.join(', ') });
  const here = siteId ? held.find((one) => one.siteId === siteId || one.siteId === null) : held[0];
  // The row of another site is not even admitted to exist.
  if (!here) throw new Refusal('not_found');
  return here;
}

/**
 * The sites whose rows the caller may see by an act: `all` with a post at the Center, else those of the posts held.
 * Refuses `post_missing`. What a list filters by, so that no row of another site is counted or shown.
 */
export function findSeenSites(caller: Caller | null, act: ActName): 'all' | string[] {
  requirePost(caller, act);
  const allowed: readonly Post[] = actPosts[act].by;
  const held = caller?.posts.filter(({ post }) => allowed.includes(post)) ?? [];
  const siteIds = held.flatMap(({ siteId }) => (siteId === null ? [] : [siteId]));
  return siteIds.length < held.length ? 'all' : siteIds;
}

/**
 * Runs one command as one transaction under its idempotency key. A repeated key gives the first answer again; the
 * same key with another request is refused (`key_reused`). `siteOf` finds the site the act is bound to, if any.
 */
export async function act<Answer extends object>(
  base: Base,
  caller: Caller | null,
  name: ActName,
  request: unknown,
  run: (scope: ActScope) => Promise<Answer>,
  siteOf?: (tx: Transaction<DB>) => Promise<string | null>,
): Promise<Answer> {
  if (!caller) throw new Refusal('login_required');
  requirePost(caller, name);
  if (!caller.key) throw new Refusal('key_missing');
  const key = caller.key;
  const now = base.ambient.now();
  const answer = await base.db.transaction().execute(async (tx) => {
    const earlier = await claimKey(tx, caller.person.id, key, name, request, now);
    if (earlier) return earlier as Answer;
    const siteId = siteOf ? await siteOf(tx) : null;
    const held = requirePost(caller, name, siteId);
    const scope = openScope(base, tx, now, caller.person.id, held);
    const answer = await run(scope);
    await tx
      .updateTable('idempotency_keys')
      .set({ response: JSON.stringify(answer) })
      .where('actor', '=', caller.person.id)
      .where('key', '=', key)
      .execute();
    return answer;
  });
  base.ledger.nudge();
  return answer;
}

function openScope(base: Base, tx: Transaction<DB>, now: Date, personId: string, held: HeldPost): ActScope {
  const actor: FactActor = {
    person: personId,
    post: held.post,
    grant: held.grantId,
    ...(held.siteId ? { site: held.siteId } : {}),
  };
  return {
    tx,
    base,
    now,
    today: shanghaiDateOf(now.getTime()),
    personId,
    held,
    newId: () => newId(base.ambient),
    async record(fact) {
      const id = newId(base.ambient);
      await writeFact(tx, { id, at: now.toISOString(), actor, ...fact });
      return id;
    },
  };
}

/** Takes the key for this request, or gives the answer it already has. A second request under way waits here for the first. */
async function claimKey(
  tx: Transaction<DB>,
  actor: string,
  key: string,
  command: string,
  request: unknown,
  now: Date,
): Promise<unknown> {
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values({
      actor,
      key,
      command,
      request_digest: digestRequest(command, request),
      response: null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['actor', 'key']).doNothing())
    .executeTakeFirst();
  if (claimed.numInsertedOrUpdatedRows === 1n) return null;
  const answer = await readAnswer(tx, actor, key, command, request);
  // The row was there a moment ago: only a clean-up of old keys can have taken it in between.
  if (answer === null) throw new Error('an idempotency key vanished while it was claimed');
  return answer;
}

/**
 * The answer a repeated request already has, or null: for a command that computes before its act, so that a retry neither
 * computes again nor is refused because the world has moved on since. Refuses what `act` would refuse first.
 */
export async function findAnswer<Answer extends object>(
  base: Base,
  caller: Caller | null,
  name: ActName,
  request: unknown,
): Promise<Answer | null> {
  requirePost(caller, name);
  if (!caller?.key) throw new Refusal('key_missing');
  return (await readAnswer(base.db, caller.person.id, caller.key, name, request)) as Answer | null;
}

async function readAnswer(
  db: Kysely<DB>,
  actor: string,
  key: string,
  command: string,
  request: unknown,
): Promise<unknown> {
  const earlier = await db
    .selectFrom('idempotency_keys')
    .select(['request_digest', 'response'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!earlier) return null;
  if (!earlier.request_digest.equals(digestRequest(command, request))) throw new Refusal('key_reused');
  return earlier.response;
}

function digestRequest(command: string, request: unknown): Buffer {
  return createHash('sha256')
    .update(`${command}\0${canonicalJson(request ?? null)}`)
    .digest();
}
