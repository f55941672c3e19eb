// Reviewers and their sheets.
import type { Kysely, Transaction } from 'kysely';
import { mayBatch } from '@jiangping/domain/batches/batch-state';
import { keyOfEmployer } from '@jiangping/domain/batches/recusal';
import { Refusal } from '@jiangping/domain/refusal';
import { judgeBatch } from '@jiangping/domain/reviews/batch-outcome';
import type { ReviewPolicy, ReviewState } from '@jiangping/domain/reviews/batch-outcome';
import { outcomeOfSheet, problemsOfSheet, sheetRows } from '@jiangping/domain/reviews/sheet';
import type { Gravity, SheetEntry, SheetRow } from '@jiangping/domain/reviews/sheet';
import { encodeHex } from '@jiangping/log/bytes';
import { commitValue } from '@jiangping/log/commitment';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { getBatchRow, moveBatchState, takeSide } from '../batches/batches.ts';
import { getCard } from '../cards/cards.ts';
import { findPolicies } from '../people/people.ts';
import type { PoliciesOn } from '../people/people.ts';
import { getSiteRow } from '../sites/sites.ts';
import { getDrawnDossier, getRound, requireReviewer } from './dossiers.ts';

/** A row of a sheet as it comes and goes over HTTP. */
export interface SheetRowInput {
  code: string;
  outcome: Gravity;
  note: string;
}

/** The limits by which findings return or escalate a batch. */
export function reviewPolicy(policies: PoliciesOn): ReviewPolicy {
  return {
    returnMajor: policies.get('review.return_major'),
    escalateMajorShare: policies.get('review.escalate_major_share'),
  };
}

/** How far one round of the review of a batch has come. */
export async function readReviewState(db: Kysely<DB>, batchId: string, round: number): Promise<ReviewState> {
  const counts = await db
    .selectFrom('freezes')
    .where('batch_id', '=', batchId)
    .where('round', '=', round)
    .select('dossiers')
    .select((eb) =>
      eb
        .selectFrom('drawn_dossiers')
        .where('batch_id', '=', batchId)
        .where('round', '=', round)
        .select(eb.fn.countAll<bigint>().as('count'))
        .as('drawn'),
    )
    .executeTakeFirst();
  const sheets = await db
    .selectFrom('review_sheets')
    .select('outcome')
    .where('batch_id', '=', batchId)
    .where('round', '=', round)
    .execute();
  return {
    dossiers: counts?.dossiers ?? 0,
    drawn: Number(counts?.drawn ?? 0n),
    outcomes: sheets.map(({ outcome }) => outcome as Gravity),
  };
}

/**
 * Assigns a reviewer: one who holds the post and a valid card, neither works for the site nor sits in the batch, and has
 * not served in it (`reviewer_served`, held by a key of the database).
 */
export async function assignReviewer(
  base: Base,
  caller: Caller | null,
  input: { batchId: string; reviewerId: string },
) {
  const { batchId, reviewerId } = input;
  return act(base, caller, 'assignReviewer', input, async (scope) => {
    const { tx, now, today, personId, record } = scope;
    const batch = await getBatchRow(tx, batchId, { lock: true });
    const { state } = batch;
    if (!mayBatch(state, 'drawReview') && !mayBatch(state, 'recordSheet'))
      throw new Refusal('batch_wrong_state', { state, needed: 'frozen,reviewing' });
    await requireReviewerPost(tx, reviewerId, today);
    const card = await getCard(tx, reviewerId, 'reviewer', today);
    await requireNoTie(tx, batchId, batch.site_id, reviewerId);
    const assigned = await tx
      .selectFrom('review_assignments')
      .select('reviewer_id')
      .where('batch_id', '=', batchId)
      .where('reviewer_id', '=', reviewerId)
      .executeTakeFirst();
    if (assigned) throw new Refusal('reviewer_already_assigned');
    await takeSide(scope, batchId, reviewerId, 'review');
    await tx
      .insertInto('review_assignments')
      .values({
        batch_id: batchId,
        reviewer_id: reviewerId,
        card_id: card.id,
        assigned_by: personId,
        assigned_at: now,
      })
      .execute();
    const factId = await record({
      kind: 'reviewer.assigned',
      subject: { type: 'batch', id: batchId },
      stream: batchId,
      data: { reviewer: reviewerId, card: card.number },
    });
    return { id: reviewerId, factId };
  });
}

async function requireReviewerPost(tx: Transaction<DB>, personId: string, today: string): Promise<void> {
  const grant = await tx
    .selectFrom('grants')
    .select('id')
    .where('person_id', '=', personId)
    .where('post', '=', 'reviewer')
    .where('confirmed_at', 'is not', null)
    .where('revoked_at', 'is', null)
    .where('valid_from', '<=', today)
    .where('valid_to', '>=', today)
    .executeTakeFirst();
  if (!grant) throw new Refusal('post_missing', { post: 'reviewer' });
}

/** Refuses a reviewer who is a candidate of the batch, or is employed by its site or holds a post there. */
async function requireNoTie(
  tx: Transaction<DB>,
  batchId: string,
  siteId: string,
  personId: string,
): Promise<void> {
  const entered = await tx
    .selectFrom('entries')
    .select('id')
    .where('batch_id', '=', batchId)
    .where('candidate_id', '=', personId)
    .executeTakeFirst();
  if (entered) throw new Refusal('recusal_conflict', { reason: 'self' });
  const site = await getSiteRow(tx, siteId);
  const person = await tx
    .selectFrom('persons')
    .select('employer')
    .where('id', '=', personId)
    .executeTakeFirst();
  const post = await tx
    .selectFrom('grants')
    .select('id')
    .where('person_id', '=', personId)
    .where('site_id', '=', siteId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  const employer = keyOfEmployer(person?.employer ?? null);
  const isEmployed =
    employer !== null && [site.name_zh, site.name_en].some((name) => keyOfEmployer(name) === employer);
  if (post || isEmployed) throw new Refusal('recusal_conflict', { reason: 'same_employer' });
}

/**
 * Signs the review sheet of one drawn dossier, once. A fatal finding, or too large a share of major ones, draws every
 * other dossier of the batch in the same act.
 */
export async function recordSheet(
  base: Base,
  caller: Caller | null,
  input: { batchId: string; entryId: string; rows: SheetRowInput[]; remark: string },
) {
  const { batchId, entryId } = input;
  return act(base, caller, 'recordSheet', input, async (scope) => {
    const { tx, base, now, today, personId, record } = scope;
    await requireReviewer(tx, batchId, personId);
    await moveBatchState(scope, batchId, 'recordSheet');
    const round = await getRound(tx, batchId);
    const { number } = await getDrawnDossier(tx, { batchId, round, entryId });
    const signed = await tx
      .selectFrom('review_sheets')
      .select('entry_id')
      .where('batch_id', '=', batchId)
      .where('round', '=', round)
      .where('entry_id', '=', entryId)
      .executeTakeFirst();
    if (signed) throw new Refusal('sheet_already_signed');
    const entries = readRows(input.rows);
    const outcome = outcomeOfSheet(entries);
    const salt = base.ambient.randomBytes(16);
    await tx
      .insertInto('review_sheets')
      .values({
        batch_id: batchId,
        round,
        entry_id: entryId,
        reviewer_id: personId,
        rows: JSON.stringify(input.rows),
        outcome,
        remark: input.remark,
        salt,
        signed_at: now,
      })
      .execute();
    const escalated = await escalate(tx, batchId, round, reviewPolicy(await findPolicies(tx, today)));
    const value = { batch: batchId, entry: entryId, rows: input.rows, remark: input.remark };
    const factId = await record({
      kind: 'review-sheet.signed',
      subject: { type: 'entry', id: entryId },
      stream: batchId,
      data: {
        round,
        number,
        outcome,
        escalated,
        commitment: encodeHex(commitValue({ domain: 'review-sheet/v1', salt, value })),
      },
    });
    return { id: entryId, factId, outcome };
  });
}

/** The rows in the words of the rule; refuses an unknown or repeated row, an open one, and a finding without a remark. */
function readRows(rows: readonly SheetRowInput[]): SheetEntry[] {
  const seen = new Set<string>();
  const entries = rows.map(({ code, outcome, note }): SheetEntry => {
    if (!Object.hasOwn(sheetRows, code) || seen.has(code))
      throw new Refusal('input_invalid', { field: code });
    seen.add(code);
    return { row: code as SheetRow, gravity: outcome, remark: note };
  });
  const first = problemsOfSheet(entries)[0];
  // The problem carries the facts its own code asks for.
  if (first) throw new Refusal(first.code as 'sheet_row_missing', first.facts as { count: number });
  return entries;
}

/** Draws everything that is not drawn yet where the findings call for it; gives how many that were. */
async function escalate(
  tx: Transaction<DB>,
  batchId: string,
  round: number,
  policy: ReviewPolicy,
): Promise<number> {
  const state = await readReviewState(tx, batchId, round);
  if (!judgeBatch(state, policy).needsFullReview || state.drawn >= state.dossiers) return 0;
  const added = await tx
    .insertInto('drawn_dossiers')
    .columns(['batch_id', 'round', 'entry_id', 'reason'])
    .expression(
      tx
        .selectFrom('dossiers')
        .where('batch_id', '=', batchId)
        .where('round', '=', round)
        .select((eb) => ['batch_id', 'round', 'entry_id', eb.val('escalated').as('reason')]),
    )
    .onConflict((conflict) => conflict.columns(['batch_id', 'round', 'entry_id']).doNothing())
    .executeTakeFirst();
  return Number(added.numInsertedOrUpdatedRows ?? 0n);
}
