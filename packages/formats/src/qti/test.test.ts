import { describe, expect, it } from 'vitest';
import type { ItemResponses } from '../check.ts';
import { checkFiles, codesOf, response3, rootOf, score3, template3 } from './fixtures.ts';
import { collectProblems } from './problems.ts';
import { readTest } from './test.ts';
import { planTest } from './test-plan.ts';

const item = (id: string, more = '') =>
  `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="${id}" title="${id}" time-dependent="false">${response3('RESPONSE', 'single', 'identifier', ['A'])}${score3.replace('/>', ' normal-maximum="1"/>')}${more}<qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b</qti-simple-choice></qti-choice-interaction></qti-item-body>${template3('match_correct')}</qti-assessment-item>`;
const ref = (id: string, attributes = '', inner = '') =>
  `<qti-assessment-item-ref identifier="${id}" href="${id}.xml" ${attributes}>${inner}</qti-assessment-item-ref>`;
const section = (id: string, inner: string, attributes = '') =>
  `<qti-assessment-section identifier="${id}" title="${id}" visible="true" ${attributes}>${inner}</qti-assessment-section>`;
const part = (inner: string, mode = 'linear', id = 'P') =>
  `<qti-test-part identifier="${id}" navigation-mode="${mode}" submission-mode="individual">${inner}</qti-test-part>`;
const outcome = (id: string, type = 'float') =>
  `<qti-outcome-declaration identifier="${id}" cardinality="single" base-type="${type}"/>`;
const test3 = (inner: string) =>
  `<qti-assessment-test xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="T" title="Test">${inner}</qti-assessment-test>`;
const ids = ['Q1', 'Q2', 'Q3', 'Q4', 'Q5'];

function files(test: string, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const resource = (id: string, type: string) =>
    `<resource identifier="R-${id}" type="${type}" href="${id}.xml"><file href="${id}.xml"/></resource>`;
  const manifest = `<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="M"><metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata><organizations/><resources>${resource('T', 'imsqti_test_xmlv3p0')}${ids.map((id) => resource(id, 'imsqti_item_xmlv3p0')).join('')}</resources></manifest>`;
  return {
    'imsmanifest.xml': manifest,
    'T.xml': test,
    ...Object.fromEntries(ids.map((id) => [`${id}.xml`, item(id)])),
    ...extra,
  };
}
const run = (test: string, responses: ItemResponses, seed = 1) =>
  checkFiles(files(test), { responses, seed });
const keysOf = (inner: string, seed: number) =>
  planTest(
    readTest(rootOf(test3(inner)), '3.0', collectProblems('T.xml', []), () => null),
    seed,
  ).map(({ key }) => key);
const many = (from: number, to: number, attributes = '') =>
  Array.from({ length: to - from + 1 }, (_, i) => ref(`Q${from + i}`, attributes)).join('');
const set = (id: string, expression: string) =>
  `<qti-set-outcome-value identifier="${id}">${expression}</qti-set-outcome-value>`;
const processing = (inner: string) => `<qti-outcome-processing>${inner}</qti-outcome-processing>`;
const total = (attributes = '') =>
  `<qti-sum><qti-test-variables variable-identifier="SCORE" ${attributes}/></qti-sum>`;

describe('selection and ordering', () => {
  it('selects so many, always the required, in the order of the section, by the seed', () => {
    const inner = part(
      section('S', `<qti-selection select="3"/>${many(1, 5)}${ref('Q9', 'required="true"')}`),
    );
    const plans = Array.from({ length: 40 }, (_, seed) => keysOf(inner, seed));
    for (const plan of plans) {
      expect(plan).toHaveLength(3);
      expect(plan.at(-1)).toBe('Q9');
      expect(plan).toEqual(plan.toSorted());
    }
    expect(keysOf(inner, 7)).toEqual(keysOf(inner, 7));
    expect(new Set(plans.map(String)).size).toBe(10);
  });

  it('selects with replacement and numbers the instances', () => {
    const inner = part(section('S', `<qti-selection select="6" with-replacement="true"/>${many(1, 2)}`));
    const keys = keysOf(inner, 3);
    expect(keys).toHaveLength(6);
    expect(new Set(keys).size).toBe(6);
    for (const key of keys) expect(key).toMatch(/^Q[12]\.\d$|^Q[12]$/);
  });

  it('shuffles, but leaves what is fixed in its place', () => {
    const inner = part(
      section('S', `<qti-ordering shuffle="true"/>${many(1, 2)}${ref('F', 'fixed="true"')}${many(3, 5)}`),
    );
    const plans = Array.from({ length: 30 }, (_, seed) => keysOf(inner, seed));
    for (const plan of plans) {
      expect(plan[2]).toBe('F');
      expect(plan.toSorted()).toEqual(['F', ...ids]);
    }
    expect(new Set(plans.map(String)).size).toBeGreaterThan(15);
  });

  it('keeps a section together unless it is invisible and told to mix', () => {
    const inner = (attributes: string) =>
      part(
        section(
          'S',
          `<qti-ordering shuffle="true"/>${many(1, 3)}${section('I', many(4, 5), attributes).replace('visible="true"', attributes.includes('mix') ? 'visible="false"' : 'visible="true"')}`,
        ),
      );
    const isTogether = (plan: string[]) => Math.abs(plan.indexOf('Q4') - plan.indexOf('Q5')) === 1;
    const plans = (attributes: string) =>
      Array.from({ length: 40 }, (_, seed) => keysOf(inner(attributes), seed));
    expect(plans('').every(isTogether)).toBe(true);
    expect(plans('keep-together="false" class="mix"').every(isTogether)).toBe(false);
  });
});

describe('outcome processing', () => {
  const answers: ItemResponses = { Q1: { RESPONSE: 'A' }, Q2: { RESPONSE: 'B' }, Q3: { RESPONSE: 'A' } };

  it('sums, weighs and filters by section and category', () => {
    const test = test3(
      ['ALL', 'WEIGHED', 'S2', 'EASY', 'HARD', 'ONE', 'BEST'].map((id) => outcome(id)).join('') +
        part(
          section(
            'S1',
            ref('Q1', 'category="easy"', '<qti-weight identifier="W" value="2.5"/>') +
              ref('Q2', 'category="hard long"'),
          ) + section('S2', ref('Q3', 'category="hard"')),
          'nonlinear',
        ) +
        processing(
          set('ALL', total()) +
            set('WEIGHED', total('weight-identifier="W"')) +
            set('S2', total('section-identifier="S2"')) +
            set('EASY', total('include-category="easy"')) +
            set('HARD', total('exclude-category="easy long"')) +
            set('ONE', '<qti-variable identifier="Q1.SCORE" weight-identifier="W"/>') +
            set('BEST', '<qti-outcome-maximum outcome-identifier="SCORE" weight-identifier="W"/>'),
        ),
    );
    const report = run(test, answers);
    expect(report.outcomes?.T).toEqual({
      ALL: 2,
      WEIGHED: 3.5,
      S2: 1,
      EASY: 1,
      HARD: 1,
      ONE: 2.5,
      BEST: 4.5,
    });
    expect(codesOf(report, 'error')).toEqual([]);
  });

  it('counts items selected, presented, responded, correct and incorrect', () => {
    const names = ['selected', 'presented', 'responded', 'correct', 'incorrect'];
    const test = test3(
      names.map((n) => outcome(n.toUpperCase(), 'integer')).join('') +
        part(section('S', many(1, 4)), 'nonlinear') +
        processing(names.map((n) => set(n.toUpperCase(), `<qti-number-${n}/>`)).join('')),
    );
    expect(run(test, answers).outcomes?.T).toEqual({
      SELECTED: 4,
      PRESENTED: 4,
      RESPONDED: 3,
      CORRECT: 2,
      INCORRECT: 2,
    });
  });

  it('takes conditions, tables and exits', () => {
    const table =
      '<qti-outcome-declaration identifier="GRADE" cardinality="single" base-type="identifier"><qti-interpolation-table default-value="fail"><qti-interpolation-table-entry source-value="2" target-value="pass"/></qti-interpolation-table></qti-outcome-declaration>';
    const test = test3(
      `${outcome('SCORE')}${table}${part(section('S', many(1, 3)), 'nonlinear')}` +
        processing(
          `${set('SCORE', total())}<qti-lookup-outcome-value identifier="GRADE"><qti-variable identifier="SCORE"/></qti-lookup-outcome-value><qti-outcome-condition><qti-outcome-if><qti-gte><qti-variable identifier="SCORE"/><qti-base-value base-type="float">2</qti-base-value></qti-gte><qti-exit-test/></qti-outcome-if></qti-outcome-condition>${set('SCORE', '<qti-base-value base-type="float">-1</qti-base-value>')}`,
        ),
    );
    expect(run(test, answers).outcomes?.T).toEqual({ SCORE: 2, GRADE: 'pass' });
    expect(run(test, {}).outcomes?.T).toEqual({ SCORE: -1, GRADE: 'fail' });
  });

  it('gives the outcomes of the items beside those of the test', () => {
    const test = test3(part(section('S', many(1, 2))));
    expect(run(test, answers).outcomes).toMatchObject({ Q1: { SCORE: 1 }, Q2: { SCORE: 0 }, T: {} });
  });
});

describe('conditions and branches', () => {
  const wrong =
    '<qti-lt><qti-variable identifier="Q1.SCORE"/><qti-base-value base-type="float">1</qti-base-value></qti-lt>';
  const counted = (inner: string, mode = 'linear', after = '') =>
    test3(
      outcome('N', 'integer') + part(inner, mode) + after + processing(set('N', '<qti-number-presented/>')),
    );
  const presented = (test: string, responses: ItemResponses) => run(test, responses).outcomes?.T?.N;
  const right: ItemResponses = { Q1: { RESPONSE: 'A' } };

  it('shows an item or section only where its conditions hold, in linear parts', () => {
    const conditions = `<qti-pre-condition>${wrong}</qti-pre-condition>`;
    const items = section(
      'S',
      many(1, 1) + ref('Q2', '', conditions) + section('I', conditions + many(3, 4)) + many(5, 5),
    );
    expect([presented(counted(items), right), presented(counted(items), {})]).toEqual([2, 5]);
    expect(presented(counted(items, 'nonlinear'), right)).toBe(5);
  });

  it.each([
    ['Q4', 3],
    ['EXIT_TEST', 1],
    ['EXIT_TESTPART', 2],
    ['EXIT_SECTION', 2],
    ['S2', 2],
  ])('branches to %s', (target, expected) => {
    const branch = `<qti-branch-rule target="${target}">${wrong}</qti-branch-rule>`;
    const items =
      section('S1', ref('Q1', '', branch) + many(2, 3) + (target === 'Q4' ? many(4, 4) : '')) +
      section('S2', many(5, 5));
    const extra =
      target === 'EXIT_TESTPART' || target === 'EXIT_TEST'
        ? part(section('S9', many(4, 4)), 'linear', 'P2')
        : '';
    expect(presented(counted(items, 'linear', extra), {})).toBe(expected);
    expect(presented(counted(items, 'linear', extra), right)).toBe(
      4 + (target === 'Q4' || extra !== '' ? 1 : 0),
    );
  });

  it('gives template variables the values of the test', () => {
    const more =
      '<qti-template-declaration identifier="X" cardinality="single" base-type="integer"><qti-default-value><qti-value>1</qti-value></qti-default-value></qti-template-declaration><qti-outcome-declaration identifier="SEEN" cardinality="single" base-type="integer"/><qti-template-processing><qti-set-default-value identifier="SEEN"><qti-variable identifier="X"/></qti-set-default-value></qti-template-processing>';
    const test = test3(
      `${outcome('SEEN')}${part(section('S', ref('Q1', '', '<qti-template-default template-identifier="X"><qti-base-value base-type="integer">7</qti-base-value></qti-template-default>')))}${processing(set('SEEN', '<qti-variable identifier="Q1.SEEN"/>'))}`,
    );
    expect(checkFiles(files(test, { 'Q1.xml': item('Q1', more) }), { responses: {} }).outcomes?.T).toEqual({
      SEEN: 7,
    });
  });
});

describe('faults of tests', () => {
  it.each([
    ['test_part_missing', ''],
    ['section_missing', part('')],
    ['navigation_mode_invalid', part(section('S', ref('Q1')), 'sideways')],
    ['selection_invalid', part(section('S', `<qti-selection select="4"/>${ref('Q1')}`))],
    ['identifier_twice', part(section('S', ref('Q1') + ref('Q1')))],
    ['href_missing', part(section('S', '<qti-assessment-item-ref identifier="Q1"/>'))],
    ['weight_invalid', part(section('S', ref('Q1', '', '<qti-weight identifier="W" value="x"/>')))],
    ['section_unreadable', part('<qti-assessment-section-ref identifier="S" href="none.xml"/>')],
    ['file_missing', part(section('S', '<qti-assessment-item-ref identifier="Q9" href="Q9.xml"/>'))],
    ['variable_undeclared', part(section('S', ref('Q1'))) + processing(set('NOPE', total()))],
    ['rule_unknown', part(section('S', ref('Q1'))) + processing('<qti-exit-response/>')],
  ])('%s is told', (code, inner) => {
    expect(codesOf(checkFiles(files(test3(inner))), 'error')).toContain(code);
  });

  it('reads sections from their own files, also of QTI 2.1, and ends where they include themselves', () => {
    const own =
      '<assessmentSection xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="S" title="S" visible="true"><assessmentItemRef identifier="Q1" href="../Q1.xml"/></assessmentSection>';
    const test = `<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="T" title="T"><outcomeDeclaration identifier="N" cardinality="single" baseType="integer"/><testPart identifier="P" navigationMode="linear" submissionMode="individual"><assessmentSectionRef identifier="S" href="sections/s.xml"/></testPart><outcomeProcessing><setOutcomeValue identifier="N"><numberCorrect/></setOutcomeValue></outcomeProcessing></assessmentTest>`;
    const report = checkFiles(files(test, { 'sections/s.xml': own }), {
      responses: { Q1: { RESPONSE: 'A' } },
    });
    expect(report.outcomes?.T).toEqual({ N: 1 });
    expect(codesOf(report, 'error')).toEqual([]);
    const looped = own.replace(
      '</assessmentSection>',
      '<assessmentSectionRef identifier="X" href="s.xml"/></assessmentSection>',
    );
    expect(codesOf(checkFiles(files(test, { 'sections/s.xml': looped })), 'error')).toContain(
      'section_too_deep',
    );
  });
});
