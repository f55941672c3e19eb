// JPEG (ITU-T T.81; JFIF, ITU-T T.871): its segments one after the other, kept by name, up to the end of the image.
import { areEqual, bytesOfTag, joinBytes, readTag, readU16 } from './bytes.ts';
import { isTurned, orientationOf, writeOrientation } from './exif.ts';
import { afterTheEnd, exceedsPixels } from './media.ts';
import type { CleanMedia, MediaFault, MediaLimits } from './media.ts';

const exifName = 'Exif\0\0';
/** Every scan is decoded over the whole picture; encoders write about ten. */
const mostScans = 100;

function segment(marker: number, payload: Uint8Array): Uint8Array {
  const length = payload.length + 2;
  return joinBytes([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), payload]);
}

/** Where the data of a scan ends: at the next marker that is no restart; -1 where none follows. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1];
    if (next === undefined) return -1;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return -1;
}

/** True where tables fill their segment to the last byte: quantisation (B.2.4.1) or Huffman (B.2.4.2). */
function areTables(marker: number, payload: Uint8Array): boolean {
  let at = 0;
  while (at < payload.length) {
    if (marker === 0xdb) at += (payload[at] ?? 0) >= 0x10 ? 129 : 65;
    else at = payload.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, at + 17);
  }
  return at === payload.length && at > 0;
}

/** The application segment as it may stay, or null; `dropped` is told what goes. */
function keptApplication(marker: number, payload: Uint8Array, dropped: Set<string>): Uint8Array | null {
  if (marker === 0xe2 && readTag(payload, 0, 12) === 'ICC_PROFILE\0') return payload;
  if (marker === 0xee && readTag(payload, 0, 5) === 'Adobe' && payload.length >= 12) {
    if (payload.length > 12) dropped.add('APP14');
    return payload.subarray(0, 12);
  }
  const name = readTag(payload, 0, 14);
  if (marker === 0xfe) dropped.add('comment');
  else if (name.startsWith('http://ns.adob')) dropped.add('XMP');
  else if (name.startsWith('Photoshop')) dropped.add('IPTC');
  else dropped.add(`APP${marker - 0xe0}`);
  return null;
}

/**
 * The picture alone: JFIF without its thumbnail, colour profile, Adobe's transform, tables and scans; of EXIF an orientation
 * other than 1. Refuses what browsers do not show (lossless, hierarchical, arithmetic, 12 bits) as `unknown_type`.
 */
export function cleanJpeg(bytes: Uint8Array, limits: MediaLimits): CleanMedia | MediaFault {
  const dropped = new Set<string>();
  const body: Uint8Array[] = [];
  let jfif: Uint8Array | null = null;
  let orientation: number | null = null;
  let size: { width: number; height: number } | null = null;
  let scans = 0;
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) return 'malformed';
    while (bytes[at] === 0xff) at += 1;
    const marker = bytes[at] ?? 0;
    at += 1;
    if (marker === 0xd9) break;
    const end = at + readU16(bytes, at);
    if (end < at + 2 || end > bytes.length) return 'malformed';
    const payload = bytes.subarray(at + 2, end);
    at = end;
    if (marker >= 0xc0 && marker <= 0xc2) {
      if (size || payload.length < 9 || payload.length !== 6 + 3 * (payload[5] ?? 0)) return 'malformed';
      if (payload[0] !== 8 || ![1, 3, 4].includes(payload[5] ?? 0)) return 'unknown_type';
      size = { width: readU16(payload, 3), height: readU16(payload, 1) };
      if (size.width === 0 || size.height === 0) return 'malformed';
      if (exceedsPixels(size.width, size.height, limits)) return 'too_many_pixels';
      body.push(segment(marker, payload));
    } else if (marker === 0xc4 || marker === 0xdb) {
      if (!areTables(marker, payload)) return 'malformed';
      body.push(segment(marker, payload));
    } else if (marker === 0xdd) {
      if (payload.length !== 2) return 'malformed';
      body.push(segment(marker, payload));
    } else if (marker === 0xda) {
      const count = payload[0] ?? 0;
      if (!size || count < 1 || count > 4 || payload.length !== 4 + 2 * count) return 'malformed';
      scans += 1;
      if (scans > mostScans) return 'inflates_too_far';
      at = endOfScan(bytes, end);
      if (at < 0) return 'malformed';
      body.push(segment(marker, payload), bytes.subarray(end, at));
    } else if (marker >= 0xc3 && marker <= 0xcf) {
      return 'unknown_type';
    } else if (marker === 0xe0 && readTag(payload, 0, 5) === 'JFIF\0' && payload.length >= 14 && !jfif) {
      if (payload.length > 14) dropped.add('thumbnail');
      jfif = segment(marker, joinBytes([payload.subarray(0, 12), Uint8Array.of(0, 0)]));
    } else if (marker === 0xe1 && readTag(payload, 0, 6) === exifName) {
      const turn = orientationOf(payload.subarray(6));
      const isBare = turn !== 1 && areEqual(payload.subarray(6), writeOrientation(turn));
      if (orientation !== null || !isBare) dropped.add('EXIF');
      orientation ??= turn;
    } else if ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe) {
      const kept = keptApplication(marker, payload, dropped);
      if (kept) body.push(segment(marker, kept));
    } else return 'malformed';
  }
  if (!size || scans === 0) return 'malformed';
  if (at < bytes.length) dropped.add(afterTheEnd);
  const turn = orientation ?? 1;
  const exif = turn === 1 ? [] : [segment(0xe1, joinBytes([bytesOfTag(exifName), writeOrientation(turn)]))];
  const parts = [
    Uint8Array.of(0xff, 0xd8),
    ...(jfif ? [jfif] : []),
    ...exif,
    ...body,
    Uint8Array.of(0xff, 0xd9),
  ];
  return {
    type: 'image/jpeg',
    bytes: joinBytes(parts),
    width: isTurned(turn) ? size.height : size.width,
    height: isTurned(turn) ? size.width : size.height,
    dropped: [...dropped],
  };
}
