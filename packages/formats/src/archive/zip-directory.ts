// The directory of a zip from a stranger (PKWARE APPNOTE 6.3.10), judged before a byte is unpacked: what it declares must fit
// the limits, must not contradict itself, and no name may lead out of the archive.
import { Refusal } from '@jiangping/domain/refusal';

export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes of all entries together, unpacked. */
  readonly bytes: number;
  /** Most bytes that one packed byte may become; entries that unpack to less than 64 KiB are not asked. */
  readonly ratio: number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly nameBytes: Uint8Array;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Of the local header. */
  readonly offset: number;
}

export type ZipFault =
  | 'no_directory'
  | 'contradiction'
  | 'zip64'
  | 'split'
  | 'encrypted'
  | 'method'
  | 'link'
  | 'path_outside'
  | 'name'
  | 'duplicate'
  | 'overlap'
  | 'damaged'
  | 'checksum'
  | 'nested';

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
/** Signature of a local header. */
export const LOCAL = 0x04034b50;
const LONGEST_NAME = 512;
const DEEPEST_FOLDER = 16;
const SMALL = 65_536;

/** The refusal of a zip: always `file_unreadable` for the person, with the fault and the entry for a report. */
export function refuseZip(fault: ZipFault, entry?: string): Refusal {
  return new Refusal('file_unreadable', {
    reason: 'zip',
    fault,
    ...(entry === undefined ? {} : { entry: entry.slice(0, 200) }),
  });
}

/** True where the bytes begin as a zip with at least one entry does, or as an empty one. */
export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 &&
    bytes[1] === 0x4b &&
    ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))
  );
}

/** Looks at the bytes of an archive as little-endian numbers. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Only a record whose comment ends with the file is the end: another one inside a comment is not followed. */
function findEnd(bytes: Uint8Array, view: DataView): number {
  const earliest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= earliest; at -= 1) {
    if (view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) === bytes.length)
      return at;
  }
  throw refuseZip('no_directory');
}

function decodeName(bytes: Uint8Array): string {
  // Windows packs Chinese names in GB 18030 without saying so; a name that is sound UTF-8 is taken as that.
  for (const label of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw refuseZip('name');
}

function checkName(name: string): void {
  // eslint-disable-next-line no-control-regex -- a control character in a name is what is looked for
  if (name === '' || name.length > LONGEST_NAME || /[\0-\x1f\x7f]/.test(name)) throw refuseZip('name', name);
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) throw refuseZip('path_outside', name);
  const parts = name.replace(/\/$/, '').split('/');
  if (parts.includes('..')) throw refuseZip('path_outside', name);
  if (parts.length > DEEPEST_FOLDER || parts.some((part) => part === '' || part === '.'))
    throw refuseZip('name', name);
}

function isLinkOrDevice(madeBy: number, attributes: number): boolean {
  const mode = (attributes >>> 16) & 0xf000;
  return [3, 19].includes(madeBy >>> 8) && ![0, 0x8000, 0x4000].includes(mode);
}

/**
 * The files that the directory lists, folders left out. Refuses what exceeds the limits (`file_unpacks_too_large`) and, as
 * `file_unreadable`: zip64 and split archives, encryption, methods other than stored and deflated, links and devices, names
 * that are absolute, lead upwards or stand twice (without regard to case), and a directory that contradicts itself.
 */
export function readDirectory(bytes: Uint8Array, limits: ArchiveLimits): DirectoryEntry[] {
  if (bytes.length < 22) throw refuseZip('no_directory');
  const view = viewOf(bytes);
  const end = findEnd(bytes, view);
  const count = view.getUint16(end + 10, true);
  const length = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || length === 0xffffffff || start === 0xffffffff) throw refuseZip('zip64');
  if (
    view.getUint16(end + 4, true) !== 0 ||
    view.getUint16(end + 6, true) !== 0 ||
    view.getUint16(end + 8, true) !== count
  )
    throw refuseZip('split');
  if (count > limits.entries)
    throw new Refusal('file_unpacks_too_large', { limit: limits.bytes, entries: count });
  if (start + length > end) throw refuseZip('contradiction');
  const entries: DirectoryEntry[] = [];
  const names = new Set<string>();
  let total = 0;
  let at = start;
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY) throw refuseZip('contradiction');
    const nameLength = view.getUint16(at + 28, true);
    const nameBytes = bytes.subarray(at + 46, at + 46 + nameLength);
    const name = decodeName(nameBytes).replaceAll('\\', '/');
    const flags = view.getUint16(at + 8, true);
    const entry = {
      name,
      nameBytes,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    checkName(name);
    if ((flags & 0x2041) !== 0) throw refuseZip('encrypted', name);
    if (entry.method !== 0 && entry.method !== 8) throw refuseZip('method', name);
    if (isLinkOrDevice(view.getUint16(at + 4, true), view.getUint32(at + 38, true)))
      throw refuseZip('link', name);
    if ([entry.packed, entry.size, entry.offset].includes(0xffffffff)) throw refuseZip('zip64', name);
    if (entry.method === 0 && entry.packed !== entry.size) throw refuseZip('contradiction', name);
    const key = name.normalize('NFC').toLowerCase();
    if (names.has(key)) throw refuseZip('duplicate', name);
    names.add(key);
    total += entry.size;
    if (total > limits.bytes || (entry.size > SMALL && entry.size > entry.packed * limits.ratio))
      throw new Refusal('file_unpacks_too_large', { limit: limits.bytes });
    if (!name.endsWith('/')) entries.push(entry);
    else if (entry.size > 0) throw refuseZip('contradiction', name);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (at !== start + length) throw refuseZip('contradiction');
  return entries;
}
