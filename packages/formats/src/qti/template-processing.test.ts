import { describe, expect, it } from 'vitest';
import type { CorrectValue } from '../check.ts';
import { checkText, codesOf, item2, item3, response3, score2, score3, template3 } from './fixtures.ts';

const integer = (id: string, value = 0) =>
  `<qti-template-declaration identifier="${id}" cardinality="single" base-type="integer"><qti-default-value><qti-value>${value}</qti-value></qti-default-value></qti-template-declaration>`;
const set = (id: string, expression: string) =>
  `<qti-set-template-value identifier="${id}">${expression}</qti-set-template-value>`;
const read = (id: string) => `<qti-variable identifier="${id}"/>`;
const whole = (x: number) => `<qti-base-value base-type="integer">${x}</qti-base-value>`;
const answer = `<qti-set-correct-response identifier="RESPONSE"><qti-sum>${read('A')}${read('B')}</qti-sum></qti-set-correct-response>`;
const body =
  '<qti-item-body><p><qti-printed-variable identifier="A"/> + <qti-printed-variable identifier="B"/> = <qti-text-entry-interaction response-identifier="RESPONSE"/></p></qti-item-body>';
const sum = (rules: string) =>
  item3(
    `${response3('RESPONSE', 'single', 'integer', [])}${score3}${integer('A', 1)}${integer('B', 2)}<qti-template-processing>${rules}</qti-template-processing>${body}${template3('match_correct')}`,
  );
const correct = (text: string, seed?: number): CorrectValue | undefined =>
  checkText(text, seed === undefined ? {} : { seed }).items[0]?.correct.RESPONSE;

describe('template processing', () => {
  const drawn = sum(
    set('A', '<qti-random-integer min="1" max="50"/>') +
      set('B', `<qti-random-integer min="100" max="{A}00"/>`.replace('{A}00', '900')) +
      answer,
  );

  it('gives the same clone for the same seed, and other clones for other seeds', () => {
    expect(correct(drawn, 5)).toBe(correct(drawn, 5));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => correct(drawn, seed))).size).toBeGreaterThan(10);
    expect(correct(drawn)).toBe(correct(drawn, 1));
  });

  it('judges a clone by its own correct response', () => {
    const right = correct(drawn, 9);
    const scored = (response: string) =>
      checkText(drawn, { seed: 9, responses: { 'item-1': { RESPONSE: response } } }).outcomes?.['item-1'];
    if (typeof right !== 'string') throw new Error('no correct response');
    expect(scored(right)).toEqual({ SCORE: 1 });
    expect(scored(String(Number(right) + 1))).toEqual({ SCORE: 0 });
    expect(checkText(drawn).items[0]?.maxScore).toBe(1);
    expect(codesOf(checkText(drawn), 'error')).toEqual([]);
  });

  it('reads QTI 2.x just so', () => {
    const text = item2(
      `<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="integer"/>${score2}<templateDeclaration identifier="A" cardinality="single" baseType="integer" mathVariable="false" paramVariable="false"/><templateProcessing><setTemplateValue identifier="A"><randomInteger min="7" max="7"/></setTemplateValue><setCorrectResponse identifier="RESPONSE"><product><variable identifier="A"/><baseValue baseType="integer">6</baseValue></product></setCorrectResponse></templateProcessing><itemBody><p><textEntryInteraction responseIdentifier="RESPONSE"/></p></itemBody><responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>`,
    );
    expect(correct(text)).toBe('42');
  });

  it('takes conditions, attributes that name variables, and exits', () => {
    const condition = (test: string) =>
      `<qti-template-condition><qti-template-if>${test}${set('B', whole(10))}</qti-template-if><qti-template-else>${set('B', whole(20))}<qti-exit-template/></qti-template-else></qti-template-condition>`;
    const rules = (a: number) =>
      set('A', `<qti-random-integer min="${a}" max="${a}"/>`) +
      answer +
      condition(`<qti-gt>${read('A')}${whole(5)}</qti-gt>`) +
      answer;
    expect([correct(sum(rules(6))), correct(sum(rules(3)))]).toEqual(['16', '5']);
    expect(
      correct(sum(set('A', whole(4)) + set('B', '<qti-random-integer min="{A}" max="A"/>') + answer)),
    ).toBe('8');
  });

  it('starts anew until its constraints hold', () => {
    const rules =
      set('A', '<qti-random-integer min="1" max="10"/>') +
      set('B', '<qti-random-integer min="1" max="10"/>') +
      `<qti-template-constraint><qti-equal tolerance-mode="exact"><qti-sum>${read('A')}${read('B')}</qti-sum>${whole(11)}</qti-equal></qti-template-constraint>` +
      answer;
    for (let seed = 0; seed < 10; seed++) expect(correct(sum(rules), seed)).toBe('11');
  });

  it('falls back to the defaults when no clone meets the constraints, and says so', () => {
    const rules =
      set('A', whole(9)) +
      `<qti-template-constraint><qti-gt>${read('A')}${whole(9)}</qti-gt></qti-template-constraint>` +
      answer;
    const report = checkText(sum(rules));
    expect(report.items[0]?.correct).toEqual({});
    expect(codesOf(report, 'warning')).toContain('template_constraint');
  });

  it('ends within its steps', () => {
    const report = checkText(
      sum(
        set(
          'A',
          '<qti-container-size><qti-repeat number-repeats="99999999"><qti-random-integer max="9"/></qti-repeat></qti-container-size>',
        ),
      ),
    );
    expect(codesOf(report, 'error')).toContain('step_limit');
  });

  it('sets defaults of outcomes', () => {
    const text = item3(
      `${score3}${integer('A', 3)}<qti-template-processing><qti-set-default-value identifier="SCORE">${read('A')}</qti-set-default-value></qti-template-processing><qti-item-body/>`,
    );
    expect(checkText(text, { responses: { 'item-1': {} } }).outcomes).toEqual({ 'item-1': { SCORE: 3 } });
  });

  it('tells assignments to what is not declared', () => {
    expect(codesOf(checkText(sum(set('Z', whole(1)))), 'error')).toContain('variable_undeclared');
  });
});
