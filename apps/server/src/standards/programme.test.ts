import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { packageFileTypes } from '@jiangping/domain/standards/package-file';
import type { WorkPackageKind } from '@jiangping/domain/standards/work-package-states';
import type { RefusalCode } from '@jiangping/domain/refusal';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestApp } from '../../../../tests/harness/test-app.ts';
import type { Staff, TestApp } from '../../../../tests/harness/test-app.ts';

let test: TestApp;
let staff: Staff;
let colleague: Staff;
let lead: Staff;
let otherLead: Staff;
let associationId: string;
let milestoneId: string;
let occupationIds: string[];

const tables = [
  'associations',
  'milestones',
  'work_packages',
  'work_package_files',
  'work_package_decisions',
] as const;

/** Asserts the refusal and that neither a fact nor a row of the programme was written. */
const refused = (call: () => Promise<unknown>, code: RefusalCode) => expectRefusal(test, call, code, tables);

const occupation = (code: string) => ({
  edition: '2022',
  code,
  nameZh: `职业${code}`,
  nameEn: `Occupation ${code}`,
  industry: '酿酒',
  catalogueSet: 'pilot' as const,
  levels: ['advanced' as const],
  workTypes: [],
});
const pdfOf = (text: string) =>
  Buffer.concat([Buffer.from(packageFileTypes.pdf.begins), Buffer.from(text)]).toString('base64');

beforeAll(async () => {
  test = await openTestApp();
  staff = await test.staff(['center_staff'], { name: '陆知远' });
  colleague = await test.staff(['center_staff'], { name: '沈若安' });
  lead = await test.staff(['association_lead'], { name: '方承泽' });
  otherLead = await test.staff(['association_lead'], { name: '容与之' });
  ({ ids: occupationIds } = await staff.client.standards.registerOccupations({
    occupations: ['6-02-06-07', '6-02-06-03', '6-02-06-05'].map(occupation),
  }));
  ({ id: associationId } = await staff.client.standards.registerAssociation({
    nameZh: '测试酒类产业协会',
    nameEn: 'Liquor Association of the Tests',
    uscc: '51510104XX23699W3E',
  }));
  ({ id: milestoneId } = await staff.client.standards.setMilestone({
    nameZh: '原清单职业',
    nameEn: 'Occupations of the first list',
    dueOn: '2021-12-31',
    target: 2,
  }));
});
afterAll(() => test.close());

async function plan(occupationId: string, kinds: WorkPackageKind[], dueOn = '2099-12-31') {
  const { ids } = await staff.client.standards.planWorkPackages({
    milestoneId,
    packages: kinds.map((kind) => ({ occupationId, kind, dueOn })),
  });
  return ids;
}
const give = (workPackageIds: string[], to: Staff = lead) =>
  staff.client.standards.giveWorkPackages({ workPackageIds, associationId, responsibleId: to.personId });
const get = (workPackageId: string, by: Staff = staff) =>
  by.client.standards.getWorkPackage({ workPackageId });

describe('a work package', () => {
  it('goes from the plan over a returned round to acceptance, every act by its own person and in the ledger', async () => {
    const [workPackageId = ''] = await plan(occupationIds[0]!, ['standard']);
    expect(await get(workPackageId)).toMatchObject({ state: 'planned', association: null, isLate: false });
    await give([workPackageId]);
    expect((await get(workPackageId, lead)).acts).toEqual(['draftWorkPackage']);
    await lead.client.standards.draftWorkPackage({ workPackageId });
    const first = pdfOf('first draft');
    const { sha256 } = await lead.client.standards.attachFile({
      workPackageId,
      name: '送审稿.pdf',
      content: first,
    });
    expect(sha256).toBe(createHash('sha256').update(Buffer.from(first, 'base64')).digest('hex'));
    await lead.client.standards.submitWorkPackage({ workPackageId });
    expect((await get(workPackageId, lead)).acts).toEqual([]);
    await staff.client.standards.decideWorkPackage({
      workPackageId,
      outcome: 'returned',
      remarks: '请补充第3章的权重表。',
    });
    await lead.client.standards.draftWorkPackage({ workPackageId });
    // What was submitted before is no file of the new round.
    await refused(() => lead.client.standards.submitWorkPackage({ workPackageId }), 'work_package_no_file');
    await lead.client.standards.attachFile({ workPackageId, name: '报批稿.pdf', content: pdfOf('second') });
    await lead.client.standards.submitWorkPackage({ workPackageId });
    await colleague.client.standards.decideWorkPackage({ workPackageId, outcome: 'accepted' });

    const done = await get(workPackageId);
    expect(done).toMatchObject({ state: 'accepted', round: 2, acts: [] });
    expect(done.files.map(({ name, round }) => [name, round])).toEqual([
      ['送审稿.pdf', 1],
      ['报批稿.pdf', 2],
    ]);
    expect(done.decisions.map(({ outcome, decidedBy }) => [outcome, decidedBy.name])).toEqual([
      ['returned', '陆知远'],
      ['accepted', '沈若安'],
    ]);
    expect(done.timeline.map(({ kind, actor }) => [kind.replace('work-package.', ''), actor?.name])).toEqual([
      ['planned', '陆知远'],
      ['given', '陆知远'],
      ['begun', '方承泽'],
      ['file-attached', '方承泽'],
      ['submitted', '方承泽'],
      ['returned', '陆知远'],
      ['begun', '方承泽'],
      ['file-attached', '方承泽'],
      ['submitted', '方承泽'],
      ['accepted', '沈若安'],
    ]);
    const { rows } = await sql<{ fact: string }>`
      select fact from ledger_facts where kind like 'work-package.%'`.execute(test.app.base.db);
    for (const personal of ['方承泽', '陆知远', '送审稿', '权重表'])
      expect(rows.some(({ fact }) => fact.includes(personal))).toBe(false);
    await refused(
      () => staff.client.standards.cancelWorkPackage({ workPackageId, reason: '不再需要' }),
      'work_package_wrong_state',
    );
  });

  it('is planned once for an occupation and kind, all of a list or none, and again after it was cancelled', async () => {
    const [id = ''] = await plan(occupationIds[1]!, ['standard']);
    await refused(() => plan(occupationIds[1]!, ['textbook', 'standard']), 'work_package_duplicate');
    await refused(
      () => staff.client.standards.cancelWorkPackage({ workPackageId: id, reason: '   ' }),
      'input_invalid',
    );
    await staff.client.standards.cancelWorkPackage({ workPackageId: id, reason: '并入另一职业' });
    expect(await get(id)).toMatchObject({ state: 'cancelled', cancelReason: '并入另一职业', isLate: false });
    await plan(occupationIds[1]!, ['standard']);
    await refused(
      () =>
        staff.client.standards.planWorkPackages({
          milestoneId: id,
          packages: [{ occupationId: occupationIds[1]!, kind: 'textbook', dueOn: '2099-12-31' }],
        }),
      'not_found',
    );
  });

  it('is given to a person with the post only, all of a list or none, and once', async () => {
    const [one = '', two = ''] = await plan(occupationIds[1]!, ['textbook', 'item_bank']);
    const stranger = await test.staff(['item_writer']);
    await refused(() => give([one], stranger), 'responsible_without_post');
    await refused(
      () =>
        staff.client.standards.giveWorkPackages({
          workPackageIds: [one],
          associationId: one,
          responsibleId: lead.personId,
        }),
      'not_found',
    );
    await refused(
      () =>
        lead.client.standards.giveWorkPackages({
          workPackageIds: [one],
          associationId,
          responsibleId: lead.personId,
        }),
      'post_missing',
    );
    await give([one]);
    await refused(() => give([two, one]), 'work_package_wrong_state');
    expect(await get(two)).toMatchObject({ state: 'planned', responsible: null });
  });

  it('is drafted, filled and handed in by its responsible person alone, who sees no other package', async () => {
    const [mine = ''] = await plan(occupationIds[2]!, ['standard']);
    await give([mine]);
    await refused(
      () => otherLead.client.standards.draftWorkPackage({ workPackageId: mine }),
      'work_package_not_yours',
    );
    await refused(() => staff.client.standards.draftWorkPackage({ workPackageId: mine }), 'post_missing');
    await lead.client.standards.draftWorkPackage({ workPackageId: mine });
    await refused(
      () =>
        otherLead.client.standards.attachFile({ workPackageId: mine, name: 'a.pdf', content: pdfOf('x') }),
      'work_package_not_yours',
    );
    await refused(
      () => staff.client.standards.decideWorkPackage({ workPackageId: mine, outcome: 'accepted' }),
      'work_package_wrong_state',
    );
    await refused(() => get(mine, otherLead), 'not_found');
    expect((await otherLead.client.standards.listWorkPackages({})).total).toBe(0);
    const { rows } = await lead.client.standards.listWorkPackages({});
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ responsible }) => responsible?.id === lead.personId)).toBe(true);
    await refused(() => test.anonymous.standards.listWorkPackages({}), 'login_required');
  });

  it('is not decided without remarks when returned, nor by its own responsible person in the database itself', async () => {
    const [id = ''] = await plan(occupationIds[2]!, ['textbook']);
    await give([id]);
    await lead.client.standards.draftWorkPackage({ workPackageId: id });
    await lead.client.standards.attachFile({ workPackageId: id, name: 'a.pdf', content: pdfOf('text') });
    await lead.client.standards.submitWorkPackage({ workPackageId: id });
    await refused(
      () => staff.client.standards.decideWorkPackage({ workPackageId: id, outcome: 'returned' }),
      'reason_required',
    );
    await expect(
      sql`insert into work_package_decisions values (${id}, 1, 'accepted', null, ${lead.personId}, ${lead.personId}, now())`.execute(
        test.app.base.db,
      ),
    ).rejects.toThrow(/check constraint/);
    await expect(sql`delete from work_package_files`.execute(test.app.base.db)).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('a file of a work package', () => {
  it('is refused by type, content, name, size and repetition; what is kept comes back byte for byte, and the reading is recorded', async () => {
    const [workPackageId = ''] = await plan(occupationIds[0]!, ['item_bank']);
    await give([workPackageId]);
    const attach = (name: string, content: string) => () =>
      lead.client.standards.attachFile({ workPackageId, name, content });
    await refused(attach('a.pdf', pdfOf('early')), 'work_package_wrong_state');
    await lead.client.standards.draftWorkPackage({ workPackageId });
    await refused(attach('a.exe', pdfOf('x')), 'file_wrong_type');
    await refused(attach('a.docx', pdfOf('x')), 'file_wrong_type');
    await refused(attach('a.pdf', ''), 'file_wrong_type');
    await refused(attach('../a.pdf', pdfOf('x')), 'input_invalid');
    await refused(attach('a.pdf', pdfOf('x'.repeat(5_000_000))), 'body_too_large');
    const { id: fileId } = await attach('题库.pdf', pdfOf('bank'))();
    await refused(attach('again.pdf', pdfOf('bank')), 'work_package_file_known');

    const before = await countReadings();
    const file = await staff.client.standards.getPackageFile({ workPackageId, fileId });
    expect(file).toMatchObject({ name: '题库.pdf', media: 'application/pdf', content: pdfOf('bank') });
    expect(await countReadings()).toBe(before + 1);
    await refused(() => otherLead.client.standards.getPackageFile({ workPackageId, fileId }), 'not_found');
    await refused(() => test.anonymous.standards.getPackageFile({ workPackageId, fileId }), 'login_required');
  });

  it('is refused once the package holds as many as the policy allows', async () => {
    await staff.client.people.publishPolicy({
      key: 'standards.package_files',
      value: 1,
      validFrom: shanghaiDateOf(test.now().getTime()),
      sourceDocument: '测试',
      clause: '文件数',
      confidence: 'own',
    });
    const { rows } = await lead.client.standards.listWorkPackages({ kind: 'item_bank', state: 'drafting' });
    const workPackageId = rows[0]?.id ?? '';
    await refused(
      () => lead.client.standards.attachFile({ workPackageId, name: 'b.pdf', content: pdfOf('b') }),
      'work_package_files_full',
    );
  });
});

describe('late packages', () => {
  it('stand on the workbench of the Center, with the day they were due, and in the list', async () => {
    const tasksOf = async (who: Staff) =>
      new Map((await who.client.reports.getWorkbench()).map((task) => [task.task, task]));
    expect((await tasksOf(staff)).has('work-package.late')).toBe(false);
    const [late = ''] = await plan(occupationIds[2]!, ['item_bank'], '2022-06-30');
    await give([late]);
    const task = (await tasksOf(staff)).get('work-package.late');
    expect(task).toMatchObject({ count: 1, dueOn: '2022-06-30', link: '/work-packages?state=late' });
    expect(task?.rows[0]?.link).toBe(`/work-packages/${late}`);
    const { rows } = await staff.client.standards.listWorkPackages({ state: 'late' });
    expect(rows.map(({ id, isLate }) => [id, isLate])).toEqual([[late, true]]);
    expect((await tasksOf(lead)).get('work-package.draft')?.count).toBeGreaterThan(0);
    expect((await tasksOf(otherLead)).has('work-package.draft')).toBe(false);
    expect((await tasksOf(staff)).get('work-package.decide')?.count).toBe(1);
  });
});

describe('the programme', () => {
  it('refuses an association and a milestone twice, and a wrong credit code', async () => {
    const association = { nameZh: '另一协会', nameEn: 'Another', uscc: '51510104XX23699W3E' };
    const register = (input: typeof association) => () => staff.client.standards.registerAssociation(input);
    await refused(register(association), 'association_duplicate');
    await refused(register({ ...association, uscc: '51510104XX23699W3F' }), 'uscc_check_wrong');
    await refused(
      () =>
        staff.client.standards.setMilestone({
          nameZh: '原清单职业',
          nameEn: 'Again',
          dueOn: '2022-12-31',
          target: 1,
        }),
      'milestone_duplicate',
    );
    await refused(
      () => lead.client.standards.setMilestone({ nameZh: '甲', nameEn: 'A', dueOn: '2022-12-31', target: 1 }),
      'post_missing',
    );
  });

  it('shows everyone how far it has come, by milestone, association and kind, and no person', async () => {
    const progress = await test.anonymous.standards.getProgress();
    expect(progress.milestones).toHaveLength(1);
    // Of the first occupation the standard is accepted and the bank is being drafted.
    expect(progress.milestones[0]).toMatchObject({ nameZh: '原清单职业', target: 2, reached: 0 });
    const [bank] = (await staff.client.standards.listWorkPackages({ kind: 'item_bank', state: 'drafting' }))
      .rows;
    await staff.client.standards.cancelWorkPackage({ workPackageId: bank?.id ?? '', reason: '暂缓' });
    const after = await test.anonymous.standards.getProgress();
    expect(after.milestones[0]?.reached).toBe(1);
    const standards = after.associations.find(
      ({ association, kind }) => association !== null && kind === 'standard',
    );
    expect(standards).toEqual({
      association: { nameZh: '测试酒类产业协会', nameEn: 'Liquor Association of the Tests' },
      kind: 'standard',
      packages: 2,
      accepted: 1,
    });
    const told = JSON.stringify(after);
    for (const personal of ['方承泽', '陆知远', '暂缓', lead.personId, staff.personId])
      expect(told).not.toContain(personal);
  });
});

async function countReadings(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ledger_facts where kind = 'work-package.file-read'`.execute(
    test.app.base.db,
  );
  return rows[0]?.count ?? 0;
}
