import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { draftBank } from '@jiangping/formats/question/bank-drafts';
import { importRecordOf } from '@jiangping/formats/question/bank-draft';
import type { BankDraft, FullFacts } from '@jiangping/formats/question/bank-draft';
import { exportBank } from '@jiangping/formats/question/bank-export';
import type { StoredBank } from '@jiangping/formats/question/bank-export';
import { openQuestion } from '@jiangping/formats/question/question';
import { writeQtiDocument } from '@jiangping/formats/qti-writing/qti-xml';
import { readItemFile } from '@jiangping/formats/read-bank';
import { publishDemoStandard, readDemoBank } from '../../../../tests/harness/demo-bank.ts';
import { openTestApp } from '../../../../tests/harness/test-app.ts';
import type { TestApp } from '../../../../tests/harness/test-app.ts';

const folder = new URL('../../../../demo/banks/6-02-06-07-level-4/questions/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder));
const listed = JSON.parse(read('questions.json').toString('utf8')) as (FullFacts & {
  id: string;
  file: string;
  media: string[];
})[];
const level = 'intermediate' as const;

/** A system of its own with an empty bank, and the two people who may fill and empty it. */
async function openBank() {
  const test = await openTestApp();
  const occupationId = await publishDemoStandard(test);
  const writer = await test.staff(['item_writer']);
  const vetter = await test.staff(['item_vetter']);
  const place = { occupationId, level, part: 'theory' as const };
  /** Takes a file in as the console does: its pictures first, then its items. */
  async function take(content: Uint8Array, name: string, factsOf: (draft: BankDraft) => FullFacts) {
    const { drafts, files, problems } = draftBank(await readItemFile(content, name), 'x-');
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const stored: string[] = [];
    for (const { name: file, bytes } of files) {
      const { sha256 } = await writer.client.items.storeMedia({
        name: file,
        content: Buffer.from(bytes).toString('base64'),
      });
      stored.push(sha256);
    }
    const items = drafts.map((draft) => importRecordOf(draft, factsOf(draft), (file) => stored[file] ?? ''));
    return writer.client.items.importItems({ ...place, fileName: name, items });
  }
  /** Carries the whole bank out, with its files. */
  async function carryOut(): Promise<StoredBank> {
    const { items, points, media } = await vetter.client.items.exportItems({ ...place, reason: '备份' });
    const files = new Map<string, { type: string; bytes: Uint8Array }>();
    for (const { sha256, type } of media) {
      const answer = await test.app.http.inject({
        method: 'GET',
        url: `/api/item-media/${sha256}`,
        headers: { authorization: `Bearer ${vetter.token}` },
      });
      files.set(sha256, { type, bytes: answer.rawPayload });
    }
    return { items, points, media: files };
  }
  return { test, place, writer, take, carryOut };
}

const open: TestApp[] = [];
const opened = async () => {
  const bank = await openBank();
  open.push(bank.test);
  return bank;
};
let source: StoredBank;

beforeAll(async () => {
  const bank = await opened();
  const sha256Of = new Map<string, string>();
  for (const href of new Set(listed.flatMap(({ media }) => media))) {
    const { sha256 } = await bank.writer.client.items.storeMedia({
      name: href,
      content: read(href).toString('base64'),
    });
    sha256Of.set(href, sha256);
  }
  const questions = listed.map(
    ({ file, media, id, point, difficulty, angoff, seconds, source: law, rationale }) => ({
      ...{ id, point, difficulty, angoff, seconds, source: law, rationale },
      question: {
        document: read(file).toString('utf8'),
        media: media.map((href) => ({ href, sha256: sha256Of.get(href) ?? '' })),
      },
    }),
  );
  const plain = readDemoBank().theory.slice(0, 40);
  const report = await bank.writer.client.items.importItems({
    ...bank.place,
    fileName: 'demo.json',
    items: [...questions, ...plain],
  });
  expect(report.problems).toEqual([]);
  source = await bank.carryOut();
});
afterAll(async () => {
  for (const test of open) await test.close();
});

/** The item with its document laid out as a package lays it out. */
function asPacked(item: StoredBank['items'][number]) {
  const { question } = item as { question?: { document: string; media: { href: string }[] } };
  if (!question) return item;
  const opened = openQuestion(question.document, new Set(question.media.map(({ href }) => href)));
  if (!opened.item) throw new Error('no document');
  return { ...item, question: { ...question, document: writeQtiDocument(opened.item.root) } };
}

it('a bank carried out as a QTI package and taken into an empty bank is the same bank, files and all', async () => {
  expect(source.items.length).toBe(listed.length + 40);
  expect(source.media.size).toBeGreaterThan(3);
  const { content, written, problems } = await exportBank(source, 'qti3');
  expect([written, problems]).toEqual([source.items.length, []]);
  const target = await opened();
  const report = await target.take(content, 'bank.zip', ({ facts }) => facts as FullFacts);
  expect([report.accepted, report.problems]).toEqual([source.items.length, []]);
  const back = await target.carryOut();
  expect(back.items.map(asPacked)).toEqual(source.items.map(asPacked));
  expect([...back.media].sort()).toEqual([...source.media].sort());
});
