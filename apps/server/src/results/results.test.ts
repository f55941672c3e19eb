import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestWorld, runTestBatch } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { markAll } from '../../../cli/src/story/conduct.ts';
import { choosePanels } from '../../../cli/src/story/staffing.ts';
import type { TestApp, TestClient } from '../../../../tests/harness/test-app.ts';
import { listCurrentResults } from './results.ts';

let test: TestApp;
let world: World;
let manager: TestClient;
let batchId: string;

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  manager = await world.cast.client(world.story.main.staff.siteManager);
  ({ batchId } = await runTestBatch(world, { upTo: 'marking', count: 10 }));
}, 180_000);
afterAll(() => test.close());

it('results are refused while marking is open, and then decided part by part without averaging', async () => {
  await expectRefusal(test, () => manager.results.decideResults({ batchId }), 'marking_open');
  expect((await manager.results.listResults({ batchId })).rows).toEqual([]);
  const { sittings } = await manager.batches.getBatch({ batchId });
  await markAll(world, sittings, choosePanels(world.story.main.staff, sittings), () => undefined);

  const clerk = await world.cast.client(world.story.main.staff.certificateClerk);
  await expectRefusal(test, () => clerk.results.decideResults({ batchId }), 'post_missing');
  const decided = await manager.results.decideResults({ batchId });
  const { rows, passMark } = await clerk.results.listResults({ batchId });
  expect(passMark).toBe(60);
  expect(rows).toHaveLength(decided.decided);
  for (const { theory, practical, passed } of rows) {
    expect(theory.passed).toBe(theory.outcome === 'scored' && theory.score >= 60);
    expect(practical.passed).toBe(practical.outcome === 'scored' && practical.score >= 60);
    expect(passed).toBe(theory.passed && practical.passed);
  }
  expect(rows.filter(({ passed }) => passed)).toHaveLength(decided.passed);
  const proof = await test.anonymous.ledger.getFactProof({ factId: decided.factId });
  expect(JSON.parse(proof.fact)).toMatchObject({
    kind: 'results.decided',
    stream: batchId,
    data: { decided: rows.length, passed: decided.passed, passMark: 60 },
  });
  await expectRefusal(test, () => manager.results.decideResults({ batchId }), 'batch_wrong_state');
  expect(await listCurrentResults(test.app.base.db, batchId)).toHaveLength(rows.length);
});

it('a result cannot be changed by the application, and a pass that the scores do not carry not even be written', async () => {
  const { db } = test.app.base;
  await expect(db.updateTable('results').set({ passed: true }).execute()).rejects.toThrow(
    /permission denied/,
  );
  const [result] = await db.selectFrom('results').selectAll().where('batch_id', '=', batchId).execute();
  await expect(
    db
      .insertInto('results')
      .values({
        ...result!,
        id: batchId,
        supersedes_id: result!.id,
        theory_score: 59.5,
        practical_score: 100,
        theory_outcome: 'scored',
        practical_outcome: 'scored',
        passed: true,
      })
      .execute(),
  ).rejects.toThrow(/check constraint/);
});
