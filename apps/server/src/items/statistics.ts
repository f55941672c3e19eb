// What the sittings tell of item versions: who has met them, and how they fared. Written once a sitting by a job of reports,
// read beside the items. Neither a sitting nor a paper is known here but by an id that keeps its rows apart.
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { faultsOfFigures } from '@jiangping/domain/items/item-figures';
import type { FigureLimits } from '@jiangping/domain/items/item-figures';
import { figuresOf } from '@jiangping/measure/item-statistics';
import type { ItemSums } from '@jiangping/measure/item-statistics';
import type { ActScope } from '../base/act.ts';
import { portionsOf } from '../base/bulk.ts';
import type { DB } from '../base/schema.types.ts';
import { findPolicies } from '../people/people.ts';

/** A sitting as its rows here name it; `on` is its date in Asia/Shanghai. */
export interface UsedIn {
  sittingId: string;
  paperId: string;
  on: string;
}

interface RecordScope {
  tx: Transaction<DB>;
  now: Date;
  record: ActScope['record'];
}

/**
 * Records how many candidates met each version in a closed sitting; false, and nothing written, where that is on record.
 * The paper's items are open by then, so nothing sealed is told.
 */
export async function recordExposure(
  { tx, record }: RecordScope,
  { sittingId, paperId, on }: UsedIn,
  candidates: ReadonlyMap<string, number>,
): Promise<boolean> {
  let written = 0n;
  for (const portion of portionsOf([...candidates])) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('item_exposures')
      .values(
        portion.map(([versionId, count]) => ({
          item_version_id: versionId,
          sitting_id: sittingId,
          paper_id: paperId,
          candidates: count,
          seen_on: on,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    written += numInsertedOrUpdatedRows ?? 0n;
  }
  if (written === 0n) return false;
  await record({
    kind: 'items.exposure-recorded',
    subject: { type: 'sitting', id: sittingId },
    data: { paper: paperId, versions: candidates.size, candidates: Math.max(...candidates.values()) },
  });
  return true;
}

/** Records the sums of each version in a sitting whose marking is closed; false, and nothing written, where they are on record. */
export async function recordStatistics(
  { tx, now, record }: RecordScope,
  { sittingId, paperId, on }: UsedIn,
  sums: ReadonlyMap<string, ItemSums>,
): Promise<boolean> {
  let written = 0n;
  for (const portion of portionsOf([...sums])) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('item_statistics')
      .values(
        portion.map(([versionId, { takers, omitted, reached, itemSpread, restSpread, joint }]) => ({
          item_version_id: versionId,
          sitting_id: sittingId,
          held_on: on,
          candidates: takers,
          omitted,
          reached,
          item_spread: itemSpread,
          rest_spread: restSpread,
          joint,
          recorded_at: now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    written += numInsertedOrUpdatedRows ?? 0n;
  }
  if (written === 0n) return false;
  await record({
    kind: 'items.statistics-recorded',
    subject: { type: 'sitting', id: sittingId },
    data: {
      paper: paperId,
      versions: sums.size,
      candidates: Math.max(...[...sums.values()].map(({ takers }) => takers)),
    },
  });
  return true;
}

/**
 * The pooled figures of every version that somebody answered, as a query that a list filters and sorts by. The same figures
 * as `figuresOf(poolSums(…))` gives; there a correlation is null where nothing varies, here by `nullif`.
 */
export function selectFigures(db: Kysely<DB>) {
  return db
    .selectFrom('item_statistics')
    .where('candidates', '>', 0)
    .groupBy('item_version_id')
    .select([
      'item_version_id',
      sql<number>`sum(candidates)::int`.as('candidates'),
      sql<number>`count(*)::int`.as('sittings'),
      sql<number>`(sum(reached) / sum(candidates))::float8`.as('share'),
      sql<number | null>`(sum(joint) / nullif(sqrt(sum(item_spread) * sum(rest_spread)), 0))::float8`.as(
        'biserial',
      ),
      sql<number>`sum(omitted)::float8 / sum(candidates)`.as('omitted'),
    ]);
}

/** How often every version was met, as a query beside {@link selectFigures}. */
export function selectExposures(db: Kysely<DB>) {
  return db
    .selectFrom('item_exposures')
    .groupBy('item_version_id')
    .select([
      'item_version_id',
      sql<number>`count(distinct paper_id)::int`.as('papers'),
      sql<number>`count(*)::int`.as('sittings'),
      sql<number>`sum(candidates)::int`.as('candidates'),
      sql<string>`max(seen_on)`.as('last_seen_on'),
    ]);
}

/** The limits outside which a figure needs somebody's attention, by the policies of a day. */
export async function findFigureLimits(db: Kysely<DB>, today: string): Promise<FigureLimits> {
  const policies = await findPolicies(db, today);
  return {
    leastCandidates: policies.get('items.figures_candidates'),
    leastShare: policies.get('items.share_low'),
    mostShare: policies.get('items.share_high'),
    leastBiserial: policies.get('items.biserial_low'),
  };
}

const never = { papers: 0, sittings: 0, candidates: 0, lastSeenOn: null };

/** The pooled figures and the exposure of versions, for their rows. */
export async function findUse(db: Kysely<DB>, today: string, versionIds: readonly string[]) {
  const ids = versionIds.length === 0 ? ['00000000-0000-0000-0000-000000000000'] : versionIds;
  const limits = await findFigureLimits(db, today);
  const figures = await selectFigures(db).where('item_version_id', 'in', ids).execute();
  const exposures = await selectExposures(db).where('item_version_id', 'in', ids).execute();
  const figuresById = new Map(figures.map(({ item_version_id, ...of }) => [item_version_id, of]));
  const exposureById = new Map(
    exposures.map(({ item_version_id, last_seen_on, ...of }) => [
      item_version_id,
      { ...of, lastSeenOn: last_seen_on },
    ]),
  );
  return (versionId: string) => {
    const found = figuresById.get(versionId);
    return {
      statistics: found ? { ...found, faults: faultsOfFigures(found, limits) } : null,
      exposure: exposureById.get(versionId) ?? never,
    };
  };
}

/** The figures of one version sitting by sitting, newest first; those nobody came to are left out. */
export async function listSittingFigures(db: Kysely<DB>, versionId: string) {
  const rows = await db
    .selectFrom('item_statistics')
    .selectAll()
    .where('item_version_id', '=', versionId)
    .where('candidates', '>', 0)
    .orderBy('held_on', 'desc')
    .orderBy('sitting_id', 'desc')
    .execute();
  return rows.map((row) => {
    const { share, biserial, omitted } = figuresOf({
      takers: row.candidates,
      omitted: row.omitted,
      reached: row.reached,
      itemSpread: row.item_spread,
      restSpread: row.rest_spread,
      joint: row.joint,
    });
    return {
      heldOn: row.held_on,
      candidates: row.candidates,
      share: share ?? 0,
      biserial,
      omitted: omitted ?? 0,
    };
  });
}

/** How many persons have read a version by name of the ledger. */
export async function countReaders(db: Kysely<DB>, versionId: string): Promise<number> {
  const { rows } = await sql<{ readers: number }>`
    select count(distinct fact::jsonb #>> '{actor,person}')::int as readers from ledger_facts
    where kind = 'item.read' and (fact::jsonb #> '{data,versions}') ? ${versionId}`.execute(db);
  return rows[0]?.readers ?? 0;
}
