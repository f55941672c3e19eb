import { openBrowser } from './tests/harness/browser.ts';
import type { Page } from 'playwright-core';
import { logIn, serverAt } from './apps/cli/src/story/server.ts';
const origin = 'http://127.0.0.1:8347';
const out = '/tmp/p-shots';
const server = serverAt(origin);
const accounts = await server.client(null).people.listDemoAccounts();
const accountOf = (post: string) => accounts.find(({ posts }) => posts.some((held) => held.post === post));
const browser = await openBrowser();
async function openPage(post: string, viewport: { width: number; height: number }, lang: string): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: lang === 'zh' ? 'zh-CN' : 'en-US' });
  await context.addInitScript(`localStorage.setItem('language', '${lang}')`);
  const token = await logIn(server, accountOf(post)!);
  await context.addCookies([{ name: 'jiangping_login', value: token, url: origin }]);
  const page = await context.newPage(); page.on('pageerror', (e) => console.log('PAGEERROR', e.message)); page.on('response', (r) => { if (r.status() >= 400) console.log('STATUS', r.status(), r.url()); }); page.on('requestfailed', (r) => console.log('FAILED', r.url(), r.failure()?.errorText)); return page;
}
const maker = server.client(await logIn(server, accountOf('paper_maker')!));
await new Promise((r) => setTimeout(r, 100));
const { rows: blueprints } = await maker.papers.listBlueprints({ pageSize: 50 });
for (const b of blueprints) console.log(b.part, b.level, b.occupation.nameZh, (b.body as { forms?: number }).forms, b.id);
const big = blueprints.filter(({ part, body }) => part === 'theory' && (body as { content: unknown[] }).content.length > 0).sort((a, b) => Number((b.body as { forms: number }).forms) - Number((a.body as { forms: number }).forms))[0]!;
const base = big.body as Record<string, unknown>;
const make = async (change: object) => (await maker.papers.createBlueprint({ occupationId: big.occupation.id, level: big.level, part: 'theory', body: { ...base, content: [], ...change } })).id;
const search = await make({ forms: 5, sections: [{ interaction: 'single', count: 20, points: 1 }], difficulty: [], angoff: { center: 60.01, width: 0.02 }, secondsMax: 1200 });
const endless = await make({ forms: 8, sections: [{ interaction: 'single', count: 30, points: 3 }], difficulty: [1, 2, 3, 4, 5].map((each) => ({ level: each, min: 0.05, max: 0.5 })), angoff: { center: 62.003, width: 0.001 }, secondsMax: 1300 });
const impossible = await make({ forms: 2, sections: [{ interaction: 'multiple', count: 40, points: 2 }], difficulty: [], angoff: { center: 60, width: 40 } });
const theory = { id: big.id };
const practical = blueprints.find(({ part }) => part === 'practical')!;
console.log(theory.id, practical.id);
const bank = (part: string) => `${practical.occupation.id}.${practical.level}.${part}`;
const { rows: papers } = await maker.papers.listPapers({ pageSize: 50 });
console.log(papers.map((p) => `${p.part} ${p.state} ${p.id}`).join('\n'));
const only = process.argv[2];
for (const lang of (process.argv[3] ?? 'zh,en').split(',')) {
  for (const [size, viewport] of [['1440', { width: 1440, height: 900 }], ['390', { width: 390, height: 844 }]] as const) {
    if (process.argv[4] && process.argv[4] !== size) continue;
    const tag = `${lang}-${size}`;
    const shot = async (page: Page, name: string, full = true) => { await page.locator('h1').first().waitFor(); await page.waitForTimeout(300); await page.screenshot({ path: `${out}/${name}-${tag}.png`, fullPage: full }); const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'); if (Number(over) > 0) console.log('OVERFLOW', name, tag, over); };
    if (!only || only === 'writer') {
      const page = await openPage('item_writer', viewport, lang);
      await page.goto(`${origin}/items/write?bank=${bank('practical')}`, { waitUntil: 'networkidle' });
      await shot(page, 'write-basics');
      for (const [i, name] of ['preparation', 'task', 'scoring'].entries()) {
        await page.locator('.practical-steps .ant-steps-item').nth(i + 1).click();
        await shot(page, `write-${name}`);
      }
      const found = await server.client(await logIn(server, accountOf('item_writer')!)).items.listItems({ part: 'practical', pageSize: 5 });
      const id = found.rows[0]!.versionId;
      await page.goto(`${origin}/items/${id}`, { waitUntil: 'networkidle' });
      await shot(page, 'item', false);
      await page.goto(`${origin}/items/${id}/revise`, { waitUntil: 'networkidle' });
      await page.locator('.practical-steps .ant-steps-item').nth(1).click();
      await shot(page, 'revise-preparation');
      await page.locator('.practical-steps .ant-steps-item').nth(3).click();
      await shot(page, 'revise-scoring');
      await page.goto(`${origin}/items/${id}/documents`, { waitUntil: 'networkidle' });
      await shot(page, 'documents');
      if (size === '1440') await page.pdf({ path: `${out}/documents-${lang}.pdf`, preferCSSPageSize: true });
      await page.context().close();
    }
    if (!only || only === 'maker') {
      const page = await openPage('paper_maker', viewport, lang);
      await page.goto(`${origin}/blueprints/new`, { waitUntil: 'networkidle' });
      await shot(page, 'choose-bank');
      await page.goto(`${origin}/blueprints/new?from=${practical.id}`, { waitUntil: 'networkidle' });
      await shot(page, 'practical-plan');
      await page.goto(`${origin}/blueprints/${practical.id}`, { waitUntil: 'networkidle' });
      await shot(page, 'practical-blueprint');
      await page.goto(`${origin}/blueprints/${endless}`, { waitUntil: 'networkidle' });
      await shot(page, 'debug', false);
      await page.locator('form button[type=submit]').first().click();
      await page.waitForTimeout(2300);
      await shot(page, 'explaining', false);
      const other = await openPage('sealer', viewport, lang);
      await other.goto(`${origin}/blueprints/${endless}`, { waitUntil: 'networkidle' });
      await shot(other, 'seen-by-sealer', false);
      await other.context().close();
      await page.locator('.assembly-state button.ant-btn-dangerous').click();
      await page.waitForTimeout(1500);
      await shot(page, 'cancelled', false);
      await page.goto(`${origin}/blueprints/${impossible}`, { waitUntil: 'networkidle' });
      await page.locator('form button[type=submit]').first().click();
      await page.locator('.conflict-lines').waitFor({ timeout: 60000 });
      await shot(page, 'infeasible', false);
      await page.route('**/assembly', async (route) => { await route.fulfill({ json: { limitSeconds: 30, assembly: { id: '019e9d8c-c973-710d-aad5-27e311a0ff90', startedBy: { id: '019e9d8c-c973-710d-aad5-27e311a0ff90', name: '阿卜杜勒·阿齐孜·买买提·艾合买提' }, startedAt: new Date().toISOString(), seconds: 12.4, phase: 'searching', objective: 0.214533, bound: 0.0731, gap: 0.0023568, wantedGap: 0.0001, end: null } } }); });
      await page.goto(`${origin}/blueprints/${search}`, { waitUntil: 'networkidle' });
      await page.locator('.assembly-figures').waitFor();
      await shot(page, 'searching', false);
      await page.unroute('**/assembly');
      await page.goto(`${origin}/blueprints/${theory.id}`, { waitUntil: 'networkidle' });
      await page.locator('form button[type=submit]').first().click();
      await page.waitForURL(/\/papers\//, { timeout: 60000 });
      await page.waitForTimeout(800);
      await shot(page, 'paper-rules', false);
      await page.getByRole('tab').nth(2).click();
      await shot(page, 'paper-overlaps', false);
      await page.getByRole('tab').nth(1).click();
      await page.locator('.ant-alert-actions button, .ant-alert button').first().click();
      await page.locator('.paper-item').first().waitFor(); if (await page.locator('.comparison summary').count()) await page.locator('.comparison summary').click();
      await shot(page, 'paper-comparison');
      await page.goto(`${origin}/blueprints/${theory.id}`, { waitUntil: 'networkidle' });
      await shot(page, 'assembled', false);
      await page.context().close();
    }
    if (!only || only === 'sealer') {
      const page = await openPage('sealer', viewport, lang);
      const drafts = (await maker.papers.listPapers({ state: 'assembled', pageSize: 50 })).rows;
      await page.goto(`${origin}/papers/${drafts[0]!.id}`, { waitUntil: 'networkidle' });
      await shot(page, 'seal-page', false);
      await page.locator('.page-head button').last().click();
      await page.waitForTimeout(500);
      await shot(page, 'seal-dialog', false);
      if (size === '1440' && lang === 'zh') { await page.locator('.ant-modal-footer button').last().click(); await page.waitForTimeout(1500); await shot(page, 'sealed', false); }
      await page.goto(`${origin}/blueprints/${theory.id}`, { waitUntil: 'networkidle' });
      await shot(page, 'sealer-blueprint', false);
      await page.context().close();
    }
  }
}
await browser.close();
