// Writing theory items one by one: a new item, a revision, and the way to vetting. The content specification of today says
// which points there are; a draft may be unfinished, what is sent to vetting may not.
import type { Transaction } from 'kysely';
import { checkSendable, revisionOf } from '@jiangping/domain/items/item-state';
import { problemsOfBank } from '@jiangping/domain/items/item';
import type { TheoryItem } from '@jiangping/domain/items/item';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { act } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { digestText } from '../base/fields.ts';
import type { DB } from '../base/schema.types.ts';
import { findSpecOfBank, getOccupationOf } from './bank-door.ts';
import type { BankPoints } from './bank-door.ts';
import { findResembling } from './resembling.ts';
import { lockVersions, searchColumnsOf } from './versions.ts';

/** What a writer writes: the item without its id. */
export type TheoryContent = Omit<TheoryItem, 'id'>;

export interface WriteInput {
  occupationId: string;
  level: Level;
  /** The id to give; without one, the point and the next free number. */
  code?: string | undefined;
  item: TheoryContent;
  /** To vetting at once, or kept as a draft. */
  send: boolean;
}

/**
 * Writes a new theory item as a draft of the caller, or straight to vetting where nothing is wrong with it; tells what it
 * resembles, by ids. Refuses an id the bank has (`item_duplicate_id`) and, on sending, the first fault of the item.
 */
export async function writeItem(base: Base, caller: Caller | null, input: WriteInput) {
  return act(base, caller, 'writeItem', input, async (scope) => {
    const { tx, newId, today, record } = scope;
    await getOccupationOf(tx, input);
    const { occupationId, level, send } = input;
    // Two writers must not get the same id; the lock leaves rows that only refer to the occupation alone.
    await tx.selectFrom('occupations').select('id').where('id', '=', occupationId).forNoKeyUpdate().execute();
    const spec = await findSpecOfBank(tx, { ...input, part: 'theory' }, today);
    const code = await findFreeCode(tx, input);
    const item = { ...input.item, id: code };
    if (send) checkSound(item, spec);
    const itemId = newId();
    await tx
      .insertInto('items')
      .values({ id: itemId, occupation_id: occupationId, level, part: 'theory', code })
      .execute();
    const id = await writeVersion(scope, { itemId, version: 1, item, send, specId: spec?.id ?? null });
    const factId = await record({
      kind: 'item.written',
      subject: { type: 'item-version', id },
      data: { item: itemId, version: 1, state: stateOf(send), sha256: digestText(canonicalJson(item)) },
    });
    const resembles = await findResembling(tx, today, { occupationId, level }, item, itemId);
    return { id, factId, code, version: 1, resembles: resembles.map(tellByCode) };
  });
}

/**
 * Revises the newest version of a theory item: a draft nobody has vetted in place, everything else by the next version
 * (see `revisionOf`), as a draft or straight to vetting. The version it follows stays as it is until a vetter decides.
 */
export async function reviseItem(
  base: Base,
  caller: Caller | null,
  input: { versionId: string; item: TheoryContent; send: boolean },
) {
  return act(base, caller, 'reviseItem', input, async (scope) => {
    const { tx, today, now, personId, record } = scope;
    const written = await lockWritten(tx, input.versionId);
    if (written.part !== 'theory') throw new Refusal('item_invalid', { item: written.item, field: 'part' });
    const way = revisionOf(written, personId);
    const { occupationId, level, itemId, send } = { ...written, ...input };
    const spec = await findSpecOfBank(tx, { occupationId, level, part: 'theory' }, today);
    const item = { ...input.item, id: written.item };
    if (send) checkSound(item, spec);
    const version = way === 'in_place' ? written.version : written.version + 1;
    let id = written.id;
    if (way === 'in_place') {
      await tx
        .updateTable('item_versions')
        .set({ ...columnsOf(item), content_spec_id: spec?.id ?? null, written_at: now, state: stateOf(send) })
        .where('id', '=', id)
        .execute();
    } else id = await writeVersion(scope, { itemId, version, item, send, specId: spec?.id ?? null });
    const factId = await record({
      kind: 'item.revised',
      subject: { type: 'item-version', id },
      data: {
        item: itemId,
        from: written.id,
        version,
        state: stateOf(send),
        sha256: digestText(canonicalJson(item)),
      },
    });
    const resembles = await findResembling(tx, today, { occupationId, level }, item, itemId);
    return { id, factId, code: written.item, version, resembles: resembles.map(tellByCode) };
  });
}

/** Sends the writer's own draft to vetting; refuses the first thing wrong with it. */
export async function sendToVetting(base: Base, caller: Caller | null, input: { versionId: string }) {
  return act(base, caller, 'sendToVetting', input, async ({ tx, today, personId, record }) => {
    const written = await lockWritten(tx, input.versionId);
    checkSendable(written, personId);
    const { occupationId, level } = written;
    // A draft of this table is a theory item: practical ones come by import and are returned vetted.
    checkSound(
      written.body as TheoryItem,
      await findSpecOfBank(tx, { occupationId, level, part: 'theory' }, today),
    );
    await tx.updateTable('item_versions').set({ state: 'vetting' }).where('id', '=', written.id).execute();
    const factId = await record({
      kind: 'item.sent',
      subject: { type: 'item-version', id: written.id },
      data: { version: written.version },
    });
    return { id: written.id, factId };
  });
}

const stateOf = (send: boolean) => (send ? 'vetting' : 'draft');

const tellByCode = ({ code, similarity }: { code: string; similarity: number }) => ({ code, similarity });

function checkSound(item: TheoryItem, spec: BankPoints | null): void {
  const [first] = problemsOfBank([item], spec?.points ?? new Set());
  if (first) throw new Refusal(first.code, first.facts as never);
}

async function findFreeCode(tx: Transaction<DB>, { occupationId, level, code, item }: WriteInput) {
  const prefix = code ?? `${item.point.trim() || 'X'}-`;
  const rows = await tx
    .selectFrom('items')
    .select('code')
    .where('occupation_id', '=', occupationId)
    .where('level', '=', level)
    .where((eb) => eb.fn('starts_with', ['code', eb.val(prefix)]))
    .execute();
  const taken = new Set(rows.map((row) => row.code));
  if (code !== undefined) {
    if (taken.has(code)) throw new Refusal('item_duplicate_id', { item: code });
    return code;
  }
  let number = 1;
  while (taken.has(`${prefix}${String(number).padStart(3, '0')}`)) number += 1;
  return `${prefix}${String(number).padStart(3, '0')}`;
}

/** The version with what the writing rules look at; locked, so that of two revisions one comes second and is refused. */
async function lockWritten(tx: Transaction<DB>, versionId: string) {
  const [version] = await lockVersions(tx, [versionId]);
  if (!version) throw new Refusal('not_found');
  const row = await tx
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .select(['item_versions.item_id', 'item_versions.version', 'item_versions.body'])
    .select(['items.occupation_id', 'items.level'])
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom('item_versions as later')
            .select('later.id')
            .whereRef('later.item_id', '=', 'item_versions.item_id')
            .whereRef('later.version', '>', 'item_versions.version'),
        )
        .as('has_later'),
      eb
        .exists(
          eb
            .selectFrom('vettings')
            .select('vettings.id')
            .whereRef('vettings.item_version_id', '=', 'item_versions.id'),
        )
        .as('is_vetted'),
    ])
    .where('item_versions.id', '=', versionId)
    .executeTakeFirstOrThrow();
  return {
    ...version,
    itemId: row.item_id,
    version: row.version,
    body: row.body,
    occupationId: row.occupation_id,
    level: row.level as Level,
    isNewest: row.has_later !== true,
    isVetted: row.is_vetted === true,
  };
}

async function writeVersion(
  { tx, now, personId, newId }: ActScope,
  version: { itemId: string; version: number; item: TheoryItem; send: boolean; specId: string | null },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('item_versions')
    .values({
      ...columnsOf(version.item),
      id,
      item_id: version.itemId,
      version: version.version,
      content_spec_id: version.specId,
      state: stateOf(version.send),
      writer_id: personId,
      written_at: now,
    })
    .execute();
  return id;
}

/** A draft's figures may still be out of range: then they stand in its body only. */
function columnsOf(item: TheoryItem) {
  const { point, interaction, difficulty, angoff, seconds } = item;
  const within = (value: number, min: number, max: number) => value >= min && value <= max;
  return {
    point: point.trim() === '' ? null : point,
    interaction,
    body: JSON.stringify(item),
    difficulty: Number.isInteger(difficulty) && within(difficulty, 1, 5) ? difficulty : null,
    angoff: within(angoff, 0.001, 0.999) ? angoff : null,
    seconds: within(seconds, 1, 3600) ? seconds : null,
    ...searchColumnsOf(item),
  };
}
