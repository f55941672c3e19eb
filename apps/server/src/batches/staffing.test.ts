import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, shanghaiDateOf } from '@jiangping/domain/calendar';
import { readCandidates } from '../../../cli/src/story/files.ts';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestWorld, runTestBatch } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import type { TestApp, TestClient } from '../../../../tests/harness/test-app.ts';

type Assignments = Parameters<TestClient['batches']['assignStaff']>[0]['assignments'];
type Duty = Assignments[number]['duty'];

let test: TestApp;
let world: World;
let staff: TestClient;
let siteId: string;
let batchId: string;
let serial = 0;

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  staff = await world.cast.client(world.story.center.staff[0] ?? '');
  siteId = world.sites.get(world.story.main.site) ?? '';
}, 300_000);
afterAll(() => test.close());
beforeEach(async () => {
  ({ batchId } = await runTestBatch(world, { upTo: 'arranged' }));
});

/** Eight hours before or after, whichever is on the same day. */
function besides(startsAt: number): Date {
  const times = [8, -8].map((hours) => startsAt + hours * 3_600_000);
  return new Date(times.find((time) => shanghaiDateOf(time) === shanghaiDateOf(startsAt)) ?? startsAt);
}

const today = () => shanghaiDateOf(test.now().getTime());
const person = (slug: string | undefined, duty: Duty) => ({
  personId: world.cast.personId(slug ?? ''),
  duty,
});
const panel = (count: number): Assignments => {
  const { chiefAssessor, assessors } = world.story.main.staff;
  return [
    person(chiefAssessor, 'chief_assessor'),
    ...(assessors ?? []).slice(0, count - 1).map((slug) => person(slug, 'assessor')),
  ];
};
const invigilators = (count: number): Assignments =>
  (world.story.main.staff.invigilators ?? []).slice(0, count).map((slug) => person(slug, 'invigilator'));

/** An assessor for the occupation, with a card, an employer and no past. */
async function newAssessor(
  options: { employer?: string; validTo?: string; kind?: 'assessor' | 'supervisor' } = {},
) {
  serial += 1;
  const { personId } = await test.staff([], options.employer ? { employer: options.employer } : {});
  await staff.cards.issueCard({
    personId,
    kind: options.kind ?? 'assessor',
    number: `T${String(serial).padStart(8, '0')}`,
    occupationIds: [world.occupations.get('6-02-06-07') ?? ''],
    validFrom: addDays(today(), -30),
    validTo: options.validTo ?? addDays(today(), 300),
  });
  return personId;
}

/** Asserts a refusal that leaves nobody assigned, on a side, or with a duty. */
async function expectNobody(assignments: Assignments, code: Parameters<typeof expectRefusal>[2]) {
  await expectRefusal(test, () => staff.batches.assignStaff({ batchId, assignments }), code);
  const { db } = test.app.base;
  expect(await db.selectFrom('assignments').selectAll().where('batch_id', '=', batchId).execute()).toEqual(
    [],
  );
  const duties = await db
    .selectFrom('duties')
    .innerJoin('batch_sittings', 'batch_sittings.sitting_id', 'duties.sitting_id')
    .select('person_id')
    .where('batch_id', '=', batchId)
    .execute();
  expect(duties).toEqual([]);
}

describe('assigning staff', () => {
  it('gives duties in the sittings they belong to and keeps the card that stood behind each', async () => {
    const supervisor = person(world.story.main.staff.supervisor, 'supervisor');
    await staff.batches.assignStaff({ batchId, assignments: [...panel(3), ...invigilators(2), supervisor] });
    const batch = await staff.batches.getBatch({ batchId });
    expect(batch.staff.map(({ duty, cardNumber }) => [duty, cardNumber !== null])).toEqual([
      ['assessor', true],
      ['assessor', true],
      ['chief_assessor', true],
      ['invigilator', false],
      ['invigilator', false],
      ['supervisor', true],
    ]);
    const duties = await test.app.base.db
      .selectFrom('duties')
      .innerJoin('batch_sittings', 'batch_sittings.sitting_id', 'duties.sitting_id')
      .select(['part', 'duty'])
      .where('batch_id', '=', batchId)
      .orderBy('part')
      .orderBy('duty')
      .execute();
    expect(duties.map(({ part, duty }) => `${part} ${duty}`)).toEqual([
      'practical assessor',
      'practical assessor',
      'practical chief_assessor',
      'practical supervisor',
      'theory invigilator',
      'theory invigilator',
      'theory supervisor',
    ]);
    const gates = await staff.batches.getReadiness({ batchId });
    expect(gates.filter(({ ok }) => !ok).map(({ gate }) => gate)).toEqual(['tickets']);
  });

  it('is refused before the batch is arranged', async () => {
    const early = await runTestBatch(world, { upTo: 'eligibility' });
    await expectRefusal(
      test,
      () => staff.batches.assignStaff({ batchId: early.batchId, assignments: panel(3) }),
      'batch_wrong_state',
    );
  });

  it('needs an odd panel of three at least with one chief, and two invigilators', async () => {
    await expectNobody(panel(4), 'assessor_count_even');
    await expectNobody(panel(1), 'assessors_too_few');
    await expectNobody(panel(4).slice(1), 'chief_missing');
    await expectNobody(
      panel(3).map(({ personId }) => ({ personId, duty: 'chief_assessor' })),
      'duty_clash',
    );
    await expectNobody(invigilators(1), 'invigilators_too_few');
  });

  it('gives one person one duty, and sittings of this batch only', async () => {
    const [chief] = panel(1);
    await expectNobody([...panel(3), { personId: chief?.personId ?? '', duty: 'invigilator' }], 'duty_clash');
    const other = await runTestBatch(world, { upTo: 'arranged' });
    const { sittings } = await staff.batches.getBatch({ batchId: other.batchId });
    const own = (await staff.batches.getBatch({ batchId })).sittings;
    const sittingId = sittings.find(({ part }) => part === 'practical')?.id ?? '';
    const theory = own.find(({ part }) => part === 'theory')?.id ?? '';
    await expectNobody(
      panel(3).map((each) => ({ ...each, sittingId })),
      'not_found',
    );
    await expectNobody(
      panel(3).map((each) => ({ ...each, sittingId: theory })),
      'input_invalid',
    );
  });

  it('refuses an assessor without a card, with one that has run out, or for too low a level', async () => {
    const without = (await test.staff([])).personId;
    await expectNobody([...panel(2), { personId: without, duty: 'assessor' }], 'card_missing');
    const expired = await newAssessor({ validTo: addDays(today(), -1) });
    await expectNobody([...panel(2), { personId: expired, duty: 'assessor' }], 'card_not_valid');
    const supervisor = await newAssessor({ kind: 'supervisor' });
    await expectNobody([...panel(2), { personId: supervisor, duty: 'assessor' }], 'card_missing');
    await expectNobody([{ personId: await newAssessor(), duty: 'supervisor' }], 'card_missing');
  });

  it('refuses an invigilator without the post at this very site', async () => {
    const nobody = (await test.staff([])).personId;
    await expectNobody([...invigilators(1), { personId: nobody, duty: 'invigilator' }], 'post_missing');
  });

  it('refuses whoever judges or supervises colleagues, however the employer is written', async () => {
    const [candidate] = readCandidates().candidates;
    const written = ` ${(candidate?.employer ?? '').split('').join(' ')} `;
    const colleague = await newAssessor({ employer: written });
    await expectNobody([...panel(2), { personId: colleague, duty: 'assessor' }], 'recusal_conflict');
    const supervisor = await newAssessor({ employer: candidate?.employer ?? '', kind: 'supervisor' });
    await expectNobody([{ personId: supervisor, duty: 'supervisor' }], 'recusal_conflict');
  });

  it('refuses a candidate of the batch in whatever duty', async () => {
    const { rows } = await staff.batches.listEntries({ batchId });
    const own = rows[0]?.candidate.id ?? '';
    const admins = await test.staff(['security_admin']);
    const second = await test.staff(['security_admin']);
    const term = { validFrom: '2020-01-01', validTo: '2099-12-31' };
    const grant = await admins.client.people.proposeGrant({
      personId: own,
      post: 'invigilator',
      siteId,
      ...term,
    });
    await second.client.people.confirmGrant({ grantId: grant.id });
    await expectNobody([...invigilators(2), { personId: own, duty: 'invigilator' }], 'recusal_conflict');
  });

  it('refuses a reviewer of the batch, who has taken the other side', async () => {
    const { db } = test.app.base;
    const reviewer = await newAssessor();
    await db
      .insertInto('batch_sides')
      .values({ batch_id: batchId, person_id: reviewer, side: 'review' })
      .execute();
    await expectNobody([...panel(2), { personId: reviewer, duty: 'assessor' }], 'reviewer_served');
  });

  describe('of a second batch on the same day', () => {
    let other: string;
    beforeEach(async () => {
      const [first] = (await staff.batches.getBatch({ batchId })).sittings;
      const startsAt = Date.parse(first?.startsAt ?? '');
      ({ batchId: other } = await runTestBatch(world, { upTo: 'arranged', examAt: besides(startsAt) }));
      await staff.batches.assignStaff({ batchId: other, assignments: [...panel(3), ...invigilators(2)] });
    });

    it('refuses whoever serves at another site that day, and takes them once that batch is cancelled', async () => {
      const elsewhere = await staff.sites.registerSite({
        kind: 'trial_base',
        nameZh: '另一试运行基地',
        nameEn: 'Another Trial Base',
        uscc: '91350100M000100Y43',
        province: '35',
        city: '福州市',
        serial: String(100 + (serial += 1)).padStart(6, '0'),
        accountableId: world.cast.personId(world.story.main.staff.siteManager),
        venues: [],
      });
      const rewrite = (change: string, values: unknown[]) =>
        owner(async (sql) => {
          await sql('set session_replication_role = replica', []);
          await sql(`update batches set ${change} where id = $1`, [other, ...values]);
        });
      await rewrite('site_id = $2', [elsewhere.id]);
      await expectNobody(panel(3), 'duty_elsewhere');
      await expectNobody(invigilators(2), 'duty_elsewhere');
      await rewrite("state = 'cancelled'", []);
      await staff.batches.assignStaff({ batchId, assignments: [...panel(3), ...invigilators(2)] });
    });

    it('refuses whoever has a duty in it at the same time, but for a supervisor', async () => {
      const supervisor = person(world.story.main.staff.supervisor, 'supervisor');
      await staff.batches.assignStaff({ batchId: other, assignments: [supervisor] });
      const [first] = (await staff.batches.getBatch({ batchId })).sittings;
      await owner((sql) =>
        sql(
          'update sittings set starts_at = $1 where id in (select sitting_id from batch_sittings where batch_id = $2)',
          [first?.startsAt, other],
        ),
      );
      await expectNobody(panel(3), 'duty_overlap');
      await expectNobody(invigilators(2), 'duty_overlap');
      await staff.batches.assignStaff({ batchId, assignments: [supervisor] });
    });
  });

  it('refuses a fourth day in a row at one site, and not a second batch of one day', async () => {
    const regular = await newAssessor();
    const serve = async (id: string, personId: string) => {
      const chief = { personId: await newAssessor(), duty: 'chief_assessor' as const };
      const other = { personId: await newAssessor(), duty: 'assessor' as const };
      return staff.batches.assignStaff({
        batchId: id,
        assignments: [chief, other, { personId, duty: 'assessor' }],
      });
    };
    await owner((sql) => sql("update policies set value = '3' where key = $1", ['batches.rotation_times']));
    // Three days at the site, the latest yesterday.
    for (const days of [3, 2, 1]) {
      const { batchId: earlier } = await runTestBatch(world, { upTo: 'arranged' });
      await serve(earlier, regular);
      await owner((sql) =>
        sql('update batches set exam_on = $1 where id = $2', [addDays(today(), -days), earlier]),
      );
    }
    // Cards are facts too, so those who would sit beside are made before.
    const beside = [await newAssessor(), await newAssessor()];
    await expectNobody(
      [
        { personId: beside[0] ?? '', duty: 'chief_assessor' },
        { personId: beside[1] ?? '', duty: 'assessor' },
        { personId: regular, duty: 'assessor' },
      ],
      'rotation_exceeded',
    );
    const newcomer = await newAssessor();
    const { sittings } = await staff.batches.getBatch({ batchId });
    const examAt = besides(Date.parse(sittings[0]?.startsAt ?? ''));
    const { batchId: another } = await runTestBatch(world, { upTo: 'arranged', examAt });
    const trio = [await newAssessor(), await newAssessor()];
    for (const id of [batchId, another]) {
      await staff.batches.assignStaff({
        batchId: id,
        assignments: [
          { personId: newcomer, duty: 'chief_assessor' },
          ...trio.map((personId) => ({ personId, duty: 'assessor' as const })),
        ],
      });
    }
  });
});

async function owner(
  run: (sql: (text: string, values: unknown[]) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: test.ownerUrl ?? '' });
  await client.connect();
  await run((text, values) => client.query(text, values));
  await client.end();
}
