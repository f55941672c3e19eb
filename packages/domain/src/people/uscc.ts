// Unified social credit codes of organisations (统一社会信用代码): GB 32100, with the GB 11714 organisation code inside.
import { Refusal } from '../refusal.ts';
import { normaliseIdNumber } from './resident-id.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const innerWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const;

export interface Uscc {
  readonly code: string;
  /** GB/T 2260 region of registration, six digits. */
  readonly region: string;
  /** The nine characters of the organisation code. */
  readonly organisation: string;
}

/** The 18th character for the 17 leading ones (GB 32100: weights 3^(i−1) mod 31): `91350100M000100Y4` → 3. */
export function usccCheckCharacterOf(code: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** The 9th character of an organisation code for its eight leading ones (GB 11714): `M000100Y` → 4. */
export function organisationCheckCharacterOf(code: string): string {
  let sum = 0;
  innerWeights.forEach((weight, i) => (sum += weight * Number.parseInt(code.charAt(i), 36)));
  return '0123456789X'.charAt((11 - (sum % 11)) % 11);
}

/** Checks both check characters of a code and splits it. Refuses a wrong form, then a wrong outer or inner check. */
export function parseUscc(text: string): Uscc {
  const code = normaliseIdNumber(text);
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code))
    throw new Refusal('uscc_format_wrong');
  if (usccCheckCharacterOf(code) !== code[17]) throw new Refusal('uscc_check_wrong', { place: 18 });
  if (organisationCheckCharacterOf(code.slice(8)) !== code[16])
    throw new Refusal('uscc_check_wrong', { place: 17 });
  return { code, region: code.slice(2, 8), organisation: code.slice(8, 17) };
}
