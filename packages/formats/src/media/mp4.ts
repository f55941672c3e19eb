// MP4 and M4A (ISO/IEC 14496-12, 14496-14): pictures and sound stay where they lie, everything else is emptied in place.
import { bytesOfTag, readTag, readU32, u32 } from './bytes.ts';
import { afterTheEnd } from './media.ts';
import type { CleanMedia, MediaFault, MediaLimits } from './media.ts';
import { boxAt, emptyBox, findBox, keepChildren, mostBoxes } from './mp4-boxes.ts';
import type { Box } from './mp4-boxes.ts';
import { cleanTrack, clearTimes, handlerOf, rangesOf } from './mp4-track.ts';
import type { Range, Track } from './mp4-track.ts';

const brands = new Set([
  ...['isom', 'iso2', 'iso3', 'iso4', 'iso5', 'iso6', 'iso7', 'iso8', 'iso9', 'mp41', 'mp42'],
  ...['avc1', 'hvc1', 'av01', 'dash', 'cmfc', 'MSNV', 'M4A ', 'M4B ', 'M4V '],
]);
const kept = new Set(['moov', 'mdat', 'moof', 'mfra', 'sidx', 'styp']);
const emptied = new Set(['free', 'skip', 'wide', 'udta', 'meta', 'uuid', 'pdin', 'emsg', 'prft', 'ssix']);

/** True where the bytes begin with the box that names a brand. */
export function isMp4(bytes: Uint8Array): boolean {
  return readTag(bytes, 4) === 'ftyp';
}

/** Writes the first brand over those among the compatible that are not known; false where the first is not. */
function cleanBrands(bytes: Uint8Array, { body, end }: Box): boolean {
  const major = readTag(bytes, body);
  if (!brands.has(major)) return false;
  for (let at = body + 8; at < end; at += 4) {
    if (!brands.has(readTag(bytes, at))) bytes.set(bytesOfTag(major), at);
  }
  return true;
}

/** The boxes of the file that stay, and where it ends; others are emptied. */
function readFile(bytes: Uint8Array, dropped: Set<string>): { boxes: Box[]; end: number } | MediaFault {
  const boxes: Box[] = [];
  const seen = new Set<string>();
  let at = 0;
  while (at < bytes.length) {
    const type = readTag(bytes, at + 4);
    const isKnown = kept.has(type) || emptied.has(type) || (type === 'ftyp' && at === 0);
    if (!isKnown && seen.has('moov') && seen.has('mdat')) break;
    // A size of 0 means up to the end of the file (4.2); said in figures, it stays true of the bytes kept.
    if (type === 'mdat' && readU32(bytes, at) === 0) bytes.set(u32(bytes.length - at), at);
    const box = boxAt(bytes, at, bytes.length);
    if (!box || !/^[\x20-\x7e]{4}$/.test(type) || (type === 'ftyp' && at > 0)) return 'malformed';
    at = box.end;
    if (type === 'ftyp') {
      if (box.end < box.body + 8 || (box.end - box.body) % 4 !== 0) return 'malformed';
      if (!cleanBrands(bytes, box)) return 'unknown_type';
    } else if (kept.has(type)) {
      const whole = keepChildren(bytes, box, dropped);
      if (!whole || boxes.length >= mostBoxes || (type === 'moov' && seen.has('moov'))) return 'malformed';
      boxes.push(whole);
      seen.add(type);
    } else emptyBox(bytes, box, dropped);
  }
  return { boxes, end: at };
}

/** Empties what no track uses; false where a track uses what is not there. */
function clearUnused(
  bytes: Uint8Array,
  data: readonly Box[],
  used: readonly Range[],
  dropped: Set<string>,
): boolean {
  const sorted = used.toSorted((a, b) => a[0] - b[0]);
  let next = 0;
  for (const { body, end } of data) {
    let done = body;
    for (let range = sorted[next]; range && range[0] < end; range = sorted[++next]) {
      if (range[0] < body || range[1] > end) return false;
      if (range[0] > done) clear(bytes.subarray(done, range[0]), dropped);
      done = Math.max(done, range[1]);
    }
    clear(bytes.subarray(done, end), dropped);
  }
  return next === sorted.length;
}

function clear(bytes: Uint8Array, dropped: Set<string>): void {
  if (bytes.some((byte) => byte !== 0)) dropped.add('unused data');
  bytes.fill(0);
}

/**
 * Tracks of pictures and sound, each byte where it was. Other boxes and other tracks become free space, names and times are
 * blanked, and bytes of `mdat` that no track uses are emptied (in a fragmented file they stay). Refuses unknown brands and
 * codings, other tracks in a fragmented file (`unknown_type`), and media that lie elsewhere (`active_content`).
 */
export function cleanMp4(original: Uint8Array, limits: MediaLimits): CleanMedia | MediaFault {
  const bytes = original.slice();
  const dropped = new Set<string>();
  const file = readFile(bytes, dropped);
  if (typeof file === 'string') return file;
  const movie = file.boxes.find(({ type }) => type === 'moov');
  const header = movie && findBox(movie, 'mvhd');
  if (!movie || !header) return 'malformed';
  clearTimes(bytes, header, dropped);
  const isFragmented = findBox(movie, 'mvex') !== undefined || file.boxes.some(({ type }) => type === 'moof');
  const tracks: Track[] = [];
  const used: Range[] = [];
  for (const trak of movie.children.filter(({ type }) => type === 'trak')) {
    const handler = handlerOf(bytes, trak);
    if (handler === '') return 'malformed';
    if (handler !== 'vide' && handler !== 'soun') {
      if (isFragmented) return 'unknown_type';
      emptyBox(bytes, trak, new Set());
      dropped.add(`track ${handler.replace(/[^\x20-\x7e]/g, '?')}`);
      continue;
    }
    const track = cleanTrack(bytes, trak, limits, dropped);
    if (typeof track === 'string') return track;
    tracks.push(track);
    const ranges = rangesOf(bytes, trak);
    if (!ranges) return 'malformed';
    // One by one: a long list does not fit the arguments of one call.
    for (const range of ranges) used.push(range);
  }
  const data = file.boxes.filter(({ type }) => type === 'mdat');
  if (tracks.length === 0 || data.length === 0) return 'malformed';
  if (!isFragmented && !clearUnused(bytes, data, used, dropped)) return 'malformed';
  if (file.end < bytes.length) dropped.add(afterTheEnd);
  const picture = tracks.find(({ kind }) => kind === 'vide');
  return {
    type: picture ? 'video/mp4' : 'audio/mp4',
    bytes: bytes.slice(0, file.end),
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    dropped: [...dropped],
  };
}
