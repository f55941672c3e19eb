import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flawlessSheet } from '@jiangping/domain/items/vetting-sheet';
import { openTestWorld, runTestBatch } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import type { TestApp, TestClient } from '../../../../tests/harness/test-app.ts';

let test: TestApp;
let world: World;

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
}, 180_000);
afterAll(() => test.close());

const who = (slug: string | undefined) => world.cast.client(slug ?? '');
const taskOf = async (client: TestClient, task: string) =>
  (await client.reports.getWorkbench()).find((each) => each.task === task);

describe('the workbench', () => {
  it('is nobody’s without a login', async () => {
    await expectRefusal(test, () => test.anonymous.reports.getWorkbench(), 'login_required');
  });

  it('shows a batch to whoever acts next, and no longer once it is done', async () => {
    const { main, center } = world.story;
    const staff = await who(center.staff[0]);
    const { batchId, code } = await runTestBatch(world, { upTo: 'filed' });
    const announce = await taskOf(staff, 'batch.announce');
    expect(announce?.rows).toContainEqual({
      title: expect.stringContaining(code) as string,
      link: `/batches/${batchId}`,
    });
    const administrator = await who(main.staff.siteAdministrator);
    const before = (await taskOf(administrator, 'batch.import-roster'))?.count ?? 0;
    await staff.batches.announceBatch({ batchId, notice: world.story.notice.zh });
    expect((await taskOf(staff, 'batch.announce'))?.rows ?? []).not.toContainEqual(
      expect.objectContaining({ link: `/batches/${batchId}` }),
    );
    expect((await taskOf(administrator, 'batch.import-roster'))?.count).toBe(before + 1);
  });

  it('does not show the batches of one site to the people of another', async () => {
    await runTestBatch(world, { upTo: 'enrolling', count: 2 });
    const elsewhere = [...world.sites].find(([slug]) => slug !== world.story.main.site)?.[1];
    const stranger = await test.staff(['site_administrator'], elsewhere ? { siteId: elsewhere } : {});
    expect(await taskOf(stranger.client, 'batch.close-enrolment')).toBeUndefined();
  });

  it('leads a reviewer to the dossiers, and the director to the decision after the last sheet', async () => {
    const { main, center } = world.story;
    const director = await who(center.director);
    const { batchId } = await runTestBatch(world, { upTo: 'reviewing', count: 4, from: 20 });
    const link = `/batches/${batchId}`;
    const links = async (client: TestClient, task: string) =>
      ((await taskOf(client, task))?.rows ?? []).map((row) => row.link);
    expect(await links(await who(main.staff.reviewers?.[0]), 'review.sheet')).toContain(link);
    expect(await links(director, 'batch.decide')).not.toContain(link);
    const reviewed = await runTestBatch(world, { upTo: 'reviewed', count: 4, from: 24 });
    expect(await links(director, 'batch.decide')).toContain(`/batches/${reviewed.batchId}`);
    expect(await links(await who(main.staff.reviewers?.[0]), 'review.sheet')).not.toContain(
      `/batches/${reviewed.batchId}`,
    );
  });

  it('gives a returned item back to its writer alone', async () => {
    const { itemWriters, itemVetters } = world.story.center;
    const [writer, other, vetter] = await Promise.all([
      who(itemWriters[0]),
      who(itemWriters[1]),
      who(itemVetters[0]),
    ]);
    const occupationId = world.occupations.get(world.story.main.scope.occupation) ?? '';
    const item = world.bank.theory[0];
    await writer.items.importItems({
      occupationId,
      level: 'intermediate',
      part: 'theory',
      fileName: 'one.json',
      items: [{ ...item, id: 'REPORT-1' }],
    });
    const waiting = await taskOf(vetter, 'item.vet');
    expect(waiting?.count).toBe(1);
    expect(await taskOf(writer, 'item.vet')).toBeUndefined();
    const { rows } = await vetter.items.listItems({ occupationId, q: 'REPORT-1' });
    await vetter.items.vetItems({
      versionIds: rows.map(({ versionId }) => versionId),
      sheet: flawlessSheet.map((line) =>
        line.criterion === 'source' ? { ...line, holds: false, remark: '请核对依据。' } : line,
      ),
    });
    expect(await taskOf(vetter, 'item.vet')).toBeUndefined();
    expect(await taskOf(writer, 'item.revise')).toMatchObject({ count: 1 });
    expect(await taskOf(other, 'item.revise')).toBeUndefined();
  });

  it('asks another administrator, not the proposer, to confirm a grant', async () => {
    const [first, second] = await Promise.all(world.story.center.securityAdmins.slice(0, 2).map(who));
    const person = await test.staff([]);
    await first?.people.proposeGrant({
      personId: person.personId,
      post: 'reviewer',
      ...world.story.grants,
    });
    expect((await taskOf(second!, 'grant.confirm'))?.count).toBe(1);
    expect(await taskOf(first!, 'grant.confirm')).toBeUndefined();
  });
});

describe('the public figures', () => {
  const figure = {
    key: 'work_types_assessed',
    value: 144,
    unit: '个',
    nameZh: '累计鉴定工种',
    nameEn: 'Work types assessed',
    asOf: '2020-12-31',
    source: '年度工作会通报',
  };

  it('mark what was imported as history with its source, beside what was counted here', async () => {
    const staff = await who(world.story.center.staff[0]);
    await staff.reports.importFigures({ figures: [figure] });
    const figures = await test.anonymous.reports.getFigures();
    expect(figures[0]).toEqual({ ...figure, imported: true });
    const own = figures.filter(({ imported }) => !imported);
    expect(own.length).toBeGreaterThan(2);
    expect(own.every(({ source }) => source.includes('counted'))).toBe(true);
  });

  it('are imported once, by the Center alone, and not for a day to come', async () => {
    const staff = await who(world.story.center.staff[0]);
    const manager = await who(world.story.main.staff.siteManager);
    const tables = ['imported_figures'] as const;
    await expectRefusal(
      test,
      () => staff.reports.importFigures({ figures: [figure] }),
      'figure_duplicate',
      tables,
    );
    await expectRefusal(
      test,
      () => staff.reports.importFigures({ figures: [{ ...figure, key: 'later', asOf: '2999-01-01' }] }),
      'date_invalid',
      tables,
    );
    await expectRefusal(
      test,
      () => manager.reports.importFigures({ figures: [{ ...figure, key: 'mine' }] }),
      'post_missing',
      tables,
    );
  });
});
