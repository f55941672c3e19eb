import { describe, expect, it } from 'vitest';
import { isCertificateNumber, tidyNumber } from './find-certificate.ts';

describe('a certificate number as people type it', () => {
  it('is taken with spaces, dashes, lower case and full-width characters', () => {
    expect(tidyNumber(' s0001 11-000001 26 4 000123 ')).toBe('S000111000001264000123');
    expect(tidyNumber('S000111000001264000123')).toBe('S000111000001264000123');
  });

  it('has one letter and 21 characters, digits but for the level', () => {
    expect(isCertificateNumber('S000111000001264000123')).toBe(true);
    expect(isCertificateNumber('S00011100000126T000123')).toBe(true);
    expect(isCertificateNumber('S00011100000126400012')).toBe(false);
    expect(isCertificateNumber('0000111000001264000123')).toBe(false);
    expect(isCertificateNumber('S0001110000012640001234')).toBe(false);
  });
});
