import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findRangeOfPoint, isInRange, leafRangesOf, problemsOfContentSpec } from './content-spec.ts';
import type { ContentSpec } from './content-spec.ts';
import {
  certifiableLevels,
  codeOfLevel,
  isAtLeast,
  isHighlySkilled,
  isLevel,
  levelOfCode,
  levels,
  partsOfLevel,
} from './level.ts';
import { checkAssessable, currentOccupation, isOccupationCode } from './occupation-code.ts';
import { problemsOfStandard } from './standard.ts';
import type { OccupationStandard } from './standard.ts';

const bank = new URL('../../../../demo/banks/6-02-06-07-level-4/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, bank), 'utf8'));
const standard = read('standard.json') as OccupationStandard;
const spec = read('content-spec.json') as ContentSpec;

describe('levels', () => {
  it('run from apprentice to chief technician while their numbers run backwards', () => {
    expect(isAtLeast('technician', 'advanced')).toBe(true);
    expect(isAtLeast('advanced', 'technician')).toBe(false);
    expect(isAtLeast('junior', 'junior')).toBe(true);
    expect(certifiableLevels.map(codeOfLevel)).toEqual([5, 4, 3, 2, 1]);
    expect([5, '4', 3, '2', 1].map(levelOfCode)).toEqual([...certifiableLevels]);
    expect([0, 6, '04', 'toString', ''].map(levelOfCode)).toEqual(Array(5).fill(undefined));
    expect(codeOfLevel('chief_technician')).toBeNull();
  });

  it('count as highly skilled from level 3 upwards', () => {
    expect(levels.filter(isHighlySkilled)).toEqual([
      'advanced',
      'technician',
      'senior_technician',
      'special_technician',
      'chief_technician',
    ]);
    expect(isLevel('senior')).toBe(false);
  });

  it('add the panel for the two highest', () => {
    expect(partsOfLevel('advanced', 'technician')).toEqual(['theory', 'practical']);
    expect(partsOfLevel('technician', 'technician')).toEqual(['theory', 'practical', 'panel']);
  });
});

describe('occupation codes', () => {
  const open = ['3', '4', '5', '6'];

  it('allow classes 3 to 6 and block class 2 with its own refusal', () => {
    expect(() => checkAssessable('6-02-06-07', open)).not.toThrow();
    expect(() => checkAssessable('2-06-07-14', open)).toThrow(
      expect.objectContaining({ code: 'class_two_blocked' }),
    );
    expect(() => checkAssessable('2-06-07-14', [...open, '2'])).not.toThrow();
    expect(() => checkAssessable('1-01-00-00', open)).toThrow(
      expect.objectContaining({ code: 'occupation_not_assessable' }),
    );
    expect(() => checkAssessable('6-2-6-7', open)).toThrow(
      expect.objectContaining({ code: 'occupation_code_invalid' }),
    );
    expect(isOccupationCode('9-02-06-07')).toBe(false);
  });

  it('follow the successor map to its end and do not hang in a circle', () => {
    const from = { edition: '2021', code: '4-01-02-07' };
    const to = { edition: '2022', code: '4-01-06-02' };
    expect(currentOccupation(from, [{ from, to }])).toEqual(to);
    expect(currentOccupation(to, [{ from, to }])).toEqual(to);
    const circle = [
      { from, to },
      { from: to, to: from },
    ];
    expect([from, to]).toContainEqual(currentOccupation(from, circle));
  });
});

describe('an occupation standard', () => {
  it('of the demo bank is sound', () => {
    expect(problemsOfStandard(standard)).toEqual([]);
  });

  it('is not sound with weights that miss 100, a level without conditions or a work type above its levels', () => {
    const broken: OccupationStandard = {
      ...standard,
      weights: {
        ...standard.weights,
        theory: { ...standard.weights.theory, 4: [{ name: '基础知识', weight: 99 }] },
      },
      requirements: {
        ...standard.requirements,
        eligibility: {
          ...standard.requirements.eligibility,
          levels: { ...standard.requirements.eligibility.levels, 5: [] },
        },
      },
      workTypes: [{ code: '1', name: { zh: '白酒品酒师', en: 'Liquor taster' }, levels: [5, 4] }],
      levels: [5, 4, 3, 2],
    };
    expect(problemsOfStandard(broken).map(({ code, facts }) => [code, facts.field ?? facts.sum])).toEqual([
      ['standard_invalid', 'requirements.eligibility.levels.5'],
      ['standard_weights_wrong', 99],
    ]);
    const extra = {
      ...broken,
      workTypes: [{ code: '1', name: { zh: '甲', en: 'A' }, levels: [1 as const] }],
    };
    expect(problemsOfStandard(extra).at(-1)?.facts.field).toBe('workTypes.1.levels');
  });
});

describe('a content specification', () => {
  const points = [{ code: 'A2.1.1', name: '白酒分类', importance: 'X' as const }];

  it('of the demo bank is sound and has the weights of its standard', () => {
    expect(problemsOfContentSpec(spec, points, standard)).toEqual([]);
  });

  it('finds the range of a point and is not fooled by a like beginning', () => {
    expect(findRangeOfPoint(spec, 'A2.1.1')?.name).toBe('酒的分类与产品标准');
    expect(findRangeOfPoint(spec, 'A2.10.1')).toBeUndefined();
    expect(findRangeOfPoint(spec, 'A2.1')).toBeUndefined();
    expect(isInRange('A21', 'A2')).toBe(false);
    expect(leafRangesOf(spec)).toHaveLength(16);
  });

  it('tells weights that do not add up, codes out of place and differences from the standard', () => {
    const broken: ContentSpec = {
      ...spec,
      ranges: [
        { code: 'A1', name: '职业道德', weight: 5, ranges: [{ code: 'B1.1', name: '守则', weight: 4 }] },
        ...spec.ranges.slice(1, -1),
      ],
    };
    const found = problemsOfContentSpec(broken, [...points, ...points], standard);
    expect(found.map(({ code, facts }) => [code, facts.range ?? facts.code])).toEqual([
      ['spec_weights_wrong', '*'],
      ['spec_weights_wrong', 'A1'],
      ['spec_code_wrong', 'B1.1'],
      ['spec_code_wrong', 'B1.1'],
      ['spec_code_wrong', 'A2.1.1'],
      ['spec_differs_from_standard', '质量识别与贮存'],
    ]);
  });
});
