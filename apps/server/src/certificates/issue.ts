import { setImmediate } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { digestCredential } from '@jiangping/credentials/credential-digest';
import { hashIdentity } from '@jiangping/credentials/identity-hash';
import { formatCertificateNumber } from '@jiangping/domain/certificates/certificate-number';
import { maskIdNumber } from '@jiangping/domain/people/mask';
import { canonicalJson } from '@jiangping/log/canonical-json';
import type { ActScope } from '../base/act.ts';
import { portionsOf } from '../base/bulk.ts';
import { encryptField } from '../base/fields.ts';
import type { DB } from '../base/schema.types.ts';
import { findPolicies, readIdNumber } from '../people/people.ts';
import { listCurrentResults } from '../results/results.ts';
import type { ResultRecord } from '../results/results.ts';
import { buildCertificate, readBatchFrame } from './badges.ts';
import type { BatchFrame } from './badges.ts';
import { openIssuer } from './issuer.ts';
import { takeSerials } from './number-ranges.ts';
import { takeStatusPlaces } from './status-lists.ts';

interface Holder {
  result: ResultRecord;
  entryId: string;
  personId: string;
  name: string;
}

/**
 * Numbers, signs and writes a certificate for every passed entry of an approved claim, in the order of the entries;
 * gives how many. The caller holds the lock of the batch.
 */
export async function issueCertificates(
  scope: ActScope,
  { batchId, claimId }: { batchId: string; claimId: string },
): Promise<number> {
  const { tx, base, now, today, newId, record } = scope;
  const frame = await readBatchFrame(tx, batchId, today);
  const holders = await findHolders(tx, batchId);
  const numbers = await takeNumbers(scope, frame, holders.length);
  const places = await takeStatusPlaces(scope, holders.length);
  const issuer = openIssuer(base.keys);
  const rows = [];
  for (const [i, holder] of holders.entries()) {
    const number = numbers[i];
    const place = places[i];
    if (number === undefined || !place) throw new Error('fewer numbers than holders');
    const id = newId();
    const { idType, idNumber } = await readIdNumber(tx, base, holder.personId);
    const salt = base.ambient.randomBytes(16).toString('base64url');
    const unsigned = buildCertificate(
      frame,
      {
        certificateId: id,
        number,
        name: holder.name,
        idType,
        idNumberMasked: maskIdNumber(idNumber),
        identityHash: hashIdentity(idNumber, salt),
        theoryScore: holder.result.theory.score,
        practicalScore: holder.result.practical.score,
        passMark: holder.result.passMark,
        status: place.pointers,
      },
      { issuerId: issuer.did, validFrom: now.toISOString() },
    );
    const credential = await issuer.sign(unsigned, now);
    const digest = digestCredential(credential);
    const factId = await record({
      kind: 'certificate.issued',
      subject: { type: 'certificate', id },
      stream: batchId,
      data: {
        batch: batchId,
        credentialDigest: digest,
        level: frame.level,
        site: frame.siteId,
        statusIndex: place.index,
        statusList: place.list,
      },
    });
    rows.push({
      batch_id: batchId,
      id,
      entry_id: holder.entryId,
      claim_id: claimId,
      result_id: holder.result.id,
      holder_id: holder.personId,
      number,
      scope_line_id: frame.scopeLineId,
      status_list: place.list,
      status_index: place.index,
      state: 'issued',
      credential: canonicalJson(credential),
      credential_digest: Buffer.from(digest, 'hex'),
      identity_salt_cipher: encryptField(base.keys, base.ambient, 'identity-salt', salt),
      token: base.ambient.randomBytes(16).toString('base64url'),
      fact_id: factId,
      issued_on: today,
      issued_at: now,
    });
    // Signing is all computation: without this a running exam would wait for the whole batch.
    await setImmediate();
  }
  for (const portion of portionsOf(rows)) await tx.insertInto('certificates').values(portion).execute();
  return rows.length;
}

/** Class S: a social assessment organisation; Y would be an employer's own staff (职业技能等级证书编码规则). */
async function takeNumbers({ tx, today }: ActScope, frame: BatchFrame, count: number): Promise<string[]> {
  const year = Number(today.slice(0, 4));
  const institution = (await findPolicies(tx, today)).get('certificates.institution_code');
  const first = await takeSerials(tx, { siteId: frame.siteId, year, level: frame.level }, count);
  return Array.from({ length: count }, (_, i) =>
    formatCertificateNumber({
      class: 'S',
      institution,
      province: frame.province,
      site: frame.siteSerial,
      year,
      level: frame.level,
      serial: first + i,
    }),
  );
}

async function findHolders(tx: Transaction<DB>, batchId: string): Promise<Holder[]> {
  const results = new Map(
    (await listCurrentResults(tx, batchId))
      .filter(({ passed }) => passed)
      .map((result) => [result.entryId, result]),
  );
  const entries = await tx
    .selectFrom('entries')
    .innerJoin('persons', 'persons.id', 'entries.candidate_id')
    .where('entries.batch_id', '=', batchId)
    .select(['entries.id', 'entries.candidate_id', 'persons.name'])
    .orderBy('entries.number')
    .execute();
  return entries.flatMap((entry) => {
    const result = results.get(entry.id);
    return result ? [{ result, entryId: entry.id, personId: entry.candidate_id, name: entry.name }] : [];
  });
}
