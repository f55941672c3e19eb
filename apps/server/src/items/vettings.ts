import { stateAfterVetting } from '@jiangping/domain/items/item-state';
import { Refusal } from '@jiangping/domain/refusal';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { portionsOf } from '../base/bulk.ts';
import { digestText } from '../base/fields.ts';
import { lockVersions } from './versions.ts';

/** Vets versions that another person wrote, all or none: approved, or returned to the writer as drafts. */
export async function vetItems(
  base: Base,
  caller: Caller | null,
  input: { versionIds: string[]; outcome: 'approved' | 'returned'; remarks?: string | undefined },
) {
  return act(base, caller, 'vetItems', input, async ({ tx, now, personId, newId, record }) => {
    const versions = await lockVersions(tx, input.versionIds);
    const states = new Set(versions.map((version) => stateAfterVetting(version, personId, input.outcome)));
    const ids = versions.map(({ id }) => id);
    for (const portion of portionsOf(versions)) {
      await tx
        .insertInto('vettings')
        .values(
          portion.map(({ id, writerId }) => ({
            id: newId(),
            item_version_id: id,
            writer_id: writerId,
            vetter_id: personId,
            outcome: input.outcome,
            remarks: input.remarks ?? '',
            vetted_at: now,
          })),
        )
        .execute();
    }
    for (const state of states)
      await tx.updateTable('item_versions').set({ state }).where('id', 'in', ids).execute();
    const factId = await record({
      kind: 'items.vetted',
      subject: { type: 'item-version', id: ids[0] ?? '' },
      data: { outcome: input.outcome, count: ids.length, sha256: digestText(canonicalJson(ids)) },
    });
    return { factId, vetted: ids.length };
  });
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
