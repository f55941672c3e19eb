// Reading the bank is itself an act: whoever has seen an item stands in the ledger, so that a leak can be narrowed down.
import type { Kysely, Transaction } from 'kysely';
import type { Act as ActName } from '@jiangping/domain/people/post';
import { sql } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import type { ItemState } from '@jiangping/domain/items/item-states';
import type { VettingLine, VettingOutcome } from '@jiangping/domain/items/vetting-sheet';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { newId } from '../base/ambient.ts';
import { requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { portionsOf } from '../base/bulk.ts';
import { writeFact } from '../base/facts.ts';
import type { DB } from '../base/schema.types.ts';
import { getOccupation } from '../standards/standards.ts';
import { findNeighbours, findPlace } from './bank-figures.ts';
import { showItem, showTitle } from './canaries.ts';
import { countReaders, findUse, listSittingFigures } from './statistics.ts';
import type { ItemKind, ItemPart } from './versions.ts';

/** Version ids that fit into one fact. */
const IDS_PER_FACT = 300;

/**
 * Runs a reading and writes down who read which versions, in one transaction: nothing is shown that is not recorded. A GET
 * carries no idempotency key, and a repeated reading is a second one. What shows no item records nothing; else the answer
 * names the (first) fact of the reading.
 */
export async function recordReading<Answer extends object>(
  base: Base,
  caller: Caller | null,
  act: ActName,
  read: (tx: Transaction<DB>) => Promise<{ answer: Answer; versionIds: readonly string[] }>,
): Promise<Answer & { readFactId: string | null }> {
  const held = requirePost(caller, act);
  if (!caller) throw new Refusal('login_required');
  const answer = await base.db.transaction().execute(async (tx) => {
    const { answer, versionIds } = await read(tx);
    let readFactId: string | null = null;
    for (const portion of portionsOf(versionIds, IDS_PER_FACT)) {
      const id = newId(base.ambient);
      readFactId ??= id;
      await writeFact(tx, {
        id,
        kind: 'item.read',
        at: base.ambient.now().toISOString(),
        actor: { person: caller.person.id, post: held.post, grant: held.grantId },
        subject: { type: 'item-version', id: portion[0] ?? '' },
        data: { versions: portion },
      });
    }
    return { ...answer, readFactId };
  });
  base.ledger.nudge();
  return answer;
}

/** Versions with what their rows show. */
export function selectVersions(db: Kysely<DB>) {
  return db
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .innerJoin('persons', 'persons.id', 'item_versions.writer_id')
    .select([
      'item_versions.id',
      'item_versions.version',
      'item_versions.interaction',
      'item_versions.point',
      'item_versions.difficulty',
      'item_versions.angoff',
      'item_versions.seconds',
      'item_versions.state',
      'item_versions.writer_id',
      'item_versions.written_at',
      'items.code',
      'items.part',
      'persons.name',
      titleOfVersion.as('title'),
      sql<boolean>`jsonb_exists(item_versions.body, 'question')`.as('has_question'),
    ]);
}

/** What a person knows an item by: the stem, or the title of a practical item. */
export const titleOfVersion = sql<string>`coalesce(item_versions.body->>'stem', item_versions.body->>'title')`;

type VersionRow = Awaited<ReturnType<ReturnType<typeof selectVersions>['executeTakeFirstOrThrow']>>;

/** A row as the caller sees it: its title has the caller's canary. */
export function toItemRow({ keys }: Base, caller: Caller | null, row: VersionRow) {
  const version = { id: row.id, writerId: row.writer_id };
  return {
    versionId: row.id,
    code: row.code,
    version: row.version,
    part: row.part as ItemPart,
    interaction: row.interaction as ItemKind,
    point: row.point,
    title: showTitle(keys, version, caller?.person.id ?? '', { ...row, hasQuestion: row.has_question }),
    difficulty: row.difficulty,
    angoff: row.angoff,
    seconds: row.seconds,
    state: row.state as ItemState,
    writer: { id: row.writer_id, name: row.name },
    writtenAt: row.written_at.toISOString(),
  };
}

/** One version with its key, its place in the specification, its vettings, its retirement, its use, and the way to its neighbours. */
export async function getItem(base: Base, caller: Caller | null, versionId: string) {
  return recordReading(base, caller, 'readItem', async (tx) => {
    const row = await selectVersions(tx)
      .select(['item_versions.body', 'item_versions.item_id', 'item_versions.content_spec_id'])
      .select(['items.occupation_id', 'items.level'])
      .where('item_versions.id', '=', versionId)
      .executeTakeFirst();
    if (!row) throw new Refusal('not_found');
    // The table holds nothing that is not of the shape of its part.
    const body = row.body as TheoryItem | PracticalItem;
    const vettings = await tx
      .selectFrom('vettings')
      .innerJoin('persons', 'persons.id', 'vettings.vetter_id')
      .selectAll('vettings')
      .select('persons.name')
      .where('item_version_id', '=', versionId)
      .orderBy('vettings.id')
      .execute();
    const retirement = await tx
      .selectFrom('retirements')
      .innerJoin('persons', 'persons.id', 'retirements.retired_by')
      .selectAll('retirements')
      .select('persons.name')
      .where('item_version_id', '=', versionId)
      .executeTakeFirst();
    const today = shanghaiDateOf(base.ambient.now().getTime());
    const useOf = await findUse(tx, today, [versionId]);
    const versions = await tx
      .selectFrom('item_versions')
      .select(['id', 'version', 'state', 'written_at'])
      .where('item_id', '=', row.item_id)
      .orderBy('version', 'desc')
      .execute();
    return {
      answer: {
        ...toItemRow(base, caller, row),
        ...useOf(versionId),
        sittings: await listSittingFigures(tx, versionId),
        readers: await countReaders(tx, versionId),
        occupation: await getOccupation(tx, row.occupation_id),
        level: row.level as Level,
        place: await findPlace(tx, row.content_spec_id, row.point),
        versions: versions.map(({ id, version, state, written_at }) => ({
          versionId: id,
          version,
          state: state as ItemState,
          writtenAt: written_at.toISOString(),
        })),
        neighbours: await findNeighbours(
          tx,
          { occupationId: row.occupation_id, level: row.level as Level, part: row.part as ItemPart },
          row.code,
          caller?.person.id ?? '',
        ),
        body: {
          ...showItem(base.keys, { id: row.id, writerId: row.writer_id }, caller?.person.id ?? '', body),
        },
        vettings: vettings.map((vetting) => ({
          vetter: { id: vetting.vetter_id, name: vetting.name },
          outcome: vetting.outcome as VettingOutcome,
          // Written by `vetItems` and nothing else.
          sheet: vetting.sheet as VettingLine[],
          remarks: vetting.remarks,
          vettedAt: vetting.vetted_at.toISOString(),
        })),
        retirement: retirement
          ? {
              retiredBy: { id: retirement.retired_by, name: retirement.name },
              reason: retirement.reason,
              retiredAt: retirement.retired_at.toISOString(),
            }
          : null,
      },
      versionIds: [versionId],
    };
  });
}
