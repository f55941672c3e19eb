import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPrng, createPrngFromState, drawBelow, drawFraction, shuffle } from './prng.ts';

describe('the generator', () => {
  it('yields the published reference stream of xoshiro128** 1.1', () => {
    const prng = createPrngFromState([1, 2, 3, 4]);
    const drawn = Array.from({ length: 10 }, () => prng.nextUint32());
    expect(drawn).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('gives one seed one stream and neighbouring seeds different ones', () => {
    const stream = (seed: number) => {
      const prng = createPrng(seed);
      return Array.from({ length: 8 }, () => prng.nextUint32());
    };
    const streams = [0, 1, 2, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER].map(stream);
    expect(stream(2 ** 32)).toEqual(streams[3]);
    expect(new Set(streams.map(String)).size).toBe(streams.length);
  });

  it('refuses seeds, states and limits that are out of range', () => {
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => createPrng(seed)).toThrow(RangeError);
    expect(() => createPrngFromState([0, 0, 0, 0])).toThrow(RangeError);
    for (const limit of [0, 1.5, 2 ** 32 + 1])
      expect(() => drawBelow(createPrng(1), limit)).toThrow(RangeError);
  });

  it('draws every value below a limit about equally often', () => {
    const prng = createPrng(7);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let draw = 0; draw < 60_000; draw += 1) counts[drawBelow(prng, 6)]! += 1;
    // Chi-square with 5 degrees of freedom exceeds 20.5 once in a thousand seeds; this seed is fixed.
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(20.5);
    const fraction = drawFraction(prng);
    expect(fraction >= 0 && fraction < 1).toBe(true);
  });

  it('shuffles to a permutation and leaves the given list alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.nat(), (list, seed) => {
        const before = [...list];
        const shuffled = shuffle(createPrng(seed), list);
        expect(list).toEqual(before);
        expect([...shuffled].sort()).toEqual([...list].sort());
      }),
    );
  });
});
