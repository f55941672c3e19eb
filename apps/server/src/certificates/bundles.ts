import type { Kysely } from 'kysely';
import { bundleFormat, serializeBundle } from '@jiangping/credentials/bundle';
import type { ProvenEntry } from '@jiangping/credentials/bundle';
import { digestCredential } from '@jiangping/credentials/credential-digest';
import type { JsonObject } from '@jiangping/credentials/json';
import { isJsonObject } from '@jiangping/credentials/json';
import { recordFromCredential } from '@jiangping/credentials/open-badge';
import type { OpenBadge } from '@jiangping/credentials/open-badge';
import { Refusal } from '@jiangping/domain/refusal';
import { decodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { Fact } from '../base/facts.ts';
import type { ProvenFact } from '../base/ledger-proofs.ts';
import type { DB } from '../base/schema.types.ts';
import { getReleasedDecision } from '../reviews/reviews.ts';
import { uriOfCertificate } from './badges.ts';
import { openIssuer } from './issuer.ts';
import { getStatusList } from './status-lists.ts';

/** A stored certificate whose signed record agrees with its row. */
export interface StoredCertificate {
  row: CertificateRow;
  credential: JsonObject;
  badge: OpenBadge;
}

export type CertificateRow = Awaited<
  ReturnType<ReturnType<typeof selectCertificates>['executeTakeFirstOrThrow']>
>;

/** Certificates with the site and the status list they belong to. */
export function selectCertificates(db: Kysely<DB>) {
  return db
    .selectFrom('certificates')
    .innerJoin('batches', 'batches.id', 'certificates.batch_id')
    .innerJoin('status_lists', 'status_lists.number', 'certificates.status_list')
    .selectAll('certificates')
    .select(['batches.site_id', 'status_lists.revocation_id', 'status_lists.suspension_id']);
}

/** The file a holder keeps, for the staff that hands it out. */
export async function getBundle(base: Base, caller: Caller | null, certificateId: string) {
  requirePost(caller, 'readCertificates');
  const row = await selectCertificates(base.db)
    .where('certificates.id', '=', certificateId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  requirePost(caller, 'readCertificates', row.site_id);
  return { fileName: `${row.number}.json`, bundle: await buildBundle(base, row) };
}

/**
 * The certificate file: signed record, the proofs that it and the release of its batch stand in the log under one
 * checkpoint, keys, and the status lists of this moment. Nothing is handed out that was changed in the database:
 * `certificate_altered` where record, row and logged digest disagree, `ledger_fact_altered` where a fact does.
 */
export async function buildBundle(base: Base, row: CertificateRow): Promise<string> {
  const { credential } = readStored(row);
  const decision = await getReleasedDecision(base.db, row.batch_id);
  const { facts, size, checkpoint } = await base.ledger.proveFacts([row.fact_id, decision.factId]);
  const [issued, released] = facts;
  if (!issued || !released) throw new Refusal('not_found');
  const { kind, subject, data } = JSON.parse(issued.fact) as Fact;
  const release = JSON.parse(released.fact) as Fact;
  const isLogged =
    kind === 'certificate.issued' &&
    subject.id === row.id &&
    data['credentialDigest'] === digestCredential(credential) &&
    release.kind === 'batch.released' &&
    release.stream === row.batch_id;
  if (!isLogged) throw new Refusal('certificate_altered', { certificate: row.id });
  const file = serializeBundle({
    format: bundleFormat,
    credential,
    proofs: {
      ...toProvenEntry(issued),
      treeSize: String(size),
      checkpoint,
      batch: toProvenEntry(released),
    },
    keys: { issuer: openIssuer(base.keys).did, log: base.ledger.verifierKey },
    status: await Promise.all(
      [row.revocation_id, row.suspension_id].map((listId) => getStatusList(base, listId)),
    ),
  });
  return decodeUtf8(file);
}

function toProvenEntry({ fact, index, inclusion }: ProvenFact): ProvenEntry {
  return { entry: fact, index: String(index), inclusion };
}

/** Reads the stored record and compares it with the row beside it; refuses `certificate_altered`. */
export function readStored(row: CertificateRow): StoredCertificate {
  const credential = parseCredential(row.credential);
  const badge = recordFromCredential(credential);
  const isWhole =
    credential !== null &&
    badge !== null &&
    canonicalJson(credential) === row.credential &&
    digestCredential(credential) === row.credential_digest.toString('hex') &&
    badge.envelope.id === uriOfCertificate(row.id) &&
    badge.envelope.status.every(({ index }) => index === row.status_index) &&
    badge.record.certificateNumber === row.number &&
    badge.record.issuedOn === row.issued_on &&
    badge.record.batchId === row.batch_id;
  if (!isWhole) throw new Refusal('certificate_altered', { certificate: row.id });
  return { row, credential, badge };
}

/** The stored text of a credential as an object, or null where it is none. */
export function parseCredential(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
