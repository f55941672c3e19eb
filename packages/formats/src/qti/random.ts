// The randomness of templates, shuffles and selections: a seed in, the same sequence out, in every browser and in every audit.

/** A sequence drawn from a seed. Not for secrets. */
export interface Random {
  /** A number from 0 up to but not including 1. */
  next(): number;
  /** A whole number from 0 to `count` - 1; 0 where `count` is below 2. */
  below(count: number): number;
}

/** FNV-1a of the text's UTF-16 units, 32 bits: gives every item of a test its own sequence under one seed. */
export function seedOf(seed: number, text: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** A sequence of 32-bit steps (splitmix32 of Vigna's splitmix64 family). Any number is a seed; only its low 32 bits count. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  };
  return { next, below: (count) => (count < 2 ? 0 : Math.floor(next() * count)) };
}

/** A new list in an order drawn at random; positions for which `isFixed` holds keep their place (ASI, shuffle and fixed). */
export function shuffle<T>(
  list: readonly T[],
  random: Random,
  isFixed: (entry: T) => boolean = () => false,
): T[] {
  const free = list.filter((entry) => !isFixed(entry));
  for (let i = free.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const [a, b] = [free[i], free[j]];
    if (a !== undefined && b !== undefined) [free[i], free[j]] = [b, a];
  }
  let taken = 0;
  return list.map((entry) => (isFixed(entry) ? entry : (free[taken++] ?? entry)));
}
