/**
 * The Merkle tree of a log: hashes as in RFC 6962 section 2.1, proofs as in RFC 9162 section 2.1.
 *
 * Sizes and indices are bigint from 0 to 2^63. A proof is a list of 32-byte hashes in the order of the RFC, lowest
 * level first. Building reads *perfect* nodes only: node (level, index) is the hash of the 2^level leaves from
 * index · 2^level on. An asynchronous caller first asks which nodes a proof needs, fetches them, then builds.
 *
 * A proof binds leaf, index and root, not the size: take size and root together from one signed checkpoint.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes } from './bytes.ts';
import { InvalidInput } from './invalid-input.ts';

/** Bytes of one hash (SHA-256). */
export const HASH_LENGTH = 32;

/** The largest tree this package speaks about. */
export const MAX_TREE_SIZE = 2n ** 63n;

/** A perfect subtree: the 2^level leaves starting at index · 2^level. Level 0 are the leaves. */
export interface NodeAddress {
  readonly level: number;
  readonly index: bigint;
}

/** Must return the 32-byte hash of a perfect node, and must throw when it does not have it. */
export type GetNode = (level: number, index: bigint) => Uint8Array;

/** All a single writer must remember to append: hashes of the perfect subtrees, largest (leftmost) first. */
export interface Frontier {
  readonly size: bigint;
  readonly hashes: readonly Uint8Array[];
}

/** SHA-256(0x00 || entry) (RFC 6962 section 2.1). */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(0), entry));
}

/** SHA-256(0x01 || left || right) (RFC 6962 section 2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(1), left, right));
}

/** Root over entries in order; no entries give SHA-256 of the empty string (RFC 6962 section 2.1). */
export function rootFromLeaves(entries: Iterable<Uint8Array>): Uint8Array {
  let frontier = emptyFrontier;
  for (const entry of entries) frontier = appendLeaf(frontier, leafHash(entry));
  return frontierRoot(frontier);
}

/** The frontier of the tree without leaves. */
export const emptyFrontier: Frontier = Object.freeze({ size: 0n, hashes: Object.freeze([]) });

/** The frontier after one more leaf, given the hash of that leaf (not the entry); the old one stays valid. */
export function appendLeaf(frontier: Frontier, leaf: Uint8Array): Frontier {
  if (frontier.size >= MAX_TREE_SIZE) throw new InvalidInput('out_of_range', 'tree size');
  checkHash(leaf);
  const hashes = [...frontier.hashes];
  let merged = leaf;
  for (let rest = frontier.size; (rest & 1n) === 1n; rest >>= 1n) {
    const left = hashes.pop();
    if (left === undefined) throw new InvalidInput('length_wrong', 'frontier');
    merged = nodeHash(left, merged);
  }
  return { size: frontier.size + 1n, hashes: [...hashes, merged] };
}

/** Root of the tree the frontier stands for. */
export function frontierRoot(frontier: Frontier): Uint8Array {
  if (frontier.hashes.length !== countOnes(frontier.size)) throw new InvalidInput('length_wrong', 'frontier');
  return foldSubtrees(frontier.hashes);
}

/** The frontier of an existing tree, read back from its nodes: how a writer starts again after a crash. */
export function readFrontier(size: bigint, getNode: GetNode): Frontier {
  checkSize(size);
  return { size, hashes: frontierNodes(size).map((node) => readNode(getNode, node)) };
}

/** The nodes {@link readFrontier} reads, left to right. */
export function frontierNodes(size: bigint): NodeAddress[] {
  checkSize(size);
  return coverRange({ start: 0n, end: size });
}

/** Node reader over all leaf hashes of a small tree, held in memory (about 64 bytes a leaf). */
export function nodesFromLeaves(leafHashes: readonly Uint8Array[]): GetNode {
  const levels: Uint8Array[][] = [[...leafHashes]];
  for (let below = leafHashes; below.length > 1;) {
    const level: Uint8Array[] = [];
    for (const [i, right] of below.entries()) {
      const left = below[i - 1];
      if (i % 2 === 1 && left !== undefined) level.push(nodeHash(left, right));
    }
    levels.push(level);
    below = level;
  }
  return (level, index) => {
    const node = levels[level]?.[Number(index)];
    if (node === undefined) throw new InvalidInput('node_missing', `${level}/${index.toString()}`);
    return node;
  };
}

/** The nodes an inclusion proof is built from, so that an asynchronous caller can fetch them first. */
export function inclusionNodes(index: bigint, size: bigint): NodeAddress[] {
  return inclusionRanges(index, size).flatMap(coverRange);
}

/**
 * Proof that the leaf at `index` is in the tree of `size` leaves (RFC 9162 section 2.1.3.1).
 * Refuses an index outside 0 … size − 1 and a size above 2^63 (`out_of_range`).
 */
export function inclusionProof(index: bigint, size: bigint, getNode: GetNode): Uint8Array[] {
  return inclusionRanges(index, size).map((range) => readRange(range, getNode));
}

/** The nodes a consistency proof is built from, so that an asynchronous caller can fetch them first. */
export function consistencyNodes(from: bigint, to: bigint): NodeAddress[] {
  return consistencyRanges(from, to).flatMap(coverRange);
}

/**
 * Proof that the tree of `to` leaves begins with the tree of `from` leaves (RFC 9162 section 2.1.4.1).
 * Empty for `from` = 0 and for `from` = `to`. Refuses `from` > `to` and sizes above 2^63 (`out_of_range`).
 */
export function consistencyProof(from: bigint, to: bigint, getNode: GetNode): Uint8Array[] {
  return consistencyRanges(from, to).map((range) => readRange(range, getNode));
}

/** What an inclusion proof claims. `size` and `root` must come from one verified checkpoint. */
export interface Inclusion {
  readonly leaf: Uint8Array;
  readonly index: bigint;
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether `leaf` (a leaf hash) is at `index` under `root` (RFC 9162 section 2.1.3.2); false for any hostile input. */
export function verifyInclusion({ leaf, index, size, root, proof }: Inclusion): boolean {
  if (!areHashes([leaf, root]) || !areHashes(proof)) return false;
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  let fn = index;
  let sn = size - 1n;
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      hash = nodeHash(sibling, hash);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && equalBytes(hash, root);
}

/** What a consistency proof claims. Each size must come with its root from one verified checkpoint. */
export interface Consistency {
  readonly from: bigint;
  readonly fromRoot: Uint8Array;
  readonly to: bigint;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Whether the tree (`to`, `toRoot`) only appends to the tree (`from`, `fromRoot`) (RFC 9162 section 2.1.4.2); false
 * for any hostile input. From the empty tree, whose root must be SHA-256 of the empty string, every tree grows.
 */
export function verifyConsistency({ from, fromRoot, to, toRoot, proof }: Consistency): boolean {
  if (!areHashes([fromRoot, toRoot]) || !areHashes(proof)) return false;
  if (!isSize(from) || !isSize(to) || from > to) return false;
  if (from === to) return proof.length === 0 && equalBytes(fromRoot, toRoot);
  if (from === 0n) return proof.length === 0 && equalBytes(fromRoot, sha256(new Uint8Array()));
  const [first, ...path] = (from & (from - 1n)) === 0n ? [fromRoot, ...proof] : proof;
  if (first === undefined || proof.length === 0) return false;
  let fn = from - 1n;
  let sn = to - 1n;
  while ((fn & 1n) === 1n) {
    fn >>= 1n;
    sn >>= 1n;
  }
  let fromHash = first;
  let toHash = first;
  for (const sibling of path) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      fromHash = nodeHash(sibling, fromHash);
      toHash = nodeHash(sibling, toHash);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      toHash = nodeHash(toHash, sibling);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && equalBytes(fromHash, fromRoot) && equalBytes(toHash, toRoot);
}

/** Leaves start … end − 1; start is always a multiple of the power of two that covers the length. */
interface Range {
  readonly start: bigint;
  readonly end: bigint;
}

/** PATH(m, D[n]) of RFC 6962 section 2.1.1 as ranges instead of hashes. */
function inclusionRanges(index: bigint, size: bigint): Range[] {
  checkSize(size);
  if (index < 0n || index >= size) throw new InvalidInput('out_of_range', 'leaf index');
  const ranges: Range[] = [];
  let start = 0n;
  let end = size;
  while (end - start > 1n) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/** SUBPROOF(m, D[n], true) of RFC 6962 section 2.1.2 as ranges instead of hashes. */
function consistencyRanges(from: bigint, to: bigint): Range[] {
  checkSize(to);
  if (from < 0n || from > to) throw new InvalidInput('out_of_range', 'tree sizes');
  if (from === 0n) return [];
  const ranges: Range[] = [];
  let start = 0n;
  let end = to;
  while (from !== end) {
    const middle = start + splitPoint(end - start);
    if (from <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // A subtree that is the whole old tree is known to the verifier as the old root.
  if (start !== 0n) ranges.push({ start, end });
  return ranges.reverse();
}

/** The largest power of two below `length`; length ≥ 2. */
function splitPoint(length: bigint): bigint {
  return 1n << BigInt((length - 1n).toString(2).length - 1);
}

function coverRange({ start, end }: Range): NodeAddress[] {
  const nodes: NodeAddress[] = [];
  for (let at = start; at < end;) {
    const level = (end - at).toString(2).length - 1;
    nodes.push({ level, index: at >> BigInt(level) });
    at += 1n << BigInt(level);
  }
  return nodes;
}

function readRange(range: Range, getNode: GetNode): Uint8Array {
  return foldSubtrees(coverRange(range).map((node) => readNode(getNode, node)));
}

function readNode(getNode: GetNode, { level, index }: NodeAddress): Uint8Array {
  const hash = getNode(level, index);
  checkHash(hash);
  return hash;
}

function foldSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.length === 0
    ? sha256(new Uint8Array())
    : hashes.reduceRight((right, left) => nodeHash(left, right));
}

function countOnes(size: bigint): number {
  return size.toString(2).replaceAll('0', '').length;
}

function checkHash(hash: Uint8Array): void {
  if (hash.length !== HASH_LENGTH) throw new InvalidInput('length_wrong', 'hash');
}

function checkSize(size: bigint): void {
  if (!isSize(size)) throw new InvalidInput('out_of_range', 'tree size');
}

/** Proofs come from JSON of strangers, so the types are checked at run time as well. */
function isSize(value: unknown): value is bigint {
  return typeof value === 'bigint' && value >= 0n && value <= MAX_TREE_SIZE;
}

function areHashes(values: unknown): values is readonly Uint8Array[] {
  return (
    Array.isArray(values) &&
    values.every((value: unknown) => value instanceof Uint8Array && value.length === HASH_LENGTH)
  );
}
