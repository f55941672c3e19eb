// A batch that is returned, put right, drawn again and released, as a stranger sees it who has only the public records.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { computeDraw } from '@jiangping/verify/draw-values';
import { verifyDraw } from '@jiangping/verify/draw';
import { verifyBundle } from '@jiangping/verify/verify';
import { reviewAll } from '../../apps/cli/src/story/conduct.ts';
import { openTestWorld, runTestBatch } from '../harness/story.ts';
import type { World } from '../harness/story.ts';
import type { TestApp, TestClient } from '../harness/test-app.ts';

let test: TestApp;
let world: World;
let batchId: string;
let reviewer: TestClient;

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  ({ batchId } = await runTestBatch(world, { upTo: 'reviewing', count: 6 }));
  reviewer = await world.cast.client(world.story.main.staff.reviewers?.[0] ?? '');
});
afterAll(() => test.close());

it('has two draws that both hold, and certificates that hold on the second', async () => {
  const { cast, story } = world;
  const { staff } = story.main;
  const manager = await cast.client(staff.siteManager);
  const director = await cast.client(story.center.director);
  const center = await cast.client(story.center.staff[0] ?? '');
  await reviewAll(world, batchId, staff.reviewers?.[0] ?? '');
  await director.reviews.decideBatch({ batchId, decision: 'returned', reason: '公示材料不全' });
  await manager.reviews.reopenBatch({ batchId, rectification: '公示材料已补齐。' });
  await manager.reviews.closeDossiers({ batchId });
  await center.reviews.drawReview({ batchId });
  await reviewAll(world, batchId, staff.reviewers?.[0] ?? '');
  await director.reviews.decideBatch({ batchId, decision: 'released' });

  const { logKey } = await test.anonymous.ledger.getCheckpoint();
  const seeds = new Set<string>();
  for (const round of [1, 2]) {
    const { draw } = await reviewer.reviews.getReview({ batchId, round });
    if (!draw) throw new Error('there is no draw');
    const freeze = await test.anonymous.ledger.getFactProof({ factId: draw.freezeFactId });
    const evidence = { freeze, first: draw.checkpoint };
    expect(verifyDraw(draw, { logKey, evidence }).checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(computeDraw(draw).drawn).toEqual(draw.drawn);
    expect(JSON.parse(freeze.fact)).toMatchObject({ kind: 'batch.frozen', data: { round } });
    seeds.add(draw.seed);
  }
  expect(seeds.size).toBe(2);

  await (await cast.client(staff.certificateClerk)).certificates.claimCertificates({ batchId });
  const approver = await cast.client(story.center.certificateApprovers[0] ?? '');
  const { issued } = await approver.certificates.approveClaim({ batchId });
  expect(issued).toBeGreaterThan(0);
  const { rows } = await manager.certificates.listCertificates({ batchId });
  const { bundle } = await manager.certificates.getBundle({ certificateId: rows[0]?.id ?? '' });
  const verdict = await verifyBundle(bundle, { now: test.now() });
  expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(
    JSON.stringify(await test.anonymous.certificates.verifyByToken({ token: rows[0]?.token ?? '' })),
  ).toContain('"drawn":5');
});
