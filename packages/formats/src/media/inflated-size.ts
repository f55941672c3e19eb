// To what a zlib stream unpacks (RFC 1950, RFC 1951), told without keeping it: 96 KiB serve any stream. An inflater for use does
// not say where its stream ended, so that anything could hide behind it, and takes codes that decoders of pictures refuse.

interface Code {
  /** For the next `FAST` bits: symbol and length, or 0 where the code is longer or there is none. */
  readonly fast: Uint16Array;
  /** How many codes there are of every length. */
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

const FAST = 9;
const WINDOW = 32_768;
/** A block brings codes of its own where they save more than they take: a stream of nothing but codes costs time alone. */
const BYTES_A_CODE = 128;
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The code of these lengths; null where bits are left over, but for the one code of one bit that zlib takes too. */
function buildCode(lengths: Uint8Array, mayBeSparse: boolean): Code | null {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  const used = lengths.length - (counts[0] ?? 0);
  counts[0] = 0;
  let left = 1;
  const next = new Uint16Array(17);
  const offsets = new Uint16Array(17);
  for (let length = 1; length <= 15; length += 1) {
    const count = counts[length] ?? 0;
    left = left * 2 - count;
    if (left < 0) return null;
    next[length + 1] = ((next[length] ?? 0) + count) << 1;
    offsets[length + 1] = (offsets[length] ?? 0) + count;
  }
  if (left > 0 && !(mayBeSparse && (used === 0 || (used === 1 && counts[1] === 1)))) return null;
  const fast = new Uint16Array(1 << FAST);
  const symbols = new Uint16Array(used);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const place = offsets[length] ?? 0;
    symbols[place] = symbol;
    offsets[length] = place + 1;
    const code = next[length] ?? 0;
    next[length] = code + 1;
    if (length > FAST) return;
    let reversed = 0;
    for (let bit = 0; bit < length; bit += 1) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
    for (let i = reversed; i < fast.length; i += 1 << length) fast[i] = (symbol << 4) | length;
  });
  return { fast, counts, symbols };
}

const fixedLiterals = buildCode(
  Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
  false,
);
const fixedDistances = buildCode(new Uint8Array(32).fill(5), false);

/**
 * Bytes to which the zlib stream unpacks, at most `limit`. `malformed`: no such stream, another checksum, or bytes behind its
 * end; `inflates_too_far`: more than `limit`, noticed at most 64 KiB behind it.
 */
export function measureZlib(data: Uint8Array, limit: number): number | 'malformed' | 'inflates_too_far' {
  const end = data.length - 4;
  const head = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
  if (end < 2 || (head & 0x0f00) !== 0x0800 || head >>> 12 > 7 || head % 31 !== 0 || (head & 0x20) !== 0)
    return 'malformed';
  // One match behind the limit is the most that is written.
  const window = new Uint8Array(Math.min(3 * WINDOW, limit + 258));
  let at = 2;
  let hold = 0;
  let held = 0;
  let place = 0;
  /** Up to where the checksum has seen the window. */
  let summed = 0;
  let total = 0;
  let low = 1;
  let high = 0;

  const need = (count: number) => {
    while (held < count) {
      // Zeros behind the end: that too many were taken is judged when the stream ends, and a code of zeros ends by the limit.
      hold |= (at < end ? (data[at] ?? 0) : 0) << held;
      at += 1;
      held += 8;
    }
  };
  const take = (count: number): number => {
    need(count);
    const value = hold & ((1 << count) - 1);
    hold >>>= count;
    held -= count;
    return value;
  };
  const decode = ({ fast, counts, symbols }: Code): number => {
    need(15);
    const entry = fast[hold & ((1 << FAST) - 1)] ?? 0;
    if (entry !== 0) {
      hold >>>= entry & 15;
      held -= entry & 15;
      return entry >> 4;
    }
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= 15; length += 1) {
      code |= (hold >>> (length - 1)) & 1;
      const count = counts[length] ?? 0;
      if (code - count < first) {
        hold >>>= length;
        held -= length;
        return symbols[index + code - first] ?? -1;
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return -1;
  };
  const sum = () => {
    while (summed < place) {
      // 3,800 bytes keep the sums below 2^31 (RFC 1950, 9, with room).
      const stop = Math.min(place, summed + 3_800);
      for (; summed < stop; summed += 1) {
        low += window[summed] ?? 0;
        high += low;
      }
      low %= 65_521;
      high %= 65_521;
    }
  };
  /** Makes room for `count` bytes more. */
  const slide = (count: number) => {
    if (place + count <= window.length) return;
    sum();
    window.copyWithin(0, place - WINDOW, place);
    place = WINDOW;
    summed = WINDOW;
  };
  const readStored = (): boolean => {
    hold = 0;
    at -= held >> 3;
    held = 0;
    const length = (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8);
    const check = (data[at + 2] ?? 0) | ((data[at + 3] ?? 0) << 8);
    at += 4;
    if ((length ^ check) !== 0xffff || at + length > end) return false;
    total += length;
    if (total > limit) return true;
    for (let left = length; left > 0;) {
      const piece = Math.min(left, WINDOW);
      slide(piece);
      window.set(data.subarray(at, at + piece), place);
      place += piece;
      at += piece;
      left -= piece;
    }
    return true;
  };
  const readCodes = (): readonly [Code, Code] | null => {
    const literals = take(5) + 257;
    const distances = take(5) + 1;
    const count = take(4) + 4;
    if (literals > 286 || distances > 30) return null;
    const orders = new Uint8Array(19);
    for (const order of lengthOrder.slice(0, count)) orders[order] = take(3);
    const lengthCode = buildCode(orders, false);
    if (!lengthCode) return null;
    const lengths = new Uint8Array(literals + distances);
    for (let i = 0; i < lengths.length;) {
      const symbol = decode(lengthCode);
      if (symbol < 0 || (symbol === 16 && i === 0)) return null;
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      const value = symbol === 16 ? (lengths[i - 1] ?? 0) : 0;
      const times = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
      if (i + times > lengths.length) return null;
      lengths.fill(value, i, i + times);
      i += times;
    }
    // Without a code for its end a block has none.
    if (lengths[256] === 0) return null;
    const literalCode = buildCode(lengths.subarray(0, literals), true);
    const distanceCode = buildCode(lengths.subarray(literals), true);
    return literalCode && distanceCode ? [literalCode, distanceCode] : null;
  };
  const readPacked = (literalCode: Code, distanceCode: Code): boolean => {
    for (;;) {
      if (total > limit) return true;
      const symbol = decode(literalCode);
      if (symbol < 0 || symbol > 285 || at > end + 8) return false;
      if (symbol === 256) return true;
      if (symbol < 256) {
        slide(1);
        window[place++] = symbol;
        total += 1;
        continue;
      }
      const length = (lengthBase[symbol - 257] ?? 0) + take(lengthExtra[symbol - 257] ?? 0);
      const order = decode(distanceCode);
      if (order < 0 || order > 29) return false;
      const distance = (distanceBase[order] ?? 0) + take(order < 4 ? 0 : (order >> 1) - 1);
      if (distance > total) return false;
      slide(length);
      for (let i = 0; i < length; i += 1) {
        window[place] = window[place - distance] ?? 0;
        place += 1;
      }
      total += length;
    }
  };

  let codesLeft = 64 + data.length / BYTES_A_CODE;
  for (let isLast = false; !isLast;) {
    if (at - (held >> 3) >= end) return 'malformed';
    isLast = take(1) === 1;
    const kind = take(2);
    codesLeft -= kind === 2 ? 1 : 0;
    if (codesLeft < 0) return 'malformed';
    const codes = kind === 1 ? ([fixedLiterals, fixedDistances] as const) : kind === 2 ? readCodes() : null;
    const isRead =
      kind === 0 ? readStored() : codes?.[0] && codes[1] ? readPacked(codes[0], codes[1]) : false;
    if (!isRead) return 'malformed';
    if (total > limit) return 'inflates_too_far';
  }
  sum();
  const checksum =
    (data[end] ?? 0) * 0x1000000 +
    ((data[end + 1] ?? 0) << 16) +
    ((data[end + 2] ?? 0) << 8) +
    (data[end + 3] ?? 0);
  return at - (held >> 3) === end && high * 0x10000 + low === checksum ? total : 'malformed';
}
