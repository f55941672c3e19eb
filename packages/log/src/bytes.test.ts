import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareBytes,
  concatBytes,
  decodeBase64,
  decodeBase64Url,
  decodeHex,
  decodeUint64,
  decodeUtf8,
  encodeBase64,
  encodeBase64Url,
  encodeHex,
  encodeUint64,
  encodeUtf8,
  equalBytes,
} from './bytes.ts';

const anyBytes = fc.uint8Array({ maxLength: 70 });

describe('hexadecimal and base64', () => {
  it('agree with an independent implementation and read back for all bytes', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const buffer = Buffer.from(bytes);
        expect(encodeHex(bytes)).toBe(buffer.toString('hex'));
        expect(encodeBase64(bytes)).toBe(buffer.toString('base64'));
        expect(encodeBase64Url(bytes)).toBe(buffer.toString('base64url'));
        expect(decodeHex(encodeHex(bytes))).toEqual(bytes);
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
        expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(bytes);
      }),
    );
  });

  it('match the examples of RFC 4648 section 10', () => {
    const examples = ['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy'];
    examples.forEach((text, length) => {
      expect(encodeBase64(encodeUtf8('foobar'.slice(0, length)))).toBe(text);
      expect(decodeUtf8(decodeBase64(text))).toBe('foobar'.slice(0, length));
    });
  });

  it('refuse every spelling but the canonical one', () => {
    for (const text of [
      'Zg',
      'Zg=',
      'Zg===',
      'Zh==',
      'Zm9=',
      ' Zm9v',
      'Zm9v\n',
      'Zm9v====',
      '=',
      '====',
      'Zm-_',
    ]) {
      expect(() => decodeBase64(text), text).toThrow('base64_malformed');
    }
    for (const text of ['Zg==', 'Zh', 'Z', 'Zm9v\n', 'Zm+/', 'Zm9']) {
      expect(() => decodeBase64Url(text), text).toThrow('base64_malformed');
    }
    for (const text of ['0', 'AB', 'zz', '0x', 'ab\n', ' ab', 'ab ']) {
      expect(() => decodeHex(text), text).toThrow('hex_malformed');
    }
  });

  it('decode any text either to bytes that encode to that very text or not at all', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('A', 'Q', 'g', 'w', '/', '+', '-', '_', '=', ' ', '\n', '9', 'z'),
          maxLength: 12,
        }),
        (text) => {
          for (const [decode, encode] of [
            [decodeBase64, encodeBase64],
            [decodeBase64Url, encodeBase64Url],
          ] as const) {
            let bytes: Uint8Array | undefined;
            try {
              bytes = decode(text);
            } catch (error) {
              expect(error).toMatchObject({ code: 'base64_malformed' });
            }
            if (bytes !== undefined) expect(encode(bytes)).toBe(text);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('UTF-8', () => {
  it('keeps rare characters and a leading byte order mark', () => {
    for (const text of ['', '𠮷㛃·买买提', '\ufeffa', 'e\u0301\u200b']) {
      expect(decodeUtf8(encodeUtf8(text))).toBe(text);
    }
  });

  it('refuses lone surrogates and ill-formed bytes instead of replacing them', () => {
    expect(() => encodeUtf8('a\ud800')).toThrow('text_malformed');
    for (const hex of ['ff', 'c080', 'eda080', 'f09f98', 'f4908080']) {
      expect(() => decodeUtf8(decodeHex(hex)), hex).toThrow('text_malformed');
    }
  });
});

describe('byte arrays', () => {
  it('are joined in order', () => {
    expect(concatBytes()).toEqual(new Uint8Array());
    expect(concatBytes(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3))).toEqual(
      Uint8Array.of(1, 2, 3),
    );
  });

  it('are equal exactly when no bit differs, and ordered as an independent implementation orders them', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, fc.nat(), (a, b, at) => {
        expect(equalBytes(a, a.slice())).toBe(true);
        expect(equalBytes(a, b)).toBe(Buffer.from(a).equals(b));
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
        const changed = a.slice();
        if (changed.length > 0) changed[at % changed.length]! ^= 1 << (at % 8);
        expect(equalBytes(a, changed)).toBe(a.length === 0);
      }),
    );
  });

  it('carry integers of 64 bits, big-endian, also out of the middle of a buffer', () => {
    expect(encodeHex(encodeUint64(0x0102030405060708n))).toBe('0102030405060708');
    expect(decodeUint64(concatBytes(Uint8Array.of(9), encodeUint64(2n ** 64n - 1n)).subarray(1))).toBe(
      2n ** 64n - 1n,
    );
    for (const value of [-1n, 2n ** 64n]) expect(() => encodeUint64(value)).toThrow('out_of_range');
    expect(() => decodeUint64(new Uint8Array(7))).toThrow('length_wrong');
  });
});
