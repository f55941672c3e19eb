import type { Kysely } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import { detectionPower } from '@jiangping/domain/reviews/detection-power';
import { sheetRows } from '@jiangping/domain/reviews/sheet';
import type { Gravity } from '@jiangping/domain/reviews/sheet';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { getBatchRow, requireBatchSite } from '../batches/batches.ts';
import type { SheetRowInput } from './sheets.ts';

/** How many bad dossiers the table of detection power asks about. */
const badDossiers = [1, 2, 3, 5, 10, 20];

/**
 * One round of the review of a batch, with everything a stranger needs to draw again: the newest, or the one named. The
 * list of all rounds tells how each ended. Refuses `not_found` for a round there is not.
 */
export async function getReview(
  base: Base,
  caller: Caller | null,
  input: { batchId: string; round?: number | undefined },
) {
  const { db } = base;
  const { batchId } = input;
  await requireBatchSite(db, caller, 'readBatch', batchId);
  const { state } = await getBatchRow(db, batchId);
  const rounds = await readRounds(db, batchId);
  const round = input.round ?? rounds.length;
  const freeze = await db
    .selectFrom('freezes')
    .innerJoin('persons', 'persons.id', 'freezes.frozen_by')
    .selectAll('freezes')
    .select('persons.name')
    .where('batch_id', '=', batchId)
    .where('round', '=', round)
    .executeTakeFirst();
  if (!freeze && input.round !== undefined) throw new Refusal('not_found');
  const draw = freeze && (await readDraw(db, batchId, freeze));
  const reviewers = await db
    .selectFrom('review_assignments')
    .innerJoin('persons', 'persons.id', 'review_assignments.reviewer_id')
    .where('batch_id', '=', batchId)
    .select(['persons.id', 'persons.name'])
    .orderBy('assigned_at')
    .execute();
  const shown = rounds.find((each) => each.round === round);
  const dossiers = freeze?.dossiers ?? 0;
  return {
    state,
    round: freeze ? round : null,
    rounds: rounds.map((each) => ({
      round: each.round,
      frozenAt: each.frozenAt,
      decision: each.decision?.decision ?? null,
    })),
    frozen: freeze
      ? {
          root: freeze.root.toString('hex'),
          dossiers,
          frozenBy: { id: freeze.frozen_by, name: freeze.name },
          frozenAt: freeze.frozen_at.toISOString(),
        }
      : null,
    draw: draw ?? null,
    power: draw
      ? badDossiers
          .filter((bad) => bad <= dossiers)
          .map((bad) => ({ bad, chance: detectionPower(dossiers, bad, draw.drawn.length) }))
      : [],
    sheetRows: Object.entries(sheetRows).map(([code, words]) => ({ code, ...words })),
    reviewers,
    drawnDossiers: await readDrawn(db, batchId, round),
    decision: shown?.decision ?? null,
    reopening: shown?.reopening ?? null,
  };
}

/** The rounds of a batch from the first, each with its decision and what was put right after a return. */
async function readRounds(db: Kysely<DB>, batchId: string) {
  const rows = await db
    .selectFrom('freezes')
    .leftJoin('batch_decisions', (join) =>
      join
        .onRef('batch_decisions.batch_id', '=', 'freezes.batch_id')
        .onRef('batch_decisions.round', '=', 'freezes.round'),
    )
    .leftJoin('persons as decider', 'decider.id', 'batch_decisions.decided_by')
    .leftJoin('reopenings', (join) =>
      join
        .onRef('reopenings.batch_id', '=', 'freezes.batch_id')
        .onRef('reopenings.round', '=', 'freezes.round'),
    )
    .leftJoin('persons as reopener', 'reopener.id', 'reopenings.reopened_by')
    .where('freezes.batch_id', '=', batchId)
    .select(['freezes.round', 'freezes.frozen_at'])
    .select([
      'batch_decisions.decision',
      'reason',
      'decided_by',
      'decided_at',
      'decider.name as decider_name',
    ])
    .select(['rectification', 'reopened_by', 'reopened_at', 'reopener.name as reopener_name'])
    .orderBy('freezes.round')
    .execute();
  return rows.map((row) => ({
    round: row.round,
    frozenAt: row.frozen_at.toISOString(),
    decision:
      row.decision === null || row.decided_at === null
        ? null
        : {
            decision: row.decision as 'released' | 'returned',
            reason: row.reason ?? '',
            decidedBy: { id: row.decided_by ?? '', name: row.decider_name ?? '' },
            decidedAt: row.decided_at.toISOString(),
          },
    reopening:
      row.reopened_at === null
        ? null
        : {
            rectification: row.rectification ?? '',
            reopenedBy: { id: row.reopened_by ?? '', name: row.reopener_name ?? '' },
            reopenedAt: row.reopened_at.toISOString(),
          },
  }));
}

async function readDraw(
  db: Kysely<DB>,
  batchId: string,
  freeze: { round: number; root: Buffer; dossiers: number; fact_id: string },
) {
  const draw = await db
    .selectFrom('draws')
    .innerJoin('persons', 'persons.id', 'draws.drawn_by')
    .selectAll('draws')
    .select('persons.name')
    .where('batch_id', '=', batchId)
    .where('round', '=', freeze.round)
    .executeTakeFirst();
  if (!draw) return null;
  const leaves = await db
    .selectFrom('dossiers')
    .select('digest')
    .where('batch_id', '=', batchId)
    .where('round', '=', freeze.round)
    .orderBy('number')
    .execute();
  return {
    round: freeze.round,
    root: freeze.root.toString('hex'),
    dossiers: freeze.dossiers,
    freezeFactId: freeze.fact_id,
    checkpoint: draw.checkpoint,
    vrfPublicKey: draw.vrf_public_key.toString('base64'),
    vrfProof: draw.vrf_proof.toString('base64'),
    seed: draw.seed.toString('hex'),
    share: draw.share,
    minimum: draw.minimum,
    drawn: draw.drawn,
    drawnBy: { id: draw.drawn_by, name: draw.name },
    drawnAt: draw.drawn_at.toISOString(),
    leaves: leaves.map(({ digest }) => digest.toString('hex')),
  };
}

async function readDrawn(db: Kysely<DB>, batchId: string, round: number) {
  const rows = await db
    .selectFrom('drawn_dossiers')
    .innerJoin('dossiers', (join) =>
      join
        .onRef('dossiers.batch_id', '=', 'drawn_dossiers.batch_id')
        .onRef('dossiers.round', '=', 'drawn_dossiers.round')
        .onRef('dossiers.entry_id', '=', 'drawn_dossiers.entry_id'),
    )
    .leftJoin('review_sheets', (join) =>
      join
        .onRef('review_sheets.batch_id', '=', 'drawn_dossiers.batch_id')
        .onRef('review_sheets.round', '=', 'drawn_dossiers.round')
        .onRef('review_sheets.entry_id', '=', 'drawn_dossiers.entry_id'),
    )
    .leftJoin('persons', 'persons.id', 'review_sheets.reviewer_id')
    .where('drawn_dossiers.batch_id', '=', batchId)
    .where('drawn_dossiers.round', '=', round)
    .select([
      'drawn_dossiers.entry_id',
      'drawn_dossiers.reason',
      'dossiers.number',
      'review_sheets.outcome',
      'review_sheets.rows',
      'review_sheets.remark',
      'review_sheets.signed_at',
      'persons.id',
      'persons.name',
    ])
    .orderBy('dossiers.number')
    .execute();
  return rows.map((row) => ({
    entryId: row.entry_id,
    number: row.number,
    reason: row.reason as 'draw' | 'targeted' | 'escalated',
    sheet:
      row.signed_at === null
        ? null
        : {
            outcome: row.outcome as Gravity,
            rows: row.rows as SheetRowInput[],
            remark: row.remark ?? '',
            reviewer: { id: row.id ?? '', name: row.name ?? '' },
            signedAt: row.signed_at.toISOString(),
          },
  }));
}
