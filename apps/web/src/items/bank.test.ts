import { describe, expect, it } from 'vitest';
import { readBankFile } from './bank-file.ts';
import { countVersions, parseBank, wordOfBank } from './bank.ts';
import type { BankCount } from './bank.ts';

const place = {
  occupationId: '018f0000-0000-7000-8000-000000000000',
  level: 'intermediate',
  part: 'theory',
} as const;

describe('a bank in an address', () => {
  it('comes back as it was written', () => {
    expect(parseBank(wordOfBank(place))).toEqual(place);
  });

  it.each([undefined, '', 'x.intermediate.theory', `${place.occupationId}.boss.theory`, place.occupationId])(
    'is none when it says %j',
    (text) => {
      expect(parseBank(text)).toBeNull();
    },
  );
});

describe('the figures of a bank', () => {
  const counts: BankCount[] = [
    { point: 'A2.1.1', interaction: 'single', difficulty: 2, state: 'approved', count: 3 },
    { point: 'A2.10.1', interaction: 'single', difficulty: 2, state: 'approved', count: 5 },
    { point: 'A2.1.2', interaction: 'multiple', difficulty: 3, state: 'vetting', count: 2 },
    { point: null, interaction: 'practical', difficulty: null, state: 'approved', count: 1 },
  ];

  it('add up below a range and leave out ranges that only begin alike', () => {
    expect(countVersions(counts, {})).toBe(11);
    expect(countVersions(counts, { range: 'A2' })).toBe(10);
    expect(countVersions(counts, { range: 'A2.1' })).toBe(5);
    expect(countVersions(counts, { range: 'A2.1', state: 'approved', interaction: 'single' })).toBe(3);
    expect(countVersions(counts, { difficulty: 3 })).toBe(2);
  });
});

describe('a bank file', () => {
  it('is a list of items, or an object that holds one, also after a byte order mark', () => {
    expect(readBankFile('[{"id":"X"}]')).toEqual({ items: [{ id: 'X' }], files: [] });
    expect(readBankFile('\uFEFF{"points":[],"items":[{"id":"X"}]}')).toEqual({
      items: [{ id: 'X' }],
      files: [],
    });
  });

  it.each([
    ['PK\u0003\u0004', 'notJson'],
    ['{}', 'noItems'],
    ['null', 'noItems'],
    ['[]', 'noItems'],
    ['["X"]', 'notObjects'],
    [JSON.stringify(Array.from({ length: 50_001 }, () => ({}))), 'tooMany'],
  ])('that begins %.12s is refused as %s', (text, fault) => {
    expect(readBankFile(text)).toEqual({ fault });
  });
});
