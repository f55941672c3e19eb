// Versions as the other commands of items see them, and the door for papers.
import type { Kysely, Transaction } from 'kysely';
import type { Interaction } from '@jiangping/domain/items/interactions';
import { checkUsable } from '@jiangping/domain/items/item-state';
import type { ItemState } from '@jiangping/domain/items/item-states';
import { bigramsOf, searchTextOf } from '@jiangping/domain/items/near-duplicate';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import type { DB } from '../base/schema.types.ts';

export type ItemPart = 'theory' | 'practical';
export type ItemKind = Interaction | 'practical';

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

/** What a version is searched by: on one line its id, on the next what it is compared by (the title of a practical item). */
export function searchColumnsOf(body: TheoryItem | PracticalItem) {
  const texts = [body.id, 'stem' in body ? textOfItem(body) : body.title];
  return {
    search_text: texts.map(searchTextOf).join('\n'),
    search_pairs: [...new Set(texts.flatMap((text) => [...bigramsOf(text)]))],
  };
}

/** The line of {@link searchColumnsOf} that items are compared by. */
export function comparedTextOf(searchText: string): string {
  return searchText.slice(searchText.indexOf('\n') + 1);
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

/**
 * Refuses the first of these versions that may not stand in a new paper, or `not_found`. It locks nothing: a row lock stays
 * on the row for everybody who reads the database, and would tell which items a paper took.
 */
export async function requireUsable(db: Kysely<DB>, versionIds: readonly string[]): Promise<void> {
  const ids = [...new Set(versionIds)];
  const rows = await db
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .select(['item_versions.state', 'items.code', 'items.part'])
    .where('item_versions.id', 'in', ids)
    .orderBy('item_versions.id')
    .execute();
  if (rows.length < ids.length) throw new Refusal('not_found');
  for (const { code, part, state } of rows)
    checkUsable({ item: code, part: part as ItemPart, state: state as ItemState });
}

/** Shows the versions of a paper as in use once it is opened; one that was retired in the meantime stays so. */
export async function markInUse(tx: Transaction<DB>, versionIds: readonly string[]): Promise<void> {
  await tx
    .updateTable('item_versions')
    .set({ state: 'in_use' })
    .where('id', 'in', versionIds)
    .where('state', '=', 'approved')
    .execute();
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
      'item_versions.interaction',
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
    kind: row.interaction as ItemKind,
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
