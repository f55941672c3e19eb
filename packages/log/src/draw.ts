/**
 * A draw nobody can steer and everybody can repeat.
 *
 * The order of events is what makes it fair: (1) the list is fixed and its Merkle root is in a checkpoint; (2) the
 * root is put through the holder's VRF; (3) a public random value is taken that did not exist before the checkpoint;
 * (4) the seed follows from these three; (5) the drawn indices follow from the seed. All of it is arithmetic on
 * public values, given here in full so that another program reaches the same result:
 *
 *     frame(x)    = u32be(byte length of x) || x           texts in UTF-8
 *     seed        = SHA-256( frame("log-draw-seed/v1") || frame(root) || frame(vrf output) || frame(beacon) )
 *     block i     = HMAC-SHA-256( key = seed, "log-draw-stream/v1" || u64be(i) )      i = 0, 1, 2 …
 *     words       = the blocks cut into 8-byte big-endian integers, four a block, used in order
 *     below(n)    = next word w with w < 2^64 − (2^64 mod n), then w mod n; other words are thrown away
 *     draw        = list a = [0, 1, … N−1]; for i = 0 … count−1: swap a[i] with a[i + below(N − i)];
 *                   the drawn indices are a[0 … count−1], sorted upwards
 *
 * A longer draw from the same seed contains every shorter one.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { compareBytes, concatBytes, decodeUint64, encodeUint64, encodeUtf8 } from './bytes.ts';
import { hashFields } from './framing.ts';
import { InvalidInput } from './invalid-input.ts';
import { HASH_LENGTH } from './merkle.ts';
import { verifyVrf, VRF_OUTPUT_LENGTH } from './vrf.ts';

/** Bytes of a seed. */
export const SEED_LENGTH = 32;

const MIN_BEACON_LENGTH = 16;
const WORDS = 2n ** 64n;
const WORD_LENGTH = 8;

/** What a seed is made of. */
export interface SeedParts {
  /** 32-byte Merkle root over the list that is drawn from. */
  readonly root: Uint8Array;
  /** 64-byte VRF output whose input was exactly the root. */
  readonly vrfOutput: Uint8Array;
  /** Public randomness of at least 16 bytes that came later than the checkpoint holding the root. */
  readonly beacon: Uint8Array;
}

/** The 32-byte seed of a draw; see the head of this file. Refuses parts of a wrong length (`length_wrong`). */
export function drawSeed({ root, vrfOutput, beacon }: SeedParts): Uint8Array {
  if (root.length !== HASH_LENGTH) throw new InvalidInput('length_wrong', 'root');
  if (vrfOutput.length !== VRF_OUTPUT_LENGTH) throw new InvalidInput('length_wrong', 'VRF output');
  if (beacon.length < MIN_BEACON_LENGTH) throw new InvalidInput('length_wrong', 'beacon');
  return hashFields('log-draw-seed/v1', root, vrfOutput, beacon);
}

/** What a stranger needs to arrive at the seed himself. */
export interface SeedEvidence {
  readonly root: Uint8Array;
  readonly vrfPublicKey: Uint8Array;
  readonly vrfProof: Uint8Array;
  readonly beacon: Uint8Array;
}

/** The seed by the evidence, or null when the VRF proof does not hold for the root under the key; never throws. */
export function verifySeed({ root, vrfPublicKey, vrfProof, beacon }: SeedEvidence): Uint8Array | null {
  const vrfOutput = verifyVrf(vrfPublicKey, root, vrfProof);
  if (vrfOutput === null) return null;
  try {
    return drawSeed({ root, vrfOutput, beacon });
  } catch {
    return null;
  }
}

/**
 * `count` different indices out of 0 … population − 1, every set of that size equally likely, sorted upwards.
 * Refuses a seed other than 32 bytes (`length_wrong`), numbers that are not whole or not safe, and a count above the
 * population (`out_of_range`).
 */
export function drawIndices(seed: Uint8Array, population: number, count: number): number[] {
  checkSeed(seed);
  checkCount(population, 'population');
  checkCount(count, 'count');
  if (count > population) throw new InvalidInput('out_of_range', 'count');
  const words = streamWords(seed);
  // Only the places that were swapped are kept: the list itself may be long.
  const moved = new Map<number, number>();
  const drawn: number[] = [];
  for (let i = 0; i < count; i++) {
    const j = i + drawBelow(words, population - i);
    drawn.push(moved.get(j) ?? j);
    moved.set(j, moved.get(i) ?? i);
  }
  return drawn.sort((a, b) => a - b);
}

/** A part of the population that must not be left out by chance. */
export interface Stratum {
  /** Names the stratum; different for each. */
  readonly key: string;
  /** Whole numbers of at least 0, in any order, each in one stratum only; usually leaf indices. */
  readonly members: readonly number[];
}

/** What was drawn of one stratum, sorted upwards. */
export interface DrawnStratum {
  readonly key: string;
  readonly drawn: readonly number[];
}

/**
 * A draw of `count` members in which each stratum has at least `minimumPerStratum` (or all it holds, if fewer).
 * Neither the order of the strata nor that of their members has any bearing. Where the minima need more than `count`,
 * the minima win and more are drawn. The answer is in the order of the keys.
 *
 *     1. Sort the strata by the UTF-8 bytes of their keys and the members upwards; n_i is the size of stratum i.
 *     2. b_i = min(minimumPerStratum, n_i). If Σ b_i ≥ count: stratum i gets b_i, go to 5.
 *     3. All strata are open, R = count. Repeat: the share of an open stratum is R · n_i / Σ n (over the open ones);
 *        each open stratum whose share is below b_i gets b_i and closes; R falls by the sum of these b_i;
 *        until none closes.
 *     4. Each open stratum gets the whole part of its share; the places left go one each to the largest fractions,
 *        the earlier key first where they are equal (largest remainder).
 *     5. Of stratum i, drawIndices(seed_i, n_i, its number) names the positions in the sorted members, with
 *        seed_i = SHA-256( frame("log-draw-stratum/v1") || frame(seed) || frame(key) ).
 *
 * Refuses repeated keys or members and members that are not whole numbers from 0 on (`stratum_malformed`), and a
 * count above the number of all members (`out_of_range`).
 */
export function drawStratified(
  seed: Uint8Array,
  strata: readonly Stratum[],
  count: number,
  minimumPerStratum: number,
): DrawnStratum[] {
  checkSeed(seed);
  const sorted = sortStrata(strata);
  const numbers = allotPlaces(
    sorted.map(({ members }) => members.length),
    count,
    minimumPerStratum,
  );
  return sorted.map(({ key, members }, i) => {
    const stratumSeed = hashFields('log-draw-stratum/v1', seed, encodeUtf8(key));
    const positions = new Set(drawIndices(stratumSeed, members.length, numbers[i] ?? 0));
    return { key, drawn: members.filter((_, position) => positions.has(position)) };
  });
}

/**
 * Steps 2 to 4 of {@link drawStratified} for strata of the given sizes, in the same order: exact integer arithmetic.
 * The sum is the larger of `count` and the sum of the minima.
 */
export function allotPlaces(sizes: readonly number[], count: number, minimumPerStratum: number): number[] {
  for (const size of sizes) checkCount(size, 'stratum size');
  checkCount(count, 'count');
  checkCount(minimumPerStratum, 'minimum');
  if (count > sizes.reduce((sum, size) => sum + size, 0)) throw new InvalidInput('out_of_range', 'count');
  const places = sizes.map((size) => Math.min(minimumPerStratum, size));
  let open = sizes.map((size, i) => ({ i, size: BigInt(size), minimum: BigInt(places[i] ?? 0) }));
  let rest = BigInt(count);
  if (open.reduce((sum, { minimum }) => sum + minimum, 0n) >= rest) return places;
  for (;;) {
    const total = open.reduce((sum, { size }) => sum + size, 0n);
    const closing = open.filter(({ size, minimum }) => rest * size < minimum * total);
    if (closing.length === 0) break;
    open = open.filter((stratum) => !closing.includes(stratum));
    rest -= closing.reduce((sum, { minimum }) => sum + minimum, 0n);
  }
  const total = open.reduce((sum, { size }) => sum + size, 0n);
  const shares = open.map(({ i, size }) => ({
    i,
    whole: (rest * size) / total,
    fraction: (rest * size) % total,
  }));
  const left = Number(rest - shares.reduce((sum, { whole }) => sum + whole, 0n));
  // Array.sort is stable, so equal fractions stay in the order of the keys.
  const rounded = new Set(shares.toSorted((a, b) => Number(b.fraction - a.fraction)).slice(0, left));
  for (const share of shares) places[share.i] = Number(share.whole) + (rounded.has(share) ? 1 : 0);
  return places;
}

function sortStrata(strata: readonly Stratum[]): Stratum[] {
  const keys = new Set(strata.map(({ key }) => key));
  const members = new Set(strata.flatMap((stratum) => stratum.members));
  const size = strata.reduce((sum, stratum) => sum + stratum.members.length, 0);
  if (keys.size !== strata.length) throw new InvalidInput('stratum_malformed', 'repeated key');
  if (members.size !== size) throw new InvalidInput('stratum_malformed', 'repeated member');
  for (const member of members) {
    if (!Number.isSafeInteger(member) || member < 0) throw new InvalidInput('stratum_malformed', 'member');
  }
  return strata
    .map((stratum) => ({ key: stratum.key, members: stratum.members.toSorted((a, b) => a - b) }))
    .sort((a, b) => compareBytes(encodeUtf8(a.key), encodeUtf8(b.key)));
}

function* streamWords(seed: Uint8Array): Generator<bigint, never> {
  const label = encodeUtf8('log-draw-stream/v1');
  for (let i = 0n; ; i++) {
    const block = hmac(sha256, seed, concatBytes(label, encodeUint64(i)));
    for (let at = 0; at < block.length; at += WORD_LENGTH) {
      yield decodeUint64(block.subarray(at, at + WORD_LENGTH));
    }
  }
}

/** Words at or above the largest multiple of the bound would favour the small remainders. */
function drawBelow(words: Generator<bigint, never>, bound: number): number {
  const limit = WORDS - (WORDS % BigInt(bound));
  for (;;) {
    const { value } = words.next();
    if (value < limit) return Number(value % BigInt(bound));
  }
}

function checkSeed(seed: Uint8Array): void {
  if (seed.length !== SEED_LENGTH) throw new InvalidInput('length_wrong', 'seed');
}

function checkCount(value: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidInput('out_of_range', name);
}
