import { describe, expect, it } from 'vitest';
import {
  contentOf,
  emptyDraft,
  formOf,
  needsDocument,
  problemsOfDraft,
  readKept,
  withDocument,
  withInteraction,
  withKey,
  withMoreOptions,
  withOption,
  withoutOption,
  wordsOfDraft,
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

  it('is a document as soon as stem, options and key do not say it all', () => {
    expect(needsDocument(written)).toBe(false);
    expect(needsDocument({ ...written, stem: '看图 ![图](a.png)' })).toBe(true);
    expect(needsDocument(withOption(written, 'B', '![图](a.png)'))).toBe(true);
    expect(needsDocument(withInteraction(written, 'blank'))).toBe(true);
    expect(needsDocument(withDocument(written, ''))).toBe(true);
    expect(formOf(withDocument(written, ''))).toBeNull();
    expect(contentOf(written, true)).toMatchObject({ stem: '', options: [], correct: [], point: 'A1.1.1' });
  });

  it('begins a type with the rows it needs, and leaves what it does not use', () => {
    expect(withInteraction(written, 'matching').pairs).toHaveLength(2);
    expect(withInteraction(written, 'ordering').steps).toHaveLength(3);
    const blank = withInteraction(written, 'blank');
    expect(blank).toMatchObject({ options: [], correct: [], stem: '题干' });
    expect(withInteraction(withDocument(blank, '<x/>'), 'single')).toMatchObject({ document: null });
  });

  it('with a picture is asked for the same as without one, and a document for its facts alone', () => {
    const points = new Set(['A1.1.1']);
    const pictured = { ...written, stem: '看图 ![图](a.png)' };
    expect(problemsOfDraft(pictured, '新题', points)).toEqual([]);
    const codes = (draft: typeof written) => problemsOfDraft(draft, '新题', points).map(({ code }) => code);
    expect(codes(withKey(pictured, []))).toEqual(['item_key_wrong']);
    expect(codes({ ...withDocument(written, ''), source: '' })).toEqual(['item_invalid']);
    expect(codes({ ...withInteraction(written, 'blank'), stem: '' })).toEqual(['item_stem_missing']);
  });

  it('is compared by its words, without gaps and pictures', () => {
    const stem = '颜色是[[填：红|红色]]，见![总图](a.png)。';
    expect(wordsOfDraft({ ...withInteraction(written, 'blank'), stem }).stem).toBe('颜色是＿＿，见总图。');
    const pairs = [{ left: '红', right: '禁止' }];
    expect(wordsOfDraft({ ...withInteraction(written, 'matching'), pairs }).options).toEqual([
      { id: 'A', text: '红' },
      { id: 'B', text: '禁止' },
    ]);
  });

  it('kept by an earlier release is taken up with what it did not have', () => {
    const { pairs: _, steps: __, media: ___, document: ____, lines: _____, guide: ______, ...old } = written;
    expect(readKept(JSON.stringify(old))).toEqual(written);
  });

  it('comes back from where it was kept, and nothing else does', () => {
    expect(readKept(JSON.stringify(written))).toEqual(written);
    for (const text of [null, '', '{}', 'null', '[]', JSON.stringify({ ...written, options: [1] })]) {
      expect(readKept(text)).toBeNull();
    }
  });
});
