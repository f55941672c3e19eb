import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RefusalCode } from '@jiangping/domain/refusals';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestWorld } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import type { TestApp, TestClient } from '../../../../tests/harness/test-app.ts';
import type { ActScope } from '../base/act.ts';
import { newId } from '../base/ambient.ts';
import { addDuties, addSeats, createSitting, readySittings, startAttempt } from '../sittings/sittings.ts';
import type { Duty, SittingPart } from '../sittings/sittings.ts';
import { commitSheet, isMarkingClosed, listScores } from './marking.ts';

let test: TestApp;
let world: World;
let chief: TestClient;
let supervisor: TestClient;
let invigilator: TestClient;
let assessors: TestClient[];
let candidates: string[];

const staff = () => world.story.main.staff;
const slugs = () => staff().assessors?.slice(0, 3) ?? [];

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  chief = await world.cast.client(staff().chiefAssessor ?? '');
  supervisor = await world.cast.client(staff().supervisor ?? '');
  invigilator = await world.cast.client(staff().invigilators?.[0] ?? '');
  assessors = await Promise.all(slugs().map((slug) => world.cast.client(slug)));
  const clerk = await test.staff(['center_staff']);
  candidates = [];
  for (const name of ['甲', '乙', '丙']) {
    const person = { name: `考生${name}`, idType: 'resident_id', idNumber: test.newIdNumber() };
    candidates.push((await clerk.client.people.registerPerson(person)).id);
  }
}, 180_000);
afterAll(() => test.close());

/** Books a sitting as a batch would, with the first `assessorCount` assessors, and opens it. */
async function bookSitting(
  part: SittingPart,
  { assessorCount = 2, seats = candidates.length }: { assessorCount?: number; seats?: number } = {},
): Promise<string> {
  const { base } = test.app;
  const paperId = world.papers[part];
  const forms = await base.db
    .selectFrom('paper_forms')
    .select('id')
    .where('paper_id', '=', paperId)
    .orderBy('label')
    .execute();
  const id = await base.db.transaction().execute(async (tx) => {
    const scope = { tx, newId: () => newId(base.ambient) } as unknown as ActScope;
    const sittingId = await createSitting(scope, {
      part,
      paperId,
      stream: newId(base.ambient),
      roomName: '第一考场',
      startsAt: new Date(test.now().getTime() - 1000),
      minutes: 90,
      lateMinutes: 30,
    });
    const duty = (slug: string, duty: Duty) => ({ personId: world.cast.personId(slug), duty });
    await addDuties(scope, sittingId, [
      duty(staff().supervisor ?? '', 'supervisor'),
      ...(part === 'theory'
        ? [duty(staff().invigilators?.[0] ?? '', 'invigilator')]
        : [
            duty(staff().chiefAssessor ?? '', 'chief_assessor'),
            ...slugs()
              .slice(0, assessorCount)
              .map((slug) => duty(slug, 'assessor')),
          ]),
    ]);
    await addSeats(
      scope,
      sittingId,
      candidates.slice(0, seats).map((candidateId, i) => ({
        seat: i + 1,
        candidateId,
        formId: part === 'theory' ? (forms[i % forms.length]?.id ?? null) : null,
      })),
    );
    await readySittings(scope, [sittingId]);
    return sittingId;
  });
  await (part === 'theory' ? invigilator : chief).sittings.openSitting({ sittingId: id });
  return id;
}

const tables = ['mark_sheets', 'mark_drafts', 'adjudications', 'scores', 'marking_closures'] as const;
const refused = (call: () => Promise<unknown>, code: RefusalCode) => expectRefusal(test, call, code, tables);

type Desk = Awaited<ReturnType<TestClient['marking']['getMarkingDesk']>>;

/** Full marks on every row but `lost` points, taken from rows whose steps divide them. */
function sheetOf(desk: Desk, task: Desk['tasks'][number], lost = 0) {
  const item = desk.items.find(({ itemVersionId }) => itemVersionId === task.itemVersionId);
  let left = lost;
  const marks = (item?.rows ?? []).map((row) => {
    const taken = Math.min(row.points, Math.floor(left / row.step) * row.step);
    const off = taken % row.step === 0 ? taken : 0;
    left -= off;
    return { code: row.code, points: row.points - off, note: '' };
  });
  return {
    sittingId: desk.sittingId,
    candidateId: task.candidateId,
    itemVersionId: task.itemVersionId,
    marks,
    fatal: [] as string[],
  };
}

/** Signs every open sheet of an assessor; gives the totals in the order of the tasks. */
async function signAll(client: TestClient, sittingId: string, lost = 0): Promise<number[]> {
  const desk = await client.marking.getMarkingDesk({ sittingId });
  const totals: number[] = [];
  for (const task of desk.tasks.filter(({ state }) => state !== 'signed')) {
    totals.push((await client.marking.submitMarks(sheetOf(desk, task, lost))).total);
  }
  return totals;
}

describe('the marking desk', () => {
  it('shows an assessor seats and the scoring record, and neither a name nor a mark of another', async () => {
    const sittingId = await bookSitting('practical');
    const [first, second] = assessors as [TestClient, TestClient];
    await signAll(first, sittingId);
    const desk = await second.marking.getMarkingDesk({ sittingId });
    expect(desk.items.map(({ weight }) => weight)).toEqual([20, 40, 40]);
    expect(desk.items.every(({ rows }) => rows.reduce((sum, { points }) => sum + points, 0) === 100)).toBe(
      true,
    );
    expect(desk.tasks.map(({ seat, state, total }) => [seat, state, total])).toEqual(
      [1, 1, 1, 2, 2, 2, 3, 3, 3].map((seat) => [seat, 'open', null]),
    );
    expect(JSON.stringify(desk)).not.toContain('考生');
  });

  it('keeps a draft until the sheet is signed', async () => {
    const sittingId = await bookSitting('practical', { seats: 1 });
    const [first] = assessors as [TestClient];
    const desk = await first.marking.getMarkingDesk({ sittingId });
    const sheet = sheetOf(desk, desk.tasks[0]!);
    const started = { ...sheet, marks: sheet.marks.slice(0, 2) };
    await first.marking.saveMarkDraft({ ...started, marks: started.marks.slice(0, 1) });
    await first.marking.saveMarkDraft(started);
    const [task] = (await first.marking.getMarkingDesk({ sittingId })).tasks;
    expect(task).toMatchObject({ state: 'draft', marks: started.marks, total: null });
    await first.marking.submitMarks(sheet);
    const [signed] = (await first.marking.getMarkingDesk({ sittingId })).tasks;
    expect(signed).toMatchObject({ state: 'signed', total: 100 });
    await refused(() => first.marking.saveMarkDraft(started), 'mark_sheet_signed');
  });

  it('does not exist for who has no duty in the sitting', async () => {
    const sittingId = await bookSitting('practical', { assessorCount: 2 });
    await refused(() => assessors[2]!.marking.getMarkingDesk({ sittingId }), 'not_found');
    await refused(() => supervisor.marking.getMarkingDesk({ sittingId }), 'post_missing');
    await refused(() => test.anonymous.marking.getMarkingDesk({ sittingId }), 'login_required');
  });

  it('leaves the chief without sheets where the others are enough for a panel', async () => {
    const sittingId = await bookSitting('practical', { assessorCount: 3 });
    expect((await chief.marking.getMarkingDesk({ sittingId })).tasks).toEqual([]);
    expect((await assessors[0]!.marking.getMarkingDesk({ sittingId })).tasks).toHaveLength(9);
  });
});

describe('an assessor who falls out', () => {
  it('is stood in for by the chief, who may sign no more sheets than are missing', async () => {
    const sittingId = await bookSitting('practical', { assessorCount: 3, seats: 1 });
    const [first, second] = assessors as [TestClient, TestClient];
    await signAll(first, sittingId);
    await signAll(second, sittingId);
    const desk = await first.marking.getMarkingDesk({ sittingId });
    for (const task of desk.tasks) await chief.marking.submitMarks(sheetOf(desk, task));
    await chief.sittings.closeSitting({ sittingId });
    expect(await chief.marking.closeMarking({ sittingId })).toMatchObject({ scored: 1 });
  });

  it('leaves the chief nothing to sign where the panel is complete', async () => {
    const sittingId = await bookSitting('practical', { assessorCount: 3, seats: 1 });
    for (const assessor of assessors) await signAll(assessor, sittingId);
    const desk = await assessors[0]!.marking.getMarkingDesk({ sittingId });
    await refused(() => chief.marking.submitMarks(sheetOf(desk, desk.tasks[0]!)), 'not_assigned');
  });
});

describe('signing a mark sheet', () => {
  let sittingId: string;
  let desk: Desk;
  let first: TestClient;
  beforeEach(async () => {
    sittingId = await bookSitting('practical', { seats: 1 });
    first = assessors[0]!;
    desk = await first.marking.getMarkingDesk({ sittingId });
  });

  it('adds the rows up on the server and puts a commitment into the log, not the marks', async () => {
    const sheet = sheetOf(desk, desk.tasks[0]!, 6);
    const { id, factId, total } = await first.marking.submitMarks({ ...sheet, remark: '操作规范' });
    expect(total).toBe(94);
    const row = await test.app.base.db
      .selectFrom('mark_sheets')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const proof = await test.anonymous.ledger.getFactProof({ factId });
    const fact = JSON.parse(proof.fact) as { data: Record<string, unknown> };
    expect(fact.data).toEqual({
      sitting: sittingId,
      item: sheet.itemVersionId,
      commitment: commitSheet({
        sitting: sittingId,
        candidate: sheet.candidateId,
        item: sheet.itemVersionId,
        assessor: row.assessor_id,
        marks: sheet.marks,
        fatal: [],
        total: 94,
        remark: '操作规范',
        salt: row.salt,
      }),
    });
  });

  it('is zero with a fatal item, whatever the rows say', async () => {
    const sheet = sheetOf(desk, desk.tasks[0]!);
    expect((await first.marking.submitMarks({ ...sheet, fatal: ['F2'] })).total).toBe(0);
  });

  it('is refused with a mark off its row, and for a sheet, seat or item that is not there', async () => {
    const sheet = sheetOf(desk, desk.tasks[0]!);
    const [row, ...others] = sheet.marks;
    const submit = (change: Partial<typeof sheet>) => () =>
      first.marking.submitMarks({ ...sheet, ...change });
    await refused(submit({ marks: [{ ...row!, points: 7 }, ...others] }), 'mark_out_of_range');
    await refused(submit({ marks: [{ ...row!, points: 3 }, ...others] }), 'mark_step_wrong');
    await refused(submit({ marks: others }), 'mark_row_missing');
    await refused(submit({ marks: [...sheet.marks, row!] }), 'mark_row_unknown');
    await refused(submit({ fatal: ['F9'] }), 'fatal_item_unknown');
    await refused(submit({ candidateId: candidates[2]! }), 'not_found');
    await refused(submit({ itemVersionId: sittingId }), 'not_found');
  });

  it('happens once, also when two requests arrive together', async () => {
    const sheet = sheetOf(desk, desk.tasks[0]!);
    const answers = await Promise.allSettled([1, 2, 3, 4].map(() => first.marking.submitMarks(sheet)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await refused(() => first.marking.submitMarks(sheet), 'mark_sheet_signed');
    const role = test.app.base.db.updateTable('mark_sheets').set({ total: 1 as never });
    await expect(role.execute()).rejects.toThrow(/permission denied/);
  });

  it('is refused for a candidate who did not come, and for an assessor of another panel', async () => {
    const sheet = sheetOf(desk, desk.tasks[0]!);
    await chief.sittings.reportIncident({
      sittingId,
      candidateId: sheet.candidateId,
      kind: 'absence',
      action: 'noted',
      explanation: '未到场',
    });
    await refused(() => first.marking.submitMarks(sheet), 'candidate_absent');
    await refused(() => assessors[2]!.marking.submitMarks(sheet), 'not_found');
  });
});

describe('readings that differ', () => {
  it('stay sealed to the chief who marks too, until he has signed; then only the discrepant ones can be adjudicated', async () => {
    const sittingId = await bookSitting('practical', { seats: 1 });
    const [first, second] = assessors as [TestClient, TestClient];
    await signAll(first, sittingId);
    await signAll(second, sittingId, 12);
    const sealed = await chief.marking.getMarkingTable({ sittingId });
    expect(sealed.missing).toBe(3);
    expect(sealed.rows.every(({ readings, combined }) => readings.length === 0 && combined === null)).toBe(
      true,
    );
    const watched = await supervisor.marking.getMarkingTable({ sittingId });
    expect(watched.rows[0]?.readings.map(({ total }) => total)).toEqual([100, 88]);

    await signAll(chief, sittingId, 6);
    const { rows, tolerance, missing } = await chief.marking.getMarkingTable({ sittingId });
    expect([tolerance, missing]).toEqual([10, 0]);
    // A row that has no step to lose twelve points by loses fewer, and stays within the tolerance.
    expect(rows.map(({ spread, discrepant }) => discrepant === spread > tolerance)).toEqual([
      true,
      true,
      true,
    ]);
    expect(rows.map(({ discrepant, combined }) => discrepant === (combined === null))).toEqual([
      true,
      true,
      true,
    ]);
    const row = rows.find(({ discrepant }) => discrepant)!;
    await chief.sittings.closeSitting({ sittingId });
    await refused(() => chief.marking.closeMarking({ sittingId }), 'discrepancy_open');
    const third = { ...row, sittingId, total: 90, reason: '复核录像与记录' };
    const input = {
      sittingId,
      candidateId: third.candidateId,
      itemVersionId: third.itemVersionId,
      total: third.total,
      reason: third.reason,
    };
    await refused(() => first.marking.adjudicate(input), 'not_found');
    for (const open of rows.filter(({ discrepant }) => discrepant)) {
      await chief.marking.adjudicate({ ...input, itemVersionId: open.itemVersionId });
    }
    await refused(() => chief.marking.adjudicate(input), 'already_adjudicated');
    const settled = (await chief.marking.getMarkingTable({ sittingId })).rows[0]!;
    // The chief's own first reading does not count for the chief's third: 88 is the nearest of the others.
    expect(settled).toMatchObject({ adjudicated: 90, combined: 89 });
    expect(await chief.marking.closeMarking({ sittingId })).toMatchObject({ scored: 1, absent: 0 });
  });

  it('within the tolerance, or not complete yet, leave nothing to adjudicate', async () => {
    const sittingId = await bookSitting('practical', { seats: 1 });
    const [first, second] = assessors as [TestClient, TestClient];
    await signAll(first, sittingId);
    const [task] = (await second.marking.getMarkingDesk({ sittingId })).tasks;
    const input = {
      sittingId,
      candidateId: task!.candidateId,
      itemVersionId: task!.itemVersionId,
      total: 50,
      reason: '无',
    };
    await signAll(second, sittingId, 90);
    await refused(() => chief.marking.adjudicate(input), 'not_discrepant');
  });
});

describe('closing the marking', () => {
  it('of a practical sitting needs every sheet, scores by weight, and is final', async () => {
    const sittingId = await bookSitting('practical');
    const [first, second] = assessors as [TestClient, TestClient];
    await chief.sittings.reportIncident({
      sittingId,
      candidateId: candidates[1]!,
      kind: 'absence',
      action: 'noted',
      explanation: '未到场',
    });
    await chief.sittings.reportIncident({
      sittingId,
      candidateId: candidates[2]!,
      kind: 'misconduct',
      action: 'noted',
      explanation: '夹带样品编码对照表',
    });
    await signAll(first, sittingId);
    await signAll(second, sittingId);
    await refused(() => chief.marking.closeMarking({ sittingId }), 'sitting_not_closed');
    await chief.sittings.closeSitting({ sittingId });
    await refused(() => chief.marking.closeMarking({ sittingId }), 'mark_sheets_missing');
    await refused(() => first.marking.closeMarking({ sittingId }), 'not_found');
    const desk = await chief.marking.getMarkingDesk({ sittingId });
    expect(desk.tasks.map(({ seat }) => seat)).toEqual([1, 1, 1]);
    // The first item, a fifth of the whole, is voided by the chief: its readings lie 100 apart.
    await chief.marking.submitMarks({ ...sheetOf(desk, desk.tasks[0]!), fatal: ['F1'] });
    await signAll(chief, sittingId);
    await refused(() => chief.marking.closeMarking({ sittingId }), 'discrepancy_open');
    await chief.marking.adjudicate({
      sittingId,
      candidateId: candidates[0]!,
      itemVersionId: desk.tasks[0]!.itemVersionId,
      total: 50,
      reason: '复核录像,否定项不成立,按步骤扣分',
    });
    expect(await isMarkingClosed(test.app.base.db, [sittingId])).toBe(false);
    const closed = await chief.marking.closeMarking({ sittingId });
    expect(closed).toMatchObject({ scored: 1, absent: 1 });
    const fact = JSON.parse((await test.anonymous.ledger.getFactProof({ factId: closed.factId })).fact) as {
      data: unknown;
    };
    expect(fact.data).toEqual({ part: 'practical', scored: 1, absent: 1, misconduct: 1 });
    expect(await isMarkingClosed(test.app.base.db, [sittingId])).toBe(true);
    const scores = await listScores(test.app.base.db, [sittingId]);
    // 0.2 × (50 + 100) / 2 + 0.8 × 100
    expect(new Map(scores.map(({ candidateId, outcome, score }) => [candidateId, [outcome, score]]))).toEqual(
      new Map([
        [candidates[0], ['scored', 95]],
        [candidates[1], ['absent', 0]],
        [candidates[2], ['misconduct', 0]],
      ]),
    );
    await refused(() => chief.marking.closeMarking({ sittingId }), 'marking_closed');
    await refused(() => chief.marking.submitMarks(sheetOf(desk, desk.tasks[0]!)), 'marking_closed');
  });

  it('does not take the marks away from a candidate who is reported absent after a sheet was signed', async () => {
    const sittingId = await bookSitting('practical', { seats: 1 });
    await signAll(assessors[0]!, sittingId);
    await chief.sittings.reportIncident({
      sittingId,
      candidateId: candidates[0]!,
      kind: 'absence',
      action: 'noted',
      explanation: '误报',
    });
    await signAll(assessors[1]!, sittingId);
    await signAll(chief, sittingId);
    await chief.sittings.closeSitting({ sittingId });
    expect(await chief.marking.closeMarking({ sittingId })).toMatchObject({ scored: 1, absent: 0 });
  });

  it('of a theory sitting scores by key the answers saved last, and who never began is absent', async () => {
    const sittingId = await bookSitting('theory');
    const bank = new Map(world.bank.theory.map((item) => [item.stem, item]));
    const { base } = test.app;
    for (const [i, candidateId] of candidates.slice(0, 2).entries()) {
      const page = await base.db
        .transaction()
        .execute((tx) =>
          startAttempt({ tx, base, now: test.now() }, { sittingId, candidateId, key: `device-${String(i)}` }),
        );
      const device = test.clientOf(page.attemptToken);
      const savedAt = test.now().toISOString();
      const right = page.items.map((item) => ({
        position: item.position,
        response: bank.get(item.stem)?.correct ?? [],
        savedAt,
      }));
      // The second candidate first answers all of it, then takes the last ten answers, the multiple choices, back.
      const answers =
        i === 0 ? right : [...right, ...right.slice(-10).map((one) => ({ ...one, response: [] }))];
      await device.sittings.saveResponses({
        epoch: page.epoch,
        entries: answers.map((answer, at) => ({ ...answer, sequence: at + 1 })),
      });
      if (i === 0) await device.sittings.submitAttempt({ epoch: page.epoch, lastSequence: answers.length });
    }
    await invigilator.sittings.closeSitting({ sittingId, reason: '提前收卷' });
    await refused(() => chief.marking.closeMarking({ sittingId }), 'not_found');
    expect(await invigilator.marking.closeMarking({ sittingId })).toMatchObject({ scored: 2, absent: 1 });
    const scores = await listScores(base.db, [sittingId]);
    expect(
      new Map(
        scores.map(({ candidateId, outcome, score, method }) => [candidateId, [outcome, score, method]]),
      ),
    ).toEqual(
      new Map([
        [candidates[0], ['scored', 100, 'automatic']],
        [candidates[1], ['scored', 80, 'automatic']],
        [candidates[2], ['absent', 0, 'automatic']],
      ]),
    );
    expect(await invigilator.marking.getMarkingTable({ sittingId })).toMatchObject({
      closed: true,
      rows: [],
    });
  });
});
