// The bank as a list: what is looked for, by which figures, in which order. A page of it is a reading of its items.
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import type { ItemState } from '@jiangping/domain/items/item-states';
import { bigramsOf, searchTextOf } from '@jiangping/domain/items/near-duplicate';
import type { Level } from '@jiangping/domain/standards/level';
import type { Base, Caller } from '../base/act.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import type { DB } from '../base/schema.types.ts';
import { recordReading, selectVersions, toItemRow } from './readings.ts';
import { findFigureLimits, findUse, selectExposures, selectFigures } from './statistics.ts';
import type { ItemKind, ItemPart } from './versions.ts';

export interface ItemQuery extends PageQuery {
  q?: string | undefined;
  occupationId?: string | undefined;
  level?: Level | undefined;
  part?: ItemPart | undefined;
  state?: ItemState | undefined;
  point?: string | undefined;
  interaction?: ItemKind | undefined;
  difficulty?: number | undefined;
  minShare?: number | undefined;
  maxShare?: number | undefined;
  maxBiserial?: number | undefined;
  use?: 'attention' | 'used' | 'unused' | undefined;
  sort: 'code' | 'share' | 'biserial' | 'candidates' | 'exposure';
  order: 'asc' | 'desc';
}

const sortColumns = {
  code: 'items.code',
  share: 'figures.share',
  biserial: 'figures.biserial',
  candidates: 'figures.candidates',
  exposure: 'exposures.candidates',
} as const;

/**
 * The versions in whose id, stem, options or title a text stands, whatever its case, width and punctuation: through the
 * index of character pairs, then by the text itself, since pairs may come from different places. A text without any letter
 * or digit stands nowhere. Asked before the page and not within it: planned together, every item of the bank would be asked.
 */
async function findWithText(tx: Transaction<DB>, q: string): Promise<string[]> {
  const text = searchTextOf(q);
  if (text === '') return [];
  let versions = tx
    .selectFrom('item_versions')
    .select('id')
    .where(sql<boolean>`position(${text} in search_text) > 0`);
  // One character alone is in no pair.
  if (Array.from(text).length > 1)
    versions = versions.where(sql<boolean>`search_pairs @> ${sql.val([...bigramsOf(q)])}::text[]`);
  return (await versions.execute()).map(({ id }) => id);
}

/** A page of the bank, by code or by a figure; versions without the figure come last. */
export async function listItems(base: Base, caller: Caller | null, query: ItemQuery) {
  return recordReading(base, caller, 'readItem', async (tx) => {
    const today = shanghaiDateOf(base.ambient.now().getTime());
    // The planner leaves a joined query out where none of its columns is asked for.
    let versions = selectVersions(tx)
      .leftJoin(selectFigures(tx).as('figures'), 'figures.item_version_id', 'item_versions.id')
      .leftJoin(selectExposures(tx).as('exposures'), 'exposures.item_version_id', 'item_versions.id');
    if (query.occupationId) versions = versions.where('items.occupation_id', '=', query.occupationId);
    if (query.level) versions = versions.where('items.level', '=', query.level);
    if (query.part) versions = versions.where('items.part', '=', query.part);
    if (query.state) versions = versions.where('item_versions.state', '=', query.state);
    if (query.interaction) versions = versions.where('item_versions.interaction', '=', query.interaction);
    if (query.difficulty) versions = versions.where('item_versions.difficulty', '=', query.difficulty);
    if (query.minShare !== undefined) versions = versions.where('figures.share', '>=', query.minShare);
    if (query.maxShare !== undefined) versions = versions.where('figures.share', '<=', query.maxShare);
    if (query.maxBiserial !== undefined)
      versions = versions.where('figures.biserial', '<=', query.maxBiserial);
    if (query.use === 'used') versions = versions.where('exposures.sittings', 'is not', null);
    if (query.use === 'unused') versions = versions.where('exposures.sittings', 'is', null);
    if (query.use === 'attention') {
      // The rule of `faultsOfFigures` as a filter.
      const limits = await findFigureLimits(tx, today);
      versions = versions
        .where('figures.candidates', '>=', limits.leastCandidates)
        .where((eb) =>
          eb.or([
            eb('figures.share', '<', limits.leastShare),
            eb('figures.share', '>', limits.mostShare),
            eb('figures.biserial', '<', limits.leastBiserial),
          ]),
        );
    }
    const { point, q } = query;
    if (point) {
      // A range shows the points below it: A2.1 holds A2.1.3 and not A2.10.
      versions = versions.where((eb) =>
        eb.or([
          eb('item_versions.point', '=', point),
          eb(sql<boolean>`starts_with(item_versions.point, ${`${point}.`})`, '=', true),
        ]),
      );
    }
    if (q) {
      const found = await findWithText(tx, q);
      // Where no vacuum takes figures (the embedded engine), the planner holds a bank for one row and asks all found ids of
      // each of its items; a hash asks once.
      await sql`set local enable_nestloop = off`.execute(tx);
      versions = versions.where(sql<boolean>`item_versions.id = any (${sql.val(found)}::uuid[])`);
    }
    const rows = await versions
      .select(totalOf)
      .orderBy(sortColumns[query.sort], (by) => (query.order === 'desc' ? by.desc() : by.asc()).nullsLast())
      .orderBy('items.code')
      .orderBy('item_versions.version', 'desc')
      .orderBy('item_versions.id')
      .$call(pageOf(query))
      .execute();
    const versionIds = rows.map(({ id }) => id);
    const useOf = await findUse(tx, today, versionIds);
    return {
      answer: {
        total: rows[0]?.total ?? 0,
        rows: rows.map((row) => ({ ...toItemRow(base, caller, row), ...useOf(row.id) })),
      },
      versionIds,
    };
  });
}
