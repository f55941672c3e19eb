import { describe, expect, it } from 'vitest';
import { policies } from './policies.ts';
import { checkPolicyRow, defaultPolicyRows, policyOn, policyRowOn } from './policy.ts';
import type { PolicyRow } from './policy.ts';

const source = { document: '测试', clause: '1', confidence: 'own' } as const;
const row = (value: number, from: string, to?: string): PolicyRow => ({
  key: 'review.share',
  value,
  from,
  source,
  ...(to === undefined ? {} : { to }),
});

describe('policyOn', () => {
  const rows = [row(0.15, '2021-01-01'), row(0.2, '2024-01-01', '2024-12-31')];

  it('takes the row that began last among those in force', () => {
    expect(policyOn(rows, 'review.share', '2023-12-31')).toBe(0.15);
    expect(policyOn(rows, 'review.share', '2024-01-01')).toBe(0.2);
    expect(policyOn(rows, 'review.share', '2024-12-31')).toBe(0.2);
    expect(policyOn(rows, 'review.share', '2025-01-01')).toBe(0.15);
  });

  it('takes the later listed of two rows of one day, so that a correction supersedes', () => {
    expect(policyOn([...rows, row(0.3, '2021-01-01')], 'review.share', '2022-06-01')).toBe(0.3);
  });

  it('refuses a day before any row instead of inventing a value', () => {
    expect(() => policyOn(rows, 'review.share', '2020-12-31')).toThrow(
      expect.objectContaining({ code: 'policy_missing', facts: { key: 'review.share', date: '2020-12-31' } }),
    );
  });
});

describe('the default rows', () => {
  const rows = defaultPolicyRows('2021-01-01');

  it('hold every known key with a source, and all pass the check', () => {
    expect(rows.map(({ key }) => key)).toEqual(Object.keys(policies));
    for (const each of rows) {
      expect(() => checkPolicyRow(each)).not.toThrow();
      expect(each.source.document).not.toBe('');
      if (each.source.confidence === 'unconfirmed') expect(each.source.clause).toContain('依据待补');
    }
  });

  it('carry the numbers of the seed with the document they come from', () => {
    expect(policyOn(rows, 'review.share', '2021-04-01')).toBe(0.15);
    expect(policyOn(rows, 'results.pass_mark', '2021-04-01')).toBe(60);
    expect(policyRowOn(rows, 'review.share', '2021-04-01').source.confidence).toBe('confirmed');
  });
});

describe('checkPolicyRow', () => {
  it.each([[1.01], [-0.1], [Number.NaN], [Infinity]])('refuses %s as a share', (value) => {
    expect(() => checkPolicyRow(row(value, '2021-01-01'))).toThrow(
      expect.objectContaining({ code: 'policy_value_wrong' }),
    );
  });

  it('refuses a value of another kind and turned dates', () => {
    expect(() => checkPolicyRow({ ...row(1, '2021-01-01'), value: '0.15' })).toThrow(
      expect.objectContaining({ code: 'policy_value_wrong' }),
    );
    expect(() => checkPolicyRow(row(0.1, '2021-01-02', '2021-01-01'))).toThrow(
      expect.objectContaining({ code: 'date_invalid' }),
    );
  });
});
