import { deflateSync } from 'fflate';
import { crc32Of } from './crc32.ts';
import { viewOf } from './zip-directory.ts';
import type { ArchiveEntry } from './zip-reader.ts';

/** 1 January 1980, the first day that a zip can name: equal files give equal archives. */
const DATE = 0x21;

/**
 * A zip of these entries in their order, names as UTF-8; the same entries give the same bytes. `stored` packs nothing, for a
 * reader that shall not unpack again. The caller keeps names distinct and below 65,536 entries of together less than 4 GiB.
 */
export function packArchive(
  entries: readonly ArchiveEntry[],
  how: 'packed' | 'stored' = 'packed',
): Uint8Array<ArrayBuffer> {
  const written = entries.map(({ name, content }) => {
    const packed = how === 'packed' && content.length > 0 ? deflateSync(content, { level: 6 }) : content;
    const isSmaller = packed.length < content.length;
    return {
      name: new TextEncoder().encode(name),
      data: isSmaller ? packed : content,
      method: isSmaller ? 8 : 0,
      size: content.length,
      crc: crc32Of(content),
    };
  });
  const total = written.reduce((sum, { name, data }) => sum + 76 + 2 * name.length + data.length, 22);
  const bytes = new Uint8Array(total);
  const view = viewOf(bytes);
  const offsets: number[] = [];
  let at = 0;
  // Version, flags (UTF-8 names), method, time, date, checksum, packed and unpacked size, length of the name and of nothing.
  const putFields = (place: number, { name, data, method, size, crc }: (typeof written)[number]) => {
    view.setUint16(place, 20, true);
    view.setUint16(place + 2, 0x0800, true);
    view.setUint16(place + 4, method, true);
    view.setUint16(place + 8, DATE, true);
    view.setUint32(place + 10, crc, true);
    view.setUint32(place + 14, data.length, true);
    view.setUint32(place + 18, size, true);
    view.setUint16(place + 22, name.length, true);
  };
  for (const entry of written) {
    offsets.push(at);
    view.setUint32(at, 0x04034b50, true);
    putFields(at + 4, entry);
    bytes.set(entry.name, at + 30);
    bytes.set(entry.data, at + 30 + entry.name.length);
    at += 30 + entry.name.length + entry.data.length;
  }
  const start = at;
  written.forEach((entry, i) => {
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 4, 20, true);
    putFields(at + 6, entry);
    view.setUint32(at + 42, offsets[i] ?? 0, true);
    bytes.set(entry.name, at + 46);
    at += 46 + entry.name.length;
  });
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, written.length, true);
  view.setUint16(at + 10, written.length, true);
  view.setUint32(at + 12, at - start, true);
  view.setUint32(at + 16, start, true);
  return bytes;
}
