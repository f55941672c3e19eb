import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOwnServer } from '../../apps/cli/src/own-server.ts';
import type { OwnServer } from '../../apps/cli/src/own-server.ts';
import { openBrowser, seriousFaults } from '../harness/browser.ts';

const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

let own: OwnServer;
let browser: Browser;

beforeAll(async () => {
  own = await startOwnServer();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await own.stop();
});

async function open(
  path: string,
  viewport: { width: number; height: number },
): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport, locale: 'zh-CN', bypassCSP: true });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(own.url + path, { waitUntil: 'networkidle' });
  return { page, errors };
}

describe.each(sizes)('at $width pixels', (size) => {
  it.each(['/', '/verify', '/progress', '/login', '/t/an-unknown-ticket-token-of-some-length'])(
    '%s opens in Chinese without a fault',
    async (path) => {
      const { page, errors } = await open(path, size);
      expect(await page.locator('html').getAttribute('lang')).toMatch(/^zh/);
      expect((await page.locator('body').innerText()).length).toBeGreaterThan(20);
      expect(
        await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
      ).toBeLessThanOrEqual(0);
      expect(await seriousFaults(page)).toEqual([]);
      expect(errors).toEqual([]);
      await page.close();
    },
  );
});

it('a person logs in by one click on a demo account and finds the workbench', async () => {
  const { page, errors } = await open('/login', { width: 1440, height: 900 });
  await page.getByText('first.admin').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login'), { timeout: 90_000 });
  expect(await page.locator('h1').first().innerText()).not.toBe('');
  expect(errors).toEqual([]);
  await page.close();
});

it('the home page leads to the progress of the programme, which needs no login and loads nothing of the console', async () => {
  const { page, errors } = await open('/', { width: 390, height: 844 });
  await page.locator('a[href="/progress"]').click();
  await page.getByText('还没有公布开发计划。').waitFor();
  expect(new URL(page.url()).pathname).toBe('/progress');
  expect(await page.locator('h1').innerText()).toContain('开发进度');
  expect(await page.locator('[class^="ant-"]').count()).toBe(0);
  expect(errors).toEqual([]);
  await page.close();
});
