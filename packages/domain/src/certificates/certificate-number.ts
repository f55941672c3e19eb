// Certificate numbers: 22 characters in seven parts (职业技能等级证书编码规则). Parts 1–4 are assigned by the ministry and
// the province, 5–7 by the institution. The code has no check digit: a number alone proves nothing.
//
//   S 0001 23 000012 26 4 000001
//   1 letter: Y employer, S social organisation · 4 institution (0000: filed first at a province) · 2 province of the
//   site · 6 site serial · 2 year · 1 level · 6 serial
import { isProvinceCode } from '../people/regions.ts';
import { Refusal } from '../refusal.ts';
import { codeOfLevel, levelOfCode } from '../standards/level.ts';
import type { Level } from '../standards/level.ts';

export type CertificateClass = 'S' | 'Y';

export interface CertificateNumber {
  readonly class: CertificateClass;
  readonly institution: string;
  readonly province: string;
  readonly site: string;
  /** Full year of issue, 2000–2099. */
  readonly year: number;
  readonly level: Level;
  /** 1–999999. */
  readonly serial: number;
}

const lastSerial = 999_999;

function checkPart(field: string, isRight: boolean): void {
  if (!isRight) throw new Refusal('number_part_invalid', { field });
}

/**
 * Writes a number. Refuses a part that breaks the rule, a level without a number in the code (the symbols of the grades
 * above level 1 were not found, 依据待补), and a serial above 999999 (`number_exhausted`).
 */
export function formatCertificateNumber(parts: CertificateNumber): string {
  const level = codeOfLevel(parts.level);
  checkPart('institution', /^\d{4}$/.test(parts.institution));
  checkPart('province', isProvinceCode(parts.province));
  checkPart('site', /^\d{6}$/.test(parts.site));
  checkPart('year', Number.isInteger(parts.year) && parts.year >= 2000 && parts.year <= 2099);
  checkPart('level', level !== null);
  checkPart('serial', Number.isInteger(parts.serial) && parts.serial >= 1);
  if (parts.serial > lastSerial) throw new Refusal('number_exhausted');
  const year = String(parts.year % 100).padStart(2, '0');
  const serial = String(parts.serial).padStart(6, '0');
  return `${parts.class}${parts.institution}${parts.province}${parts.site}${year}${level ?? ''}${serial}`;
}

/** Reads a number as typed (small letters, spaces and full-width characters allowed); refuses any other form. */
export function parseCertificateNumber(text: string): CertificateNumber {
  const number = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const match = /^([SY])(\d{4})(\d{2})(\d{6})(\d{2})([1-5])(\d{6})$/.exec(number);
  if (!match) throw new Refusal('certificate_number_invalid');
  const [, letter, institution = '', province = '', site = '', year, code = '', serial] = match;
  const level = levelOfCode(code);
  checkPart('province', isProvinceCode(province));
  checkPart('serial', Number(serial) > 0);
  if (!level) throw new Refusal('certificate_number_invalid');
  const kind: CertificateClass = letter === 'S' ? 'S' : 'Y';
  return {
    class: kind,
    institution,
    province,
    site,
    year: 2000 + Number(year),
    level,
    serial: Number(serial),
  };
}

/** True for a well-formed number, spaces and case aside. */
export function isCertificateNumber(text: string): boolean {
  try {
    parseCertificateNumber(text);
    return true;
  } catch {
    return false;
  }
}
