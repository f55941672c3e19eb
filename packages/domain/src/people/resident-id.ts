// Identity numbers: GB 11643 resident identity numbers and the other documents a candidate may bring.
import { isIsoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { Refusal } from '../refusal.ts';
import type { IdType, Sex } from './person-choices.ts';
import { residentIdProvinces } from './regions.ts';

/** What a number says about its holder; a document that does not carry a fact leaves it out. */
export interface IdNumber {
  readonly type: IdType;
  /** Normalised: half-width, capitals, no spaces. Equal persons have equal text. */
  readonly number: string;
  readonly birth?: IsoDate;
  readonly sex?: Sex;
  /** Region of first issue; codes since retired remain valid. */
  readonly region?: string;
}

/** What a check depends on: the day it is made, and the provinces that may stand in front (default: all that issue). */
export interface IdRule {
  readonly on: IsoDate;
  readonly provinces?: readonly string[];
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Half-width, capital, and without the spaces and dashes that people put between groups. */
export function normaliseIdNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\-‐–—]/g, '')
    .toUpperCase();
}

/**
 * The check character of the 17 leading digits, 0–9 or X (GB 11643; ISO 7064 MOD 11-2): `11010519491231002` → X.
 * Catches every single wrong digit and every transposition of neighbours.
 */
export function checkCharacterOf(digits: string): string {
  let sum = 0;
  weights.forEach((weight, i) => (sum += weight * Number(digits[i])));
  return '10X98765432'.charAt(sum % 11);
}

/** The checks that all 18-character numbers share: digits, date of birth at the place, check character. */
function checkEighteen(number: string, rule: IdRule): { birth: IsoDate; sex: Sex } {
  if (!/^\d{17}[\dX]$/.test(number)) throw new Refusal('id_number_format_wrong');
  if (checkCharacterOf(number) !== number[17]) throw new Refusal('id_number_check_digit_wrong');
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isIsoDate(birth) || birth > rule.on) throw new Refusal('id_number_date_wrong');
  return { birth, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

function parseResident(number: string, rule: IdRule): IdNumber {
  if (/^\d{15}$/.test(number)) throw new Refusal('id_number_fifteen_digits');
  if (/^\d\.?\d*E\+?\d+$/.test(number)) throw new Refusal('id_number_lost_digits');
  const facts = checkEighteen(number, rule);
  const provinces = rule.provinces ?? residentIdProvinces;
  if (!provinces.includes(number.slice(0, 2))) {
    throw new Refusal('id_number_region_unknown', { region: number.slice(0, 2) });
  }
  return { type: 'resident_id', number, region: number.slice(0, 6), ...facts };
}

function parseResidencePermit(
  type: IdType,
  prefixes: readonly string[],
  number: string,
  rule: IdRule,
): IdNumber {
  const facts = checkEighteen(number, rule);
  const region = number.slice(0, 6);
  if (!prefixes.includes(region)) {
    throw new Refusal('id_number_region_unknown', { region: number.slice(0, 2) });
  }
  return { type, number, region, ...facts };
}

function parsePattern(type: IdType, pattern: RegExp, number: string): IdNumber {
  if (!pattern.test(number)) throw new Refusal('id_number_format_wrong');
  return { type, number };
}

function parsePermanentResidence(number: string, rule: IdRule): IdNumber {
  // Cards issued before December 2023: three letters of the country and twelve digits, without a check of this kind.
  if (/^[A-Z]{3}\d{12}$/.test(number)) return { type: 'permanent_residence', number };
  const facts = checkEighteen(number, rule);
  if (!number.startsWith('9')) throw new Refusal('id_number_format_wrong');
  return { type: 'permanent_residence', number, ...facts };
}

/** How the number of each document is checked, after normalising. Patterns other than GB 11643 rest on 依据待补. */
const parsers: Readonly<Record<IdType, (number: string, rule: IdRule) => IdNumber>> = {
  resident_id: parseResident,
  hk_macao_residence: (number, rule) =>
    parseResidencePermit('hk_macao_residence', ['810000', '820000'], number, rule),
  taiwan_residence: (number, rule) => parseResidencePermit('taiwan_residence', ['830000'], number, rule),
  hk_macao_travel: (number) => parsePattern('hk_macao_travel', /^[HM]\d{8}(\d{2})?$/, number),
  taiwan_travel: (number) => parsePattern('taiwan_travel', /^\d{8}$/, number),
  permanent_residence: parsePermanentResidence,
  passport: (number) => parsePattern('passport', /^[A-Z0-9]{5,20}$/, number),
};

/**
 * Checks a number of a given document and tells what it carries. Accepts x for X, full-width characters and spaces.
 * Refuses wrong length, check character, region or date of birth each with its own code, and explains 15-digit numbers
 * and numbers that a spreadsheet has rounded.
 */
export function parseIdNumber(type: IdType, text: string, rule: IdRule): IdNumber {
  return parsers[type](normaliseIdNumber(text), rule);
}

/** `parseIdNumber` for the resident identity card. */
export function parseResidentId(text: string, rule: IdRule): IdNumber {
  return parseResident(normaliseIdNumber(text), rule);
}
