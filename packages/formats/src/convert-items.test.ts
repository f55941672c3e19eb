import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packArchive } from './archive/zip-writer.ts';
import { checkItems } from './check-items.ts';
import { convertItems, targetFormats } from './convert-items.ts';
import type { TargetFormat } from './convert-items.ts';
import { detectFormat } from './detect.ts';
import { arbitraryItem, everyKind } from './exchange/arbitrary-items.ts';
import type { ExchangeBank } from './exchange/exchange-item.ts';
import { readJsonBank } from './exchange/json-bank.ts';
import { exchangeQti } from './convert-items.ts';
import { readItemFile } from './read-bank.ts';
import { writeQtiPackage } from './qti-writing/qti-package.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const demo = readFileSync(
  new URL('../../../demo/banks/6-02-06-07-level-4/theory-a-basics.json', import.meta.url),
);
const bank = readJsonBank(demo.toString('utf8'), 'demo.json');

async function readBack(bytes: Uint8Array): Promise<ExchangeBank> {
  const reading = await readItemFile(bytes, 'x');
  if (reading.kind === 'unusable') throw new Error(JSON.stringify(reading.problems));
  return reading.kind === 'qti' ? exchangeQti(reading.source).bank : reading.bank;
}

describe('the format of a file', () => {
  it.each<[string, string, string | null]>([
    ['<?xml version="1.0"?><!-- c --><quiz></quiz>', 'a.txt', 'moodle-xml'],
    ['\uFEFF  <quiz/>', 'a', 'moodle-xml'],
    ['<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"/>', 'a', 'qti'],
    ['<x:qti-assessment-item xmlns:x="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"/>', 'a', 'qti'],
    ['{"points":[],"items":[]}', 'a', 'json-bank'],
    ['Q {=a ~b}', 'a', 'gift'],
    ['// c\n::T::words only', 'a', 'gift'],
    ['Q\nA. a\nB. b\nANSWER: A\n', 'a', 'aiken'],
    ['Q\nＡ．甲\nＢ．乙\nANSWER：A\n', 'a', 'aiken'],
    ['only words', 'a.txt', null],
    ['only words', 'a.gift', 'gift'],
    ['a\0b', 'a.gift', null],
  ])('of %j is told by what it holds', (text, name, expected) => {
    expect(detectFormat(bytesOf(text), name)).toBe(expected);
  });

  it('of a workbook, a package and any other zip is told by its entries', async () => {
    const zip = (name: string, text: string) => packArchive([{ name, content: bytesOf(text) }]);
    expect(await readItemFile(zip('a/x.gift', 'Q {=a ~b}'), 'x.zip')).toMatchObject({
      kind: 'bank',
      format: 'gift',
    });
    expect(await readItemFile(zip('quiz.xml', '<quiz/>'), 'x.zip')).toMatchObject({
      kind: 'bank',
      format: 'moodle-xml',
    });
    expect(await readItemFile(zip('imsmanifest.xml', '<manifest/>'), 'x.zip')).toMatchObject({ kind: 'qti' });
    expect(await readItemFile(zip('a.png', 'x'), 'x.zip')).toMatchObject({
      kind: 'unusable',
      problems: [{ code: 'format_unknown' }],
    });
    expect(await readItemFile(zip('../a.xml', 'x'), 'x.zip')).toMatchObject({
      kind: 'unusable',
      problems: [{ code: 'zip_path_outside', where: 'x.zip!../a.xml' }],
    });
    expect(await readItemFile(new Uint8Array(), 'x')).toMatchObject({
      kind: 'unusable',
      problems: [{ code: 'file_empty' }],
    });
  });

  it('of hostile length is told in no time', () => {
    // Time of the processor, so that other work on the machine decides nothing.
    const before = process.cpuUsage();
    for (const part of ['{', '\n', ' \n', '::', 'A', '<', '<!--', '{"', 'ANSWER', '\\'])
      detectFormat(bytesOf(part.repeat(300_000)), 'a');
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
  });

  it('in another encoding is read and the guess told', async () => {
    const gbk = Uint8Array.from([
      0xb0, 0xd7, 0xbe, 0xc6, 0xca, 0xc7, 0x7b, 0x3d, 0xbe, 0xc6, 0x20, 0x7e, 0xcb, 0xae, 0x7d,
    ]);
    expect(await checkItems(gbk, 'x.gift')).toMatchObject({
      items: [{ title: '白酒是' }],
      problems: [{ severity: 'warning', code: 'encoding_guessed' }],
    });
  });
});

describe('a bank converted', () => {
  it.each<[TargetFormat]>([['qti3'], ['gift'], ['moodle-xml'], ['xlsx']])(
    'to %s and back is the same bank',
    async (to) => {
      const { bytes, read, written, problems } = await convertItems(demo, 'demo.json', to);
      expect([read, written]).toEqual([bank.items.length, bank.items.length]);
      const lostPoints = to === 'gift' || to === 'moodle-xml';
      expect(problems.map(({ code, where }) => `${code} ${where}`)).toEqual(
        lostPoints ? ['lost_in_format bank.points'] : [],
      );
      const back = await readBack(bytes ?? new Uint8Array());
      expect(back.items).toEqual(bank.items);
      expect(back.points).toEqual(lostPoints ? [] : bank.points);
    },
  );

  it('to Aiken keeps single choices, writes judgements as choices and tells every multiple choice that is left out', async () => {
    const multiple = bank.items
      .filter(({ answer }) => answer.kind === 'choice' && !answer.isSingle)
      .map(({ id }) => id);
    const { bytes, written, problems } = await convertItems(demo, 'demo.json', 'aiken');
    expect(written).toBe(bank.items.length - multiple.length);
    expect(problems.filter(({ severity }) => severity === 'error').map(({ where }) => where)).toEqual(
      multiple,
    );
    expect((await readBack(bytes ?? new Uint8Array())).items).toHaveLength(written);
  });

  it('says the same keys and best scores whatever the format', async () => {
    const told = async (bytes: Uint8Array) =>
      (await checkItems(bytes, 'x')).items.map(({ title: _, ...rest }) => rest);
    const expected = await told(demo);
    expect(expected).toHaveLength(bank.items.length);
    expect(expected[0]).toEqual({
      id: 'PJ4-A1.1-001',
      interactions: [{ id: 'RESPONSE', kind: 'choice' }],
      maxScore: 1,
      correct: { RESPONSE: 'A' },
    });
    for (const to of targetFormats.filter((format) => format !== 'aiken')) {
      const { bytes } = await convertItems(demo, 'demo.json', to);
      expect(await told(bytes ?? new Uint8Array())).toEqual(expected);
    }
  });

  it('of every kind comes back from a QTI package as it was', async () => {
    const banks = fc
      .array(arbitraryItem({ kinds: everyKind, full: true }), { minLength: 1, maxLength: 4 })
      .map((items) => items.map((item, i) => ({ ...item, id: `Q-${i}` })));
    await fc.assert(
      fc.asyncProperty(banks, async (items) => {
        expect((await readBack(writeQtiPackage({ items, points: [] }).content)).items).toEqual(items);
      }),
      { numRuns: 40 },
    );
  });
});

describe('items of other formats checked with responses', () => {
  it('are marked by the same rules: weights, wildcards, tolerances, pairs', async () => {
    const gift = `::a::Q {~%50%x ~%50%y ~%-100%z}

::b::Q {=白*酒 =%50%水}

::c::Q {#10:0.5 =%50%20:1}

::d::Q {=l -> 1 =m -> 2}

::e::Q {F}`;
    const score = async (responses: Record<string, string | string[] | number>) => {
      const given = Object.fromEntries(
        Object.entries(responses).map(([id, value]) => [id, { RESPONSE: value }]),
      );
      const { outcomes, problems } = await checkItems(bytesOf(gift), 'x.gift', { responses: given });
      expect(problems).toEqual([]);
      return Object.fromEntries(Object.entries(outcomes ?? {}).map(([id, values]) => [id, values['SCORE']]));
    };
    expect(
      await score({ q1: ['A', 'B'], q2: '白葡萄酒', q3: 10.5, q4: ['P1 A1', 'P2 A2'], q5: 'false' }),
    ).toEqual({ q1: 1, q2: 1, q3: 1, q4: 1, q5: 1 });
    expect(await score({ q1: ['A'], q2: '水', q3: 20.5, q4: ['P1 A1', 'P2 A1'], q5: 'true' })).toEqual({
      q1: 0.5,
      q2: 0.5,
      q3: 0.5,
      q4: 0.5,
      q5: 0,
    });
    expect(await score({ q1: ['A', 'C'], q2: '酒', q3: 15 })).toEqual({ q1: 0, q2: 0, q3: 0 });
  });
});

describe('QTI converted to QTI 3.0', () => {
  const old = `<?xml version="1.0"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="T" adaptive="true" timeDependent="false">
<responseDeclaration identifier="R" cardinality="single" baseType="integer"/><outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><sliderInteraction responseIdentifier="R" lowerBound="0" upperBound="9"/><p onclick="x()">a <m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math></p></itemBody>
<responseProcessing><responseCondition><responseIf><match><variable identifier="R"/><baseValue baseType="integer">3</baseValue></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing></assessmentItem>`;

  it('keeps the whole document, whatever its interactions, and says the same', async () => {
    const lone = await convertItems(bytesOf(old), 'i.xml', 'qti3', true);
    const text = new TextDecoder().decode(lone.bytes ?? new Uint8Array());
    expect(text).toContain(
      '<qti-slider-interaction response-identifier="R" lower-bound="0" upper-bound="9"/>',
    );
    expect(text).toContain('<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>');
    expect(text).not.toContain('onclick');
    const packed = await convertItems(bytesOf(old), 'i.xml', 'qti3');
    const reports = await Promise.all(
      [lone.bytes, packed.bytes].map((bytes) =>
        checkItems(bytes ?? new Uint8Array(), 'i', { responses: { i: { R: 3 } } }),
      ),
    );
    for (const { items, outcomes } of reports) {
      expect(items).toEqual([
        { id: 'i', title: 'T', interactions: [{ id: 'R', kind: 'slider' }], maxScore: null, correct: {} },
      ]);
      expect(outcomes).toMatchObject({ i: { SCORE: 1 } });
    }
  });

  it('tells what no other format knows, and writes nothing then', async () => {
    const { bytes, problems } = await convertItems(bytesOf(old), 'i.xml', 'gift');
    expect(bytes).toBeNull();
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'lost_in_format', where: 'i.answer' }),
    );
  });

  it('as a package keeps tests, paths, files and metadata, and its test gives the same result', async () => {
    const item = (id: string) =>
      `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="${id}" title="T" adaptive="false" timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>A</value></correctResponse></responseDeclaration><outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/><itemBody><p><img src="../img/p.png" alt="p"/></p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1" shuffle="true"><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction></itemBody><responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/></assessmentItem>`;
    const test = `<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="TT" title="Test"><outcomeDeclaration identifier="TOTAL" cardinality="single" baseType="float"/><testPart identifier="p" navigationMode="linear" submissionMode="individual"><assessmentSection identifier="s" title="S" visible="true"><assessmentItemRef identifier="r1" href="items/a.xml"/><assessmentItemRef identifier="r2" href="items/b.xml"><weight identifier="W" value="2"/></assessmentItemRef></assessmentSection></testPart><outcomeProcessing><setOutcomeValue identifier="TOTAL"><sum><testVariables variableIdentifier="SCORE" weightIdentifier="W"/></sum></setOutcomeValue></outcomeProcessing></assessmentTest>`;
    const resource = (id: string, type: string, href: string, more = '') =>
      `<resource identifier="${id}" type="imsqti_${type}_xmlv2p1" href="${href}"><file href="${href}"/>${more}</resource>`;
    const manifest = `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M"><metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata><resources>${resource('t', 'test', 'test.xml')}${resource('a', 'item', 'items/a.xml', '<file href="img/p.png"/>')}${resource('b', 'item', 'items/b.xml')}</resources></manifest>`;
    const entries = {
      'imsmanifest.xml': manifest,
      'test.xml': test,
      'items/a.xml': item('a'),
      'items/b.xml': item('b'),
      'img/p.png': 'picture',
    };
    const source = packArchive(
      Object.entries(entries).map(([name, text]) => ({ name, content: bytesOf(text) })),
    );
    const { bytes, read, problems } = await convertItems(source, 'x.zip', 'qti3');
    expect([read, problems]).toEqual([2, []]);
    const options = { responses: { a: { RESPONSE: 'A' }, b: { RESPONSE: 'A' } } };
    const after = await checkItems(bytes ?? new Uint8Array(), 'x', options);
    expect(after).toEqual(await checkItems(source, 'x', options));
    expect(after.outcomes?.['TT']).toEqual({ TOTAL: 3 });
    const reading = await readItemFile(bytes ?? new Uint8Array(), 'x');
    const files =
      reading.kind === 'qti' && reading.source.kind === 'package'
        ? reading.source.files
        : new Map<string, Uint8Array>();
    expect([...files.keys()]).toEqual(Object.keys(entries));
    expect(new TextDecoder().decode(files.get('imsmanifest.xml'))).toMatch(
      /QTI Package.*3\.0\.0.*<organizations\/>.*imsqti_test_xmlv3p0.*imsqti_item_xmlv3p0/s,
    );
  });
});
