import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { figuresOf, poolSums } from '@jiangping/measure/item-statistics';
import { countRows, expectRefusal } from '../../../../tests/harness/refusals.ts';
import { bookReadySitting } from '../../../../tests/harness/sitting.ts';
import { openTestWorld, runTestBatch } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import type { Staff, TestApp, TestClient } from '../../../../tests/harness/test-app.ts';
import type { Fact } from '../base/facts.ts';
import { startAttempt } from '../sittings/sittings.ts';
import { sweepItemUse } from './item-use.ts';

let test: TestApp;
let world: World;
let invigilator: TestClient;
let clerk: Staff;
let vetter: TestClient;
let forms: { id: string }[];

const tables = ['item_statistics', 'item_exposures', 'ledger_facts'] as const;
const who = (slug: string | undefined) => world.cast.client(slug ?? '');
const failed: unknown[] = [];
const sweep = () => sweepItemUse(test.app.base, (error) => failed.push(error));

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  invigilator = await who(world.story.main.staff.invigilators?.[0]);
  vetter = await who(world.story.center.itemVetters[0]);
  clerk = await test.staff(['center_staff']);
  forms = await test.app.base.db
    .selectFrom('paper_forms')
    .select('id')
    .where('paper_id', '=', world.papers.theory)
    .orderBy('label')
    .execute();
}, 180_000);
afterAll(async () => {
  await test.close();
  expect(failed).toEqual([]);
});

type Answers = 'right' | 'wrong' | 'none';
interface Sat {
  /** How the items at places 1 and 2 were answered, and all others. */
  first: Answers;
  second: Answers;
  others: Answers;
}

/** A closed theory sitting, everybody on the first form; `null` for who does not come. */
async function holdSitting(candidates: readonly (Sat | null)[]) {
  const { base } = test.app;
  const seats = [];
  for (let seat = 1; seat <= candidates.length; seat += 1) {
    const { id } = await clerk.client.people.registerPerson({
      name: '考生',
      idType: 'resident_id',
      idNumber: test.newIdNumber(),
    });
    seats.push({ candidateId: id, formId: forms[0]?.id ?? '' });
  }
  const sittingId = await bookReadySitting(test, {
    paperId: world.papers.theory,
    part: 'theory',
    startsAt: new Date(test.now().getTime() - 1000),
    invigilatorId: world.cast.personId(world.story.main.staff.invigilators?.[0] ?? ''),
    seats,
  });
  await invigilator.sittings.openSitting({ sittingId });
  const keys = new Map(world.bank.theory.map((item) => [item.stem, item.correct]));
  let items: { position: number; points: number }[] = [];
  for (const [i, sat] of candidates.entries()) {
    if (!sat) continue;
    const candidateId = seats[i]?.candidateId ?? '';
    const page = await base.db
      .transaction()
      .execute((tx) =>
        startAttempt({ tx, base, now: test.now() }, { sittingId, candidateId, key: `device-${candidateId}` }),
      );
    items = page.items;
    const entries = page.items.flatMap(({ position, stem }) => {
      const way = position === 1 ? sat.first : position === 2 ? sat.second : sat.others;
      const key = keys.get(stem) ?? [];
      const response = way === 'right' ? [...key] : key[0] === 'true' ? ['false'] : ['E'];
      return way === 'none' ? [] : [{ position, response, savedAt: test.now().toISOString() }];
    });
    await test.clientOf(page.attemptToken).sittings.saveResponses({
      epoch: page.epoch,
      entries: entries.map((entry, at) => ({ ...entry, sequence: at + 1 })),
    });
  }
  await invigilator.sittings.closeSitting({ sittingId, reason: '提前收卷' });
  return { sittingId, items };
}

const versionAt = async (position: number) =>
  (
    await test.app.base.db
      .selectFrom('paper_form_items')
      .select('item_version_id')
      .where('form_id', '=', forms[0]?.id ?? '')
      .where('position', '=', position)
      .executeTakeFirstOrThrow()
  ).item_version_id;

async function newestFact(kind: string): Promise<Fact> {
  const row = await test.app.base.db
    .selectFrom('ledger_facts')
    .select('fact')
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return JSON.parse(row.fact) as Fact;
}

describe('what a closed sitting tells of its items', () => {
  let sittingId: string;
  /** Points of each of the first two items among the 100 of the form. */
  let points: number;

  it('is nothing before it is closed, then how many met them, and after the marking how they fared', async () => {
    const unused = await vetter.items.listItems({ use: 'used' });
    expect(unused.total).toBe(0);
    const held = await holdSitting([
      { first: 'right', second: 'right', others: 'right' },
      { first: 'right', second: 'wrong', others: 'wrong' },
      { first: 'wrong', second: 'right', others: 'right' },
      { first: 'wrong', second: 'none', others: 'none' },
      null,
    ]);
    sittingId = held.sittingId;
    points = held.items[0]?.points ?? 0;
    expect(held.items.reduce((sum, item) => sum + item.points, 0)).toBe(100);
    expect(held.items[1]?.points).toBe(points);

    await sweep();
    const versionId = await versionAt(1);
    const seen = await vetter.items.getItem({ versionId });
    const { starts_at } = await test.app.base.db
      .selectFrom('sittings')
      .select('starts_at')
      .where('id', '=', sittingId)
      .executeTakeFirstOrThrow();
    const on = shanghaiDateOf(starts_at.getTime());
    expect(seen.exposure).toEqual({ papers: 1, sittings: 1, candidates: 4, lastSeenOn: on });
    expect(seen.statistics).toBeNull();
    expect(seen.sittings).toEqual([]);

    await invigilator.marking.closeMarking({ sittingId });
    expect(await clerk.client.reports.recordItemStatistics()).toEqual({ sittings: 1, recorded: 1 });
    const first = await vetter.items.getItem({ versionId });
    // Right: two of four, one with everything else right and one with everything else wrong. It tells nobody apart.
    expect(first.statistics).toMatchObject({
      candidates: 4,
      sittings: 1,
      share: 0.5,
      omitted: 0,
      faults: [],
    });
    const a = points / (100 - points);
    const second = await vetter.items.getItem({ versionId: await versionAt(2) });
    expect(second.statistics).toMatchObject({ share: 0.5, omitted: 0.25 });
    // x = 1 0 1 0 with rest scores y = 1, a, 1 − a, 0: Sxx = 1, Syy = ½ + 2(½ − a)², Sxy = 1 − a.
    expect(second.statistics?.biserial).toBeCloseTo((1 - a) / Math.sqrt(0.5 + 2 * (0.5 - a) ** 2), 9);
    expect(first.statistics?.biserial).toBeCloseTo(0, 9);
    expect(second.sittings).toMatchObject([{ heldOn: on, candidates: 4, share: 0.5, omitted: 0.25 }]);
    expect(second.sittings[0]?.biserial).toBeCloseTo(second.statistics?.biserial ?? Number.NaN, 9);
  });

  it('names no person in row or fact', async () => {
    const fact = await newestFact('items.statistics-recorded');
    expect(fact).toMatchObject({
      subject: { type: 'sitting', id: sittingId },
      actor: { post: 'center_staff' },
    });
    expect(fact.data).toMatchObject({ candidates: 4 });
    expect((await newestFact('items.exposure-recorded')).actor).toEqual({ system: 'item-statistics' });
  });

  it('is written once: a second run, by the job or by hand, writes nothing', async () => {
    const before = await countRows(test, tables);
    await sweep();
    expect(await clerk.client.reports.recordItemStatistics()).toEqual({ sittings: 0, recorded: 0 });
    expect(await countRows(test, tables)).toEqual(before);
    const role = test.app.base.db.updateTable('item_statistics').set({ candidates: 9 });
    await expect(role.execute()).rejects.toThrow(/permission denied/);
  });

  it('of the other form counts nobody, and the figures of an item nobody answered stay empty', async () => {
    const { item_version_id: versionId } = await test.app.base.db
      .selectFrom('paper_form_items')
      .select('item_version_id')
      .where('form_id', '=', forms[1]?.id ?? '')
      .executeTakeFirstOrThrow();
    const item = await vetter.items.getItem({ versionId });
    expect(item.exposure).toMatchObject({ papers: 1, sittings: 1, candidates: 0 });
    expect(item.statistics).toBeNull();
  });

  it('is pooled over sittings as the measure says, and filters and sorts the bank', async () => {
    const again = await holdSitting([
      { first: 'wrong', second: 'wrong', others: 'right' },
      { first: 'none', second: 'right', others: 'wrong' },
      { first: 'right', second: 'right', others: 'wrong' },
    ]);
    await invigilator.marking.closeMarking({ sittingId: again.sittingId });
    await sweep();
    const versionId = await versionAt(1);
    const rows = await test.app.base.db
      .selectFrom('item_statistics')
      .selectAll()
      .where('item_version_id', '=', versionId)
      .execute();
    const expected = figuresOf(
      poolSums(
        rows.map((row) => ({
          takers: row.candidates,
          omitted: row.omitted,
          reached: row.reached,
          itemSpread: row.item_spread,
          restSpread: row.rest_spread,
          joint: row.joint,
        })),
      ),
    );
    const { statistics, exposure, sittings } = await vetter.items.getItem({ versionId });
    expect(statistics).toMatchObject({ candidates: 7, sittings: 2, share: 3 / 7, omitted: 1 / 7 });
    expect(statistics?.biserial).toBeCloseTo(expected.biserial ?? Number.NaN, 9);
    expect(exposure).toMatchObject({ papers: 1, sittings: 2, candidates: 7 });
    expect(sittings).toHaveLength(2);

    const easiest = await vetter.items.listItems({
      use: 'used',
      sort: 'share',
      order: 'desc',
      pageSize: 500,
    });
    const shares = easiest.rows.map((row) => row.statistics?.share ?? -1);
    expect(shares).toEqual([...shares].sort((x, y) => y - x));
    // Items of the second form were met by nobody and come last.
    expect(shares.at(-1)).toBe(-1);
    const middling = await vetter.items.listItems({ minShare: 0.42, maxShare: 0.43, pageSize: 500 });
    expect(middling.rows.map((row) => row.versionId)).toContain(versionId);
    expect(middling.rows.every(({ statistics }) => Math.abs((statistics?.share ?? 0) - 3 / 7) < 0.01)).toBe(
      true,
    );
    const unused = await vetter.items.listItems({ use: 'unused', part: 'theory' });
    expect(unused.rows.every((row) => row.exposure.sittings === 0)).toBe(true);
    const poor = await vetter.items.listItems({ maxBiserial: 0.2, sort: 'biserial', order: 'asc' });
    expect(poor.rows.map((row) => row.versionId)).toContain(versionId);
  });

  it('needs attention where a figure is outside the limits of today, once enough have answered', async () => {
    expect((await vetter.items.listItems({ use: 'attention' })).total).toBe(0);
    const today = shanghaiDateOf(test.now().getTime());
    await clerk.client.people.publishPolicy({
      key: 'items.figures_candidates',
      value: 4,
      validFrom: today,
      sourceDocument: '测试',
      clause: '1',
      confidence: 'own',
    });
    const first = await versionAt(1);
    const told = await vetter.items.listItems({ use: 'attention', pageSize: 500 });
    expect(told.rows.length).toBeGreaterThan(0);
    expect(told.rows.every((row) => (row.statistics?.faults.length ?? 0) > 0)).toBe(true);
    const all = await vetter.items.listItems({ use: 'used', pageSize: 500 });
    expect(all.rows.filter((row) => (row.statistics?.faults.length ?? 0) > 0)).toHaveLength(told.rows.length);
    const row = told.rows.find(({ versionId }) => versionId === first);
    expect(row?.statistics?.faults).toEqual(['poor_discrimination']);
  });

  it('of practical items is the share of points, without a correlation', async () => {
    await runTestBatch(world, { upTo: 'results', count: 4, from: 40 });
    await sweep();
    const { rows } = await vetter.items.listItems({ part: 'practical', use: 'used' });
    expect(rows.length).toBeGreaterThan(0);
    for (const { statistics, exposure } of rows) {
      expect(exposure.candidates).toBe(statistics?.candidates);
      expect(statistics?.share).toBeGreaterThan(0);
      expect(statistics?.share).toBeLessThanOrEqual(1);
      expect(statistics?.biserial).toBeNull();
    }
  });

  it('is neither read nor recorded by the people of a site', async () => {
    const guarded = () => countRows(test, tables);
    const before = await guarded();
    await expectRefusal(test, () => invigilator.items.listItems({ use: 'used' }), 'post_missing', tables);
    await expectRefusal(test, () => invigilator.reports.recordItemStatistics(), 'post_missing', tables);
    await expectRefusal(test, () => test.anonymous.reports.recordItemStatistics(), 'login_required', tables);
    expect(await guarded()).toEqual(before);
  });
});
