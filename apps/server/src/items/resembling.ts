// What one item resembles among all items of its bank, found through the index of character pairs.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import type { TheoryItem } from '@jiangping/domain/items/item';
import { bigramsOf, similarityOf } from '@jiangping/domain/items/near-duplicate';
import type { Level } from '@jiangping/domain/standards/level';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { findPolicies } from '../people/people.ts';
import { showItem } from './canaries.ts';
import { recordReading } from './readings.ts';
import { comparedTextOf, getItemBodies, textOfItem } from './versions.ts';

/** Resembling items that are shown; more say nothing more. */
const MOST = 5;
/** Pairs that the id of an item adds at most to those of its text. */
const CODE_PAIRS = 64;
/** Versions a pair is counted in at most: one more common than that is no rare one, and counting on would cost. */
const COUNTED = 100;

interface Place {
  occupationId: string;
  level: Level;
}

type Compared = Pick<TheoryItem, 'stem' | 'options'>;

/**
 * The theory items of a bank at least as similar as the policy says, most similar first, by their newest version that is
 * not retired; `itemId` is the item itself, which is left out. None is missed: a text that similar shares one of any
 * (1 − threshold) × n + 1 of the n pairs, so only texts with one of the rarest are compared.
 */
export async function findResembling(
  db: Kysely<DB>,
  today: string,
  { occupationId, level }: Place,
  item: Compared,
  itemId: string | null,
) {
  const threshold = (await findPolicies(db, today)).get('items.near_duplicate');
  const pairs = bigramsOf(textOfItem(item));
  if (pairs.size === 0) return [];
  const all = [...pairs];
  const prefix = await findRarest(db, all, all.length - Math.ceil(threshold * all.length - 1e-9) + 1);
  // As in a search: without figures of the bank the planner would compare every item with every text found.
  await sql`set local enable_nestloop = off`.execute(db);
  const rows = await db
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .select(['item_versions.id', 'item_versions.item_id', 'item_versions.writer_id'])
    .select(['item_versions.search_text', 'items.code'])
    .where('items.occupation_id', '=', occupationId)
    .where('items.level', '=', level)
    .where('items.part', '=', 'theory')
    .where('item_versions.state', '<>', 'retired')
    .where(sql<boolean>`item_versions.search_pairs && ${sql.val(prefix)}::text[]`)
    .where(sql<number>`cardinality(item_versions.search_pairs)`, '>=', Math.floor(threshold * all.length))
    .where(
      sql<number>`cardinality(item_versions.search_pairs)`,
      '<=',
      Math.ceil(all.length / threshold) + CODE_PAIRS,
    )
    .orderBy('item_versions.version', 'desc')
    .orderBy('items.code')
    .execute();
  const seen = new Set(itemId === null ? [] : [itemId]);
  return rows
    .filter((row) => !seen.has(row.item_id) && seen.add(row.item_id))
    .map((row) => ({ ...row, similarity: similarityOf(pairs, bigramsOf(comparedTextOf(row.search_text))) }))
    .filter(({ similarity }) => similarity >= threshold)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, MOST);
}

/** As many of the pairs, those that the fewest versions have. */
async function findRarest(db: Kysely<DB>, pairs: readonly string[], count: number): Promise<string[]> {
  const { rows } = await sql<{ pair: string }>`
    select pair from unnest(${sql.val([...pairs])}::text[]) as pair
    order by (
      select count(*) from
        (select from item_versions where search_pairs @> array[pair] limit ${sql.lit(COUNTED)}) as counted
    ), pair
    limit ${count}`.execute(db);
  return rows.map(({ pair }) => pair);
}

/** What a text that is being written resembles, with stems and options side by side: a reading on record. */
export async function compareItem(
  base: Base,
  caller: Caller | null,
  input: Place & { item: Compared; versionId?: string | undefined },
) {
  return recordReading(base, caller, 'writeItem', async (tx) => {
    const today = shanghaiDateOf(base.ambient.now().getTime());
    const own = input.versionId
      ? await tx
          .selectFrom('item_versions')
          .select('item_id')
          .where('id', '=', input.versionId)
          .executeTakeFirst()
      : undefined;
    const found = await findResembling(tx, today, input, input.item, own?.item_id ?? null);
    const bodies = await getItemBodies(
      tx,
      found.map(({ id }) => id),
    );
    return {
      answer: {
        resembles: found.map(({ id, writer_id: writerId, code, similarity }) => {
          // Nothing but theory items is compared.
          const body = bodies.get(id) as TheoryItem;
          const { stem, options } = showItem(base.keys, { id, writerId }, caller?.person.id ?? '', body);
          return { versionId: id, code, stem, options: [...options], similarity };
        }),
      },
      versionIds: found.map(({ id }) => id),
    };
  });
}
