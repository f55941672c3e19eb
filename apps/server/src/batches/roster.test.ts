import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { runTestBatch } from '../../../../tests/harness/story.ts';
import { heading, openRosterDesk, rowOf, writeSheet } from '../../../../tests/harness/roster.ts';
import type { RosterDesk } from '../../../../tests/harness/roster.ts';

let test: RosterDesk['test'];
let world: RosterDesk['world'];
let administrator: RosterDesk['administrator'];
let openBatch: RosterDesk['openBatch'];
let send: RosterDesk['send'];
let countRows: RosterDesk['countRows'];

beforeAll(async () => {
  ({ test, world, administrator, openBatch, send, countRows } = await openRosterDesk());
}, 300_000);
afterAll(() => test.close());

describe('importing a roster', () => {
  it('takes the sound rows and tells for each other row the column and the reason in both languages', async () => {
    const batchId = await openBatch();
    const [first, second, third] = [test.newIdNumber(), test.newIdNumber(), test.newIdNumber()];
    const wrong = second.slice(0, 17) + (second.endsWith('1') ? '2' : '1');
    const report = await send(
      batchId,
      await writeSheet([
        heading,
        rowOf('甲一', first),
        rowOf('乙二', wrong),
        rowOf('丙三', 110105199003070020),
        rowOf('丁四', '1.10105E+17'),
        [],
        rowOf('甲一', first),
        rowOf('戊五', third, { 4: new Date('1950-01-01') }),
        rowOf('己六', second, { 8: '9-9', 7: '123' }),
        rowOf('庚七', third, { 9: '六年' }),
      ]),
    );
    expect(report).toMatchObject({ rowsRead: 8, rowsAccepted: 1, rowsRefused: 7 });
    expect(report.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'idNumber', 'id_number_check_digit_wrong'],
      [4, 'idNumber', 'id_number_lost_digits'],
      [5, 'idNumber', 'id_number_lost_digits'],
      [7, 'idNumber', 'roster_person_repeated'],
      [8, 'birth', 'roster_birth_differs'],
      [9, 'phone', 'phone_invalid'],
      [9, 'clause', 'roster_choice_unknown'],
      [10, 'workMonths', 'roster_number_wrong'],
    ]);
    for (const { zh, en } of report.problems) {
      expect(zh).toMatch(/\p{Script=Han}.*。$/u);
      expect(en).toMatch(/\.$/);
    }
    expect(await administrator.batches.getRosterReport({ batchId, importId: report.importId })).toEqual({
      ...report,
      factId: undefined,
      fileName: '名册.xlsx',
    });
    expect(await countRows(batchId)).toEqual({ entries: 1, imports: 1 });
    const proof = await test.anonymous.ledger.getFactProof({ factId: report.factId });
    for (const secret of ['甲一', first, wrong, '某酒业']) expect(proof.fact).not.toContain(secret);
  });

  it('uses a known person again, and refuses who is entered already or is known by another name', async () => {
    const batchId = await openBatch();
    const [known, other] = [test.newIdNumber(), test.newIdNumber()];
    const clerk = await test.staff(['center_staff']);
    const { id } = await clerk.client.people.registerPerson({
      name: '辛八',
      idType: 'resident_id',
      idNumber: known,
    });
    await clerk.client.people.registerPerson({ name: '壬九', idType: 'resident_id', idNumber: other });
    const sheet = await writeSheet([heading, rowOf('辛 八', known), rowOf('癸十', other)]);
    const report = await send(batchId, sheet);
    expect(report.problems.map(({ row, code }) => [row, code])).toEqual([[3, 'roster_name_differs']]);
    const { rows } = await administrator.batches.listEntries({ batchId });
    expect(rows).toEqual([
      expect.objectContaining({
        number: 1,
        candidate: { id, name: '辛八' },
        state: 'enrolled',
        decision: null,
      }),
    ]);
    expect(rows[0]?.idNumberMasked).not.toContain(known.slice(3, 14));
    const again = await send(batchId, sheet);
    expect(again.problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'entry_duplicate'],
      [3, 'roster_name_differs'],
    ]);
    expect(await countRows(batchId)).toEqual({ entries: 1, imports: 2 });
  });

  it('happens once under one key, however often it is sent', async () => {
    const batchId = await openBatch();
    const content = (await writeSheet([heading, rowOf('子一', test.newIdNumber())])).toString('base64');
    const context = { key: 'one-roster-one-key' };
    const input = { batchId, fileName: '名册.xlsx', content };
    const answers = await Promise.all(
      [1, 2].map(() => administrator.batches.importRoster(input, { context })),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(await countRows(batchId)).toEqual({ entries: 1, imports: 1 });
  });

  it('is refused outside enrolment and to those without the post', async () => {
    const { batchId } = await runTestBatch(world, { upTo: 'filed' });
    const sheet = await writeSheet([heading, rowOf('丑二', test.newIdNumber())]);
    await expectRefusal(test, () => send(batchId, sheet), 'batch_wrong_state');
    const content = sheet.toString('base64');
    const manager = await world.cast.client(world.story.main.staff.siteManager);
    await expectRefusal(
      test,
      () => manager.batches.importRoster({ batchId, fileName: 'a.xlsx', content }),
      'post_missing',
    );
    expect(await countRows(batchId)).toEqual({ entries: 0, imports: 0 });
  });
});
