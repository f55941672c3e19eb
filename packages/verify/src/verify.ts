/**
 * What a stranger runs on a certificate file. Nothing is fetched and nobody is asked: the answer follows from the bytes
 * of the file, the keys and the status list the reader has, and the reader's clock.
 *
 * Each check stands for itself, so that a tampered file is told by what was tampered with, and `valid` needs every
 * check to hold. Where the reader gave no status list and those in the file are old or missing, the status is
 * `unknown` and the check says that it was not asked: a genuine certificate is `valid` as a document. A reader who
 * gives a list, or sets `requireStatus`, is never told `valid` on an unknown status.
 * What is proven and what is not: docs/verification.md.
 */
import type { CertificateRecord } from '@jiangping/credentials/certificate-record';
import type { CertificateBundle } from '@jiangping/credentials/bundle';
import { verifyDocument } from '@jiangping/credentials/data-integrity';
import { findDidKeyMethod } from '@jiangping/credentials/did-key';
import { toMilliseconds } from '@jiangping/credentials/instant';
import { isJsonObject } from '@jiangping/credentials/json';
import type { BadgeEnvelope, OpenBadge } from '@jiangping/credentials/open-badge';
import { recordFromCredential } from '@jiangping/credentials/open-badge';
import {
  formatCertificateNumber,
  parseCertificateNumber,
} from '@jiangping/domain/certificates/certificate-number';
import type { CertificateNumber } from '@jiangping/domain/certificates/certificate-number';
import { codeOfLevel } from '@jiangping/domain/standards/level';
import { readBundleFile } from './bundle-file.ts';
import type { Check } from './check.ts';
import { makeCheck } from './check.ts';
import {
  checkCheckpoint,
  checkEntry,
  checkInclusion,
  checkRelease,
  readCheckpoint,
  readFact,
} from './ledger-checks.ts';
import type { LedgerFact } from './ledger-checks.ts';
import type { CertificateStatus } from './status-check.ts';
import { checkStatus, clockTolerance } from './status-check.ts';
import type { TrustAnchors } from './trust.ts';
import { coversIssuer, fingerprintKeys } from './trust.ts';
import type { verdictWords } from './words.ts';

export interface VerifyOptions {
  /** Keys known from elsewhere; without them the keys in the file are compared with nothing. */
  readonly trust?: TrustAnchors;
  /** The reader's clock: a Date or an instant with zone. */
  readonly now: Date | string;
  /** A status list fresher than the one in the file, or several, as fetched from where the credential points. */
  readonly statusList?: unknown;
  /** Whether `valid` needs a status list that speaks for now; as a matter of course where `statusList` is given. */
  readonly requireStatus?: boolean;
}

export interface Verdict {
  /** Genuine, within its period, and not known to be revoked or suspended; see the head of this file for the unknown. */
  readonly valid: boolean;
  /** Every check but those of status and period holds. */
  readonly genuine: boolean;
  /** The input is no certificate file at all; nothing was checked. */
  readonly unusable: boolean;
  readonly status: CertificateStatus;
  readonly checks: readonly Check[];
  /** What the certificate says; present whenever it can be read, so look at `genuine` before believing it. */
  readonly record: CertificateRecord | null;
  readonly envelope: BadgeEnvelope | null;
  /** Fingerprint of the keys the file was made under, to compare by another way; see `fingerprintKeys`. */
  readonly fingerprint: string | null;
}

/** Verifies a certificate file; never throws for its content, whatever it is. Throws for a `now` that is no instant. */
export async function verifyBundle(file: Uint8Array | string, options: VerifyOptions): Promise<Verdict> {
  const now = toInstant(options.now);
  const { bundle, isUsable, check } = readBundleFile(file);
  if (bundle === null) {
    return {
      valid: false,
      genuine: false,
      unusable: !isUsable,
      status: 'unknown',
      checks: [check],
      record: null,
      envelope: null,
      fingerprint: null,
    };
  }
  const { credential, proofs, keys, status: ownLists = [] } = bundle;
  const badge = recordFromCredential(credential);
  const batchId = badge?.record.batchId ?? null;
  const fact = readFact(proofs.entry);
  const checkpoint = readCheckpoint(proofs.checkpoint);
  const fingerprint = fingerprintKeys(keys);
  const isStatusAsked = options.requireStatus === true || options.statusList !== undefined;
  const { status, check: statusCheck } = await checkStatus({
    pointers: badge?.envelope.status ?? null,
    lists: [...ownLists, ...toList(options.statusList)],
    isAsked: isStatusAsked,
    issuer: keys.issuer,
    trust: options.trust,
    now,
  });
  const lasting = [
    check,
    checkForm(badge),
    await checkSignature(bundle),
    checkIssuer(bundle),
    checkEntry(bundle, fact, batchId),
    checkInclusion(proofs, checkpoint),
    checkCheckpoint(bundle, options.trust),
    checkRelease(proofs, checkpoint, batchId),
    checkNumber(badge),
    checkTrust(bundle, fact, options.trust),
  ];
  const period = checkPeriod(badge, now);
  const genuine = lasting.every(({ ok }) => ok);
  const checks = [...lasting, period, statusCheck];
  return {
    valid: genuine && period.ok && statusCheck.ok,
    genuine,
    unusable: false,
    status,
    checks,
    record: badge?.record ?? null,
    envelope: badge?.envelope ?? null,
    fingerprint,
  };
}

/** The headline a verdict deserves, a key of `verdictWords`. */
export function findHeadline(verdict: Verdict): keyof typeof verdictWords {
  if (verdict.unusable) return 'unusable';
  if (!verdict.genuine) return 'invalid';
  if (verdict.status === 'revoked' || verdict.status === 'suspended') return verdict.status;
  if (verdict.checks.some(({ name, outcome }) => name === 'status' && outcome === 'forged')) return 'invalid';
  if (verdict.checks.some(({ name, ok }) => name === 'credential.period' && !ok)) return 'expired';
  return verdict.status === 'unknown' ? 'unknown' : 'valid';
}

function checkForm(badge: OpenBadge | null): Check {
  if (badge === null) return makeCheck('credential.form', 'foreign');
  const { name, occupation, level, certificateNumber: number, issuedOn } = badge.record;
  return makeCheck('credential.form', 'exact', {
    name,
    occupation: occupation.nameZh,
    level: level.nameZh,
    number,
    issuedOn,
  });
}

/** The signature under the key its own name states; whose key that is, `issuer.key` and `trust` ask. */
async function checkSignature({ credential }: CertificateBundle): Promise<Check> {
  const verdict = await verifyDocument(credential, { findKey: findDidKeyMethod });
  if (verdict.holds) return makeCheck('credential.signature', 'holds');
  if (verdict.reason === 'signature_wrong') return makeCheck('credential.signature', 'wrong');
  if (verdict.reason === 'key_unknown') return makeCheck('credential.signature', 'unknown_key');
  return makeCheck('credential.signature', 'malformed', { reason: verdict.reason });
}

function checkIssuer({ credential, keys }: CertificateBundle): Check {
  const { issuer, proof } = credential;
  const named = isJsonObject(issuer) ? issuer['id'] : undefined;
  const method = isJsonObject(proof) ? proof['verificationMethod'] : undefined;
  const isSame = named === keys.issuer && typeof method === 'string' && method.startsWith(`${keys.issuer}#`);
  return makeCheck('issuer.key', isSame ? 'same' : 'other');
}

function checkNumber(badge: OpenBadge | null): Check {
  if (badge === null) return makeCheck('number.form', 'unreadable');
  const { certificateNumber, level, site, issuedOn } = badge.record;
  let parts: CertificateNumber;
  try {
    parts = parseCertificateNumber(certificateNumber);
    // A number as typed may be spelled in several ways, a number as issued in one.
    if (formatCertificateNumber(parts) !== certificateNumber) return makeCheck('number.form', 'malformed');
  } catch {
    return makeCheck('number.form', 'malformed');
  }
  if (level.code !== String(codeOfLevel(parts.level))) {
    return makeCheck('number.form', 'disagrees', { part: 'level' });
  }
  if (site.code !== `${parts.province}${parts.site}`)
    return makeCheck('number.form', 'disagrees', { part: 'site' });
  if (!issuedOn.startsWith(`${parts.year}-`)) return makeCheck('number.form', 'disagrees', { part: 'year' });
  return makeCheck('number.form', 'right');
}

function checkPeriod(badge: OpenBadge | null, now: string): Check {
  if (badge === null) return makeCheck('credential.period', 'unreadable');
  const { validFrom: from, validUntil: until } = badge.envelope;
  if (toMilliseconds(now) + clockTolerance < toMilliseconds(from))
    return makeCheck('credential.period', 'early', { from });
  if (until === undefined) return makeCheck('credential.period', 'open', { from });
  const isOver = toMilliseconds(until) <= toMilliseconds(now);
  return makeCheck('credential.period', isOver ? 'expired' : 'inside', { from, until });
}

function checkTrust(
  { keys }: CertificateBundle,
  fact: LedgerFact | null,
  trust: TrustAnchors | undefined,
): Check {
  const fingerprint = fingerprintKeys(keys);
  if (trust === undefined) return makeCheck('trust', 'named_by_file', { fingerprint });
  // When the log recorded the issue, not when the signer says to have signed: a retired key can backdate.
  const issuer = fact === null ? 'unknown' : coversIssuer(trust, keys.issuer, fact.at);
  if (issuer === 'out_of_time') return makeCheck('trust', 'issuer_out_of_time');
  if (issuer === 'unknown') return makeCheck('trust', 'issuer_unknown', { fingerprint });
  const isLog = trust.logs.includes(keys.log);
  return makeCheck('trust', isLog ? 'known' : 'log_unknown', { fingerprint });
}

function toList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function toInstant(now: Date | string): string {
  const text = typeof now === 'string' ? now : now.toISOString();
  toMilliseconds(text);
  return text;
}

export type { CertificateRecord };
