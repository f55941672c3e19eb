import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar.ts';
import { checkCharacterOf, parseIdNumber, parseResidentId } from './resident-id.ts';

const rule = { on: '2026-05-18' };
const refusal = (code: string) => expect.objectContaining({ code }) as Error;

const anyNumber = fc
  .record({
    region: fc.constantFrom('110105', '230102', '330106', '659001'),
    birth: fc.integer({ min: 0, max: 25_000 }).map((days) => addDays('1950-01-01', days).replaceAll('-', '')),
    sequence: fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0')),
  })
  .map(({ region, birth, sequence }) => {
    const digits = region + birth + sequence;
    return digits + checkCharacterOf(digits);
  });

describe('resident identity numbers (GB 11643)', () => {
  it('reads the sample of the standard', () => {
    expect(checkCharacterOf('11010519491231002')).toBe('X');
    expect(parseResidentId('11010519491231002X', rule)).toEqual({
      type: 'resident_id',
      number: '11010519491231002X',
      region: '110105',
      birth: '1949-12-31',
      sex: 'female',
    });
  });

  it('reads a small x, full-width characters and groups', () => {
    for (const text of ['11010519491231002x', '11010519491231002X', ' 110105 19491231 002X ']) {
      expect(parseResidentId(text, rule).number).toBe('11010519491231002X');
    }
  });

  it('explains a 15-digit number and one that a spreadsheet has rounded', () => {
    expect(() => parseResidentId('110105491231002', rule)).toThrow(refusal('id_number_fifteen_digits'));
    expect(() => parseResidentId('1.10105E+17', rule)).toThrow(refusal('id_number_lost_digits'));
  });

  it('refuses each fault with its own code', () => {
    const numbered = (digits: string) => digits + checkCharacterOf(digits);
    expect(() => parseResidentId('110105194912310021', rule)).toThrow(refusal('id_number_check_digit_wrong'));
    expect(() => parseResidentId(numbered('11010519490230002'), rule)).toThrow(
      refusal('id_number_date_wrong'),
    );
    expect(() => parseResidentId(numbered('11010520260519002'), rule)).toThrow(
      refusal('id_number_date_wrong'),
    );
    expect(() => parseResidentId(numbered('99010519491231002'), rule)).toThrow(
      refusal('id_number_region_unknown'),
    );
    expect(() => parseResidentId('1101051949123100', rule)).toThrow(refusal('id_number_format_wrong'));
    expect(() => parseResidentId('11010519491231002X', { ...rule, provinces: ['23'] })).toThrow(
      refusal('id_number_region_unknown'),
    );
  });

  it('catches every single wrong character and every transposition of neighbours', () => {
    fc.assert(
      fc.property(
        anyNumber,
        fc.nat(17),
        fc.constantFrom(...Array.from('0123456789X')),
        (number, place, character) => {
          expect(parseResidentId(number, rule).number).toBe(number);
          const wrong = number.slice(0, place) + character + number.slice(place + 1);
          if (wrong !== number) expect(() => parseResidentId(wrong, rule)).toThrow();
          if (place < 17) {
            const swapped =
              number.slice(0, place) +
              number.charAt(place + 1) +
              number.charAt(place) +
              number.slice(place + 2);
            if (swapped !== number) expect(() => parseResidentId(swapped, rule)).toThrow();
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('catches them by the check character alone, whatever the other digits mean', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(9), { minLength: 17, maxLength: 17 }),
        fc.nat(16),
        fc.nat(9),
        (digits, place, digit) => {
          const check = checkCharacterOf(digits.join(''));
          if (digits[place] !== digit)
            expect(checkCharacterOf(digits.with(place, digit).join(''))).not.toBe(check);
          const [a = 0, b = 0] = [digits[place], digits[place + 1]];
          if (place < 16 && a !== b) {
            expect(
              checkCharacterOf(
                digits
                  .with(place, b)
                  .with(place + 1, a)
                  .join(''),
              ),
            ).not.toBe(check);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('other documents', () => {
  const numbered = (digits: string) => digits + checkCharacterOf(digits);

  it('reads residence permits by their prefix and refuses those of another document', () => {
    const number = numbered('81000019900101123');
    expect(parseIdNumber('hk_macao_residence', number, rule)).toMatchObject({
      birth: '1990-01-01',
      sex: 'male',
    });
    expect(() => parseIdNumber('taiwan_residence', number, rule)).toThrow(
      refusal('id_number_region_unknown'),
    );
    expect(() => parseResidentId(number, rule)).toThrow(refusal('id_number_region_unknown'));
    expect(parseIdNumber('taiwan_residence', numbered('83000019900101123'), rule).region).toBe('830000');
  });

  it('reads permanent residence cards of both generations', () => {
    expect(parseIdNumber('permanent_residence', 'usa110181010101', rule)).toEqual({
      type: 'permanent_residence',
      number: 'USA110181010101',
    });
    const number = numbered('91115619810101123');
    expect(parseIdNumber('permanent_residence', number, rule)).toMatchObject({
      birth: '1981-01-01',
      sex: 'male',
    });
    expect(() => parseIdNumber('permanent_residence', '11010519491231002X', rule)).toThrow(
      refusal('id_number_format_wrong'),
    );
  });

  it('reads travel permits and passports, which carry no birth or sex', () => {
    expect(parseIdNumber('hk_macao_travel', 'h12345678', rule).number).toBe('H12345678');
    expect(parseIdNumber('taiwan_travel', '12345678', rule)).toEqual({
      type: 'taiwan_travel',
      number: '12345678',
    });
    expect(parseIdNumber('passport', 'E1234 5678', rule).number).toBe('E12345678');
    expect(() => parseIdNumber('passport', 'E<>1', rule)).toThrow(refusal('id_number_format_wrong'));
  });
});
