// Opens the zip of an .xlsx whose sender is not trusted. What the directory declares is checked before a byte is unpacked,
// what is unpacked may not exceed what was declared, and only the checked entries reach the reader of the sheet.
import { crc32, inflateRawSync } from 'node:zlib';
import { Refusal } from '@jiangping/domain/refusal';

export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes of all entries together, unpacked. */
  readonly bytes: number;
  /** Most bytes that one packed byte may become. */
  readonly ratio: number;
}

export interface ArchiveEntry {
  readonly name: string;
  readonly content: Buffer;
}

interface DirectoryEntry {
  name: string;
  method: number;
  packed: number;
  size: number;
  offset: number;
}

const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;

function unreadable(): Refusal {
  return new Refusal('file_unreadable', { reason: 'zip' });
}

function findEnd(bytes: Buffer): number {
  const earliest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= earliest; at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw unreadable();
}

function readDirectory(bytes: Buffer, limits: ArchiveLimits): DirectoryEntry[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.entries) throw new Refusal('file_unpacks_too_large', { limit: limits.bytes });
  const entries: DirectoryEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== DIRECTORY) throw unreadable();
    const nameLength = bytes.readUInt16LE(at + 28);
    const entry = {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    };
    const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
    if (isEncrypted || ![0, 8].includes(entry.method)) throw unreadable();
    entries.push(entry);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function checkDeclared(entries: readonly DirectoryEntry[], limits: ArchiveLimits): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  const isBomb = entries.some(({ packed, size }) => size > packed * limits.ratio);
  if (total > limits.bytes || isBomb) throw new Refusal('file_unpacks_too_large', { limit: limits.bytes });
  if (new Set(entries.map(({ name }) => name)).size < entries.length) throw unreadable();
}

function unpack(bytes: Buffer, { method, packed, size, offset }: DirectoryEntry): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) throw unreadable();
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const data = bytes.subarray(start, start + packed);
  if (data.length < packed) throw unreadable();
  let content = data;
  if (method === 8) {
    try {
      // The declared size may be a lie: inflating stops at it.
      content = inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
    } catch {
      throw unreadable();
    }
  }
  if (content.length !== size) throw unreadable();
  return content;
}

/**
 * The XML entries of an .xlsx. Refuses what is no zip of a workbook (`file_wrong_type`), a zip that is damaged, encrypted
 * or contradicts itself (`file_unreadable`), and one that would unpack beyond the limits (`file_unpacks_too_large`).
 */
export function openXlsxArchive(bytes: Buffer, limits: ArchiveLimits): ArchiveEntry[] {
  if (bytes.length < 22 || bytes.readUInt32LE(0) !== LOCAL)
    throw new Refusal('file_wrong_type', { expected: '.xlsx' });
  const entries = readDirectory(bytes, limits);
  checkDeclared(entries, limits);
  if (!entries.some(({ name }) => name === 'xl/workbook.xml'))
    throw new Refusal('file_wrong_type', { expected: '.xlsx' });
  return entries
    .filter(({ name }) => name.endsWith('.xml') || name.endsWith('.xml.rels'))
    .map((entry) => ({ name: entry.name, content: unpack(bytes, entry) }));
}

/** A zip of these entries, stored without packing: what the reader gets instead of the sender's own file. */
export function packStored(entries: readonly ArchiveEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const nameBytes = Buffer.from(name);
    // Version, flags (UTF-8 names), method, time, date, checksum, packed and unpacked size, lengths of name and extra.
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(0x21, 8);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(nameBytes.length, 22);
    parts.push(uint32(LOCAL), fields, nameBytes, content);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(uint32(DIRECTORY), Buffer.from([20, 0]), fields, tail, nameBytes);
    offset += 30 + nameBytes.length + content.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, uint32(END), end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
