// GIF 87a and 89a (CompuServe 1990): pictures, their colours and timing; of applications only the count of loops.
import { joinBytes, readTag, readU16le } from './bytes.ts';
import { afterTheEnd, exceedsPixels } from './media.ts';
import type { CleanMedia, MediaFault, MediaLimits } from './media.ts';

/** Behind the sub-blocks that begin at `at` and the empty one that ends them; -1 where it is missing. */
function endOfBlocks(bytes: Uint8Array, at: number): number {
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return -1;
    at += 1 + length;
    if (length === 0) return at;
  }
}

function colorBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1);
}

const loops = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

/**
 * The pictures alone. Comments, plain text (with the timing that belongs to it) and applications but the count of loops are
 * dropped; all pictures together may have `limits.inflated` pixels.
 */
export function cleanGif(bytes: Uint8Array, limits: MediaLimits): CleanMedia | MediaFault {
  const dropped = new Set<string>();
  const width = readU16le(bytes, 6);
  const height = readU16le(bytes, 8);
  if (width === 0 || height === 0) return 'malformed';
  if (exceedsPixels(width, height, limits)) return 'too_many_pixels';
  let at = 13 + colorBytes(bytes[10] ?? 0);
  const out = [bytes.subarray(0, at)];
  /** Timing waits for the picture it belongs to. */
  let control: Uint8Array | null = null;
  let pictures = 0;
  let pixels = 0;
  for (;;) {
    const kind = bytes[at];
    if (kind === 0x3b) break;
    if (kind === 0x21) {
      const label = bytes[at + 1] ?? 0;
      const end = endOfBlocks(bytes, at + 2);
      if (end < 0) return 'malformed';
      const block = bytes.subarray(at, end);
      at = end;
      if (label === 0xf9) {
        if (block.length !== 8 || block[2] !== 4) return 'malformed';
        control = block;
      } else if (label === 0xff && loops.has(readTag(block, 3, 11)) && isLoop(block)) out.push(block);
      else {
        dropped.add(label === 0xfe ? 'comment' : label === 0xff ? 'application' : 'plain text');
        if (label === 1) control = null;
      }
    } else if (kind === 0x2c) {
      const [w, h] = [readU16le(bytes, at + 5), readU16le(bytes, at + 7)];
      const codes = at + 10 + colorBytes(bytes[at + 9] ?? 0);
      const end = endOfBlocks(bytes, codes + 1);
      const codeSize = bytes[codes] ?? 0;
      if (end < 0 || w === 0 || h === 0 || codeSize < 1 || codeSize > 8) return 'malformed';
      const right = readU16le(bytes, at + 1) + w;
      if (exceedsPixels(Math.max(width, right), Math.max(height, readU16le(bytes, at + 3) + h), limits))
        return 'too_many_pixels';
      pixels += w * h;
      if (pixels > limits.inflated) return 'inflates_too_far';
      pictures += 1;
      if (control) out.push(control);
      control = null;
      out.push(bytes.subarray(at, end));
      at = end;
    } else return 'malformed';
  }
  if (pictures === 0) return 'malformed';
  if (at + 1 < bytes.length) dropped.add(afterTheEnd);
  out.push(bytes.subarray(at, at + 1));
  return { type: 'image/gif', bytes: joinBytes(out), width, height, dropped: [...dropped] };
}

/** True where the application block holds the count of loops and nothing else. */
function isLoop(block: Uint8Array): boolean {
  return block.length === 19 && block[2] === 11 && block[14] === 3 && block[15] === 1;
}
