import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shanghaiDateOf, addDays } from '@jiangping/domain/calendar';
import { readCandidates } from '../../../cli/src/story/files.ts';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestWorld, runTestBatch } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import type { Staff, TestApp, TestClient } from '../../../../tests/harness/test-app.ts';

let test: TestApp;
let world: World;
let administrator: TestClient;
let manager: TestClient;
let staff: TestClient;
let siteId: string;
let stranger: Staff;

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  const { main, center } = world.story;
  administrator = await world.cast.client(main.staff.siteAdministrator);
  manager = await world.cast.client(main.staff.siteManager);
  staff = await world.cast.client(center.staff[0] ?? '');
  siteId = world.sites.get(main.site) ?? '';
  const elsewhere = await staff.sites.registerSite({
    kind: 'trial_base',
    nameZh: '另一试运行基地',
    nameEn: 'Another Trial Base',
    uscc: '91350100M000100Y43',
    province: '35',
    city: '福州市',
    serial: '000001',
    accountableId: world.cast.personId(main.staff.siteManager),
    venues: [{ name: '甲楼', address: '一号', rooms: [{ name: '101', purpose: 'theory', seats: 30 }] }],
  });
  stranger = await test.staff(['site_manager', 'site_administrator', 'certificate_clerk'], {
    siteId: elsewhere.id,
  });
}, 300_000);
afterAll(() => test.close());

const today = () => shanghaiDateOf(test.now().getTime());
const reviewer = () => world.cast.client(world.story.center.reviewers[0] ?? '');

async function findLine(level: string) {
  const { scope } = await manager.sites.getSite({ siteId });
  const line = scope.find(
    (each) => each.occupation.code === '6-02-06-07' && each.level === level && !each.workType,
  );
  if (!line) throw new Error(`the site has no scope at ${level}`);
  return line;
}

async function plan(change: Partial<Parameters<TestClient['batches']['planBatch']>[0]> = {}) {
  const line = await findLine('intermediate');
  return administrator.batches.planBatch({
    siteId,
    scopeLineId: line.id,
    eligibleGroup: 'public',
    examOn: today(),
    ...change,
  });
}

/** Runs SQL as the owner of the database, as no role of the program can. */
async function asOwner(sql: string, values: unknown[]): Promise<void> {
  const owner = new pg.Client({ connectionString: test.ownerUrl ?? '' });
  await owner.connect();
  await owner.query(sql, values);
  await owner.end();
}

describe('planning a batch', () => {
  it('gives a code of province, site, year and a serial that counts on, and binds line and standard', async () => {
    const [first, second] = [await plan(), await plan()];
    const { province, serial } = await manager.sites.getSite({ siteId });
    const year = today().slice(0, 4);
    expect(first.code).toMatch(new RegExp(`^${province}${serial}-${year}-\\d{5}$`));
    expect(Number(second.code.slice(-5))).toBe(Number(first.code.slice(-5)) + 1);
    const batch = await manager.batches.getBatch({ batchId: first.id });
    const line = await findLine('intermediate');
    expect(batch).toMatchObject({
      code: first.code,
      state: 'draft',
      level: 'intermediate',
      notice: null,
      scope: { id: line.id, validFrom: line.validFrom, validTo: line.validTo },
      acts: ['fileBatch'],
    });
    expect((await administrator.batches.getBatch({ batchId: first.id })).acts).toEqual([]);
  });

  it('gives every one of several plans of one moment its own serial', async () => {
    const codes = (await Promise.all(Array.from({ length: 6 }, () => plan()))).map(({ code }) => code);
    expect(new Set(codes.map((code) => code.slice(-10))).size).toBe(6);
  });

  it('is refused outside the scope line on every axis, and without the post at the site', async () => {
    const line = await findLine('intermediate');
    await expectRefusal(test, () => plan({ examOn: addDays(today(), -1) }), 'date_invalid');
    await expectRefusal(test, () => plan({ examOn: addDays(line.validTo, 1) }), 'authorisation_not_valid');
    await expectRefusal(test, () => plan({ eligibleGroup: 'students' }), 'scope_not_covered');
    await expectRefusal(
      test,
      () => plan({ scopeLineId: '01890000-0000-7000-8000-000000000000' }),
      'scope_not_covered',
    );
    await expectRefusal(test, () => stranger.client.batches.planBatch({ ...planned(line.id) }), 'not_found');
    await expectRefusal(test, () => staff.batches.planBatch(planned(line.id)), 'post_missing');
    await expectRefusal(test, () => test.anonymous.batches.planBatch(planned(line.id)), 'login_required');
  });

  const planned = (scopeLineId: string) =>
    ({ siteId, scopeLineId, eligibleGroup: 'public', examOn: today() }) as const;

  it('is refused while the site is suspended, and a batch planned before stands still', async () => {
    const { id: batchId } = await plan();
    await asOwner("update sites set state = 'suspended' where id = $1", [siteId]);
    try {
      await expectRefusal(test, () => plan(), 'site_suspended');
      await expectRefusal(test, () => manager.batches.fileBatch({ batchId }), 'site_suspended');
      expect((await manager.batches.getBatch({ batchId })).state).toBe('draft');
    } finally {
      await asOwner("update sites set state = 'formal' where id = $1", [siteId]);
    }
    await manager.batches.fileBatch({ batchId });
  });
});

describe('announcing', () => {
  it('needs the days of the policy before the exam, opens enrolment and keeps the notice out of the log', async () => {
    const { id: batchId } = await plan({ examOn: addDays(today(), 9) });
    await expectRefusal(
      test,
      () => staff.batches.announceBatch({ batchId, notice: '公告' }),
      'batch_wrong_state',
    );
    await manager.batches.fileBatch({ batchId });
    const change = "update policies set value = $1 where key = 'batches.announcement_days' and value = $2";
    await asOwner(change, ['10', '0']);
    try {
      await expectRefusal(
        test,
        () => staff.batches.announceBatch({ batchId, notice: '公告' }),
        'announcement_too_late',
      );
      expect(await manager.batches.getBatch({ batchId })).toMatchObject({ state: 'filed', notice: null });
    } finally {
      await asOwner(change, ['0', '10']);
    }
    const banned = await expectRefusal(
      test,
      () => staff.batches.announceBatch({ batchId, notice: '交费即可,7 天 拿证!' }),
      'announcement_word_banned',
    );
    expect(banned.facts).toEqual({ word: '天拿证' });
    expect(await manager.batches.getBatch({ batchId })).toMatchObject({ state: 'filed', notice: null });
    const { factId } = await staff.batches.announceBatch({ batchId, notice: '联系人张三' });
    expect(await manager.batches.getBatch({ batchId })).toMatchObject({
      state: 'enrolling',
      notice: '联系人张三',
    });
    expect((await test.anonymous.ledger.getFactProof({ factId })).fact).not.toContain('张三');
  });
});

describe('eligibility', () => {
  it('is decided by the clauses of the standard, keeping clause, findings and checker', async () => {
    const { candidates } = readCandidates();
    // The ninth of the pool has worked too few months for the clause it claims, and for every other.
    const { batchId } = await runTestBatch(world, { upTo: 'eligibility', from: 8, count: 3 });
    await expectRefusal(
      test,
      () => administrator.batches.arrangeBatch({ batchId, theory: [anySitting], practical: [anySitting] }),
      'eligibility_undecided',
    );
    const decided = await administrator.batches.decideEligibility({ batchId });
    expect(decided).toMatchObject({ eligible: 2, ineligible: 1 });
    const { rows } = await manager.batches.listEntries({ batchId });
    expect(rows.map(({ state }) => state)).toEqual(['eligible', 'ineligible', 'eligible']);
    const [met, lacking] = rows;
    expect(met?.decision).toMatchObject({
      eligible: true,
      clause: candidates[7]?.claimedClause,
      checker: { id: world.cast.personId(world.story.main.staff.siteAdministrator) },
    });
    expect(met?.decision?.findings[0]?.zh).toContain(`符合 ${candidates[7]?.claimedClause ?? ''}`);
    expect(lacking?.decision).toMatchObject({ eligible: false, clause: null });
    expect(lacking?.decision?.findings.length).toBeGreaterThan(3);
    for (const finding of lacking?.decision?.findings ?? []) expect(finding.en).toMatch(/is not met/);
    expect((await manager.batches.getBatch({ batchId })).state).toBe('eligibility');
    await expectRefusal(
      test,
      () => administrator.batches.decideEligibility({ batchId }),
      'entries_none_open',
    );
  });

  it('is not reached by a batch that nobody entered', async () => {
    const { id } = await plan();
    await manager.batches.fileBatch({ batchId: id });
    await staff.batches.announceBatch({ batchId: id, notice: '公告' });
    await expectRefusal(test, () => administrator.batches.closeEnrolment({ batchId: id }), 'roster_empty');
    expect((await manager.batches.getBatch({ batchId: id })).state).toBe('enrolling');
  });
});

const anySitting = {
  roomId: '01890000-0000-7000-8000-000000000000',
  paperId: '01890000-0000-7000-8000-000000000000',
  startsAt: '2026-05-18T01:00:00Z',
};

describe('arranging', () => {
  async function decidedBatch(count = 6, from = 1): Promise<string> {
    const { batchId } = await runTestBatch(world, { upTo: 'eligibility', count, from });
    await administrator.batches.decideEligibility({ batchId });
    return batchId;
  }
  async function rooms(at = 0) {
    const found = (await manager.sites.getSite({ siteId })).rooms;
    const theory = found.filter(({ purpose }) => purpose === 'theory')[at];
    const practical = found.filter(({ purpose }) => purpose === 'practical')[at];
    if (!theory || !practical) throw new Error('the site has no rooms');
    return { theory, practical };
  }
  const at = (minutes = 0) => new Date(test.now().getTime() + minutes * 60_000).toISOString();

  it('gives every candidate one seat in each part, neighbours different forms, from a seed in the log', async () => {
    const batchId = await decidedBatch();
    const { theory, practical } = await rooms();
    const arranged = await administrator.batches.arrangeBatch({
      batchId,
      theory: [{ roomId: theory.id, paperId: world.papers.theory, startsAt: at() }],
      practical: [{ roomId: practical.id, paperId: world.papers.practical, startsAt: at() }],
    });
    expect(arranged.sittings.map(({ part, seats }) => [part, seats])).toEqual([
      ['theory', 6],
      ['practical', 6],
    ]);
    const seats = await test.app.base.db
      .selectFrom('seats')
      .selectAll()
      .where('sitting_id', '=', arranged.sittings[0]?.id ?? '')
      .orderBy('seat')
      .execute();
    expect(seats.map(({ seat }) => seat)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(seats.map(({ candidate_id }) => candidate_id)).size).toBe(6);
    seats.slice(1).forEach((seat, i) => expect(seat.form_id).not.toBe(seats[i]?.form_id));
    const { fact } = await test.anonymous.ledger.getFactProof({ factId: arranged.factId });
    expect(fact).toMatch(/"seed":"[0-9a-f]{32}"/);
  });

  it('is refused for foreign rooms, wrong rooms, wrong papers, another day and too few seats', async () => {
    const batchId = await decidedBatch(36);
    const { theory, practical } = await rooms(1);
    const good = {
      theory: [{ roomId: theory.id, paperId: world.papers.theory, startsAt: at() }],
      practical: [{ roomId: practical.id, paperId: world.papers.practical, startsAt: at() }],
    };
    const arrange = (change: Partial<typeof good>) =>
      administrator.batches.arrangeBatch({ batchId, ...good, ...change });
    const [sitting] = good.theory;
    if (!sitting) throw new Error('no sitting');
    const foreign = await test.app.base.db
      .selectFrom('rooms')
      .innerJoin('venues', 'venues.id', 'rooms.venue_id')
      .select('rooms.id')
      .where('venues.site_id', '<>', siteId)
      .executeTakeFirstOrThrow();
    await expectRefusal(test, () => arrange({ theory: [{ ...sitting, roomId: foreign.id }] }), 'not_found');
    await expectRefusal(
      test,
      () => arrange({ theory: [{ ...sitting, roomId: practical.id }] }),
      'room_not_fitting',
    );
    await expectRefusal(
      test,
      () => arrange({ theory: [{ ...sitting, paperId: world.papers.practical }] }),
      'paper_not_fitting',
    );
    await expectRefusal(
      test,
      () => arrange({ theory: [{ ...sitting, startsAt: at(24 * 60) }] }),
      'sitting_off_exam_day',
    );
    await expectRefusal(test, () => arrange({ theory: [sitting, sitting] }), 'room_taken');
    await expectRefusal(test, () => arrange({}), 'seats_too_few');
    const sittings = await test.app.base.db
      .selectFrom('batch_sittings')
      .select('sitting_id')
      .where('batch_id', '=', batchId)
      .execute();
    expect(sittings).toEqual([]);
  });

  it('is refused while another batch has the room, or seats one of the candidates, at the same time', async () => {
    const tables = ['sittings', 'seats', 'batch_sittings'] as const;
    const arrange = async (batchId: string, place: number, minutes = 1) => {
      const { theory, practical } = await rooms(place);
      return administrator.batches.arrangeBatch({
        batchId,
        theory: [{ roomId: theory.id, paperId: world.papers.theory, startsAt: at(minutes) }],
        practical: [{ roomId: practical.id, paperId: world.papers.practical, startsAt: at(minutes) }],
      });
    };
    // The batch of the first test has the first rooms and candidates 1 to 6.
    const others = await decidedBatch(4, 20);
    const { facts } = await expectRefusal(test, () => arrange(others, 0), 'room_taken', tables);
    expect(facts['room']).not.toBe('');
    const same = await decidedBatch(8, 5);
    const refused = await expectRefusal(test, () => arrange(same, 1), 'entry_overlap', tables);
    expect(refused.facts).toEqual({ count: 2 });
    expect((await manager.batches.getBatch({ batchId: same })).state).toBe('eligibility');
    // Two batches that want one room at the same moment get it once.
    const third = await decidedBatch(4, 30);
    const both = await Promise.allSettled([arrange(others, 1), arrange(third, 1)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [lost] = both.flatMap((each) =>
      each.status === 'rejected' ? [each.reason as { code: string }] : [],
    );
    expect(lost?.code).toBe('room_taken');
  });
});

describe("another site's administrator", () => {
  it('finds nothing of a batch, whatever is asked or done', async () => {
    const { batchId } = await runTestBatch(world, { upTo: 'ticketed' });
    const { rosterImports } = await manager.batches.getBatch({ batchId });
    const { batches } = stranger.client;
    const calls: Record<string, () => Promise<unknown>> = {
      getBatch: () => batches.getBatch({ batchId }),
      fileBatch: () => batches.fileBatch({ batchId }),
      importRoster: () => batches.importRoster({ batchId, fileName: 'a.xlsx', content: 'UEsDBA==' }),
      getRosterReport: () => batches.getRosterReport({ batchId, importId: rosterImports[0]?.id ?? '' }),
      closeEnrolment: () => batches.closeEnrolment({ batchId }),
      decideEligibility: () => batches.decideEligibility({ batchId }),
      arrangeBatch: () => batches.arrangeBatch({ batchId, theory: [anySitting], practical: [anySitting] }),
      issueTickets: () => batches.issueTickets({ batchId }),
      listTickets: () => batches.listTickets({ batchId }),
      getReadiness: () => batches.getReadiness({ batchId }),
      startBatch: () => batches.startBatch({ batchId }),
      finishExam: () => batches.finishExam({ batchId }),
      listEntries: () => batches.listEntries({ batchId }),
      getTimeline: () => batches.getTimeline({ batchId }),
    };
    for (const call of Object.values(calls)) await expectRefusal(test, call, 'not_found');
    expect(await batches.listBatches({})).toEqual({ rows: [], total: 0 });
    expect(await batches.listBatches({ siteId })).toEqual({ rows: [], total: 0 });
    expect((await administrator.batches.listBatches({})).total).toBeGreaterThan(0);
    const all = await (await reviewer()).batches.listBatches({ pageSize: 500 });
    expect(all.rows.map(({ id }) => id)).toContain(batchId);
    await expectRefusal(test, () => test.anonymous.batches.listBatches({}), 'login_required');
  });
});
