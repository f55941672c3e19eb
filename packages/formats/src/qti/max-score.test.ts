import { describe, expect, it } from 'vitest';
import { checkText, item3, response3, score3, template3 } from './fixtures.ts';

const maxOf = (inner: string, attributes = '') => checkText(item3(inner, attributes)).items[0]?.maxScore;
const body = (inner: string) => `<qti-item-body>${inner}</qti-item-body>`;
const choice = (max: number, ids: string, min = 0) =>
  body(
    `<qti-choice-interaction response-identifier="RESPONSE" max-choices="${max}" min-choices="${min}">${ids
      .split('')
      .map((x) => `<qti-simple-choice identifier="${x}">${x}</qti-simple-choice>`)
      .join('')}</qti-choice-interaction>`,
  );
const mapping = (entries: Readonly<Record<string, number>>, attributes = '') =>
  `<qti-mapping ${attributes}>${Object.entries(entries)
    .map(([key, value]) => `<qti-map-entry map-key="${key}" mapped-value="${value}"/>`)
    .join('')}</qti-mapping>`;
const multiple = (entries: Readonly<Record<string, number>>, attributes = '') =>
  response3('RESPONSE', 'multiple', 'identifier', ['A'], mapping(entries, attributes));
const map = template3('map_response');
const float = (x: number) => `<qti-base-value base-type="float">${x}</qti-base-value>`;
const set = (expression: string) =>
  `<qti-set-outcome-value identifier="SCORE">${expression}</qti-set-outcome-value>`;

describe('the maximum score', () => {
  it('is what SCORE declares, else what MAXSCORE declares', () => {
    const score =
      '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="7"/>';
    const maximum =
      '<qti-outcome-declaration identifier="MAXSCORE" cardinality="single" base-type="float"><qti-default-value><qti-value>4</qti-value></qti-default-value></qti-outcome-declaration>';
    expect([maxOf(score + maximum + body('')), maxOf(score3 + maximum + body(''))]).toEqual([7, 4]);
  });

  it('is 1 of match_correct, and null where RESPONSE has no correct value', () => {
    const single = (correct: string[]) =>
      response3('RESPONSE', 'single', 'identifier', correct) +
      score3 +
      choice(1, 'AB') +
      template3('match_correct');
    expect([maxOf(single(['B'])), maxOf(single([]))]).toEqual([1, null]);
  });

  it.each([
    [{ A: 1, B: 2, C: -1 }, '', 0, 3],
    [{ A: 1, B: 2, C: -1 }, '', 1, 2],
    [{ A: 1, B: 2, C: 3 }, '', 2, 5],
    [{ A: 1, B: 2 }, 'upper-bound="2.5"', 0, 2.5],
    [{ A: 1 }, 'default-value="0.5"', 0, 2],
    [{ A: -1, B: -2, C: -3 }, 'lower-bound="0"', 0, 0],
  ])('of the mapping %j with %s and at most %i choices is %d', (entries, attributes, max, expected) => {
    expect(maxOf(multiple(entries, attributes) + score3 + choice(max, 'ABC') + map)).toBe(expected);
  });

  it('counts what the least number of choices forces', () => {
    const forced = (entries: Readonly<Record<string, number>>) =>
      maxOf(
        multiple(entries).replace('<qti-value>A<', '<qti-value>A</qti-value><qti-value>C<') +
          score3 +
          choice(0, 'ABC', 2) +
          map,
      );
    // Where every two choices cost, the best is to leave it blank: the template then gives 0.
    expect([forced({ A: 3, B: -3, C: -2 }), forced({ A: 1, B: -3, C: -2 })]).toEqual([1, 0]);
  });

  it('keeps to how often each side of a pair may be used', () => {
    const set3 = (ids: string, max: number) =>
      `<qti-simple-match-set>${ids
        .split('')
        .map(
          (x) =>
            `<qti-simple-associable-choice identifier="${x}" match-max="${max}">${x}</qti-simple-associable-choice>`,
        )
        .join('')}</qti-simple-match-set>`;
    const match = (first: number, second: number, associations: number) =>
      response3(
        'RESPONSE',
        'multiple',
        'directedPair',
        ['A X'],
        mapping({ 'A X': 3, 'A Y': 2, 'B X': 2.5, 'B Y': 0.5 }),
      ) +
      score3 +
      body(
        `<qti-match-interaction response-identifier="RESPONSE" max-associations="${associations}">${set3('AB', first)}${set3('XY', second)}</qti-match-interaction>`,
      ) +
      map;
    expect([
      maxOf(match(1, 1, 0)),
      maxOf(match(0, 0, 0)),
      maxOf(match(1, 0, 0)),
      maxOf(match(0, 0, 2)),
    ]).toEqual([4.5, 8, 5.5, 5.5]);
  });

  it('takes a point in every area that pays', () => {
    const areas =
      '<qti-area-mapping><qti-area-map-entry shape="rect" coords="0,0,10,10" mapped-value="2"/><qti-area-map-entry shape="poly" coords="20,20,30,20,30,30" mapped-value="1"/><qti-area-map-entry shape="circle" coords="50,50,4" mapped-value="-1"/></qti-area-mapping>';
    const points = (max: number) =>
      response3('RESPONSE', max === 1 ? 'single' : 'multiple', 'point', [], areas) +
      score3 +
      body(
        `<qti-select-point-interaction response-identifier="RESPONSE" max-choices="${max}"><img src="a.png" alt=""/></qti-select-point-interaction>`,
      ) +
      template3('map_response_point');
    expect([maxOf(points(1)), maxOf(points(0))]).toEqual([2, 3]);
  });

  it('is the best that own rules give: constants, several responses, partial credit', () => {
    const two =
      response3('RESPONSE', 'multiple', 'identifier', ['A', 'C']) +
      response3('N', 'single', 'integer', []) +
      score3 +
      choice(0, 'ABC').replace(
        '</qti-item-body>',
        '<p><qti-text-entry-interaction response-identifier="N"/></p></qti-item-body>',
      );
    const add = (x: number) => set(`<qti-sum><qti-variable identifier="SCORE"/>${float(x)}</qti-sum>`);
    const when = (test: string, then: string) =>
      `<qti-response-condition><qti-response-if>${test}${then}</qti-response-if></qti-response-condition>`;
    const has = (id: string) =>
      `<qti-member><qti-base-value base-type="identifier">${id}</qti-base-value><qti-variable identifier="RESPONSE"/></qti-member>`;
    const is12 =
      '<qti-equal tolerance-mode="exact"><qti-variable identifier="N"/><qti-base-value base-type="integer">12</qti-base-value></qti-equal>';
    const rules = `<qti-response-processing>${when(has('A'), add(1))}${when(has('C'), add(1.5))}${when(has('B'), add(-2))}${when(is12, add(4))}</qti-response-processing>`;
    expect(maxOf(two + rules)).toBe(6.5);
  });

  it('is null where a person marks, nothing sets SCORE, nothing tells a good answer, or the item is adaptive', () => {
    const essay =
      response3('RESPONSE', 'single', 'string', []) +
      score3 +
      body('<qti-extended-text-interaction response-identifier="RESPONSE"/>');
    const external = essay.replace('identifier="SCORE"', 'identifier="SCORE" external-scored="human"');
    expect([
      maxOf(essay),
      maxOf(external + template3('match_correct')),
      maxOf(score3 + body('')),
      maxOf(essay + template3('map_response')),
    ]).toEqual([null, null, null, null]);
    const adaptive = item3(
      response3('RESPONSE', 'single', 'identifier', ['A']) +
        score3 +
        choice(1, 'AB') +
        template3('match_correct'),
    ).replace('adaptive="false"', 'adaptive="true"');
    expect(checkText(adaptive).items[0]?.maxScore).toBeNull();
  });

  it('is found within milliseconds also for an item made to be slow', () => {
    const slow = `<qti-container-size><qti-repeat number-repeats="40000">${float(1)}</qti-repeat></qti-container-size>`;
    // Time of the processor, so that other work on the machine decides nothing.
    const started = process.cpuUsage();
    maxOf(
      response3('RESPONSE', 'multiple', 'identifier', ['A']) +
        score3 +
        choice(0, 'ABCDEFGH') +
        `<qti-response-processing>${set(slow)}</qti-response-processing>`,
    );
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(500);
  });
});
