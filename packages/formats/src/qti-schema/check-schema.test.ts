import { describe, expect, it } from 'vitest';
import { checkFiles, checkText, codesOf, item3, response3, rootOf, score3 } from '../qti/fixtures.ts';
import { checkSchema } from './check-schema.ts';

const faultsOf = (text: string) =>
  checkSchema(rootOf(text)).map(({ code, at, path }) => `${code} ${at.line} ${path}`);
const body = (inner: string) => item3(`<qti-item-body>${inner}</qti-item-body>`);
const choice = (inner: string, attributes = 'response-identifier="R"') =>
  body(`<qti-choice-interaction ${attributes}>${inner}</qti-choice-interaction>`);
const simple = '<qti-simple-choice identifier="A">a</qti-simple-choice>';
const at = '/qti-assessment-item/qti-item-body';
const test = (inner: string, attributes = 'identifier="t" title="T"') =>
  `<qti-assessment-test xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" ${attributes}>${inner}</qti-assessment-test>`;
const manifest = (inner: string, schema = 'QTI Package') =>
  `<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="M"><metadata><schema>${schema}</schema><schemaversion>3.0.0</schemaversion></metadata>${inner}</manifest>`;

describe('the schema of QTI 3.0', () => {
  it.each<[string, string]>([
    [
      'an item with every part in its order',
      item3(
        `<qti-context-declaration identifier="C" cardinality="record"/>${response3('R', 'single', 'identifier', ['A'], '<qti-mapping default-value="0"><qti-map-entry map-key="A" mapped-value="1"/></qti-mapping>')}${score3}<qti-template-declaration identifier="T" cardinality="single" base-type="integer"/><qti-template-processing><qti-set-template-value identifier="T"><qti-random-integer max="3"/></qti-set-template-value></qti-template-processing><qti-assessment-stimulus-ref identifier="S" href="s.xml"/><qti-stylesheet href="a.css" type="text/css"/><qti-item-body><p>1</p></qti-item-body><qti-catalog-info><qti-catalog id="c"><qti-card support="spoken"><qti-html-content>a</qti-html-content></qti-card></qti-catalog></qti-catalog-info><qti-response-processing/><qti-modal-feedback outcome-identifier="SCORE" identifier="f" show-hide="show"><qti-content-body>ok</qti-content-body></qti-modal-feedback>`,
      ),
    ],
    [
      'MathML, speech and attributes of other namespaces',
      body(
        '<p xml:lang="zh" data-mine="1" xmlns:m="http://www.w3.org/1998/Math/MathML"><m:math><m:mi>x</m:mi></m:math><s xmlns="http://www.w3.org/2001/10/synthesis">b</s></p><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/>',
      ),
    ],
    [
      'a graphic gap match',
      body(
        '<qti-graphic-gap-match-interaction response-identifier="R"><img src="a.png" alt=""/><qti-gap-img identifier="a" match-max="1"><object data="b.png" type="image/png"/></qti-gap-img><qti-associable-hotspot identifier="h" match-max="1" shape="rect" coords="1,2,3,4"/></qti-graphic-gap-match-interaction>',
      ),
    ],
    [
      'a test',
      test(
        '<qti-test-part identifier="p" navigation-mode="linear" submission-mode="individual"><qti-assessment-section identifier="s" title="S" visible="true"><qti-selection select="1"/><qti-ordering shuffle="true"/><qti-assessment-item-ref identifier="i" href="i.xml"><qti-weight identifier="W" value="2"/></qti-assessment-item-ref></qti-assessment-section></qti-test-part><qti-outcome-processing><qti-outcome-condition><qti-outcome-if><qti-gt><qti-variable identifier="a"/><qti-variable identifier="b"/></qti-gt><qti-exit-test/></qti-outcome-if></qti-outcome-condition></qti-outcome-processing>',
      ),
    ],
    [
      'a manifest',
      manifest(
        '<organizations/><resources><resource identifier="a" type="imsqti_item_xmlv3p0" href="a.xml"><metadata><qtiMetadata xmlns="http://www.imsglobal.org/xsd/imsqti_metadata_v3p0"><composite>false</composite><interactionType>choiceInteraction</interactionType></qtiMetadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><anything/></lom></metadata><file href="a.xml"/><dependency identifierref="b"/></resource></resources>',
      ),
    ],
  ])('has nothing against %s', (_, text) => {
    expect(faultsOf(text)).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['an element it does not know', body('<p>a<blink/></p>'), [`schema_element_unknown 2 ${at}/p/blink`]],
    [
      'an element of a foreign namespace',
      body('<p><svg xmlns="http://www.w3.org/2000/svg"/></p>'),
      [`schema_element_unknown 2 ${at}/p/svg`],
    ],
    ['a block in a line', body('<p><div/></p>'), [`schema_element_misplaced 2 ${at}/p/div`]],
    ['a line in the body', body('<b>x</b>'), [`schema_element_misplaced 2 ${at}/b`]],
    ['words in the body', body('x'), [`schema_text_misplaced 2 ${at}`]],
    [
      'parts in the wrong order',
      item3(`${score3}${response3('R', 'single', 'identifier', [])}`),
      ['schema_element_misplaced 2 /qti-assessment-item/qti-response-declaration'],
    ],
    [
      'a prompt behind the choices',
      choice(`${simple}<qti-prompt>q</qti-prompt>`),
      [`schema_element_misplaced 2 ${at}/qti-choice-interaction/qti-prompt`],
    ],
    [
      'what is left out before a child',
      body(
        '<qti-hotspot-interaction response-identifier="R"><qti-hotspot-choice identifier="A" shape="circle" coords="1,2,3"/></qti-hotspot-interaction>',
      ),
      [`schema_element_missing 2 ${at}/qti-hotspot-interaction`],
    ],
    ['too few children', choice(''), [`schema_element_missing 2 ${at}/qti-choice-interaction`]],
    [
      'too many children',
      body(
        '<qti-match-interaction response-identifier="R"><qti-simple-match-set/><qti-simple-match-set/><qti-simple-match-set/></qti-match-interaction>',
      ),
      [`schema_element_misplaced 2 ${at}/qti-match-interaction/qti-simple-match-set`],
    ],
    [
      'an attribute that is missing',
      choice(simple, ''),
      [`schema_attribute_missing 2 ${at}/qti-choice-interaction`],
    ],
    [
      'an attribute that is not known',
      item3('<qti-outcome-declaration identifier="S" cardinality="single" base-type="float" default="0"/>'),
      ['schema_attribute_unknown 2 /qti-assessment-item/qti-outcome-declaration'],
    ],
    [
      'values of no type and of no list',
      choice(simple, 'response-identifier="R" max-choices="many" shuffle="yes" orientation="diagonal"'),
      Array.from({ length: 3 }, () => `schema_attribute_invalid 2 ${at}/qti-choice-interaction`),
    ],
    [
      'feedback without a content body around its words',
      item3(
        '<qti-modal-feedback outcome-identifier="O" identifier="f" show-hide="show">words</qti-modal-feedback>',
      ),
      ['schema_text_misplaced 2 /qti-assessment-item/qti-modal-feedback'],
    ],
    [
      'an interaction in modal feedback, but not in feedback of the body',
      item3(
        '<qti-item-body><qti-feedback-block outcome-identifier="O" identifier="f"><qti-content-body><qti-extended-text-interaction response-identifier="R"/></qti-content-body></qti-feedback-block></qti-item-body><qti-modal-feedback outcome-identifier="O" identifier="f" show-hide="show"><qti-content-body><qti-extended-text-interaction response-identifier="R"/></qti-content-body></qti-modal-feedback>',
      ),
      [
        'schema_element_misplaced 2 /qti-assessment-item/qti-modal-feedback/qti-content-body/qti-extended-text-interaction',
      ],
    ],
    [
      'a rubric of an item without its use',
      body('<qti-rubric-block view="scorer"><qti-content-body/></qti-rubric-block>'),
      [`schema_attribute_missing 2 ${at}/qti-rubric-block`],
    ],
    [
      'a rule without an expression',
      item3(
        '<qti-response-processing><qti-response-condition><qti-response-if><qti-exit-response/></qti-response-if></qti-response-condition></qti-response-processing>',
      ),
      [
        'schema_element_missing 2 /qti-assessment-item/qti-response-processing/qti-response-condition/qti-response-if',
      ],
    ],
    ['a test without parts', test(''), ['schema_element_missing 1 /qti-assessment-test']],
    [
      'a manifest of another schema, without organizations',
      manifest(
        '<resources><resource identifier="1" type="imsqti_item_xmlv2p1"><file/></resource></resources>',
        'IMS Content',
      ),
      [
        'schema_text_invalid 1 /manifest/metadata/schema',
        'schema_element_missing 1 /manifest',
        'schema_attribute_invalid 1 /manifest/resources/resource',
        'schema_attribute_invalid 1 /manifest/resources/resource',
        'schema_attribute_missing 1 /manifest/resources/resource/file',
      ],
    ],
    ['a root that is none of its own', '<item/>', ['schema_element_unknown 1 /item']],
  ])('tells %s', (_, text, expected) => {
    expect(faultsOf(text).toSorted()).toEqual(expected.toSorted());
  });
});

describe('items check', () => {
  const sound = (inner: string) =>
    item3(
      `${response3('RESPONSE', 'single', 'identifier', ['A'])}${score3}<qti-item-body>${inner}<qti-choice-interaction response-identifier="RESPONSE" max-choices="1">${simple}</qti-choice-interaction></qti-item-body><qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>`,
    );
  const responses = { 'item-1': { RESPONSE: 'A' } };

  it('tells differences from the schema as warnings in both languages, and reads items and outcomes all the same', () => {
    const { problems, ...told } = checkText(sound('loose <b>words</b>'), { responses });
    expect(problems).toEqual([
      {
        severity: 'warning',
        code: 'schema_element_misplaced',
        where: 'item.xml:2 b',
        message: '与 QTI 3.0 模式不符：元素的位置或次数不对。 <b> may not stand in <qti-item-body>.',
      },
      expect.objectContaining({
        severity: 'warning',
        code: 'schema_text_misplaced',
        where: 'item.xml:2 qti-item-body',
      }),
    ]);
    const { problems: none, ...same } = checkText(sound('<p>loose <b>words</b></p>'), { responses });
    expect(none).toEqual([]);
    expect(told).toEqual(same);
  });

  it('tells fifty of a file, and then how many more there are', () => {
    const loose = Array.from({ length: 60 }, (_, i) => `<b>${i}</b>\n`).join('');
    const report = checkText(sound(loose));
    expect(codesOf(report, 'error')).toEqual([]);
    expect(codesOf(report).filter((code) => code === 'schema_element_misplaced')).toHaveLength(50);
    expect(report.problems.find(({ code }) => code === 'schema_more')?.message).toContain('10 more');
  });

  it('judges QTI 2.x by no schema of 3.0, and manifests of 3.0 by theirs', () => {
    const files = (namespace: string) => ({
      'imsmanifest.xml': `<manifest xmlns="${namespace}" identifier="M"><resources><resource identifier="a" type="imsqti_item_xmlv3p0" href="a.xml"><file href="a.xml"/></resource></resources></manifest>`,
      'a.xml': sound(''),
    });
    expect(codesOf(checkFiles(files('http://www.imsglobal.org/xsd/imscp_v1p1')))).toEqual([]);
    expect(codesOf(checkFiles(files('http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1')))).toEqual([
      'schema_element_missing',
    ]);
    const old = `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="T" adaptive="false" timeDependent="false"><itemBody>words</itemBody></assessmentItem>`;
    expect(codesOf(checkText(old))).toEqual([]);
  });
});
