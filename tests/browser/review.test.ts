// The review as its people see it: a batch drawn by the real commands, its draw repeated in a real browser.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOwnServer } from '../../apps/cli/src/own-server.ts';
import type { OwnServer } from '../../apps/cli/src/own-server.ts';
import { runBatch } from '../../apps/cli/src/story/batch.ts';
import { readCandidates } from '../../apps/cli/src/story/files.ts';
import { logIn, serverAt } from '../../apps/cli/src/story/server.ts';
import { buildWorld } from '../../apps/cli/src/story/world.ts';
import { openBrowser, seriousFaults } from '../harness/browser.ts';

const phone = { width: 390, height: 844 };
const desktop = { width: 1440, height: 900 };

interface Draw {
  dossiers: number;
  drawn: number[];
  leaves: string[];
}

let own: OwnServer;
let browser: Browser;
let batchId: string;
let token: string;
let dossierPath: string;

beforeAll(async () => {
  own = await startOwnServer();
  browser = await openBrowser();
  const server = serverAt(own.url);
  const world = await buildWorld(server, await server.client(null).people.listDemoAccounts(), {
    extent: 'batch',
  });
  const { main } = world.story;
  const outcome = await runBatch(world, main, {
    upTo: 'reviewing',
    candidates: readCandidates().candidates.slice(0, 8),
  });
  batchId = outcome.batchId;
  const reviewer = main.staff.reviewers?.[0]?.replace('-', '.');
  const account = world.cast.accounts().find((each) => each.account === reviewer);
  token = await logIn(server, account!);
  const { drawnDossiers } = await server.client(token).reviews.getReview({ batchId });
  dossierPath = `/batches/${batchId}/dossiers/${drawnDossiers[0]!.entryId}`;
}, 600_000);
afterAll(async () => {
  await browser.close();
  await own.stop();
});

async function open(viewport: { width: number; height: number }): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', bypassCSP: true });
  await context.addCookies([{ name: 'jiangping_login', value: token, url: own.url }]);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, errors };
}

/** Opens the review with an answer of the server that was changed on its way. */
async function openTampered(change: (draw: Draw) => void): Promise<Page> {
  const { page } = await open(desktop);
  await page.route(`**/api/batches/${batchId}/review*`, async (route) => {
    const answer = await route.fetch();
    const review = (await answer.json()) as { draw: Draw };
    change(review.draw);
    await route.fulfill({ response: answer, json: review });
  });
  await page.goto(`${own.url}/batches/${batchId}/review`);
  await page.locator('.draw-check').waitFor();
  return page;
}

const stepsOf = (page: Page, look: 'holds' | 'fails' | 'open') =>
  page
    .locator(`.draw-step-${look}`)
    .evaluateAll((steps: { getAttribute(name: string): string | null }[]) =>
      steps.map((step) => step.getAttribute('data-step')),
    );

async function faults(page: Page): Promise<string[]> {
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return [...(await seriousFaults(page)), ...(overflow > 0 ? [`${String(overflow)} pixels too wide`] : [])];
}

describe('the draw of a batch', () => {
  it.each([phone, desktop])('is repeated in the browser and every step holds, $width wide', async (size) => {
    const { page, errors } = await open(size);
    await page.goto(`${own.url}/batches/${batchId}/review`, { waitUntil: 'networkidle' });
    await page.getByText('抽取属实').waitFor();
    await page.locator('.draw-details summary').click();
    expect(await stepsOf(page, 'holds')).toEqual([
      'draw.form',
      'draw.root',
      'draw.freeze',
      'draw.checkpoint',
      'draw.vrf',
      'draw.key',
      'draw.seed',
      'draw.policy',
      'draw.size',
      'draw.numbers',
    ]);
    expect(await page.locator('.power li').first().innerText()).toMatch(/若有 1 份问题案卷，.*%/);
    expect(await faults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('names the step that fails when a dossier was changed after the draw', async () => {
    const page = await openTampered((draw) => {
      const [first = ''] = draw.leaves;
      draw.leaves[0] = (first.startsWith('0') ? '1' : '0') + first.slice(1);
    });
    expect(await stepsOf(page, 'fails')).toEqual(['draw.root']);
    expect(await page.getByRole('alert').innerText()).toContain('抽取不成立：案卷已固定');
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it('names the step that fails when another dossier is said to be drawn', async () => {
    const page = await openTampered((draw) => {
      const others = Array.from({ length: draw.dossiers }, (_, i) => i + 1).filter(
        (number) => !draw.drawn.includes(number),
      );
      draw.drawn = [others[0]!, ...draw.drawn.slice(1)].sort((a, b) => a - b);
    });
    expect(await stepsOf(page, 'fails')).toEqual(['draw.numbers']);
    expect(await page.getByRole('alert').innerText()).toContain('抽取不成立：抽中的案卷');
    await page.context().close();
  });

  it('says what could not be checked when the ledger does not answer', async () => {
    const { page } = await open(desktop);
    await page.route('**/api/ledger/facts/*/proof', (route) => route.abort());
    await page.goto(`${own.url}/batches/${batchId}/review`);
    await page.getByText('有 1 步没能核对').waitFor();
    expect(await stepsOf(page, 'open')).toEqual(['draw.freeze']);
    await page.context().close();
  });
});

describe('a drawn dossier', () => {
  it.each([phone, desktop])('reads as a document that is what was closed, $width wide', async (size) => {
    const { page, errors } = await open(size);
    await page.goto(own.url + dossierPath, { waitUntil: 'networkidle' });
    await page.getByText('案卷与封存时一致').waitFor();
    expect(await page.locator('.dossier-document h2').allInnerTexts()).toEqual([
      '考生与报名',
      '申报条件',
      '考试与到场',
      '评分',
      '考务与考评人员',
      '成绩',
    ]);
    expect(await page.locator('.dossier-document').innerText()).not.toContain('undefined');
    expect(await faults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('is said to be changed when one mark in it is another', async () => {
    const { page } = await open(desktop);
    await page.route(`**/api${dossierPath}*`, async (route) => {
      const answer = await route.fetch();
      const dossier = (await answer.json()) as { body: { result: { passMark: number } } };
      dossier.body.result.passMark -= 1;
      await route.fulfill({ response: answer, json: dossier });
    });
    await page.goto(own.url + dossierPath);
    await page.getByText('案卷与封存时不一致').waitFor();
    expect(await stepsOf(page, 'fails')).toEqual(['digest', 'leaf']);
    await page.context().close();
  });

  it('is reviewed by keyboard alone: the draft outlives a reload, the signed sheet can only be read', async () => {
    const { page } = await open(desktop);
    await page.goto(own.url + dossierPath, { waitUntil: 'networkidle' });
    await page.locator('#sheet-row-eligibility_evidence input').first().focus();
    await page.keyboard.press('2');
    await page.locator('#sheet-row-eligibility_evidence textarea').waitFor();
    await page.keyboard.press('Control+Enter');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.locator('#sheet-row-eligibility_evidence textarea').fill('工作年限证明未盖章');
    await page.reload({ waitUntil: 'networkidle' });
    expect(await page.locator('#sheet-row-eligibility_evidence textarea').inputValue()).toBe(
      '工作年限证明未盖章',
    );
    await page.locator('#sheet-row-identity_photo input').first().focus();
    for (let row = 2; row <= 10; row += 1) await page.keyboard.press('1');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await page.locator('.dossier-sheet .signed-rows').waitFor();
    expect(await page.locator('.dossier-sheet input').count()).toBe(0);
    expect(await page.getByRole('link', { name: /下一份/ }).count()).toBe(1);
    await page.context().close();
  });
});
