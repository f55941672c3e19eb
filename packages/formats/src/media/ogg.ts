// Ogg (RFC 3533) with Vorbis (Vorbis I) or Opus (RFC 7845): the pages, with an empty list of comments.
import { areEqual, bytesOfTag, joinBytes, readTag, readU32le, u32le } from './bytes.ts';
import { afterTheEnd } from './media.ts';
import type { CleanMedia, MediaFault } from './media.ts';

const CONTINUED = 1;
const FIRST = 2;
const LAST = 4;

interface Page {
  readonly flags: number;
  readonly serial: number;
  readonly sequence: number;
  /** Header and table of lengths; the sum of these is the length of `data`. */
  readonly head: Uint8Array;
  readonly lacing: Uint8Array;
  readonly data: Uint8Array;
  readonly end: number;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value;
});

/** The checksum of a page (RFC 3533, 6, field 7), its own field taken as zero. */
function checksumOf(head: Uint8Array, data: Uint8Array): number {
  let crc = 0;
  head.forEach((byte, i) => {
    crc = (crc << 8) ^ (table[(crc >>> 24) ^ (i >= 22 && i < 26 ? 0 : byte)] ?? 0);
  });
  for (const byte of data) crc = (crc << 8) ^ (table[(crc >>> 24) ^ byte] ?? 0);
  return crc >>> 0;
}

function pageAt(bytes: Uint8Array, at: number): Page | null {
  const bodyAt = at + 27 + (bytes[at + 26] ?? 0);
  if (readTag(bytes, at) !== 'OggS' || bytes[at + 4] !== 0 || bodyAt > bytes.length) return null;
  const head = bytes.subarray(at, bodyAt);
  const lacing = head.subarray(27);
  const end = lacing.reduce((sum, length) => sum + length, bodyAt);
  if (end > bytes.length) return null;
  const data = bytes.subarray(bodyAt, end);
  if (checksumOf(head, data) !== readU32le(head, 22)) return null;
  return {
    flags: head[5] ?? 0,
    serial: readU32le(head, 14),
    sequence: readU32le(head, 18),
    head,
    lacing,
    data,
    end,
  };
}

function sealPage(head: Uint8Array, data: Uint8Array): Uint8Array {
  head.set(u32le(checksumOf(head, data)), 22);
  return joinBytes([head, data]);
}

/** The packets over as many pages as they need, numbered from 1; the last page ends with the last packet. */
function writePages(packets: readonly Uint8Array[], serial: number): Uint8Array[] {
  const lacing: { value: number; isStart: boolean }[] = packets.flatMap((packet) =>
    Array.from({ length: Math.floor(packet.length / 255) + 1 }, (_, i) => ({
      value: Math.min(255, packet.length - i * 255),
      isStart: i === 0,
    })),
  );
  const body = joinBytes(packets);
  const pages: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; i < lacing.length; i += 255) {
    const part = lacing.slice(i, i + 255);
    const length = part.reduce((sum, { value }) => sum + value, 0);
    // Granule position 0 where a packet ends on the page, −1 where none does (RFC 3533, 6, field 4).
    const hasEnd = part.some(({ value }) => value < 255);
    const head = joinBytes([
      bytesOfTag('OggS\0'),
      Uint8Array.of(part[0]?.isStart === true ? 0 : CONTINUED),
      new Uint8Array(8).fill(hasEnd ? 0 : 0xff),
      u32le(serial),
      u32le(pages.length + 1),
      new Uint8Array(4),
      Uint8Array.of(part.length, ...part.map(({ value }) => value)),
    ]);
    pages.push(sealPage(head, body.subarray(at, at + length)));
    at += length;
  }
  return pages;
}

/** How many header packets follow the first, and the comments with nothing in them; null for another codec. */
function codecOf({ data }: Page): { further: number; name: string; empty: Uint8Array } | null {
  if (readTag(data, 0, 7) === '\x01vorbis' && data.length === 30 && readU32le(data, 7) === 0)
    return data[11] === 0 || readU32le(data, 12) === 0
      ? null
      : {
          further: 2,
          name: '\x03vorbis',
          empty: joinBytes([bytesOfTag('\x03vorbis'), new Uint8Array(8), Uint8Array.of(1)]),
        };
  if (readTag(data, 0, 8) === 'OpusHead' && data.length >= 19 && (data[8] ?? 0) < 16 && data[9] !== 0)
    return { further: 1, name: 'OpusTags', empty: joinBytes([bytesOfTag('OpusTags'), new Uint8Array(8)]) };
  return null;
}

/** The packets that begin with the second page, and where the sound begins; null where they do not end with a page. */
function readHeaders(
  bytes: Uint8Array,
  first: Page,
  count: number,
): { packets: Uint8Array[]; end: number } | null {
  const packets: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let at = first.end;
  while (packets.length < count) {
    const page = pageAt(bytes, at);
    if (!page || page.serial !== first.serial || (page.flags & (FIRST | LAST)) !== 0) return null;
    if (((page.flags & CONTINUED) !== 0) !== open.length > 0) return null;
    let place = 0;
    for (const length of page.lacing) {
      if (packets.length === count) return null;
      open.push(page.data.subarray(place, place + length));
      place += length;
      if (length === 255) continue;
      packets.push(joinBytes(open));
      open = [];
    }
    at = page.end;
  }
  return { packets, end: at };
}

/**
 * The one stream of sound with an empty list of comments and no maker's name; pages are numbered and summed anew. Refuses wrong
 * checksums, pages that are cut off, and several streams or other codecs (`unknown_type`); a chained stream is cut off.
 */
export function cleanOgg(bytes: Uint8Array): CleanMedia | MediaFault {
  const first = pageAt(bytes, 0);
  if (!first || (first.flags & 7) !== FIRST || first.lacing.length !== 1) return 'malformed';
  const codec = codecOf(first);
  if (!codec) return 'unknown_type';
  const next = pageAt(bytes, first.end);
  if (next && (next.flags & FIRST) !== 0) return 'unknown_type';
  const headers = readHeaders(bytes, first, codec.further);
  const comments = headers?.packets[0];
  if (!headers || !comments || readTag(comments, 0, codec.name.length) !== codec.name) return 'malformed';
  const setup = headers.packets.slice(1);
  if (setup.some((packet) => readTag(packet, 0, 7) !== '\x05vorbis')) return 'malformed';

  const dropped = new Set<string>();
  if (!areEqual(comments, codec.empty)) dropped.add('comments');
  const pages = writePages([codec.empty, ...setup], first.serial);
  const out = [sealPage(numbered(first, 0), first.data), ...pages];
  let shift: number | null = null;
  let at = headers.end;
  for (let isLast = false; !isLast;) {
    const page = pageAt(bytes, at);
    // A stream need not say that it ends; where it does not, whatever follows the last page may be a damaged one.
    if (!page && at < bytes.length) return 'malformed';
    if (!page) break;
    if (page.serial !== first.serial) return 'unknown_type';
    if ((page.flags & FIRST) !== 0) return 'malformed';
    shift ??= pages.length + 1 - page.sequence;
    out.push(sealPage(numbered(page, (page.sequence + shift) >>> 0), page.data));
    at = page.end;
    isLast = (page.flags & LAST) !== 0;
  }
  if (shift === null) return 'malformed';
  if (at < bytes.length) dropped.add(afterTheEnd);
  return { type: 'audio/ogg', bytes: joinBytes(out), width: null, height: null, dropped: [...dropped] };
}

function numbered({ head }: Page, sequence: number): Uint8Array {
  const copy = head.slice();
  copy.set(u32le(sequence), 18);
  return copy;
}
