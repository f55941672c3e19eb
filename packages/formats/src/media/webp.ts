// WebP (RFC 9649): the pictures with their transparency, colours and timing.
import { joinBytes, readTag, readU16le, readU24le, readU32le } from './bytes.ts';
import { afterTheEnd, exceedsPixels } from './media.ts';
import type { CleanMedia, MediaFault, MediaLimits } from './media.ts';
import { readChunks, readRiff, writeChunks, writeRiff } from './riff.ts';
import type { RiffChunk } from './riff.ts';

const ICC = 0x20;
const ALPHA = 0x10;
const ANIMATION = 0x02;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the coded picture says of its size, or null where it is none. */
function sizeOf({ id, data }: RiffChunk): Size | null {
  if (id === 'VP8 ') {
    const isKeyFrame = ((data[0] ?? 1) & 1) === 0 && readTag(data, 3, 3) === '\x9d\x01\x2a';
    const size = { width: readU16le(data, 6) & 0x3fff, height: readU16le(data, 8) & 0x3fff };
    return isKeyFrame && data.length > 10 && size.width > 0 && size.height > 0 ? size : null;
  }
  const bits = readU32le(data, 1);
  const isLossless = data[0] === 0x2f && data.length > 5 && bits >>> 29 === 0;
  return isLossless ? { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 } : null;
}

function isPicture({ id }: RiffChunk): boolean {
  return id === 'VP8 ' || id === 'VP8L';
}

/** The one picture among these chunks with the transparency before it, if it is of that size; else null. */
function pickPicture(chunks: readonly RiffChunk[], { width, height }: Size): RiffChunk[] | null {
  const at = chunks.findIndex(isPicture);
  const picture = chunks[at];
  const size = picture && sizeOf(picture);
  if (!picture || size?.width !== width || size.height !== height) return null;
  const before = chunks[at - 1];
  return picture.id === 'VP8 ' && before?.id === 'ALPH' ? [before, picture] : [picture];
}

/** A frame of an animation with nothing but its picture, or null where it does not fit its canvas. */
function cleanFrame({ data }: RiffChunk, canvas: Size, dropped: Set<string>): RiffChunk | null {
  const size = { width: readU24le(data, 6) + 1, height: readU24le(data, 9) + 1 };
  const isInside =
    2 * readU24le(data, 0) + size.width <= canvas.width &&
    2 * readU24le(data, 3) + size.height <= canvas.height;
  const chunks = data.length > 16 && isInside ? readChunks(data.subarray(16)) : null;
  const picture = chunks && pickPicture(chunks, size);
  if (!picture) return null;
  for (const chunk of chunks) if (!picture.includes(chunk)) dropped.add(chunk.id);
  return { id: 'ANMF', data: joinBytes([data.subarray(0, 16), writeChunks(picture)]) };
}

/**
 * The picture or animation alone, with colour profile; browsers do not turn it as EXIF asks. Refuses a canvas that its pictures do
 * not fit; all frames together may have `limits.inflated` pixels.
 */
export function cleanWebp(bytes: Uint8Array, limits: MediaLimits): CleanMedia | MediaFault {
  const file = readRiff(bytes, 'WEBP');
  const first = file?.chunks[0];
  if (!first) return 'malformed';
  const dropped = new Set<string>();
  if (file.end < bytes.length) dropped.add(afterTheEnd);
  const done = (size: Size, chunks: readonly RiffChunk[]): CleanMedia => ({
    type: 'image/webp',
    bytes: writeRiff('WEBP', chunks),
    ...size,
    dropped: [...dropped],
  });
  if (isPicture(first)) {
    const size = sizeOf(first);
    if (!size) return 'malformed';
    if (exceedsPixels(size.width, size.height, limits)) return 'too_many_pixels';
    for (const { id } of file.chunks.slice(1)) dropped.add(id);
    return done(size, [first]);
  }
  if (first.id !== 'VP8X' || first.data.length < 10) return 'malformed';
  const canvas = { width: readU24le(first.data, 4) + 1, height: readU24le(first.data, 7) + 1 };
  if (exceedsPixels(canvas.width, canvas.height, limits)) return 'too_many_pixels';

  const find = (id: string) => file.chunks.find((chunk) => chunk.id === id);
  const flags = first.data[0] ?? 0;
  const isAnimated = (flags & ANIMATION) !== 0;
  const profile = find('ICCP');
  const frames = isAnimated
    ? cleanFrames(file.chunks, canvas, limits, dropped)
    : pickPicture(file.chunks, canvas);
  if (frames === null) return 'malformed';
  if (typeof frames === 'string') return frames;
  const kept = (flags & (ALPHA | ANIMATION)) | (profile ? ICC : 0);
  const chunks = [
    { id: 'VP8X', data: joinBytes([Uint8Array.of(kept, 0, 0, 0), first.data.subarray(4, 10)]) },
    ...(profile ? [profile] : []),
    ...frames,
  ];
  const stays = new Set([first, profile, ...frames]);
  for (const chunk of file.chunks) {
    const isKept = stays.has(chunk) || (isAnimated && chunk.id === 'ANMF');
    if (!isKept) dropped.add(chunk.id.trim());
  }
  return done(canvas, chunks);
}

function cleanFrames(
  chunks: readonly RiffChunk[],
  canvas: Size,
  limits: MediaLimits,
  dropped: Set<string>,
): RiffChunk[] | MediaFault {
  const settings = chunks.find(({ id }) => id === 'ANIM');
  const frames: RiffChunk[] = [];
  let pixels = 0;
  for (const chunk of chunks) {
    if (chunk.id !== 'ANMF') continue;
    const frame = cleanFrame(chunk, canvas, dropped);
    if (!frame) return 'malformed';
    pixels += (readU24le(frame.data, 6) + 1) * (readU24le(frame.data, 9) + 1);
    if (pixels > limits.inflated) return 'inflates_too_far';
    frames.push(frame);
  }
  return settings?.data.length === 6 && frames.length > 0 ? [settings, ...frames] : 'malformed';
}
