import { describe, expect, it } from 'vitest';
import { bytesOfBase64, base64OfBytes } from './file-content.ts';
import { percentOf, tableOf, totalOf } from './progress-table.ts';
import type { AssociationCount } from './progress-table.ts';

const first = { nameZh: '甲协会', nameEn: 'First' };
const second = { nameZh: '乙协会', nameEn: 'Second' };
const counts: AssociationCount[] = [
  { association: null, kind: 'textbook', packages: 9, accepted: 0 },
  { association: first, kind: 'standard', packages: 3, accepted: 2 },
  { association: second, kind: 'standard', packages: 1, accepted: 1 },
  { association: first, kind: 'item_bank', packages: 2, accepted: 0 },
];

describe('the table of progress', () => {
  it('has a row for each association in the order given, and what is not given yet at the end', () => {
    const rows = tableOf(counts);
    expect(rows.map(({ association }) => association?.nameEn ?? null)).toEqual(['First', 'Second', null]);
    expect(rows[0]?.cells).toEqual({
      standard: { packages: 3, accepted: 2 },
      item_bank: { packages: 2, accepted: 0 },
    });
    expect(rows[0]?.total).toEqual({ packages: 5, accepted: 2 });
    expect(tableOf([])).toEqual([]);
  });

  it('adds up to the same number by rows and by kinds', () => {
    expect(totalOf(counts)).toEqual({ packages: 15, accepted: 3 });
    expect(totalOf(counts, 'standard')).toEqual({ packages: 4, accepted: 3 });
    expect(tableOf(counts).reduce((sum, { total }) => sum + total.packages, 0)).toBe(15);
  });

  it('never says that a milestone is reached before it is, nor more than all of it', () => {
    expect(percentOf(13, 14)).toBe(92);
    expect(percentOf(40, 41)).toBeLessThan(100);
    expect(percentOf(14, 14)).toBe(100);
    expect(percentOf(20, 14)).toBe(100);
  });
});

describe('the content of a file', () => {
  it('comes back from base64 byte for byte, also when it is longer than one piece', () => {
    const bytes = Uint8Array.from({ length: 100_001 }, (_, i) => (i * 31) % 256);
    expect(bytesOfBase64(base64OfBytes(bytes))).toEqual(bytes);
    expect(base64OfBytes(new Uint8Array())).toBe('');
  });
});
