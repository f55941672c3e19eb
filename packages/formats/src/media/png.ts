// PNG and APNG (PNG Specification, third edition, W3C 2025): chunks kept by name, every checksum and every size checked.
import { crc32Of } from '../archive/crc32.ts';
import { bytesOfTag, joinBytes, readTag, readU16, readU32, u32 } from './bytes.ts';
import { measureZlib } from './inflated-size.ts';
import { afterTheEnd, exceedsPixels } from './media.ts';
import type { CleanMedia, MediaFault, MediaLimits } from './media.ts';

/** Ancillary chunks that change how the picture is shown, with the least and the most bytes they have. */
const kept: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['PLTE', [3, 768]],
  ['tRNS', [1, 256]],
  ['gAMA', [4, 4]],
  ['cHRM', [32, 32]],
  ['sRGB', [1, 1]],
  ['cICP', [4, 4]],
  ['iCCP', [9, 4_000_000]],
  ['sBIT', [1, 4]],
  ['bKGD', [1, 6]],
  ['pHYs', [9, 9]],
  ['acTL', [8, 8]],
]);
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
/** First column and row, and steps, of the seven passes of an interlaced picture. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const mostOfProfile = 16 * 1024 * 1024;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly isInterlaced: boolean;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly parts: Uint8Array[];
}

function readHeader(data: Uint8Array): Header | null {
  const [depth = 0, color = 0, method, filter, interlace = 0] = data.subarray(8);
  const header = {
    width: readU32(data, 0),
    height: readU32(data, 4),
    bits: depth * (channels[color] ?? 0),
    isInterlaced: interlace === 1,
  };
  const isSound = depths[color]?.includes(depth) === true && method === 0 && filter === 0 && interlace <= 1;
  return isSound && header.width > 0 && header.height > 0 ? header : null;
}

/** Bytes of the rows, each with its filter, before they are packed. */
function rawSize(width: number, height: number, { bits, isInterlaced }: Header): number {
  const sizeOf = (columns: number, rows: number) =>
    columns === 0 || rows === 0 ? 0 : rows * (1 + Math.ceil((columns * bits) / 8));
  if (!isInterlaced) return sizeOf(width, height);
  return passes.reduce(
    (sum, [x, y, dx, dy]) =>
      sum + sizeOf(Math.max(0, Math.ceil((width - x) / dx)), Math.max(0, Math.ceil((height - y) / dy))),
    0,
  );
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = joinBytes([bytesOfTag(type), data]);
  return joinBytes([u32(data.length), named, u32(crc32Of(named))]);
}

/** The colour profile under a name that says nothing, or the fault of it. */
function renameProfile(data: Uint8Array): Uint8Array | MediaFault {
  const end = data.indexOf(0);
  if (end < 1 || end > 79 || data[end + 1] !== 0) return 'malformed';
  const packed = data.subarray(end + 2);
  const size = measureZlib(packed, mostOfProfile);
  return typeof size === 'string' ? size : joinBytes([bytesOfTag('icc\0\0'), packed]);
}

function checkFrames(frames: readonly Frame[], header: Header, limits: MediaLimits): MediaFault | null {
  let left = limits.inflated;
  for (const { width, height, parts } of frames) {
    const size = rawSize(width, height, header);
    left -= size;
    if (left < 0) return 'inflates_too_far';
    const measured = measureZlib(joinBytes(parts), size);
    if (typeof measured === 'string') return measured;
    if (measured !== size) return 'malformed';
  }
  return null;
}

/**
 * The picture alone, still or animated: what stands in it, its colours and its density. Refuses a wrong checksum, an unknown
 * critical chunk, and pixels that unpack to another size than the header says (to more: `inflates_too_far`).
 */
export function cleanPng(bytes: Uint8Array, limits: MediaLimits): CleanMedia | MediaFault {
  const dropped = new Set<string>();
  const out = [bytes.subarray(0, 8)];
  const seen = new Set<string>();
  let header: Header | null = null;
  const frames: Frame[] = [];
  let animated = -1;
  let controls = 0;
  let sequence = 0;
  let last = '';
  let at = 8;
  while (last !== 'IEND') {
    const length = readU32(bytes, at);
    const end = at + 12 + length;
    if (end > bytes.length) return 'malformed';
    const type = readTag(bytes, at + 4);
    const data = bytes.subarray(at + 8, end - 4);
    if (crc32Of(bytes.subarray(at + 4, end - 4)) !== readU32(bytes, end - 4)) return 'malformed';
    const whole = bytes.subarray(at, end);
    at = end;
    if (!/^[A-Za-z]{4}$/.test(type) || (header === null) !== (type === 'IHDR')) return 'malformed';
    if (type === 'IHDR') {
      header = length === 13 ? readHeader(data) : null;
      if (!header) return 'malformed';
      if (exceedsPixels(header.width, header.height, limits)) return 'too_many_pixels';
      frames.push({ width: header.width, height: header.height, parts: [] });
      out.push(whole);
    } else if (type === 'IDAT') {
      if (seen.has('IDAT') && last !== 'IDAT') return 'malformed';
      frames[0]?.parts.push(data);
      out.push(whole);
    } else if (type === 'IEND') {
      if (length > 0) return 'malformed';
      out.push(whole);
    } else if (animated >= 0 && (type === 'fcTL' || type === 'fdAT')) {
      if (readU32(data, 0) !== sequence) return 'malformed';
      sequence += 1;
      if (type === 'fdAT') {
        if (length < 4 || frames.length < 2) return 'malformed';
        frames.at(-1)?.parts.push(data.subarray(4));
      } else {
        const fault = addFrame(data, header, frames, seen.has('IDAT'));
        if (fault) return fault;
        controls += 1;
      }
      out.push(whole);
    } else {
      const [least, most] = kept.get(type) ?? [0, -1];
      // A chunk that tells the reader about animation comes before the picture; behind it, it says nothing.
      const isKept = most >= 0 && !(type === 'acTL' && seen.has('IDAT'));
      if (isKept) {
        if (length < least || length > most || seen.has(type)) return 'malformed';
        if (type === 'PLTE' && length % 3 !== 0) return 'malformed';
        if (type === 'acTL') animated = readU32(data, 0);
        const content = type === 'iCCP' ? renameProfile(data) : data;
        if (typeof content === 'string') return content;
        out.push(type === 'iCCP' ? chunk(type, content) : whole);
      } else if (/^[A-Z]/.test(type)) return 'malformed';
      else dropped.add(type);
    }
    seen.add(type);
    last = type;
  }
  if (!header || !seen.has('IDAT') || (animated >= 0 && animated !== controls)) return 'malformed';
  const fault = checkFrames(frames, header, limits);
  if (fault) return fault;
  if (at < bytes.length) dropped.add(afterTheEnd);
  const { width, height } = header;
  return { type: 'image/png', bytes: joinBytes(out), width, height, dropped: [...dropped] };
}

/** Takes the frame that an fcTL begins; before the picture it speaks of the picture itself. */
function addFrame(
  data: Uint8Array,
  header: Header | null,
  frames: Frame[],
  isBehindPicture: boolean,
): MediaFault | null {
  const [width, height, x, y] = [4, 8, 12, 16].map((place) => readU32(data, place)) as [
    number,
    number,
    number,
    number,
  ];
  const isInside =
    header && width > 0 && height > 0 && x + width <= header.width && y + height <= header.height;
  if (data.length !== 26 || !isInside || readU16(data, 24) > 0x0201) return 'malformed';
  if (isBehindPicture) frames.push({ width, height, parts: [] });
  else if (width !== header.width || height !== header.height) return 'malformed';
  return null;
}
