// RIFF (Microsoft and IBM 1991), the frame of WebP and WAV: a list of named chunks, each filled up to an even length.
import { bytesOfTag, joinBytes, readTag, readU32le, u32le } from './bytes.ts';

export interface RiffChunk {
  readonly id: string;
  readonly data: Uint8Array;
}

/** Frames of a long animation are some thousands. */
const mostChunks = 100_000;

/** The chunks of `bytes` in their order, or null where one is cut off or they are more than 100,000. The filling byte of the last one may be missing. */
export function readChunks(bytes: Uint8Array): RiffChunk[] | null {
  const chunks: RiffChunk[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = readU32le(bytes, at + 4);
    const end = at + 8 + size;
    if (end > bytes.length || chunks.length >= mostChunks) return null;
    chunks.push({ id: readTag(bytes, at), data: bytes.subarray(at + 8, end) });
    at = end + (size & 1);
  }
  return chunks;
}

/** The chunks of the file and where it ends, or null where it is cut off or is of another form than `form`. */
export function readRiff(bytes: Uint8Array, form: string): { chunks: RiffChunk[]; end: number } | null {
  const end = 8 + readU32le(bytes, 4);
  if (end < 12 || end > bytes.length || readTag(bytes, 8) !== form) return null;
  const chunks = readChunks(bytes.subarray(12, end));
  return chunks && { chunks, end: Math.min(bytes.length, end + (end & 1)) };
}

/** Chunks as bytes, filled up with zeros. */
export function writeChunks(chunks: readonly RiffChunk[]): Uint8Array {
  return joinBytes(
    chunks.flatMap(({ id, data }) => [
      bytesOfTag(id),
      u32le(data.length),
      data,
      new Uint8Array(data.length & 1),
    ]),
  );
}

/** A file of that form. */
export function writeRiff(form: string, chunks: readonly RiffChunk[]): Uint8Array {
  const body = writeChunks(chunks);
  return joinBytes([bytesOfTag('RIFF'), u32le(body.length + 4), bytesOfTag(form), body]);
}
