import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, seriousFaults } from '../harness/browser.ts';
import { findVersionIds, importDemoBank } from '../harness/demo-bank.ts';
import type { BankStaff } from '../harness/demo-bank.ts';
import { openTestApp } from '../harness/test-app.ts';
import type { Staff, TestApp } from '../harness/test-app.ts';

let test: TestApp;
let url: string;
let browser: Browser;
let people: BankStaff;
let auditor: Staff;
/** What the vetter sees of eight items, as it was copied off the screen. */
let copy: string;

beforeAll(async () => {
  test = await openTestApp();
  url = await test.app.http.listen({ port: 0, host: '127.0.0.1' });
  people = await importDemoBank(test);
  auditor = await test.staff(['audit_admin']);
  const versionIds = (await findVersionIds(test, 'theory', 'vetting')).slice(0, 8);
  for (const reader of [people.vetter, people.maker])
    for (const versionId of versionIds) await reader.client.items.getItem({ versionId });
  const bodies = await Promise.all(
    versionIds.map(async (versionId) => (await people.vetter.client.items.getItem({ versionId })).body),
  );
  copy = bodies
    .map(({ stem, options }) =>
      [stem, ...(options as { id: string; text: string }[]).map(({ id, text }) => `${id}. ${text}`)].join(
        '\n',
      ),
    )
    .join('\n');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await test.close();
});

async function open(staff: Staff, path: string, width: number): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'zh-CN',
    bypassCSP: true,
  });
  await context.addCookies([{ name: 'jiangping_login', value: staff.token, url }]);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url + path, { waitUntil: 'networkidle' });
  return { page, errors };
}

it.each([1440, 390])(
  'a leaked text is traced to the reader whose copy it is, at %i pixels',
  async (width) => {
    const { page, errors } = await open(auditor, '/items/trace', width);
    await page.locator('#leaked-text').fill(copy);
    await page.getByRole('button', { name: '开始溯源' }).click();
    await page.getByText('文本与一位查看人看到的一致').waitFor();
    const row = page.locator('tbody tr', { has: page.locator('.state-tag') });
    expect(await row.count()).toBe(1);
    expect(await row.innerText()).toContain('审题人员');
    await row.locator('summary').click();
    expect(await row.locator('a[href^="/ledger/"]').count()).toBeGreaterThanOrEqual(8);
    expect(await seriousFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  },
);

it('a writer finds no way to trace, and an item nobody has sat says so', async () => {
  const { page } = await open(people.writer, '/items/trace', 1440);
  await page.getByText('您的岗位不能溯源').waitFor();
  expect(await page.locator('#leaked-text').count()).toBe(0);
  const [itemId] = await findVersionIds(test, 'theory', 'vetting');
  await page.goto(`${url}/items/${itemId ?? ''}`);
  await page.getByText('还没有在考试中使用过').waitFor();
  await page.context().close();
});
