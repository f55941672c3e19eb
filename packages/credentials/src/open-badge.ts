/**
 * A skill certificate as an OpenBadgeCredential (Open Badges 3.0, context 3.0.3; Verifiable Credentials 2.0).
 *
 * `buildOpenBadge` and `recordFromCredential` are inverse to each other, byte for byte: a credential this file did
 * not build in this very form is not read. So nothing can hide in it, and what a page shows is all that was signed.
 * The form is for life: a change of wording or members is a new format beside this one.
 */
import { canonicalJson } from '@jiangping/log/canonical-json';
import type { CertificateRecord, PartScore } from './certificate-record.ts';
import { findRecordFault } from './certificate-record.ts';
import { certificateContextUrl, credentialsContextUrl, openBadgesContextUrl } from './contexts.ts';
import { isInstant } from './instant.ts';
import { InvalidCredential } from './invalid-credential.ts';
import type { Json, JsonObject } from './json.ts';
import { isMatch, omitMember } from './json.ts';
import type { StatusPointer } from './status-list.ts';
import { buildStatusEntry, readStatusEntry } from './status-list.ts';

/** What a credential says about itself rather than about the person. */
export interface BadgeEnvelope {
  /** A URI of its own, for instance `urn:uuid:…`. */
  readonly id: string;
  /** The institution's DID. */
  readonly issuerId: string;
  readonly validFrom: string;
  readonly validUntil?: string;
  /** How the certificate is earned, for readers of other countries and systems. */
  readonly criteria: string;
  /** Revocation, suspension or both in this order. Open Badges' own schema allows one; Verifiable Credentials 2.0 allows several. */
  readonly status: readonly StatusPointer[];
}

export interface OpenBadge {
  readonly record: CertificateRecord;
  readonly envelope: BadgeEnvelope;
}

const URI = /^[a-z][a-z0-9+.-]*:[\x21-\x7e]{1,500}$/;

/**
 * The unsigned credential of a certificate. Refuses a record `findRecordFault` objects to and an envelope with
 * malformed names, instants or statuses (`record_malformed`).
 */
export function buildOpenBadge({ record, envelope }: OpenBadge): JsonObject {
  const fault = findRecordFault(record) ?? findEnvelopeFault(envelope);
  if (fault !== null) throw new InvalidCredential('record_malformed', fault);
  const { occupation, level } = record;
  const statuses = envelope.status.map(buildStatusEntry);
  return {
    '@context': [credentialsContextUrl, openBadgesContextUrl, certificateContextUrl],
    id: envelope.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `${occupation.nameZh} ${level.nameZh} / ${occupation.nameEn}, ${level.nameEn}`,
    issuer: { id: envelope.issuerId, type: ['Profile'], name: record.institutionName },
    validFrom: envelope.validFrom,
    ...(envelope.validUntil === undefined ? {} : { validUntil: envelope.validUntil }),
    credentialSubject: buildSubject(record, envelope.criteria),
    credentialStatus: statuses.length === 1 ? (statuses[0] ?? null) : statuses,
  };
}

/**
 * The record and envelope of a credential in exactly the form {@link buildOpenBadge} gives, signed or not; null for
 * every other value, however alike. The proof is not looked at: see `data-integrity.ts`.
 */
export function recordFromCredential(credential: unknown): OpenBadge | null {
  try {
    // Members are read on trust; building again and comparing is what checks them.
    const unsecured = omitMember(credential as JsonObject, 'proof');
    const badge = readBadge(unsecured as unknown as Built);
    return canonicalJson(buildOpenBadge(badge)) === canonicalJson(unsecured) ? badge : null;
  } catch {
    return null;
  }
}

function buildSubject(record: CertificateRecord, criteria: string): JsonObject {
  const { occupation, level, workType, site, identity, partScores, photoDigest } = record;
  const achievementId = buildAchievementId(record);
  return {
    type: ['AchievementSubject'],
    name: record.name,
    identifier: [
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: identity.identityHash,
        // Open Badges 3.0, IdentifierTypeEnum: other kinds are extensions of it.
        identityType: record.idType === 'resident_id' ? 'nationalIdentityNumber' : `ext:${record.idType}`,
        ...(identity.salt === undefined ? {} : { salt: identity.salt }),
      },
    ],
    idType: record.idType,
    idNumberMasked: record.idNumberMasked,
    certificateNumber: record.certificateNumber,
    issuedOn: record.issuedOn,
    batchId: record.batchId,
    assessmentSite: { siteCode: site.code, name: site.name, scopeSentence: site.scopeSentence },
    ...(workType === undefined ? {} : { workType: { nameZh: workType.nameZh, nameEn: workType.nameEn } }),
    ...(photoDigest === undefined ? {} : { photoDigest }),
    ...(partScores === undefined
      ? {}
      : { result: partScores.map((score) => buildResult(score, achievementId)) }),
    achievement: {
      id: achievementId,
      type: ['Achievement'],
      achievementType: 'Certification',
      name: `${occupation.nameZh} ${level.nameZh} / ${occupation.nameEn}, ${level.nameEn}`,
      description: `职业技能等级证书 / Vocational skill level certificate: ${occupation.code}, ${level.code}`,
      criteria: { narrative: criteria },
      humanCode: occupation.code,
      occupation: {
        occupationEdition: occupation.edition,
        occupationCode: occupation.code,
        nameZh: occupation.nameZh,
        nameEn: occupation.nameEn,
      },
      skillLevel: { levelCode: level.code, nameZh: level.nameZh, nameEn: level.nameEn },
      ...(partScores === undefined
        ? {}
        : { resultDescription: partScores.map((score) => buildResultDescription(score, achievementId)) }),
    },
  };
}

function buildAchievementId({ occupation, level }: CertificateRecord): string {
  const names = [occupation.edition, occupation.code, level.code].map(encodeURIComponent);
  return `${new URL(certificateContextUrl).origin}/achievements/${names.join('/')}`;
}

function buildResult(score: PartScore, achievementId: string): JsonObject {
  return { type: ['Result'], resultDescription: `${achievementId}#${score.part}`, value: score.score };
}

function buildResultDescription(score: PartScore, achievementId: string): JsonObject {
  return {
    id: `${achievementId}#${score.part}`,
    type: ['ResultDescription'],
    name: `${score.nameZh} / ${score.nameEn}`,
    nameZh: score.nameZh,
    nameEn: score.nameEn,
    resultType: 'RawScore',
    valueMin: '0',
    valueMax: score.maximum,
  };
}

function findEnvelopeFault(envelope: BadgeEnvelope): string | null {
  const { id, issuerId, validFrom, validUntil, criteria, status } = envelope;
  if (!isMatch(id, URI)) return 'id';
  if (!isMatch(issuerId, URI) || !issuerId.startsWith('did:')) return 'issuerId';
  if (!isInstant(validFrom) || (validUntil !== undefined && !isInstant(validUntil))) return 'validFrom';
  if (!isMatch(criteria, /^[^]{1,4000}$/) || !criteria.isWellFormed()) return 'criteria';
  const purposes = status.map(({ purpose }) => purpose).join(' ');
  const isOrdered = ['revocation', 'suspension', 'revocation suspension'].includes(purposes);
  return isOrdered && status.every(({ listUrl }) => isMatch(listUrl, URI)) ? null : 'status';
}

/** The members `buildOpenBadge` writes, as far as they are read back. */
interface Built {
  readonly id: string;
  readonly issuer: { readonly id: string; readonly name: string };
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly credentialStatus: Json;
  readonly credentialSubject: {
    readonly name: string;
    readonly identifier: readonly [{ readonly identityHash: string; readonly salt?: string }];
    readonly idType: string;
    readonly idNumberMasked: string;
    readonly certificateNumber: string;
    readonly issuedOn: string;
    readonly batchId: string;
    readonly assessmentSite: {
      readonly siteCode: string;
      readonly name: string;
      readonly scopeSentence: string;
    };
    readonly workType?: { readonly nameZh: string; readonly nameEn: string };
    readonly photoDigest?: string;
    readonly result?: readonly { readonly resultDescription: string; readonly value: string }[];
    readonly achievement: {
      readonly id: string;
      readonly criteria: { readonly narrative: string };
      readonly occupation: {
        readonly occupationEdition: string;
        readonly occupationCode: string;
        readonly nameZh: string;
        readonly nameEn: string;
      };
      readonly skillLevel: { readonly levelCode: string; readonly nameZh: string; readonly nameEn: string };
      readonly resultDescription?: readonly {
        readonly nameZh: string;
        readonly nameEn: string;
        readonly valueMax: string;
      }[];
    };
  };
}

function readBadge(built: Built): OpenBadge {
  const subject = built.credentialSubject;
  const { achievement, assessmentSite: site, workType, photoDigest } = subject;
  const { occupation, skillLevel: level } = achievement;
  const [{ identityHash, salt }] = subject.identifier;
  const partScores = readPartScores(built);
  return {
    record: {
      certificateNumber: subject.certificateNumber,
      name: subject.name,
      idType: subject.idType,
      idNumberMasked: subject.idNumberMasked,
      identity: { identityHash, ...(salt === undefined ? {} : { salt }) },
      occupation: {
        edition: occupation.occupationEdition,
        code: occupation.occupationCode,
        nameZh: occupation.nameZh,
        nameEn: occupation.nameEn,
      },
      ...(workType === undefined ? {} : { workType: { nameZh: workType.nameZh, nameEn: workType.nameEn } }),
      level: { code: level.levelCode, nameZh: level.nameZh, nameEn: level.nameEn },
      institutionName: built.issuer.name,
      site: { name: site.name, code: site.siteCode, scopeSentence: site.scopeSentence },
      ...(partScores === undefined ? {} : { partScores }),
      issuedOn: subject.issuedOn,
      batchId: subject.batchId,
      ...(photoDigest === undefined ? {} : { photoDigest }),
    },
    envelope: {
      id: built.id,
      issuerId: built.issuer.id,
      validFrom: built.validFrom,
      ...(built.validUntil === undefined ? {} : { validUntil: built.validUntil }),
      criteria: achievement.criteria.narrative,
      status: [built.credentialStatus].flat().map(readPointer),
    },
  };
}

function readPartScores({
  credentialSubject: { result, achievement },
}: Built): readonly PartScore[] | undefined {
  return result?.map(({ resultDescription, value }, i) => {
    const description = achievement.resultDescription?.[i];
    if (description === undefined) throw new InvalidCredential('record_malformed', 'resultDescription');
    return {
      part: resultDescription.slice(achievement.id.length + 1),
      nameZh: description.nameZh,
      nameEn: description.nameEn,
      score: value,
      maximum: description.valueMax,
    };
  });
}

function readPointer(entry: unknown): StatusPointer {
  const pointer = readStatusEntry(entry);
  if (pointer === null) throw new InvalidCredential('record_malformed', 'credentialStatus');
  return pointer;
}
