/** A deterministic stream of numbers; every draw moves it one step. */
export interface Prng {
  /** Next uniform integer in 0 … 2³² − 1. */
  nextUint32(): number;
}

/**
 * The stream of xoshiro128** 1.1 (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021)
 * from a raw state of four 32-bit words. The same state gives the same stream on every machine. It is for
 * reproducible choices, never for secrets. The state of four zeros, which would only ever yield zeros, is refused.
 */
export function createPrngFromState(state: readonly [number, number, number, number]): Prng {
  let [a, b, c, d] = state.map((word) => word >>> 0) as [number, number, number, number];
  if ((a | b | c | d) === 0) throw new RangeError('the state of a generator may not be all zeros');
  return {
    nextUint32() {
      const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = rotateLeft(d, 11);
      return result;
    },
  };
}

/**
 * The stream that belongs to one seed (an integer in 0 … 2⁵³ − 1). Neighbouring seeds give unrelated streams:
 * the seed is spread over the state by the 32-bit finaliser of MurmurHash3 (Appleby, public domain).
 */
export function createPrng(seed: number): Prng {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError('a seed is an integer from 0 to 2^53 - 1');
  let word = (seed >>> 0) ^ mixWord(Math.floor(seed / 2 ** 32));
  const next = (): number => {
    word = (word + 0x9e3779b9) | 0;
    return mixWord(word);
  };
  // The last word is forced odd so that no seed can reach the forbidden all-zero state.
  return createPrngFromState([next(), next(), next(), next() | 1]);
}

/** A uniform integer in 0 … limit − 1 without modulo bias; limit is an integer in 1 … 2³². */
export function drawBelow(prng: Prng, limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > 2 ** 32) throw new RangeError('limit out of range');
  const fair = 2 ** 32 - (2 ** 32 % limit);
  for (;;) {
    const drawn = prng.nextUint32();
    if (drawn < fair) return drawn % limit;
  }
}

/** A uniform number in [0, 1) with 32 random bits. */
export function drawFraction(prng: Prng): number {
  return prng.nextUint32() / 2 ** 32;
}

/** A shuffled copy (Fisher and Yates, every order equally likely); the given list is left as it is. */
export function shuffle<T>(prng: Prng, list: readonly T[]): T[] {
  const shuffled = [...list];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = drawBelow(prng, last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function mixWord(word: number): number {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
