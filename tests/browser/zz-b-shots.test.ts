import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { questionFixtures, writtenFixture } from '/work/main/packages/formats/src/question/question-fixtures.ts';
import { openBrowser } from '/work/main/tests/harness/browser.ts';
import { makePng } from '/work/main/tests/harness/pictures.ts';
import { makeWav } from '/work/main/tests/harness/recordings.ts';
import { openTestApp } from '/work/main/tests/harness/test-app.ts';

it('shots', async () => {
  const test = await openTestApp();
  const url = await test.app.http.listen({ port: 0, host: '127.0.0.1' });
  const writer = await test.staff(['item_writer']);
  const browser = await openBrowser();
  const drawer = await browser.newPage();
  const png = async (w: number, h: number, code: string) => Buffer.from(((await drawer.evaluate(`(() => { const c = document.createElement('canvas'); c.width=${w}; c.height=${h}; const g = c.getContext('2d'); ${code}; return c.toDataURL('image/png'); })()`)) as string).split(',')[1], 'base64');
  const cellar = await png(400, 300, `g.fillStyle='#f3ead8';g.fillRect(0,0,400,300);g.strokeStyle='#5a4632';g.lineWidth=4;for(let i=0;i<5;i++){g.strokeRect(20+i*76,120,56,150);g.beginPath();g.ellipse(48+i*76,120,28,10,0,0,7);g.stroke()}g.fillStyle='#8a6a3c';g.fillRect(0,40,400,14);g.fillStyle='#333';g.font='16px sans-serif';g.fillText('酒窖平面图',150,30)`);
  const glass = await png(160, 200, `g.fillStyle='#fff';g.fillRect(0,0,160,200);g.strokeStyle='#234';g.lineWidth=5;g.beginPath();g.moveTo(50,20);g.bezierCurveTo(20,110,60,120,80,125);g.bezierCurveTo(100,120,140,110,110,20);g.moveTo(80,125);g.lineTo(80,180);g.moveTo(45,182);g.lineTo(115,182);g.stroke()`);
  const label = await png(120, 40, `g.fillStyle='#a3211a';g.fillRect(0,0,120,40);g.fillStyle='#fff';g.font='22px sans-serif';g.fillText('冷凝器',26,28)`);
  const stored = new Map<string, string>();
  for (const [name, bytes] of Object.entries({ 'media/glass.png': glass, 'media/cellar.png': cellar, 'media/label.png': label, 'media/bubble.mp3': makeWav(3000) }))
    stored.set(name, (await writer.client.items.storeMedia({ name, content: (bytes as Buffer).toString('base64') })).sha256);
  const el = (tag: string, attributes: Record<string, string>, ...children: unknown[]) => ({ tag, attributes, children });
  const opt = (id: string, ...c: unknown[]) => el('option', { id, max: '1' }, ...c);
  const rich = [
    el('h3', {}, '电工基础'),
    el('p', {}, '如表所示，某支路电阻 ', el('math', {}, el('msub', {}, el('mi', {}, 'R'), el('mn', {}, '1')), el('mo', {}, '='), el('mfrac', {}, el('mi', {}, 'U'), el('mi', {}, 'I'))), '，请完成下列各题。'),
    el('table', {}, el('caption', {}, '表 1 测量值'), el('thead', {}, el('tr', {}, el('th', {}, '序号'), el('th', {}, '电压 U/V'), el('th', {}, '电流 I/A'), el('th', {}, '功率因数 cosφ'), el('th', {}, '备注说明'))), el('tbody', {}, el('tr', {}, el('td', {}, '1'), el('td', {}, '220'), el('td', {}, '4.4'), el('td', {}, '0.92'), el('td', {}, '空载运行时测得'))))    ,
    el('math', { display: 'block' }, el('mi', {}, 'P'), el('mo', {}, '='), el('msqrt', {}, el('mn', {}, '3')), el('mi', {}, 'U'), el('mi', {}, 'I'), el('mi', {}, 'cos'), el('mi', {}, 'φ')),
    el('choice', { response: 'A', max: '2', min: '2' }, el('prompt', {}, '（1）下列说法正确的有'), opt('a', '电阻与电压成正比'), opt('b', '电流表应串联，且量程选择必须留有余量，读数时视线应垂直于刻度盘面'), opt('c', el('math', {}, el('msup', {}, el('mi', {}, 'I'), el('mn', {}, '2')), el('mi', {}, 'R')), ' 为有功损耗'), opt('d', '以上都不对')),
    el('p', {}, '（2）该支路电阻为 ', el('text-entry', { response: 'B', input: 'decimal', length: '6' }), ' Ω，属于', el('inline-choice', { response: 'C' }, opt('x', '线性'), opt('y', '非线性')), '元件。'),
    el('media', { response: 'D', max: '2', min: '1' }, el('prompt', {}, '（3）听录音，判断设备状态。'), el('audio', { src: `media:${stored.get('media/bubble.mp3')}` })),
    el('upload', { response: 'E' }),
  ];
  const plain = { position: 3, interaction: 'composite', points: 2.5, stem: '', options: [] };
  const shots: { name: string; item: unknown; response: readonly string[] }[] = [];
  for (const f of [...questionFixtures, { kind: 'written', interaction: 'written', document: writtenFixture, media: [], right: ['RESPONSE=盲评是为了排除先入为主的影响。\n第二行。'], wrong: [] }]) {
    const question = { document: f.document, media: f.media.map((href) => ({ href, sha256: stored.get(href) ?? '' })) };
    const { content } = await writer.client.items.tryQuestion({ question, seed: 7 });
    shots.push({ name: f.kind.replace(/ /g, '-'), item: { ...plain, interaction: f.interaction, content }, response: f.right });
  }
  shots.push({ name: 'rich', item: { ...plain, content: rich }, response: ['A=a', 'A=b', 'B=5o', 'D=1'] });
  for (const [width, height, hasTouch] of [[390, 844, true], [1440, 900, false]] as const) {
    const context = await browser.newContext({ viewport: { width, height }, hasTouch, locale: 'zh-CN' });
    await context.addCookies([{ name: 'jiangping_login', value: writer.token, url }]);
    const page = await context.newPage();
    page.on('pageerror', (e) => console.log('ERR', e.message));
    await page.goto(`${url}/preview`, { waitUntil: 'networkidle' });
    for (const { name, item, response } of shots.filter(({ name }) => ['rich', 'hottext', 'written'].includes(name)))
      for (const [mode, language, isElder, lines] of [['zh', 'zh', false, []], ['zh-done', 'zh', false, response], ['en', 'en', false, response], ['elder', 'zh', true, response]] as const) {
        if (width === 1440 && mode !== 'zh-done' && mode !== 'elder') continue;
        await page.evaluate(`postMessage(${JSON.stringify({ kind: 'jiangping-preview', item, language, isElder, response: lines })}, location.origin)`);
        await page.waitForTimeout(350);
        await page.screenshot({ path: `/tmp/b-shots/${name}-${mode}-${width}.png`, fullPage: true });
      }
    await context.close();
  }
  await browser.close();
  await test.close();
}, 300000);
