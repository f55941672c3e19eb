// The boxes of MP4 (ISO/IEC 14496-12): which may stay, and how others are emptied in place, so that no offset moves.
import { bytesOfTag, readTag, readU32 } from './bytes.ts';

export interface Box {
  readonly type: string;
  readonly at: number;
  /** First byte of its content. */
  readonly body: number;
  readonly end: number;
  readonly children: readonly Box[];
}

const list = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Which boxes may stand in which; whatever else stands there is emptied. None may stand in itself, at any depth. */
const children: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['moov', list('mvhd trak mvex')],
  ['trak', list('tkhd edts mdia')],
  ['edts', list('elst')],
  ['mdia', list('mdhd hdlr minf')],
  ['minf', list('vmhd smhd nmhd dinf stbl')],
  ['dinf', list('dref')],
  ['stbl', list('stsd stts ctts cslg stsc stsz stco co64 stss stsh sdtp sbgp sgpd subs')],
  ['mvex', list('mehd trex')],
  ['moof', list('mfhd traf')],
  ['traf', list('tfhd tfdt trun sbgp sgpd subs sdtp')],
  ['mfra', list('tfra mfro')],
]);

/** Bytes of one row of the tables, which fill their box to the last byte. */
const rows: ReadonlyMap<string, number> = new Map([
  ['stts', 8],
  ['ctts', 8],
  ['stsc', 12],
  ['stco', 4],
  ['co64', 8],
  ['stss', 4],
  ['stsh', 8],
]);
/** Bytes of the boxes that hold times, by their version. */
const times: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['mvhd', [100, 112]],
  ['tkhd', [84, 96]],
  ['mdhd', [24, 36]],
]);

/** The box that begins there and ends at most at `end`, without its children; null where none does. */
export function boxAt(bytes: Uint8Array, at: number, end: number): Box | null {
  const short = readU32(bytes, at);
  const isLong = short === 1;
  const size = isLong ? readU32(bytes, at + 8) * 0x1_0000_0000 + readU32(bytes, at + 12) : short;
  const body = at + (isLong ? 16 : 8);
  if (body > end || at + size < body || at + size > end) return null;
  return { type: readTag(bytes, at + 4), at, body, end: at + size, children: [] };
}

/** Of one level; fragments of a long film are some thousands. */
export const mostBoxes = 100_000;

/** The boxes that fill these bytes, or null where they do not or are more than 100,000. */
export function boxesIn(bytes: Uint8Array, at: number, end: number): Box[] | null {
  const boxes: Box[] = [];
  while (at < end) {
    const box = boxAt(bytes, at, end);
    if (!box || boxes.length >= mostBoxes) return null;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

/** Turns the box into free space of the same size, with nothing in it; `dropped` is told unless it was that. */
export function emptyBox(bytes: Uint8Array, box: Box, dropped: Set<string>): void {
  if (!['free', 'skip', 'wide'].includes(box.type)) dropped.add(box.type.replace(/[^\x20-\x7e]/g, '?'));
  bytes.set(bytesOfTag('free'), box.at + 4);
  bytes.fill(0, box.body, box.end);
}

function isLeafSound(bytes: Uint8Array, { type, body, end }: Box): boolean {
  const count = readU32(bytes, body + 4);
  const row = rows.get(type);
  if (row !== undefined) return end - body === 8 + row * count;
  if (type === 'stsz')
    return end - body === 12 + (readU32(bytes, body + 4) === 0 ? 4 * readU32(bytes, body + 8) : 0);
  const version = bytes[body] ?? 0;
  if (type === 'elst') return version <= 1 && end - body === 8 + (version === 1 ? 20 : 12) * count;
  const sizes = times.get(type);
  return !sizes || (version <= 1 && end - body === sizes[version === 1 ? 1 : 0]);
}

/**
 * The box with those of its children that may stay; the others are emptied in `bytes`. Null where boxes do not fill it or a
 * table contradicts its size. The depth is that of the table of what may stand in what.
 */
export function keepChildren(bytes: Uint8Array, box: Box, dropped: Set<string>): Box | null {
  const allowed = children.get(box.type);
  if (!allowed) return isLeafSound(bytes, box) ? box : null;
  const kept: Box[] = [];
  const inner = boxesIn(bytes, box.body, box.end);
  if (!inner) return null;
  for (const child of inner) {
    if (!allowed.has(child.type)) {
      emptyBox(bytes, child, dropped);
      continue;
    }
    const whole = keepChildren(bytes, child, dropped);
    if (!whole) return null;
    kept.push(whole);
  }
  return { ...box, children: kept };
}

/** The one box at the end of this path of types; undefined where there is none, or more than one of a type. */
export function findBox(box: Box, ...path: readonly string[]): Box | undefined {
  let at: Box | undefined = box;
  for (const type of path) {
    const found: readonly Box[] = at?.children.filter((child) => child.type === type) ?? [];
    at = found.length === 1 ? found[0] : undefined;
  }
  return at;
}
