import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bitsOf, findMarks } from '@jiangping/domain/items/canary';
import type { TheoryItem } from '@jiangping/domain/items/item';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { bookReadySitting } from '../../../../tests/harness/sitting.ts';
import { openTestWorld } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import type { Staff, TestApp, TestClient } from '../../../../tests/harness/test-app.ts';
import type { Fact } from '../base/facts.ts';
import { startAttempt } from '../sittings/sittings.ts';

let test: TestApp;
let world: World;
let readers: Staff[];
let auditor: Staff;
let writer: TestClient;
/** Approved choice items that can be marked, by version id. */
let versions: { id: string; body: TheoryItem }[];

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  readers = [
    await test.staff(['item_vetter'], { name: '甲' }),
    await test.staff(['item_vetter'], { name: '乙' }),
    await test.staff(['paper_maker'], { name: '丙' }),
  ];
  auditor = await test.staff(['audit_admin']);
  writer = (await test.staff(['item_writer'])).client;
  const rows = await test.app.base.db
    .selectFrom('item_versions')
    .select(['id', 'body'])
    .where('state', '=', 'approved')
    .where('interaction', 'in', ['single', 'multiple'])
    .orderBy('id')
    .execute();
  versions = rows
    .map(({ id, body }) => ({ id, body: body as TheoryItem }))
    .filter(({ body }) => bitsOf(findMarks(body)) > 5)
    .slice(0, 5);
}, 180_000);
afterAll(() => test.close());

const open = async (client: TestClient, versionId: string) =>
  (await client.items.getItem({ versionId })).body as unknown as TheoryItem;
const openAll = (client: TestClient) => Promise.all(versions.map(({ id }) => open(client, id)));
const print = ({ stem, options }: TheoryItem, i: number) =>
  `${String(i + 1)}. ${stem}\n${options.map(({ id, text }) => `${id}、${text}`).join('\n')}`;
const keyTexts = ({ options, correct }: TheoryItem) =>
  options.filter(({ id }) => correct.includes(id)).map(({ text }) => text.slice(-2));

describe('what staff see of an item', () => {
  it('is a wording of their own, the same at every reading and in the list, with the key on the same options', async () => {
    const [first, second] = readers as [Staff, Staff, Staff];
    const shown = await openAll(first.client);
    expect(await openAll(first.client)).toEqual(shown);
    expect(await openAll(second.client)).not.toEqual(shown);
    for (const [i, { body }] of versions.entries()) {
      expect(shown[i]?.options.map(({ id }) => id)).toEqual(body.options.map(({ id }) => id));
      expect(keyTexts(shown[i]!).sort()).toEqual(keyTexts(body).sort());
    }
    const { rows } = await first.client.items.listItems({ q: versions[0]!.body.id });
    expect(rows.find(({ versionId }) => versionId === versions[0]!.id)?.title).toBe(shown[0]?.stem);
  });

  it('is their own text where they wrote it', async () => {
    const { writer_id } = await test.app.base.db
      .selectFrom('item_versions')
      .select('writer_id')
      .where('id', '=', versions[0]!.id)
      .executeTakeFirstOrThrow();
    const slug = world.story.center.itemWriters.find((each) => world.cast.personId(each) === writer_id);
    expect(await open(await world.cast.client(slug ?? ''), versions[0]!.id)).toEqual(versions[0]!.body);
  });

  it('is the text itself for the candidate', async () => {
    const { base } = test.app;
    const clerk = await test.staff(['center_staff']);
    const { id: candidateId } = await clerk.client.people.registerPerson({
      name: '考生',
      idType: 'resident_id',
      idNumber: test.newIdNumber(),
    });
    const { id: formId } = await base.db
      .selectFrom('paper_forms')
      .select('id')
      .where('paper_id', '=', world.papers.theory)
      .orderBy('label')
      .executeTakeFirstOrThrow();
    const slug = world.story.main.staff.invigilators?.[0] ?? '';
    const sittingId = await bookReadySitting(test, {
      paperId: world.papers.theory,
      part: 'theory',
      startsAt: new Date(test.now().getTime() - 1000),
      invigilatorId: world.cast.personId(slug),
      seats: [{ candidateId, formId }],
    });
    await (await world.cast.client(slug)).sittings.openSitting({ sittingId });
    const { items } = await base.db
      .transaction()
      .execute((tx) =>
        startAttempt({ tx, base, now: test.now() }, { sittingId, candidateId, key: 'device-of-candidate' }),
      );
    const canonical = new Map(world.bank.theory.map((item) => [item.stem, item]));
    for (const { stem, options } of items) expect(options).toEqual(canonical.get(stem)?.options);
  });

  it('becomes the text itself again when it is saved without a change', async () => {
    const { id: versionId, body } = versions[0]!;
    const { id: _, ...shown } = await open(writer, versionId);
    expect(shown).not.toEqual(body);
    const saved = await writer.items.reviseItem({ versionId, item: shown as never, send: false });
    const bodyOf = async (id: string) =>
      (
        await test.app.base.db
          .selectFrom('item_versions')
          .select('body')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).body;
    expect(await bodyOf(saved.id)).toEqual(body);
    // A change is kept, and what was left alone is the text itself.
    const mended = { ...(await open(writer, saved.id)), rationale: '补充依据后的解析。' } as TheoryItem;
    const { id: __, ...written } = mended;
    await writer.items.reviseItem({ versionId: saved.id, item: written as never, send: false });
    expect(await bodyOf(saved.id)).toEqual({ ...body, rationale: '补充依据后的解析。' });
  });
});

describe('tracing a leak', () => {
  const trace = (text: string) => auditor.client.items.traceLeak({ text });

  it('names the reader whose copy it is, with the readings, and nobody else', async () => {
    for (const reader of readers) await openAll(reader.client);
    for (const reader of readers) {
      const copy = (await openAll(reader.client)).map(print).join('\n\n');
      const answer = await trace(`内部资料，请勿外传\n${copy}`);
      expect(answer.verdict).toBe('named');
      expect(answer.items.map(({ versionId }) => versionId).sort()).toEqual(
        versions.map(({ id }) => id).sort(),
      );
      expect(answer.suspects.filter(({ isNamed }) => isNamed).map(({ person }) => person.id)).toEqual([
        reader.personId,
      ]);
      const [suspect] = answer.suspects;
      expect(suspect).toMatchObject({ disagreeing: 0, agreeing: answer.places });
      expect(suspect?.chance).toBeLessThanOrEqual(answer.limit);
      expect(suspect?.readingCount).toBeGreaterThanOrEqual(versions.length);
      const proof = await test.anonymous.ledger.getFactProof({ factId: suspect?.readings[0]?.factId ?? '' });
      const fact = JSON.parse(proof.fact) as Fact;
      expect(fact).toMatchObject({ kind: 'item.read', actor: { person: reader.personId } });
    }
  });

  it('still does where the copy was typed again without punctuation, and one item is missing its options', async () => {
    const shown = await openAll(readers[1]!.client);
    const copy = shown
      .map((item, i) => (i === 2 ? item.stem : print(item, i)))
      .join('')
      .replace(/[，。、（）\s]/g, '');
    const answer = await trace(copy);
    expect(answer.suspects.filter(({ isNamed }) => isNamed).map(({ person }) => person.name)).toEqual(['乙']);
  });

  it('names nobody where the copy is the text itself, and says so', async () => {
    const answer = await trace(versions.map(({ body }, i) => print(body, i)).join('\n'));
    expect(answer.verdict).toBe('canonical');
    expect(answer.suspects.every(({ isNamed }) => !isNamed)).toBe(true);
  });

  it('says that a copy without enough places tells nothing, and one without items holds none', async () => {
    const bare = await test.app.base.db
      .selectFrom('item_versions')
      .select(['id', 'body'])
      .where('interaction', '=', 'judgement')
      .orderBy('id')
      .execute();
    const unmarked = bare.find(({ body }) => bitsOf(findMarks(body as TheoryItem)) === 0);
    await open(readers[0]!.client, unmarked?.id ?? '');
    const answer = await trace((unmarked?.body as TheoryItem).stem);
    expect(answer).toMatchObject({ verdict: 'too_few', places: 0 });
    expect(answer.items.map(({ versionId }) => versionId)).toContain(unmarked?.id);
    expect(await trace('今天天气很好，我们去公园散步，看了一场球赛。')).toMatchObject({
      verdict: 'nothing_found',
      items: [],
      suspects: [],
    });
  });

  it('stands in the ledger with versions and the digest of the text, and with nobody it names', async () => {
    const copy = (await openAll(readers[2]!.client)).map(print).join('\n');
    const answer = await trace(copy);
    const row = await test.app.base.db
      .selectFrom('ledger_facts')
      .select('fact')
      .where('id', '=', answer.factId)
      .executeTakeFirstOrThrow();
    const fact = JSON.parse(row.fact) as Fact;
    expect(fact).toMatchObject({
      kind: 'item.leak-traced',
      actor: { person: auditor.personId, post: 'audit_admin' },
      data: { items: versions.length, verdict: 'named' },
    });
    expect(fact.data['sha256']).toMatch(/^[0-9a-f]{64}$/);
    for (const reader of readers) expect(row.fact).not.toContain(reader.personId);
  });

  it('is refused to writers, vetters, makers and strangers, and to a text too long or too short', async () => {
    const text = versions.map(({ body }) => body.stem).join('\n');
    for (const { client } of readers)
      await expectRefusal(test, () => client.items.traceLeak({ text }), 'post_missing');
    await expectRefusal(test, () => writer.items.traceLeak({ text }), 'post_missing');
    await expectRefusal(test, () => test.anonymous.items.traceLeak({ text }), 'login_required');
    await expectRefusal(test, () => trace('短'), 'input_invalid');
    await expectRefusal(test, () => trace('长'.repeat(200_001)), 'input_invalid');
  });

  it('finds the items at the end of a text of 200,000 characters', async () => {
    const shown = (await openAll(readers[0]!.client)).map(print).join('\n');
    // The bank's own letters without its sentences.
    const others = world.bank.theory.map(({ stem }) => Array.from(stem).reverse().join('')).join('\n');
    const text = `${others.repeat(20).slice(0, 190_000)}\n${shown}`.slice(-200_000);
    const answer = await trace(text);
    expect(answer.suspects.filter(({ isNamed }) => isNamed).map(({ person }) => person.name)).toEqual(['甲']);
  }, 90_000);

  it('waits for the auditor while a paper is withdrawn as leaked', async () => {
    const waiting = async () =>
      (await auditor.client.reports.getWorkbench()).find(({ task }) => task === 'item.trace')?.count ?? 0;
    const director = await world.cast.client(world.story.center.director);
    test.advance(1000);
    await director.papers.withdrawPaper({ paperId: world.papers.practical, isLeaked: true, reason: '网传' });
    expect(await waiting()).toBe(1);
    test.advance(1000);
    await trace(versions.map(({ body }) => body.stem).join('\n'));
    expect(await waiting()).toBe(0);
  });

  it('is slowed down for who asks again and again', async () => {
    const other = await test.staff(['audit_admin']);
    const ask = () => other.client.items.traceLeak({ text: '题库里没有这样的一句话，反复询问也没有。' });
    for (let asked = 0; asked < 20; asked += 1) expect((await ask()).verdict).toBe('nothing_found');
    await expectRefusal(test, ask, 'rate_limited');
  });
});
