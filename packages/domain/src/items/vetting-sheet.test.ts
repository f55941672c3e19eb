import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal.ts';
import { criteria } from './vetting-criteria.ts';
import { concludeSheet, criteriaFor, flawlessSheet, outcomeOf } from './vetting-sheet.ts';

const allHold = (kind: Parameters<typeof criteriaFor>[0]) =>
  Object.fromEntries(criteriaFor(kind).map((criterion) => [criterion, true]));

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
  return 'none';
}

describe('a vetting sheet', () => {
  it('asks about options only where there are some, and about the three documents of a practical item', () => {
    expect(criteriaFor('single')).toContain('options');
    expect(criteriaFor('judgement')).not.toContain('options');
    expect(criteriaFor('practical')).toEqual(expect.arrayContaining(['preparation', 'task', 'scoring']));
    const asked = (['single', 'judgement', 'practical'] as const).flatMap(criteriaFor);
    expect(new Set(asked)).toEqual(new Set(Object.keys(criteria)));
  });

  it('leads nowhere while a line is open, to approval when all hold, and back to the writer when one does not', () => {
    expect(outcomeOf('single', {})).toBeNull();
    expect(outcomeOf('single', { ...allHold('single'), key: undefined })).toBeNull();
    expect(outcomeOf('single', allHold('single'))).toBe('approved');
    expect(outcomeOf('single', { ...allHold('single'), key: false })).toBe('returned');
  });

  it('for all types is cut to what the item asks for', () => {
    const { lines, outcome } = concludeSheet('X', 'judgement', flawlessSheet);
    expect(lines.map(({ criterion }) => criterion)).toEqual(criteriaFor('judgement'));
    expect(outcome).toBe('approved');
    const withoutOptions = flawlessSheet.map((line) =>
      line.criterion === 'options' ? { ...line, holds: false } : line,
    );
    expect(concludeSheet('X', 'judgement', withoutOptions).outcome).toBe('approved');
    expect(codeOf(() => concludeSheet('X', 'single', withoutOptions))).toBe('vetting_remark_missing');
  });

  it('returns an item with a word on every line that does not hold', () => {
    const sheet = flawlessSheet.map((line) =>
      line.criterion === 'source' ? { ...line, holds: false, remark: ' 标准已废止 ' } : line,
    );
    const { lines, outcome } = concludeSheet('X', 'single', sheet);
    expect(outcome).toBe('returned');
    expect(lines.filter(({ holds }) => !holds)).toEqual([
      { criterion: 'source', holds: false, remark: '标准已废止' },
    ]);
  });

  it('is refused with a line open or judged twice', () => {
    expect(codeOf(() => concludeSheet('X', 'single', flawlessSheet.slice(1)))).toBe(
      'vetting_sheet_unfinished',
    );
    expect(codeOf(() => concludeSheet('X', 'single', [...flawlessSheet, ...flawlessSheet]))).toBe(
      'vetting_line_repeated',
    );
  });
});
