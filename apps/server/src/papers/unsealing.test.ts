import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import pg from 'pg';
import type { RefusalCode } from '@jiangping/domain/refusals';
import { decodeHex, encodeHex } from '@jiangping/log/bytes';
import { commitValue } from '@jiangping/log/commitment';
import { expectRefusal } from '../../../../tests/harness/refusals.ts';
import { bookReadySitting } from '../../../../tests/harness/sitting.ts';
import { openTestWorld } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import type { TestApp, TestClient } from '../../../../tests/harness/test-app.ts';
import { decryptPaper, getSealedForms } from './forms.ts';

let test: TestApp;
let world: World;
let maker: TestClient;
let sealer: TestClient;
let director: TestClient;
let invigilator: TestClient;
let theoryId: string;

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  const { center, main } = world.story;
  maker = await world.cast.client(center.paperMakers[0] ?? '');
  sealer = await world.cast.client(center.sealers[0] ?? '');
  invigilator = await world.cast.client(main.staff.invigilators?.[0] ?? '');
  director = (await test.staff(['center_director'])).client;
  theoryId = world.papers.theory;
}, 180_000);
afterAll(() => test.close());

const tables = [
  'papers',
  'seals',
  'item_uses',
  'unsealings',
  'withdrawals',
  'paper_form_items',
  'sittings',
] as const;
const refused = (call: () => Promise<unknown>, code: RefusalCode) => expectRefusal(test, call, code, tables);
const minute = 60_000;

/** A sitting of a paper that is ready, with the invigilator on duty. */
async function bookSitting(paperId: string, startsIn = 0): Promise<string> {
  const { part } = await maker.papers.getPaperCover({ paperId });
  const invigilatorId = world.cast.personId(world.story.main.staff.invigilators?.[0] ?? '');
  const startsAt = new Date(test.now().getTime() + startsIn);
  return bookReadySitting(test, { paperId, part, startsAt, invigilatorId });
}

/** Another practical paper of the bank, sealed where it is wished. */
async function makePractical(isSealed = true): Promise<string> {
  const { blueprintId } = await maker.papers.getPaperCover({ paperId: world.papers.practical });
  const { id } = await maker.papers.assemblePaper({ blueprintId });
  if (isSealed) await sealer.papers.sealPaper({ paperId: id });
  return id;
}

/** A blueprint of one form as the world's theory paper has two. */
async function makeSmallBlueprint(): Promise<string> {
  const { blueprintId } = await maker.papers.getPaperCover({ paperId: theoryId });
  const { occupation, level, body } = await maker.papers.getBlueprint({ blueprintId });
  const plan = { occupationId: occupation.id, level, part: 'theory' as const, body: { ...body, forms: 1 } };
  return (await maker.papers.createBlueprint(plan)).id;
}

async function versionsOf(paperId: string): Promise<string[]> {
  const { forms } = await decryptPaper(test.app.base.db, test.app.base.keys, paperId);
  return forms.flatMap(({ items }) => items.map(({ versionId }) => versionId));
}

async function statesOf(versionIds: readonly string[]): Promise<string[]> {
  const rows = await test.app.base.db
    .selectFrom('item_versions')
    .select('state')
    .distinct()
    .where('id', 'in', versionIds)
    .execute();
  return rows.map(({ state }) => state);
}

/** Every table that is not of the bank itself, as text: what a reader of the database has of papers. */
async function readDatabase(): Promise<Map<string, string>> {
  const { db } = test.app.base;
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = 'public' and tablename not like 'item%' and tablename not in ('vettings', 'retirements', 'migrations')
    order by tablename`.execute(db);
  const found = new Map<string, string>();
  for (const { name } of rows) {
    const text = await sql<{ line: string }>`select t::text as line from ${sql.table(name)} as t`.execute(db);
    found.set(name, text.rows.map(({ line }) => line).join('\n'));
  }
  return found;
}

/** Where each version lies and which transactions have touched it: a row lock shows here. */
async function readTraces(): Promise<string> {
  const { rows } = await sql<{
    trace: string;
  }>`select string_agg(id::text || ctid::text || xmin::text || ' ' || xmax::text || state, ';' order by id) as trace
    from item_versions`.execute(test.app.base.db);
  return rows[0]?.trace ?? '';
}

describe('a sealed paper', () => {
  it('leaves no trace of its items in the database, from its assembly on', async () => {
    const before = await readTraces();
    const draft = await makePractical(false);
    await sealer.papers.sealPaper({ paperId: draft });
    const seed = 'a-seed-nobody-reads';
    const theory = await maker.papers.assemblePaper({ blueprintId: await makeSmallBlueprint(), seed });
    await sealer.papers.sealPaper({ paperId: theory.id });
    expect(await readTraces()).toBe(before);

    const versionIds = (await Promise.all([theoryId, draft, theory.id].map(versionsOf))).flat();
    expect(versionIds.length).toBeGreaterThan(180);
    const database = await readDatabase();
    expect([...database.keys()]).toEqual(
      expect.arrayContaining(['papers', 'paper_contents', 'ledger_facts']),
    );
    const secrets = [...versionIds, seed].flatMap((text) => [text, Buffer.from(text).toString('hex')]);
    const told = [...database].flatMap(([name, text]) =>
      secrets.some((secret) => text.includes(secret)) ? [name] : [],
    );
    // Readings of the bank by its writers and vetters, page by page and before any paper was there, name what they showed.
    expect(told.filter((name) => name !== 'ledger_facts')).toEqual([]);
    const ofPapers = await test.app.base.db
      .selectFrom('ledger_facts')
      .select('fact')
      .where('kind', 'like', 'paper%')
      .execute();
    for (const { fact } of ofPapers) for (const id of versionIds) expect(fact).not.toContain(id);
  });

  it('is shown to nobody, neither its maker nor its sealer', async () => {
    for (const client of [maker, sealer])
      await refused(() => client.papers.getPaper({ paperId: theoryId }), 'paper_sealed');
  });

  it('has its theory items taken only under a key', async () => {
    const versionIds = await versionsOf(theoryId);
    expect(await statesOf(versionIds)).toEqual(['approved']);
    const { used } = await test.app.base.db
      .selectFrom('item_uses')
      .select(({ fn }) => fn.countAll<bigint>().as('used'))
      .executeTakeFirstOrThrow();
    // Those of the paper above, which has one form of the same size, among them.
    expect(Number(used)).toBe((versionIds.length / 2) * 3);
  });

  it('has items whose content no act can change', async () => {
    const [id = ''] = await versionsOf(theoryId);
    const change = test.app.base.db.updateTable('item_versions').set({ body: '{}' }).where('id', '=', id);
    await expect(change.execute()).rejects.toThrow('the content of an item version is final');
  });

  it('cannot be sat and has no items in clear, by the tables', async () => {
    const { db } = test.app.base;
    const sittingId = await bookSitting(theoryId);
    const opened = db.updateTable('sittings').set({ state: 'open' }).where('id', '=', sittingId);
    await expect(opened.execute()).rejects.toThrow('sittings_opened_paper_id_fkey');
    const { id } = await db
      .selectFrom('paper_forms')
      .select('id')
      .where('paper_id', '=', theoryId)
      .limit(1)
      .executeTakeFirstOrThrow();
    const [version = ''] = await versionsOf(theoryId);
    const clear = db
      .insertInto('paper_form_items')
      .values({ form_id: id, paper_id: theoryId, position: 1, item_version_id: version, points: 1 });
    await expect(clear.execute()).rejects.toThrow('paper_form_items_paper_id_fkey');
  });

  it('does not open in the place of another, nor with a byte changed', async ({ skip }) => {
    if (!test.ownerUrl) return skip('the embedded engine has no second connection');
    const [one, other] = [await makePractical(), await makePractical()];
    const sittingId = await bookSitting(one);
    const owner = new pg.Client({ connectionString: test.ownerUrl });
    await owner.connect();
    try {
      for (const change of [
        'set ciphertext = other.ciphertext, wrapped_key = other.wrapped_key',
        'set ciphertext = set_byte(mine.ciphertext, 40, get_byte(mine.ciphertext, 40) # 1)',
        'set wrapped_key = set_byte(mine.wrapped_key, 40, get_byte(mine.wrapped_key, 40) # 1)',
      ]) {
        const { rows } = await owner.query<Record<string, Buffer>>(
          'select ciphertext, wrapped_key from paper_contents where paper_id = $1',
          [one],
        );
        await owner.query(
          `update paper_contents mine ${change} from paper_contents other
            where mine.paper_id = $1 and other.paper_id = $2`,
          [one, other],
        );
        await refused(() => invigilator.sittings.openSitting({ sittingId }), 'paper_seal_broken');
        await owner.query('update paper_contents set ciphertext = $2, wrapped_key = $3 where paper_id = $1', [
          one,
          rows[0]?.['ciphertext'],
          rows[0]?.['wrapped_key'],
        ]);
      }
    } finally {
      await owner.end();
    }
    await invigilator.sittings.openSitting({ sittingId });
  });
});

describe('withdrawing a paper', () => {
  it('keeps it from every sitting, with the reason on its cover and not in the ledger', async () => {
    const paperId = await makePractical();
    const sittingId = await bookSitting(paperId);
    const reason = '印刷间发现照片外传';
    await refused(() => maker.papers.withdrawPaper({ paperId, isLeaked: true, reason }), 'post_missing');
    const { factId } = await director.papers.withdrawPaper({ paperId, isLeaked: true, reason });
    const proof = await test.anonymous.ledger.getFactProof({ factId });
    expect(JSON.parse(proof.fact)).toMatchObject({
      kind: 'paper.withdrawn',
      data: { from: 'sealed', leaked: true },
    });
    expect(proof.fact).not.toContain(reason);
    expect(await maker.papers.getPaperCover({ paperId })).toMatchObject({
      state: 'withdrawn',
      withdrawal: { isLeaked: true, reason, factId },
    });
    await refused(() => invigilator.sittings.openSitting({ sittingId }), 'paper_withdrawn');
    await refused(() => sealer.papers.getPaper({ paperId }), 'paper_withdrawn');
    await refused(
      () => director.papers.withdrawPaper({ paperId, isLeaked: true, reason }),
      'paper_withdrawn',
    );
    await expect(getSealedForms(test.app.base.db, test.app.base.keys, paperId)).rejects.toThrow(
      'paper_withdrawn',
    );
  });

  it('leaves a draft that nobody can seal', async () => {
    const paperId = await makePractical(false);
    await sealer.papers.withdrawPaper({ paperId, isLeaked: false, reason: '题目选错' });
    await refused(() => sealer.papers.sealPaper({ paperId }), 'paper_withdrawn');
  });
});

describe('opening a sitting', () => {
  let sittingId: string;
  let versionIds: string[];

  it('is refused, and the paper stays sealed, before candidates may come in', async () => {
    versionIds = await versionsOf(theoryId);
    sittingId = await bookSitting(theoryId, 31 * minute);
    await refused(() => invigilator.sittings.openSitting({ sittingId }), 'paper_not_yet_open');
    test.advance(2 * minute);
  });

  it('unseals its paper by the invigilator, publishes the salt, and shows the items as in use', async () => {
    await invigilator.sittings.openSitting({ sittingId });
    const cover = await maker.papers.getPaperCover({ paperId: theoryId });
    const personId = world.cast.personId(world.story.main.staff.invigilators?.[0] ?? '');
    expect(cover).toMatchObject({ state: 'unsealed', unsealedBy: { id: personId } });
    const proof = await test.anonymous.ledger.getFactProof({ factId: cover.unsealedFactId ?? '' });
    expect(JSON.parse(proof.fact)).toMatchObject({
      kind: 'paper.unsealed',
      actor: { person: personId },
      data: { digest: cover.digest, salt: cover.salt, sitting: sittingId },
    });
    expect(await statesOf(versionIds)).toEqual(['in_use']);
  });

  it('lets a reader of the paper compute the commitment of the seal, and see a changed word', async () => {
    const paper = await maker.papers.getPaper({ paperId: theoryId });
    const { digest, salt, sealedFactId } = await maker.papers.getPaperCover({ paperId: theoryId });
    const proof = await test.anonymous.ledger.getFactProof({ factId: sealedFactId ?? '' });
    expect(JSON.parse(proof.fact)).toMatchObject({ data: { digest } });
    const { opening } = paper;
    if (!opening) throw new Error('an unsealed paper has its opening');
    expect(opening.salt).toBe(salt);
    const digestOf = (value: unknown) =>
      encodeHex(commitValue({ domain: opening.domain, salt: decodeHex(opening.salt), value }));
    expect(digestOf(opening.value)).toBe(digest);
    const changed = JSON.parse(JSON.stringify(opening.value).replace('"points":1', '"points":2')) as unknown;
    expect(digestOf(changed)).not.toBe(digest);
    expect(paper.formItems.flatMap(({ items }) => items.map(({ versionId }) => versionId))).toEqual(
      versionIds,
    );
  });

  it('unseals a paper once: a second sitting of it opens and writes no second fact', async () => {
    const factsOf = () =>
      test.app.base.db
        .selectFrom('ledger_facts')
        .select('id')
        .where('kind', '=', 'paper.unsealed')
        .where('stream', '=', theoryId)
        .execute();
    expect(await factsOf()).toHaveLength(1);
    await invigilator.sittings.openSitting({ sittingId: await bookSitting(theoryId) });
    expect(await factsOf()).toHaveLength(1);
  });

  it('ends the time in which the paper could be withdrawn', async () => {
    await refused(
      () => director.papers.withdrawPaper({ paperId: theoryId, isLeaked: false, reason: '不再需要' }),
      'paper_unsealed_already',
    );
  });

  it('twice at the same moment, in two rooms, unseals one paper once', async () => {
    const paperId = await makePractical();
    const rooms = [await bookSitting(paperId), await bookSitting(paperId)];
    await Promise.all(rooms.map((id) => invigilator.sittings.openSitting({ sittingId: id })));
    expect(await maker.papers.getPaperCover({ paperId })).toMatchObject({ state: 'unsealed' });
  });
});
