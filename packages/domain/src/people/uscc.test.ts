import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { organisationCheckCharacterOf, parseUscc, usccCheckCharacterOf } from './uscc.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const character = fc.constantFrom(...Array.from(alphabet));
const anyCode = fc
  .tuple(
    fc.constantFrom('91', '12', '51', '52', 'A1'),
    fc.nat(999_999).map((n) => String(n).padStart(6, '0')),
    fc.array(character, { minLength: 8, maxLength: 8 }).map((characters) => characters.join('')),
  )
  .map(([head, region, inner]) => {
    const code = head + region + inner + organisationCheckCharacterOf(inner);
    return code + usccCheckCharacterOf(code);
  });

describe('unified social credit codes (GB 32100)', () => {
  it('reads the sample of the standard with both check characters', () => {
    expect(usccCheckCharacterOf('91350100M000100Y4')).toBe('3');
    expect(organisationCheckCharacterOf('M000100Y')).toBe('4');
    expect(parseUscc('91350100m000100y43')).toEqual({
      code: '91350100M000100Y43',
      region: '350100',
      organisation: 'M000100Y4',
    });
  });

  it('tells a wrong form from a wrong check', () => {
    expect(() => parseUscc('91350100M000100I43')).toThrow(
      expect.objectContaining({ code: 'uscc_format_wrong' }),
    );
    expect(() => parseUscc('91350100M000100Y44')).toThrow(
      expect.objectContaining({ code: 'uscc_check_wrong', facts: { place: 18 } }),
    );
    const inner = '91350100M000100Y5';
    expect(() => parseUscc(inner + usccCheckCharacterOf(inner))).toThrow(
      expect.objectContaining({ code: 'uscc_check_wrong', facts: { place: 17 } }),
    );
  });

  it('catches every single wrong character and every transposition of neighbours', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(17), character, (code, place, other) => {
        expect(parseUscc(code).code).toBe(code);
        const wrong = code.slice(0, place) + other + code.slice(place + 1);
        if (wrong !== code) expect(() => parseUscc(wrong)).toThrow();
        const swapped =
          code.slice(0, place) + code.charAt(place + 1) + code.charAt(place) + code.slice(place + 2);
        if (place < 17 && swapped !== code) expect(() => parseUscc(swapped)).toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});
