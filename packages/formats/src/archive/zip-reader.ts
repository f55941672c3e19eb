import { Inflate } from 'fflate';
import { crc32Of } from './crc32.ts';
import { isZip, LOCAL, readDirectory, refuseZip, viewOf } from './zip-directory.ts';
import type { ArchiveLimits, DirectoryEntry } from './zip-directory.ts';

export interface ArchiveEntry {
  /** With `/`, never absolute, without `..`. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** Packed bytes handed to the inflater at once: a lie about the size is noticed after one such piece. */
const PIECE = 8192;

function placeOf(bytes: Uint8Array, view: DataView, entry: DirectoryEntry): { start: number; end: number } {
  const { offset, packed, nameBytes, method, name } = entry;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL)
    throw refuseZip('contradiction', name);
  const nameLength = view.getUint16(offset + 26, true);
  const local = bytes.subarray(offset + 30, offset + 30 + nameLength);
  const isSame = nameLength === nameBytes.length && nameBytes.every((byte, i) => byte === local[i]);
  if (!isSame || view.getUint16(offset + 8, true) !== method) throw refuseZip('contradiction', name);
  const start = offset + 30 + nameLength + view.getUint16(offset + 28, true);
  if (start + packed > bytes.length) throw refuseZip('damaged', name);
  return { start, end: start + packed };
}

function inflateTo(data: Uint8Array, size: number, name: string): Uint8Array {
  const content = new Uint8Array(size);
  let length = 0;
  const inflater = new Inflate((chunk) => {
    if (length + chunk.length > size) throw refuseZip('contradiction', name);
    content.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at === 0 || at < data.length; at += PIECE) {
      inflater.push(data.subarray(at, at + PIECE), at + PIECE >= data.length);
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') throw error;
    throw refuseZip('damaged', name);
  }
  if (length !== size) throw refuseZip('contradiction', name);
  return content;
}

/**
 * The files of a zip whose sender is not trusted, in the order of its directory; with `wants`, only those it says yes to are
 * unpacked. The whole directory is judged first (readDirectory); then entries that share bytes, contradict their local header,
 * unpack to another size or checksum, or are zips themselves are refused as `file_unreadable`, with the fault in the facts.
 */
export function openArchive(
  bytes: Uint8Array,
  limits: ArchiveLimits,
  wants: (name: string) => boolean = () => true,
): ArchiveEntry[] {
  const directory = readDirectory(bytes, limits);
  const view = viewOf(bytes);
  const places = directory.map((entry) => ({ entry, offset: entry.offset, ...placeOf(bytes, view, entry) }));
  let last = 0;
  for (const { entry, offset, end } of places.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < last) throw refuseZip('overlap', entry.name);
    last = end;
  }
  return places
    .filter(({ entry }) => wants(entry.name))
    .map(({ entry, start, end }) => {
      const data = bytes.subarray(start, end);
      const content = entry.method === 8 ? inflateTo(data, entry.size, entry.name) : data.slice();
      if (crc32Of(content) !== entry.crc) throw refuseZip('checksum', entry.name);
      if (content.length > 22 && isZip(content)) throw refuseZip('nested', entry.name);
      return { name: entry.name, content };
    });
}
