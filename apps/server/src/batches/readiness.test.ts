import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTicketNumber } from '@jiangping/domain/batches/ticket-number';
import { readCandidates } from '../../../cli/src/story/files.ts';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestWorld, runTestBatch } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import type { TestApp, TestClient } from '../../../../tests/harness/test-app.ts';
import { decryptPaper } from '../papers/forms.ts';

let test: TestApp;
let world: World;
let administrator: TestClient;
let manager: TestClient;

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  const { staff } = world.story.main;
  administrator = await world.cast.client(staff.siteAdministrator);
  manager = await world.cast.client(staff.siteManager);
}, 300_000);
afterAll(() => test.close());

/** Runs SQL as the owner of the database, as no role of the program can. */
async function asOwner(sql: string, values: unknown[]): Promise<void> {
  const owner = new pg.Client({ connectionString: test.ownerUrl ?? '' });
  await owner.connect();
  // The table refuses a change of content to everybody; whoever owns the machine can switch that off.
  await owner.query('set session_replication_role = replica');
  await owner.query(sql, values);
  await owner.end();
}

describe('tickets and readiness', () => {
  let batchId: string;
  let tickets: Awaited<ReturnType<TestClient['batches']['listTickets']>>;
  const idNumberOf = (name: string) =>
    readCandidates().candidates.find((candidate) => candidate.name === name)?.idNumber ?? '';

  beforeAll(async () => {
    ({ batchId } = await runTestBatch(world, { upTo: 'ticketed', examAt: test.now() }));
    tickets = await administrator.batches.listTickets({ batchId });
  });

  it('are numbered from the code of the batch, linked, and kept as digests', async () => {
    const { code } = await manager.batches.getBatch({ batchId });
    expect(tickets.map(({ number }) => parseTicketNumber(number))).toEqual(
      tickets.map((_, i) => ({
        year: Number(code.slice(-8, -6)),
        batch: Number(code.slice(-5)),
        entry: i + 1,
      })),
    );
    const stored = JSON.stringify(
      (
        await test.app.base.db.selectFrom('tickets').selectAll().where('batch_id', '=', batchId).execute()
      ).map((row) => [row.token_digest.toString('base64url'), row.token_cipher.toString('base64url')]),
    );
    for (const { token, link } of tickets) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
      expect(link).toBe(`http://127.0.0.1/t/${token}`);
      expect(stored).not.toContain(token);
    }
    await expectRefusal(test, () => manager.batches.listTickets({ batchId }), 'post_missing');
  });

  it('show the candidate place and time and no more of the ID number than its ends', async () => {
    const [ticket] = tickets;
    const shown = await test.anonymous.batches.getTicket({ token: ticket?.token ?? '' });
    expect(shown).toMatchObject({ number: ticket?.number, name: ticket?.name, level: 'intermediate' });
    expect(shown.sittings.map(({ part, state, endedAt }) => [part, state, endedAt])).toEqual([
      ['theory', 'planned', null],
      ['practical', 'planned', null],
    ]);
    expect(JSON.stringify(shown)).not.toContain(idNumberOf(ticket?.name ?? '').slice(3, 14));
    await expectRefusal(
      test,
      () => test.anonymous.batches.getTicket({ token: 'x'.repeat(43) }),
      'ticket_unknown',
    );
  });

  it('let a candidate in by the end of the ID number, once, and again only after release', async () => {
    const [ticket, other] = tickets;
    if (!ticket || !other) throw new Error('no tickets');
    const enter = (token: string, idNumberEnd: string) =>
      test.anonymous.batches.enterSitting({ token, idNumberEnd });
    const end = idNumberOf(ticket.name).slice(-4);
    await expectRefusal(test, () => enter(ticket.token, end), 'sitting_not_open');
    await manager.batches.startBatch({ batchId });
    const { sittings } = await manager.batches.getBatch({ batchId });
    expect(sittings.map(({ state }) => state)).toEqual(['ready', 'ready']);
    const invigilator = await world.cast.client(world.story.main.staff.invigilators?.[0] ?? '');
    const theory = sittings.find(({ part }) => part === 'theory')?.id ?? '';
    await invigilator.sittings.openSitting({ sittingId: theory });
    await expectRefusal(test, () => enter(ticket.token, '0000'), 'ticket_identity_mismatch');
    await expectRefusal(test, () => enter('y'.repeat(43), end), 'ticket_unknown');
    const entered = await Promise.allSettled([enter(ticket.token, end), enter(ticket.token, end)]);
    expect(entered.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expectRefusal(test, () => enter(ticket.token, end), 'attempt_release_needed');
    const page = await enter(other.token, idNumberOf(other.name).slice(-4).toLowerCase());
    expect(page).toMatchObject({ candidateName: other.name, epoch: 1 });
    await expectRefusal(test, () => manager.batches.finishExam({ batchId }), 'sittings_not_closed');
  });

  it('answer a repeated entry with the same token, so that a lost answer locks nobody out', async () => {
    const [, , , ticket] = tickets;
    const idNumberEnd = idNumberOf(ticket?.name ?? '').slice(-4);
    const enter = (key: string, end = idNumberEnd) =>
      test.anonymous.batches.enterSitting(
        { token: ticket?.token ?? '', idNumberEnd: end },
        { context: { key } },
      );
    // The device asks twice at the same moment, and again, because it heard nothing.
    const key = 'lost-answer-0001';
    const [first, second] = await Promise.all([enter(key), enter(key)]);
    expect(second.attemptToken).toBe(first.attemptToken);
    const facts = () =>
      test.app.base.db
        .selectFrom('ledger_facts')
        .select('kind')
        .where('fact', 'like', `%"id":"${first.attemptId}"%`)
        .execute();
    expect(await facts()).toEqual([{ kind: 'attempt.started' }]);
    expect((await enter(key)).attemptToken).toBe(first.attemptToken);
    expect(await facts()).toHaveLength(1);
    const device = test.clientOf(first.attemptToken).sittings;
    expect((await device.getAttempt()).attemptId).toBe(first.attemptId);
    await expectRefusal(test, () => enter(key, '0000'), 'ticket_identity_mismatch');
    await expectRefusal(test, () => enter('another-device-1'), 'attempt_release_needed');
    // Nothing that the database holds is the token, or gives it to somebody without the server's key.
    const stored = await test.app.base.db.selectFrom('attempts').selectAll().execute();
    const told = stored.map((row) =>
      JSON.stringify({ ...row, digest: row.token_digest.toString('base64url') }),
    );
    expect(told.join()).not.toContain(first.attemptToken.split('.')[1]);
    const keys = await test.app.base.db.selectFrom('idempotency_keys').selectAll().execute();
    expect(JSON.stringify(keys, (_, value: unknown) => String(value))).not.toContain(first.attemptToken);

    const invigilator = await world.cast.client(world.story.main.staff.invigilators?.[0] ?? '');
    const { sittings } = await manager.batches.getBatch({ batchId });
    const sittingId = sittings.find(({ part }) => part === 'theory')?.id ?? '';
    const { candidates } = await invigilator.sittings.getSitting({ sittingId });
    await invigilator.sittings.reportIncident({
      sittingId,
      candidateId: candidates.find(({ candidate }) => candidate.name === ticket?.name)?.candidate.id ?? '',
      kind: 'equipment',
      action: 'device_released',
      explanation: '设备故障,更换设备。',
    });
    const over = await enter('another-device-1');
    expect(over).toMatchObject({ attemptId: first.attemptId, epoch: 2 });
    expect((await enter('another-device-1')).attemptToken).toBe(over.attemptToken);
    await expectRefusal(test, () => enter(key), 'attempt_release_needed');
    await expectRefusal(test, () => device.getAttempt(), 'attempt_fenced');
  });

  it('cannot be entered without an idempotency key', async () => {
    const before = await test.app.base.db.selectFrom('attempts').select('id').execute();
    const answer = await test.app.http.inject({
      method: 'POST',
      url: `/api/tickets/${tickets[4]?.token ?? ''}/enter`,
      payload: { idNumberEnd: idNumberOf(tickets[4]?.name ?? '').slice(-4) },
    });
    expect(answer.json()).toMatchObject({ code: 'key_missing' });
    expect(await test.app.base.db.selectFrom('attempts').select('id').execute()).toEqual(before);
  });

  it('serve a whole school behind one address, while guesses from there are slowed down', async () => {
    const ask = (token: string) => test.app.http.inject({ url: `/api/tickets/${token}` });
    const statuses = new Map<number, number>();
    for (let i = 0; i < 1200; i += 1) {
      const { statusCode } = await ask(tickets[i % tickets.length]?.token ?? '');
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
    expect([...statuses]).toEqual([[200, 1200]]);
    const guesses: number[] = [];
    for (let i = 0; i < 200; i += 1)
      guesses.push((await ask(`guess-${String(i).padStart(40, '0')}`)).statusCode);
    expect(new Set(guesses)).toEqual(new Set([404, 429]));
    expect((await ask(tickets[5]?.token ?? '')).statusCode).toBe(200);
  });

  it('slow down whoever guesses the end of one ID number', async () => {
    const [, , third] = tickets;
    const guesses = await Promise.allSettled(
      Array.from({ length: 14 }, (_, i) =>
        test.anonymous.batches.enterSitting({ token: third?.token ?? '', idNumberEnd: `zz${10 + i}` }),
      ),
    );
    const codes = guesses.map((guess) =>
      guess.status === 'rejected' ? (guess.reason as { code: string }).code : 'entered',
    );
    expect(codes.slice(0, 10).every((code) => code === 'ticket_identity_mismatch')).toBe(true);
    expect(codes.slice(10).every((code) => code === 'rate_limited')).toBe(true);
  });

  it('tell the acts of the batch in order with names, and of the log their places', async () => {
    await test.app.base.ledger.sequence();
    const timeline = await manager.batches.getTimeline({ batchId });
    expect(timeline.map(({ kind }) => kind).slice(0, 9)).toEqual([
      'batch.planned',
      'batch.filed',
      'batch.announced',
      'roster.imported',
      'enrolment.closed',
      'eligibility.decided',
      'batch.arranged',
      'staff.assigned',
      'tickets.issued',
    ]);
    expect(timeline[0]?.actor?.post).toBe('site_administrator');
    expect(timeline[0]?.actor?.name).not.toBe('');
    expect(timeline.find(({ kind }) => kind === 'attempt.started')?.actor).toBeNull();
    expect(timeline.every(({ index }) => index !== null)).toBe(true);
  });
});

describe('the readiness gates', () => {
  it('hold the start until staff and tickets stand, and each open gate says why in both languages', async () => {
    const { batchId } = await runTestBatch(world, { upTo: 'arranged' });
    const open = async () =>
      (await manager.batches.getReadiness({ batchId })).filter(({ ok }) => !ok).map(({ gate }) => gate);
    expect(await open()).toEqual(['invigilators', 'assessors', 'chief', 'supervisor', 'tickets']);
    await expectRefusal(test, () => manager.batches.startBatch({ batchId }), 'batch_wrong_state');
    await administrator.batches.issueTickets({ batchId });
    expect(await open()).toEqual(['invigilators', 'assessors', 'chief', 'supervisor']);
    await expectRefusal(test, () => manager.batches.startBatch({ batchId }), 'readiness_open');
    for (const { zh, en } of await manager.batches.getReadiness({ batchId })) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toMatch(/\p{Script=Han}/u);
    }
    const batch = await manager.batches.getBatch({ batchId });
    expect([batch.state, ...batch.sittings.map(({ state }) => state)]).toEqual([
      'ticketed',
      'planned',
      'planned',
    ]);
  });

  it('see a sealed paper of which a word was changed', async () => {
    const { batchId } = await runTestBatch(world, { upTo: 'ticketed' });
    const { db, keys } = test.app.base;
    const { forms } = await decryptPaper(db, keys, world.papers.theory);
    const change = (from: string, to: string) =>
      asOwner(
        `update item_versions set body = jsonb_set(body, '{stem}', to_jsonb(replace(body->>'stem', $1, $2)))
          where id = $3`,
        [from, to, forms[0]?.items[0]?.versionId],
      );
    await change('。', '。。');
    try {
      const gates = await manager.batches.getReadiness({ batchId });
      expect(gates.filter(({ ok }) => !ok).map(({ gate }) => gate)).toEqual(['paper']);
      await expectRefusal(test, () => manager.batches.startBatch({ batchId }), 'readiness_open');
    } finally {
      await change('。。', '。');
    }
    await manager.batches.startBatch({ batchId });
  });
});
