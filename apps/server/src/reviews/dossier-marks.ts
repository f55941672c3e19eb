import type { Kysely } from 'kysely';
import type { DB } from '../base/schema.types.ts';
import { listScores } from '../marking/marking.ts';

/** Scores, mark sheets with what opens their commitments, and third readings, by candidate. */
export async function readMarking(db: Kysely<DB>, sittingIds: readonly string[]) {
  const none = sittingIds.length === 0;
  const sheets = none
    ? []
    : await db
        .selectFrom('mark_sheets')
        .selectAll()
        .where('sitting_id', 'in', sittingIds)
        .orderBy('id')
        .execute();
  const adjudications = none
    ? []
    : await db
        .selectFrom('adjudications')
        .selectAll()
        .where('sitting_id', 'in', sittingIds)
        .orderBy('id')
        .execute();
  const group = <Row, Shown>(rows: Row[], candidateOf: (row: Row) => string, show: (row: Row) => Shown) =>
    new Map(
      [...Map.groupBy(rows, candidateOf)].map(([candidate, own]) => [candidate, own.map(show)] as const),
    );
  return {
    scores: group(
      await listScores(db, sittingIds),
      ({ candidateId }) => candidateId,
      ({ id, sittingId, part, outcome, score, method }) => ({
        id,
        sitting: sittingId,
        part,
        outcome,
        score,
        method,
      }),
    ),
    sheets: group(
      sheets,
      (sheet) => sheet.candidate_id,
      (sheet) => ({
        id: sheet.id,
        sitting: sheet.sitting_id,
        item: sheet.item_version_id,
        assessor: sheet.assessor_id,
        duty: sheet.duty,
        marks: sheet.marks,
        fatal: sheet.fatal,
        total: sheet.total,
        remark: sheet.remark,
        salt: sheet.salt.toString('hex'),
        signedAt: sheet.signed_at.toISOString(),
        supersedes: sheet.supersedes_id,
      }),
    ),
    adjudications: group(
      adjudications,
      (row) => row.candidate_id,
      (row) => ({
        id: row.id,
        sitting: row.sitting_id,
        item: row.item_version_id,
        chief: row.chief_id,
        total: row.total,
        reason: row.reason,
        decidedAt: row.decided_at.toISOString(),
      }),
    ),
  };
}
