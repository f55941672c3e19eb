import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RefusalCode } from '@jiangping/domain/refusals';
import { sampleSize } from '@jiangping/domain/reviews/sample-size';
import { decodeBase64, decodeHex, encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { openCheckpoint } from '@jiangping/log/checkpoint';
import { drawIndices, verifySeed } from '@jiangping/log/draw';
import { leafHash, rootFromLeaves, verifyInclusion } from '@jiangping/log/merkle';
import { createVerifier } from '@jiangping/log/signed-note';
import { countRows, expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestWorld, runTestBatch } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import type { TestApp, TestClient } from '../../../../tests/harness/test-app.ts';
import { getReleasedDecision } from './reviews.ts';

let test: TestApp;
let world: World;
let manager: TestClient;
let staff: TestClient;
let reviewer: TestClient;
let reviewerId: string;
let director: TestClient;

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  const { story, cast } = world;
  manager = await cast.client(story.main.staff.siteManager);
  staff = await cast.client(story.center.staff[0] ?? '');
  const slug = story.main.staff.reviewers?.[0] ?? '';
  reviewer = await cast.client(slug);
  reviewerId = cast.personId(slug);
  director = await cast.client(story.center.director);
}, 180_000);
afterAll(() => test.close());

const tables = [
  'dossiers',
  'freezes',
  'draws',
  'drawn_dossiers',
  'review_assignments',
  'review_sheets',
  'batch_decisions',
  'reopenings',
  'batch_sides',
] as const;
const refused = (call: () => Promise<unknown>, code: RefusalCode) => expectRefusal(test, call, code, tables);

const rowCodes = [
  'eligibility_evidence',
  'identity_photo',
  'ticket_sign_in',
  'paper_version',
  'marks_arithmetic',
  'assessor_cards',
  'recusal',
  'video_presence',
  'supervisor_report',
  'publicity',
];

type Gravity = 'pass' | 'minor' | 'major' | 'fatal';

function sheetRows(worst: Gravity = 'pass') {
  return rowCodes.map((code) =>
    code === 'marks_arithmetic' && worst !== 'pass'
      ? { code, outcome: worst, note: '合分与评分表不一致' }
      : { code, outcome: 'pass' as const, note: '' },
  );
}

async function signSheet(batchId: string, entryId: string, worst: Gravity = 'pass') {
  return reviewer.reviews.recordSheet({ batchId, entryId, rows: sheetRows(worst), remark: '' });
}

/** Signs a passing sheet for every drawn dossier that has none yet. */
async function signRest(batchId: string): Promise<void> {
  const { drawnDossiers } = await reviewer.reviews.getReview({ batchId });
  for (const { entryId, sheet } of drawnDossiers) if (!sheet) await signSheet(batchId, entryId);
}

let next = 1;
/** A batch of its own candidates, run up to a stage. */
async function startBatch(upTo: Parameters<typeof runTestBatch>[1]['upTo'], count: number): Promise<string> {
  const from = next;
  next += count;
  const { batchId } = await runTestBatch(world, { upTo, count, from });
  return batchId;
}

describe('closing the dossiers', () => {
  it('takes every eligible entry once, and its root into the log', async () => {
    const batchId = await startBatch('results', 4);
    await refused(() => staff.reviews.drawReview({ batchId }), 'batch_not_frozen');
    await refused(() => staff.reviews.closeDossiers({ batchId }), 'post_missing');
    const closed = await manager.reviews.closeDossiers({ batchId });
    const proof = await test.anonymous.ledger.getFactProof({ factId: closed.factId });
    expect(JSON.parse(proof.fact)).toMatchObject({
      kind: 'batch.frozen',
      stream: batchId,
      data: { root: closed.root, dossiers: closed.dossiers },
    });
    const results = await manager.results.listResults({ batchId });
    expect(closed.dossiers).toBe(results.rows.length);
    await refused(() => manager.reviews.closeDossiers({ batchId }), 'batch_wrong_state');
    const rows = await test.app.base.db
      .selectFrom('dossiers')
      .selectAll()
      .where('batch_id', '=', batchId)
      .orderBy('number')
      .execute();
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => i + 1));
    const digests = rows.map(({ body }) =>
      createHash('sha256')
        .update(encodeUtf8(canonicalJson(body)))
        .digest(),
    );
    expect(encodeHex(rootFromLeaves(digests))).toBe(closed.root);
    const body = rows[0]?.body as Record<string, { length: number }> & { salt: string };
    expect(body).toMatchObject({
      format: 'jiangping-dossier/1',
      number: 1,
      batch: { id: batchId },
      eligibility: { eligible: true },
      sittings: [
        { part: 'theory', attempt: { endedBy: 'candidate', saves: 90 } },
        { part: 'practical', attempt: null },
      ],
      scores: [{ method: 'automatic' }, { method: 'assessors' }],
    });
    expect(body['markSheets']).toHaveLength(9);
    expect(body.salt).toMatch(/^[0-9a-f]{32}$/);
    const names = (await manager.batches.listEntries({ batchId })).rows.map(
      ({ candidate }) => candidate.name,
    );
    for (const name of names) expect(JSON.stringify(rows.map((row) => row.body))).not.toContain(name);
  });
});

describe('the draw', () => {
  it('can be repeated by a stranger with the published record and the public log alone', async () => {
    const batchId = await startBatch('frozen', 8);
    const first = await staff.reviews.drawReview({ batchId });
    const { draw, power, frozen } = await reviewer.reviews.getReview({ batchId });
    if (!draw) throw new Error('there is no draw');

    const { logKey, drawKey } = await test.anonymous.ledger.getCheckpoint();
    expect(draw.vrfPublicKey).toBe(drawKey);
    const root = rootFromLeaves(draw.leaves.map(decodeHex));
    expect(encodeHex(root)).toBe(draw.root);
    const verifier = createVerifier(logKey);
    const { checkpoint } = openCheckpoint(encodeUtf8(draw.checkpoint), {
      origin: verifier.name,
      log: [verifier],
      witnesses: [],
      quorum: 0,
    });
    const proof = await test.anonymous.ledger.getFactProof({ factId: draw.freezeFactId });
    expect(JSON.parse(proof.fact)).toMatchObject({ kind: 'batch.frozen', data: { root: draw.root } });
    expect(BigInt(proof.index)).toBeLessThan(checkpoint.size);
    const included = { leaf: leafHash(encodeUtf8(proof.fact)), index: BigInt(proof.index) };
    const newest = openCheckpoint(encodeUtf8(proof.checkpoint), {
      origin: verifier.name,
      log: [verifier],
      witnesses: [],
      quorum: 0,
    }).checkpoint;
    expect(
      verifyInclusion({
        ...included,
        size: newest.size,
        root: newest.root,
        proof: proof.inclusion.map(decodeBase64),
      }),
    ).toBe(true);

    const seed = verifySeed({
      root,
      vrfPublicKey: decodeBase64(draw.vrfPublicKey),
      vrfProof: decodeBase64(draw.vrfProof),
      beacon: createHash('sha256').update(draw.checkpoint).digest(),
    });
    expect(seed && encodeHex(seed)).toBe(draw.seed);
    const count = sampleSize(draw.dossiers, draw.share, draw.minimum);
    expect(drawIndices(seed!, draw.dossiers, count).map((index) => index + 1)).toEqual(draw.drawn);
    expect(first.drawn).toBe(count);
    expect(count).toBe(5);
    expect(frozen?.dossiers).toBe(draw.dossiers);
    expect(power.find(({ bad }) => bad === 1)?.chance).toBeCloseTo(count / draw.dossiers);

    // It is the first checkpoint over the freeze: nobody waited for one that suited.
    const earlier = await test.app.base.db
      .selectFrom('ledger_checkpoints')
      .select('size')
      .where('size', '>', BigInt(proof.index))
      .where('size', '<', checkpoint.size)
      .execute();
    expect(earlier).toEqual([]);
    await refused(() => staff.reviews.drawReview({ batchId }), 'draw_already_done');
  });

  it('gives the same answer to a retry and happens once among many at the same moment', async () => {
    const batchId = await startBatch('frozen', 3);
    const context = { key: 'one-draw-for-ever' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => staff.reviews.drawReview({ batchId }, { context })),
    );
    expect(new Set(answers.map(({ factId }) => factId)).size).toBe(1);
    const others = await Promise.allSettled([1, 2, 3].map(() => staff.reviews.drawReview({ batchId })));
    expect(others.every(({ status }) => status === 'rejected')).toBe(true);
    // Fewer dossiers than the minimum: all of them.
    const { draw } = await reviewer.reviews.getReview({ batchId });
    expect(draw?.drawn).toEqual([1, 2, 3]);
  });

  it('cannot be made twice or changed by the application at all', async () => {
    const { db } = test.app.base;
    await expect(db.updateTable('draws').set({ population: 1 }).execute()).rejects.toThrow(
      /permission denied/,
    );
    await expect(db.deleteFrom('draws').execute()).rejects.toThrow(/permission denied/);
    await expect(db.updateTable('dossiers').set({ number: 1 }).execute()).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('a reviewer', () => {
  let batchId: string;
  beforeAll(async () => {
    batchId = await startBatch('frozen', 3);
    await staff.reviews.drawReview({ batchId });
  }, 60_000);

  it('is refused without post or card, from the site, or having served in the batch', async () => {
    const { cast, story } = world;
    const assign = (id: string) => () => staff.reviews.assignReviewer({ batchId, reviewerId: id });
    await refused(assign(cast.personId(story.main.staff.siteManager)), 'post_missing');
    const cardless = await test.staff(['reviewer']);
    await refused(assign(cardless.personId), 'card_missing');

    const site = await manager.sites.getSite({ siteId: world.sites.get(story.main.site) ?? '' });
    const issuer = await cast.client(story.center.staff[1] ?? '');
    const issue = (personId: string, number: string) =>
      issuer.cards.issueCard({
        personId,
        kind: 'reviewer',
        number,
        occupationIds: [],
        validFrom: '2026-01-01',
        validTo: '2028-12-31',
      });
    const colleague = await test.staff(['reviewer'], { employer: ` ${site.nameZh}` });
    await issue(colleague.personId, 'S-TEST-1');
    await refused(assign(colleague.personId), 'recusal_conflict');

    const insider = await test.staff(['reviewer']);
    await issue(insider.personId, 'S-TEST-2');
    await test.app.base.db
      .insertInto('batch_sides')
      .values({ batch_id: batchId, person_id: insider.personId, side: 'service' })
      .execute();
    await refused(assign(insider.personId), 'reviewer_served');
    // The database itself would refuse it too.
    await expect(
      test.app.base.db
        .insertInto('review_assignments')
        .values({
          batch_id: batchId,
          reviewer_id: insider.personId,
          card_id: cardless.personId,
          assigned_by: cardless.personId,
          assigned_at: test.now(),
        })
        .execute(),
    ).rejects.toThrow(/foreign key/);
  });

  it('reads only drawn dossiers of a batch assigned to them, and every reading is a fact', async () => {
    const { drawnDossiers } = await staff.reviews.getReview({ batchId });
    const entryId = drawnDossiers[0]!.entryId;
    await refused(() => reviewer.reviews.getDossier({ batchId, entryId }), 'reviewer_not_assigned');
    await refused(() => signSheet(batchId, entryId), 'reviewer_not_assigned');
    await staff.reviews.assignReviewer({ batchId, reviewerId });
    await refused(() => staff.reviews.assignReviewer({ batchId, reviewerId }), 'reviewer_already_assigned');
    const before = await countRows(test, ['ledger_facts']);
    const dossier = await reviewer.reviews.getDossier({ batchId, entryId });
    expect((await countRows(test, ['ledger_facts']))['ledger_facts']).toBe((before['ledger_facts'] ?? 0) + 1);
    expect(dossier.digest).toBe(createHash('sha256').update(canonicalJson(dossier.body)).digest('hex'));
    const { draw } = await staff.reviews.getReview({ batchId });
    expect(draw?.leaves[dossier.number - 1]).toBe(dossier.digest);
    expect(dossier.people.length).toBeGreaterThan(5);
    await refused(() => reviewer.reviews.getDossier({ batchId, entryId: batchId }), 'not_found');
    await refused(() => staff.reviews.getDossier({ batchId, entryId }), 'post_missing');
  });

  it('signs a whole sheet, with a remark on every finding, once', async () => {
    const { drawnDossiers } = await reviewer.reviews.getReview({ batchId });
    const entryId = drawnDossiers[0]!.entryId;
    const sign = (rows: ReturnType<typeof sheetRows>) => () =>
      reviewer.reviews.recordSheet({ batchId, entryId, rows, remark: '' });
    await refused(sign(sheetRows().slice(1)), 'sheet_row_missing');
    await refused(sign(sheetRows('minor').map((row) => ({ ...row, note: '' }))), 'sheet_remark_missing');
    await refused(sign([...sheetRows(), sheetRows()[0]!]), 'input_invalid');
    await refused(sign([...sheetRows(), { code: 'weather', outcome: 'pass', note: '' }]), 'input_invalid');
    expect(await signSheet(batchId, entryId, 'minor')).toMatchObject({ outcome: 'minor' });
    await refused(sign(sheetRows()), 'sheet_already_signed');
    await expect(
      test.app.base.db.updateTable('review_sheets').set({ outcome: 'pass' }).execute(),
    ).rejects.toThrow(/permission denied/);
  });

  it('is told when a dossier is not what was closed', async () => {
    if (!test.ownerUrl) return;
    const { drawnDossiers } = await reviewer.reviews.getReview({ batchId });
    const entryId = drawnDossiers.find(({ sheet }) => !sheet)!.entryId;
    const owner = new pg.Client({ connectionString: test.ownerUrl });
    await owner.connect();
    const set = (value: string) =>
      owner.query(
        `update dossiers set body = jsonb_set(body, '{result,theory,score}', $1::jsonb) where entry_id = $2`,
        [value, entryId],
      );
    const { rows } = await owner.query<{ score: number }>(
      `select (body #> '{result,theory,score}')::float as score from dossiers where entry_id = $1`,
      [entryId],
    );
    await set('99.5');
    await refused(() => reviewer.reviews.getDossier({ batchId, entryId }), 'dossier_changed');
    await refused(() => signSheet(batchId, entryId), 'dossier_changed');
    await set(String(rows[0]?.score));
    await owner.end();
    expect(await reviewer.reviews.getDossier({ batchId, entryId })).toMatchObject({ entryId });
  });

  it('ends with a release that certificates can rest on, decided by somebody who did not review', async () => {
    const decide = () => director.reviews.decideBatch({ batchId, decision: 'released' });
    await refused(decide, 'sheet_missing');
    await expect(getReleasedDecision(test.app.base.db, batchId)).rejects.toThrow('batch_not_released');
    await signRest(batchId);
    await refused(() => manager.reviews.decideBatch({ batchId, decision: 'released' }), 'post_missing');
    const insider = await test.staff(['center_director', 'reviewer']);
    await test.app.base.db
      .insertInto('batch_sides')
      .values({ batch_id: batchId, person_id: insider.personId, side: 'review' })
      .execute();
    await refused(
      () => insider.client.reviews.decideBatch({ batchId, decision: 'released' }),
      'decider_took_part',
    );
    const { id, factId } = await decide();
    const proof = await test.anonymous.ledger.getFactProof({ factId });
    expect(JSON.parse(proof.fact)).toMatchObject({
      kind: 'batch.released',
      data: { dossiers: 3, reviewed: 3, sheets: { pass: 2, minor: 1, major: 0, fatal: 0 } },
    });
    expect(await getReleasedDecision(test.app.base.db, batchId)).toMatchObject({
      id,
      factId,
      dossiers: 3,
      drawn: 3,
    });
    expect(await manager.reviews.getReview({ batchId })).toMatchObject({
      state: 'released',
      decision: { decision: 'released' },
    });
    await refused(decide, 'batch_wrong_state');
  });
});

describe('a grave finding', () => {
  let batchId: string;
  beforeAll(async () => {
    batchId = await startBatch('reviewing', 8);
  }, 60_000);

  it('draws every other dossier in the same act, and the batch can only be returned', async () => {
    const { drawnDossiers, draw } = await reviewer.reviews.getReview({ batchId });
    expect(drawnDossiers).toHaveLength(5);
    expect(await signSheet(batchId, drawnDossiers[0]!.entryId, 'fatal')).toMatchObject({ outcome: 'fatal' });
    const all = (await reviewer.reviews.getReview({ batchId })).drawnDossiers;
    expect(all).toHaveLength(draw?.dossiers ?? 0);
    expect(all.filter(({ reason }) => reason === 'escalated')).toHaveLength((draw?.dossiers ?? 0) - 5);
    const decide = (decision: 'released' | 'returned', reason?: string) => () =>
      director.reviews.decideBatch({ batchId, decision, ...(reason ? { reason } : {}) });
    await refused(decide('returned', '合分有误'), 'sheet_missing');
    await signRest(batchId);
    await refused(decide('released'), 'release_not_possible');
    await refused(decide('returned'), 'reason_required');
    const { factId } = await decide('returned', '合分有误,整改后重新审核')();
    const proof = await test.anonymous.ledger.getFactProof({ factId });
    expect(JSON.parse(proof.fact)).toMatchObject({ kind: 'batch.returned' });
    expect(proof.fact).not.toContain('合分');
    await expect(getReleasedDecision(test.app.base.db, batchId)).rejects.toThrow('batch_not_released');
  });
});

describe('a returned batch', () => {
  let batchId: string;
  const reopen = () =>
    manager.reviews.reopenBatch({ batchId, rectification: '已重新核对合分,更正记录附后。' });
  beforeAll(async () => {
    batchId = await startBatch('reviewing', 6);
    const { drawnDossiers } = await reviewer.reviews.getReview({ batchId });
    await signSheet(batchId, drawnDossiers[0]!.entryId, 'major');
    await signRest(batchId);
  }, 60_000);

  it('is put right by its site alone, and only after it was returned', async () => {
    await refused(reopen, 'batch_wrong_state');
    await director.reviews.decideBatch({ batchId, decision: 'returned', reason: '合分有误' });
    await refused(() => manager.reviews.closeDossiers({ batchId }), 'batch_wrong_state');
    await refused(() => staff.reviews.reopenBatch({ batchId, rectification: '已整改' }), 'post_missing');
    await refused(() => manager.reviews.reopenBatch({ batchId, rectification: ' ' }), 'input_invalid');
    const { factId, round } = await reopen();
    expect(round).toBe(1);
    const { fact } = await test.anonymous.ledger.getFactProof({ factId });
    expect(JSON.parse(fact)).toMatchObject({ kind: 'batch.reopened', stream: batchId, data: { round: 1 } });
    expect(fact).not.toContain('合分');
    await refused(reopen, 'batch_wrong_state');
    expect((await manager.batches.getBatch({ batchId })).state).toBe('results');
  });

  it('cannot be drawn from the dossiers that were returned, nor decided again', async () => {
    await refused(() => staff.reviews.drawReview({ batchId }), 'batch_not_frozen');
    await refused(() => director.reviews.decideBatch({ batchId, decision: 'released' }), 'batch_wrong_state');
    const { db } = test.app.base;
    const [first] = await db.selectFrom('freezes').selectAll().where('batch_id', '=', batchId).execute();
    const { reopened_round: _, ...row } = first!;
    const again = { ...row, round: 3, root: Buffer.alloc(32, 7) };
    // Round 3 without a return of round 2, and round 2 from the root of round 1: neither can be written.
    await expect(db.insertInto('freezes').values(again).execute()).rejects.toThrow(/foreign key/);
    await expect(
      db
        .insertInto('freezes')
        .values({ ...row, round: 2 })
        .execute(),
    ).rejects.toThrow(/unique/);
  });

  it('is closed and drawn a second time from a root of its own, while the first round stays readable', async () => {
    const before = await reviewer.reviews.getReview({ batchId });
    expect(before).toMatchObject({ round: 1, state: 'results', decision: { decision: 'returned' } });
    const closed = await manager.reviews.closeDossiers({ batchId });
    expect(closed.round).toBe(2);
    expect(closed.root).not.toBe(before.draw?.root);
    const frozen = await reviewer.reviews.getReview({ batchId });
    expect(frozen).toMatchObject({
      round: 2,
      draw: null,
      drawnDossiers: [],
      decision: null,
      reopening: null,
    });
    await staff.reviews.drawReview({ batchId });
    await refused(() => staff.reviews.drawReview({ batchId }), 'draw_already_done');
    const now = await reviewer.reviews.getReview({ batchId });
    expect(now.draw).toMatchObject({ round: 2, root: closed.root });
    expect(now.draw?.vrfProof).not.toBe(before.draw?.vrfProof);
    expect(now.draw?.seed).not.toBe(before.draw?.seed);
    expect(now.rounds.map(({ round, decision }) => [round, decision])).toEqual([
      [1, 'returned'],
      [2, null],
    ]);
    const first = await reviewer.reviews.getReview({ batchId, round: 1 });
    expect(first).toMatchObject({
      round: 1,
      draw: before.draw,
      drawnDossiers: before.drawnDossiers,
      decision: { decision: 'returned', reason: '合分有误' },
      reopening: { rectification: '已重新核对合分,更正记录附后。' },
    });
    await refused(() => reviewer.reviews.getReview({ batchId, round: 3 }), 'not_found');
    const entryId = before.drawnDossiers[0]!.entryId;
    const old = await reviewer.reviews.getDossier({ batchId, entryId, round: 1 });
    expect(before.draw?.leaves[old.number - 1]).toBe(old.digest);
  });

  it('is released on the sheets of its last round', async () => {
    await refused(() => director.reviews.decideBatch({ batchId, decision: 'released' }), 'sheet_missing');
    await signRest(batchId);
    const { id } = await director.reviews.decideBatch({ batchId, decision: 'released' });
    expect(await getReleasedDecision(test.app.base.db, batchId)).toMatchObject({ id, drawn: 5, dossiers: 6 });
    expect((await reviewer.reviews.getReview({ batchId })).rounds.map(({ decision }) => decision)).toEqual([
      'returned',
      'released',
    ]);
  });
});

describe('another site', () => {
  it('sees neither results nor review of a batch, as if it did not exist', async () => {
    const batchId = await startBatch('results', 1);
    const center = await world.cast.client(world.story.center.staff[0] ?? '');
    const accountable = await test.staff([]);
    const { id: siteId } = await center.sites.registerSite({
      kind: 'direct_base',
      nameZh: '别处的基地',
      nameEn: 'A Base Elsewhere',
      uscc: '91350100M000100Y43',
      province: '35',
      city: '福州市',
      serial: '000999',
      accountableId: accountable.personId,
      venues: [],
    });
    const stranger = await test.staff(['site_manager'], { siteId });
    await refused(() => stranger.client.results.listResults({ batchId }), 'not_found');
    await refused(() => stranger.client.reviews.getReview({ batchId }), 'not_found');
    await refused(() => stranger.client.reviews.closeDossiers({ batchId }), 'not_found');
    await refused(() => stranger.client.results.decideResults({ batchId }), 'not_found');
  });
});
