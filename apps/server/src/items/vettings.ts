import type { Transaction } from 'kysely';
import { stateAfterVetting } from '@jiangping/domain/items/item-state';
import { concludeSheet } from '@jiangping/domain/items/vetting-sheet';
import type { VettingLine } from '@jiangping/domain/items/vetting-sheet';
import { Refusal } from '@jiangping/domain/refusal';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { portionsOf } from '../base/bulk.ts';
import { digestText } from '../base/fields.ts';
import type { DB } from '../base/schema.types.ts';
import { lockVersions } from './versions.ts';

/**
 * Vets versions that another person wrote, all or none, each by its own sheet or by the one for all: approved, or returned
 * to the writer as a draft, as the sheet says (see `concludeSheet`). Where a later version is approved, an approved earlier
 * one of the same item is retired, so that no paper finds the item twice.
 */
export async function vetItems(
  base: Base,
  caller: Caller | null,
  input: {
    versionIds: string[];
    sheet: VettingLine[];
    sheets?: Record<string, VettingLine[]> | undefined;
    remarks?: string | undefined;
  },
) {
  return act(base, caller, 'vetItems', input, async ({ tx, now, personId, newId, record }) => {
    const versions = await lockVersions(tx, input.versionIds);
    const judged = versions.map((version) => {
      const sheet = input.sheets?.[version.id] ?? input.sheet;
      const { lines, outcome } = concludeSheet(version.item, version.kind, sheet);
      return { version, lines, outcome, state: stateAfterVetting(version, personId, outcome) };
    });
    for (const portion of portionsOf(judged)) {
      await tx
        .insertInto('vettings')
        .values(
          portion.map(({ version, lines, outcome }) => ({
            id: newId(),
            item_version_id: version.id,
            writer_id: version.writerId,
            vetter_id: personId,
            outcome,
            sheet: JSON.stringify(lines),
            remarks: input.remarks ?? '',
            vetted_at: now,
          })),
        )
        .execute();
    }
    for (const [state, of] of Map.groupBy(judged, (each) => each.state)) {
      const ids = of.map(({ version }) => version.id);
      await tx.updateTable('item_versions').set({ state }).where('id', 'in', ids).execute();
    }
    const approved = judged.flatMap(({ version, outcome }) => (outcome === 'approved' ? [version.id] : []));
    const replaced = await retireReplaced(tx, approved, personId, now);
    const ids = versions.map(({ id }) => id);
    const returned = ids.length - approved.length;
    const factId = await record({
      kind: 'items.vetted',
      subject: { type: 'item-version', id: ids[0] ?? '' },
      data: {
        count: ids.length,
        approved: approved.length,
        returned,
        replaced,
        sha256: digestText(
          canonicalJson(
            judged.map(({ version, lines, outcome }) => ({ version: version.id, outcome, lines })),
          ),
        ),
      },
    });
    return { factId, vetted: ids.length, approved: approved.length, returned };
  });
}

/** Retires the approved versions that the given ones replace; gives how many. Those in sealed papers stay in use. */
async function retireReplaced(
  tx: Transaction<DB>,
  approved: readonly string[],
  personId: string,
  now: Date,
): Promise<number> {
  if (approved.length === 0) return 0;
  const rows = await tx
    .selectFrom('item_versions as old')
    .innerJoin('item_versions as new', 'new.item_id', 'old.item_id')
    .select(['old.id', 'new.version'])
    .where('new.id', 'in', approved)
    .where('old.state', '=', 'approved')
    .whereRef('old.version', '<', 'new.version')
    .orderBy('old.id')
    .forUpdate('old')
    .execute();
  if (rows.length === 0) return 0;
  await tx
    .insertInto('retirements')
    .values(
      rows.map(({ id, version }) => ({
        item_version_id: id,
        reason: `由第 ${String(version)} 版替代`,
        retired_by: personId,
        retired_at: now,
      })),
    )
    .execute();
  const ids = rows.map(({ id }) => id);
  await tx.updateTable('item_versions').set({ state: 'retired' }).where('id', 'in', ids).execute();
  return ids.length;
}

/** Retires a version: no new paper takes it; papers that hold it stay as they are. */
export async function retireItem(
  base: Base,
  caller: Caller | null,
  input: { versionId: string; reason: string },
) {
  return act(base, caller, 'retireItem', input, async ({ tx, now, personId, record }) => {
    const [version] = await lockVersions(tx, [input.versionId]);
    if (!version) throw new Refusal('not_found');
    if (version.state === 'retired') throw new Refusal('item_retired', { item: version.item });
    await tx
      .insertInto('retirements')
      .values({
        item_version_id: version.id,
        reason: input.reason,
        retired_by: personId,
        retired_at: now,
      })
      .execute();
    await tx.updateTable('item_versions').set({ state: 'retired' }).where('id', '=', version.id).execute();
    const factId = await record({
      kind: 'item.retired',
      subject: { type: 'item-version', id: version.id },
      data: { from: version.state },
    });
    return { id: version.id, factId };
  });
}
