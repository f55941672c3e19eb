import type { HashedIdentity } from './identity-hash.ts';
import { isHashedIdentity } from './identity-hash.ts';
import { isDay } from './instant.ts';
import { isMatch } from './json.ts';

/** A name in both languages of the certificate. */
export interface BilingualName {
  readonly nameZh: string;
  readonly nameEn: string;
}

/** The score of one part of the assessment, as decided; numbers are decimal texts so that `86.50` stays `86.50`. */
export interface PartScore extends BilingualName {
  /** A word such as `theory`, `practical` or `panel`, once a certificate. */
  readonly part: string;
  readonly score: string;
  readonly maximum: string;
}

/** What a skill certificate certifies, as plain data: the fields printed on paper and the few needed to check them. */
export interface CertificateRecord {
  readonly certificateNumber: string;
  readonly name: string;
  /** Kind of identity document, `resident_id` or another word of lower-case letters, digits and `_`. */
  readonly idType: string;
  readonly idNumberMasked: string;
  readonly identity: HashedIdentity;
  /** Edition of the occupation classification (`2022`) and the code within it. */
  readonly occupation: BilingualName & { readonly edition: string; readonly code: string };
  readonly workType?: BilingualName;
  /** The code is a name, not a number: levels run backwards. */
  readonly level: BilingualName & { readonly code: string };
  readonly institutionName: string;
  /** Where it was assessed; the sentence says what the site was authorised for on the day of issue. */
  readonly site: { readonly name: string; readonly code: string; readonly scopeSentence: string };
  readonly partScores?: readonly PartScore[];
  /** Calendar date printed as date of issue. */
  readonly issuedOn: string;
  readonly batchId: string;
  /** SHA-256 of the photo file, 64 lower-case hexadecimal digits. */
  readonly photoDigest?: string;
}

// Control and direction characters could make a field read differently from what was signed.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const WORD = /^[a-z0-9_]{1,32}$/;
const DECIMAL = /^(?:0|[1-9]\d{0,5})(?:\.\d{1,4})?$/;
const DIGEST = /^[0-9a-f]{64}$/;

/**
 * The first field that cannot stand on a certificate, or null: every text has 1 to 500 printable characters, the
 * date exists, scores are decimals, parts are named once. Types are checked too, as the record may have been read
 * from a stranger's file. Whether a certificate number or an identity number is
 * right by the rules of its issuer is not asked here.
 */
export function findRecordFault(record: CertificateRecord): string | null {
  const { occupation, workType, level, site, partScores } = record;
  const texts: Record<string, string | undefined> = {
    certificateNumber: record.certificateNumber,
    name: record.name,
    idNumberMasked: record.idNumberMasked,
    'occupation.edition': occupation.edition,
    'occupation.code': occupation.code,
    'level.code': level.code,
    institutionName: record.institutionName,
    'site.name': site.name,
    'site.code': site.code,
    'site.scopeSentence': site.scopeSentence,
    batchId: record.batchId,
  };
  const text = Object.keys(texts).find((field) => !isPrintable(texts[field]));
  if (text !== undefined) return text;
  if (!hasNames(occupation)) return 'occupation';
  if (!hasNames(level)) return 'level';
  if (workType !== undefined && !hasNames(workType)) return 'workType';
  if (!isMatch(record.idType, WORD)) return 'idType';
  if (!isHashedIdentity(record.identity)) return 'identity';
  if (!isDay(record.issuedOn)) return 'issuedOn';
  if (record.photoDigest !== undefined && !isMatch(record.photoDigest, DIGEST)) return 'photoDigest';
  return partScores !== undefined && !arePartScores(partScores) ? 'partScores' : null;
}

function arePartScores(scores: readonly PartScore[]): boolean {
  const isEachSound = scores.every(
    (score) =>
      isMatch(score.part, WORD) &&
      isMatch(score.score, DECIMAL) &&
      isMatch(score.maximum, DECIMAL) &&
      hasNames(score),
  );
  return (
    scores.length > 0 && isEachSound && new Set(scores.map((score) => score.part)).size === scores.length
  );
}

function hasNames(value: BilingualName): boolean {
  return isPrintable(value.nameZh) && isPrintable(value.nameEn);
}

function isPrintable(text: unknown): boolean {
  return (
    typeof text === 'string' &&
    text.length > 0 &&
    text.length <= 500 &&
    text.isWellFormed() &&
    !UNPRINTABLE.test(text)
  );
}
