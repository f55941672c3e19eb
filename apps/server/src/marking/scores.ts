import type { Kysely } from 'kysely';
import type { DB } from '../base/schema.types.ts';

export interface ScoreRecord {
  id: string;
  sittingId: string;
  candidateId: string;
  part: 'theory' | 'practical';
  outcome: 'scored' | 'absent' | 'misconduct';
  /** Out of 100; 0 unless scored. */
  score: number;
  method: 'automatic' | 'assessors';
}

/** The score that stands for each candidate of each sitting: the one that no later row supersedes. */
export async function listScores(db: Kysely<DB>, sittingIds: readonly string[]): Promise<ScoreRecord[]> {
  if (sittingIds.length === 0) return [];
  const rows = await db
    .selectFrom('scores')
    .where('sitting_id', 'in', sittingIds)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('scores as later')
            .select('later.id')
            .whereRef('later.supersedes_id', '=', 'scores.id'),
        ),
      ),
    )
    .select(['id', 'sitting_id', 'candidate_id', 'part', 'outcome', 'score', 'method'])
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sittingId: row.sitting_id,
    candidateId: row.candidate_id,
    part: row.part as ScoreRecord['part'],
    outcome: row.outcome as ScoreRecord['outcome'],
    score: row.score,
    method: row.method as ScoreRecord['method'],
  }));
}

/** True when the marking of every one of the sittings is closed; of none at all it is not. */
export async function isMarkingClosed(db: Kysely<DB>, sittingIds: readonly string[]): Promise<boolean> {
  if (sittingIds.length === 0) return false;
  const closures = await db
    .selectFrom('marking_closures')
    .select('sitting_id')
    .where('sitting_id', 'in', sittingIds)
    .execute();
  return closures.length === new Set(sittingIds).size;
}
