// One track of an MP4: what it plays, in which coding, and which bytes of the file it uses.
import { readTag, readU16, readU32 } from './bytes.ts';
import { exceedsPixels } from './media.ts';
import type { MediaFault, MediaLimits } from './media.ts';
import { boxesIn, emptyBox, findBox } from './mp4-boxes.ts';
import type { Box } from './mp4-boxes.ts';

export type Range = readonly [start: number, end: number];

export interface Track {
  readonly kind: 'vide' | 'soun';
  /** As shown, turned as its matrix asks; 0 for sound. */
  readonly width: number;
  readonly height: number;
}

const codings: Readonly<Record<'vide' | 'soun', ReadonlySet<string>>> = {
  vide: new Set(['avc1', 'avc3', 'hvc1', 'hev1', 'vp08', 'vp09', 'av01', 'mp4v']),
  soun: new Set(['mp4a', 'Opus', 'fLaC', 'alac', 'ac-3', 'ec-3', '.mp3']),
};
/** Bytes of an entry before the boxes in it. */
const entryHeads = { vide: 86, soun: 36 };
const entryBoxes = new Set(
  (
    'avcC hvcC vpcC av1C esds dOps dfLa dac3 dec3 alac pasp colr clap btrt fiel mdcv clli SmDm CoLL chnl ' +
    'free skip'
  ).split(' '),
);

/** Sets the times of making and change to nothing (`mvhd`, `tkhd`, `mdhd`); `dropped` is told where they said something. */
export function clearTimes(bytes: Uint8Array, box: Box, dropped: Set<string>): void {
  const times = bytes.subarray(box.body + 4, box.body + (bytes[box.body] === 1 ? 20 : 12));
  if (times.some((byte) => byte !== 0)) dropped.add('creation time');
  times.fill(0);
}

/** What the track plays: `vide`, `soun`, or something else (subtitles, places, time codes). */
export function handlerOf(bytes: Uint8Array, trak: Box): string {
  const handler = findBox(trak, 'mdia', 'hdlr');
  return handler && handler.end - handler.body >= 24 ? readTag(bytes, handler.body + 8) : '';
}

/** Empties names in the track, or says why the file may not stay. */
export function cleanTrack(
  bytes: Uint8Array,
  trak: Box,
  limits: MediaLimits,
  dropped: Set<string>,
): Track | MediaFault {
  const kind = handlerOf(bytes, trak);
  const header = findBox(trak, 'tkhd');
  const mediaHeader = findBox(trak, 'mdia', 'mdhd');
  const handler = findBox(trak, 'mdia', 'hdlr');
  const references = findBox(trak, 'mdia', 'minf', 'dinf', 'dref');
  const entries = findBox(trak, 'mdia', 'minf', 'stbl', 'stsd');
  if (kind !== 'vide' && kind !== 'soun') return 'malformed';
  if (!header || !mediaHeader || !handler || !references || !entries) return 'malformed';
  clearTimes(bytes, header, dropped);
  clearTimes(bytes, mediaHeader, dropped);
  const name = bytes.subarray(handler.body + 12, handler.end);
  if (name.some((byte) => byte !== 0)) dropped.add('hdlr');
  name.fill(0);
  // What it plays stands in this file: nothing is fetched from an address.
  const places = boxesIn(bytes, references.body + 8, references.end);
  if (!places || places.length === 0) return 'malformed';
  if (places.some(({ type, body, end }) => type !== 'url ' || end - body !== 4 || bytes[body + 3] !== 1))
    return 'active_content';
  const size = cleanEntries(bytes, entries, kind, limits, dropped);
  if (typeof size === 'string') return size;
  const matrix = header.body + (bytes[header.body] === 1 ? 52 : 40);
  const isTurned = readU32(bytes, matrix) === 0 && readU32(bytes, matrix + 4) !== 0;
  const [width, height] = isTurned ? [size[1], size[0]] : size;
  return { kind, width, height };
}

function cleanEntries(
  bytes: Uint8Array,
  { body, end }: Box,
  kind: 'vide' | 'soun',
  limits: MediaLimits,
  dropped: Set<string>,
): readonly [number, number] | MediaFault {
  let size: readonly [number, number] = [0, 0];
  const entries = boxesIn(bytes, body + 8, end);
  if (!entries || entries.length === 0 || entries.length !== readU32(bytes, body + 4)) return 'malformed';
  for (const entry of entries) {
    if (!codings[kind].has(entry.type)) return 'unknown_type';
    const head = entry.at + entryHeads[kind];
    if (head > entry.end || entry.body !== entry.at + 8) return 'malformed';
    if (kind === 'vide') {
      size = [readU16(bytes, entry.at + 32), readU16(bytes, entry.at + 34)];
      if (size[0] === 0 || size[1] === 0) return 'malformed';
      if (exceedsPixels(size[0], size[1], limits)) return 'too_many_pixels';
      const encoder = bytes.subarray(entry.at + 50, entry.at + 82);
      if (encoder.some((byte) => byte !== 0)) dropped.add('compressor name');
      encoder.fill(0);
    } else if (readU16(bytes, entry.at + 16) !== 0) return 'unknown_type';
    const inner = boxesIn(bytes, head, entry.end);
    if (!inner) return 'malformed';
    for (const box of inner) {
      if (!entryBoxes.has(box.type) || box.type === 'skip' || box.type === 'free')
        emptyBox(bytes, box, dropped);
    }
  }
  return size;
}

/** The bytes that the samples of a track take, chunk by chunk, or null where its tables contradict each other. */
export function rangesOf(bytes: Uint8Array, trak: Box): Range[] | null {
  const [runs, sizes, short, long] = ['stsc', 'stsz', 'stco', 'co64'].map((type) =>
    findBox(trak, 'mdia', 'minf', 'stbl', type),
  );
  const chunks = short ?? long;
  if (!runs || !sizes || !chunks || (short && long)) return null;
  const chunkCount = readU32(bytes, chunks.body + 4);
  const runCount = readU32(bytes, runs.body + 4);
  const fixed = readU32(bytes, sizes.body + 4);
  const sampleCount = readU32(bytes, sizes.body + 8);
  const ranges: Range[] = [];
  let run = -1;
  let sample = 0;
  for (let chunk = 0; chunk < chunkCount; chunk += 1) {
    // First chunk of the next run, numbered from 1.
    if (run + 1 < runCount && readU32(bytes, runs.body + 8 + 12 * (run + 1)) === chunk + 1) run += 1;
    if (run < 0) return null;
    const count = readU32(bytes, runs.body + 12 + 12 * run);
    if (sample + count > sampleCount) return null;
    let length = fixed * count;
    if (fixed === 0)
      for (let i = 0; i < count; i += 1) length += readU32(bytes, sizes.body + 12 + 4 * (sample + i));
    sample += count;
    const start = short
      ? readU32(bytes, chunks.body + 8 + 4 * chunk)
      : readU32(bytes, chunks.body + 8 + 8 * chunk) * 0x1_0000_0000 +
        readU32(bytes, chunks.body + 12 + 8 * chunk);
    ranges.push([start, start + length]);
  }
  return sample === sampleCount && run === runCount - 1 ? ranges : null;
}
