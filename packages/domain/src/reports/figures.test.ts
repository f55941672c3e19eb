import { describe, expect, it } from 'vitest';
import { shareOfHighlySkilled } from './figures.ts';

describe('the share of highly skilled', () => {
  it('counts level 3 and above over everybody assessed', () => {
    const persons = {
      junior: 200_000,
      intermediate: 185_000,
      advanced: 90_000,
      technician: 20_000,
      senior_technician: 5000,
    };
    expect(shareOfHighlySkilled(persons)).toEqual({ n: 500_000, highlySkilled: 115_000, share: 0.23 });
  });

  it('is no number when nobody was assessed', () => {
    expect(shareOfHighlySkilled({})).toEqual({ n: 0, highlySkilled: 0, share: null });
  });
});
