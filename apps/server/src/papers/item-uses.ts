// Which theory items sealed papers have taken, told only under a keyed digest: assembly can ask for an item it knows, and
// whoever reads the rows without the key learns how many there are.
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import { portionsOf } from '../base/bulk.ts';
import { digestField } from '../base/fields.ts';
import type { Keys } from '../base/keys.ts';
import type { DB } from '../base/schema.types.ts';

function digestsOf(keys: Keys, versionIds: readonly string[]): Map<string, string> {
  return new Map(versionIds.map((id) => [digestField(keys, 'item-use', id).toString('hex'), id]));
}

/** Those of these versions that a sealed paper has taken. */
export async function findUsedItems(
  db: Kysely<DB>,
  keys: Keys,
  versionIds: readonly string[],
): Promise<Set<string>> {
  const digests = digestsOf(keys, versionIds);
  const rows = await db
    .selectFrom('item_uses')
    .select('item_digest')
    .where(
      'item_digest',
      'in',
      sql<Buffer>`(select decode(hex, 'hex') from unnest(${[...digests.keys()]}::text[]) as hex)`,
    )
    .execute();
  return new Set(rows.flatMap(({ item_digest }) => digests.get(item_digest.toString('hex')) ?? []));
}

/**
 * Takes theory versions for a paper that is being sealed; refuses `paper_overlaps_sealed` where one is taken, without saying
 * which. The rows are written in the order of their digests: it tells nothing, and two seals at once cannot block each other.
 */
export async function takeItems(
  tx: Transaction<DB>,
  keys: Keys,
  versionIds: readonly string[],
): Promise<void> {
  const digests = [...digestsOf(keys, versionIds).keys()].sort();
  let taken = 0n;
  for (const portion of portionsOf(digests)) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('item_uses')
      .values(portion.map((hex) => ({ item_digest: Buffer.from(hex, 'hex') })))
      .onConflict((conflict) => conflict.column('item_digest').doNothing())
      .executeTakeFirstOrThrow();
    taken += numInsertedOrUpdatedRows ?? 0n;
  }
  if (taken < BigInt(versionIds.length)) throw new Refusal('paper_overlaps_sealed');
}
