import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exchangeTheoryItem } from '@jiangping/formats/exchange/json-bank';
import { makeItem, plain } from '@jiangping/formats/exchange/exchange-item';
import { draftBank } from '@jiangping/formats/question/bank-drafts';
import { writeQtiPackage } from '@jiangping/formats/qti-writing/qti-package';
import { readItemFile } from '@jiangping/formats/read-bank';
import { writeItemWorkbook } from '@jiangping/formats/sheet/item-workbook';
import type { TheoryItem } from '@jiangping/domain/items/item';
import { openBrowser, seriousFaults } from '../harness/browser.ts';
import { publishDemoStandard, readDemoBank } from '../harness/demo-bank.ts';
import { makePng } from '../harness/pictures.ts';
import { openTestApp } from '../harness/test-app.ts';
import type { Staff, TestApp } from '../harness/test-app.ts';

const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };
const shots = process.env['SHOTS'];
const png = makePng(120, 80, 200);
const facts = { difficulty: 2, angoff: 0.7, seconds: 40, source: 'GB 2894—2008', rationale: '见标准。' };

let test: TestApp;
let url: string;
let browser: Browser;
let writer: Staff;
let vetter: Staff;
let bank: string;
let point: string;

beforeAll(async () => {
  test = await openTestApp();
  url = await test.app.http.listen({ port: 0, host: '127.0.0.1' });
  bank = `${await publishDemoStandard(test)}.intermediate.theory`;
  point = (readDemoBank().contentSpec.points[0] as { code: string }).code;
  writer = await test.staff(['item_writer']);
  vetter = await test.staff(['item_vetter']);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await test.close();
});

async function open(staff: Staff, path: string, viewport = wide) {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', acceptDownloads: true });
  await context.addCookies([{ name: 'jiangping_login', value: staff.token, url }]);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) errors.push(message.text());
  });
  await page.goto(url + path, { waitUntil: 'networkidle' });
  return { page, errors };
}

async function shoot(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

/** Gives a file to the import door. */
async function give(page: Page, name: string, content: Uint8Array | string): Promise<void> {
  const buffer = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

it('a writer makes a fill-in item with a picture, sees it as candidates do, tries it and sends it', async () => {
  const { page, errors } = await open(writer, `/items/write?bank=${bank}&point=${point}`);
  await page.locator('.kind-choice').getByText('填空题').click();
  await page.locator('#draft-stem').fill('安全色中表示禁止的颜色是[[填：红色|红]]。');
  await page
    .locator('.stem-tools input[type=file]')
    .setInputFiles({ name: '标志 1.png', mimeType: 'image/png', buffer: png });
  await expect.poll(() => page.locator('#draft-stem').inputValue()).toContain('(标志-1.png)');
  await page.locator('#draft-source').fill(facts.source);
  await page.locator('#draft-rationale').fill(facts.rationale);
  const frame = page.frameLocator('.candidate-frame');
  await frame.getByText('安全色中表示禁止的颜色是').waitFor();
  await frame.locator('img').first().waitFor();
  await frame.locator('input').first().fill('红');
  await page.getByText('得 1 分，满分 1 分').waitFor();
  await shoot(page, 'write-blank');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.waitForURL(/\/items\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: '修改' }).click();
  // The form comes back from the document it made.
  await expect.poll(() => page.locator('#draft-stem').inputValue()).toContain('[[填：红色|红]]');
  await page.getByRole('button', { name: '送审' }).click();
  await page.waitForURL(/\/items\/[0-9a-f-]{36}$/);
  await page.getByText('红色', { exact: true }).waitFor();
  await page.locator('.media-list', { hasText: '120×80' }).waitFor();
  await page.frameLocator('.candidate-frame').getByText('安全色中表示禁止的颜色是').waitFor();
  await shoot(page, 'item-blank');
  expect(errors).toEqual([]);
  await page.context().close();
});

it('a writer of a picture type begins from a template and is told its faults by line', async () => {
  const { page, errors } = await open(writer, `/items/write?bank=${bank}&point=${point}`);
  await page.locator('.kind-choice').getByText('QTI 源文档').click();
  await page.locator('#draft-template').click();
  await page.getByTitle('图上选区（识图）').click();
  await page.locator('.draft-problems', { hasText: /第 \d+ 行.*图\.png/ }).waitFor();
  await page
    .locator('.ant-form-item', { hasText: '图片与录音' })
    .locator('input[type=file]')
    .setInputFiles({ name: '图.png', mimeType: 'image/png', buffer: makePng(600, 400, 220) });
  await page.getByText('题型：识图题').waitFor();
  await page.frameLocator('.candidate-frame').getByText('请在图上选出急停按钮').waitFor();
  await shoot(page, 'write-source');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.waitForURL(/\/items\/[0-9a-f-]{36}$/);
  await page.getByText('中央按钮', { exact: true }).waitFor();
  await page.getByRole('link', { name: '修改' }).click();
  // What no form says is revised as its source.
  await expect.poll(() => page.locator('#draft-document').inputValue()).toContain('qti-hotspot-interaction');
  expect(errors).toEqual([]);
  await page.context().close();
});

it('a clerk imports a GIFT file: what it does not say is asked once, and faulty rows are told', async () => {
  const { page, errors } = await open(writer, `/items/import?bank=${bank}`);
  await give(
    page,
    '练习.gift.txt',
    `::甲::禁止标志的颜色是 {=红 ~蓝 ~黄 ~绿}\n\n::乙::不成对的括号 {=红 ~蓝\n\n::丙::黄色表示禁止 {F}\n\n::丁::直角是 {#90:0} 度。\n`,
  );
  await page.getByText('识别为 GIFT').waitFor();
  await page.getByText('文件问题').waitFor();
  await page.getByText('3 道题，0 个').waitFor();
  await shoot(page, 'import-gift');
  await page.locator('#default-point').click();
  await page.locator('#default-point').fill(point);
  await page.locator('.ant-select-tree-title', { hasText: point }).first().click();
  await page.locator('#default-difficulty').fill('2');
  await page.locator('#default-angoff').fill('0.7');
  await page.locator('#default-seconds').fill('40');
  await page.locator('#default-source').fill(facts.source);
  await page.locator('#default-rationale').fill(facts.rationale);
  await page.getByRole('button', { name: '核对 3 道题' }).click();
  await page.getByText('有问题的题不会导入').waitFor();
  // One row could not be read, one breaks a rule of the bank.
  await page.locator('.list', { hasText: '读取文件' }).waitFor();
  await page.locator('tr', { hasText: '题库核对' }).locator('text=应为完整陈述句').waitFor();
  await shoot(page, 'import-report');
  await page.getByRole('button', { name: '导入 2 道题' }).click();
  await page.getByRole('button', { name: '确定' }).click();
  await page.getByText('已导入 2 道题，退回 1 道').waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
});

it('a clerk takes the sheet with its examples and the points of the bank', async () => {
  const { page, errors } = await open(writer, `/items/import?bank=${bank}`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载试题表格模板' }).click(),
  ]);
  const { drafts, points, problems } = draftBank(
    await readItemFile(readFileSync(await download.path()), 'x.xlsx'),
    'x',
  );
  expect([drafts.length, problems]).toEqual([3, []]);
  expect(points.map(({ code }) => code)).toContain(point);
  expect(errors).toEqual([]);
  await page.context().close();
});

it('a clerk imports a sheet that says everything, and a QTI package with a picture', async () => {
  const { page, errors } = await open(writer, `/items/import?bank=${bank}`);
  const rows = readDemoBank()
    .theory.slice(0, 5)
    .map((item) => exchangeTheoryItem(item as unknown as TheoryItem));
  await give(page, '题库.xlsx', (await writeItemWorkbook({ items: rows, points: [] })).content);
  await page.getByText('识别为 Excel').waitFor();
  await page.getByText('全部合格，可以导入').waitFor();
  await page.getByRole('button', { name: '导入 5 道题' }).click();
  await page.getByRole('button', { name: '确定' }).click();
  await page.getByText('已导入 5 道题').first().waitFor();
  const picture = makeItem({
    id: 'PIC-1',
    stem: { format: 'html', text: '<p>图中标志表示什么？<img src="@@PLUGINFILE@@/a.png" alt="标志"></p>' },
    answer: {
      kind: 'choice',
      isSingle: true,
      scoring: 'sum',
      shuffle: true,
      numbering: '',
      options: ['禁止', '指令', '警告', '提示'].map((text, i) => ({
        id: 'ABCD'.charAt(i),
        text: plain(text),
        fraction: i === 0 ? 100 : 0,
        feedback: null,
      })),
    },
    facts: { point, ...facts },
    files: [{ name: 'a.png', path: '/', bytes: makePng(60, 40, 90) }],
  });
  await page.getByRole('button', { name: '再导入一个文件' }).click();
  await give(page, '试题包.zip', writeQtiPackage({ items: [picture], points: [] }).content);
  await page.getByText('1 道题，1 个').waitFor();
  await page.getByRole('button', { name: '导入 1 道题' }).click();
  await page.getByRole('button', { name: '确定' }).click();
  await page.getByText('已导入 1 道题').first().waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
});

it('a vetter exports the bank as a QTI package that reads back as the same items', async () => {
  const { page, errors } = await open(vetter, `/items?bank=${bank}`);
  await page.getByRole('button', { name: '导出' }).click();
  await page.locator('.ant-modal textarea').fill('报送上级题库');
  await page.locator('.ant-modal-footer').getByRole('button', { name: '导出' }).click();
  await page.getByText('此格式能容纳全部内容').waitFor();
  await shoot(page, 'export');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '保存文件' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^6-02-06-07-.*\.qti\.zip$/);
  const { drafts, files, problems } = draftBank(
    await readItemFile(readFileSync(await download.path()), 'x.zip'),
    'x',
  );
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(drafts.length).toBe(10);
  expect(files.length).toBe(3);
  expect(drafts.find(({ id }) => id === 'PIC-1')?.facts).toEqual({ point, ...facts });
  expect(errors).toEqual([]);
  await page.context().close();
});

it.each([
  ['the import door', () => writer, () => `/items/import?bank=${bank}`],
  ['the editor', () => writer, () => `/items/write?bank=${bank}`],
  ['the bank', () => vetter, () => `/items?bank=${bank}`],
])('%s has no serious fault of accessibility on a phone and is no wider than it', async (name, who, path) => {
  const context = await browser.newContext({ viewport: narrow, locale: 'zh-CN', bypassCSP: true });
  await context.addCookies([{ name: 'jiangping_login', value: who().token, url }]);
  const page = await context.newPage();
  await page.goto(url + path(), { waitUntil: 'networkidle' });
  expect(await seriousFaults(page)).toEqual([]);
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate<number>(overflow)).toBeLessThanOrEqual(0);
  await shoot(page, `phone-${name.replaceAll(' ', '-')}`);
  await context.close();
});

it('the thread that reads files is none of the first load of the console', () => {
  const index = readFileSync(
    fileURLToPath(new URL('../../apps/web/dist/index.html', import.meta.url)),
    'utf8',
  );
  expect(index).not.toContain('formats-worker');
});
