// MPEG audio, layer III (ISO/IEC 11172-3, 13818-3): frame after frame, without the tags around them.
import { joinBytes, readTag, readU32, readU32le } from './bytes.ts';
import { afterTheEnd } from './media.ts';
import type { CleanMedia, MediaFault } from './media.ts';

/** Kilobits a second of layer III, by the index in the header. */
const rates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const rates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const samples1 = [44_100, 48_000, 32_000];

interface Frame {
  readonly length: number;
  /** What may not change from frame to frame: version, layer, sampling rate, one channel or two. */
  readonly kind: number;
}

/** The frame that begins there, or null. */
function frameAt(bytes: Uint8Array, at: number): Frame | null {
  const header = readU32(bytes, at);
  const version = (header >>> 19) & 3;
  const sampling = samples1[(header >>> 10) & 3];
  const isVersion1 = version === 3;
  const rate = (isVersion1 ? rates1 : rates2)[(header >>> 12) & 15] ?? 0;
  if (header >>> 21 !== 0x7ff || version === 1 || ((header >>> 17) & 3) !== 1) return null;
  if (sampling === undefined || rate === 0) return null;
  const divisor = sampling >> (isVersion1 ? 0 : version === 2 ? 1 : 2);
  const length = Math.floor(((isVersion1 ? 144_000 : 72_000) * rate) / divisor) + ((header >>> 9) & 1);
  const isMono = ((header >>> 6) & 3) === 3;
  return { length, kind: ((header & 0x001e0c00) | (isMono ? 1 : 0)) >>> 0 };
}

/** True where two frames that fit each other begin there. */
export function isMp3(bytes: Uint8Array, at = 0): boolean {
  const first = frameAt(bytes, at);
  const second = first && frameAt(bytes, at + first.length);
  return second !== null && second.kind === first?.kind && at + first.length + second.length <= bytes.length;
}

/** The length of the tag that begins there and its name, or null where none does. */
function tagAt(bytes: Uint8Array, at: number): { name: string; length: number } | null {
  const start = readTag(bytes, at, 8);
  if (start.startsWith('ID3')) {
    const size = [6, 7, 8, 9].reduce((sum, place) => sum * 128 + ((bytes[at + place] ?? 0) & 0x7f), 0);
    return { name: 'ID3v2', length: 10 + size + (((bytes[at + 5] ?? 0) & 0x10) === 0 ? 0 : 10) };
  }
  if (start.startsWith('TAG')) return { name: 'ID3v1', length: start === 'TAG+' ? 227 : 128 };
  if (start !== 'APETAGEX') return null;
  // The size counts items and footer; a tag that begins with its header has that besides.
  return { name: 'APE', length: 32 + readU32le(bytes, at + 12) };
}

/** True where sound of that kind goes on somewhere behind `at`: then it is damaged there and not at its end. */
function resumes(bytes: Uint8Array, at: number, kind: number | null): boolean {
  for (let next = bytes.indexOf(0xff, at + 1); next >= 0; next = bytes.indexOf(0xff, next + 1)) {
    if (frameAt(bytes, next)?.kind === kind && isMp3(bytes, next)) return true;
  }
  return false;
}

/**
 * The frames alone, at least two that fit each other, from the first on; tags before, between and behind them are dropped, and
 * from the first byte on that is neither all the rest; `malformed` where the sound goes on in that rest.
 */
export function cleanMp3(bytes: Uint8Array): CleanMedia | MediaFault {
  const dropped = new Set<string>();
  const out: Uint8Array[] = [];
  let kind: number | null = null;
  let frames = 0;
  for (let at = 0; at < bytes.length;) {
    const frame = frameAt(bytes, at);
    if (frame && (kind === null || kind === frame.kind) && at + frame.length <= bytes.length) {
      out.push(bytes.subarray(at, at + frame.length));
      kind = frame.kind;
      frames += 1;
      at += frame.length;
      continue;
    }
    const tag = tagAt(bytes, at);
    if (tag && at + tag.length <= bytes.length) {
      dropped.add(tag.name);
      at += tag.length;
    } else if (frames === 0 && bytes[at] === 0 && dropped.size > 0) {
      // Room that a tag left before the sound.
      at += 1;
    } else {
      if (frames === 0 || resumes(bytes, at, kind)) return 'malformed';
      dropped.add(afterTheEnd);
      break;
    }
  }
  if (frames < 2) return 'malformed';
  return { type: 'audio/mpeg', bytes: joinBytes(out), width: null, height: null, dropped: [...dropped] };
}
