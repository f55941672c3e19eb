// Question documents at the door of the bank: type, stem, options and key are read from the document, its files must be stored.
import type { Kysely, Transaction } from 'kysely';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import { problem, Refusal } from '@jiangping/domain/refusal';
import type { Problem } from '@jiangping/domain/refusal';
import { openQuestion } from '@jiangping/formats/question/question';
import type { DB } from '../base/schema.types.ts';

/**
 * The item as its document says it, and what is wrong with the document (`item_question_unsound`, the first fault only: the
 * others often follow from it). An item without a document is left as it is.
 */
export function readQuestion(item: TheoryItem): { item: TheoryItem; problems: readonly Problem[] } {
  if (!item.question) return { item, problems: [] };
  const { document, media } = item.question;
  const { reading, problems } = openQuestion(document, new Set(media.map(({ href }) => href)));
  const fault = problems.find(({ severity }) => severity === 'error');
  const { interaction, stem, options, correct } = reading ?? { ...item, interaction: 'adaptive' };
  return {
    item: { ...item, interaction, stem, options, correct },
    problems: fault
      ? [problem('item_question_unsound', { item: item.id, questionFault: fault.code, place: fault.where })]
      : [],
  };
}

/** SHA-256 of every file of these bodies, once each. */
export function mediaOf(bodies: readonly (TheoryItem | PracticalItem)[]): string[] {
  const all = bodies.flatMap((body) => ('question' in body ? (body.question?.media ?? []) : []));
  return [...new Set(all.map(({ sha256 }) => sha256))];
}

/** Those of these files that the bank stores. */
export async function findStored(db: Kysely<DB>, sha256s: readonly string[]): Promise<ReadonlySet<string>> {
  if (sha256s.length === 0) return new Set();
  const rows = await db
    .selectFrom('item_media')
    .select('sha256')
    .where(
      'sha256',
      'in',
      sha256s.map((hex) => Buffer.from(hex, 'hex')),
    )
    .execute();
  return new Set(rows.map(({ sha256 }) => sha256.toString('hex')));
}

/** What is wrong with the files of an item, given those stored: `item_media_unknown`. */
export function problemsOfMedia(item: TheoryItem, stored: ReadonlySet<string>): readonly Problem[] {
  const missing = item.question?.media.find(({ sha256 }) => !stored.has(sha256));
  return missing ? [problem('item_media_unknown', { item: item.id, href: missing.href })] : [];
}

/** Reads the document of an item that a person writes; refuses a file that is not stored, also in a draft. */
export async function readWritten(tx: Transaction<DB>, item: TheoryItem) {
  const read = readQuestion(item);
  const stored = await findStored(tx, mediaOf([item]));
  const [missing] = problemsOfMedia(item, stored);
  if (missing) throw new Refusal('item_media_unknown', missing.facts as never);
  return read;
}

/** Writes down which versions show which files; a version that had others shows only these. */
export async function linkMedia(
  tx: Transaction<DB>,
  versions: readonly { id: string; body: TheoryItem | PracticalItem }[],
): Promise<void> {
  const links = versions.flatMap(({ id, body }) =>
    mediaOf([body]).map((hex) => ({ item_version_id: id, sha256: Buffer.from(hex, 'hex') })),
  );
  if (links.length > 0) await tx.insertInto('item_version_media').values(links).execute();
}

/** Takes the files off a draft that is revised in place. */
export async function unlinkMedia(tx: Transaction<DB>, versionId: string): Promise<void> {
  await tx.deleteFrom('item_version_media').where('item_version_id', '=', versionId).execute();
}
