import type { Transaction } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import type { DB } from '../base/schema.types.ts';

const LAST_SERIAL = 999_999;

/**
 * Takes `count` serials in a row for a site, year and level, and gives the first. The range stays locked until the
 * transaction ends: undone with it, so that serials are unique and without gaps. Refuses `number_exhausted`.
 */
export async function takeSerials(
  tx: Transaction<DB>,
  range: { siteId: string; year: number; level: Level },
  count: number,
): Promise<number> {
  await tx
    .insertInto('number_ranges')
    .values({ site_id: range.siteId, year: range.year, level: range.level, next_serial: 1 })
    .onConflict((conflict) => conflict.columns(['site_id', 'year', 'level']).doNothing())
    .execute();
  const { next_serial: first } = await tx
    .selectFrom('number_ranges')
    .select('next_serial')
    .where('site_id', '=', range.siteId)
    .where('year', '=', range.year)
    .where('level', '=', range.level)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (first + count - 1 > LAST_SERIAL) throw new Refusal('number_exhausted');
  await tx
    .updateTable('number_ranges')
    .set({ next_serial: first + count })
    .where('site_id', '=', range.siteId)
    .where('year', '=', range.year)
    .where('level', '=', range.level)
    .execute();
  return first;
}
