// The way out of the bank: items whole, with keys and files. It is an act with a reason, and the ledger names who carried out
// what, since a file that leaves the system can be traced no further.
import type { Kysely } from 'kysely';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import type { ItemState } from '@jiangping/domain/items/item-states';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { digestText } from '../base/fields.ts';
import type { DB } from '../base/schema.types.ts';
import { findContentSpec } from '../standards/standards.ts';
import { getOccupationOf } from './bank-door.ts';
import { mediaOf } from './questions.ts';
import type { ItemPart } from './versions.ts';

export interface ExportInput {
  occupationId: string;
  level: Level;
  part: ItemPart;
  /** These versions; without them the newest of every item in one of `states` (all but retired where none are named). */
  versionIds?: string[] | undefined;
  states?: ItemState[] | undefined;
  reason: string;
}

/** More would not fit into one answer; a larger bank goes out by its points or states. */
const MOST_EXPORTED = 5000;

/**
 * Gives the newest versions of a bank, or those named, by code, as an import takes them, with the points they hang on and the
 * files they show. Refuses versions of another bank (`not_found`), an empty bank and more than 5,000 items (`too_many_rows`).
 */
export async function exportItems(base: Base, caller: Caller | null, input: ExportInput) {
  return act(base, caller, 'exportItems', input, async ({ tx, today, record }) => {
    const occupation = await getOccupationOf(tx, input);
    let versions = tx
      .selectFrom('item_versions')
      .innerJoin('items', 'items.id', 'item_versions.item_id')
      .select(['item_versions.id', 'item_versions.body', 'items.code'])
      .where('items.occupation_id', '=', input.occupationId)
      .where('items.level', '=', input.level)
      .where('items.part', '=', input.part);
    if (input.versionIds) versions = versions.where('item_versions.id', 'in', input.versionIds);
    else {
      versions = versions
        .distinctOn('items.code')
        .where(
          'item_versions.state',
          'in',
          input.states ?? (['draft', 'vetting', 'approved', 'in_use'] satisfies ItemState[]),
        )
        .orderBy('items.code')
        .orderBy('item_versions.version', 'desc');
    }
    const rows = await versions.limit(MOST_EXPORTED + 1).execute();
    if (rows.length > MOST_EXPORTED) throw new Refusal('export_too_large', { limit: MOST_EXPORTED });
    if (rows.length < (input.versionIds ? new Set(input.versionIds).size : 1))
      throw new Refusal(input.versionIds ? 'not_found' : 'bank_empty');
    rows.sort((a, b) => (a.code < b.code ? -1 : 1));
    const bodies = rows.map(({ body }) => body as TheoryItem | PracticalItem);
    const items = bodies.map(asImported);
    const factId = await record({
      kind: 'items.exported',
      subject: { type: 'occupation', id: input.occupationId },
      data: {
        occupation: `${occupation.edition}:${occupation.code}`,
        level: input.level,
        part: input.part,
        items: items.length,
        sha256: digestText(canonicalJson(items)),
        // A person wrote it and may name one.
        reason: digestText(input.reason),
      },
    });
    const spec =
      input.part === 'theory'
        ? await findContentSpec(tx, input.occupationId, input.level, input.part, today)
        : null;
    return {
      factId,
      items,
      points: (spec?.body.points ?? []).map(({ code, name, importance }) => ({ code, name, importance })),
      media: await describeMedia(tx, mediaOf(bodies)),
    };
  });
}

async function describeMedia(db: Kysely<DB>, sha256s: readonly string[]) {
  if (sha256s.length === 0) return [];
  const files = await db
    .selectFrom('item_media')
    .select(['sha256', 'type'])
    .where(
      'sha256',
      'in',
      sha256s.map((hex) => Buffer.from(hex, 'hex')),
    )
    .execute();
  return files.map(({ sha256, type }) => ({ sha256: sha256.toString('hex'), type }));
}

/** What an import takes: of an item with a document the facts and the document alone. */
function asImported(body: TheoryItem | PracticalItem): Record<string, unknown> {
  if (!('question' in body) || !body.question) return { ...body };
  const { id, point, difficulty, angoff, seconds, source, rationale, question } = body;
  return { id, point, difficulty, angoff, seconds, source, rationale, question };
}
