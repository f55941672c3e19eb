import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQti } from './check-qti.ts';
import { checkText, codesOf, item2, item3, response3, score3, template3 } from './fixtures.ts';

const sample3 = item3(
  `${response3('RESPONSE', 'multiple', 'identifier', ['A', 'C'], '<qti-mapping lower-bound="0"><qti-map-entry map-key="A" mapped-value="1"/></qti-mapping>')}${score3}<qti-template-declaration identifier="X" cardinality="single" base-type="integer"/><qti-template-processing><qti-set-template-value identifier="X"><qti-random-integer min="1" max="9"/></qti-set-template-value></qti-template-processing><qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="0"><qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="C">c</qti-simple-choice></qti-choice-interaction></qti-item-body>${template3('map_response')}`,
);
const sample2 = item2(
  '<responseDeclaration identifier="R" cardinality="single" baseType="string"/><outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/><itemBody><p><textEntryInteraction responseIdentifier="R"/></p></itemBody><responseProcessing><responseCondition><responseIf><patternMatch pattern="[a-z]+"><variable identifier="R"/></patternMatch><setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/><baseValue baseType="float">1</baseValue></sum></setOutcomeValue></responseIf></responseCondition></responseProcessing>',
);

describe('whatever a file says', () => {
  it('the check answers and does not throw: damaged documents', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(sample2, sample3),
        fc.array(fc.tuple(fc.nat(2000), fc.nat(60), fc.oneof(fc.constant(''), fc.string({ maxLength: 8 }))), {
          maxLength: 3,
        }),
        (text, edits) => {
          const damaged = edits.reduce(
            (t, [at, length, put]) => t.slice(0, at) + put + t.slice(at + length),
            text,
          );
          const report = checkText(damaged, { responses: { 'item-1': { RESPONSE: ['A'], R: 'x' } } });
          expect(Array.isArray(report.problems)).toBe(true);
          expect(() => JSON.stringify(report)).not.toThrow();
        },
      ),
      { numRuns: 400 },
    );
  });

  it('the check answers and does not throw: tokens swapped for others of QTI', () => {
    const tokens = [
      'multiple',
      'single',
      'ordered',
      'record',
      'integer',
      'point',
      'pair',
      'identifier',
      'qti-match',
      'qti-map-response',
      'qti-variable',
      '__proto__',
      'constructor',
      '',
      '-1',
      '1e999',
      'NaN',
      '９',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(80), fc.constantFrom(...tokens)), { minLength: 1, maxLength: 4 }),
        (swaps) => {
          const words = sample3.split(/(?<=")|(?=")/);
          for (const [at, token] of swaps) words[at * 2 + 1] = token;
          const report = checkText(words.join(''), { responses: { 'item-1': { RESPONSE: ['A', 'C'] } } });
          expect(Array.isArray(report.items)).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('the check answers any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const report = checkQti({ kind: 'file', name: 'x', bytes });
        expect(report.items).toEqual([]);
        expect(report.problems.length).toBeGreaterThan(0);
      }),
    );
  });

  it('answers that are no answers are told and count as not given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const report = checkText(sample3, { responses: { 'item-1': { RESPONSE: value as string } } });
        expect(typeof report.outcomes?.['item-1']?.SCORE).toBe('number');
      }),
    );
  });

  it('a regular expression made to explode ends in milliseconds', () => {
    const text = sample2.replace('[a-z]+', '(a|a)*(a+)+(a*)*b');
    // Time of the processor, so that other work on the machine decides nothing.
    const started = process.cpuUsage();
    const report = checkText(text, { responses: { 'item-1': { R: 'a'.repeat(5000) } } });
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(500);
    expect(report.items).toHaveLength(1);
  });

  it('ten thousand faults are told by a few hundred', () => {
    const text = item3(`<qti-item-body>${'<p onclick="x()">\n</p>'.repeat(10_000)}</qti-item-body>`);
    expect(codesOf(checkText(text)).length).toBeLessThanOrEqual(500);
  });

  it('interactions and choices nested ninety deep around a large tree are read in seconds', () => {
    const leaf = '<b>x</b>'.repeat(50_000);
    for (const name of [
      'qti-choice-interaction response-identifier="R"',
      'qti-simple-choice identifier="A"',
    ]) {
      const [tag = ''] = name.split(' ');
      const nested = `${`<${name}>`.repeat(90)}${leaf}${`</${tag}>`.repeat(90)}`;
      const text = item3(
        `${response3('R', 'single', 'identifier', ['A'])}<qti-item-body><qti-choice-interaction response-identifier="R">${nested}</qti-choice-interaction></qti-item-body>`,
      );
      // Time of the processor, so that other work on the machine decides nothing.
      const started = process.cpuUsage();
      expect(codesOf(checkText(text), 'error').length).toBeGreaterThan(0);
      expect(process.cpuUsage(started).user / 1000).toBeLessThan(4000);
    }
  });
});
