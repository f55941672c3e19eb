import { flawlessSheet } from '@jiangping/domain/items/vetting-sheet';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, seriousFaults } from '../harness/browser.ts';
import { findVersionIds, importDemoBank, readDemoBank } from '../harness/demo-bank.ts';
import type { BankStaff } from '../harness/demo-bank.ts';
import { openTestApp } from '../harness/test-app.ts';
import type { Staff, TestApp } from '../harness/test-app.ts';

const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };

let test: TestApp;
let url: string;
let browser: Browser;
let people: BankStaff;
let bank: string;

beforeAll(async () => {
  test = await openTestApp();
  url = await test.app.http.listen({ port: 0, host: '127.0.0.1' });
  people = await importDemoBank(test);
  bank = `${people.occupationId}.intermediate.practical`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await test.close();
});

async function open(staff: Staff, path: string, viewport = wide): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', bypassCSP: true });
  await context.addCookies([{ name: 'jiangping_login', value: staff.token, url }]);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(url + path, { waitUntil: 'networkidle' });
  return page;
}

/** No serious fault of access, and nothing wider than the screen. */
async function expectUsable(page: Page): Promise<void> {
  // A list that is folding away is still there for a moment, and has no name any more.
  const isOpen = "document.querySelector('.ant-select-dropdown:not(.ant-select-dropdown-hidden)') !== null";
  await page.waitForFunction(`!(${isOpen})`);
  expect(await seriousFaults(page)).toEqual([]);
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate<number>(overflow)).toBeLessThanOrEqual(0);
}

const stepTo = (page: Page, name: string) => page.locator('.practical-steps').getByText(name).click();

it('a writer writes the three documents of a practical item in steps and sends it once nothing is wrong', async () => {
  const page = await open(people.writer, `/items/write?bank=${bank}`, narrow);
  const send = page.getByRole('button', { name: '送审' });
  expect(await send.isDisabled()).toBe(true);
  await page.getByLabel('题目名称').fill('酒样温度的测量与判断');
  await page.getByText('选考', { exact: true }).click();
  await page.getByText('缺题目名称').waitFor({ state: 'detached' });

  await stepTo(page, '准备通知单');
  await page.getByLabel('考场准备 1 · 名称').fill('数显温度计');
  await expectUsable(page);
  await stepTo(page, '考核试卷');
  await page.getByLabel('操作步骤').fill('测量酒样温度。\n写出判断。\n');

  await stepTo(page, '评分记录表');
  await page.getByRole('button', { name: '增加评分项' }).click();
  for (const [i, points] of ['60', '30'].entries()) {
    const row = page.locator('.scoring-row').nth(i);
    await row.locator('.scoring-element input').fill(`考核内容${String(i + 1)}`);
    await row.getByRole('spinbutton').first().fill(points);
    await row.locator('.scoring-rule').fill('每错一处扣 1 分。');
  }
  await page.getByText('还差 10 分').first().waitFor();
  expect(await send.isDisabled()).toBe(true);
  await expectUsable(page);
  await page.locator('.scoring-row').nth(1).getByRole('spinbutton').first().fill('40');
  await page.getByText('格式无误，可以送审。').waitFor();
  await send.click();
  await page.waitForURL(/\/items\/[0-9a-f-]{36}$/);

  const id = page.url().slice(-36);
  const item = await people.writer.client.items.getItem({ versionId: id });
  expect(item).toMatchObject({ code: 'P-001', part: 'practical', state: 'vetting' });
  expect(item.body).toMatchObject({
    required: false,
    task: { steps: ['测量酒样温度。', '写出判断。'] },
    scoring: { rows: [{ points: 60 }, { points: 40 }] },
  });
  await page.goto(`${url}/items/${id}/documents`, { waitUntil: 'networkidle' });
  await page.getByRole('heading', { name: '技能考核评分记录表' }).waitFor();
  await expectUsable(page);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.document').count()).toBe(3);
  expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
  await page.context().close();
});

it('a maker plans required items and a choice, assembles, and another person seals', async () => {
  const versionIds = await findVersionIds(test, 'practical', 'vetting');
  await people.vetter.client.items.vetItems({ versionIds, sheet: [...flawlessSheet] });
  const { maker, sealer } = people;
  const page = await open(maker, `/blueprints/new?bank=${bank}`);
  // The bank's items are all required and weigh a hundred; the optional one is too much.
  const save = page.getByRole('button', { name: '保存方案' });
  await page.getByText('权重合计须为 100%').waitFor();
  expect(await save.isDisabled()).toBe(true);
  await page.getByLabel('PJ4-P-03 · 使用').click();
  await page.locator('.ant-select-item-option').filter({ hasText: '选考组 1' }).click();
  await page.getByLabel('选考组 1 · 权重').fill('40');
  await page.getByText('方案没有自相矛盾之处').waitFor();
  await page.getByText('命题人标为必考的题没有列为必考：PJ4-P-03').waitFor();
  await expectUsable(page);
  await page.setViewportSize(narrow);
  await expectUsable(page);
  await page.setViewportSize(wide);
  await save.click();
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await page.waitForURL(/\/blueprints\/[0-9a-f-]{36}$/);
  await page.getByText('2 道中选 1 道').waitFor();
  await page.getByRole('button', { name: '组卷', exact: true }).click();
  await page.waitForURL(/\/papers\/[0-9a-f-]{36}$/);
  const paperId = page.url().slice(-36);
  await page.getByText('须由另一位封卷人员封存').waitFor();
  expect(await page.getByRole('button', { name: '封卷', exact: true }).count()).toBe(0);
  await page.context().close();

  const second = await open(sealer, `/papers/${paperId}`);
  await second.getByRole('button', { name: '封卷', exact: true }).click();
  await second.getByRole('dialog').getByRole('button', { name: '封卷', exact: true }).click();
  await second.locator('.page-head .state-tag').filter({ hasText: '已封卷' }).waitFor();
  const cover = await maker.client.papers.getPaperCover({ paperId });
  expect(cover).toMatchObject({ state: 'sealed', itemsPerForm: 3, sealedBy: { id: sealer.personId } });
  await second.context().close();
});

it('an assembly under way is seen by whoever opens its blueprint, and one of them ends it', async () => {
  const { maker } = people;
  const watcher = await test.staff(['paper_maker']);
  const versionIds = await findVersionIds(test, 'theory', 'vetting');
  await people.vetter.client.items.vetItems({ versionIds, sheet: [...flawlessSheet] });
  const { blueprint } = readDemoBank();
  const { id } = await maker.client.papers.createBlueprint({
    occupationId: people.occupationId,
    level: 'intermediate',
    part: 'theory',
    // More items than the bank has, and figures that fit no simple reason: half a minute of looking for one.
    body: {
      ...blueprint,
      content: [],
      forms: 8,
      sections: [{ interaction: 'single', count: 30, points: 3 }],
      difficulty: [1, 2, 3, 4, 5].map((level) => ({ level, min: 0.05, max: 0.5 })),
      angoff: { center: 62.003, width: 0.001 },
      secondsMax: 1300,
    },
  });
  const first = await open(maker, `/blueprints/${id}`);
  await first.getByRole('button', { name: '组卷', exact: true }).click();
  await first.getByText('正在找出原因').waitFor();
  // Leaving the page does not end it.
  await first.context().close();
  const page = await open(watcher, `/blueprints/${id}`);
  await page.getByText('正在找出原因').waitFor();
  await expectUsable(page);
  await page.getByRole('button', { name: '取消组卷' }).click();
  await page.getByText('取消了上一次组卷，没有写入任何内容').waitFor();
  expect((await maker.client.papers.listPapers({ blueprintId: id })).total).toBe(0);
  await page.context().close();
});
