// Writing items one by one: a new item, a revision, and the way to vetting. Of a theory item the content specification of
// today says which points there are; a practical one brings its three documents. A draft may be unfinished, what is sent to
// vetting may not.
import type { Transaction } from 'kysely';
import { checkSendable, revisionOf } from '@jiangping/domain/items/item-state';
import { problemsOfBank, problemsOfPracticalItem } from '@jiangping/domain/items/item';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import { Refusal } from '@jiangping/domain/refusal';
import type { Problem } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { act } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { digestText } from '../base/fields.ts';
import type { DB } from '../base/schema.types.ts';
import { findSpecOfBank, getOccupationOf } from './bank-door.ts';
import type { BankPoints } from './bank-door.ts';
import { takeWritten } from './canaries.ts';
import { linkMedia, readQuestion, readWritten, unlinkMedia } from './questions.ts';
import { findResembling } from './resembling.ts';
import { lockVersions, searchColumnsOf } from './versions.ts';

/** What a writer writes: the item without its id. The part follows from what is written. */
export type TheoryContent = Omit<TheoryItem, 'id'>;
export type PracticalContent = Omit<PracticalItem, 'id'>;
export type ItemContent = TheoryContent | PracticalContent;

export interface WriteInput {
  occupationId: string;
  level: Level;
  /** The id to give; without one, the point (of a practical item P) and the next free number. */
  code?: string | undefined;
  item: ItemContent;
  /** To vetting at once, or kept as a draft. */
  send: boolean;
}

/**
 * Writes a new item as a draft of the caller, or straight to vetting where nothing is wrong with it; tells what a theory item
 * resembles, by ids. Refuses an id the bank has (`item_duplicate_id`) and, on sending, the first fault of the item.
 */
export async function writeItem(base: Base, caller: Caller | null, input: WriteInput) {
  return act(base, caller, 'writeItem', input, async (scope) => {
    const { tx, newId, today, record } = scope;
    await getOccupationOf(tx, input);
    const { occupationId, level, send } = input;
    const part = partOf(input.item);
    // Two writers must not get the same id; the lock leaves rows that only refer to the occupation alone.
    await tx.selectFrom('occupations').select('id').where('id', '=', occupationId).forNoKeyUpdate().execute();
    const spec = await findSpecOfBank(tx, { occupationId, level, part }, today);
    const code = await findFreeCode(tx, input);
    const { item, problems } = await readContent(tx, input.item, code);
    if (send) checkSound(item, problems, spec);
    const itemId = newId();
    await tx
      .insertInto('items')
      .values({ id: itemId, occupation_id: occupationId, level, part, code })
      .execute();
    const id = await writeVersion(scope, { itemId, version: 1, item, send, specId: spec?.id ?? null });
    const factId = await record({
      kind: 'item.written',
      subject: { type: 'item-version', id },
      data: { item: itemId, version: 1, state: stateOf(send), sha256: digestText(canonicalJson(item)) },
    });
    const resembles = await tellResembling(scope, { occupationId, level }, item, itemId);
    return { id, factId, code, version: 1, resembles };
  });
}

/**
 * Revises the newest version of an item: a draft nobody has vetted in place, everything else by the next version
 * (see `revisionOf`), as a draft or straight to vetting. The version it follows stays as it is until a vetter decides.
 */
export async function reviseItem(
  base: Base,
  caller: Caller | null,
  input: { versionId: string; item: ItemContent; send: boolean },
) {
  return act(base, caller, 'reviseItem', input, async (scope) => {
    const { tx, today, now, personId, record } = scope;
    const written = await lockWritten(tx, input.versionId);
    const part = partOf(input.item);
    if (written.part !== part) throw new Refusal('item_invalid', { item: written.item, field: 'part' });
    const way = revisionOf(written, personId);
    const { occupationId, level, itemId, send } = { ...written, ...input };
    const spec = await findSpecOfBank(tx, { occupationId, level, part }, today);
    const content = isPractical(input.item)
      ? input.item
      : takeWritten(base.keys, written, personId, written.body as TheoryItem, input.item);
    const { item, problems } = await readContent(tx, content, written.item);
    if (send) checkSound(item, problems, spec);
    const version = way === 'in_place' ? written.version : written.version + 1;
    let id = written.id;
    if (way === 'in_place') {
      await tx
        .updateTable('item_versions')
        .set({ ...columnsOf(item), content_spec_id: spec?.id ?? null, written_at: now, state: stateOf(send) })
        .where('id', '=', id)
        .execute();
      await unlinkMedia(tx, id);
      await linkMedia(tx, [{ id, body: item }]);
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
    const resembles = await tellResembling(scope, { occupationId, level }, item, itemId);
    return { id, factId, code: written.item, version, resembles };
  });
}

/** Sends the writer's own draft to vetting; refuses the first thing wrong with it. */
export async function sendToVetting(base: Base, caller: Caller | null, input: { versionId: string }) {
  return act(base, caller, 'sendToVetting', input, async ({ tx, today, personId, record }) => {
    const written = await lockWritten(tx, input.versionId);
    checkSendable(written, personId);
    // The table holds nothing that is not of the shape of its part.
    const stored = written.body as TheoryItem | PracticalItem;
    const { item, problems } = isPractical(stored) ? { item: stored, problems: [] } : readQuestion(stored);
    checkSound(item, problems, await findSpecOfBank(tx, written, today));
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

const isPractical = <Content extends PracticalContent>(item: TheoryContent | Content): item is Content =>
  'scoring' in item;

const partOf = (item: ItemContent) => (isPractical(item) ? 'practical' : 'theory');

async function readContent(
  tx: Transaction<DB>,
  content: ItemContent,
  id: string,
): Promise<{ item: TheoryItem | PracticalItem; problems: readonly Problem[] }> {
  return isPractical(content)
    ? { item: { ...content, id }, problems: [] }
    : readWritten(tx, { ...content, id });
}

/** What a theory item resembles, by ids; practical ones are few and read by a person. */
async function tellResembling(
  { tx, today }: ActScope,
  place: { occupationId: string; level: Level },
  item: TheoryItem | PracticalItem,
  itemId: string,
) {
  if (isPractical(item)) return [];
  const found = await findResembling(tx, today, place, item, itemId);
  return found.map(({ code, similarity }) => ({ code, similarity }));
}

function checkSound(
  item: TheoryItem | PracticalItem,
  found: readonly Problem[],
  spec: BankPoints | null,
): void {
  const own = isPractical(item)
    ? problemsOfPracticalItem(item)
    : problemsOfBank([item], spec?.points ?? new Set());
  const [first] = [...found, ...own];
  if (first) throw new Refusal(first.code, first.facts as never);
}

async function findFreeCode(tx: Transaction<DB>, { occupationId, level, code, item }: WriteInput) {
  const prefix = code ?? `${isPractical(item) ? 'P' : item.point.trim() || 'X'}-`;
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
  version: {
    itemId: string;
    version: number;
    item: TheoryItem | PracticalItem;
    send: boolean;
    specId: string | null;
  },
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
  await linkMedia(tx, [{ id, body: version.item }]);
  return id;
}

/** A draft's figures may still be out of range: then they stand in its body only. */
function columnsOf(item: TheoryItem | PracticalItem) {
  const content = { body: JSON.stringify(item), ...searchColumnsOf(item) };
  if (isPractical(item)) {
    const seconds = Math.round(item.minutes * 60);
    const figures = { point: null, difficulty: null, angoff: null, seconds: seconds > 0 ? seconds : null };
    return { ...content, interaction: 'practical', ...figures };
  }
  const { point, interaction, difficulty, angoff, seconds } = item;
  const within = (value: number, min: number, max: number) => value >= min && value <= max;
  return {
    ...content,
    point: point.trim() === '' ? null : point,
    interaction,
    difficulty: Number.isInteger(difficulty) && within(difficulty, 1, 5) ? difficulty : null,
    angoff: within(angoff, 0.001, 0.999) ? angoff : null,
    seconds: within(seconds, 1, 3600) ? seconds : null,
  };
}
