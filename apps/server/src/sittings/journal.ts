// The save journal on the server: one transaction per save, acknowledged after its commit. The rules are those of
// @jiangping/journal, the same code that runs on the candidate's device.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import { journalStart } from '@jiangping/journal/chain';
import type { ChainedEntry, Entry, JournalHead } from '@jiangping/journal/entry';
import { acceptEntries } from '@jiangping/journal/intake';
import type { Base } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { attemptIdOf, isCurrentToken } from './attempt-token.ts';
import { windowOfSitting } from './window.ts';

export interface SaveRequest {
  epoch: number;
  entries: readonly Entry[];
}

/** Items of each form; a form never changes, so the number is kept for good. */
const formSizes = new Map<string, number>();

/**
 * Appends answers to the journal of a running attempt. Nothing is stored of a save that is refused: older device
 * (`attempt_fenced`), a hole (`save_sequence_gap`), another content under a known number (`save_chain_broken`), handed in,
 * or arriving after the grace that lets a device that was offline catch up.
 */
export async function saveResponses(base: Base, token: string | null, save: SaveRequest) {
  const id = attemptIdOf(token);
  const now = base.ambient.now();
  return base.db.transaction().execute(async (tx) => {
    const attempt = await tx
      .selectFrom('attempts')
      .innerJoin('sittings', 'sittings.id', 'attempts.sitting_id')
      .select([
        'attempts.form_id',
        'attempts.token_digest',
        'attempts.epoch',
        'attempts.deadline_at',
        'attempts.ended_at',
        'sittings.starts_at',
        'sittings.opened_at',
        'sittings.minutes',
        'sittings.late_minutes',
      ])
      .where('attempts.id', '=', id)
      .forUpdate('attempts')
      .executeTakeFirst();
    if (!attempt) throw new Refusal('attempt_unknown');
    if (!isCurrentToken(token, attempt.token_digest)) throw new Refusal('attempt_fenced');
    if (attempt.ended_at) throw new Refusal('attempt_submitted');
    if (
      now > attempt.deadline_at &&
      now.getTime() >= (await windowOfSitting(tx, attempt, now)).savesCloseAt
    ) {
      throw new Refusal('sitting_closed');
    }
    const size = await formSize(tx, attempt.form_id);
    if (save.entries.some(({ position }) => position > size)) throw new Refusal('save_unknown_item');

    const head = await readJournalHead(tx, id);
    const first = save.entries[0]?.sequence ?? 1;
    const overlap = first <= head.sequence ? await readEntries(tx, id, first) : [];
    const intake = acceptEntries({ epoch: attempt.epoch, head, overlap }, save);
    if (!intake.accepted) throw refuse(intake);
    if (intake.fresh.length > 0) {
      await tx
        .insertInto('response_journal')
        .values(
          intake.fresh.map((entry) => ({
            attempt_id: id,
            sequence: entry.sequence,
            epoch: attempt.epoch,
            position: entry.position,
            response: JSON.stringify(entry.response),
            saved_at_client: entry.savedAt,
            received_at: now,
            hash: Buffer.from(entry.hash, 'hex'),
          })),
        )
        .execute();
    }
    return {
      lastSequence: intake.head.sequence,
      lastHash: intake.head.hash,
      serverNow: now.toISOString(),
      deadlineAt: attempt.deadline_at.toISOString(),
    };
  });
}

function refuse(intake: Extract<ReturnType<typeof acceptEntries>, { accepted: false }>): Refusal {
  if (intake.code === 'attempt_fenced') return new Refusal('attempt_fenced');
  if (intake.code === 'save_sequence_gap') return new Refusal('save_sequence_gap', intake.facts);
  return new Refusal('save_chain_broken', intake.facts);
}

async function formSize(db: Kysely<DB>, formId: string): Promise<number> {
  const known = formSizes.get(formId);
  if (known !== undefined) return known;
  const row = await db
    .selectFrom('paper_form_items')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('form_id', '=', formId)
    .executeTakeFirstOrThrow();
  formSizes.set(formId, Number(row.count));
  return Number(row.count);
}

/** Where the journal of an attempt ends. */
export async function readJournalHead(db: Kysely<DB>, attemptId: string): Promise<JournalHead> {
  const last = await db
    .selectFrom('response_journal')
    .select(['sequence', 'hash'])
    .where('attempt_id', '=', attemptId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? { sequence: last.sequence, hash: last.hash.toString('hex') } : journalStart(attemptId);
}

/** The entries of a journal from a sequence on, in order. */
export async function readEntries(db: Kysely<DB>, attemptId: string, from = 1): Promise<ChainedEntry[]> {
  const rows = await db
    .selectFrom('response_journal')
    .selectAll()
    .where('attempt_id', '=', attemptId)
    .where('sequence', '>=', from)
    .orderBy('sequence')
    .execute();
  return rows.map((row) => ({
    sequence: row.sequence,
    position: row.position,
    response: row.response as string[],
    savedAt: row.saved_at_client.toISOString(),
    hash: row.hash.toString('hex'),
  }));
}

/** The answer that counts for each position of each attempt: the one saved last. */
export async function readCurrentResponses(
  db: Kysely<DB>,
  attemptIds: readonly string[],
): Promise<Map<string, Map<number, readonly string[]>>> {
  const found = new Map<string, Map<number, readonly string[]>>(attemptIds.map((id) => [id, new Map()]));
  if (attemptIds.length === 0) return found;
  const rows = await db
    .selectFrom('response_journal')
    .distinctOn(['attempt_id', 'position'])
    .select(['attempt_id', 'position', 'response'])
    .where('attempt_id', '=', sql<string>`any(${attemptIds}::uuid[])`)
    .orderBy('attempt_id')
    .orderBy('position')
    .orderBy('sequence', 'desc')
    .execute();
  for (const row of rows) found.get(row.attempt_id)?.set(row.position, row.response as string[]);
  return found;
}
