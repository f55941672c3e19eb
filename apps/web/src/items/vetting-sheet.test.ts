import { describe, expect, it } from 'vitest';
import { criteriaFor, outcomeOf, readSheet, writeSheet } from './vetting-sheet.ts';
import type { Judgements } from './vetting-sheet.ts';

const allHold = (kind: Parameters<typeof criteriaFor>[0]): Judgements =>
  Object.fromEntries(criteriaFor(kind).map((criterion) => [criterion, true]));

describe('a vetting sheet', () => {
  it('asks about options only where there are some, and about the three documents of a practical item', () => {
    expect(criteriaFor('single')).toContain('options');
    expect(criteriaFor('judgement')).not.toContain('options');
    expect(criteriaFor('practical')).toEqual(expect.arrayContaining(['preparation', 'task', 'scoring']));
  });

  it('leads nowhere while a line is open, to approval when all hold, and back to the writer when one does not', () => {
    expect(outcomeOf('single', {})).toBeNull();
    expect(outcomeOf('single', { ...allHold('single'), key: undefined })).toBeNull();
    expect(outcomeOf('single', allHold('single'))).toBe('approved');
    expect(outcomeOf('single', { ...allHold('single'), key: false })).toBe('returned');
  });

  it('comes back from the text that is kept, with the own words of the vetter', () => {
    const text = writeSheet(
      'judgement',
      { ...allHold('judgement'), source: false },
      ' 标准已废止。\n请改引新版。 ',
    );
    const { judged, words } = readSheet(text);
    expect(judged.map(({ criterion }) => criterion)).toEqual(criteriaFor('judgement'));
    expect(judged.filter(({ holds }) => !holds)).toEqual([{ criterion: 'source', holds: false }]);
    expect(words).toBe('标准已废止。\n请改引新版。');
  });

  it('of remarks that are none is words only', () => {
    expect(readSheet('题干有误')).toEqual({ judged: [], words: '题干有误' });
    expect(readSheet('')).toEqual({ judged: [], words: '' });
  });
});
