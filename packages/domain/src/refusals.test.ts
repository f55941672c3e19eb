import { describe, expect, it } from 'vitest';
import { isRefusal, problem, problemOf, Refusal } from './refusal.ts';
import { describeRefusal, isRefusalCode, refusals } from './refusals.ts';
import type { RefusalCode, RefusalText } from './refusals.ts';

const rows = Object.entries(refusals) as [RefusalCode, RefusalText][];
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the table of refusals', () => {
  it('holds at least the ninety codes of the first batch', () => {
    expect(rows.length).toBeGreaterThanOrEqual(90);
  });

  it.each(rows)('%s says what and what to do in both languages, with the same facts', (code, row) => {
    expect(code).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
    for (const text of [row.zh, row.do.zh]) expect(text).toMatch(/\p{Script=Han}.*[。]$/u);
    for (const text of [row.en, row.do.en]) {
      expect(text).toMatch(/[.]$/);
      expect(text).not.toMatch(/[\u3000-\u303f\uff00-\uffef]/u);
    }
    expect(new Set(placeholders(row.en))).toEqual(new Set(placeholders(row.zh)));
    expect(new Set(placeholders(row.do.en))).toEqual(new Set(placeholders(row.do.zh)));
    expect([400, 401, 403, 404, 409, 413, 422, 423, 429, 507]).toContain(row.status);
  });

  it('answers for another site exactly as for something that does not exist', () => {
    const { site_not_yours: hidden, not_found: missing } = refusals;
    expect(hidden).toEqual(missing);
  });

  it('knows its own codes only', () => {
    expect(isRefusalCode('batch_wrong_state')).toBe(true);
    expect(isRefusalCode('toString')).toBe(false);
  });
});

describe('describeRefusal', () => {
  it('shows states, posts and lists by name in the language asked for', () => {
    const facts = { state: 'draft', needed: 'enrolling,eligibility' };
    expect(describeRefusal('batch_wrong_state', facts, 'zh').sentence).toBe(
      '批次处于“草稿”，此步骤需要“报名中、资格审查”。',
    );
    expect(describeRefusal('batch_wrong_state', facts, 'en').sentence).toBe(
      'The batch is “draft”; this step needs “enrolling, eligibility check”.',
    );
    expect(describeRefusal('post_missing', { post: 'reviewer' }, 'zh').sentence).toContain('审查员');
  });

  it('tells one fault among many by its own sentence, and rules of a paper in words', () => {
    const facts = { total: 2, fault: 'item_options_wrong', item: 'X-1', expected: '4', count: 3 };
    expect(describeRefusal('items_none_accepted', facts, 'zh').sentence).toContain(
      '“试题 X-1 的选项数应为 4，实为 3。”',
    );
    expect(describeRefusal('paper_infeasible', { rule: 'section.single,angoff' }, 'zh').sentence).toContain(
      '单项选择题题数、Angoff 合计',
    );
  });

  it('shows a missing fact as a dash and leaves unknown words as they are', () => {
    expect(describeRefusal('post_missing', {}, 'en').sentence).toBe('This act needs the post: —.');
    expect(describeRefusal('file_unreadable', { reason: 'constructor' }, 'en').sentence).toContain(
      'constructor',
    );
  });

  it('does not expand a placeholder that a fact smuggles in', () => {
    expect(describeRefusal('input_invalid', { field: '{field}' }, 'en').sentence).toContain('{field}');
  });
});

describe('Refusal', () => {
  it('is recognised by its kind, also from another copy of the module', () => {
    const foreign = Object.assign(new Error('x'), { name: 'Refusal', code: 'not_found', facts: {} });
    expect([new Refusal('not_found'), foreign, new Error('x')].map(isRefusal)).toEqual([true, true, false]);
  });

  it('becomes a problem, while a defect is thrown on', () => {
    expect(problemOf(() => 1)).toBeNull();
    expect(
      problemOf(() => {
        throw new Refusal('rate_limited', { seconds: 3 });
      }),
    ).toEqual(problem('rate_limited', { seconds: 3 }));
    expect(() =>
      problemOf(() => {
        throw new TypeError('defect');
      }),
    ).toThrow(TypeError);
  });
});
