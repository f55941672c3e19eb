import { flawlessSheet } from '@jiangping/domain/items/vetting-sheet';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../harness/browser.ts';
import { findVersionIds, importDemoBank, readDemoBank } from '../harness/demo-bank.ts';
import type { BankStaff } from '../harness/demo-bank.ts';
import { bookReadySitting } from '../harness/sitting.ts';
import { openTestApp } from '../harness/test-app.ts';
import type { Staff, TestApp } from '../harness/test-app.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };

let test: TestApp;
let url: string;
let browser: Browser;
let people: BankStaff;
let paperId: string;
let itemId: string;

beforeAll(async () => {
  test = await openTestApp();
  url = await test.app.http.listen({ port: 0, host: '127.0.0.1' });
  people = await importDemoBank(test);
  const versionIds = await findVersionIds(test, 'theory', 'vetting');
  await people.vetter.client.items.vetItems({ versionIds, sheet: [...flawlessSheet] });
  itemId = versionIds[0] ?? '';
  const { id } = await people.maker.client.papers.createBlueprint({
    occupationId: people.occupationId,
    level: 'intermediate',
    part: 'theory',
    body: readDemoBank().blueprint,
  });
  paperId = (await people.maker.client.papers.assemblePaper({ blueprintId: id, seed: 'browser' })).id;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await test.close();
});

async function open(staff: Staff, path: string, viewport = wide): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', bypassCSP: true });
  await context.addCookies([{ name: 'jiangping_login', value: staff.token, url }]);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url + path, { waitUntil: 'networkidle' });
  return { page, errors };
}

/** Rules of WCAG 2 A and AA that the page breaks seriously, and how far it is wider than the screen. */
async function faultsOf(page: Page): Promise<{ serious: string[]; overflow: number }> {
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate<{
    violations: { id: string; impact: string; nodes: { target: string[] }[] }[];
  }>('axe.run(document, { runOnly: ["wcag2a", "wcag2aa"] })');
  return {
    serious: violations
      .filter(({ impact }) => impact === 'critical' || impact === 'serious')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    overflow: Math.max(
      0,
      await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      ),
    ),
  };
}
const noFaults = { serious: [], overflow: 0 };

/** The mark over the items: its picture, and whether it covers them and lets clicks through. */
const markOf = (page: Page) =>
  page.evaluate<{ picture: string; covers: boolean; lets: string; prints: string }>(`(() => {
    const screen = document.querySelector('.item-screen');
    const mark = [...screen.children].find((child) =>
      getComputedStyle(child).backgroundImage.startsWith('url("data:image/png'));
    if (!mark) return { picture: '', covers: false, lets: '', prints: '' };
    const [outer, inner] = [screen.getBoundingClientRect(), mark.getBoundingClientRect()];
    const style = getComputedStyle(mark);
    return {
      picture: style.backgroundImage,
      covers: inner.width >= outer.width && inner.height >= outer.height && style.backgroundRepeat === 'repeat',
      lets: style.pointerEvents,
      prints: style.printColorAdjust ?? style.webkitPrintColorAdjust,
    };
  })()`);

it('an item is read under a mark that covers it, prints, lets clicks through and differs by reader', async () => {
  const { page, errors } = await open(people.vetter, `/items/${itemId}`);
  await page.locator('.item-options').waitFor();
  const mark = await markOf(page);
  expect(mark).toMatchObject({ covers: true, lets: 'none', prints: 'exact' });
  await page.emulateMedia({ media: 'print' });
  expect((await markOf(page)).picture).toBe(mark.picture);
  const other = await open(people.writer, `/items/${itemId}`);
  await other.page.locator('.item-options').waitFor();
  expect((await markOf(other.page)).picture).not.toBe(mark.picture);
  expect(mark.picture.length).toBeGreaterThan(1000);
  expect(errors).toEqual([]);
  await page.context().close();
  await other.page.context().close();
});

it('an item says that its reading is on record and leads to the fact', async () => {
  const { page } = await open(people.vetter, `/items/${itemId}`);
  await page.getByRole('link', { name: '查看这条记录' }).click();
  await page.waitForURL(/\/ledger\//);
  await page.getByRole('heading', { name: '查看试题' }).waitFor();
  expect(await page.locator('pre').first().innerText()).toContain(itemId);
  await page.context().close();
});

it('a paper shows that every rule holds, side by side for its forms, and the browser counts the same', async () => {
  const { page, errors } = await open(people.maker, `/papers/${paperId}`);
  const { checks } = await people.maker.client.papers.getPaperCover({ paperId });
  await page.getByText(`${String(checks.length)} 条规则全部符合`).waitFor();
  expect(await page.getByRole('columnheader', { name: 'B 卷' }).count()).toBeGreaterThan(3);
  expect(await page.locator('.rule-group .state-tag', { hasText: '不符合' }).count()).toBe(0);
  expect(await page.locator('.rule-group .state-tag').count()).toBeGreaterThan(30);
  // No item is shown, so nothing was read, before it is asked for.
  expect(await page.locator('.paper-item').count()).toBe(0);
  await page.getByRole('tab', { name: '试题' }).click();
  await page.getByRole('button', { name: '查看试题' }).click();
  await page.locator('.recount', { hasText: '全部符合，与系统所记一致' }).waitFor();
  expect(await page.locator('.paper-item').count()).toBe(20);
  expect((await markOf(page)).covers).toBe(true);
  expect(errors).toEqual([]);
  await page.context().close();
});

it.each([
  ['the bank', 'vetter', () => `/items?bank=${people.occupationId}.intermediate.theory`],
  ['an item', 'vetter', () => `/items/${itemId}`],
  ['the import door', 'writer', () => '/items/import'],
  ['the papers', 'maker', () => '/papers'],
  ['a paper', 'maker', () => `/papers/${paperId}`],
  ['the seal of a paper', 'maker', () => `/papers/${paperId}?tab=seal`],
  ['the blueprints', 'maker', () => '/blueprints'],
  [
    'a draft of a blueprint',
    'maker',
    () => `/blueprints/new?bank=${people.occupationId}.intermediate.theory`,
  ],
] as [string, 'writer' | 'vetter' | 'maker', () => string][])(
  '%s has no serious fault of access, wide or narrow',
  async (_, who, path) => {
    for (const size of [wide, narrow]) {
      const { page, errors } = await open(people[who], path(), size);
      await page.locator('h1').waitFor();
      expect(await faultsOf(page)).toEqual(noFaults);
      expect(errors).toEqual([]);
      await page.context().close();
    }
  },
);

it('a sealed paper shows nobody its items; once a sitting has opened it, the browser computes the digest of the seal', async () => {
  const center = await test.staff(['center_staff']);
  const { id: siteId } = await center.client.sites.registerSite({
    kind: 'direct_base',
    nameZh: '演示基地',
    nameEn: 'Demo Base',
    uscc: '91350100M000100Y43',
    province: '35',
    city: '福州市',
    serial: '000999',
    accountableId: center.personId,
    venues: [],
  });
  const invigilator = await test.staff(['invigilator'], { siteId });
  const { digest } = await people.sealer.client.papers.sealPaper({ paperId });

  const sealed = await open(people.maker, `/papers/${paperId}?tab=items`);
  await sealed.page.getByText('试卷已封卷加密').waitFor();
  expect(await sealed.page.getByRole('button', { name: '查看试题' }).count()).toBe(0);
  expect(sealed.errors).toEqual([]);
  await sealed.page.context().close();

  const sittingId = await bookReadySitting(test, {
    paperId,
    part: 'theory',
    startsAt: test.now(),
    invigilatorId: invigilator.personId,
  });
  await invigilator.client.sittings.openSitting({ sittingId });
  const { page, errors } = await open(people.maker, `/papers/${paperId}?tab=seal`);
  await page.getByRole('button', { name: '在本机重算摘要' }).click();
  await page.locator('.recompute.ant-alert-success').waitFor();
  expect(await page.locator('.recompute code').innerText()).toBe(digest);
  expect(await faultsOf(page)).toEqual(noFaults);
  expect(errors).toEqual([]);
  await page.context().close();
});
