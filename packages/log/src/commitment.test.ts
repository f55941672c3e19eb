import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeHex } from './bytes.ts';
import { commitValue, isOpening } from './commitment.ts';

const opening = {
  domain: 'example/v1',
  salt: Uint8Array.from({ length: 16 }, (_, i) => i),
  value: { b: [1, 2.5, null], a: '评' },
};
const commitment = commitValue(opening);

describe('salted commitments', () => {
  it('have the golden value of a second program', () => {
    expect(encodeHex(commitment)).toBe('81b40e991b9520b9c4904177dae1a62e5a86017d535c86e52821564c2264f994');
  });

  it('are SHA-256 over fields behind their lengths', () => {
    const hash = createHash('sha256');
    for (const field of ['log-commitment/v1', 'example/v1', opening.salt, '{"a":"评","b":[1,2.5,null]}']) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(field));
      hash.update(length).update(field);
    }
    expect(encodeHex(commitment)).toBe(hash.digest('hex'));
  });

  it('open with the same value in any order of members, and with nothing else', () => {
    expect(isOpening(commitment, { ...opening, value: { a: '评', b: [1, 2.5, null] } })).toBe(true);
    expect(isOpening(commitment, { ...opening, value: { a: '评', b: [1, 2.5] } })).toBe(false);
    expect(isOpening(commitment, { ...opening, domain: 'example/v2' })).toBe(false);
    expect(isOpening(commitment, { ...opening, salt: opening.salt.with(0, 1) })).toBe(false);
    expect(isOpening(commitment.with(0, 0), opening)).toBe(false);
    expect(isOpening(new Uint8Array(), opening)).toBe(false);
  });

  it('do not let bytes slide from one field into the next', () => {
    const value = 'x';
    const salt = new Uint8Array(17).fill(0x61);
    const shifted = { domain: 'da', salt: salt.slice(1), value };
    expect(commitValue({ domain: 'd', salt, value })).not.toEqual(commitValue(shifted));
  });

  it('differ for different values under one salt', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const isSame = JSON.stringify(a) === JSON.stringify(b);
        const opens = isOpening(commitValue({ ...opening, value: a }), { ...opening, value: b });
        if (isSame) expect(opens).toBe(true);
        if (opens) expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)));
      }),
    );
  });

  it('are refused with a short salt or a value JSON cannot carry, and such openings are false', () => {
    expect(() => commitValue({ ...opening, salt: new Uint8Array(15) })).toThrow('length_wrong');
    expect(() => commitValue({ ...opening, value: NaN })).toThrow('json_unrepresentable');
    expect(isOpening(commitment, { ...opening, salt: new Uint8Array(15) })).toBe(false);
    expect(isOpening(commitment, { ...opening, value: undefined })).toBe(false);
  });
});
