import { describe, expect, it } from 'vitest';
import { computeTotp, decodeBase32 } from './totp.ts';

// "12345678901234567890" in base32, the SHA-1 secret of RFC 6238, appendix B.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('one-time codes', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('are those of RFC 6238, appendix B, at second %i', async (seconds, code) => {
    expect(await computeTotp(secret, seconds)).toBe(code);
  });

  it('read base32 as RFC 4648 writes it, in either case and with padding', () => {
    expect(new TextDecoder().decode(decodeBase32('MZXW6YTBOI======'))).toBe('foobar');
    expect(new TextDecoder().decode(decodeBase32('mzxw 6ytb'))).toBe('fooba');
  });

  it('refuse a secret with a character outside the alphabet', () => {
    expect(() => decodeBase32('MZXW1')).toThrow('not base32');
  });
});
