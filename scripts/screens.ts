// `npm run screens`: renders the pictures of the README from the demo world, each page as the role that uses it.
// `node scripts/screens.ts URL` takes them from a demo server that runs already.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startOwnServer } from '../apps/cli/src/own-server.ts';
import { readCandidates } from '../apps/cli/src/story/files.ts';
import { logIn, serverAt } from '../apps/cli/src/story/server.ts';
import type { Client } from '../apps/cli/src/story/server.ts';
import { openBrowser } from '../tests/harness/browser.ts';

type Batch = Awaited<ReturnType<Client['batches']['listBatches']>>['rows'][number];

const folder = join(import.meta.dirname, '../docs/pictures');
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

await import('./build.ts');
mkdirSync(folder, { recursive: true });
const given = process.argv[2];
const own = given ? null : await startOwnServer({ world: true });
const origin = given ?? own?.url ?? '';
const accounts = await serverAt(origin).client(null).people.listDemoAccounts();
const browser = await openBrowser();
try {
  await takeAll(browser);
} finally {
  await browser.close();
  await own?.stop();
}

async function takeAll(browser: Browser): Promise<void> {
  const director = await clientOf('center_director');
  const { rows: batches } = await director.batches.listBatches({ pageSize: 50 });
  const certified = batchAt(batches, 'certified');
  const reviewing = batchAt(batches, 'reviewing');
  const { rows: certificates } = await director.certificates.listCertificates({ batchId: certified.id });
  const { rows: papers } = await (await clientOf('paper_maker')).papers.listPapers({});

  const visitor = await openPage(browser, null);
  await take(visitor, 'verify', `/v/${certificates[0]?.token ?? ''}`);
  const staff = await openPage(browser, 'center_staff');
  await take(staff, 'workbench', '/workbench');
  await take(staff, 'batch', `/batches/${certified.id}/timeline`);
  await take(staff, 'roster', `/batches/${certified.id}/roster`);
  await take(staff, 'draw', `/batches/${reviewing.id}/review`);
  const maker = await openPage(browser, 'paper_maker');
  await take(maker, 'paper', `/papers/${papers.find(({ part }) => part === 'theory')?.id ?? ''}`);
  await takePlayer(browser, batchAt(batches, 'running'));
}

/** The candidate's phone: the ticket, then the first question of the open sitting. */
async function takePlayer(browser: Browser, { id: batchId, site }: Batch): Promise<void> {
  const account = accounts.find(({ posts }) =>
    posts.some((held) => held.post === 'site_administrator' && held.site?.id === site.id),
  );
  if (!account) throw new Error('no demo account administers the site of the running batch');
  const administrator = serverAt(origin).client(await logIn(serverAt(origin), account));
  const [ticket] = await administrator.batches.listTickets({ batchId });
  const candidate = readCandidates().candidates.find(({ name }) => name === ticket?.name);
  const page = await openPage(browser, null, phone);
  await take(page, 'ticket', `/t/${ticket?.token ?? ''}`);
  await page.locator('input').fill(candidate?.idNumber.slice(-4) ?? '');
  await page.locator('form button').click();
  await page.locator('.question, [role="radiogroup"], fieldset').first().waitFor();
  await page.screenshot({ path: join(folder, 'player.png') });
}

async function clientOf(post: string): Promise<Client> {
  const account = accounts.find(({ posts }) => posts.some((held) => held.post === post));
  if (!account) throw new Error(`no demo account holds the post ${post}`);
  const server = serverAt(origin);
  return server.client(await logIn(server, account));
}

/** A page of a visitor, or of the first demo account with a post, logged in as a person does it. */
async function openPage(browser: Browser, post: string | null, viewport = wide): Promise<Page> {
  const page = await browser.newPage({ viewport, locale: 'zh-CN', deviceScaleFactor: 1 });
  if (post === null) return page;
  const account = accounts.find(({ posts }) => posts.some((held) => held.post === post));
  await page.goto(`${origin}/login`, { waitUntil: 'networkidle' });
  await page
    .locator('.demo-account')
    .filter({ hasText: account?.name ?? '' })
    .first()
    .click();
  await page.waitForURL('**/workbench', { timeout: 90_000 });
  return page;
}

async function take(page: Page, name: string, path: string): Promise<void> {
  await page.goto(origin + path, { waitUntil: 'networkidle' });
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
}

function batchAt(batches: readonly Batch[], state: string): Batch {
  const found = batches.find((batch) => batch.state === state);
  if (!found) throw new Error(`the demo world has no batch that is ${state}`);
  return found;
}
