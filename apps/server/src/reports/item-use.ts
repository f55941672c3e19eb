// Item statistics flow back: what closed sittings tell of the items goes to the bank, by a job on a timer and, for who does
// not want to wait, by an act. Both write what is not there yet, so neither counts anything twice.
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { sumItems } from '@jiangping/measure/item-statistics';
import type { ItemSums } from '@jiangping/measure/item-statistics';
import { act } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { newId } from '../base/ambient.ts';
import { writeFact } from '../base/facts.ts';
import type { DB } from '../base/schema.types.ts';
import { recordExposure, recordStatistics } from '../items/items.ts';
import type { UsedIn } from '../items/items.ts';
import { readItemScores } from '../marking/marking.ts';
import { getOpenPaper } from '../papers/papers.ts';
import { listSeatRecords } from '../sittings/sittings.ts';

interface Waiting extends UsedIn {
  part: string;
  /** What is not on record yet. */
  exposure: boolean;
  statistics: boolean;
}

interface RecordScope {
  tx: Transaction<DB>;
  now: Date;
  record: ActScope['record'];
}

/** Sittings that are closed and whose exposure, or whose marking is closed and whose statistics, are not recorded yet. */
async function findWaiting(db: Kysely<DB>): Promise<Waiting[]> {
  const { rows } = await sql<{
    id: string;
    paper_id: string;
    part: string;
    starts_at: Date;
    exposure: boolean;
    statistics: boolean;
  }>`
    select * from (
      select sittings.id, paper_id, part, starts_at,
        not exists (select from item_exposures where sitting_id = sittings.id) as exposure,
        exists (select from marking_closures where sitting_id = sittings.id)
          and not exists (select from item_statistics where sitting_id = sittings.id) as statistics
      from sittings where state = 'closed'
    ) as closed where exposure or statistics order by id`.execute(db);
  return rows.map(({ id, paper_id, starts_at, ...of }) => ({
    ...of,
    sittingId: id,
    paperId: paper_id,
    on: shanghaiDateOf(starts_at.getTime()),
  }));
}

/** Records what one sitting tells; gives how many records were new. */
async function recordUse(scope: RecordScope, waiting: Waiting): Promise<number> {
  let made = 0;
  if (waiting.exposure)
    made += Number(await recordExposure(scope, waiting, await countSeen(scope.tx, waiting)));
  if (waiting.statistics)
    made += Number(await recordStatistics(scope, waiting, await sumSitting(scope.tx, waiting)));
  return made;
}

/** How many candidates met each version: in theory by the attempts begun, at the workplace by who was not absent. */
async function countSeen(db: Kysely<DB>, { sittingId, paperId, part }: Waiting) {
  const { forms } = await getOpenPaper(db, paperId);
  const seats = await listSeatRecords(db, sittingId);
  const present = seats.filter((seat) => (part === 'theory' ? seat.attempt !== null : !seat.absent));
  return new Map(
    forms.flatMap(({ id, items }) => {
      const count = present.filter(({ formId }) => formId === id || (formId === null && id === forms[0]?.id));
      return items.map(({ versionId }): [string, number] => [versionId, count.length]);
    }),
  );
}

/** The sums of each version; of practical items only the share, since a score of three tasks leaves no rest to compare with. */
async function sumSitting(db: Kysely<DB>, { sittingId, part }: Waiting): Promise<Map<string, ItemSums>> {
  const forms = await readItemScores(db, sittingId);
  return new Map(
    forms.flatMap(({ versionIds, full, rows }) =>
      sumItems(rows, full).map((sums, i): [string, ItemSums] => [
        versionIds[i] ?? '',
        part === 'theory' ? sums : { ...sums, restSpread: 0, joint: 0 },
      ]),
    ),
  );
}

/** Records everything that waits now, in one act. */
export async function recordItemStatistics(base: Base, caller: Caller | null) {
  return act(base, caller, 'recordItemStatistics', {}, async (scope) => {
    const waiting = await findWaiting(scope.tx);
    let recorded = 0;
    for (const sitting of waiting) recorded += await recordUse(scope, sitting);
    return { sittings: waiting.length, recorded };
  });
}

/**
 * Records everything that waits, each sitting in a transaction of its own, so that one that cannot be read (a broken seal)
 * holds up no other: it is told to `onDefect` and tried again at the next run.
 */
export async function sweepItemUse(base: Base, onDefect: (error: unknown) => void): Promise<void> {
  for (const waiting of await findWaiting(base.db)) {
    try {
      const now = base.ambient.now();
      await base.db.transaction().execute((tx) =>
        recordUse(
          {
            tx,
            now,
            record: async (fact) => {
              const id = newId(base.ambient);
              await writeFact(tx, {
                id,
                at: now.toISOString(),
                actor: { system: 'item-statistics' },
                ...fact,
              });
              return id;
            },
          },
          waiting,
        ),
      );
      base.ledger.nudge();
    } catch (error) {
      onDefect(error);
    }
  }
}

/** Sweeps every so many milliseconds until it is stopped; stopping waits for a run that is under way. */
export function startItemUseSweep(
  base: Base,
  everyMilliseconds: number,
  onDefect: (error: unknown) => void,
): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    running = sweepItemUse(base, onDefect)
      .catch(onDefect)
      .finally(() => (isBusy = false));
  }, everyMilliseconds);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
