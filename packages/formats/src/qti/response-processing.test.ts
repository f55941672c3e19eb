import { describe, expect, it } from 'vitest';
import type { ItemResponses, OutcomeValue } from '../check.ts';
import { checkText, codesOf, item2, item3, response3, score2, score3, template3 } from './fixtures.ts';

function outcomes(text: string, responses: ItemResponses[string]): Readonly<Record<string, OutcomeValue>> {
  return checkText(text, { responses: { 'item-1': responses } }).outcomes?.['item-1'] ?? {};
}
const choice3 = (id: string, max: number, ids: string) =>
  `<qti-choice-interaction response-identifier="${id}" max-choices="${max}">${ids
    .split('')
    .map((x) => `<qti-simple-choice identifier="${x}">${x}</qti-simple-choice>`)
    .join('')}</qti-choice-interaction>`;
const body3 = (inner: string) => `<qti-item-body>${inner}</qti-item-body>`;
const mapping3 = (entries: Readonly<Record<string, number>>, attributes = '') =>
  `<qti-mapping ${attributes}>${Object.entries(entries)
    .map(([key, value]) => `<qti-map-entry map-key="${key}" mapped-value="${value}"/>`)
    .join('')}</qti-mapping>`;

describe('standard templates', () => {
  const single = response3(
    'RESPONSE',
    'single',
    'identifier',
    ['B'],
    mapping3({ A: 0.5, B: 2 }, 'default-value="-1"'),
  );
  const more =
    '<qti-outcome-declaration identifier="MAXSCORE" cardinality="single" base-type="float"><qti-default-value><qti-value>2</qti-value></qti-default-value></qti-outcome-declaration><qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/><qti-outcome-declaration identifier="FEEDBACKBASIC" cardinality="single" base-type="identifier"/>';
  const text = (name: string) =>
    item3(single + score3 + more + body3(choice3('RESPONSE', 1, 'ABC')) + template3(name));

  it.each([
    ['match_correct', 'B', { SCORE: 1, FEEDBACK: null }],
    ['match_correct.xml', 'A', { SCORE: 0 }],
    ['match_correct', null, { SCORE: 0 }],
    ['map_response', 'B', { SCORE: 2 }],
    ['map_response', 'A', { SCORE: 0.5 }],
    ['map_response', 'C', { SCORE: -1 }],
    ['map_response.xml', null, { SCORE: 0 }],
    ['CC2_match', 'B', { SCORE: 1 }],
    ['CC2_match_basic.xml', 'B', { SCORE: 2, FEEDBACKBASIC: 'correct' }],
    ['CC2_match_basic', 'A', { SCORE: 0, FEEDBACKBASIC: 'incorrect' }],
    ['CC2_map_response', 'B', { SCORE: 2, FEEDBACK: 'correct' }],
    ['CC2_map_response', 'A', { SCORE: 0.5, FEEDBACK: 'incorrect' }],
  ])('%s with %j gives %j', (name, response, expected) => {
    expect(outcomes(text(name), { RESPONSE: response })).toMatchObject(expected);
  });

  it.each([
    'http://www.imsglobal.org/question/qti_v2p0/rptemplates/match_correct',
    'http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct',
    'http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct.xml',
    'https://purl.imsglobal.org/spec/qti/v2p2/rptemplates/match_correct.xml',
  ])('the 2.x address %s means the same', (address) => {
    const inner = `<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>B</value></correctResponse></responseDeclaration>${score2}<itemBody><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction></itemBody>`;
    const by = (attribute: string) => item2(`${inner}<responseProcessing ${attribute}="${address}"/>`);
    expect(outcomes(by('template'), { RESPONSE: 'B' })).toEqual({ SCORE: 1 });
    expect(outcomes(by('templateLocation'), { RESPONSE: 'A' })).toEqual({ SCORE: 0 });
    expect(codesOf(checkText(by('template')), 'error')).toEqual([]);
  });

  it('maps every distinct value once, within its bounds', () => {
    const text3 = (bounds: string) =>
      item3(
        response3(
          'RESPONSE',
          'multiple',
          'identifier',
          ['A', 'B'],
          mapping3({ A: 1, B: 1.5, C: -4 }, bounds),
        ) +
          score3 +
          body3(choice3('RESPONSE', 0, 'ABC')) +
          template3('map_response'),
      );
    expect(outcomes(text3(''), { RESPONSE: ['A', 'B'] })).toEqual({ SCORE: 2.5 });
    expect(outcomes(text3(''), { RESPONSE: ['A', 'A'] })).toEqual({ SCORE: 1 });
    expect(outcomes(text3('upper-bound="2"'), { RESPONSE: ['A', 'B'] })).toEqual({ SCORE: 2 });
    expect(outcomes(text3('lower-bound="0"'), { RESPONSE: ['A', 'C'] })).toEqual({ SCORE: 0 });
  });

  it('maps strings with and without regard to case', () => {
    const entry = (flag: string) =>
      `<qti-mapping><qti-map-entry map-key="York" mapped-value="1" ${flag}/></qti-mapping>`;
    const text3 = (flag: string) =>
      item3(
        response3('RESPONSE', 'single', 'string', ['York'], entry(flag)) +
          score3 +
          body3('<p><qti-text-entry-interaction response-identifier="RESPONSE"/></p>') +
          template3('map_response'),
      );
    const score = (flag: string) => outcomes(text3(flag), { RESPONSE: 'york' }).SCORE;
    expect([score(''), score('case-sensitive="true"'), score('case-sensitive="false"')]).toEqual([1, 0, 1]);
  });

  it('maps strings of QTI 2.x with regard to case where nothing is said, and identifiers always', () => {
    const text2 = item2(
      `<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"><mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="1"/></mapping></responseDeclaration>${score2}<itemBody><p><textEntryInteraction responseIdentifier="RESPONSE"/></p></itemBody><responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>`,
    );
    expect([
      outcomes(text2, { RESPONSE: 'york' }).SCORE,
      outcomes(text2, { RESPONSE: 'York' }).SCORE,
    ]).toEqual([0, 1]);
    const text3 = item3(
      response3('RESPONSE', 'single', 'identifier', [], mapping3({ A: 1, a: 2 })) +
        score3 +
        body3(choice3('RESPONSE', 1, 'Aab')) +
        template3('map_response'),
    );
    expect([outcomes(text3, { RESPONSE: 'a' }).SCORE, outcomes(text3, { RESPONSE: 'A' }).SCORE]).toEqual([
      2, 1,
    ]);
  });

  it('maps points by area, each area once, the first area where they overlap', () => {
    const areas =
      '<qti-area-mapping default-value="-1"><qti-area-map-entry shape="circle" coords="10,10,5" mapped-value="2"/><qti-area-map-entry shape="rect" coords="8,8,40,40" mapped-value="3"/></qti-area-mapping>';
    const text3 = item3(
      response3('RESPONSE', 'multiple', 'point', [], areas) +
        score3 +
        body3(
          '<qti-select-point-interaction response-identifier="RESPONSE" max-choices="3"><img src="a.png" alt=""/></qti-select-point-interaction>',
        ) +
        template3('map_response_point'),
    );
    const score = (...points: string[]) => outcomes(text3, { RESPONSE: points }).SCORE;
    expect([
      score('10 10'),
      score('10 10', '11 11'),
      score('10 10', '30 30'),
      score('90 90'),
      score(),
    ]).toEqual([2, 2, 5, -1, 0]);
  });

  it('matches pairs both ways and lists in order', () => {
    const pairs = item3(
      response3('RESPONSE', 'multiple', 'pair', ['A B', 'C D']) +
        score3 +
        body3(
          '<qti-associate-interaction response-identifier="RESPONSE" max-associations="0"><qti-simple-associable-choice identifier="A" match-max="1">A</qti-simple-associable-choice></qti-associate-interaction>',
        ) +
        template3('match_correct'),
    );
    expect(outcomes(pairs, { RESPONSE: ['D C', 'A B'] })).toEqual({ SCORE: 1 });
    const order = item3(
      response3('RESPONSE', 'ordered', 'identifier', ['B', 'A']) +
        score3 +
        body3(
          '<qti-order-interaction response-identifier="RESPONSE"><qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b</qti-simple-choice></qti-order-interaction>',
        ) +
        template3('match_correct'),
    );
    expect(outcomes(order, { RESPONSE: ['B', 'A'] })).toEqual({ SCORE: 1 });
    expect(outcomes(order, { RESPONSE: ['A', 'B'] })).toEqual({ SCORE: 0 });
  });

  it('an unknown template is told and leaves the defaults', () => {
    const text3 = item3(
      single +
        score3 +
        body3(choice3('RESPONSE', 1, 'ABC')) +
        '<qti-response-processing template="urn:mine"/>',
    );
    const report = checkText(text3, { responses: { 'item-1': { RESPONSE: 'B' } } });
    expect(report.outcomes).toEqual({ 'item-1': { SCORE: 0 } });
    expect(codesOf(report, 'error')).toEqual(['template_unknown']);
  });
});
