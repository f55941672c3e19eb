import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHex, encodeHex, encodeUtf8 } from './bytes.ts';
import {
  appendLeaf,
  consistencyNodes,
  consistencyProof,
  emptyFrontier,
  frontierNodes,
  frontierRoot,
  inclusionNodes,
  inclusionProof,
  leafHash,
  MAX_TREE_SIZE,
  nodeHash,
  nodesFromLeaves,
  readFrontier,
  rootFromLeaves,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import type { GetNode } from './merkle.ts';

/** The leaves and roots of the Certificate Transparency reference test data. */
const CT_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const CT_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const ctHashes = CT_LEAVES.map((hex) => leafHash(decodeHex(hex)));
const ctNodes = nodesFromLeaves(ctHashes);

const LARGEST = 70;
const leaves = Array.from({ length: LARGEST }, (_, i) => leafHash(encodeUtf8(`leaf ${i}`)));
const getNode = nodesFromLeaves(leaves);
const roots = Array.from({ length: LARGEST + 1 }, (_, size) => recursiveRoot(leaves.slice(0, size)));

/** MTH of RFC 6962 section 2.1, word for word, on another SHA-256. */
function recursiveRoot(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return new Uint8Array(createHash('sha256').digest());
  if (hashes.length === 1) return hashes[0]!;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  const hash = createHash('sha256').update(Uint8Array.of(1));
  hash.update(recursiveRoot(hashes.slice(0, k))).update(recursiveRoot(hashes.slice(k)));
  return new Uint8Array(hash.digest());
}

function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = bytes.slice();
  flipped[(bit >> 3) % flipped.length]! ^= 1 << (bit & 7);
  return flipped;
}

/** Every proof that differs from the given one in one bit, one hash too many or one too few. */
function* spoilProof(proof: readonly Uint8Array[], bitStep: number): Generator<Uint8Array[]> {
  for (const [i, hash] of proof.entries()) {
    for (let bit = (i * 37) % bitStep; bit < 256; bit += bitStep) yield proof.with(i, flipBit(hash, bit));
    yield proof.toSpliced(i, 1);
    yield proof.toSpliced(i, 0, hash);
  }
  yield [...proof, roots[1]!];
  yield [roots[1]!, ...proof];
}

describe('roots', () => {
  it('equal the golden roots of the Certificate Transparency test data', () => {
    CT_ROOTS.forEach((root, size) => {
      expect(encodeHex(rootFromLeaves(CT_LEAVES.slice(0, size).map(decodeHex)))).toBe(root);
    });
  });

  it('grow leaf by leaf as the recursive definition of RFC 6962 says, whatever the way they are computed', () => {
    let frontier = emptyFrontier;
    for (let size = 0; size <= LARGEST; size++) {
      expect(frontierRoot(frontier)).toEqual(roots[size]);
      expect(readFrontier(BigInt(size), getNode)).toEqual(frontier);
      if (size < LARGEST) frontier = appendLeaf(frontier, leaves[size]!);
    }
  });

  it('leave an older frontier usable after appending', () => {
    const two = appendLeaf(appendLeaf(emptyFrontier, leaves[0]!), leaves[1]!);
    appendLeaf(two, leaves[2]!);
    expect(frontierRoot(two)).toEqual(roots[2]);
  });

  it('are refused for a frontier that does not fit its size and for hashes of a wrong length', () => {
    expect(() => frontierRoot({ size: 3n, hashes: [leaves[0]!] })).toThrow('length_wrong');
    expect(() => appendLeaf({ size: 1n, hashes: [] }, leaves[0]!)).toThrow('length_wrong');
    expect(() => appendLeaf(emptyFrontier, new Uint8Array(31))).toThrow('length_wrong');
    expect(() => appendLeaf({ size: MAX_TREE_SIZE, hashes: [leaves[0]!] }, leaves[0]!)).toThrow(
      'out_of_range',
    );
    expect(() => readFrontier(1n, () => new Uint8Array(33))).toThrow('length_wrong');
  });
});

describe('inclusion proofs', () => {
  it('equal the reference proofs of the Certificate Transparency test data', () => {
    const proofHex = (index: bigint, size: bigint): string[] =>
      inclusionProof(index, size, ctNodes).map(encodeHex);
    expect(proofHex(0n, 8n)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(proofHex(5n, 8n)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(proofHex(0n, 1n)).toEqual([]);
  });

  it('follow the audit paths of the seven-leaf example of RFC 6962 section 2.1.3', () => {
    const [a, b, c, d, e, f, j] = leaves as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const [g, h, i] = [nodeHash(a, b), nodeHash(c, d), nodeHash(e, f)];
    const [k, l] = [nodeHash(g, h), nodeHash(i, j)];
    expect(inclusionProof(0n, 7n, getNode)).toEqual([b, h, l]);
    expect(inclusionProof(3n, 7n, getNode)).toEqual([c, g, l]);
    expect(inclusionProof(4n, 7n, getNode)).toEqual([f, j, k]);
    expect(inclusionProof(6n, 7n, getNode)).toEqual([i, k]);
    expect(consistencyProof(3n, 7n, getNode)).toEqual([c, d, g, l]);
    expect(consistencyProof(4n, 7n, getNode)).toEqual([l]);
    expect(consistencyProof(6n, 7n, getNode)).toEqual([i, j, k]);
  });

  it('verify for every leaf of every size up to 70, and for no other index, leaf, root or spoiled proof', () => {
    for (let size = 1; size <= LARGEST; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(BigInt(index), BigInt(size), getNode);
        const claim = {
          leaf: leaves[index]!,
          index: BigInt(index),
          size: BigInt(size),
          root: roots[size]!,
          proof,
        };
        expect(verifyInclusion(claim)).toBe(true);
        const bit = (size * 67 + index * 13) % 256;
        expect(verifyInclusion({ ...claim, leaf: flipBit(claim.leaf, bit) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: flipBit(claim.root, bit) })).toBe(false);
        for (const other of [0, index - 1, index + 1, index ^ 2, size - 1, size, -1]) {
          if (other !== index) expect(verifyInclusion({ ...claim, index: BigInt(other) })).toBe(false);
        }
        for (const spoiled of spoilProof(proof, 128))
          expect(verifyInclusion({ ...claim, proof: spoiled })).toBe(false);
      }
    }
  });

  it('fail for any flipped bit of leaf, root or proof and for every other index, exhaustively for some sizes', () => {
    for (const [index, size] of [
      [0, 1],
      [4, 5],
      [6, 7],
      [5, 8],
      [12, 13],
      [31, 37],
      [69, 70],
    ] as const) {
      const proof = inclusionProof(BigInt(index), BigInt(size), getNode);
      const claim = {
        leaf: leaves[index]!,
        index: BigInt(index),
        size: BigInt(size),
        root: roots[size]!,
        proof,
      };
      for (let bit = 0; bit < 256; bit++) {
        expect(verifyInclusion({ ...claim, leaf: flipBit(claim.leaf, bit) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: flipBit(claim.root, bit) })).toBe(false);
      }
      for (const spoiled of spoilProof(proof, 1))
        expect(verifyInclusion({ ...claim, proof: spoiled })).toBe(false);
      for (let other = 0; other < size; other++) {
        expect(verifyInclusion({ ...claim, index: BigInt(other) })).toBe(other === index);
      }
    }
  });

  it('are refused outside the tree', () => {
    for (const [index, size] of [
      [0n, 0n],
      [3n, 3n],
      [-1n, 3n],
      [0n, MAX_TREE_SIZE + 1n],
    ] as const) {
      expect(() => inclusionProof(index, size, getNode)).toThrow('out_of_range');
    }
  });
});

describe('consistency proofs', () => {
  it('equal the reference proofs of the Certificate Transparency test data', () => {
    const proofHex = (from: bigint, to: bigint): string[] =>
      consistencyProof(from, to, ctNodes).map(encodeHex);
    expect(proofHex(1n, 1n)).toEqual([]);
    expect(proofHex(1n, 8n)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(proofHex(6n, 8n)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(proofHex(2n, 5n)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });

  it('verify for every pair of sizes up to 70, and for no other root or spoiled proof', () => {
    for (let to = 0; to <= LARGEST; to++) {
      for (let from = 0; from <= to; from++) {
        const proof = consistencyProof(BigInt(from), BigInt(to), getNode);
        const claim = {
          from: BigInt(from),
          fromRoot: roots[from]!,
          to: BigInt(to),
          toRoot: roots[to]!,
          proof,
        };
        expect(verifyConsistency(claim)).toBe(true);
        const bit = (to * 67 + from * 13) % 256;
        expect(verifyConsistency({ ...claim, fromRoot: flipBit(claim.fromRoot, bit) })).toBe(false);
        // From the empty tree any tree grows, so its root is not bound.
        expect(verifyConsistency({ ...claim, toRoot: flipBit(claim.toRoot, bit) })).toBe(
          from === 0 && to > 0,
        );
        if (from !== to) {
          expect(verifyConsistency({ ...claim, fromRoot: claim.toRoot, toRoot: claim.fromRoot })).toBe(false);
          expect(verifyConsistency({ ...claim, from: claim.to, to: claim.from })).toBe(false);
        }
        for (const spoiled of spoilProof(proof, 128)) {
          expect(verifyConsistency({ ...claim, proof: spoiled })).toBe(false);
        }
      }
    }
  });

  it('fail for a rewritten leaf anywhere in the older tree', () => {
    for (const [from, to] of [
      [1, 2],
      [3, 7],
      [6, 8],
      [33, 64],
      [64, 70],
    ] as const) {
      for (let changed = 0; changed < from; changed++) {
        const rewritten = leaves.with(changed, leafHash(encodeUtf8('rewritten')));
        const claim = {
          from: BigInt(from),
          fromRoot: roots[from]!,
          to: BigInt(to),
          toRoot: recursiveRoot(rewritten.slice(0, to)),
          proof: consistencyProof(BigInt(from), BigInt(to), nodesFromLeaves(rewritten)),
        };
        expect(verifyConsistency(claim)).toBe(false);
      }
    }
  });

  it('are refused backwards and beyond the largest size', () => {
    expect(() => consistencyProof(3n, 2n, getNode)).toThrow('out_of_range');
    expect(() => consistencyProof(-1n, 2n, getNode)).toThrow('out_of_range');
    expect(() => consistencyProof(1n, MAX_TREE_SIZE + 1n, getNode)).toThrow('out_of_range');
  });
});

describe('trees near the largest size', () => {
  const same = [leafHash(encodeUtf8('same'))];
  for (let level = 1; level <= 63; level++) same.push(nodeHash(same[level - 1]!, same[level - 1]!));

  /** A tree of equal leaves but for one: every node is known without building it. */
  function treeWithMark(mark: bigint): { leaf: Uint8Array; read: GetNode } {
    const marked = [leafHash(encodeUtf8('mark'))];
    for (let level = 1; level <= 63; level++) {
      const inner = marked[level - 1]!;
      const isRight = ((mark >> BigInt(level - 1)) & 1n) === 1n;
      marked.push(isRight ? nodeHash(same[level - 1]!, inner) : nodeHash(inner, same[level - 1]!));
    }
    const read: GetNode = (level, index) => (index === mark >> BigInt(level) ? marked[level]! : same[level]!);
    return { leaf: marked[0]!, read };
  }

  const anySize = fc.oneof(
    fc.bigInt({ min: 1n, max: MAX_TREE_SIZE }),
    fc.bigInt({ min: 2n ** 62n - 3n, max: 2n ** 62n + 3n }),
    fc.constantFrom(MAX_TREE_SIZE, MAX_TREE_SIZE - 1n),
  );
  const sizeAndIndex = anySize.chain((size) =>
    fc.tuple(fc.constant(size), fc.bigInt({ min: 0n, max: size - 1n })),
  );

  it('prove and verify inclusion at the true index only', () => {
    fc.assert(
      fc.property(sizeAndIndex, fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), ([size, index], change) => {
        const { leaf, read } = treeWithMark(index);
        const root = frontierRoot(readFrontier(size, read));
        const proof = inclusionProof(index, size, read);
        expect(proof.length).toBeLessThanOrEqual(63);
        expect(verifyInclusion({ leaf, index, size, root, proof })).toBe(true);
        expect(verifyInclusion({ leaf, index: index ^ change, size, root, proof })).toBe(false);
        expect(verifyInclusion({ leaf, index: index ^ 1n, size, root, proof })).toBe(
          size === 1n && index === 1n,
        );
      }),
    );
  });

  it('prove and verify consistency', () => {
    fc.assert(
      fc.property(sizeAndIndex, fc.bigInt({ min: 0n, max: MAX_TREE_SIZE - 1n }), ([to, from], mark) => {
        const { read } = treeWithMark(mark % to);
        const fromRoot = frontierRoot(readFrontier(from, read));
        const toRoot = frontierRoot(readFrontier(to, read));
        const proof = consistencyProof(from, to, read);
        expect(verifyConsistency({ from, fromRoot, to, toRoot, proof })).toBe(true);
        expect(verifyConsistency({ from, fromRoot: flipBit(fromRoot, 5), to, toRoot, proof })).toBe(false);
        if (from > 0n) {
          expect(verifyConsistency({ from, fromRoot, to, toRoot: flipBit(toRoot, 250), proof })).toBe(false);
        }
      }),
    );
  });

  it('name beforehand exactly the nodes their proofs read', () => {
    fc.assert(
      fc.property(sizeAndIndex, ([size, index]) => {
        const read: string[] = [];
        const record: GetNode = (level, at) => {
          read.push(`${level}/${at.toString()}`);
          return same[level]!;
        };
        const named = (nodes: readonly { level: number; index: bigint }[]): string[] =>
          nodes.map((node) => `${node.level}/${node.index.toString()}`);
        inclusionProof(index, size, record);
        expect(read.splice(0)).toEqual(named(inclusionNodes(index, size)));
        consistencyProof(index, size, record);
        expect(read.splice(0)).toEqual(named(consistencyNodes(index, size)));
        readFrontier(size, record);
        expect(read.splice(0)).toEqual(named(frontierNodes(size)));
      }),
    );
  });
});

describe('hostile proofs', () => {
  it('do not pass a root of one size for the root of another', () => {
    const [first, second] = leaves as [Uint8Array, Uint8Array];
    const tooLong = { leaf: second, index: 0n, size: 1n, root: roots[2]!, proof: [first] };
    expect(verifyInclusion(tooLong)).toBe(false);
    expect(verifyInclusion({ ...tooLong, index: 1n, size: 2n })).toBe(true);
    const tooShort = { from: 1n, fromRoot: roots[1]!, to: 4n, toRoot: roots[2]!, proof: [second] };
    expect(verifyConsistency(tooShort)).toBe(false);
    expect(verifyConsistency({ ...tooShort, to: 2n })).toBe(true);
    const older = {
      from: 2n,
      fromRoot: roots[2]!,
      to: 3n,
      toRoot: roots[4]!,
      proof: [nodeHash(leaves[2]!, leaves[3]!)],
    };
    expect(verifyConsistency({ ...older, to: 4n })).toBe(true);
    expect(verifyConsistency({ ...older, to: 5n })).toBe(false);
  });

  it('are false and never an exception', () => {
    const hash = leaves[0]!;
    const values: unknown[] = [
      null,
      undefined,
      1,
      '',
      {},
      [],
      new Uint8Array(31),
      [null],
      [new Uint8Array(33)],
      1n,
      -1n,
    ];
    const good = { leaf: hash, index: 0n, size: 1n, root: hash, proof: [] };
    expect(verifyInclusion(good)).toBe(true);
    for (const key of ['leaf', 'root', 'proof', 'size', 'index'] as const) {
      for (const value of values) {
        if (
          (key === 'proof' && Array.isArray(value) && value.length === 0) ||
          (key === 'size' && value === 1n)
        )
          continue;
        // The type is broken on purpose: proofs are read from strangers' JSON.
        expect(verifyInclusion({ ...good, [key]: value }), `${key} ${String(value)}`).toBe(false);
      }
    }
    const growth = { from: 1n, fromRoot: roots[1]!, to: 2n, toRoot: roots[2]!, proof: [leaves[1]!] };
    expect(verifyConsistency(growth)).toBe(true);
    for (const key of ['from', 'fromRoot', 'to', 'toRoot', 'proof'] as const) {
      for (const value of values) {
        if (key === 'from' && value === 1n) continue;
        expect(verifyConsistency({ ...growth, [key]: value }), `${key} ${String(value)}`).toBe(false);
      }
    }
    expect(verifyInclusion({ ...good, size: MAX_TREE_SIZE + 1n })).toBe(false);
    expect(verifyInclusion({ ...good, proof: Array<Uint8Array>(10_000).fill(hash) })).toBe(false);
  });

  it('built from a reader that lacks a node are refused, not guessed', () => {
    expect(() => inclusionProof(0n, 100n, getNode)).toThrow('node_missing');
  });
});
