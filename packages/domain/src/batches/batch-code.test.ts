import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBatchCode, parseBatchCode } from './batch-code.ts';
import { keyOfEmployer } from './recusal.ts';

const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((number) => String(number).padStart(length, '0'));
const anyCode = fc.record({
  province: digits(2),
  site: digits(6),
  year: fc.integer({ min: 1000, max: 9999 }),
  serial: fc.integer({ min: 1, max: 99_999 }),
});

describe('batch codes', () => {
  it('come back as they were written, and sort by serial within a site and year', () => {
    expect(formatBatchCode({ province: '51', site: '000434', year: 2026, serial: 17 })).toBe(
      '51000434-2026-00017',
    );
    fc.assert(
      fc.property(anyCode, fc.integer({ min: 1, max: 99_999 }), (code, other) => {
        const written = formatBatchCode(code);
        expect(parseBatchCode(written)).toEqual(code);
        expect(written < formatBatchCode({ ...code, serial: other })).toBe(code.serial < other);
      }),
    );
  });

  it('are not made from a part out of range, nor read from another form', () => {
    const sound = { province: '51', site: '000434', year: 2026, serial: 17 };
    for (const part of [{ serial: 0 }, { serial: 100_000 }, { site: '434' }, { province: '5' }, { year: 26 }])
      expect(() => formatBatchCode({ ...sound, ...part })).toThrow(RangeError);
    for (const text of ['', '51000434-2026-0017', '51000434-2026-00017 ', 'B-1'])
      expect(parseBatchCode(text)).toBeNull();
  });
});

describe('employers', () => {
  it('are the same however spaces, brackets and width differ', () => {
    const key = keyOfEmployer('宜宾(三江)酒业有限公司');
    for (const written of ['宜宾（三江）酒业有限公司', ' 宜宾 三江 酒业有限公司'])
      expect(keyOfEmployer(written)).toBe(key);
    expect(keyOfEmployer('宜宾三江酒业')).not.toBe(key);
  });

  it('are none where there is none, so that two of them are not colleagues', () => {
    for (const none of [null, undefined, '', ' ', '无', '自由职业', '—', 'None'])
      expect(keyOfEmployer(none)).toBeNull();
  });
});
