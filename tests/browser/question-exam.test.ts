// A candidate at an exam of question documents: what is typed, the pictures, and the end, with a network that comes and goes.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { flawlessSheet } from '@jiangping/domain/items/vetting-sheet';
import { questionFixtures } from '@jiangping/formats/question/question-fixtures';
import { startAttempt } from '../../apps/server/src/sittings/sittings.ts';
import { openBrowser, seriousFaults } from '../harness/browser.ts';
import { publishDemoStandard } from '../harness/demo-bank.ts';
import { makePng } from '../harness/pictures.ts';
import { bookReadySitting } from '../harness/sitting.ts';
import { openTestApp } from '../harness/test-app.ts';
import type { TestApp } from '../harness/test-app.ts';

const level = 'intermediate' as const;
const kinds = ['text-entry', 'hotspot', 'graphic-gap-match'];
const fixtures = questionFixtures.filter(({ kind }) => kinds.includes(kind));
const ticket = 'a-ticket-of-this-device-alone-0000';

let test: TestApp;
let url: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let attemptToken: string;
const errors: string[] = [];

beforeAll(async () => {
  test = await openTestApp();
  url = await test.app.http.listen({ port: 0, host: '127.0.0.1' });
  const occupationId = await publishDemoStandard(test);
  const writer = await test.staff(['item_writer']);
  const stored = new Map<string, string>();
  for (const [i, name] of [...new Set(fixtures.flatMap(({ media }) => media))].entries()) {
    const content = makePng(400, 300, 100 + 50 * i).toString('base64');
    stored.set(name, (await writer.client.items.storeMedia({ name, content })).sha256);
  }
  await writer.client.items.importItems({
    occupationId,
    level,
    part: 'theory',
    fileName: 'q.json',
    items: fixtures.map(({ document, media }, i) => ({
      id: `Q-${String(i + 1)}`,
      point: 'A1.1.1',
      difficulty: 3,
      angoff: 0.6,
      seconds: 60,
      source: '《白酒感官品评导则》',
      rationale: '见依据。',
      question: { document, media: media.map((href) => ({ href, sha256: stored.get(href) ?? '' })) },
    })),
  });
  const vetter = await test.staff(['item_vetter']);
  const { rows } = await vetter.client.items.listItems({ occupationId, level, pageSize: 50 });
  await vetter.client.items.vetItems({
    versionIds: rows.map(({ versionId }) => versionId),
    sheet: [...flawlessSheet],
  });
  const maker = await test.staff(['paper_maker']);
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
      sections: [
        { interaction: 'blank', count: 1, points: 1 },
        { interaction: 'graphic', count: 2, points: 1 },
      ],
      content: [],
      difficulty: [],
      angoff: { center: 60, width: 30 },
      overlap: { max: 0 },
      secondsMax: 3600,
    },
  });
  const { id: paperId } = await maker.client.papers.assemblePaper({ blueprintId });
  await (await test.staff(['sealer'])).client.papers.sealPaper({ paperId });
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
  const invigilator = await test.staff(['invigilator'], { siteId });
  const { id: candidateId } = await center.client.people.registerPerson({
    name: '考生甲',
    idType: 'resident_id',
    idNumber: test.newIdNumber(),
  });
  const { base } = test.app;
  const { id: formId } = await base.db
    .selectFrom('paper_forms')
    .select('id')
    .where('paper_id', '=', paperId)
    .executeTakeFirstOrThrow();
  const sittingId = await bookReadySitting(test, {
    paperId,
    part: 'theory',
    startsAt: new Date(test.now().getTime() - 3_600_000),
    invigilatorId: invigilator.personId,
    seats: [{ candidateId, formId }],
  });
  await invigilator.client.sittings.openSitting({ sittingId });
  const started = await base.db
    .transaction()
    .execute((tx) =>
      startAttempt({ tx, base, now: test.now() }, { sittingId, candidateId, key: 'enter-the-sitting' }),
    );
  ({ attemptToken } = started);
  browser = await openBrowser();
  context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    hasTouch: true,
    bypassCSP: true,
  });
  page = await open();
  await enter();
}, 240_000);
afterAll(async () => {
  await browser.close();
  await test.close();
});

async function open(): Promise<Page> {
  const opened = await context.newPage();
  opened.on('pageerror', (error) => errors.push(error.message));
  await opened.goto(`${url}/t/${ticket}`);
  return opened;
}

/** Leaves on the device what entering with a ticket leaves there. */
async function enter(): Promise<void> {
  await page.getByText('打不开这张准考证').waitFor();
  await page.evaluate(`(async () => {
    const answer = await fetch('/api/attempts/current', { headers: { authorization: 'Bearer ${attemptToken}' } });
    const page = await answer.json();
    const database = await new Promise((resolve) => {
      const request = indexedDB.open('jiangping-player');
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = database.transaction('attempts', 'readwrite');
    transaction.objectStore('attempts').put({
      attemptId: page.attemptId, ticketToken: '${ticket}', attemptToken: '${attemptToken}', page, epoch: page.epoch,
      base: { sequence: page.lastSequence, hash: page.lastHash }, receipt: null,
    });
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
    await navigator.serviceWorker.ready;
  })()`);
  await page.reload();
  await page.locator('.question').waitFor();
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const blanks = () => page.locator('.blank');
const isDrawn = 'document.querySelector(".plate-sheet > img")?.naturalWidth === 400';
const countFiles = () =>
  page.evaluate<number>(`new Promise((resolve) => {
    const request = indexedDB.open('jiangping-player-media');
    request.onsuccess = () => {
      const files = request.result.transaction('files').objectStore('files').count();
      files.onsuccess = () => { request.result.close(); resolve(files.result); };
    };
  })`);

it('what is typed is kept when the item is left, and when the page is closed in the middle of a word', async () => {
  expect(await seriousFaults(page)).toEqual([]);
  await blanks().nth(0).tap();
  await page.keyboard.type('2');
  await button('下一题').tap();
  await button('上一题').tap();
  expect(await blanks().nth(0).inputValue()).toBe('2');
  await blanks().nth(0).tap();
  await page.keyboard.press('End');
  await page.keyboard.type('0');
  await blanks().nth(1).tap();
  await page.keyboard.insertText('随机');
  expect(await blanks().nth(1).inputValue()).toBe('随机');
  await page.close({ runBeforeUnload: true });
  page = await open();
  await page.locator('.question').waitFor();
  await expect.poll(() => blanks().nth(0).inputValue()).toBe('20');
  await expect.poll(() => blanks().nth(1).inputValue()).toBe('随机');
  // In a field the arrow keys belong to the text, not to the paper.
  await blanks().nth(1).tap();
  await page.keyboard.press('ArrowRight');
  expect(await page.locator('.question h1').innerText()).toContain('第 1 题');
});

it('every picture is on the device soon after the start, and the exam goes on without a network after a reload', async () => {
  await page.locator('.media-progress').waitFor({ state: 'detached', timeout: 20_000 });
  expect(await countFiles()).toBe(2);
  await context.setOffline(true);
  await page.reload();
  await page.locator('.question').waitFor();
  await button('下一题').tap();
  await page.waitForFunction(isDrawn);
  const radio = page.locator('.option input[type=radio]');
  if ((await radio.count()) > 0) await radio.first().check();
  else await fillFirstArea();
  await button('下一题').tap();
  await page.waitForFunction(isDrawn);
  if ((await radio.count()) > 0) await radio.first().check();
  else await fillFirstArea();
  await page.locator('.save-local').waitFor();
  await page.locator('.foot-sheet').tap();
  expect(await page.locator('dialog button.cell-answered').count()).toBeGreaterThanOrEqual(2);
  await page.locator('dialog').getByRole('button', { name: '关闭' }).tap();
  await context.setOffline(false);
  await page.locator('.save-saved').waitFor({ timeout: 30_000 });
});

async function fillFirstArea(): Promise<void> {
  await page.locator('.slot-button').first().tap();
  await page.locator('dialog .option').first().tap();
  await page.locator('dialog').getByRole('button', { name: '完成' }).tap();
}

it('an answer in part is told before handing in, and nothing of the paper stays on the device after it', async () => {
  await page.locator('.foot-sheet').tap();
  await page.locator('dialog button.cell').first().tap();
  // The sheet gives the focus back when it closes; a hand that clears the field comes after that.
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  const clear = async () => {
    await blanks().nth(1).fill('');
    return blanks().nth(1).inputValue();
  };
  await expect.poll(clear).toBe('');
  await page.locator('.foot-sheet').tap();
  await page.locator('dialog').getByRole('button', { name: '交卷' }).tap();
  await page.getByText('还有 1 题未答完').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  // Nobody may leave in the first half hour.
  test.advance(31 * 60_000);
  await button('确认交卷').tap();
  await page.locator('.receipt').waitFor({ timeout: 30_000 });
  expect(await page.locator('.receipt').innerText()).toContain('3 / 3');
  await expect.poll(countFiles).toBe(0);
  const kept = await test.app.base.db
    .selectFrom('response_journal')
    .select('response')
    .orderBy('sequence')
    .execute();
  expect(kept.at(-1)?.response).toEqual(['LOW=20']);
  expect(errors).toEqual([]);
});
