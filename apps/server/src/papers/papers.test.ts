import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flawlessSheet } from '@jiangping/domain/items/vetting-sheet';
import type { TheoryItem } from '@jiangping/domain/items/item';
import { checkForms } from '@jiangping/domain/papers/paper-rules';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import type { RefusalCode } from '@jiangping/domain/refusals';
import { findVersionIds, importDemoBank, readDemoBank } from '../../../../tests/harness/demo-bank.ts';
import { countRows, expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestApp } from '../../../../tests/harness/test-app.ts';
import type { Staff, TestApp } from '../../../../tests/harness/test-app.ts';
import { decryptPaper } from './forms.ts';

const bank = readDemoBank();
const level = 'intermediate';
let test: TestApp;
let occupationId: string;
let writer: Staff;
let vetter: Staff;
let maker: Staff;
let sealer: Staff;
let blueprintId: string;

beforeAll(async () => {
  test = await openTestApp();
  ({ occupationId, writer, vetter, maker, sealer } = await importDemoBank(test));
  blueprintId = await create(bank.blueprint);
});
afterAll(() => test.close());

type Json = Record<string, unknown>;

async function create(body: Json, part: 'theory' | 'practical' = 'theory'): Promise<string> {
  return (await maker.client.papers.createBlueprint({ occupationId, level, part, body })).id;
}

const tables = [
  'blueprints',
  'papers',
  'paper_forms',
  'paper_contents',
  'paper_form_items',
  'seals',
  'item_uses',
  'unsealings',
  'withdrawals',
] as const;
const refused = (call: () => Promise<unknown>, code: RefusalCode) => expectRefusal(test, call, code, tables);

async function approve(part: 'theory' | 'practical'): Promise<void> {
  const versionIds = await findVersionIds(test, part, 'vetting');
  await vetter.client.items.vetItems({ versionIds, sheet: [...flawlessSheet] });
}

async function formsOf(paperId: string) {
  const { db, keys } = test.app.base;
  return (await decryptPaper(db, keys, paperId)).forms.map(({ items }) => items);
}

describe('a blueprint', () => {
  it('is stored and listed with its body', async () => {
    const { rows } = await maker.client.papers.listBlueprints({ occupationId });
    expect(rows).toMatchObject([
      { id: blueprintId, part: 'theory', body: bank.blueprint, createdBy: { id: maker.personId } },
    ]);
  });

  it('has a page with the specification it was checked against', async () => {
    const page = await maker.client.papers.getBlueprint({ blueprintId });
    expect(page).toMatchObject({ id: blueprintId, body: bank.blueprint });
    expect(page.spec?.body['ranges']).toEqual(bank.contentSpec['ranges' as never]);
    expect(page.factId).not.toBeNull();
    await refused(() => writer.client.papers.getBlueprint({ blueprintId }), 'post_missing');
    await refused(() => maker.client.papers.getBlueprint({ blueprintId: crypto.randomUUID() }), 'not_found');
  });

  it.each<[string, Json, RefusalCode]>([
    ['an unknown range', { content: [{ range: 'Z9', points: 5 }] }, 'blueprint_range_unknown'],
    [
      'bounds that contradict each other',
      { content: [{ range: 'A1', min: 7, max: 3 }] },
      'blueprint_bounds_impossible',
    ],
    ['forms that share items', { overlap: { max: 3 } }, 'blueprint_invalid'],
    ['another level', { level: 3 }, 'blueprint_invalid'],
    ['another occupation', { occupation: { edition: '2022', code: '6-02-06-08' } }, 'blueprint_invalid'],
    ['a field nobody knows', { colour: 'red' }, 'blueprint_invalid'],
    ['a missing field', { sections: undefined }, 'blueprint_invalid'],
  ])('with %s is refused', async (_, change, code) => {
    await refused(() => create({ ...bank.blueprint, ...change }), code);
  });
});

describe('assembling a theory paper', () => {
  let paperId: string;

  it('is refused while no item is approved', async () => {
    await refused(() => maker.client.papers.assemblePaper({ blueprintId }), 'bank_empty');
    await approve('theory');
  });

  it('gives two parallel forms of the demo bank that keep every rule and share no item', async () => {
    const answer = await maker.client.papers.assemblePaper({ blueprintId, seed: 'first' });
    paperId = answer.id;
    expect(answer.solution).toMatchObject({ status: 'optimal', gap: 0 });
    expect(answer.solution.objective).toBeLessThanOrEqual(0.01);
    expect(answer.checks.filter(({ ok }) => !ok)).toEqual([]);
    for (const form of ['A', 'B']) {
      const angoff = answer.checks.find((check) => check.name === 'angoff' && check.form === form);
      expect(angoff?.value).toBeGreaterThanOrEqual(59);
      expect(angoff?.value).toBeLessThanOrEqual(61);
    }

    // Counted a third time, from the rows and the bank's own files.
    const forms = await formsOf(paperId);
    const items = forms.map((form) =>
      form.map(({ versionId, body }) => ({ ...(body as TheoryItem), id: versionId })),
    );
    const rules = checkForms(bank.blueprint as unknown as Blueprint, items);
    expect(rules.length).toBeGreaterThan(50);
    expect(rules.filter(({ ok }) => !ok)).toEqual([]);
    expect(new Set(items.flat().map(({ id }) => id)).size).toBe(180);
    for (const form of forms) {
      expect(form.map(({ position }) => position)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
      expect(form.reduce((sum, { points }) => sum + points, 0)).toBe(100);
      const order = form.map(({ interaction }) => interaction);
      expect(order).toEqual([
        ...Array(60).fill('single'),
        ...Array(20).fill('judgement'),
        ...Array(10).fill('multiple'),
      ]);
    }
  });

  it('gives another paper, as good, by another seed, and the same by the same', async () => {
    const other = await maker.client.papers.assemblePaper({ blueprintId, seed: 'second' });
    const same = await maker.client.papers.assemblePaper({ blueprintId, seed: 'first' });
    expect(other.solution).toMatchObject({ status: 'optimal', gap: 0 });
    const idsOf = async (id: string) =>
      (await formsOf(id)).map((form) => form.map(({ versionId }) => versionId));
    const [first, second] = [await idsOf(paperId), await idsOf(other.id)];
    expect(await idsOf(same.id)).toEqual(first);
    const common = second.flat().filter((id) => first.flat().includes(id)).length;
    expect(common).toBeLessThan(175);
  });

  it('happens once under one key', async () => {
    const context = { key: 'one-assembly-only' };
    const answer = await maker.client.papers.assemblePaper({ blueprintId, seed: 'once' }, { context });
    const before = await countRows(test, ['ledger_facts', ...tables]);
    expect(await maker.client.papers.assemblePaper({ blueprintId, seed: 'once' }, { context })).toEqual(
      answer,
    );
    expect(await countRows(test, ['ledger_facts', ...tables])).toEqual(before);
    await refused(
      () => maker.client.papers.assemblePaper({ blueprintId, seed: 'else' }, { context }),
      'key_reused',
    );
  });

  it('refuses a blueprint that the bank cannot satisfy, naming the rules that conflict and a way out', async () => {
    // Eighty multiple-choice items over two forms; the bank has fewer.
    const id = await create({
      ...bank.blueprint,
      sections: [{ interaction: 'multiple', count: 40, points: 2 }],
      content: [],
      difficulty: [],
      angoff: { center: 60, width: 40 },
    });
    const problem = await refused(
      () => maker.client.papers.assemblePaper({ blueprintId: id }),
      'paper_infeasible',
    );
    expect(String(problem.facts['rule']).split(',')).toContain('section.multiple');
    expect(problem.zh).toContain('多项选择题题数');
    expect(problem.do.zh).toMatch(/多项选择题题数下限 40→\d+/);
    expect(problem.en).toContain('number of multiple choice items');
  });

  it('keeps near duplicates out of one form', async () => {
    const twins = bank.theory.slice(0, 3).map((item) => ({ ...item, id: `TWIN-${String(item['id'])}` }));
    await writer.client.items.importItems({
      occupationId,
      level,
      part: 'theory',
      fileName: 'twins.json',
      items: twins,
    });
    await approve('theory');
    const answer = await maker.client.papers.assemblePaper({ blueprintId, seed: 'twins' });
    expect(answer.checks.filter(({ name }) => name === 'enemies')).toMatchObject([
      { value: 0 },
      { value: 0 },
    ]);
    for (const form of await formsOf(answer.id)) {
      const stems = form.map(({ body }) => (body as TheoryItem).stem);
      expect(new Set(stems).size).toBe(stems.length);
    }
  });

  it('is written once: the application cannot change a form', async () => {
    const { db } = test.app.base;
    const changes = [
      db
        .updateTable('paper_contents')
        .set({ ciphertext: Buffer.alloc(60) })
        .where('paper_id', '=', paperId),
      db.deleteFrom('paper_contents').where('paper_id', '=', paperId),
      db.updateTable('paper_forms').set({ items: 3 }).where('paper_id', '=', paperId),
      db.updateTable('papers').set({ minutes: 1 }).where('id', '=', paperId),
    ];
    for (const change of changes) await expect(change.execute()).rejects.toThrow('permission denied');
  });

  it('shows its forms to makers and sealers, which is recorded, and to nobody else', async () => {
    const before = await countRows(test, ['ledger_facts', ...tables]);
    const paper = await sealer.client.papers.getPaper({ paperId });
    expect(paper).toMatchObject({
      id: paperId,
      state: 'assembled',
      rulesHold: true,
      digest: null,
      forms: 2,
      itemsPerForm: 90,
    });
    expect(paper.formItems.map(({ label, items }) => [label, items.length])).toEqual([
      ['A', 90],
      ['B', 90],
    ]);
    expect(paper.formItems[0]?.items[0]).toMatchObject({ position: 1, interaction: 'single', points: 1 });
    const fact = await test.app.base.db
      .selectFrom('ledger_facts')
      .select('fact')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(fact.fact)).toMatchObject({
      kind: 'item.read',
      actor: { person: sealer.personId },
      subject: { type: 'paper', id: paperId },
      data: { state: 'assembled', items: 180 },
    });
    // What the paper holds must not be read in the ledger once it is sealed.
    for (const { versionId } of (await formsOf(paperId)).flat()) expect(fact.fact).not.toContain(versionId);
    expect((await countRows(test, ['ledger_facts'])).ledger_facts).toBe((before.ledger_facts ?? 0) + 1);
    await refused(() => writer.client.papers.getPaper({ paperId }), 'post_missing');
  });

  it('shows the words of its items as each reader sees them in the bank', async () => {
    const { formItems } = await maker.client.papers.getPaper({ paperId });
    const items = formItems.flatMap((form) => form.items);
    const others = (await sealer.client.papers.getPaper({ paperId })).formItems.flatMap((form) => form.items);
    const differing = items.find(({ title }, i) => title !== others[i]?.title);
    const { title } = await maker.client.items.getItem({ versionId: differing?.versionId ?? '' });
    expect(title).toBe(differing?.title);
  });

  it('shows its cover without a reading, the draft to makers and sealers only', async () => {
    const before = await countRows(test, ['ledger_facts']);
    const { formItems, ...cover } = {
      formItems: null,
      ...(await sealer.client.papers.getPaperCover({ paperId })),
    };
    expect(await countRows(test, ['ledger_facts'])).toEqual(before);
    expect(formItems).toBeNull();
    expect(cover).toMatchObject({ id: paperId, blueprintId, state: 'assembled', sealedFactId: null });
    expect(cover.checks.length).toBeGreaterThan(50);
    expect(cover.assembledFactId).not.toBeNull();
    const staff = await test.staff(['center_staff']);
    await refused(() => staff.client.papers.getPaperCover({ paperId }), 'not_found');
    await refused(() => writer.client.papers.getPaperCover({ paperId }), 'post_missing');
  });

  it('is found by its state and its blueprint', async () => {
    const ids = async (query: { state: 'assembled' | 'sealed' }) =>
      (await maker.client.papers.listPapers({ ...query, blueprintId, pageSize: 100 })).rows.map(
        ({ id }) => id,
      );
    expect(await ids({ state: 'assembled' })).toContain(paperId);
    expect(await ids({ state: 'sealed' })).not.toContain(paperId);
  });
});
