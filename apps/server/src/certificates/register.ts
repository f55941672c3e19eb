import type { Level } from '@jiangping/domain/standards/level';
import { findSeenSites } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import { toSiteRef } from '../sites/sites.ts';
import { toOccupationRef } from '../standards/standards.ts';

export type CertificateState = 'issued' | 'corrected' | 'suspended' | 'revoked' | 'annulled';

/** The certificate register (证书台账) of the sites one may see, the newest issue first. */
export async function listCertificates(
  base: Base,
  caller: Caller | null,
  query: PageQuery & {
    q?: string | undefined;
    batchId?: string | undefined;
    state?: CertificateState | undefined;
  },
) {
  const seen = findSeenSites(caller, 'readCertificates');
  let certificates = base.db
    .selectFrom('certificates')
    .innerJoin('batches', 'batches.id', 'certificates.batch_id')
    .innerJoin('sites', 'sites.id', 'batches.site_id')
    .innerJoin('occupations', 'occupations.id', 'batches.occupation_id')
    .innerJoin('persons', 'persons.id', 'certificates.holder_id');
  if (seen !== 'all') certificates = certificates.where('batches.site_id', 'in', seen);
  if (query.batchId) certificates = certificates.where('certificates.batch_id', '=', query.batchId);
  if (query.state) certificates = certificates.where('certificates.state', '=', query.state);
  if (query.q) {
    const like = `%${query.q}%`;
    certificates = certificates.where((eb) =>
      eb.or([
        eb('certificates.number', 'ilike', like),
        eb('persons.name', 'like', like),
        eb('batches.code', 'ilike', like),
      ]),
    );
  }
  const rows = await certificates
    .select([
      'certificates.id as certificate_id',
      'certificates.batch_id',
      'certificates.number',
      'certificates.state',
      'certificates.issued_on',
      'certificates.token',
      'certificates.holder_id',
      'persons.name as holder_name',
      'batches.level',
      'batches.site_id',
      'sites.name_zh as site_zh',
      'sites.name_en as site_en',
      'occupations.id',
      'occupations.edition',
      'occupations.code',
      'occupations.name_zh',
      'occupations.name_en',
      totalOf,
    ])
    .orderBy('certificates.issued_at', 'desc')
    .orderBy('certificates.number')
    .$call(pageOf(query))
    .execute();
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.certificate_id,
      batchId: row.batch_id,
      number: row.number,
      holder: { id: row.holder_id, name: row.holder_name },
      occupation: toOccupationRef(row),
      level: row.level as Level,
      site: toSiteRef({ id: row.site_id, name_zh: row.site_zh, name_en: row.site_en }),
      state: row.state as CertificateState,
      issuedOn: row.issued_on,
      token: row.token,
    })),
  };
}
