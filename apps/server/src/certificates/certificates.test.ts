import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RefusedCall } from '@jiangping/contract/client';
import { parseCertificateNumber } from '@jiangping/domain/certificates/certificate-number';
import type { RefusalCode } from '@jiangping/domain/refusals';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestWorld, runTestBatch } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import type { Staff, TestApp, TestClient } from '../../../../tests/harness/test-app.ts';
import { newId } from '../base/ambient.ts';
import { digestField, encryptField } from '../base/fields.ts';

let test: TestApp;
let world: World;
let clerk: TestClient;
let approver: TestClient;
let siteId: string;

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  clerk = await world.cast.client(world.story.main.staff.certificateClerk);
  approver = await world.cast.client(world.story.center.certificateApprovers[0] ?? '');
  siteId = world.sites.get(world.story.main.site) ?? '';
});
afterAll(() => test.close());

/** Everything an issue writes, so that a refusal can be shown to have written nothing. */
async function countWritten() {
  const { db } = test.app.base;
  const count = async (table: 'ledger_facts' | 'claims' | 'claim_approvals' | 'certificates') => {
    const { rows } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .execute()
      .then((found) => ({ rows: found }));
    return Number(rows[0]?.count);
  };
  const { serials } = await db
    .selectFrom('number_ranges')
    .select((eb) => eb.fn.sum<bigint | null>('next_serial').as('serials'))
    .executeTakeFirstOrThrow();
  return {
    facts: await count('ledger_facts'),
    claims: await count('claims'),
    approvals: await count('claim_approvals'),
    certificates: await count('certificates'),
    serials: Number(serials ?? 0n),
  };
}

/** Asserts a refusal, and that no number was taken either. */
async function refused(call: () => Promise<unknown>, code: RefusalCode | 'defect'): Promise<void> {
  const before = await countWritten();
  await expectRefusal(test, call, code);
  expect(await countWritten()).toEqual(before);
}

async function codeOfSql(statement: Promise<unknown>): Promise<string> {
  return statement.then(
    () => 'accepted',
    (error: unknown) => (error instanceof pg.DatabaseError ? (error.code ?? '') : String(error)),
  );
}

/** Adds passed entries of new persons to a batch, past every rule of the application but inside those of the tables. */
async function addPassed(batchId: string, count: number): Promise<void> {
  const { base } = test.app;
  const { db } = base;
  const decider = await db
    .selectFrom('results')
    .select(['decided_by', 'pass_mark'])
    .where('batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  const now = test.now();
  const rows = Array.from({ length: count }, (_, i) => {
    const number = test.newIdNumber();
    return { person: newId(base.ambient), entry: newId(base.ambient), number, position: 1000 + i };
  });
  await db
    .insertInto('persons')
    .values(
      rows.map(({ person, number, position }) => ({
        id: person,
        name: `考生${String(position)}`,
        id_type: 'resident_id',
        id_number_digest: digestField(base.keys, 'id-number', `resident_id:${number}`),
        id_number_cipher: encryptField(base.keys, base.ambient, 'id-number', number),
        sex: null,
        born_on: null,
        phone_cipher: null,
        employer: null,
        registered_at: now,
      })),
    )
    .execute();
  await db
    .insertInto('entries')
    .values(
      rows.map(({ person, entry, position }) => ({
        batch_id: batchId,
        id: entry,
        candidate_id: person,
        number: position,
        claimed_clause: null,
        evidence: '{}',
        state: 'eligible',
        enrolled_at: now,
      })),
    )
    .execute();
  await db
    .insertInto('results')
    .values(
      rows.map(({ entry }) => ({
        batch_id: batchId,
        id: newId(base.ambient),
        entry_id: entry,
        theory_outcome: 'scored',
        theory_score: 88.5,
        practical_outcome: 'scored',
        practical_score: 90,
        pass_mark: decider.pass_mark,
        passed: true,
        decided_by: decider.decided_by,
        decided_at: now,
        supersedes_id: null,
      })),
    )
    .execute();
}

describe('before the review has released a batch', () => {
  let batchId: string;
  beforeAll(async () => {
    ({ batchId } = await runTestBatch(world, { upTo: 'reviewing', count: 5, from: 40 }));
  });

  it('no certificate can be claimed or approved', async () => {
    await refused(() => clerk.certificates.claimCertificates({ batchId }), 'batch_not_released');
    await refused(() => approver.certificates.approveClaim({ batchId }), 'batch_not_released');
  });

  it('no certificate can be written by SQL as the application, whatever it says', async () => {
    const { db } = test.app.base;
    const before = await countWritten();
    const fact = await db.selectFrom('ledger_facts').select('id').limit(1).executeTakeFirstOrThrow();
    const person = await db.selectFrom('persons').select('id').limit(2).execute();
    const [one = { id: '' }, other = { id: '' }] = person;
    const decisionId = randomUUID();
    await db
      .insertInto('batch_decisions')
      .values({
        batch_id: batchId,
        id: decisionId,
        round: 1,
        decision: 'returned',
        fact_id: fact.id,
        decided_by: one.id,
        decided_at: test.now(),
      })
      .execute();
    const claim = {
      batch_id: batchId,
      id: randomUUID(),
      decision_id: decisionId,
      claimed_by: one.id,
      claimed_at: test.now(),
    };
    const foreignKey = '23503';
    const check = '23514';
    expect(await codeOfSql(db.insertInto('claims').values(claim).execute())).toBe(foreignKey);
    expect(
      await codeOfSql(
        db
          .insertInto('claims')
          .values({ ...claim, decision: 'returned' })
          .execute(),
      ),
    ).toBe(check);
    const result = await db
      .selectFrom('results')
      .innerJoin('entries', 'entries.id', 'results.entry_id')
      .innerJoin('batches', 'batches.id', 'results.batch_id')
      .where('results.batch_id', '=', batchId)
      .where('results.passed', '=', true)
      .select(['results.id', 'results.entry_id', 'entries.candidate_id', 'batches.scope_line_id'])
      .executeTakeFirstOrThrow();
    await db
      .insertInto('status_lists')
      .values({ number: 9, revocation_id: randomUUID(), suspension_id: randomUUID(), next_index: 0 })
      .execute();
    const certificate = {
      batch_id: batchId,
      id: randomUUID(),
      entry_id: result.entry_id,
      claim_id: claim.id,
      result_id: result.id,
      holder_id: result.candidate_id,
      number: 'S000051000434264000001',
      scope_line_id: result.scope_line_id,
      status_list: 9,
      status_index: 1,
      state: 'issued',
      credential: '{}',
      credential_digest: Buffer.alloc(32),
      identity_salt_cipher: Buffer.alloc(1),
      token: 'x'.repeat(22),
      fact_id: fact.id,
      issued_on: '2026-01-01',
      issued_at: test.now(),
    };
    expect(await codeOfSql(db.insertInto('certificates').values(certificate).execute())).toBe(foreignKey);
    expect(
      await codeOfSql(
        db
          .insertInto('claim_approvals')
          .values({
            batch_id: batchId,
            claim_id: claim.id,
            decision_id: decisionId,
            claimed_by: one.id,
            approved_by: other.id,
            approved_at: test.now(),
          })
          .execute(),
      ),
    ).toBe(foreignKey);
    await test.app.base.db.selectFrom('certificates').selectAll().execute();
    expect(await countWritten()).toEqual(before);
  });
});

describe('a released batch', () => {
  let batchId: string;
  let claimant: Staff;
  /** Those who passed in the exam, and those added to make a batch of the usual size. */
  let passed: number;

  beforeAll(async () => {
    const run = await runTestBatch(world, { upTo: 'released', count: 4 });
    batchId = run.batchId;
    passed = 300;
    await addPassed(batchId, passed - run.passed);
    claimant = await test.staff(['certificate_clerk'], { siteId });
  });

  it('does not exist for the clerk of another site, nor is it approved before it is claimed', async () => {
    const centerId = world.sites.get('center') ?? '';
    const stranger = await test.staff(['certificate_clerk'], { siteId: centerId });
    await refused(() => stranger.client.certificates.claimCertificates({ batchId }), 'not_found');
    await refused(() => approver.certificates.claimCertificates({ batchId }), 'post_missing');
    await refused(() => approver.certificates.approveClaim({ batchId }), 'claim_missing');
  });

  it('is claimed once, for those who passed', async () => {
    const { claimed } = await claimant.client.certificates.claimCertificates({ batchId });
    expect(claimed).toBe(passed);
    await refused(() => clerk.certificates.claimCertificates({ batchId }), 'claim_duplicate');
    const claims = await approver.certificates.listClaims();
    expect(claims).toEqual([expect.objectContaining({ batchId, passed: passed, approvedBy: null })]);
  });

  it('is not approved by its claimant, not even one who has become an approver, nor by SQL', async () => {
    const admins = [await test.staff(['security_admin']), await test.staff(['security_admin'])] as const;
    const [first, second] = [admins[0].client, admins[1].client];
    const { rows } = await first.people.listGrants({ q: '', pageSize: 500 });
    for (const grant of rows.filter(({ person }) => person.id === claimant.personId))
      await first.people.revokeGrant({ grantId: grant.id, reason: '转岗' });
    const grant = await first.people.proposeGrant({
      personId: claimant.personId,
      post: 'certificate_approver',
      validFrom: '2020-01-01',
      validTo: '2099-12-31',
    });
    await second.people.confirmGrant({ grantId: grant.id });
    await refused(() => claimant.client.certificates.approveClaim({ batchId }), 'approver_is_claimant');
    const claim = await test.app.base.db
      .selectFrom('claims')
      .selectAll()
      .where('batch_id', '=', batchId)
      .executeTakeFirstOrThrow();
    const approval = {
      batch_id: batchId,
      claim_id: claim.id,
      decision_id: claim.decision_id,
      claimed_by: claim.claimed_by,
      approved_by: claim.claimed_by,
      approved_at: test.now(),
    };
    expect(await codeOfSql(test.app.base.db.insertInto('claim_approvals').values(approval).execute())).toBe(
      '23514',
    );
    // A third person does not do either: the claimant named in the approval is the one of the claim.
    expect(
      await codeOfSql(
        test.app.base.db
          .insertInto('claim_approvals')
          .values({ ...approval, claimed_by: admins[0].personId })
          .execute(),
      ),
    ).toBe('23503');
  });

  it('uses no number where one of its certificates cannot be made', async () => {
    const owner = new pg.Client({ connectionString: test.ownerUrl ?? '' });
    await owner.connect();
    const { rows } = await owner.query<{ id: string; cipher: Buffer }>(
      'select p.id, p.id_number_cipher as cipher from entries e join persons p on p.id = e.candidate_id where e.batch_id = $1 order by e.number desc limit 1',
      [batchId],
    );
    const last = rows[0];
    await owner.query('update persons set id_number_cipher = $2 where id = $1', [last?.id, Buffer.alloc(40)]);
    try {
      await refused(() => approver.certificates.approveClaim({ batchId }), 'defect');
    } finally {
      await owner.query('update persons set id_number_cipher = $2 where id = $1', [last?.id, last?.cipher]);
      await owner.end();
    }
  });

  it('gets its certificates once from two approvals at the same time, numbered without a gap', async () => {
    const other = await world.cast.client(world.story.center.certificateApprovers[1] ?? '');
    const started = performance.now();
    const answers = await Promise.allSettled([
      approver.certificates.approveClaim({ batchId }, { context: { key: 'approve-once' } }),
      other.certificates.approveClaim({ batchId }),
    ]);
    const seconds = (performance.now() - started) / 1000;
    console.info(`${String(passed)} certificates issued in ${seconds.toFixed(1)} s`);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refusal = answers.find((answer) => answer.status === 'rejected');
    expect((refusal?.reason as RefusedCall).problem.code).toBe('already_issued');
    await refused(() => other.certificates.approveClaim({ batchId }), 'already_issued');
    const { rows, total } = await approver.certificates.listCertificates({ batchId, pageSize: 500 });
    expect(total).toBe(passed);
    const parsed = rows.map(({ number }) => parseCertificateNumber(number));
    expect(parsed.map(({ serial }) => serial).sort((a, b) => a - b)).toEqual(
      Array.from({ length: total }, (_, i) => i + 1),
    );
    for (const each of parsed) {
      expect(each).toMatchObject({ class: 'S', level: 'intermediate', province: '51', site: '000434' });
    }
    expect(new Set(rows.map(({ token }) => token)).size).toBe(total);
    expect((await approver.batches.getBatch({ batchId })).state).toBe('certified');
  });

  it('answers a repeated approval with the first answer', async () => {
    const before = await countWritten();
    const winners = await Promise.all(
      world.story.center.certificateApprovers.map((slug) => world.cast.client(slug)),
    );
    const again = await Promise.allSettled(
      winners.map((client) =>
        client.certificates.approveClaim({ batchId }, { context: { key: 'approve-once' } }),
      ),
    );
    for (const answer of again) {
      if (answer.status === 'fulfilled') expect(answer.value.issued).toBe(passed);
      else expect((answer.reason as RefusedCall).problem.code).toBe('already_issued');
    }
    expect(await countWritten()).toEqual(before);
  });

  it('is listed to its own site and to no other', async () => {
    const own = await clerk.certificates.listCertificates({ q: '考生10', pageSize: 500 });
    expect(own.total).toBe(100);
    const centerId = world.sites.get('center') ?? '';
    const stranger = await test.staff(['certificate_clerk'], { siteId: centerId });
    expect(await stranger.client.certificates.listCertificates({})).toEqual({ rows: [], total: 0 });
    expect(await stranger.client.certificates.listClaims()).toEqual([]);
    const certificateId = own.rows[0]?.id ?? '';
    await refused(() => stranger.client.certificates.getBundle({ certificateId }), 'not_found');
    await refused(() => stranger.client.certificates.getPdf({ certificateId }), 'not_found');
    await refused(() => test.anonymous.certificates.listCertificates({}), 'login_required');
  });

  it('puts no name, number or token of a holder into the ledger', async () => {
    const { db } = test.app.base;
    const facts = await db
      .selectFrom('ledger_facts')
      .select('fact')
      .where('stream', '=', batchId)
      .where('kind', '=', 'certificate.issued')
      .execute();
    expect(facts).toHaveLength(passed);
    const text = facts.map(({ fact }) => fact).join('\n');
    const certificates = await db
      .selectFrom('certificates')
      .innerJoin('persons', 'persons.id', 'certificates.holder_id')
      .select(['certificates.number', 'certificates.token', 'persons.name', 'persons.id'])
      .where('batch_id', '=', batchId)
      .execute();
    for (const { number, token, name, id } of certificates) {
      for (const secret of [number, token, name, id]) expect(text).not.toContain(secret);
    }
  });
});
