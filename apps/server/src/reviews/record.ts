import type { Kysely } from 'kysely';
import { detectionPower } from '@jiangping/domain/reviews/detection-power';
import { sheetRows } from '@jiangping/domain/reviews/sheet';
import type { Gravity } from '@jiangping/domain/reviews/sheet';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { getBatchRow, requireBatchSite } from '../batches/batches.ts';
import type { SheetRowInput } from './sheets.ts';

/** How many bad dossiers the table of detection power asks about. */
const badDossiers = [1, 2, 3, 5, 10, 20];

/** The whole review of a batch, with everything a stranger needs to draw again. */
export async function getReview(base: Base, caller: Caller | null, batchId: string) {
  const { db } = base;
  await requireBatchSite(db, caller, 'readBatch', batchId);
  const { state } = await getBatchRow(db, batchId);
  const freeze = await db
    .selectFrom('freezes')
    .innerJoin('persons', 'persons.id', 'freezes.frozen_by')
    .selectAll('freezes')
    .select('persons.name')
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  const draw = freeze && (await readDraw(db, batchId, freeze));
  const reviewers = await db
    .selectFrom('review_assignments')
    .innerJoin('persons', 'persons.id', 'review_assignments.reviewer_id')
    .where('batch_id', '=', batchId)
    .select(['persons.id', 'persons.name'])
    .orderBy('assigned_at')
    .execute();
  const decision = await db
    .selectFrom('batch_decisions')
    .innerJoin('persons', 'persons.id', 'batch_decisions.decided_by')
    .where('batch_id', '=', batchId)
    .selectAll('batch_decisions')
    .select('persons.name')
    .orderBy('batch_decisions.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const dossiers = freeze?.dossiers ?? 0;
  return {
    state,
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
    drawnDossiers: await readDrawn(db, batchId),
    decision: decision
      ? {
          decision: decision.decision,
          reason: decision.reason,
          decidedBy: { id: decision.decided_by, name: decision.name },
          decidedAt: decision.decided_at.toISOString(),
        }
      : null,
  };
}

async function readDraw(
  db: Kysely<DB>,
  batchId: string,
  freeze: { root: Buffer; dossiers: number; fact_id: string },
) {
  const draw = await db
    .selectFrom('draws')
    .innerJoin('persons', 'persons.id', 'draws.drawn_by')
    .selectAll('draws')
    .select('persons.name')
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  if (!draw) return null;
  const leaves = await db
    .selectFrom('dossiers')
    .select('digest')
    .where('batch_id', '=', batchId)
    .orderBy('number')
    .execute();
  return {
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

async function readDrawn(db: Kysely<DB>, batchId: string) {
  const rows = await db
    .selectFrom('drawn_dossiers')
    .innerJoin('dossiers', (join) =>
      join
        .onRef('dossiers.batch_id', '=', 'drawn_dossiers.batch_id')
        .onRef('dossiers.entry_id', '=', 'drawn_dossiers.entry_id'),
    )
    .leftJoin('review_sheets', (join) =>
      join
        .onRef('review_sheets.batch_id', '=', 'drawn_dossiers.batch_id')
        .onRef('review_sheets.entry_id', '=', 'drawn_dossiers.entry_id'),
    )
    .leftJoin('persons', 'persons.id', 'review_sheets.reviewer_id')
    .where('drawn_dossiers.batch_id', '=', batchId)
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
