import { describe, expect, it } from 'vitest';
import { cutPortions, joinReports, sendPortions } from './import-portions.ts';

const items = Array.from({ length: 7 }, (_, i) => ({ id: `X${String(i)}` }));

describe('a bank file in portions', () => {
  it('keeps every item once and in order, within both bounds', () => {
    const byCount = cutPortions(items, { items: 3, characters: 1000 });
    expect(byCount.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(byCount.flat()).toEqual(items);
    const bySize = cutPortions(items, { items: 100, characters: 25 });
    expect(bySize.map(({ length }) => length)).toEqual([2, 2, 2, 1]);
    expect(cutPortions(items, { items: 100, characters: 1 }).flat()).toEqual(items);
    expect(cutPortions([])).toEqual([]);
  });

  it('is told portion by portion, and ends at the first that fails with what stands', async () => {
    const told: number[] = [];
    const sending = sendPortions(
      cutPortions(items, { items: 3, characters: 1000 }),
      (portion, place) =>
        place === 2 ? Promise.reject(new Error('offline')) : Promise.resolve(portion.length),
      (seen) => told.push(seen),
    );
    await expect(sending).rejects.toThrow('offline');
    expect(told).toEqual([3, 6]);
  });

  it('adds up to one report', () => {
    const report = { accepted: 2, refused: 1, problems: ['p'], nearDuplicates: ['n'] };
    expect(joinReports([report, report])).toEqual({
      accepted: 4,
      refused: 2,
      problems: ['p', 'p'],
      nearDuplicates: ['n', 'n'],
    });
  });
});
