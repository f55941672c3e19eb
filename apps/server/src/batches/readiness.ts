import type { Kysely } from 'kysely';
import { checkReadiness, gates, listGates } from '@jiangping/domain/batches/readiness';
import type { Readiness } from '@jiangping/domain/batches/readiness';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { isRefusal, Refusal } from '@jiangping/domain/refusal';
import type { Problem } from '@jiangping/domain/refusal';
import { describeRefusal } from '@jiangping/domain/refusals';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { Keys } from '../base/keys.ts';
import type { DB } from '../base/schema.types.ts';
import { getSealedForms } from '../papers/papers.ts';
import { findPolicies } from '../people/people.ts';
import { getScopeLineInForce } from '../sites/sites.ts';
import { listSittingStates, readySittings } from '../sittings/sittings.ts';
import { getOccupation, getStandardInForce } from '../standards/standards.ts';
import {
  findBatchSittings,
  getBatchRow,
  moveBatchState,
  requireBatchSite,
  siteOfBatch,
} from './batch-rows.ts';
import type { BatchRow } from './batch-rows.ts';
import { countEntries } from './eligibility.ts';
import { findAssessorProblem, findInvigilatorProblem, findPanels, worstInvigilation } from './panels.ts';

/** The refusal of a check, or null; anything else that is thrown goes on upwards. */
async function problemFrom(check: () => Promise<unknown>): Promise<Problem | null> {
  try {
    await check();
    return null;
  } catch (error) {
    if (isRefusal(error)) return { code: error.code, facts: error.facts };
    throw error;
  }
}

async function findReadiness(db: Kysely<DB>, keys: Keys, batch: BatchRow, today: string): Promise<Readiness> {
  const policies = await findPolicies(db, today);
  const scope = await problemFrom(() =>
    getScopeLineInForce(db, batch.scope_line_id, batch.site_id, batch.exam_on),
  );
  const sittings = await findBatchSittings(db, batch.id);
  const papers = [...new Set(sittings.map(({ paperId }) => paperId))];
  // One after the other: inside an act there is one connection.
  const broken: (Problem | null)[] = [];
  for (const paperId of papers) broken.push(await problemFrom(() => getSealedForms(db, keys, paperId)));
  const counts = await countEntries(db, batch.id);
  const panels = await findPanels(db, policies, batch);
  // Of several rooms the one that stands worst is told.
  const invigilated = panels.find((panel) => findInvigilatorProblem(panel)) ?? panels[0];
  const judged = panels.filter(({ sitting }) => sitting.part === 'practical' && sitting.seats > 0);
  const panel = judged.find((each) => findAssessorProblem(each)) ?? judged[0];
  const parts = (['theory', 'practical'] as const).map((part) =>
    sittings.filter((each) => each.part === part).reduce((sum, { seats }) => sum + seats, 0),
  );
  return {
    date: batch.exam_on,
    occupationCode: (await getOccupation(db, batch.occupation_id)).code,
    authorisationProblem: scope?.code === 'scope_not_covered' ? null : scope,
    scopeProblem: scope?.code === 'scope_not_covered' ? scope : null,
    openSeriousFindings: 0,
    hasStandard:
      (await problemFrom(() => getStandardInForce(db, batch.occupation_id, batch.exam_on))) === null,
    vettedItems: await countVettedItems(db, batch),
    isPaperSealed: papers.length > 0 && broken.every((problem) => problem === null),
    admitted: counts.eligible,
    undecided: counts.enrolled,
    seats: Math.min(...parts),
    ...(invigilated ? worstInvigilation(invigilated) : { invigilators: 0, invigilatorsNeeded: 1 }),
    assessors: panel?.assessors ?? 0,
    assessorsNeeded: panel?.assessorsNeeded ?? 1,
    hasChief: judged.length > 0 && judged.every(({ chiefs }) => chiefs === 1),
    supervisors: panels.length > 0 ? Math.min(...panels.map(({ supervisors }) => supervisors)) : 0,
    tickets: await countTickets(db, batch.id),
  };
}

async function countVettedItems(db: Kysely<DB>, batch: BatchRow): Promise<number> {
  const row = await db
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .where('items.occupation_id', '=', batch.occupation_id)
    .where('items.level', '=', batch.level)
    .where('item_versions.state', 'in', ['approved', 'in_use'])
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0n);
}

/** How many tickets a batch has. */
export async function countTickets(db: Kysely<DB>, batchId: string): Promise<number> {
  const row = await db
    .selectFrom('tickets')
    .where('batch_id', '=', batchId)
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0n);
}

/** Every gate with what stands in its way, for those who may read the batch. */
export async function getReadiness(base: Base, caller: Caller | null, batchId: string) {
  await requireBatchSite(base.db, caller, 'readBatch', batchId);
  const today = shanghaiDateOf(base.ambient.now().getTime());
  const ready = await findReadiness(base.db, base.keys, await getBatchRow(base.db, batchId), today);
  return listGates(ready).map(({ gate, problem }) => ({
    gate,
    ok: problem === null,
    zh: problem ? describeRefusal(problem.code, problem.facts, 'zh').sentence : gates[gate].zh,
    en: problem ? describeRefusal(problem.code, problem.facts, 'en').sentence : gates[gate].en,
  }));
}

/** Starts the exam once every gate is passed; its sittings may then be opened. Refuses `readiness_open` and tells how many. */
export async function startBatch(base: Base, caller: Caller | null, input: { batchId: string }) {
  return act(
    base,
    caller,
    'startBatch',
    input,
    async (scope) => {
      const { tx, today, record } = scope;
      const batch = await moveBatchState(scope, input.batchId, 'startBatch');
      checkReadiness(await findReadiness(tx, base.keys, batch, today));
      const sittings = await findBatchSittings(tx, batch.id);
      await readySittings(
        scope,
        sittings.map(({ sittingId }) => sittingId),
      );
      const factId = await record({
        kind: 'batch.started',
        subject: { type: 'batch', id: batch.id },
        stream: batch.id,
        data: { sittings: sittings.length, gates: Object.keys(gates) },
      });
      return { id: batch.id, factId };
    },
    (tx) => siteOfBatch(tx, input.batchId),
  );
}

/** Ends the exam when all its sittings are closed; refuses `sittings_not_closed` and tells how many are not. */
export async function finishExam(base: Base, caller: Caller | null, input: { batchId: string }) {
  return act(
    base,
    caller,
    'finishExam',
    input,
    async (scope) => {
      const batch = await moveBatchState(scope, input.batchId, 'finishExam');
      const sittings = await findBatchSittings(scope.tx, batch.id);
      const states = await listSittingStates(
        scope.tx,
        sittings.map(({ sittingId }) => sittingId),
      );
      const count = states.filter(({ state }) => state !== 'closed').length;
      if (count > 0) throw new Refusal('sittings_not_closed', { count });
      const factId = await scope.record({
        kind: 'exam.finished',
        subject: { type: 'batch', id: batch.id },
        stream: batch.id,
        data: { sittings: states.length },
      });
      return { id: batch.id, factId };
    },
    (tx) => siteOfBatch(tx, input.batchId),
  );
}
