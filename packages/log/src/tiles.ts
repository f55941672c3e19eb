/**
 * The log as static files (C2SP tlog-tiles): hash tiles 256 wide and entry bundles.
 *
 *     tile/<L>/<N>[.p/<W>]        W × 32 bytes: hashes of the nodes (8·L, 256·N … 256·N + W − 1)
 *     tile/entries/<N>[.p/<W>]    W entries from index 256·N on, each behind its length as a big-endian uint16
 *
 * N is written in groups of three digits, all but the last with an `x` before: 1234067 → `x001/x234/067`.
 * A partial tile (W from 1 to 255) is written once per size it belongs to and never changes; the full tile has no
 * `.p/<W>`. Only every eighth level is stored; the levels between are hashed again from a tile when needed.
 */
import { concatBytes } from './bytes.ts';
import { InvalidInput } from './invalid-input.ts';
import { frontierRoot, appendLeaf, emptyFrontier, HASH_LENGTH, MAX_TREE_SIZE } from './merkle.ts';
import type { GetNode, NodeAddress } from './merkle.ts';

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;

/** Levels of the Merkle tree between one level of tiles and the next. */
const TILE_HEIGHT = 8;
const MAX_TILE_LEVEL = 63;
const MAX_ENTRY_LENGTH = 0xffff;

/** One hash tile; `width` is 256 when full, 1 … 255 when partial. */
export interface TileAddress {
  readonly level: number;
  readonly index: bigint;
  readonly width: number;
}

/** One entry bundle; `width` as for a tile. */
export type BundleAddress = Omit<TileAddress, 'level'>;

/** A hash tile and its content of `width` × 32 bytes. */
export interface Tile extends TileAddress {
  readonly bytes: Uint8Array;
}

/** Must return the bytes of exactly this tile, and must throw when it does not have them. */
export type ReadTile = (address: TileAddress) => Uint8Array;

/** Path of a hash tile below the log's prefix, e.g. `tile/0/x001/x234/067.p/8`. */
export function tilePath({ level, index, width }: TileAddress): string {
  if (!Number.isInteger(level) || level < 0 || level > MAX_TILE_LEVEL) {
    throw new InvalidInput('out_of_range', 'tile level');
  }
  return `tile/${level}/${writeIndex(index)}${writeWidth(width)}`;
}

/** Path of an entry bundle below the log's prefix, e.g. `tile/entries/000`. */
export function bundlePath({ index, width }: BundleAddress): string {
  return `tile/entries/${writeIndex(index)}${writeWidth(width)}`;
}

/**
 * Inverse of {@link tilePath} and {@link bundlePath}: null for every path they cannot produce, such as leading
 * zeroes, width 0 or 256, `..` or an index needing more than 2^63 leaves. Safe to use on the path of a request.
 */
export function parsePath(
  path: string,
): ({ kind: 'tile' } & TileAddress) | ({ kind: 'bundle' } & BundleAddress) | null {
  const [, place, digits, partial] =
    /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,6}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  if (place === undefined || digits === undefined) return null;
  const index = BigInt(digits.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  const address = { level: place === 'entries' ? 0 : Number(place), index, width };
  if (address.level > MAX_TILE_LEVEL || width < 1 || width > TILE_WIDTH) return null;
  if (index > MAX_TREE_SIZE / BigInt(TILE_WIDTH)) return null;
  if (place === 'entries') return bundlePath(address) === path ? { kind: 'bundle', index, width } : null;
  return tilePath(address) === path ? { kind: 'tile', ...address } : null;
}

/**
 * The hash tiles whose content is new when the tree grows from one size to another, as they stand at the larger
 * size: level by level, left to right. Refuses `from` > `to` (`out_of_range`).
 */
export function touchedTiles(from: bigint, to: bigint): TileAddress[] {
  checkGrowth(from, to);
  const tiles: TileAddress[] = [];
  for (let level = 0; to >> levelShift(level) > 0n; level++) {
    const spans = spansBetween(from >> levelShift(level), to >> levelShift(level));
    tiles.push(...spans.map((span) => ({ level, ...span })));
  }
  return tiles;
}

/** The entry bundles whose content is new when the tree grows from one size to another, as for tiles. */
export function touchedBundles(from: bigint, to: bigint): BundleAddress[] {
  checkGrowth(from, to);
  return spansBetween(from, to);
}

/**
 * All hash tiles that are new when leaf hashes are appended to a tree of `size` leaves, by level and from left to
 * right. Reads only the partial tile at the right edge of each level that grows. Write these before any checkpoint
 * of the new size is signed.
 */
export function extendTiles(size: bigint, leafHashes: readonly Uint8Array[], readTile: ReadTile): Tile[] {
  const tiles: Tile[] = [];
  let hashes = leafHashes;
  for (let level = 0; hashes.length > 0; level++) {
    const before = size >> levelShift(level);
    const first = before / BigInt(TILE_WIDTH);
    const width = Number(before % BigInt(TILE_WIDTH));
    const kept = width === 0 ? [] : readHashes({ level, index: first, width }, readTile, 0, width);
    const row = [...kept, ...hashes];
    const parents: Uint8Array[] = [];
    for (let at = 0; at < row.length; at += TILE_WIDTH) {
      const part = row.slice(at, at + TILE_WIDTH);
      const index = first + BigInt(at / TILE_WIDTH);
      tiles.push({ level, index, width: part.length, bytes: concatBytes(...part) });
      if (part.length === TILE_WIDTH) parents.push(hashSubtree(part));
    }
    hashes = parents;
  }
  return tiles;
}

/** The tile in which a node of a tree of `size` leaves is stored or from which it is hashed. */
export function tileOfNode({ level, index }: NodeAddress, size: bigint): TileAddress {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const row = size >> levelShift(tileLevel);
  const tileIndex = (index << BigInt(level % TILE_HEIGHT)) / BigInt(TILE_WIDTH);
  const left = row - tileIndex * BigInt(TILE_WIDTH);
  if (index < 0n || (index + 1n) << BigInt(level) > size) throw new InvalidInput('out_of_range', 'node');
  return {
    level: tileLevel,
    index: tileIndex,
    width: left >= BigInt(TILE_WIDTH) ? TILE_WIDTH : Number(left),
  };
}

/** The distinct tiles to fetch before nodes of a tree of `size` leaves are read, e.g. those of a proof. */
export function tilesOfNodes(nodes: readonly NodeAddress[], size: bigint): TileAddress[] {
  const tiles = new Map<string, TileAddress>();
  for (const node of nodes) {
    const tile = tileOfNode(node, size);
    tiles.set(tilePath(tile), tile);
  }
  return [...tiles.values()];
}

/**
 * Node reader over the tiles of a tree of `size` leaves. The tiles are not trusted: what is built from them must
 * still be verified against a signed root. Refuses tiles of a wrong length (`tile_malformed`).
 */
export function nodesFromTiles(size: bigint, readTile: ReadTile): GetNode {
  return (level, index) => {
    const inside = level % TILE_HEIGHT;
    const start = Number((index << BigInt(inside)) % BigInt(TILE_WIDTH));
    return hashSubtree(readHashes(tileOfNode({ level, index }, size), readTile, start, 2 ** inside));
  };
}

/** An entry bundle; refuses more than 256 entries and entries above 65,535 bytes (`out_of_range`). */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > TILE_WIDTH) throw new InvalidInput('out_of_range', 'bundle width');
  return concatBytes(
    ...entries.flatMap((entry) => {
      if (entry.length > MAX_ENTRY_LENGTH) throw new InvalidInput('out_of_range', 'entry length');
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry];
    }),
  );
}

/** The entries of a bundle; refuses cut-off bytes and any other number of entries than `width` (`bundle_malformed`). */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length) throw new InvalidInput('bundle_malformed', 'cut off');
    const end = at + 2 + view.getUint16(at);
    if (end > bytes.length || entries.length === width) throw new InvalidInput('bundle_malformed', 'length');
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  if (entries.length !== width) throw new InvalidInput('bundle_malformed', 'width');
  return entries;
}

function levelShift(level: number): bigint {
  return BigInt(level * TILE_HEIGHT);
}

function checkGrowth(from: bigint, to: bigint): void {
  if (from < 0n || from > to || to > MAX_TREE_SIZE) throw new InvalidInput('out_of_range', 'tree sizes');
}

/** The tiles of one row that hold any of its hashes before … after − 1, with their widths at `after`. */
function spansBetween(before: bigint, after: bigint): BundleAddress[] {
  const full = BigInt(TILE_WIDTH);
  const spans: BundleAddress[] = [];
  for (let index = before / full; index * full < after && before < after; index++) {
    const left = after - index * full;
    spans.push({ index, width: left >= full ? TILE_WIDTH : Number(left) });
  }
  return spans;
}

function readHashes(address: TileAddress, readTile: ReadTile, start: number, count: number): Uint8Array[] {
  const bytes = readTile(address);
  if (bytes.length !== address.width * HASH_LENGTH)
    throw new InvalidInput('tile_malformed', tilePath(address));
  return Array.from({ length: count }, (_, i) =>
    bytes.slice((start + i) * HASH_LENGTH, (start + i + 1) * HASH_LENGTH),
  );
}

/** Hashes are folded alike at every level: a node of level 8·L plays the part of a leaf hash inside its tile. */
function hashSubtree(hashes: readonly Uint8Array[]): Uint8Array {
  return frontierRoot(hashes.reduce(appendLeaf, emptyFrontier));
}

function writeIndex(index: bigint): string {
  if (index < 0n || index > MAX_TREE_SIZE / BigInt(TILE_WIDTH)) {
    throw new InvalidInput('out_of_range', 'tile index');
  }
  const digits = index.toString();
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/');
}

function writeWidth(width: number): string {
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) {
    throw new InvalidInput('out_of_range', 'tile width');
  }
  return width === TILE_WIDTH ? '' : `.p/${width}`;
}
