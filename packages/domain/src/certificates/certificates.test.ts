import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provinceCodes } from '../people/regions.ts';
import { certifiableLevels } from '../standards/level.ts';
import {
  formatCertificateNumber,
  isCertificateNumber,
  parseCertificateNumber,
} from './certificate-number.ts';
import type { CertificateNumber } from './certificate-number.ts';
import { certificateMoves, certificateStates, isInForce, moveCertificate } from './certificate-state.ts';
import type { CertificateAct, CertificateState } from './certificate-state.ts';

const parts: CertificateNumber = {
  class: 'Y',
  institution: '0001',
  province: '23',
  site: '000012',
  year: 2019,
  level: 'junior',
  serial: 1,
};
const digits = (length: number) => fc.nat(10 ** length - 1).map((n) => String(n).padStart(length, '0'));

describe('certificate numbers', () => {
  it('have the 22 characters of the rule in its order', () => {
    expect(formatCertificateNumber(parts)).toBe('Y000123000012195000001');
    expect(formatCertificateNumber({ ...parts, class: 'S', level: 'senior_technician' })).toBe(
      'S000123000012191000001',
    );
  });

  it('come back as they were written, typed in small letters or with spaces', () => {
    const anyParts = fc.record({
      class: fc.constantFrom('S' as const, 'Y' as const),
      institution: digits(4),
      province: fc.constantFrom(...provinceCodes),
      site: digits(6),
      year: fc.integer({ min: 2000, max: 2099 }),
      level: fc.constantFrom(...certifiableLevels),
      serial: fc.integer({ min: 1, max: 999_999 }),
    });
    fc.assert(
      fc.property(anyParts, (each) => {
        const number = formatCertificateNumber(each);
        expect(number).toHaveLength(22);
        expect(parseCertificateNumber(`${number.slice(0, 8).toLowerCase()} ${number.slice(8)}`)).toEqual(
          each,
        );
      }),
    );
  });

  it.each<[string, Partial<CertificateNumber>, string]>([
    ['a serial after the last', { serial: 1_000_000 }, 'number_exhausted'],
    ['the serial zero', { serial: 0 }, 'number_part_invalid'],
    ['an unknown province', { province: '99' }, 'number_part_invalid'],
    ['a short site serial', { site: '12' }, 'number_part_invalid'],
    ['a level without a number', { level: 'chief_technician' }, 'number_part_invalid'],
    ['a year of another century', { year: 1999 }, 'number_part_invalid'],
  ])('are not made with %s', (_, change, code) => {
    expect(() => formatCertificateNumber({ ...parts, ...change })).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    'J000123000012195000001',
    'Y000123000012196000001',
    'Y00012300001219500000',
    'Y0001230000121950000011',
    'Y000199000012195000001',
    'Y000123000012195000000',
    '',
  ])('are not read from “%s”', (text) => {
    expect(isCertificateNumber(text)).toBe(false);
  });
});

describe('the life of a certificate', () => {
  const states = Object.keys(certificateStates) as CertificateState[];
  const acts = Object.keys(certificateMoves) as CertificateAct[];

  it('leads from claim to issue only through approval and number', () => {
    let state: CertificateState = 'claimed';
    for (const act of ['approve', 'number', 'issue'] as const) state = moveCertificate(state, act);
    expect(state).toBe('issued');
    for (const act of ['number', 'issue'] as const) {
      expect(() => moveCertificate('claimed', act)).toThrow(
        expect.objectContaining({ code: 'certificate_wrong_state' }),
      );
    }
    expect(() => moveCertificate('issued', 'issue')).toThrow(
      expect.objectContaining({ code: 'already_issued' }),
    );
  });

  it('ends for good with revocation, annulment or rejection', () => {
    for (const state of ['revoked', 'annulled', 'rejected'] as const) {
      for (const act of acts) expect(() => moveCertificate(state, act)).toThrow();
      expect(isInForce(state)).toBe(false);
    }
  });

  it('stays in force after correction and replacement, and not while suspended', () => {
    expect(states.filter(isInForce)).toEqual(['issued', 'corrected', 'replaced']);
    expect(moveCertificate('replaced', 'suspend')).toBe('suspended');
    expect(isInForce('suspended')).toBe(false);
    expect(isInForce(moveCertificate('suspended', 'resume'))).toBe(true);
  });
});
