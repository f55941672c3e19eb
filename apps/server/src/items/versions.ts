// Versions as the other commands of items see them, and the door for papers.
import type { Kysely, Transaction } from 'kysely';
import { checkUsable } from '@jiangping/domain/items/item-state';
import type { ItemState } from '@jiangping/domain/items/item-states';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import type { DB } from '../base/schema.types.ts';

export type ItemPart = 'theory' | 'practical';

/** A version that may stand in a paper, with its content. */
export interface UsableVersion<Body> {
  versionId: string;
  code: string;
  body: Body;
}

/** What two theory items are compared by: stem and options, since stems such as “下列说法正确的是” repeat. */
export function textOfItem({ stem, options }: Pick<TheoryItem, 'stem' | 'options'>): string {
  return [stem, ...options.map(({ text }) => text)].join(' ');
}

/**
 * The versions of an occupation, level and part that may stand in a new paper, by code: the approved ones, and of practical
 * items those in use as well (see `checkUsable`).
 */
export async function findApprovedItems(
  db: Kysely<DB>,
  occupationId: string,
  level: Level,
  part: 'theory',
): Promise<UsableVersion<TheoryItem>[]>;
export async function findApprovedItems(
  db: Kysely<DB>,
  occupationId: string,
  level: Level,
  part: 'practical',
): Promise<UsableVersion<PracticalItem>[]>;
export async function findApprovedItems(
  db: Kysely<DB>,
  occupationId: string,
  level: Level,
  part: ItemPart,
): Promise<UsableVersion<TheoryItem | PracticalItem>[]> {
  const rows = await db
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .select(['item_versions.id', 'items.code', 'item_versions.body'])
    .where('items.occupation_id', '=', occupationId)
    .where('items.level', '=', level)
    .where('items.part', '=', part)
    .where('item_versions.state', 'in', part === 'practical' ? ['approved', 'in_use'] : ['approved'])
    .orderBy('items.code')
    .orderBy('item_versions.version')
    .execute();
  // The import accepts nothing into the table that is not of this shape.
  return rows.map(({ id, code, body }) => ({
    versionId: id,
    code,
    body: body as TheoryItem | PracticalItem,
  }));
}

/** Holds these versions until the transaction ends; refuses the first that may not stand in a new paper. */
export async function holdUsable(tx: Transaction<DB>, versionIds: readonly string[]): Promise<void> {
  const rows = await lockVersions(tx, versionIds);
  for (const row of rows) checkUsable(row);
}

/** Takes the versions of a paper into use when it is sealed; refuses one that another paper or a retirement took first. */
export async function markInUse(tx: Transaction<DB>, versionIds: readonly string[]): Promise<void> {
  await holdUsable(tx, versionIds);
  await tx.updateTable('item_versions').set({ state: 'in_use' }).where('id', 'in', versionIds).execute();
}

/** The rows of these versions, locked in the order of their ids so that two acts never wait for each other; refuses `not_found`. */
export async function lockVersions(tx: Transaction<DB>, versionIds: readonly string[]) {
  const ids = [...new Set(versionIds)];
  const rows = await tx
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .select([
      'item_versions.id',
      'item_versions.state',
      'item_versions.writer_id',
      'items.code',
      'items.part',
    ])
    .where('item_versions.id', 'in', ids)
    .orderBy('item_versions.id')
    .forUpdate('item_versions')
    .execute();
  if (rows.length < ids.length) throw new Refusal('not_found');
  return rows.map((row) => ({
    id: row.id,
    item: row.code,
    part: row.part as ItemPart,
    state: row.state as ItemState,
    writerId: row.writer_id,
  }));
}

/** The content of versions by id: keys included, so not for a candidate's eyes. */
export async function getItemBodies(
  db: Kysely<DB>,
  versionIds: readonly string[],
): Promise<Map<string, TheoryItem | PracticalItem>> {
  if (versionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('item_versions')
    .select(['id', 'body'])
    .where('id', 'in', [...new Set(versionIds)])
    .execute();
  return new Map(rows.map(({ id, body }) => [id, body as TheoryItem | PracticalItem]));
}
