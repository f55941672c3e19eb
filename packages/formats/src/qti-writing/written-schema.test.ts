// What is written validates: every kind of answer, HTML of any shape, packages, conversions of every format, upgrades of 2.x.
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../archive/zip-reader.ts';
import type { ArchiveEntry } from '../archive/zip-reader.ts';
import { packArchive } from '../archive/zip-writer.ts';
import { convertItems, targetFormats } from '../convert-items.ts';
import { arbitraryItem, everyKind } from '../exchange/arbitrary-items.ts';
import { makeItem } from '../exchange/exchange-item.ts';
import type { Answer, ExchangeItem } from '../exchange/exchange-item.ts';
import { htmlVoid } from '../exchange/html.ts';
import { readJsonBank } from '../exchange/json-bank.ts';
import { readXml } from '../qti/xml.ts';
import { checkSchema } from '../qti-schema/check-schema.ts';
import { packageLimits } from '../read-bank.ts';
import { exchangeOfQti } from './exchange-of-qti.ts';
import { resolverOf } from './item-files.ts';
import { writeQtiItem } from './qti-item.ts';
import { writeQtiFiles, writeQtiPackage } from './qti-package.ts';
import { writeQtiDocument } from './qti-xml.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** What the schema says about a document, as sentences. */
function faultsOf(text: string): string[] {
  const read = readXml(text);
  if ('fault' in read) return [read.fault.message];
  return checkSchema(read.root).map(({ path, message }) => `${path}: ${message}`);
}
const itemFaults = (item: ExchangeItem) => faultsOf(writeQtiDocument(writeQtiItem(item)));
/** Of every XML document among files. */
const faultsOfFiles = (files: readonly ArchiveEntry[]) =>
  files
    .filter(({ name }) => name.endsWith('.xml'))
    .flatMap(({ name, content }) =>
      faultsOf(new TextDecoder().decode(content)).map((fault) => `${name} ${fault}`),
    );
const packageFaults = (zip: Uint8Array) => faultsOfFiles(openArchive(zip, packageLimits));

const tags =
  'a abbr b bdi bdo big blockquote br caption cite code col colgroup dd details div dl dt em figcaption figure footer h1 h2 hr i img kbd ' +
  'label li main nav object audio video source track ol p pre q ruby rb rt rp s section small span strong sub summary sup table tbody td ' +
  'tfoot th thead tr tt u ul var';
const attributes = [
  '',
  ' src="a.png" alt="x"',
  ' href="b.html"',
  ' dir="RTL"',
  ' width="10px" height="5%"',
  ' colspan="x" class="k"',
  ' data="c.swf"',
  ' kind="odd" span="-1" controls scope="all"',
];
const { html } = fc.letrec<{ html: string; node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', maxDepth: 6 },
    fc.constantFrom('酒', ' a ', '[[1]]', '{#1}', '\n'),
    fc
      .tuple(fc.constantFrom(...tags.split(' ')), fc.constantFrom(...attributes), tie('html'))
      .map(([tag, more, inner]) =>
        htmlVoid.has(tag) ? `<${tag}${more}>` : `<${tag}${more}>${inner}</${tag}>`,
      ),
  ),
  html: fc.array(tie('node'), { maxLength: 4 }).map((nodes) => nodes.join('')),
}));

const word = (text: string) => ({ text, group: 1, isInfinite: false });
const answersOf = (text: string): Answer[] => [
  { kind: 'description' },
  { kind: 'words', isDragged: true, shuffle: false, choices: [word('w')] },
  { kind: 'words', isDragged: false, shuffle: false, choices: [word('w')] },
  {
    kind: 'cloze',
    gaps: [
      {
        kind: 'text',
        weight: 1,
        shuffle: false,
        answers: [{ text: 'a', fraction: 100, tolerance: null, feedback: null }],
      },
    ],
  },
  {
    kind: 'choice',
    isSingle: true,
    scoring: 'sum',
    shuffle: false,
    numbering: '',
    options: [{ id: 'A', text: { format: 'html', text }, fraction: 100, feedback: { format: 'html', text } }],
  },
];

describe('an item written as QTI 3.0 validates', () => {
  it('whatever its kind of answer', () => {
    fc.assert(
      fc.property(arbitraryItem({ kinds: everyKind, full: true }), (item) => {
        expect(itemFaults(item)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('whatever HTML teachers wrote in it, and comes back as it was', () => {
    fc.assert(
      fc.property(html, fc.nat(4), (text, kind) => {
        const answer = answersOf(text)[kind] ?? { kind: 'description' };
        const item = makeItem({
          id: 'h',
          title: 't',
          stem: { format: 'html', text: `${text} [[1]] {#1}` },
          answer,
        });
        const root = writeQtiItem(item);
        expect(faultsOf(writeQtiDocument(root))).toEqual([]);
        expect(exchangeOfQti(root, resolverOf(item)).item).toEqual(item);
      }),
      { numRuns: 200 },
    );
  });

  it.each<[string, string]>([
    ['<p>a<span><div>b</div></span></p>', '<p>a<span><span>b</span></span></p>'],
    ['<ul>x<b>y</b><li>z</li></ul>', '<ul><li>x<b>y</b></li><li>z</li></ul>'],
    [
      '<table><tbody><tr><td>1</td></tr></tbody><tfoot><tr><td>2</td></tr></tfoot></table>',
      '<table><tfoot><tr><td>2</td></tr></tfoot><tbody><tr><td>1</td></tr></tbody></table>',
    ],
    ['<table>1<tr>2</tr></table>', '<table><tr><td>1</td></tr><tr><td>2</td></tr></table>'],
    ['<details>a<summary>b</summary></details>', '<details><summary>b</summary><p>a</p></details>'],
    ['<p><a name="x">y</a><img alt="z"></p>', '<p><span>y</span>z</p>'],
    ['<p><img src="a.png" width="100px" height="auto"></p>', '<p><img src="a.png" width="100" alt=""/></p>'],
    [
      '<object data="a.mp4">b</object>',
      '<p class="jp-added"><object data="a.mp4" type="video/mp4">b</object></p>',
    ],
    ['<td>1</td>', '<div>1</div>'],
  ])('with %s as what the schema takes instead', (text, expected) => {
    const item = makeItem({
      id: 'h',
      title: 't',
      stem: { format: 'html', text },
      answer: { kind: 'description' },
    });
    const document = writeQtiDocument(writeQtiItem(item));
    expect(document).toContain(`<div class="jp-text-html">${expected}</div>`);
    expect(faultsOf(document)).toEqual([]);
  });

  it('with a gap in a cell of a table, and needs no copy to come back', () => {
    const text = '<table><tr><td>a [[1]] b</td></tr></table>';
    const item = makeItem({
      id: 'g',
      title: 't',
      stem: { format: 'html', text },
      answer: { kind: 'words', isDragged: true, shuffle: true, choices: [word('w')] },
    });
    const root = writeQtiItem(item);
    const document = writeQtiDocument(root);
    expect(faultsOf(document)).toEqual([]);
    expect(document).not.toContain('"copy"');
    expect(exchangeOfQti(root, resolverOf(item)).item).toEqual(item);
  });

  it('even where no answer is given', () => {
    const bare: Answer[] = [
      { kind: 'text', isCaseSensitive: false, answers: [] },
      { kind: 'number', units: [], answers: [] },
      { kind: 'cloze', gaps: [{ kind: 'text', weight: 1, shuffle: false, answers: [] }] },
      { kind: 'match', shuffle: true, pairs: [] },
    ];
    for (const answer of bare) {
      const stem = { format: 'plain' as const, text: 'Q {#1}' };
      expect(itemFaults(makeItem({ id: 'b', title: 't', stem, answer }))).toEqual([]);
    }
  });
});

describe('a package written as QTI 3.0 validates', () => {
  const folder = new URL('../../../../demo/banks/', import.meta.url);
  const banks = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /theory.*\.json$/.test(name),
  );

  it('of every demo bank, with its manifest', () => {
    expect(banks.length).toBeGreaterThan(0);
    for (const name of banks) {
      const bank = readJsonBank(readFileSync(new URL(name, folder), 'utf8'), name);
      expect({ name, faults: faultsOfFiles(writeQtiFiles(bank).content) }).toEqual({ name, faults: [] });
    }
  });

  it('of items of every kind with files, tags and facts', () => {
    const file = { name: 'a b.png', path: '/', bytes: bytesOf('png') };
    fc.assert(
      fc.property(
        fc.array(arbitraryItem({ kinds: everyKind, full: true }), { minLength: 1, maxLength: 3 }),
        (items) => {
          const named = items.map((item, i) => ({ ...item, id: `题 ${i}`, files: i === 0 ? [file] : [] }));
          const points = [{ code: 'A1', name: '点', importance: 'X' }];
          expect(packageFaults(writeQtiPackage({ items: named, points }).content)).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('of every format of banks, converted', async () => {
    const name = banks[0] ?? '';
    const given = readFileSync(new URL(name, folder));
    for (const format of targetFormats) {
      const { bytes } = await convertItems(given, name, format);
      const { bytes: zip, written } = await convertItems(bytes ?? new Uint8Array(), 'x', 'qti3');
      expect(written).toBeGreaterThan(0);
      expect({ format, faults: packageFaults(zip ?? new Uint8Array()) }).toEqual({ format, faults: [] });
    }
  });
});

describe('QTI 2.x written as QTI 3.0 validates', () => {
  const ns = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"';
  const item = (inner: string) =>
    `<assessmentItem ${ns} identifier="i" title="T" adaptive="false" timeDependent="false" toolName="x"><responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>A</value></correctResponse><mapping defaultValue="0"><mapEntry mapKey="A" mappedValue="2"/></mapping></responseDeclaration><outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"><defaultValue><value>0</value></defaultValue></outcomeDeclaration><outcomeDeclaration identifier="F" cardinality="single" baseType="identifier"/>${inner}</assessmentItem>`;
  const choices =
    '<choiceInteraction responseIdentifier="R" maxChoices="1" shuffle="true"><prompt>q <printedVariable identifier="T"/></prompt><simpleChoice identifier="A">a <feedbackInline outcomeIdentifier="F" identifier="x" showHide="show">good</feedbackInline></simpleChoice></choiceInteraction>';

  it.each<[string, string]>([
    [
      'feedback and rubrics get their content body',
      item(
        `<itemBody><rubricBlock view="scorer"><p>mark so</p></rubricBlock><p>read</p>${choices}<feedbackBlock outcomeIdentifier="F" identifier="y" showHide="hide">words <b>and</b><p>more</p></feedbackBlock></itemBody><responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/><modalFeedback outcomeIdentifier="F" identifier="z" showHide="show" title="t">well done</modalFeedback>`,
      ),
    ],
    [
      'templates get theirs',
      item(
        `<templateDeclaration identifier="T" cardinality="single" baseType="integer" paramVariable="true"/><templateProcessing><setTemplateValue identifier="T"><randomInteger min="1" max="3"/></setTemplateValue></templateProcessing><itemBody><templateBlock templateIdentifier="T" identifier="b" showHide="show"><p>x</p></templateBlock>${choices}</itemBody>`,
      ),
    ],
    [
      'a gap in a table and information to open find a place',
      item(
        '<itemBody><infoControl title="hint"><p>x</p></infoControl><gapMatchInteraction responseIdentifier="R" shuffle="false"><gapText identifier="A" matchMax="1">a</gapText><table><tbody><tr><td>1 <gap identifier="g"/></td></tr></tbody></table></gapMatchInteraction></itemBody>',
      ),
    ],
  ])('%s', async (_, text) => {
    const { bytes } = await convertItems(bytesOf(text), 'i.xml', 'qti3', true);
    expect(faultsOf(new TextDecoder().decode(bytes ?? new Uint8Array()))).toEqual([]);
  });

  it('a package with a test, an organisation and metadata of any order and kind', async () => {
    const lom = '<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general/></lom>';
    const old = '<lom xmlns="http://www.imsglobal.org/xsd/imsmd_v1p2"><general/></lom>';
    const about = `<qtiMetadata ${ns}><timeDependent>false</timeDependent><interactionType>choiceInteraction</interactionType></qtiMetadata>`;
    const entries = {
      'imsmanifest.xml': `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M" version="1.1"><metadata>${lom}<schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata><organizations default="o"><organization identifier="o"/></organizations><resources><resource identifier="t" type="imsqti_assessment_xmlv2p1" href="t.xml"><file href="t.xml"/><dependency identifierref="i"/></resource><resource identifier="i" type="imsqti_item_xmlv2p1" href="i.xml"><metadata>${lom}${old}${about}</metadata><file href="i.xml"/></resource></resources></manifest>`,
      't.xml': `<assessmentTest ${ns} identifier="TT" title="Test"><outcomeDeclaration identifier="TOTAL" cardinality="single" baseType="float"/><timeLimits maxTime="60"/><testPart identifier="p" navigationMode="linear" submissionMode="individual"><itemSessionControl maxAttempts="1"/><assessmentSection identifier="s" title="S" visible="true"><ordering shuffle="true"/><rubricBlock view="candidate"><p>read on</p></rubricBlock><assessmentItemRef identifier="r" href="i.xml" category="a b"/></assessmentSection></testPart><outcomeProcessing><setOutcomeValue identifier="TOTAL"><sum><testVariables variableIdentifier="SCORE"/></sum></setOutcomeValue></outcomeProcessing><testFeedback access="atEnd" outcomeIdentifier="TOTAL" identifier="f" showHide="show">done</testFeedback></assessmentTest>`,
      'i.xml': item(`<itemBody>${choices}</itemBody>`),
    };
    const zip = packArchive(
      Object.entries(entries).map(([name, text]) => ({ name, content: bytesOf(text) })),
    );
    const { bytes } = await convertItems(zip, 'x.zip', 'qti3');
    expect(packageFaults(bytes ?? new Uint8Array())).toEqual([]);
    const manifest = openArchive(bytes ?? new Uint8Array(), packageLimits).find(
      ({ name }) => name === 'imsmanifest.xml',
    );
    expect(new TextDecoder().decode(manifest?.content)).toContain('http://www.imsglobal.org/xsd/imsmd_v1p2');
  });
});
