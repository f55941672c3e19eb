// A candidate on a phone, from the ticket to the receipt, with what happens in a real room: a wrong number, a reload, a
// server that dies and comes back.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOwnServer } from '../../apps/cli/src/own-server.ts';
import type { OwnServer } from '../../apps/cli/src/own-server.ts';
import { runBatch } from '../../apps/cli/src/story/batch.ts';
import { readCandidates } from '../../apps/cli/src/story/files.ts';
import { serverAt } from '../../apps/cli/src/story/server.ts';
import type { Client } from '../../apps/cli/src/story/server.ts';
import { buildWorld } from '../../apps/cli/src/story/world.ts';
import { openBrowser, seriousFaults } from '../harness/browser.ts';

let own: OwnServer;
let browser: Browser;
let page: Page;
let ticket: { token: string; name: string };
let idNumber: string;
let invigilator: Client;
let sittingId: string;
const errors: string[] = [];

beforeAll(async () => {
  own = await startOwnServer();
  const server = serverAt(own.url);
  const world = await buildWorld(server, await server.client(null).people.listDemoAccounts(), {
    extent: 'batch',
  });
  const candidates = readCandidates().candidates.slice(0, 4);
  const { batchId } = await runBatch(world, world.story.main, { upTo: 'running', candidates });
  const administrator = await world.cast.client(world.story.main.staff.siteAdministrator);
  const [first] = await administrator.batches.listTickets({ batchId });
  if (!first) throw new Error('no ticket was issued');
  ticket = first;
  idNumber = candidates.find(({ name }) => name === first.name)?.idNumber ?? '';
  invigilator = await world.cast.client(world.story.main.staff.invigilators?.[0] ?? '');
  const { sittings } = await administrator.batches.getBatch({ batchId });
  sittingId = sittings.find(({ part }) => part === 'theory')?.id ?? '';
  browser = await openBrowser();
  page = await browser.newPage({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    hasTouch: true,
    bypassCSP: true,
  });
  page.on('pageerror', (error) => errors.push(error.message));
}, 240_000);
afterAll(async () => {
  await browser.close();
  await own.stop();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const status = () => page.locator('.save');
const chosen = () => page.locator('.option input:checked').count();
const width = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

async function choose(option: number): Promise<void> {
  await page.locator('.option').nth(option).click();
}

describe('a candidate on a phone', () => {
  it('sees the ticket, is told of a wrong number, and enters with the right one', async () => {
    await page.goto(`${own.url}/t/${ticket.token}`, { waitUntil: 'networkidle' });
    expect(await page.locator('body').innerText()).toContain(ticket.name);
    expect(await seriousFaults(page)).toEqual([]);
    const right = idNumber.slice(-4);
    await page.locator('form input').fill(right === '0000' ? '1111' : '0000');
    await button('进入考试').click();
    await page.locator('[role="alert"], .notice').first().waitFor();
    expect(await page.locator('.question').count()).toBe(0);
    // The server takes the entry, its answer is lost, and the candidate reloads: no invigilator is needed.
    let taken = 0;
    await page.route('**/api/tickets/**', async (route) => {
      if (route.request().method() !== 'POST' || taken > 0) return route.fallback();
      const answer = await route.fetch();
      taken = answer.status();
      return route.abort();
    });
    await page.locator('form input').fill(right);
    await button('进入考试').click();
    await page.waitForFunction('sessionStorage.length > 0');
    await expect.poll(() => taken).toBe(200);
    await page.reload({ waitUntil: 'networkidle' });
    await page.locator('form input').fill(right);
    await button('进入考试').click();
    await page.locator('.question').waitFor();
    expect(await page.evaluate(width)).toBeLessThanOrEqual(0);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('finds the answers again after a reload', async () => {
    await choose(0);
    await button('下一题').click();
    await choose(1);
    await page.locator('.save-saved').waitFor();
    await page.reload({ waitUntil: 'networkidle' });
    await page.locator('.question').waitFor();
    const sheet = await page.locator('.foot-count').innerText();
    expect(sheet).toMatch(/^2\//);
  });

  it('goes on answering while the server is dead, and all of it arrives when it is back', async () => {
    await own.kill();
    for (let i = 0; i < 3; i += 1) {
      await button('下一题').click();
      if ((await chosen()) === 0) await choose(0);
    }
    await page.locator('.save-local').waitFor();
    expect(await status().innerText()).toContain('已存在本机');
    own = await startOwnServer({ folder: own.folder, port: own.port });
    await page.locator('.save-saved').waitFor({ timeout: 60_000 });
    const answered = Number((await page.locator('.foot-count').innerText()).split('/')[0]);
    expect(answered).toBeGreaterThanOrEqual(4);
  });

  it('hands in, and holds a receipt with the figures that the invigilator sees', async () => {
    const answered = (await page.locator('.foot-count').innerText()).split('/')[0] ?? '';
    await page.locator('.foot-sheet').click();
    await page.locator('dialog, [role="dialog"]').getByRole('button', { name: '交卷' }).click();
    await button('确认交卷').click();
    await page.locator('.receipt').waitFor({ timeout: 60_000 });
    const receipt = await page.locator('.receipt').innerText();
    expect(receipt).toContain('交卷成功');
    expect(receipt).toContain(ticket.name);
    expect(receipt).toContain(answered);
    expect(await seriousFaults(page)).toEqual([]);
    const { candidates } = await invigilator.sittings.getSitting({ sittingId });
    const mine = candidates.find(({ candidate }) => candidate.name === ticket.name);
    expect(mine).toMatchObject({ answered: Number(answered) });
    expect(mine?.endedAt).not.toBeNull();
    expect(errors).toEqual([]);
  });
});
