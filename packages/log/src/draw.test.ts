import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeHex, encodeUtf8 } from './bytes.ts';
import { allotPlaces, drawIndices, drawSeed, drawStratified, verifySeed } from './draw.ts';
import { proofToHash, proveVrf, vrfPublicKey } from './vrf.ts';

// All golden values were computed by a second program written from the comments of draw.ts alone.
const parts = {
  root: Uint8Array.from({ length: 32 }, (_, i) => i),
  vrfOutput: Uint8Array.from({ length: 64 }, (_, i) => i),
  beacon: new Uint8Array(32).fill(0xaa),
};
const seed = drawSeed(parts);
const strata = [
  { key: 'b', members: [9, 8, 7, 6, 5, 4, 3] },
  { key: 'a', members: [1, 0, 2] },
  { key: '评', members: Array.from({ length: 20 }, (_, i) => 10 + i) },
  { key: 'z', members: [40] },
];

function seedOf(number: number): Uint8Array {
  return new Uint8Array(createHash('sha256').update(`seed ${number}`).digest());
}

const anySeed = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('the seed', () => {
  it('has its golden value and changes with every part', () => {
    expect(encodeHex(seed)).toBe('b0a7906854da3bb332183298223ad75af013c98a90fbb9824dca8fc0f7402930');
    for (const key of ['root', 'vrfOutput', 'beacon'] as const) {
      expect(drawSeed({ ...parts, [key]: parts[key].with(3, 99) })).not.toEqual(seed);
    }
  });

  it('is refused for parts of a wrong length', () => {
    for (const change of [
      { root: new Uint8Array(31) },
      { vrfOutput: new Uint8Array(63) },
      { vrfOutput: new Uint8Array(80) },
      { beacon: new Uint8Array(15) },
    ]) {
      expect(() => drawSeed({ ...parts, ...change })).toThrow('length_wrong');
    }
  });

  it('is reached by a stranger from root, proof and beacon, and by nothing else', () => {
    const secret = new Uint8Array(32).fill(6);
    const { root, beacon } = parts;
    const vrfProof = proveVrf(secret, root);
    const evidence = { root, beacon, vrfProof, vrfPublicKey: vrfPublicKey(secret) };
    expect(verifySeed(evidence)).toEqual(drawSeed({ root, beacon, vrfOutput: proofToHash(vrfProof) }));
    expect(verifySeed({ ...evidence, root: root.with(0, 9) })).toBeNull();
    expect(verifySeed({ ...evidence, vrfProof: vrfProof.with(50, 9) })).toBeNull();
    expect(verifySeed({ ...evidence, vrfPublicKey: vrfPublicKey(secret.with(0, 1)) })).toBeNull();
    expect(verifySeed({ ...evidence, beacon: new Uint8Array(3) })).toBeNull();
  });
});

describe('a draw of indices', () => {
  it('has its golden values', () => {
    expect(drawIndices(seed, 30, 5)).toEqual([0, 1, 5, 8, 23]);
    expect(drawIndices(seed, 100, 15)).toEqual([15, 21, 27, 34, 45, 56, 59, 62, 63, 70, 71, 73, 75, 91, 92]);
    expect(drawIndices(seed, 1_000_003, 8)).toEqual([
      90360, 312751, 346143, 490591, 568302, 591177, 649801, 989294,
    ]);
    expect(drawIndices(seed, 7, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('has the wanted number of different indices in range, sorted, the same each time, shorter within longer', () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 0, max: 200 }), fc.nat(), (any, population, wanted) => {
        const count = wanted % (population + 1);
        const drawn = drawIndices(any, population, count);
        expect(new Set(drawn).size).toBe(count);
        expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
        expect(drawn.every((index) => Number.isInteger(index) && index >= 0 && index < population)).toBe(
          true,
        );
        expect(drawIndices(any, population, count)).toEqual(drawn);
        if (count > 0) {
          const shorter = drawIndices(any, population, count - 1);
          expect(shorter.every((index) => drawn.includes(index))).toBe(true);
        }
      }),
    );
  });

  it('takes every index equally often over 6,000 seeds', () => {
    const [population, count, runs] = [20, 5, 6000];
    const seen = Array<number>(population).fill(0);
    for (let run = 0; run < runs; run++) {
      for (const index of drawIndices(seedOf(run), population, count)) seen[index]!++;
    }
    const expected = (runs * count) / population;
    const variance = (runs * count * (population - count)) / population ** 2;
    const statistic =
      seen.reduce((sum, times) => sum + (times - expected) ** 2 / variance, 0) * (1 - 1 / population);
    // Chi-square with 19 degrees of freedom: the mean is 19, and 60 is passed with a chance below 1 in 200,000.
    expect(statistic).toBeLessThan(60);
    // Far too even would be as wrong as far too uneven: below 3 with a chance below 1 in 100,000.
    expect(statistic).toBeGreaterThan(3);
  });

  it('takes every set of indices equally often over 6,000 seeds', () => {
    const seen = new Map<string, number>();
    for (let run = 0; run < 6000; run++) {
      const set = drawIndices(seedOf(run), 6, 3).join();
      seen.set(set, (seen.get(set) ?? 0) + 1);
    }
    expect(seen.size).toBe(20);
    const statistic = [...seen.values()].reduce((sum, times) => sum + (times - 300) ** 2 / 300, 0);
    expect(statistic).toBeLessThan(60);
  });

  it('reaches the far end of a population close to the largest safe integer', () => {
    const drawn = drawIndices(seed, Number.MAX_SAFE_INTEGER, 200);
    expect(drawn.every(Number.isSafeInteger)).toBe(true);
    expect(drawn.at(-1)).toBeGreaterThan(Number.MAX_SAFE_INTEGER * 0.9);
    expect(drawn.some((index) => index % 2 === 1) && drawn.some((index) => index % 2 === 0)).toBe(true);
  });

  it('is refused for impossible numbers and seeds', () => {
    for (const [population, count] of [
      [5, 6],
      [-1, 0],
      [5, -1],
      [5.5, 1],
      [5, 1.5],
      [2 ** 53, 1],
      [NaN, 0],
    ] as const) {
      expect(() => drawIndices(seed, population, count)).toThrow('out_of_range');
    }
    expect(() => drawIndices(new Uint8Array(31), 5, 1)).toThrow('length_wrong');
  });
});

describe('places for strata', () => {
  it('have the values of the second program', () => {
    const golden: [sizes: number[], count: number, minimum: number, places: number[]][] = [
      [[1, 9], 1, 2, [1, 2]],
      [[120, 40, 5, 1], 124, 0, [89, 30, 4, 1]],
      [[40, 0, 120, 9], 58, 3, [14, 0, 41, 3]],
      [[17], 0, 0, [0]],
      [[0, 5, 120, 120], 141, 1, [0, 3, 69, 69]],
      [[5, 5, 120], 74, 0, [3, 3, 68]],
      [[1, 2, 9, 1], 11, 1, [1, 2, 7, 1]],
      [[40, 5, 9, 9, 120, 40], 150, 0, [27, 3, 6, 6, 81, 27]],
      [[5, 40, 40, 2], 46, 3, [3, 21, 20, 2]],
      [[17, 1, 120, 1, 2, 40], 94, 2, [9, 1, 61, 1, 2, 20]],
      [[0, 120, 0, 9, 40, 2], 43, 3, [0, 29, 0, 3, 9, 2]],
    ];
    for (const [sizes, count, minimum, places] of golden) {
      expect(allotPlaces(sizes, count, minimum)).toEqual(places);
    }
  });

  it('sum to the count or to the minima, never exceed a stratum, and stay within one of the fair share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.integer({ min: 0, max: 4 }),
        (sizes, wanted, minimum) => {
          const total = sizes.reduce((sum, size) => sum + size, 0);
          const count = wanted % (total + 1);
          const places = allotPlaces(sizes, count, minimum);
          const minima = sizes.map((size) => Math.min(size, minimum));
          const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
          expect(sum(places)).toBe(Math.max(count, sum(minima)));
          places.forEach((place, i) => {
            expect(place).toBeGreaterThanOrEqual(minima[i]!);
            expect(place).toBeLessThanOrEqual(sizes[i]!);
            if (minimum === 0 && total > 0)
              expect(Math.abs(place - (count * sizes[i]!) / total)).toBeLessThan(1);
          });
        },
      ),
    );
  });

  it('are refused beyond the population and for numbers that are not whole', () => {
    for (const [sizes, count, minimum] of [
      [[2, 3], 6, 0],
      [[2.5], 1, 0],
      [[2], -1, 0],
      [[2], 1, 0.5],
    ] as const) {
      expect(() => allotPlaces(sizes, count, minimum)).toThrow('out_of_range');
    }
  });
});

describe('a stratified draw', () => {
  it('has its golden value', () => {
    expect(drawStratified(seed, strata, 9, 1)).toEqual([
      { key: 'a', drawn: [2] },
      { key: 'b', drawn: [4, 8] },
      { key: 'z', drawn: [40] },
      { key: '评', drawn: [13, 16, 17, 22, 23] },
    ]);
  });

  it('does not depend on the order of strata or members', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(strata, { minLength: 4 }), anySeed, (shuffled, any) => {
        const turned = shuffled.map(({ key, members }) => ({ key, members: members.toReversed() }));
        expect(drawStratified(any, turned, 9, 1)).toEqual(drawStratified(any, strata, 9, 1));
      }),
    );
  });

  it('sorts keys by their UTF-8 bytes, in which rare characters come last', () => {
    const keys = ['𠮷', '\uffee', 'a'].map((key, i) => ({ key, members: [i] }));
    expect(drawStratified(seed, keys, 3, 0).map(({ key }) => key)).toEqual(['a', '\uffee', '𠮷']);
  });

  it('draws strata of equal size independently of each other', () => {
    const twins = ['x', 'y'].map((key, i) => ({
      key,
      members: Array.from({ length: 50 }, (_, n) => n + 100 * i),
    }));
    const [x, y] = drawStratified(seed, twins, 20, 0);
    expect(y!.drawn.map((member) => member - 100)).not.toEqual(x!.drawn);
  });

  it('gives every stratum its minimum even where that needs more than the count', () => {
    expect(drawStratified(seed, strata, 1, 2).map(({ drawn }) => drawn.length)).toEqual([2, 2, 1, 2]);
  });

  it('is refused for repeated keys or members and for members that are not whole numbers', () => {
    for (const malformed of [
      [
        { key: 'a', members: [1] },
        { key: 'a', members: [2] },
      ],
      [
        { key: 'a', members: [1] },
        { key: 'b', members: [1] },
      ],
      [{ key: 'a', members: [1, 1] }],
      [{ key: 'a', members: [-1] }],
      [{ key: 'a', members: [0.5] }],
    ]) {
      expect(() => drawStratified(seed, malformed, 1, 0)).toThrow('stratum_malformed');
    }
    expect(() => drawStratified(seed, [{ key: '\ud800', members: [1] }], 1, 0)).toThrow('text_malformed');
    expect(() => drawStratified(encodeUtf8('short'), strata, 1, 0)).toThrow('length_wrong');
    expect(() => drawStratified(seed, strata, 32, 0)).toThrow('out_of_range');
  });
});
