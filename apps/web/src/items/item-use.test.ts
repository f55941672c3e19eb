import { describe, expect, it } from 'vitest';
import { parseUseFilter, shareRanges, sortOrders } from './item-use.ts';

describe('the filters by use', () => {
  it('come from the words of an address, and from unknown words not at all', () => {
    expect(
      parseUseFilter({ share: '0.2-0.4', biserial: '0.1', use: 'attention', sort: 'share_desc' }),
    ).toEqual({
      minShare: 0.2,
      maxShare: 0.4,
      maxBiserial: 0.1,
      use: 'attention',
      sort: 'share',
      order: 'desc',
    });
    expect(parseUseFilter({ share: '9', biserial: 'x', use: 'toString', sort: '__proto___asc' })).toEqual({});
    expect(parseUseFilter({})).toEqual({});
  });

  it('cover every share from 0 to 1, and every order the server knows', () => {
    const ends = Object.values(shareRanges);
    expect(ends[0]?.minShare).toBe(0);
    expect(ends.at(-1)?.maxShare).toBe(1);
    ends.slice(1).forEach(({ minShare }, i) => expect(minShare).toBe(ends[i]?.maxShare));
    for (const sort of sortOrders) expect(parseUseFilter({ sort }).order).toMatch(/^(asc|desc)$/);
  });
});
