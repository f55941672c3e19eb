import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import type { RefusedCall } from '@jiangping/contract/client';
import { flawlessSheet } from '@jiangping/domain/items/vetting-sheet';
import type { RefusalCode } from '@jiangping/domain/refusals';
import { findVersionIds, importDemoBank, readDemoBank } from '../../../../tests/harness/demo-bank.ts';
import { countRows, expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestApp } from '../../../../tests/harness/test-app.ts';
import type { Staff, TestApp } from '../../../../tests/harness/test-app.ts';
import { decryptPaper, getSealedForms } from './forms.ts';

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
  await approve('theory');
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

describe('sealing a paper', () => {
  let paperId: string;
  let rivalId: string;
  let ownId: string;

  beforeAll(async () => {
    paperId = (await maker.client.papers.assemblePaper({ blueprintId, seed: 'to-seal' })).id;
    rivalId = (await maker.client.papers.assemblePaper({ blueprintId, seed: 'rival' })).id;
    ownId = paperId;
  });

  it('is refused to the person who assembled it, by the rule and by the table', async () => {
    await refused(() => maker.client.papers.sealPaper({ paperId: ownId }), 'sealer_is_assembler');
    const seal = test.app.base.db.insertInto('seals').values({
      paper_id: ownId,
      assembled_by: maker.personId,
      sealed_by: maker.personId,
      digest: Buffer.alloc(32),
      sealed_at: new Date(),
    });
    await expect(seal.execute()).rejects.toThrow('seals_check');
  });

  it('gives no forms to a sitting before it is done', async () => {
    await expect(getSealedForms(test.app.base.db, test.app.base.keys, paperId)).rejects.toThrow(
      'paper_not_sealed',
    );
  });

  it('puts the commitment to every word into the ledger', async () => {
    const { digest, factId } = await sealer.client.papers.sealPaper({ paperId });
    const proof = await test.anonymous.ledger.getFactProof({ factId });
    expect(JSON.parse(proof.fact)).toMatchObject({ kind: 'paper.sealed', data: { digest } });
    const sealed = await getSealedForms(test.app.base.db, test.app.base.keys, paperId);
    expect(sealed).toMatchObject({ part: 'theory', minutes: 90, level });
    expect(sealed.forms.map(({ label, items }) => [label, items])).toEqual([
      ['A', 90],
      ['B', 90],
    ]);
    expect(await sealer.client.papers.getPaperCover({ paperId })).toMatchObject({
      state: 'sealed',
      digest,
      salt: null,
      unsealedBy: null,
      sealedBy: { id: sealer.personId },
      forms: 2,
      itemsPerForm: 90,
    });
  });

  it('happens once', async () => {
    await refused(() => sealer.client.papers.sealPaper({ paperId }), 'paper_sealed_already');
  });

  it('is refused for a paper whose items another sealed paper holds', async () => {
    await refused(() => sealer.client.papers.sealPaper({ paperId: rivalId }), 'paper_overlaps_sealed');
  });

  it('leaves only the rest of the bank to the next paper', async () => {
    const used = new Set((await formsOf(paperId)).flat().map(({ versionId }) => versionId));
    expect(used.size).toBe(180);
    const one = await create({ ...bank.blueprint, forms: 1 });
    const { id } = await maker.client.papers.assemblePaper({ blueprintId: one, seed: 'rest' });
    const items = (await formsOf(id)).flat();
    expect(items.length).toBe(90);
    for (const { versionId } of items) expect(used.has(versionId)).toBe(false);
  });

  it('by two people at once leaves one seal', async () => {
    const one = await create({ ...bank.blueprint, forms: 1 });
    const { id } = await maker.client.papers.assemblePaper({ blueprintId: one, seed: 'race' });
    const third = await test.staff(['sealer']);
    const outcomes = await Promise.allSettled(
      [sealer, third].map(({ client }) => client.papers.sealPaper({ paperId: id })),
    );
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as RefusedCall] : [],
    );
    expect(refused.map(({ problem }) => problem.code)).toEqual(['paper_sealed_already']);
  });

  it('shows a sealed paper to those who book it, an unsealed one not', async () => {
    const staff = await test.staff(['center_staff']);
    const { rows } = await staff.client.papers.listPapers({ occupationId });
    expect(rows.map(({ id }) => id)).toContain(paperId);
    expect(rows.every(({ state }) => state === 'sealed')).toBe(true);
    const all = await maker.client.papers.listPapers({ occupationId, part: 'theory', pageSize: 100 });
    expect(all.rows.map(({ id }) => id)).toContain(rivalId);
    await refused(() => writer.client.papers.listPapers({}), 'post_missing');
  });

  it.runIf(process.platform !== 'win32')(
    'is broken by a change of one word, whoever makes it',
    async ({ skip }) => {
      if (!test.ownerUrl) return skip('the embedded engine has no second connection');
      const [first] = (await formsOf(paperId)).flat();
      const owner = new pg.Client({ connectionString: test.ownerUrl });
      await owner.connect();
      // The table refuses a change of content to everybody; whoever owns the machine can switch that off.
      await owner.query('set session_replication_role = replica');
      await owner.query(
        "update item_versions set body = jsonb_set(body, '{stem}', to_jsonb(body->>'stem' || '吗')) where id = $1",
        [first?.versionId],
      );
      await expect(getSealedForms(test.app.base.db, test.app.base.keys, paperId)).rejects.toThrow(
        'paper_seal_broken',
      );
      await owner.query('update item_versions set body = $2 where id = $1', [first?.versionId, first?.body]);
      await owner.end();
      await expect(getSealedForms(test.app.base.db, test.app.base.keys, paperId)).resolves.toMatchObject({
        paperId,
      });
    },
  );
});

describe('a practical paper', () => {
  const items = bank.practical.map(({ id, weight }) => ({ id, weight }));
  const body = { occupation: bank.blueprint['occupation'], level: 4, part: 'practical', minutes: 90, items };

  it('stands as its blueprint names it, and is sealed like any other', async () => {
    const id = await create(body, 'practical');
    await refused(() => maker.client.papers.assemblePaper({ blueprintId: id }), 'item_not_vetted');
    await approve('practical');
    const paper = await maker.client.papers.assemblePaper({ blueprintId: id });
    expect(paper.solution).toMatchObject({ status: 'fixed', objective: null });
    expect(paper.checks.every(({ ok }) => ok)).toBe(true);
    const [form = []] = await formsOf(paper.id);
    expect(form.map(({ code, points }) => [code, points])).toEqual(
      items.map((item) => [item.id, item.weight]),
    );
    await sealer.client.papers.sealPaper({ paperId: paper.id });

    // Practical items are announced beforehand, so they may come again.
    const second = await maker.client.papers.assemblePaper({ blueprintId: id });
    await sealer.client.papers.sealPaper({ paperId: second.id });
    expect((await getSealedForms(test.app.base.db, test.app.base.keys, second.id)).forms).toMatchObject([
      { label: 'A', items: 3 },
    ]);
  });

  it.each<[string, Json]>([
    ['weights that do not add up to 100', { items: items.slice(1) }],
    ['an item twice', { items: [...items.slice(1), { id: items[1]?.id, weight: 20 }] }],
  ])('with %s is refused', async (_, change) => {
    await refused(() => create({ ...body, ...change }, 'practical'), 'blueprint_invalid');
  });

  it('of less time than its items need is not written', async () => {
    const id = await create({ ...body, minutes: 60 }, 'practical');
    const problem = await refused(
      () => maker.client.papers.assemblePaper({ blueprintId: id }),
      'practical_minutes_short',
    );
    expect(problem.facts).toEqual({ least: 90, minutes: 60 });
  });

  it('takes of a choice what the seed draws, and the same by the same seed', async () => {
    const [firstId = '', ...from] = items.map(({ id }) => String(id));
    const choice = [
      { id: firstId, weight: 40 },
      { from, take: 1, weight: 60 },
    ];
    const id = await create({ ...body, items: choice }, 'practical');
    const chosenBy = async (seed: string) => {
      const { id: paperId, checks } = await maker.client.papers.assemblePaper({ blueprintId: id, seed });
      expect(checks.every(({ ok }) => ok)).toBe(true);
      const [form = []] = await formsOf(paperId);
      expect(form.map(({ points }) => points)).toEqual([40, 60]);
      expect(form[0]?.code).toBe(firstId);
      return form[1]?.code ?? '';
    };
    const drawn = [];
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) drawn.push(await chosenBy(seed));
    expect(new Set(drawn)).toEqual(new Set(from));
    expect(await chosenBy('a')).toBe(drawn[0]);
  });

  it('is planned from the items that may be used, which is a reading on record', async () => {
    const place = { occupationId, level } as const;
    const { rows, readFactId } = await maker.client.papers.listPracticalItems(place);
    expect(rows.map(({ code, weight, minutes, required }) => [code, weight, minutes, required])).toEqual(
      bank.practical.map((item) => [item.id, item.weight, item['minutes'], item['required']]),
    );
    expect(readFactId).not.toBeNull();
    await refused(() => sealer.client.papers.listPracticalItems(place), 'post_missing');
  });
});

describe('what a paper shares with others', () => {
  it('is counted with drafts and opened papers, never with a sealed one, and of a sealed one not at all', async () => {
    const plan = { occupation: bank.blueprint['occupation'], level: 4, part: 'practical', minutes: 200 };
    const [one, two, three] = bank.practical.map(({ id }) => String(id));
    const paperOf = async (ids: (string | undefined)[]) => {
      const items = ids.map((id) => ({ id, weight: 100 / ids.length }));
      const blueprint = await create({ ...plan, items }, 'practical');
      return (await maker.client.papers.assemblePaper({ blueprintId: blueprint })).id;
    };
    const both = await paperOf([one, two]);
    const other = await paperOf([two, three]);
    const sharedOf = async (id: string) => {
      const { rows, hidden } = await sealer.client.papers.findOverlaps({ paperId: id });
      return { rows: new Map(rows.map(({ paperId, shared }) => [paperId, shared])), hidden };
    };
    const before = await sharedOf(both);
    expect(before.rows.get(other)).toEqual([{ label: 'A', items: 1 }]);
    expect(before.rows.has(both)).toBe(false);

    const facts = await countRows(test, ['ledger_facts']);
    await sharedOf(both);
    expect(await countRows(test, ['ledger_facts'])).toEqual(facts);

    await sealer.client.papers.sealPaper({ paperId: other });
    const after = await sharedOf(both);
    expect(after.rows.has(other)).toBe(false);
    expect(after.hidden).toBe(before.hidden + 1);
    await refused(() => maker.client.papers.findOverlaps({ paperId: other }), 'paper_sealed');
    await refused(() => writer.client.papers.findOverlaps({ paperId: both }), 'post_missing');
  });
});
