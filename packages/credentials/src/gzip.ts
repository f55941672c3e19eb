import { concatBytes } from '@jiangping/log/bytes';

/** The bytes as one GZIP file (RFC 1952). The compressor is the platform's own: two platforms may differ in bytes. */
export async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  return transform(bytes, new CompressionStream('gzip'), Infinity);
}

/**
 * The content of one GZIP file. Throws for damaged or trailing bytes, and stops at `limit` bytes of content, so that
 * a small file cannot fill a phone's memory.
 */
export async function gunzip(file: Uint8Array, limit: number): Promise<Uint8Array> {
  return transform(file, new DecompressionStream('gzip'), limit);
}

async function transform(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  // Errors of the writing side come back on the reading side; without a handler they would end a Node process.
  const written = writer.write(Uint8Array.from(bytes)).then(() => writer.close());
  written.catch(() => undefined);
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    length += chunk.value.length;
    if (length > limit) {
      await reader.cancel();
      throw new RangeError('content too long');
    }
    chunks.push(chunk.value);
  }
  await written;
  return concatBytes(...chunks);
}
