import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flawlessSheet } from '@jiangping/domain/items/vetting-sheet';
import type { RefusalCode } from '@jiangping/domain/refusals';
import { questionFixtures, writtenFixture } from '@jiangping/formats/question/question-fixtures';
import { appendEntries, journalStart } from '@jiangping/journal/chain';
import { publishDemoStandard } from '../../../../tests/harness/demo-bank.ts';
import { makePng } from '../../../../tests/harness/pictures.ts';
import { countRows, expectRefusal } from '../../../../tests/harness/refusals.ts';
import { bookReadySitting } from '../../../../tests/harness/sitting.ts';
import { openTestApp } from '../../../../tests/harness/test-app.ts';
import type { Staff, TestApp } from '../../../../tests/harness/test-app.ts';
import { startAttempt } from '../sittings/sittings.ts';

let test: TestApp;
let writer: Staff;
let vetter: Staff;
let maker: Staff;
let sealer: Staff;
let invigilator: Staff;
let occupationId: string;
/** SHA-256 by the address in the documents. */
const stored = new Map<string, string>();

const level = 'intermediate' as const;
const tables = ['items', 'item_versions', 'item_media', 'item_version_media'] as const;
const refused = (call: () => Promise<unknown>, code: RefusalCode) => expectRefusal(test, call, code, tables);
const facts = {
  point: 'A1.1.1',
  difficulty: 3,
  angoff: 0.6,
  seconds: 60,
  source: '《白酒感官品评导则》',
  rationale: '见依据。',
};
const playable = questionFixtures.filter(({ media }) => media.every((href) => href.endsWith('.png')));
const mediaOf = (hrefs: readonly string[]) => hrefs.map((href) => ({ href, sha256: stored.get(href) ?? '' }));
const bankItems = () =>
  playable.map(({ document, media }, i) => ({
    id: `Q-${String(i + 1).padStart(3, '0')}`,
    ...facts,
    question: { document, media: mediaOf(media) },
  }));
const importing = (items: Record<string, unknown>[]) =>
  writer.client.items.importItems({ occupationId, level, part: 'theory', fileName: 'q.json', items });

beforeAll(async () => {
  test = await openTestApp();
  occupationId = await publishDemoStandard(test);
  writer = await test.staff(['item_writer']);
  vetter = await test.staff(['item_vetter']);
  maker = await test.staff(['paper_maker']);
  sealer = await test.staff(['sealer']);
  const center = await test.staff(['center_staff']);
  const { id: siteId } = await center.client.sites.registerSite({
    kind: 'direct_base',
    nameZh: '测试基地',
    nameEn: 'Test base',
    uscc: '91350100M000100Y43',
    province: '35',
    city: '福州市',
    serial: '000009',
    accountableId: center.personId,
    venues: [],
  });
  invigilator = await test.staff(['invigilator'], { siteId });
  const hrefs = [...new Set(playable.flatMap(({ media }) => media))];
  for (const [i, href] of hrefs.entries()) {
    const content = makePng(40, 30, 10 * i).toString('base64');
    stored.set(href, (await writer.client.items.storeMedia({ name: href, content })).sha256);
  }
}, 120_000);
afterAll(() => test.close());

describe('a file of an item', () => {
  it('is stored without what names a person, once, and served as what it is to who reads items', async () => {
    const content = makePng(20, 10, 200, '张三的手机').toString('base64');
    const first = await writer.client.items.storeMedia({ name: 'a.png', content });
    expect(first).toMatchObject({ type: 'image/png', width: 20, height: 10 });
    expect(first.factId).not.toBeNull();
    const again = await writer.client.items.storeMedia({ name: 'b.png', content });
    expect(again).toMatchObject({ sha256: first.sha256, factId: null });
    const get = (token: string | null) =>
      test.app.http.inject({
        url: `/api/item-media/${first.sha256}`,
        ...(token === null ? {} : { headers: { authorization: `Bearer ${token}` } }),
      });
    const answer = await get(vetter.token);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('image/png');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(first.sha256);
    expect(answer.rawPayload.includes('张三')).toBe(false);
    expect((await get(null)).statusCode).toBe(401);
    expect((await get(sealer.token)).statusCode).toBe(403);
  });

  it('is refused where it is none of the types, damaged, too large, or brought by nobody who may', async () => {
    const store =
      (bytes: Buffer, by = writer) =>
      () =>
        by.client.items.storeMedia({ name: 'x.png', content: bytes.toString('base64') });
    await refused(store(Buffer.from('<script>alert(1)</script>')), 'item_media_refused');
    await refused(store(makePng(20, 20, 1).subarray(0, 60)), 'item_media_refused');
    await refused(store(Buffer.concat([makePng(2, 2, 1), Buffer.alloc(5_000_000)])), 'item_media_refused');
    await refused(store(makePng(2, 2, 1), vetter), 'post_missing');
  });
});

describe('a question that is tried', () => {
  it('is shown as a candidate sees it and scored, and nothing is written', async () => {
    const before = await countRows(test, tables);
    const fixture = playable[0]!;
    const tried = await vetter.client.items.tryQuestion({
      question: { document: fixture.document, media: mediaOf(fixture.media) },
      seed: 7,
      response: [...fixture.right],
    });
    expect(tried).toMatchObject({
      reading: { interaction: 'single', maxScore: 1 },
      problems: [],
      outcome: { score: 1, variables: { SCORE: 1 } },
    });
    expect(JSON.stringify(tried.content)).toContain(`media:${stored.get('media/glass.png') ?? ''}`);
    expect(await countRows(test, tables)).toEqual(before);
  });

  it('tells what is wrong with a document instead of failing', async () => {
    const tried = await writer.client.items.tryQuestion({
      question: { document: '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', media: [] },
      seed: 1,
    });
    expect(tried).toMatchObject({ reading: null, content: [], outcome: null });
    expect(tried.problems.map(({ code }) => code)).toEqual(['xml_dtd']);
    await refused(
      () => sealer.client.items.tryQuestion({ question: { document: 'x', media: [] }, seed: 1 }),
      'post_missing',
    );
  });
});

describe('questions in the bank', () => {
  it('enter by import, each read from its document, the faulty told by itself', async () => {
    const [first] = bankItems();
    const report = await importing([
      ...bankItems(),
      { id: 'Q-901', ...facts, question: { document: '<x/>', media: [] } },
      {
        id: 'Q-902',
        ...facts,
        question: {
          document: first!.question.document,
          media: [{ href: 'media/glass.png', sha256: 'ab'.repeat(32) }],
        },
      },
      { id: 'Q-903', ...facts, stem: '与文档不同的题干', question: first!.question },
      { id: 'Q-904', ...facts, question: { document: writtenFixture, media: [] } },
    ]);
    expect(report.accepted).toBe(playable.length + 1);
    expect(report.problems.map(({ where, code }) => [where, code])).toEqual([
      ['Q-901', 'item_question_unsound'],
      ['Q-903', 'item_invalid'],
      ['Q-902', 'item_media_unknown'],
    ]);
    const listed = await vetter.client.items.listItems({ occupationId, level, interaction: 'graphic' });
    expect(listed.total).toBe(playable.filter(({ interaction }) => interaction === 'graphic').length);
    const found = await vetter.client.items.listItems({ q: '把香型与代表性工艺特点配对' });
    expect(found.rows.map(({ interaction }) => interaction)).toEqual(['matching']);
  });

  it('are written and revised as drafts that may be unfinished, and sent only when sound', async () => {
    const [, , blank] = playable;
    const content = {
      ...facts,
      interaction: 'blank' as const,
      stem: '',
      options: [],
      correct: [],
      question: { document: '<qti-assessment-item', media: [] },
    };
    const write = (send: boolean, question = content.question) =>
      writer.client.items.writeItem({ occupationId, level, item: { ...content, question }, send });
    await refused(() => write(true), 'item_question_unsound');
    await refused(
      () => write(false, { document: '', media: [{ href: 'a', sha256: 'ab'.repeat(32) }] as never }),
      'item_media_unknown',
    );
    const draft = await write(false);
    await refused(() => writer.client.items.sendToVetting({ versionId: draft.id }), 'item_question_unsound');
    const revised = await writer.client.items.reviseItem({
      versionId: draft.id,
      item: { ...content, question: { document: blank!.document, media: [] } },
      send: true,
    });
    expect(revised).toMatchObject({ id: draft.id, version: 1 });
    const read = await writer.client.items.getItem({ versionId: draft.id });
    expect(read).toMatchObject({ interaction: 'blank', state: 'vetting' });
    expect(read.title).toContain('酒样温度一般控制在 ＿＿ ℃');
  });

  it('go out whole and come into another bank equal', async () => {
    const exported = await vetter.client.items.exportItems({
      occupationId,
      level,
      part: 'theory',
      states: ['vetting'],
      reason: '移交外部题库核对',
    });
    const mine = exported.items.filter(({ id }) => /^Q-0/.test(String(id)));
    expect(mine).toEqual(bankItems());
    expect(new Set(exported.media.map(({ sha256 }) => sha256))).toEqual(new Set(stored.values()));
    await refused(
      () =>
        writer.client.items.exportItems({ occupationId, level, part: 'theory', reason: '命题人自行导出' }),
      'post_missing',
    );
    await refused(
      () => vetter.client.items.exportItems({ occupationId, level, part: 'practical', reason: '空题库' }),
      'bank_empty',
    );
  });
});

describe('an exam of questions', () => {
  let sittingId: string;
  const tokens: string[] = [];
  const candidates: string[] = [];

  const call = (token: string, url: string, payload?: object) =>
    test.app.http.inject({
      url,
      method: payload ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(payload ? { 'idempotency-key': `key-${String(Math.random()).slice(2)}` } : {}),
      },
      ...(payload ? { payload } : {}),
    });

  beforeAll(async () => {
    const rows = await test.app.base.db
      .selectFrom('item_versions')
      .innerJoin('items', 'items.id', 'item_versions.item_id')
      .select('item_versions.id')
      .where('items.code', 'like', 'Q-0%')
      .execute();
    await vetter.client.items.vetItems({
      versionIds: rows.map(({ id }) => id),
      sheet: [...flawlessSheet],
    });
    const kinds = Map.groupBy(playable, ({ interaction }) => interaction);
    const { id: blueprintId } = await maker.client.papers.createBlueprint({
      occupationId,
      level,
      part: 'theory',
      body: {
        occupation: { edition: '2022', code: '6-02-06-07' },
        level: 4,
        part: 'theory',
        minutes: 60,
        forms: 1,
        sections: [...kinds].map(([interaction, of]) => ({ interaction, count: of.length, points: 1 })),
        content: [],
        difficulty: [],
        angoff: { center: 60, width: 30 },
        overlap: { max: 0 },
        secondsMax: 3600,
      },
    });
    const { id: paperId } = await maker.client.papers.assemblePaper({ blueprintId });
    await sealer.client.papers.sealPaper({ paperId });
    const clerk = await test.staff(['center_staff']);
    for (const name of ['甲', '乙']) {
      const person = { name: `考生${name}`, idType: 'resident_id', idNumber: test.newIdNumber() } as const;
      candidates.push((await clerk.client.people.registerPerson(person)).id);
    }
    const form = await test.app.base.db
      .selectFrom('paper_forms')
      .select('id')
      .where('paper_id', '=', paperId)
      .executeTakeFirstOrThrow();
    sittingId = await bookReadySitting(test, {
      paperId,
      part: 'theory',
      startsAt: new Date(test.now().getTime() - 1000),
      invigilatorId: invigilator.personId,
      seats: candidates.map((candidateId) => ({ candidateId, formId: form.id })),
    });
    await invigilator.client.sittings.openSitting({ sittingId });
    const { base } = test.app;
    for (const candidateId of candidates) {
      const page = await base.db
        .transaction()
        .execute((tx) =>
          startAttempt(
            { tx, base, now: test.now() },
            { sittingId, candidateId, key: `enter-${candidateId}` },
          ),
        );
      tokens.push(page.attemptToken);
    }
  }, 120_000);

  const pageOf = async (token: string) =>
    (await call(token, '/api/attempts/current')).json<{
      attemptId: string;
      lastHash: string;
      items: { position: number; interaction: string; stem: string; content: unknown }[];
    }>();

  it('shows each candidate the questions, the same after a reload, without keys', async () => {
    const page = await pageOf(tokens[0]!);
    expect(page.items).toHaveLength(playable.length);
    expect(page.items.every(({ content }) => content !== null)).toBe(true);
    expect(await pageOf(tokens[0]!)).toMatchObject({ items: page.items });
    expect(JSON.stringify(page)).not.toMatch(/correct|mapping|rationale|品评导则|angoff/);
  });

  it('gives a device the files of its form, and no other file of the bank', async () => {
    const { sha256: foreign } = await writer.client.items.storeMedia({
      name: 'x',
      content: makePng(3, 3, 77).toString('base64'),
    });
    const get = (token: string, sha256: string) => call(token, `/api/attempts/current/media/${sha256}`);
    for (const sha256 of stored.values()) {
      const answer = await get(tokens[0]!, sha256);
      expect(answer.statusCode).toBe(200);
      expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(sha256);
    }
    expect((await get(tokens[0]!, foreign)).statusCode).toBe(404);
    expect((await get(tokens[0]!, 'nonsense')).statusCode).toBe(404);
    const [own] = [...stored.values()];
    expect((await get('a'.repeat(43), own!)).statusCode).toBe(404);
  });

  it('scores every kind by its own rules, and gives nothing for what is wrong', async () => {
    const rightByStem = new Map(
      (
        await test.app.base.db
          .selectFrom('item_versions')
          .innerJoin('items', 'items.id', 'item_versions.item_id')
          .select(['items.code', 'item_versions.body'])
          .where('items.code', 'like', 'Q-0%')
          .execute()
      ).map(({ code, body }) => [
        (body as { stem: string }).stem,
        playable[Number(code.slice(2)) - 1] ?? playable[0]!,
      ]),
    );
    for (const [i, token] of tokens.entries()) {
      const page = await pageOf(token);
      const answers = page.items.map(({ position, stem }) => ({
        position,
        response: [...(rightByStem.get(stem)?.[i === 0 ? 'right' : 'wrong'] ?? [])],
        savedAt: test.now().toISOString(),
      }));
      const saved = await call(token, '/api/attempts/current/responses', {
        epoch: 1,
        entries: answers.map((answer, n) => ({ ...answer, sequence: n + 1 })),
      });
      expect(saved.statusCode).toBe(200);
      // The device's own chain of the same answers ends in the same hash.
      expect(saved.json<{ lastHash: string }>().lastHash).toBe(
        appendEntries(journalStart(page.attemptId), answers).at(-1)?.hash,
      );
    }
    await invigilator.client.sittings.closeSitting({ sittingId, reason: '全部作答完毕' });
    await invigilator.client.marking.closeMarking({ sittingId });
    const scores = await test.app.base.db
      .selectFrom('scores')
      .select(['candidate_id', 'score'])
      .where('sitting_id', '=', sittingId)
      .execute();
    expect(new Map(scores.map((row) => [row.candidate_id, row.score]))).toEqual(
      new Map([
        [candidates[0], 100],
        [candidates[1], 0],
      ]),
    );
  });
});
