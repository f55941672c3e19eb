import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PracticalItem } from '@jiangping/domain/items/item';
import { flawlessSheet } from '@jiangping/domain/items/vetting-sheet';
import type { RefusalCode } from '@jiangping/domain/refusals';
import { publishDemoStandard, readDemoBank } from '../../../../tests/harness/demo-bank.ts';
import { countRows, expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestApp } from '../../../../tests/harness/test-app.ts';
import type { Staff, TestApp } from '../../../../tests/harness/test-app.ts';
import type { TheoryContent } from './writing.ts';

let test: TestApp;
let writer: Staff;
let vetter: Staff;
let occupationId: string;
const level = 'intermediate' as const;
const good = [...flawlessSheet];
const faulty = good.map((line) =>
  line.criterion === 'source' ? { ...line, holds: false, remark: '请补充条款号' } : line,
);

beforeAll(async () => {
  test = await openTestApp();
  occupationId = await publishDemoStandard(test);
  writer = await test.staff(['item_writer']);
  vetter = await test.staff(['item_vetter']);
});
afterAll(() => test.close());

const tables = ['items', 'item_versions', 'vettings', 'retirements'] as const;
const refused = (call: () => Promise<unknown>, code: RefusalCode) => expectRefusal(test, call, code, tables);

/** A sound item, as a writer types it. */
function content(stem: string, change: Partial<TheoryContent> = {}): TheoryContent {
  return {
    interaction: 'single',
    point: 'A1.1.1',
    stem,
    options: ['酒温过高', '杯形不当', '光线偏暗', '酒样编号'].map((text, i) => ({
      id: 'ABCD'.charAt(i),
      text: `${text}（${stem}）`,
    })),
    correct: ['A'],
    difficulty: 3,
    angoff: 0.6,
    seconds: 60,
    source: '《白酒感官品评导则》第 4 条',
    rationale: '见依据。',
    ...change,
  };
}
const plain = (item: TheoryContent) => ({
  ...item,
  options: [...item.options],
  correct: [...item.correct],
});
const write = (item: TheoryContent, change: { code?: string; send?: boolean } = {}, by = writer) =>
  by.client.items.writeItem({ occupationId, level, item: plain(item), send: false, ...change });
const revise = (versionId: string, item: TheoryContent, send = false, by = writer) =>
  by.client.items.reviseItem({ versionId, item: plain(item), send });
const read = (versionId: string) => writer.client.items.getItem({ versionId });
const approve = (versionId: string) => vetter.client.items.vetItems({ versionIds: [versionId], sheet: good });

describe('writing an item', () => {
  it('keeps an unfinished draft under an id made of its point', async () => {
    const first = await write(content('品评前的准备', { options: [], correct: [], angoff: 2 }));
    const second = await write(content('空白杯的用途是什么'));
    expect([first.code, second.code]).toEqual(['A1.1.1-001', 'A1.1.1-002']);
    const item = await read(first.id);
    expect(item).toMatchObject({
      state: 'draft',
      version: 1,
      angoff: null,
      writer: { id: writer.personId },
      body: { id: 'A1.1.1-001', stem: '品评前的准备', angoff: 2 },
    });
  });

  it('sends a sound one to vetting at once, and refuses one with a fault', async () => {
    const written = await write(content('香气阈值的定义'), { send: true, code: 'SEND-1' });
    expect((await read(written.id)).state).toBe('vetting');
    await refused(
      () => write(content('香气阈值的单位', { correct: ['A', 'B'] }), { send: true, code: 'SEND-2' }),
      'item_key_wrong',
    );
    await refused(
      () => write(content('香气阈值的单位', { point: 'Z9.9' }), { send: true, code: 'SEND-2' }),
      'point_unknown',
    );
  });

  it('refuses an id the bank has, and who is no writer', async () => {
    await write(content('酒花的观察方法'), { code: 'TAKEN-1' });
    await refused(() => write(content('另一道题目的题干'), { code: 'TAKEN-1' }), 'item_duplicate_id');
    await refused(() => write(content('审题人命题'), {}, vetter), 'post_missing');
  });

  it('tells what the item resembles, and refuses nothing for it', async () => {
    const stem = '品酒师在品评浓香型白酒时首先应当观察的是酒体的哪一项';
    await write(content(stem), { code: 'LIKE-1' });
    const again = await write(content(`${stem}？`), { code: 'LIKE-2' });
    expect(again.resembles).toEqual([{ code: 'LIKE-1', similarity: 1 }]);
    const other = await write(content('饮用水的硬度对加浆降度有何影响'), { code: 'LIKE-3' });
    expect(other.resembles).toEqual([]);
  });
});

describe('comparing a text that is being written', () => {
  it('shows the pair, which is a reading on record, and not the item itself', async () => {
    const stem = '尝评记录表中酒样编号应当由哪一位工作人员统一编排和保管';
    const { id, code } = await write(content(stem));
    const compare = (versionId?: string) =>
      writer.client.items.compareItem({
        occupationId,
        level,
        item: { stem: ` ${stem}。`, options: [...content(stem).options] },
        ...(versionId ? { versionId } : {}),
      });
    const found = await compare();
    expect(found.resembles).toMatchObject([{ versionId: id, code, stem, similarity: 1 }]);
    expect(found.readFactId).not.toBeNull();
    const before = await countRows(test, ['ledger_facts']);
    expect(await compare(id)).toEqual({ resembles: [], readFactId: null });
    expect(await countRows(test, ['ledger_facts'])).toEqual(before);
  });
});

describe('revising an item', () => {
  it('changes an own draft in place until it is sent, and then no more', async () => {
    const { id } = await write(content('初稿的题干'));
    const again = await revise(id, content('改稿的题干'));
    expect(again).toMatchObject({ id, version: 1 });
    expect((await read(id)).body['stem']).toBe('改稿的题干');
    const other = await test.staff(['item_writer']);
    await refused(() => revise(id, content('他人的改动'), false, other), 'item_writer_other');
    await refused(() => other.client.items.sendToVetting({ versionId: id }), 'item_writer_other');
    await writer.client.items.sendToVetting({ versionId: id });
    expect((await read(id)).state).toBe('vetting');
    await refused(() => revise(id, content('再改一次')), 'wrong_state');
    await refused(() => writer.client.items.sendToVetting({ versionId: id }), 'wrong_state');
  });

  it('does not send a draft with a fault', async () => {
    const { id } = await write(content('没有答案的题', { correct: [] }));
    await refused(() => writer.client.items.sendToVetting({ versionId: id }), 'item_key_wrong');
  });

  it('mends a returned version by the next one, so that what the vetter judged stays', async () => {
    const { id } = await write(content('依据不足的题'), { send: true });
    await vetter.client.items.vetItems({ versionIds: [id], sheet: faulty });
    await refused(() => writer.client.items.sendToVetting({ versionId: id }), 'item_unchanged');
    const next = await revise(id, content('依据不足的题', { source: 'GB/T 33404 第 5.2 条' }));
    expect(next).toMatchObject({ version: 2, resembles: [] });
    expect(next.id).not.toBe(id);
    expect((await read(id)).body['source']).toBe('《白酒感官品评导则》第 4 条');
    await refused(() => revise(id, content('旧的一版')), 'item_version_old');
    expect(await revise(next.id, content('第二版再改', {}), true)).toMatchObject({ id: next.id, version: 2 });
    expect((await read(next.id)).state).toBe('vetting');
  });

  it('leaves an approved version usable until a later one is approved, which retires it', async () => {
    const { id } = await write(content('已经审定的题'), { send: true });
    await approve(id);
    const next = await revise(id, content('已经审定的题的新版'), true);
    expect(next.version).toBe(2);
    expect((await read(id)).state).toBe('approved');
    await approve(next.id);
    expect((await read(next.id)).state).toBe('approved');
    expect(await read(id)).toMatchObject({
      state: 'retired',
      retirement: { reason: '由第 2 版替代', retiredBy: { id: vetter.personId } },
    });
    await refused(() => revise(id, content('改停用的题')), 'item_version_old');
  });

  it('never touches a version that stands in a paper', async () => {
    const { id } = await write(content('封卷中的题'), { send: true });
    await approve(id);
    await test.app.base.db
      .updateTable('item_versions')
      .set({ state: 'in_use' })
      .where('id', '=', id)
      .execute();
    const before = (await read(id)).body;
    const next = await revise(id, content('封卷之后的新版'), true);
    await approve(next.id);
    expect(await read(id)).toMatchObject({ state: 'in_use', body: before });
  });

  it('is not for practical items, nor for a retired one', async () => {
    await writer.client.items.importItems({
      occupationId,
      level,
      part: 'practical',
      fileName: 'practical.json',
      items: readDemoBank().practical,
    });
    const { rows } = await writer.client.items.listItems({ part: 'practical' });
    await refused(() => revise(rows[0]?.versionId ?? '', content('技能题')), 'item_invalid');
    const { id } = await write(content('将停用的题'), { send: true });
    await vetter.client.items.retireItem({ versionId: id, reason: '重复' });
    await refused(() => revise(id, content('改停用的题')), 'item_retired');
  });
});

describe('searching the bank', () => {
  it('finds two characters of Chinese anywhere, whatever their width and punctuation, and ids', async () => {
    const { code } = await write(content('窖泥中己酸菌的作用'), { code: 'FIND-1' });
    const codesOf = async (q: string) =>
      (await writer.client.items.listItems({ q })).rows.map((row) => row.code);
    expect(await codesOf('己酸')).toEqual([code]);
    expect(await codesOf('己、酸　菌')).toEqual([code]);
    expect(await codesOf('find-')).toEqual([code]);
    expect(await codesOf('菌的作用窖泥')).toEqual([]);
    expect((await codesOf('泥')).includes(code)).toBe(true);
    expect(await codesOf('%')).toEqual([]);
  });
});

describe('a practical item', () => {
  const body = readDemoBank().practical[0] as unknown as PracticalItem;
  const { id: _, ...sound } = structuredClone(body);
  const writePractical = (change: Partial<typeof sound> = {}, rest: { code?: string; send?: boolean } = {}) =>
    writer.client.items.writeItem({
      occupationId,
      level,
      item: { ...structuredClone(sound), ...change } as never,
      send: false,
      ...rest,
    });

  it('is kept as an unfinished draft with its three documents, under an id of its own', async () => {
    const empty = { rows: [], fatal: [] };
    const first = await writePractical({ scoring: empty, minutes: 0 });
    const second = await writePractical();
    expect([first.code, second.code]).toEqual(['P-001', 'P-002']);
    const item = await read(first.id);
    expect(item).toMatchObject({
      part: 'practical',
      interaction: 'practical',
      state: 'draft',
      seconds: null,
    });
    expect(item.body).toEqual({ ...sound, id: 'P-001', scoring: empty, minutes: 0 });
    expect((await read(second.id)).seconds).toBe(sound.minutes * 60);
  });

  it('is sent to vetting once its rows add up to 100, and vetted by the practical sheet', async () => {
    const rows = sound.scoring.rows.slice(1);
    const half = { scoring: { ...sound.scoring, rows } };
    const problem = await refused(() => writePractical(half, { send: true }), 'item_invalid');
    expect(problem.facts['field']).toBe('scoring.rows.points');
    const { id } = await writePractical(half);
    await refused(() => writer.client.items.sendToVetting({ versionId: id }), 'item_invalid');
    const item = structuredClone(sound) as never;
    expect(await writer.client.items.reviseItem({ versionId: id, item, send: false })).toMatchObject({ id });
    await writer.client.items.sendToVetting({ versionId: id });
    await approve(id);
    const { state, vettings } = await read(id);
    expect(state).toBe('approved');
    expect(vettings[0]?.sheet.map(({ criterion }) => criterion)).toEqual([
      'preparation',
      'task',
      'scoring',
      'fatal',
      'safety',
      'fairness',
    ]);

    const next = await writer.client.items.reviseItem({ versionId: id, item, send: true });
    expect(next).toMatchObject({ version: 2, resembles: [] });
    expect((await read(id)).state).toBe('approved');
  });

  it('does not become a theory item, nor a theory item a practical one', async () => {
    const theory = await write(content('理论题不能改成技能题吗'));
    const practical = await writePractical();
    const item = structuredClone(sound) as never;
    await refused(
      () => writer.client.items.reviseItem({ versionId: theory.id, item, send: false }),
      'item_invalid',
    );
    await refused(() => revise(practical.id, content('技能题不能改成理论题吗')), 'item_invalid');
  });
});
