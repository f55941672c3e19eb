import { describe, expect, it } from 'vitest';
import { openArchive } from '../archive/zip-reader.ts';
import { makeItem, plain } from '../exchange/exchange-item.ts';
import { readQti } from '../qti/content.ts';
import { exchangeOfQti } from './exchange-of-qti.ts';
import { resolverOf } from './item-files.ts';
import { writeQtiItem } from './qti-item.ts';
import { writeQtiPackage } from './qti-package.ts';
import { writeQtiDocument } from './qti-xml.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const item2 = (inner: string) =>
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="T" adaptive="false" timeDependent="false">${inner}</assessmentItem>`;
const item3 = (inner: string) =>
  `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i" title="T" adaptive="false" time-dependent="false">${inner}</qti-assessment-item>`;
function exchange(document: string, files: Readonly<Record<string, Uint8Array>> = {}) {
  const { items } = readQti({ kind: 'file', name: 'i.xml', bytes: bytesOf(document) });
  const [item] = items;
  if (!item) throw new Error('the fixture is no item');
  return exchangeOfQti(item.root, (href) => files[href] ?? null);
}

describe('an item of another program', () => {
  it('of QTI 2.1 with prompt and picture becomes a choice with its file', () => {
    const { item, lost } = exchange(
      item2(`<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>ChoiceB</value></correctResponse></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody>
  <p>Look at the sign. <img src="images/sign.png" alt="sign"/></p>
  <choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">
    <prompt>What does it say?</prompt>
    <simpleChoice identifier="ChoiceA">Stay with your luggage.</simpleChoice>
    <simpleChoice identifier="ChoiceB">Do <b>not</b> let it out of your sight.</simpleChoice>
  </choiceInteraction>
</itemBody>
<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>`),
      { 'images/sign.png': Uint8Array.of(1, 2) },
    );
    expect(lost).toEqual([]);
    expect(item).toMatchObject({
      id: 'i',
      title: 'T',
      stem: {
        format: 'html',
        text: expect.stringContaining('<img src="@@PLUGINFILE@@/images/sign.png" alt="sign">') as string,
      },
      files: [{ name: 'sign.png', path: '/images/' }],
      answer: {
        kind: 'choice',
        isSingle: true,
        shuffle: false,
        options: [
          { id: 'ChoiceA', text: { format: 'plain' }, fraction: 0 },
          {
            id: 'ChoiceB',
            text: { format: 'html', text: 'Do <b>not</b> let it out of your sight.' },
            fraction: 100,
          },
        ],
      },
    });
    expect(item?.stem.text).toContain('What does it say?');
  });

  it('with a mapping becomes shares of the grade', () => {
    const { item } = exchange(
      item3(`<qti-response-declaration identifier="RESPONSE" cardinality="multiple" base-type="identifier"><qti-correct-response><qti-value>H</qti-value><qti-value>O</qti-value></qti-correct-response>
<qti-mapping lower-bound="0" upper-bound="2" default-value="-2"><qti-map-entry map-key="H" mapped-value="1"/><qti-map-entry map-key="O" mapped-value="1"/><qti-map-entry map-key="Cl" mapped-value="-1"/></qti-mapping></qti-response-declaration>
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
<qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="0"><qti-prompt>Water?</qti-prompt><qti-simple-choice identifier="H">Hydrogen</qti-simple-choice><qti-simple-choice identifier="O">Oxygen</qti-simple-choice><qti-simple-choice identifier="Cl">Chlorine</qti-simple-choice></qti-choice-interaction></qti-item-body>
<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml"/>`),
    );
    expect(item).toMatchObject({
      grade: 2,
      stem: { format: 'plain', text: 'Water?' },
      answer: {
        scoring: 'sum',
        isSingle: false,
        options: [{ fraction: 50 }, { fraction: 50 }, { fraction: -50 }],
      },
    });
  });

  it('with entries in a text becomes a text with gaps', () => {
    const { item } = exchange(
      item3(`<qti-response-declaration identifier="A" cardinality="single" base-type="string"><qti-correct-response><qti-value>York</qti-value></qti-correct-response></qti-response-declaration>
<qti-response-declaration identifier="B" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>y</qti-value></qti-correct-response></qti-response-declaration>
<qti-item-body><p>Sun of <qti-text-entry-interaction response-identifier="A"/> and <qti-inline-choice-interaction response-identifier="B"><qti-inline-choice identifier="x">one</qti-inline-choice><qti-inline-choice identifier="y">two</qti-inline-choice></qti-inline-choice-interaction>.</p></qti-item-body>`),
    );
    expect(item).toMatchObject({
      stem: { format: 'plain', text: 'Sun of {#1} and {#2}.' },
      answer: {
        kind: 'cloze',
        gaps: [
          { kind: 'text-case', answers: [{ text: 'York' }] },
          { kind: 'choice', answers: [{ fraction: 0 }, { fraction: 100 }] },
        ],
      },
    });
  });

  it('with a mapping of texts regards case as its version of QTI does where nothing is said', () => {
    const document3 = (flag: string) =>
      item3(`<qti-response-declaration identifier="R" cardinality="single" base-type="string"><qti-mapping><qti-map-entry map-key="York" mapped-value="1"${flag}/></qti-mapping></qti-response-declaration>
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
<qti-item-body><p><qti-text-entry-interaction response-identifier="R"/></p></qti-item-body>
<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml"/>`);
    const document2 =
      item2(`<responseDeclaration identifier="R" cardinality="single" baseType="string"><mapping><mapEntry mapKey="York" mappedValue="1"/></mapping></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><p><textEntryInteraction responseIdentifier="R"/></p></itemBody>
<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>`);
    const isCaseSensitive = (document: string) => {
      const { item } = exchange(document);
      return item?.answer.kind === 'text' ? item.answer.isCaseSensitive : null;
    };
    expect(isCaseSensitive(document2)).toBe(true);
    expect(isCaseSensitive(document3(''))).toBe(false);
    expect(isCaseSensitive(document3(' case-sensitive="false"'))).toBe(false);
    expect(isCaseSensitive(document3(' case-sensitive="true"'))).toBe(true);
    expect(isCaseSensitive(document3(' case-sensitive="1"'))).toBe(true);
  });

  it('with an interaction that no other format knows cannot be exchanged, and says why', () => {
    const { item, lost } = exchange(
      item3(
        '<qti-response-declaration identifier="R" cardinality="single" base-type="integer"/><qti-item-body><qti-slider-interaction response-identifier="R" lower-bound="0" upper-bound="9"/></qti-item-body>',
      ),
    );
    expect(item).toBeNull();
    expect(lost).toEqual([{ field: 'answer', message: expect.stringContaining('slider') as string }]);
  });
});

describe('a document of ours', () => {
  const item = makeItem({
    id: 'PJ 1/2',
    title: '题 "名"',
    stem: {
      format: 'html',
      text: '<p style="color:red" onclick="x()">看<img src="@@PLUGINFILE@@/a%20b.png" alt="图"><script>alert(1)</script></p>',
    },
    answer: {
      kind: 'choice',
      isSingle: false,
      scoring: 'all',
      shuffle: true,
      numbering: 'abc',
      options: ['甲', '乙', '丙'].map((text, i) => ({
        id: 'ABC'.charAt(i),
        text: plain(text),
        fraction: i < 2 ? 100 : 0,
        feedback: null,
      })),
    },
    hints: [{ text: plain('h'), showsCount: true, clearsWrong: false }],
    grade: 2,
    files: [{ name: 'a b.png', path: '/', bytes: Uint8Array.of(9) }],
    facts: { point: 'A1', difficulty: 3, angoff: 0.6, seconds: 40, source: '教材', rationale: '因为\n如此' },
  });
  const document = writeQtiDocument(writeQtiItem(item));
  const readBack = (text: string) => {
    const [read] = readQti({ kind: 'file', name: 'x.xml', bytes: bytesOf(text) }).items;
    return read ? exchangeOfQti(read.root, resolverOf(item)) : null;
  };

  it('keeps facts in its record, leaves out what could run, and comes back whole', () => {
    expect(document).toContain('<qti-value field-identifier="point" base-type="string">A1</qti-value>');
    expect(document.replace(/<qti-value field-identifier="copy".*?<\/qti-value>/s, '')).not.toMatch(
      /onclick|<script|style=/,
    );
    expect(readBack(document)?.item).toEqual(item);
  });

  it('that another program changed is read by what it now says, not by the copy', () => {
    const changed = readBack(
      document.replace('<qti-simple-choice identifier="A">甲', '<qti-simple-choice identifier="A">丁'),
    );
    expect(changed?.item).toMatchObject({
      id: 'PJ 1/2',
      facts: item.facts,
      answer: { options: [{ text: { text: '丁' } }, { text: { text: '乙' } }, {}] },
    });
    expect(changed?.item?.hints).toEqual([]);
  });

  it('in a package stands with manifest, files and testable points, and the package has no fault', () => {
    const { content, problems } = writeQtiPackage({
      items: [item],
      points: [{ code: 'A1', name: '一', importance: 'X' }],
    });
    expect(problems.map(({ code, where }) => `${code} ${where}`)).toEqual(['lost_in_format PJ 1/2.stem']);
    const entries = openArchive(content, { entries: 10, bytes: 100_000, ratio: 100 });
    expect(entries.map(({ name }) => name)).toEqual([
      'imsmanifest.xml',
      'items/PJ_1_2.xml',
      'items/PJ_1_2-files/a b.png',
      'points.json',
    ]);
    const files = new Map(entries.map((entry) => [entry.name, entry.content]));
    const read = readQti({ kind: 'package', name: 'x.zip', files });
    expect(read.problems).toEqual([]);
    expect(read.package?.schema).toBe('QTI Package 3.0.0');
    expect(new TextDecoder().decode(files.get('imsmanifest.xml'))).toContain('<typicalLearningTime>');
    expect(writeQtiPackage({ items: [item], points: [] }).content).toEqual(
      writeQtiPackage({ items: [item], points: [] }).content,
    );
  });
});
