import { constants, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { joinBytes } from './bytes.ts';
import { measureZlib } from './inflated-size.ts';

describe('the measure of a zlib stream', () => {
  it('tells the size of whatever was packed, by any level and strategy, within the limit and not beyond', () => {
    const strategies = [
      constants.Z_DEFAULT_STRATEGY,
      constants.Z_FIXED,
      constants.Z_HUFFMAN_ONLY,
      constants.Z_RLE,
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.uint8Array({ maxLength: 80 }), fc.integer({ min: 1, max: 900 })), {
          maxLength: 8,
        }),
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom(...strategies),
        (pieces, level, strategy) => {
          const data = joinBytes(
            pieces.flatMap(([piece, times]) => Array.from({ length: times }, () => piece)),
          );
          const packed = new Uint8Array(deflateSync(data, { level, strategy }));
          expect(measureZlib(packed, data.length)).toBe(data.length);
          expect(measureZlib(zlibSync(data), data.length + 5)).toBe(data.length);
          if (data.length > 0) expect(measureZlib(packed, data.length - 1)).toBe('inflates_too_far');
        },
      ),
      { numRuns: 150 },
    );
  });

  it('stops a bomb at its limit, stored or packed', () => {
    const zeros = new Uint8Array(10_000_000);
    for (const level of [0, 9] as const) {
      const packed = zlibSync(zeros, { level });
      expect(measureZlib(packed, 1000)).toBe('inflates_too_far');
      expect(measureZlib(packed, 10_000_000)).toBe(10_000_000);
    }
  });

  it('refuses bytes before, within or behind the stream that do not belong to it, and every cut', () => {
    const packed = zlibSync(new TextEncoder().encode('threads '.repeat(40)));
    expect(measureZlib(packed, 320)).toBe(320);
    for (let at = 0; at < packed.length; at += 1)
      expect(measureZlib(packed.subarray(0, at), 320)).not.toBe(320);
    expect(measureZlib(joinBytes([packed, Uint8Array.of(0)]), 320)).toBe('malformed');
    // Between the end of the last block and the checksum.
    const hidden = joinBytes([
      packed.subarray(0, -4),
      new TextEncoder().encode('hidden'),
      packed.subarray(-4),
    ]);
    expect(measureZlib(hidden, 320)).toBe('malformed');
    expect(measureZlib(joinBytes([packed.subarray(0, -1), Uint8Array.of(1)]), 320)).toBe('malformed');
    expect(measureZlib(packed.subarray(1), 320)).toBe('malformed');
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const size = measureZlib(joinBytes([Uint8Array.of(0x78, 0x9c), bytes]), 5000);
        expect(size === 'malformed' || size === 'inflates_too_far' || size <= 5000).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
