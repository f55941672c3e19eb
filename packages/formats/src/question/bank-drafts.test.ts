import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TheoryItem } from '@jiangping/domain/items/item';
import { packArchive } from '../archive/zip-writer.ts';
import { arbitraryItem, everyKind } from '../exchange/arbitrary-items.ts';
import { makeItem, noFacts, plain } from '../exchange/exchange-item.ts';
import type { ExchangeItem } from '../exchange/exchange-item.ts';
import { exchangeTheoryItem, readJsonBank } from '../exchange/json-bank.ts';
import { item3, response3, score3, template3 } from '../qti/fixtures.ts';
import { writeQtiPackage } from '../qti-writing/qti-package.ts';
import { readItemFile } from '../read-bank.ts';
import { importRecordOf } from './bank-draft.ts';
import { draftBank } from './bank-drafts.ts';
import type { BankDrafts } from './bank-drafts.ts';
import { exportBank, exportFormats, writeItemTemplate } from './bank-export.ts';
import type { ExportFormat, StoredBank } from './bank-export.ts';

const utf8 = new TextEncoder();
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
const demo = readJsonBank(
  readFileSync(
    new URL('../../../../demo/banks/6-02-06-07-level-4/theory-a-basics.json', import.meta.url),
    'utf8',
  ),
  'demo.json',
);
const facts = { point: 'A1.1.1', difficulty: 3, angoff: 0.6, seconds: 60, source: '依据', rationale: '解析' };

async function draft(content: Uint8Array | string, name: string): Promise<BankDrafts> {
  return draftBank(
    await readItemFile(typeof content === 'string' ? utf8.encode(content) : content, name),
    'x-',
  );
}

/** What a bank holds after it took the drafts: facts of the file, else the ones above; the name of a file stands for its digest. */
function store({ drafts, files, points }: BankDrafts): StoredBank {
  const keyOf = (file: number) => `sha-${String(file)}`;
  return {
    items: drafts.map((each) => {
      const given = Object.fromEntries(Object.entries(each.facts).filter(([, value]) => value !== null));
      return importRecordOf(each, { ...facts, ...given }, keyOf);
    }),
    points,
    media: new Map(files.map(({ bytes }, i) => [keyOf(i), { type: 'image/png', bytes }])),
  };
}

const withPicture = makeItem({
  id: 'P-1',
  stem: { format: 'html', text: '<p>图中是什么？<img src="@@PLUGINFILE@@/a.png" alt="图"></p>' },
  answer: {
    kind: 'choice',
    isSingle: true,
    scoring: 'sum',
    shuffle: true,
    numbering: '',
    options: ['甲', '乙', '丙'].map((text, i) => ({
      id: 'ABC'.charAt(i),
      text: plain(text),
      fraction: i === 1 ? 100 : 0,
      feedback: null,
    })),
  },
  files: [{ name: 'a.png', path: '/', bytes: png }],
});

describe('items of a file for a bank', () => {
  it('are in the bank’s own form where that says everything, whatever format they come in', async () => {
    const items = demo.items.slice(0, 30);
    const bank: StoredBank = {
      items: items.map((item) => {
        const { content } =
          draftBank(
            { kind: 'bank', format: 'json-bank', bank: { items: [item], points: [] }, problems: [] },
            '',
          ).drafts[0] ?? {};
        if (content?.kind !== 'simple') throw new Error(item.id);
        return { id: item.id, ...item.facts, ...content, kind: undefined } as unknown as TheoryItem &
          Record<string, unknown>;
      }),
      points: demo.points,
      media: new Map(),
    };
    for (const format of ['qti3', 'moodle-xml', 'gift', 'xlsx'] as const) {
      const { content, written } = await exportBank(bank, format);
      expect(written).toBe(30);
      const back = await draft(content, `bank${exportFormats[format].ending}`);
      expect(back.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(back.drafts.map(({ content: { kind } }) => kind)).toEqual(items.map(() => 'simple'));
      expect(JSON.parse(JSON.stringify(store(back).items.map(sorted)))).toEqual(
        JSON.parse(JSON.stringify(bank.items.map(sorted))),
      );
    }
  });

  it('keep pictures once, and their documents under the ids of the bank', async () => {
    const other = { ...withPicture, id: 'P-2' };
    const back = await draft(writeQtiPackage({ items: [withPicture, other], points: [] }).content, 'p.zip');
    expect(back.format).toBe('qti');
    expect(back.files.map(({ name, bytes }) => [name, bytes])).toEqual([['a.png', png]]);
    expect(back.drafts.map(({ id, content }) => [id, content.kind, content.interaction])).toEqual([
      ['P-1', 'question', 'single'],
      ['P-2', 'question', 'single'],
    ]);
    const [first] = store(back).items;
    expect(first).toMatchObject({
      id: 'P-1',
      question: { media: [{ href: 'P-1-files/a.png', sha256: 'sha-0' }] },
    });
  });

  it('get ids of the prefix where the file gives none, and own ids made fit', async () => {
    const gift = await draft('Q1 {=a ~b}\n\n// [id:二 #2]\nQ2 {=a ~b}\n', 'x.gift');
    expect(gift.drafts.map(({ id, isOwnId }) => [id, isOwnId])).toEqual([
      ['x-1', false],
      ['二-2', true],
    ]);
  });

  it('tell the bank’s rule to who filled in a sheet, and take any number of options from elsewhere', async () => {
    const three = { ...withPicture, stem: plain('哪个？'), files: [] };
    const bankOf = (format: 'xlsx' | 'gift') =>
      draftBank({ kind: 'bank', format, bank: { items: [three], points: [] }, problems: [] }, '').drafts[0];
    expect(bankOf('xlsx')?.content.kind).toBe('simple');
    expect(bankOf('gift')?.content).toMatchObject({ kind: 'question', interaction: 'single' });
  });

  it('of a foreign package are whole: its own rules and its shared text come along', async () => {
    const stimulus = `<qti-assessment-stimulus xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="s"><qti-stimulus-body><p>共用材料<img src="pic.png" alt="图"/></p></qti-stimulus-body></qti-assessment-stimulus>`;
    const rules = `<qti-response-processing xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"><qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value></qti-response-processing>`;
    const item = item3(
      `${response3('RESPONSE', 'single', 'string', ['水'])}${score3}<qti-assessment-stimulus-ref identifier="s" href="../shared/s.xml"/><qti-item-body><p>填空<qti-text-entry-interaction response-identifier="RESPONSE"/></p></qti-item-body><qti-response-processing template="../shared/r.xml"/>`,
    );
    const manifest = `<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="m"><resources><resource identifier="i" type="imsqti_item_xmlv3p0" href="items/i.xml"><file href="items/i.xml"/></resource><resource identifier="s" type="imsqti_stimulus_xmlv3p0" href="shared/s.xml"><file href="shared/s.xml"/></resource></resources></manifest>`;
    const files = {
      'imsmanifest.xml': manifest,
      'items/i.xml': item,
      'shared/s.xml': stimulus,
      'shared/r.xml': rules,
    };
    const zip = packArchive([
      ...Object.entries(files).map(([name, text]) => ({ name, content: utf8.encode(text) })),
      { name: 'shared/pic.png', content: png },
    ]);
    const { drafts } = await draft(zip, 'p.zip');
    const content = drafts[0]?.content;
    if (content?.kind !== 'question') throw new Error('no document');
    expect(content.media).toEqual([{ href: 'item-1-files/pic.png', file: 0 }]);
    expect(content.document).toContain('共用材料');
    expect(content.document).not.toContain('stimulus-ref');
    expect(content.document).toContain('qti-set-outcome-value');
    expect(content.stem).toContain('共用材料');
  });

  it('leave out what asks nothing, and say so', async () => {
    const { drafts, problems } = await draft('只是一段说明。\n\nQ {=a ~b}', 'x.gift');
    expect(drafts).toHaveLength(1);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'item_without_question' }));
  });

  it('are simple from a foreign document only where its rules are standard ones', async () => {
    const choice = ['A', 'B', 'C', 'D']
      .map((id) => `<qti-simple-choice identifier="${id}">${id}项</qti-simple-choice>`)
      .join('');
    const body = `${response3('RESPONSE', 'single', 'identifier', ['B'])}${score3}<qti-item-body><p>哪个？</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1">${choice}</qti-choice-interaction></qti-item-body>`;
    const standard = await draft(item3(`${body}${template3('match_correct')}`), 'a.xml');
    expect(standard.drafts[0]?.content).toMatchObject({ kind: 'simple', correct: ['B'], stem: '哪个？' });
    const own = await draft(
      item3(
        `${body}<qti-response-processing><qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">0.5</qti-base-value></qti-set-outcome-value></qti-response-processing>`,
      ),
      'a.xml',
    );
    expect(own.drafts[0]?.content.kind).toBe('question');
  });
});

function sorted(value: object): object {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

describe('a bank that leaves as a file and comes back', () => {
  const settle = async (items: readonly ExchangeItem[]) =>
    store(await draft(writeQtiPackage({ items, points: [] }).content, 'p.zip'));

  it('as a QTI package is the same bank, whatever kinds of items it holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryItem({ kinds: everyKind.filter((kind) => kind !== 'description'), full: true }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (given) => {
          const items = given.map((item, i) => ({
            ...item,
            id: `I-${String(i)}`,
            facts: { ...noFacts, ...facts },
          }));
          const bank = await settle([...items, withPicture]);
          const again = store(await draft((await exportBank(bank, 'qti3')).content, 'p.zip'));
          expect(again.items).toEqual(bank.items);
          expect([...again.media.values()]).toEqual([...bank.media.values()]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps its questions in Moodle XML, and tells by item and field what a poorer format loses', async () => {
    const bank = await settle([withPicture, ...demo.items.slice(0, 2)]);
    const moodle = store(await draft((await exportBank(bank, 'moodle-xml')).content, 'm.xml'));
    expect(moodle.items).toEqual(bank.items);
    const aiken = await exportBank(bank, 'aiken');
    expect(aiken.problems.map(({ where }) => where)).toContainEqual(expect.stringContaining('P-1'));
    expect(aiken.problems.every(({ code }) => code === 'lost_in_format')).toBe(true);
  });

  it('as JSON carries its files along', async () => {
    const bank = await settle([withPicture]);
    const { content } = await exportBank(bank, 'json');
    const { items, media } = JSON.parse(new TextDecoder().decode(content)) as {
      items: unknown;
      media: { sha256: string; content: string }[];
    };
    expect(items).toEqual(bank.items);
    expect(media.map(({ sha256, content: text }) => [sha256, atob(text).length])).toEqual([
      ['sha-0', png.length],
    ]);
  });

  it('keeps files of two items apart that have one address and different contents', async () => {
    const document = item3(
      `${response3('RESPONSE', 'single', 'string', ['水'])}${score3}<qti-item-body><p><img src="media/a.png" alt="图"/><qti-text-entry-interaction response-identifier="RESPONSE"/></p></qti-item-body>${template3('match_correct')}`,
    );
    const items = ['one', 'two', 'three'].map((id, i) => ({
      id,
      ...facts,
      question: { document, media: [{ href: 'media/a.png', sha256: i === 2 ? 'b' : 'a' }] },
    }));
    const other = Uint8Array.from([9, 9]);
    const media = new Map([
      ['a', { type: 'image/png', bytes: png }],
      ['b', { type: 'image/png', bytes: other }],
    ]);
    const { content } = await exportBank({ items, points: [], media }, 'qti3');
    const { drafts, files } = await draft(content, 'p.zip');
    const shown = drafts.map(({ content: question }) =>
      question.kind === 'question' ? question.media.map(({ href, file }) => [href, files[file]?.bytes]) : [],
    );
    expect(shown).toEqual([[['media/a.png', png]], [['media/a.png', png]], [['three-files/a.png', other]]]);
  });

  it('leaves open what an unfinished item does not say', async () => {
    const items = [{ ...demoTheory(), source: '', point: '' }].map((item) => ({ ...item }));
    const { content } = await exportBank({ items, points: [], media: new Map() }, 'qti3');
    const { drafts, problems } = await draft(content, 'p.zip');
    expect(problems).toEqual([]);
    expect(drafts[0]?.facts).toMatchObject({ source: null, point: null, rationale: '解析' });
  });

  it('keeps questions of one gap in a sheet and in GIFT', async () => {
    const bank = store(await draft(await writeItemTemplate([]), 't.xlsx'));
    expect(JSON.stringify(bank.items[2])).toContain('qti-text-entry-interaction');
    for (const format of ['xlsx', 'gift'] as const) {
      const { content, written, problems } = await exportBank(bank, format);
      expect([written, problems.filter(({ severity }) => severity === 'error')]).toEqual([3, []]);
      expect(store(await draft(content, `b${exportFormats[format].ending}`)).items).toEqual(bank.items);
    }
  });

  it('writes every format of an empty bank and of a bank of one', async () => {
    const bank = await settle([exchangeTheoryItem(demoTheory())]);
    for (const format of Object.keys(exportFormats) as ExportFormat[]) {
      expect((await exportBank(bank, format)).written).toBe(1);
      expect((await exportBank({ ...bank, items: [] }, format)).written).toBe(0);
    }
  });
});

function demoTheory(): TheoryItem {
  return {
    id: 'T',
    interaction: 'judgement',
    stem: '=SUM(A1) 是公式。',
    options: [],
    correct: ['true'],
    ...facts,
  };
}

describe('the template of the sheet', () => {
  it('reads back without a fault, and its examples can be taken', async () => {
    const bytes = await writeItemTemplate([{ code: 'A1.1.1', name: '点', importance: 'X' }]);
    const { drafts, problems, points } = await draft(bytes, 't.xlsx');
    expect(problems).toEqual([]);
    expect(points).toHaveLength(1);
    expect(drafts.map(({ content: { kind, interaction } }) => [kind, interaction])).toEqual([
      ['simple', 'single'],
      ['simple', 'judgement'],
      ['question', 'blank'],
    ]);
  });
});
