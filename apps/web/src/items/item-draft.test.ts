import { describe, expect, it } from 'vitest';
import {
  emptyDraft,
  problemsOfDraft,
  readKept,
  withInteraction,
  withKey,
  withMoreOptions,
  withOption,
  withoutOption,
} from './item-draft.ts';

const written = ['甲', '乙', '丙', '丁'].reduce(
  (draft, text, i) => withOption(draft, 'ABCD'.charAt(i), text),
  withKey({ ...emptyDraft('A1.1.1'), stem: '题干', source: '依据', rationale: '解析' }, ['C']),
);

describe('an item while it is written', () => {
  it('has problems until it is whole, and none then', () => {
    const codes = problemsOfDraft(emptyDraft(), '新题', new Set(['A1.1.1'])).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['item_stem_missing', 'item_key_wrong']));
    expect(codes).not.toContain('point_unknown');
    expect(problemsOfDraft(written, '新题', new Set(['A1.1.1']))).toEqual([]);
    expect(problemsOfDraft(written, '新题', new Set()).map(({ code }) => code)).toEqual(['point_unknown']);
  });

  it('moves its key along when an option before it goes', () => {
    const draft = withoutOption(written, 'B');
    expect(draft.options).toEqual([
      { id: 'A', text: '甲' },
      { id: 'B', text: '丙' },
      { id: 'C', text: '丁' },
    ]);
    expect(draft.correct).toEqual(['B']);
    expect(withoutOption(written, 'C').correct).toEqual([]);
  });

  it('has at most five options, and no option as a judgement', () => {
    const five = withMoreOptions(withInteraction(written, 'multiple'));
    expect(withMoreOptions(five)).toBe(five);
    expect(five.options.map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D', 'E']);
    const judgement = withInteraction(five, 'judgement');
    expect(judgement).toMatchObject({ options: [], correct: [] });
    expect(withInteraction(judgement, 'single').options).toHaveLength(4);
    expect(withInteraction(withKey(five, ['E', 'B', 'A']), 'single')).toMatchObject({ correct: ['A'] });
  });

  it('comes back from where it was kept, and nothing else does', () => {
    expect(readKept(JSON.stringify(written))).toEqual(written);
    for (const text of [null, '', '{}', 'null', '[]', JSON.stringify({ ...written, options: [1] })]) {
      expect(readKept(text)).toBeNull();
    }
  });
});
