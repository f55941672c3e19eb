import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, encodeUtf8, equalBytes } from './bytes.ts';
import {
  consistencyNodes,
  consistencyProof,
  frontierRoot,
  inclusionNodes,
  inclusionProof,
  leafHash,
  MAX_TREE_SIZE,
  nodesFromLeaves,
  readFrontier,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import {
  bundlePath,
  decodeBundle,
  encodeBundle,
  extendTiles,
  nodesFromTiles,
  parsePath,
  tileOfNode,
  tilePath,
  tilesOfNodes,
  touchedBundles,
  touchedTiles,
} from './tiles.ts';
import type { ReadTile } from './tiles.ts';

const SIZE = 70_000;
const leaves = Array.from({ length: SIZE }, (_, i) => leafHash(encodeUtf8(`leaf ${i}`)));
const wholeTree = nodesFromLeaves(leaves);

/** A store of tiles by path, as a directory of static files would be. */
function createStore(): { files: Map<string, Uint8Array>; read: ReadTile } {
  const files = new Map<string, Uint8Array>();
  const read: ReadTile = (address) => {
    const bytes = files.get(tilePath(address));
    if (bytes === undefined) throw new Error(`no such tile: ${tilePath(address)}`);
    return bytes;
  };
  return { files, read };
}

function appendTo(store: ReturnType<typeof createStore>, from: number, to: number): string[] {
  const tiles = extendTiles(BigInt(from), leaves.slice(from, to), store.read);
  for (const tile of tiles) store.files.set(tilePath(tile), tile.bytes);
  return tiles.map(tilePath);
}

const full = createStore();
appendTo(full, 0, SIZE);

describe('paths', () => {
  it('are those of the tlog-tiles specification', () => {
    expect(tilePath({ level: 0, index: 1234067n, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 63, index: 0n, width: 1 })).toBe('tile/63/000.p/1');
    expect(tilePath({ level: 1, index: 1000n, width: 255 })).toBe('tile/1/x001/000.p/255');
    expect(bundlePath({ index: 273n, width: 112 })).toBe('tile/entries/273.p/112');
  });

  it('read back to the same address', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 63 }),
        fc.bigInt({ min: 0n, max: 2n ** 55n }),
        fc.integer({ min: 1, max: 256 }),
        (level, index, width) => {
          expect(parsePath(tilePath({ level, index, width }))).toEqual({ kind: 'tile', level, index, width });
          expect(parsePath(bundlePath({ index, width }))).toEqual({ kind: 'bundle', index, width });
        },
      ),
    );
  });

  it('are null for every other spelling, so that a request cannot leave the folder of tiles', () => {
    for (const path of [
      '',
      'tile/0',
      'tile/0/0',
      'tile/0/00',
      'tile/0/0000',
      'tile/0/x000/000',
      'tile/0/x001',
      'tile/0/001/000',
      'tile/0/x001/x000',
      'tile/00/000',
      'tile/64/000',
      'tile/-1/000',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/0/000.p/01',
      'tile/0/000.p/',
      'tile/0/000/',
      'tile/0/../../etc/passwd',
      '/tile/0/000',
      'tile/0/000\n',
      'tile/0/x999/x999/x999/x999/x999/999',
      'tile/entries/x000/000',
      'tile/data/000',
    ]) {
      expect(parsePath(path), path).toBeNull();
    }
  });

  it('are refused for addresses that cannot exist', () => {
    for (const address of [
      { level: 64, index: 0n, width: 1 },
      { level: 0.5, index: 0n, width: 1 },
      { level: 0, index: -1n, width: 1 },
      { level: 0, index: 2n ** 55n + 1n, width: 1 },
      { level: 0, index: 0n, width: 0 },
      { level: 0, index: 0n, width: 257 },
    ]) {
      expect(() => tilePath(address)).toThrow('out_of_range');
    }
  });
});

describe('tiles of a growing tree', () => {
  it('are for 70,000 leaves those the specification counts', () => {
    const tiles = touchedTiles(0n, 70_000n);
    const count = (level: number, isFull: boolean): number =>
      tiles.filter((tile) => tile.level === level && (tile.width === 256) === isFull).length;
    expect([count(0, true), count(1, true), count(2, true)]).toEqual([273, 1, 0]);
    expect(tiles.filter((tile) => tile.width < 256).map(tilePath)).toEqual([
      'tile/0/273.p/112',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
    expect(touchedTiles(0n, 256n).map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1']);
    expect(touchedBundles(250n, 513n).map(bundlePath)).toEqual([
      'tile/entries/000',
      'tile/entries/001',
      'tile/entries/002.p/1',
    ]);
    expect(touchedTiles(5n, 5n)).toEqual([]);
    expect(touchedTiles(0n, 0n)).toEqual([]);
  });

  it('hold at level 1 the roots of the full tiles below', () => {
    expect(equalBytes(full.read({ level: 1, index: 0n, width: 256 }).slice(32, 64), wholeTree(8, 1n))).toBe(
      true,
    );
    expect(equalBytes(full.read({ level: 2, index: 0n, width: 1 }), wholeTree(16, 0n))).toBe(true);
  });

  it('are written exactly where content is new, and end up the same however the leaves were portioned', () => {
    const steps = [0, 1, 2, 255, 256, 257, 511, 512, 1300, 65_535, 65_536, 65_537, 66_000, 69_999, SIZE];
    const store = createStore();
    for (const [i, to] of steps.entries()) {
      const from = steps[i - 1];
      if (from === undefined) continue;
      expect(appendTo(store, from, to)).toEqual(touchedTiles(BigInt(from), BigInt(to)).map(tilePath));
      const root = frontierRoot(readFrontier(BigInt(to), nodesFromTiles(BigInt(to), store.read)));
      expect(equalBytes(root, frontierRoot(readFrontier(BigInt(to), wholeTree)))).toBe(true);
    }
    for (const [path, bytes] of full.files)
      expect(equalBytes(store.files.get(path)!, bytes), path).toBe(true);
  });

  it('give every proof that the whole tree gives, from the tiles named beforehand alone', () => {
    const size = fc.integer({ min: 1, max: SIZE });
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (to, at, before) => {
        const store = createStore();
        appendTo(store, 0, to);
        const [index, from, all] = [BigInt(at % to), BigInt(before % (to + 1)), BigInt(to)];
        const named = new Set(
          tilesOfNodes([...inclusionNodes(index, all), ...consistencyNodes(from, all)], all).map(tilePath),
        );
        const read: ReadTile = (address) => {
          expect(named).toContain(tilePath(address));
          return store.read(address);
        };
        const nodes = nodesFromTiles(all, read);
        const root = frontierRoot(readFrontier(all, wholeTree));
        const proof = inclusionProof(index, all, nodes);
        expect(proof).toEqual(inclusionProof(index, all, wholeTree));
        expect(verifyInclusion({ leaf: leaves[Number(index)]!, index, size: all, root, proof })).toBe(true);
        const growth = consistencyProof(from, all, nodes);
        const fromRoot = frontierRoot(readFrontier(from, wholeTree));
        expect(verifyConsistency({ from, fromRoot, to: all, toRoot: root, proof: growth })).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('are refused when cut off, and for nodes that are not complete yet', () => {
    const read: ReadTile = () => new Uint8Array(31);
    expect(() => nodesFromTiles(300n, read)(0, 0n)).toThrow('tile_malformed');
    expect(() => extendTiles(1n, [leaves[1]!], read)).toThrow('tile_malformed');
    for (const [level, index] of [
      [0, 300n],
      [8, 1n],
      [9, 0n],
      [0, -1n],
    ] as const) {
      expect(() => tileOfNode({ level, index }, 300n)).toThrow('out_of_range');
    }
    for (const [from, to] of [
      [2n, 1n],
      [1n, 0n],
      [-1n, 1n],
      [0n, MAX_TREE_SIZE + 1n],
    ] as const) {
      expect(() => touchedTiles(from, to)).toThrow('out_of_range');
      expect(() => touchedBundles(from, to)).toThrow('out_of_range');
    }
  });

  it('yield a false proof when a bit of a tile is flipped', () => {
    const address = { level: 0, index: 0n, width: 256 };
    const spoiled: ReadTile = (asked) => {
      const bytes = full.read(asked).slice();
      if (tilePath(asked) === tilePath(address)) bytes[40]! ^= 4;
      return bytes;
    };
    const root = frontierRoot(readFrontier(BigInt(SIZE), wholeTree));
    const proof = inclusionProof(0n, BigInt(SIZE), nodesFromTiles(BigInt(SIZE), spoiled));
    expect(verifyInclusion({ leaf: leaves[0]!, index: 0n, size: BigInt(SIZE), root, proof })).toBe(false);
  });

  it('have addresses near the largest size', () => {
    const edge = touchedTiles(MAX_TREE_SIZE - 1n, MAX_TREE_SIZE);
    expect(edge.map(({ level, width }) => [level, width])).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6].map((level) => [level, 256]),
      [7, 128],
    ]);
    expect(edge[0]!.index).toBe(2n ** 55n - 1n);
  });
});

describe('entry bundles', () => {
  it('hold each entry behind its length and read back', () => {
    const entries = [new Uint8Array(), encodeUtf8('a'), new Uint8Array(65_535).fill(7)];
    const bytes = encodeBundle(entries);
    expect([...bytes.slice(0, 7)]).toEqual([0, 0, 0, 1, 97, 255, 255]);
    expect(decodeBundle(bytes, 3)).toEqual(entries);
    expect(decodeBundle(concatBytes(Uint8Array.of(9), bytes).subarray(1), 3)).toEqual(entries);
  });

  it('are refused when cut off, too long or of another width', () => {
    const bytes = encodeBundle([encodeUtf8('abc'), encodeUtf8('d')]);
    for (let end = 0; end < bytes.length; end++) {
      expect(() => decodeBundle(bytes.slice(0, end), 2)).toThrow('bundle_malformed');
    }
    for (const width of [0, 1, 3]) expect(() => decodeBundle(bytes, width)).toThrow('bundle_malformed');
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow('out_of_range');
    expect(() => encodeBundle(Array<Uint8Array>(257).fill(new Uint8Array()))).toThrow('out_of_range');
  });
});
