// Numbers and names in the bytes of strangers. Behind the end stands 0, so that a reader may look first and judge then.

/** 16 bits, most significant byte first. */
export function readU16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** 16 bits, least significant byte first. */
export function readU16le(bytes: Uint8Array, at: number): number {
  return ((bytes[at + 1] ?? 0) << 8) | (bytes[at] ?? 0);
}

/** 24 bits, least significant byte first. */
export function readU24le(bytes: Uint8Array, at: number): number {
  return ((bytes[at + 2] ?? 0) << 16) | readU16le(bytes, at);
}

/** 32 bits without sign, most significant byte first. */
export function readU32(bytes: Uint8Array, at: number): number {
  return readU16(bytes, at) * 0x10000 + readU16(bytes, at + 2);
}

/** 32 bits without sign, least significant byte first. */
export function readU32le(bytes: Uint8Array, at: number): number {
  return readU16le(bytes, at + 2) * 0x10000 + readU16le(bytes, at);
}

/** The bytes there as characters of Latin-1, one each; shorter at the end of the bytes. */
export function readTag(bytes: Uint8Array, at: number, length = 4): string {
  // Taken one by one, a name costs a fraction of what a view of its bytes does, and files may have millions.
  const end = Math.min(bytes.length, at + length);
  let tag = '';
  for (let place = at; place < end; place += 1) tag += String.fromCharCode(bytes[place] ?? 0);
  return tag;
}

/** A name of Latin-1 as bytes. */
export function bytesOfTag(tag: string): Uint8Array {
  return Uint8Array.from(tag, (character) => character.charCodeAt(0));
}

/** 32 bits, most significant byte first. */
export function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** 32 bits, least significant byte first. */
export function u32le(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}

/** All parts in one new array. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** True where both hold the same bytes. */
export function areEqual(some: Uint8Array, others: Uint8Array): boolean {
  return some.length === others.length && some.every((byte, i) => byte === others[i]);
}
