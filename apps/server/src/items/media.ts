// Files of items: stored once by content, freed of metadata; read by the bank's staff, and by a candidate whose form shows them.
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { Refusal } from '@jiangping/domain/refusal';
import { cleanMedia } from '@jiangping/formats/media/clean-media';
import { act, requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { findPolicies } from '../people/people.ts';

export interface StoredMedium {
  type: string;
  content: Buffer;
}

/**
 * Stores a file of an item without its metadata and tells the SHA-256 it is kept under; a file that is there already is not
 * written again (`factId` null). Refuses (`item_media_refused`) what is too large, of another type than its bytes say it is
 * among those allowed, cut short, or carries anything that runs.
 */
export async function storeMedia(
  base: Base,
  caller: Caller | null,
  input: { name: string; content: string },
) {
  // Before any work is spent on the file.
  requirePost(caller, 'storeMedia');
  const original = Buffer.from(input.content, 'base64');
  const today = shanghaiDateOf(base.ambient.now().getTime());
  const limit = (await findPolicies(base.db, today)).get('items.media_bytes');
  if (original.length > limit) throw new Refusal('item_media_refused', { mediaFault: 'too_large' });
  const reading = cleanMedia(original);
  if (reading.kind === 'refused') throw new Refusal('item_media_refused', { mediaFault: reading.fault });
  const { type, width, height } = reading;
  const content = Buffer.from(reading.bytes);
  const digest = sha256Of(content);
  const sha256 = digest.toString('hex');
  const request = { name: input.name, sha256 };
  return act(base, caller, 'storeMedia', request, async ({ tx, now, personId, record }) => {
    const written = await tx
      .insertInto('item_media')
      .values({
        sha256: digest,
        type,
        content,
        width,
        height,
        original_sha256: sha256Of(original),
        stored_by: personId,
        stored_at: now,
      })
      .onConflict((conflict) => conflict.column('sha256').doNothing())
      .returning('sha256')
      .executeTakeFirst();
    // The name was written by a person and may hold one: only digests enter the log.
    const factId = written
      ? await record({
          kind: 'item-media.stored',
          subject: { type: 'item-media', id: sha256 },
          data: { type, bytes: content.length, original: sha256Of(original).toString('hex') },
        })
      : null;
    return { sha256, type, bytes: content.length, width, height, factId };
  });
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** A file for those who read items; whoever knows its digest has read an item that shows it, which is on record. Refuses `not_found`. */
export async function getMedia(base: Base, caller: Caller | null, sha256: string): Promise<StoredMedium> {
  requirePost(caller, 'readItem');
  return findMedium(base.db, sha256);
}

/** A file by its SHA-256, if one of these versions shows it; refuses `not_found`. */
export async function getMediaOfVersions(
  db: Kysely<DB>,
  versionIds: readonly string[],
  sha256: string,
): Promise<StoredMedium> {
  if (versionIds.length === 0) throw new Refusal('not_found');
  const link = await db
    .selectFrom('item_version_media')
    .select('sha256')
    .where('item_version_id', 'in', [...versionIds])
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst();
  if (!link) throw new Refusal('not_found');
  return findMedium(db, sha256);
}

async function findMedium(db: Kysely<DB>, sha256: string): Promise<StoredMedium> {
  const row = await db
    .selectFrom('item_media')
    .select(['type', 'content'])
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return row;
}
