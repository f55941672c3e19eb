// EBML (RFC 8794), the frame of WebM: identifiers and sizes of variable length, and elements emptied in place.

export interface Element {
  readonly id: number;
  readonly at: number;
  /** First byte of its content. */
  readonly body: number;
  /** Null where the size is not known beforehand (RFC 8794, 6.2). */
  readonly end: number | null;
}

export const VOID = 0xec;

/** Bytes of a number of variable length that begins with `first`: 1 … 8, or 9 for none. */
function lengthOf(first: number | undefined): number {
  return first === undefined || first === 0 ? 9 : Math.clz32(first) - 23;
}

/** The number of variable length there, and its bytes; a value of −1 where all its bits are set, null where there is none. */
export function readSize(bytes: Uint8Array, at: number): { value: number; length: number } | null {
  const length = lengthOf(bytes[at]);
  if (length > 8 || at + length > bytes.length) return null;
  let value = (bytes[at] ?? 0) & (0xff >> length);
  let isOpen = value === 0xff >> length;
  for (let i = 1; i < length; i += 1) {
    const byte = bytes[at + i] ?? 0;
    isOpen &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return { value: isOpen ? -1 : value, length };
}

/** The element that begins there and ends at most at `end`, or null. */
export function elementAt(bytes: Uint8Array, at: number, end: number): Element | null {
  const idLength = lengthOf(bytes[at]);
  if (idLength > 4 || at + idLength >= end) return null;
  let id = 0;
  for (let i = 0; i < idLength; i += 1) id = id * 256 + (bytes[at + i] ?? 0);
  const size = readSize(bytes, at + idLength);
  if (!size) return null;
  const body = at + idLength + size.length;
  if (body > end || body + size.value > end) return null;
  return { id, at, body, end: size.value < 0 ? null : body + size.value };
}

/** Turns these bytes, 2 or more, into one Void element of the same size, with nothing in it. */
export function voidBytes(bytes: Uint8Array, at: number, end: number): void {
  bytes.fill(0, at, end);
  bytes[at] = VOID;
  const length = end - at - 2;
  if (length < 0x7f) {
    bytes[at + 1] = 0x80 | length;
    return;
  }
  // Eight bytes hold any size: it is 7 less than with one.
  let size = length - 7;
  bytes[at + 1] = 1;
  for (let place = at + 8; place > at + 1; place -= 1) {
    bytes[place] = size % 256;
    size = Math.floor(size / 256);
  }
}

/** A number without sign of the element's bytes; what exceeds 2^53 is not exact. */
export function readNumber(bytes: Uint8Array, { body, end }: Element): number {
  let value = 0;
  for (let at = body; at < (end ?? body); at += 1) value = value * 256 + (bytes[at] ?? 0);
  return value;
}
