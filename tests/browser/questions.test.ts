// Every kind of question as the player draws it, through the page that shows an item to staff: answered by keyboard alone and
// by touch, with the answers scored by the server's own rules.
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionFixtures, writtenFixture } from '@jiangping/formats/question/question-fixtures';
import { openBrowser, seriousFaults } from '../harness/browser.ts';
import { makePng } from '../harness/pictures.ts';
import { makeWav } from '../harness/recordings.ts';
import { openTestApp } from '../harness/test-app.ts';
import type { Staff, TestApp } from '../harness/test-app.ts';

type Hand = (page: Page) => Promise<void>;
interface Hands {
  readonly keys: Hand;
  readonly touch: Hand;
  /** Where one answer has several forms, the one that is kept. */
  readonly lines?: readonly string[];
  readonly touched?: readonly string[];
}

const seed = 7;
const phone = { width: 390, height: 844 };
const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

let test: TestApp;
let url: string;
let writer: Staff;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const errors: string[] = [];
const stored = new Map<string, string>();

beforeAll(async () => {
  test = await openTestApp();
  url = await test.app.http.listen({ port: 0, host: '127.0.0.1' });
  writer = await test.staff(['item_writer']);
  const files: Record<string, Buffer> = {
    'media/glass.png': makePng(60, 80, 90),
    'media/cellar.png': makePng(400, 300, 200),
    'media/label.png': makePng(60, 20, 30),
    'media/bubble.mp3': makeWav(400),
  };
  for (const [name, bytes] of Object.entries(files)) {
    const { sha256 } = await writer.client.items.storeMedia({ name, content: bytes.toString('base64') });
    stored.set(name, sha256);
  }
  browser = await openBrowser();
  context = await browser.newContext({
    viewport: phone,
    locale: 'zh-CN',
    hasTouch: true,
    isMobile: true,
    bypassCSP: true,
  });
  await context.addCookies([{ name: 'jiangping_login', value: writer.token, url }]);
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${url}/preview`, { waitUntil: 'networkidle' });
  await page.evaluate(`
    globalThis.answers = [];
    addEventListener('message', ({ data }) => {
      if (data.kind === 'jiangping-answer') answers.push(data.response);
    });
  `);
});
afterAll(async () => {
  await browser.close();
  await test.close();
});

const questionOf = ({ document, media }: { document: string; media: readonly string[] }) => ({
  document,
  media: media.map((href) => ({ href, sha256: stored.get(href) ?? '' })),
});

async function itemOf(fixture: { document: string; media: readonly string[]; interaction: string }) {
  const tried = await writer.client.items.tryQuestion({ question: questionOf(fixture), seed });
  expect(tried.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { interaction } = fixture;
  return { position: 1, interaction, points: 1, stem: '', options: [], content: tried.content };
}

interface Shown {
  item: unknown;
  language?: string;
  isElder?: boolean;
  response?: readonly string[];
}

/** Shows an item as the page around the frame would, and listens to its answers. */
async function show(
  { item, language = 'zh', isElder = false, response = [] }: Shown,
  isWhole = true,
): Promise<void> {
  await page.evaluate('document.activeElement?.blur()');
  await page.evaluate('scrollTo({ top: 0 })');
  const message = { kind: 'jiangping-preview', item, language, isElder, response };
  await page.evaluate(`answers.length = 0; postMessage(${JSON.stringify(message)}, location.origin)`);
  await page.waitForFunction('document.querySelector(".question") !== null');
  const loading = '.media-wait, .widget-wait';
  if (isWhole) await page.waitForFunction(`document.querySelector('${loading}') === null`);
}

const answersOf = (page: Page) => page.evaluate<string[][]>('answers');
/** What is answered once the field is left. */
async function linesOf(page: Page): Promise<string[]> {
  await page.evaluate('document.activeElement?.blur()');
  await page.waitForTimeout(30);
  return (await answersOf(page)).at(-1) ?? [];
}

/** Goes on by the tabulator until the element has the focus: whatever is to be used must be reached like this. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error('the keyboard does not get there');
}
async function press(page: Page, target: Locator, ...keys: string[]): Promise<void> {
  await tabTo(page, target);
  for (const key of keys) await page.keyboard.press(key);
}
const times = (count: number, key: string) => Array.from({ length: count }, () => key);

const option = (page: Page, text: string) => page.locator('label.option', { hasText: text });
const chip = (page: Page, text: string) => page.locator('.chips button', { hasText: text }).first();

/** By the arrow keys to a radio button of the group; the tabulator gets to one of them only. */
async function radio(page: Page, text: string): Promise<void> {
  const radios = page.locator('input[type=radio]');
  await tabTo(page, radios.first());
  await page.keyboard.press('Space');
  for (let i = 0; i < 10 && !(await option(page, text).locator('input').isChecked()); i += 1)
    await page.keyboard.press('ArrowDown');
}
/** By the arrow keys to an entry of a list that opens nothing. */
async function pick(page: Page, place: number, text: string): Promise<void> {
  const list = page.locator('select').nth(place);
  await tabTo(page, list);
  for (let i = 0; i < 10; i += 1) {
    const shown = await list.evaluate(
      (element) => (element as unknown as { selectedOptions: { text: string }[] }).selectedOptions[0]?.text,
    );
    if (shown === text) return;
    await page.keyboard.press('ArrowDown');
  }
}
async function tapPicture(page: Page, x: number, y: number): Promise<void> {
  const drawing = page.locator('.plate-drawing');
  await drawing.scrollIntoViewIfNeeded();
  const box = (await drawing.boundingBox())!;
  await page.touchscreen.tap(box.x + (x / 400) * box.width, box.y + (y / 300) * box.height);
}
const list = (page: Page, place: number, text: string) =>
  page.locator('select').nth(place).selectOption({ label: text });
async function move(page: Page, keys: readonly string[]): Promise<void> {
  await press(page, page.getByRole('button', { name: '放在图中间' }), 'Enter');
  for (const key of keys) await page.keyboard.press(key);
}
/** Opens the options of a place, chooses one and closes them. */
async function fill(page: Page, opener: Hand, choose: Hand): Promise<void> {
  await opener(page);
  await page.locator('dialog').waitFor();
  await choose(page);
  await page.locator('dialog').getByRole('button', { name: '完成' }).press('Enter');
  await page.locator('dialog').waitFor({ state: 'detached' });
}

const hands: Readonly<Record<string, Hands>> = {
  choice: { keys: (page) => radio(page, '白酒'), touch: (page) => option(page, '白酒').tap() },
  'multiple choice': {
    async keys(page) {
      for (const text of ['窖香', '绵甜', '香味'])
        await press(page, option(page, text).locator('input'), 'Space');
    },
    async touch(page) {
      for (const text of ['香味', '窖香', '蜜香', '绵甜', '蜜香']) await option(page, text).tap();
    },
  },
  'text-entry': {
    async keys(page) {
      await tabTo(page, page.locator('input').nth(0));
      await page.keyboard.type('２０');
      await tabTo(page, page.locator('input').nth(1));
      await page.keyboard.insertText('随机');
    },
    async touch(page) {
      await page.locator('input').nth(1).tap();
      await page.keyboard.insertText('随机');
      await page.locator('input').nth(0).tap();
      await page.keyboard.type('20');
    },
  },
  'inline-choice': {
    keys: (page) => pick(page, 0, '色'),
    touch: async (page) => {
      await list(page, 0, '色');
    },
  },
  'gap-match': {
    async keys(page) {
      await pick(page, 0, '闻香');
      await pick(page, 1, '尝味');
    },
    async touch(page) {
      await list(page, 1, '尝味');
      await list(page, 0, '闻香');
    },
  },
  match: {
    async keys(page) {
      await pick(page, 0, '泥窖发酵');
      await pick(page, 1, '地缸发酵');
      await pick(page, 2, '高温堆积');
    },
    async touch(page) {
      await list(page, 2, '高温堆积');
      await list(page, 0, '泥窖发酵');
      await list(page, 1, '地缸发酵');
    },
  },
  associate: {
    async keys(page) {
      for (const text of ['冷凝器', '甑桶', '温度计', '酒精计']) await press(page, chip(page, text), 'Enter');
    },
    async touch(page) {
      for (const text of ['酒精计', '温度计', '甑桶', '冷凝器']) await chip(page, text).tap();
    },
    lines: ['RESPONSE=a b', 'RESPONSE=c d'],
  },
  order: {
    async keys(page) {
      for (const text of ['观色', '尝味', '闻香']) await press(page, chip(page, text), 'Enter');
      await press(page, page.getByRole('button', { name: '下移：尝味' }), 'Enter');
    },
    async touch(page) {
      for (const text of ['闻香', '观色', '尝味']) await chip(page, text).tap();
      await page.getByRole('button', { name: '上移：观色' }).tap();
    },
  },
  hotspot: { keys: (page) => radio(page, '右侧圆区'), touch: (page) => tapPicture(page, 300, 150) },
  'select-point': {
    keys: (page) => move(page, times(5, 'Shift+ArrowUp')),
    async touch(page) {
      await tapPicture(page, 20, 20);
      await tapPicture(page, 205, 103);
    },
    lines: ['RESPONSE=200 100'],
  },
  'graphic-order': {
    async keys(page) {
      for (const text of ['区域 A', '区域 B', '区域 C']) await press(page, chip(page, text), 'Enter');
    },
    async touch(page) {
      await tapPicture(page, 50, 50);
      await tapPicture(page, 200, 50);
      await tapPicture(page, 350, 60);
    },
  },
  'graphic-associate': {
    async keys(page) {
      for (const text of ['区域 C', '区域 A']) await press(page, chip(page, text), 'Enter');
    },
    async touch(page) {
      await tapPicture(page, 350, 50);
      await tapPicture(page, 50, 50);
    },
    lines: ['RESPONSE=a c'],
  },
  'graphic-gap-match': {
    async keys(page) {
      const slot = page.locator('.slot-button');
      await fill(
        page,
        (at) => press(at, slot.nth(0), 'Enter'),
        (at) => radio(at, '甑桶'),
      );
      await fill(
        page,
        (at) => press(at, slot.nth(1), 'Enter'),
        async (at) => {
          await tabTo(at, at.locator('dialog input:not(:disabled)').first());
          await at.keyboard.press('Space');
        },
      );
    },
    async touch(page) {
      await fill(
        page,
        (at) => tapPicture(at, 60, 30),
        (at) => option(at, '甑桶').tap(),
      );
      await fill(
        page,
        (at) => tapPicture(at, 250, 30),
        (at) => at.locator('dialog .option img').tap(),
      );
    },
  },
  'position-object': {
    keys: (page) =>
      move(page, [...times(14, 'Shift+ArrowLeft'), ...times(9, 'Shift+ArrowUp'), 'ArrowRight', 'ArrowUp']),
    async touch(page) {
      await tapPicture(page, 61, 59);
    },
    lines: ['RESPONSE=61 59'],
  },
  slider: {
    keys: (page) => press(page, page.locator('input[type=range]'), ...times(52, 'ArrowRight')),
    async touch(page) {
      await page.getByRole('button', { name: '增大' }).tap();
      expect(await page.locator('output').innerText()).toBe('0');
      for (let i = 0; i < 52; i += 1) await page.getByRole('button', { name: '增大' }).tap();
    },
  },
  hottext: {
    keys: (page) => press(page, page.getByRole('button', { name: '可以涂抹香水' }), 'Enter'),
    async touch(page) {
      await page.getByRole('button', { name: '不应吸烟' }).tap();
      await page.getByRole('button', { name: '可以涂抹香水' }).tap();
    },
  },
  'media and choice': {
    async keys(page) {
      await press(page, page.getByRole('button', { name: '播放' }), 'Enter');
      await page.getByText('已播放 1 次').waitFor();
      await radio(page, '蒸馏');
    },
    async touch(page) {
      await page.getByRole('button', { name: '播放' }).tap();
      await page.getByText('已播放 1 次').waitFor();
      await option(page, '蒸馏').tap();
    },
  },
};

describe.each(questionFixtures.map((fixture) => [fixture.kind, fixture] as const))(
  'a question of %s',
  (kind, fixture) => {
    it('is complete by keyboard and by touch, and its answer is what the server scores in full', async () => {
      const item = await itemOf(fixture);
      const hand = hands[kind]!;
      for (const way of ['keys', 'touch'] as const) {
        await show({ item });
        await hand[way](page);
        const lines = await linesOf(page);
        const answered = way === 'touch' && kind === 'select-point' ? null : (hand.lines ?? fixture.right);
        if (answered) expect(lines, way).toEqual(answered);
        const { outcome } = await writer.client.items.tryQuestion({
          question: questionOf(fixture),
          seed,
          response: lines,
        });
        expect(outcome?.score, way).toBeGreaterThanOrEqual(1);
        expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
        expect(await seriousFaults(page)).toEqual([]);
        expect(errors).toEqual([]);
      }
    });

    it('comes back with its answer, in English and large letters too, and is cleared by one button', async () => {
      const item = await itemOf(fixture);
      await show({ item, response: fixture.right, language: 'en', isElder: true });
      expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await answersOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Clear', exact: true }).tap();
      // A play cannot be taken back.
      expect(await linesOf(page)).toEqual(fixture.right.filter((line) => line.startsWith('PLAYS=')));
    });
  },
);

it('a written answer counts when the hand rests and when the field is left, not with each key', async () => {
  const item = await itemOf({ document: writtenFixture, media: [], interaction: 'written' });
  await show({ item });
  await page.locator('textarea').tap();
  await page.keyboard.type('blind tasting', { delay: 40 });
  expect(await answersOf(page)).toEqual([]);
  await expect.poll(() => answersOf(page)).toEqual([['RESPONSE=blind tasting']]);
  await page.keyboard.type('!');
  await page.evaluate('document.activeElement.blur()');
  await expect.poll(async () => (await answersOf(page)).at(-1)).toEqual(['RESPONSE=blind tasting!']);
});

it('no markup of an item runs, and what is unknown is drawn as its text', async () => {
  const sha256 = stored.get('media/glass.png')!;
  const el = (tag: string, attributes: Record<string, string>, ...children: unknown[]) => ({
    tag,
    attributes,
    children,
  });
  await show(
    {
      item: {
        position: 1,
        interaction: 'composite',
        points: 1,
        stem: '',
        options: [],
        content: [
          el('p', { onclick: 'document.title="x"', style: 'display:none', class: 'exam-side' }, '题干'),
          el('script', {}, 'document.title="x"'),
          el('iframe', { src: 'https://example.org' }, '框内'),
          el('img', { src: 'https://example.org/a.png', onerror: 'document.title="x"', alt: '外图' }),
          el('img', { src: `media:${sha256}`, alt: '酒杯', onload: 'document.title="x"' }),
          el(
            'math',
            { href: 'javascript:1' },
            el('mfrac', {}, el('mi', {}, 'x'), el('mfenced', {}, el('mn', {}, '2'))),
          ),
          el('upload', { response: 'U' }),
        ],
      },
    },
    false,
  );
  const content = page.locator('.content');
  await content.locator('img').first().waitFor();
  const html = await content.innerHTML();
  expect(html).not.toMatch(/script|iframe|onclick|onerror|onload|style=|example\.org|javascript/);
  expect(await content.innerText()).toContain('题干');
  expect(await content.innerText()).toContain('框内');
  expect(await content.innerText()).toContain('这一部分不能在此作答');
  expect(await content.locator('p').first().isVisible()).toBe(true);
  expect(await content.locator('math').textContent()).toBe('x(2)');
  expect(await page.title()).not.toBe('x');
  expect(errors).toEqual([]);
});

it('the frame tells when it is ready, each answer and its height, to its own page alone', async () => {
  const item = await itemOf(questionFixtures[0]!);
  const around = await context.newPage();
  await around.goto(`${url}/verify`, { waitUntil: 'networkidle' });
  const message = { kind: 'jiangping-preview', item, language: 'zh', isElder: false, response: [] };
  await around.evaluate(`
    globalThis.heard = [];
    addEventListener('message', ({ data, source }) => {
      heard.push(data);
      if (data.kind === 'jiangping-ready') source.postMessage(${JSON.stringify(message)}, location.origin);
    });
    const frame = document.createElement('iframe');
    frame.src = '/preview';
    document.body.append(frame);
  `);
  const frame = await (await around.waitForSelector('iframe')).contentFrame();
  await frame!.locator('label.option', { hasText: '白酒' }).click();
  const heard = await around.evaluate<{ kind: string; px?: number; response?: string[] }[]>('heard');
  expect(heard[0]).toEqual({ kind: 'jiangping-ready' });
  expect(heard.find(({ kind }) => kind === 'jiangping-height')?.px).toBeGreaterThan(100);
  expect(heard.findLast(({ kind }) => kind !== 'jiangping-height')).toEqual({
    kind: 'jiangping-answer',
    response: ['RESPONSE=baijiu'],
  });
  const { headers } = await test.app.http.inject({ url: '/preview' });
  expect(headers['x-frame-options']).toBe('SAMEORIGIN');
  expect(headers['content-security-policy']).toContain("frame-ancestors 'self'");
  const other = await test.app.http.inject({ url: '/t/x' });
  expect(other.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  await around.close();
});
