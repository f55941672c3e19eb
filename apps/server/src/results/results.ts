// results: one outcome per entry, decided once from the scores of the batch's sittings; a change is a superseding row.
// Each part must reach the pass mark by itself. What a result is good for is not known here.
import type { Kysely } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { decideResult } from '@jiangping/domain/results/part-rule';
import type { PartScore } from '@jiangping/domain/results/part-rule';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { portionsOf } from '../base/bulk.ts';
import type { DB } from '../base/schema.types.ts';
import {
  findBatchSittings,
  findEligibleEntries,
  moveBatchState,
  requireBatchSite,
  siteOfBatch,
} from '../batches/batches.ts';
import { isMarkingClosed, listScores } from '../marking/marking.ts';
import type { ScoreRecord } from '../marking/marking.ts';
import { findPolicies } from '../people/people.ts';
import { listSittingStates } from '../sittings/sittings.ts';

export type Outcome = ScoreRecord['outcome'];

export interface ResultRecord {
  id: string;
  entryId: string;
  theory: { outcome: Outcome; score: number };
  practical: { outcome: Outcome; score: number };
  passMark: number;
  passed: boolean;
  decidedBy: string;
  decidedAt: Date;
}

/** Decides the result of every eligible entry, once all sittings of the batch are closed and marked. */
export async function decideResults(base: Base, caller: Caller | null, input: { batchId: string }) {
  const { batchId } = input;
  return act(
    base,
    caller,
    'decideResults',
    input,
    async (scope) => {
      const { tx, now, today, personId, newId, record } = scope;
      const batch = await moveBatchState(scope, batchId, 'decideResults');
      const sittingIds = (await findBatchSittings(tx, batchId)).map(({ sittingId }) => sittingId);
      const states = await listSittingStates(tx, sittingIds);
      const open = states.filter(({ state }) => state !== 'closed').length;
      if (open > 0) throw new Refusal('sittings_not_closed', { count: open });
      if (!(await isMarkingClosed(tx, sittingIds))) throw new Refusal('marking_open');
      const policies = await findPolicies(tx, today);
      const policy = {
        passMark: policies.get('results.pass_mark'),
        panelFrom: policies.get('results.panel_from') as Level,
      };
      const scores = new Map(
        (await listScores(tx, sittingIds)).map((score) => [`${score.candidateId}/${score.part}`, score]),
      );
      const entries = await findEligibleEntries(tx, batchId);
      const missing = entries
        .flatMap(({ candidateId }) => [`${candidateId}/theory`, `${candidateId}/practical`])
        .filter((key) => !scores.has(key));
      if (missing.length > 0) throw new Refusal('marks_missing', { count: missing.length });
      const rows = entries.flatMap((entry) => {
        const theory = scores.get(`${entry.candidateId}/theory`);
        const practical = scores.get(`${entry.candidateId}/practical`);
        if (!theory || !practical) return [];
        const { isPassed } = decideResult(
          batch.level,
          { theory: toPartScore(theory), practical: toPartScore(practical) },
          policy,
        );
        return [
          {
            batch_id: batchId,
            id: newId(),
            entry_id: entry.id,
            theory_outcome: theory.outcome,
            theory_score: theory.score,
            practical_outcome: practical.outcome,
            practical_score: practical.score,
            pass_mark: policy.passMark,
            passed: isPassed,
            decided_by: personId,
            decided_at: now,
            supersedes_id: null,
          },
        ];
      });
      for (const portion of portionsOf(rows)) await tx.insertInto('results').values(portion).execute();
      const passed = rows.filter((row) => row.passed).length;
      const factId = await record({
        kind: 'results.decided',
        subject: { type: 'batch', id: batchId },
        stream: batchId,
        data: { decided: rows.length, passed, passMark: policy.passMark },
      });
      return { id: batchId, factId, decided: rows.length, passed };
    },
    (tx) => siteOfBatch(tx, batchId),
  );
}

function toPartScore(score: ScoreRecord): PartScore {
  if (score.outcome === 'scored') return { kind: 'score', score: score.score };
  return score.outcome === 'absent' ? { kind: 'absent' } : { kind: 'misconduct', voids: 'part' };
}

/** The result that stands for each entry of a batch: the one that no later row supersedes. */
export async function listCurrentResults(db: Kysely<DB>, batchId: string): Promise<ResultRecord[]> {
  const rows = await db
    .selectFrom('results')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('results as later')
            .select('later.id')
            .whereRef('later.batch_id', '=', 'results.batch_id')
            .whereRef('later.supersedes_id', '=', 'results.id'),
        ),
      ),
    )
    .execute();
  return rows.map((row) => ({
    id: row.id,
    entryId: row.entry_id,
    theory: { outcome: row.theory_outcome as Outcome, score: row.theory_score },
    practical: { outcome: row.practical_outcome as Outcome, score: row.practical_score },
    passMark: row.pass_mark,
    passed: row.passed,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  }));
}

/** The results of a batch, for its site and the Center; the parts passed or failed one by one. */
export async function listResults(base: Base, caller: Caller | null, batchId: string) {
  await requireBatchSite(base.db, caller, 'readBatch', batchId);
  const results = await listCurrentResults(base.db, batchId);
  const entries = await base.db
    .selectFrom('entries')
    .innerJoin('persons', 'persons.id', 'entries.candidate_id')
    .where('entries.batch_id', '=', batchId)
    .select(['entries.id', 'entries.number', 'persons.id as person_id', 'persons.name'])
    .orderBy('entries.number')
    .execute();
  const deciders = await findNames(
    base.db,
    results.map(({ decidedBy }) => decidedBy),
  );
  const byEntry = new Map(results.map((result) => [result.entryId, result]));
  const today = shanghaiDateOf(base.ambient.now().getTime());
  const partOf = (part: ResultRecord['theory'], passMark: number) => ({
    ...part,
    passed: part.outcome === 'scored' && part.score >= passMark,
  });
  return {
    passMark: results[0]?.passMark ?? (await findPolicies(base.db, today)).get('results.pass_mark'),
    rows: entries.flatMap((entry) => {
      const result = byEntry.get(entry.id);
      if (!result) return [];
      return [
        {
          entryId: entry.id,
          number: entry.number,
          candidate: { id: entry.person_id, name: entry.name },
          theory: partOf(result.theory, result.passMark),
          practical: partOf(result.practical, result.passMark),
          passed: result.passed,
          decidedBy: { id: result.decidedBy, name: deciders.get(result.decidedBy) ?? '' },
          decidedAt: result.decidedAt.toISOString(),
        },
      ];
    }),
  };
}

async function findNames(db: Kysely<DB>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('persons')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
