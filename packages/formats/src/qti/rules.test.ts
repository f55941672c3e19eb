import { describe, expect, it } from 'vitest';
import type { ItemResponses, OutcomeValue } from '../check.ts';
import { ProcessingStop, stepLimit } from './evaluation.ts';
import { checkText, codesOf, evaluated, i, item3, response3, score3, template3 } from './fixtures.ts';

function outcomes(text: string, responses: ItemResponses[string]): Readonly<Record<string, OutcomeValue>> {
  return checkText(text, { responses: { 'item-1': responses } }).outcomes?.['item-1'] ?? {};
}
const set3 = (id: string, expression: string) =>
  `<qti-set-outcome-value identifier="${id}">${expression}</qti-set-outcome-value>`;
const float3 = (x: number) => `<qti-base-value base-type="float">${x}</qti-base-value>`;
const word3 = (x: string) => `<qti-base-value base-type="identifier">${x}</qti-base-value>`;
const read3 = (id: string) => `<qti-variable identifier="${id}"/>`;
const rules3 = (inner: string) => `<qti-response-processing>${inner}</qti-response-processing>`;
const choice3 = (id: string, max: number, ids: string) =>
  `<qti-choice-interaction response-identifier="${id}" max-choices="${max}">${ids
    .split('')
    .map((x) => `<qti-simple-choice identifier="${x}">${x}</qti-simple-choice>`)
    .join('')}</qti-choice-interaction>`;
const body3 = (inner: string) => `<qti-item-body>${inner}</qti-item-body>`;

describe('own rules', () => {
  const declared =
    response3('R', 'single', 'identifier', ['B']) +
    score3 +
    '<qti-outcome-declaration identifier="F" cardinality="single" base-type="identifier"/>';
  const run = (rules: string, response: string | null, more = '') =>
    outcomes(item3(declared + more + body3(choice3('R', 1, 'ABC')) + rules3(rules)), { R: response });
  const is = (x: string) => `<qti-match>${read3('R')}${word3(x)}</qti-match>`;

  it('takes the first branch that is true; NULL is not true', () => {
    const rules = `<qti-response-condition><qti-response-if>${is('A')}${set3('SCORE', float3(1))}</qti-response-if><qti-response-else-if>${is('B')}${set3('SCORE', float3(2))}${set3('F', word3('good'))}</qti-response-else-if><qti-response-else>${set3('SCORE', float3(3))}</qti-response-else></qti-response-condition>`;
    expect([run(rules, 'A'), run(rules, 'B'), run(rules, 'C'), run(rules, null)]).toEqual([
      { SCORE: 1, F: null },
      { SCORE: 2, F: 'good' },
      { SCORE: 3, F: null },
      { SCORE: 3, F: null },
    ]);
  });

  it('exits where told, inside a condition too, and runs fragments', () => {
    const stop = `<qti-response-condition><qti-response-if>${is('A')}<qti-exit-response/></qti-response-if></qti-response-condition>`;
    const rules = `<qti-response-processing-fragment>${set3('SCORE', float3(1))}</qti-response-processing-fragment>${stop}${set3('SCORE', float3(9))}`;
    expect([run(rules, 'A').SCORE, run(rules, 'B').SCORE]).toEqual([1, 9]);
  });

  it('looks outcomes up in match and interpolation tables', () => {
    const table = (kind: string, entries: string) =>
      `<qti-outcome-declaration identifier="G" cardinality="single" base-type="identifier"><qti-${kind}-table default-value="none">${entries}</qti-${kind}-table></qti-outcome-declaration>`;
    const look = (x: number) =>
      `<qti-lookup-outcome-value identifier="G">${float3(x)}</qti-lookup-outcome-value>`;
    const matching = table('match', '<qti-match-table-entry source-value="1" target-value="one"/>');
    expect([run(look(1), 'A', matching).G, run(look(2), 'A', matching).G]).toEqual(['one', 'none']);
    const entry = (from: number, to: string, more = '') =>
      `<qti-interpolation-table-entry source-value="${from}" target-value="${to}" ${more}/>`;
    const interpolation = table(
      'interpolation',
      entry(90, 'A', 'include-boundary="false"') + entry(60, 'B') + entry(0, 'C'),
    );
    expect([91, 90, 60, 59.5, 0, -1].map((x) => run(look(x), 'A', interpolation).G)).toEqual([
      'A',
      'B',
      'B',
      'C',
      'C',
      'none',
    ]);
  });

  it('puts values into the type of the outcome, and tells what does not fit', () => {
    const whole =
      '<qti-outcome-declaration identifier="N" cardinality="single" base-type="integer"/><qti-outcome-declaration identifier="L" cardinality="multiple" base-type="identifier"/>';
    expect(run(set3('N', float3(2)) + set3('L', read3('R')), 'A', whole)).toMatchObject({ N: 2, L: ['A'] });
    const report = checkText(
      item3(declared + whole + body3(choice3('R', 1, 'A')) + rules3(set3('N', word3('x')))),
      { responses: { 'item-1': {} } },
    );
    expect(report.outcomes?.['item-1']?.N).toBeNull();
    expect(codesOf(report)).toContain('assignment_type');
  });

  it('understands SCORE also where it is not declared, and says so', () => {
    const report = checkText(
      item3(
        response3('RESPONSE', 'single', 'identifier', ['A']) +
          body3(choice3('RESPONSE', 1, 'A')) +
          template3('match_correct'),
      ),
      { responses: { 'item-1': { RESPONSE: 'A' } } },
    );
    expect(report.outcomes).toEqual({ 'item-1': { SCORE: 1 } });
    expect(codesOf(report)).toContain('score_undeclared');
  });

  it('without rules leaves the declared defaults', () => {
    expect(outcomes(item3(declared + body3(choice3('R', 1, 'AB'))), { R: 'B' })).toEqual({
      SCORE: 0,
      F: null,
    });
  });

  it('reads answers of every type, and counts what is none as not given', () => {
    const types: [string, string, unknown, unknown][] = [
      ['single', 'integer', 42, 42],
      ['single', 'integer', ' 42 ', 42],
      ['single', 'integer', 'x', null],
      ['single', 'float', '4.20', 4.2],
      ['single', 'boolean', true, true],
      ['single', 'boolean', 'false', false],
      ['single', 'point', '10  20', '10 20'],
      ['single', 'point', [10, 20], '10 20'],
      ['multiple', 'point', ['1 2', '3 4'], ['1 2', '3 4']],
      ['single', 'pair', ['A', 'B'], 'A B'],
      ['multiple', 'directedPair', [['A', 'B']], ['A B']],
      ['multiple', 'identifier', 'A', ['A']],
      ['multiple', 'identifier', [], null],
      ['single', 'identifier', ['A', 'B'], null],
      ['single', 'string', '', null],
      ['single', 'file', 'a.pdf', 'a.pdf'],
      ['single', 'duration', 'PT1M30S', 90],
    ];
    for (const [cardinality, type, given, expected] of types) {
      const text = item3(
        `${response3('X', cardinality, type, [])}<qti-outcome-declaration identifier="O" cardinality="${cardinality}" base-type="${type}"/>${body3('')}${rules3(set3('O', read3('X')))}`,
      );
      expect(outcomes(text, { X: given as string }).O).toEqual(expected);
    }
  });

  it('fills the fields of a record from what is typed', () => {
    const field = (id: string) =>
      set3(id.toUpperCase(), `<qti-field-value field-identifier="${id}">${read3('X')}</qti-field-value>`);
    const text = item3(
      `<qti-response-declaration identifier="X" cardinality="record"/><qti-outcome-declaration identifier="NDP" cardinality="single" base-type="integer"/><qti-outcome-declaration identifier="FLOATVALUE" cardinality="single" base-type="float"/>${body3('<p><qti-text-entry-interaction response-identifier="X"/></p>')}${rules3(field('ndp') + field('floatValue'))}`,
    );
    expect(outcomes(text, { X: '3.140' })).toEqual({ NDP: 3, FLOATVALUE: 3.14 });
  });

  it('tells responses to items and variables that do not exist', () => {
    const report = checkText(item3(declared + body3(choice3('R', 1, 'AB'))), {
      responses: { 'item-1': { X: 'A' }, nobody: {} },
    });
    expect(codesOf(report, 'warning')).toEqual(
      expect.arrayContaining(['response_undeclared', 'item_unknown']),
    );
  });
});

describe('adaptive items', () => {
  const adaptive = (inner: string) => item3(inner).replace('adaptive="false"', 'adaptive="true"');
  const text = adaptive(
    `${response3('R', 'single', 'identifier', ['B'])}${response3('HINT', 'single', 'boolean', [])}${score3}<qti-outcome-declaration identifier="TRIES" cardinality="single" base-type="integer"/>` +
      body3(
        `${choice3('R', 1, 'AB')}<p><qti-end-attempt-interaction response-identifier="HINT" title="Hint"/></p>`,
      ) +
      rules3(
        `${set3('TRIES', `<qti-sum>${read3('TRIES')}<qti-base-value base-type="integer">1</qti-base-value></qti-sum>`)}<qti-response-condition><qti-response-if>${read3('HINT')}${set3('SCORE', float3(-1))}</qti-response-if><qti-response-else-if><qti-match>${read3('R')}<qti-correct identifier="R"/></qti-match>${set3('SCORE', `<qti-sum>${read3('SCORE')}${float3(3)}</qti-sum>`)}${set3('completionStatus', word3('completed'))}</qti-response-else-if><qti-response-else>${set3('completionStatus', word3('incomplete'))}</qti-response-else></qti-response-condition>`,
      ),
  );

  it('carry outcomes from attempt to attempt and end by themselves', () => {
    expect(outcomes(text, { R: 'A' })).toEqual({ SCORE: 0, TRIES: 1, completionStatus: 'incomplete' });
    expect(outcomes(text, [{ R: 'A' }, { HINT: true }, { R: 'B' }])).toEqual({
      SCORE: 2,
      TRIES: 3,
      completionStatus: 'completed',
    });
  });

  it('keep an answer that a later attempt does not mention, but not a pressed button', () => {
    expect(outcomes(text, [{ R: 'B', HINT: true }, {}])).toEqual({
      SCORE: 2,
      TRIES: 2,
      completionStatus: 'completed',
    });
  });

  it('an item that is not adaptive starts every attempt from its defaults', () => {
    const once = item3(
      `<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>${body3('')}${rules3(set3('SCORE', `<qti-sum>${read3('SCORE')}<qti-variable identifier="numAttempts"/></qti-sum>`))}`,
    );
    expect(outcomes(once, [{}, {}, {}])).toEqual({ SCORE: 3 });
  });
});

describe('hostile rules', () => {
  const bomb = (inner: string) =>
    `<qti-container-size><qti-repeat number-repeats="999999999"><qti-repeat number-repeats="999999999">${inner}</qti-repeat></qti-repeat></qti-container-size>`;

  it('flag the item when their steps are used up, and leave the defaults', () => {
    const rules = set3('SCORE', float3(5)) + set3('SCORE', bomb(float3(1)));
    const report = checkText(item3(`${score3}${body3('')}${rules3(rules)}`), { responses: { 'item-1': {} } });
    expect(report.outcomes).toEqual({ 'item-1': { SCORE: 0 } });
    expect(codesOf(report, 'error')).toContain('step_limit');
  });

  it('evaluate nothing more often than there are steps', () => {
    let reads = 0;
    const variables = {
      get x() {
        reads += 1;
        return i(1);
      },
    };
    expect(() => evaluated(bomb(read3('x')), variables)).toThrow(ProcessingStop);
    expect(reads).toBeGreaterThan(1);
    expect(reads).toBeLessThanOrEqual(stepLimit);
  });

  it('never leave NaN or infinity in an outcome', () => {
    const odd = [
      '<qti-divide><qti-base-value base-type="float">0</qti-base-value><qti-base-value base-type="float">0</qti-base-value></qti-divide>',
      '<qti-power><qti-base-value base-type="float">9e99</qti-base-value><qti-base-value base-type="float">99</qti-base-value></qti-power>',
      '<qti-math-operator name="log"><qti-base-value base-type="float">0</qti-base-value></qti-math-operator>',
    ];
    for (const expression of odd) {
      expect(
        outcomes(item3(`${score3}${body3('')}${rules3(set3('SCORE', expression))}`), {}).SCORE,
      ).toBeNull();
    }
  });
});
