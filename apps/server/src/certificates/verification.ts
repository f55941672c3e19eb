// What anybody may ask: is this certificate real, and does it stand? The answer is the certificate file itself, so that
// the visitor's own browser checks it again; the state beside it is what this server says now.
import { recordFromCredential } from '@jiangping/credentials/open-badge';
import { keyOfPersonName } from '@jiangping/domain/people/name';
import { Refusal } from '@jiangping/domain/refusal';
import type { Base } from '../base/act.ts';
import { createRateLimit } from '../base/rate-limit.ts';
import { getReleasedDecision } from '../reviews/reviews.ts';
import { toSiteRef } from '../sites/sites.ts';
import { buildBundle, parseCredential, selectCertificates } from './bundles.ts';
import type { CertificateState } from './register.ts';

/** What the printed code leads to; a token nobody was given is refused (`certificate_unknown`). */
export async function verifyByToken(base: Base, token: string) {
  const row = await selectCertificates(base.db).where('certificates.token', '=', token).executeTakeFirst();
  if (!row) throw new Refusal('certificate_unknown');
  const bundle = await buildBundle(base, row);
  const scope = await base.db
    .selectFrom('scope_lines')
    .innerJoin('authorisations', 'authorisations.id', 'scope_lines.authorisation_id')
    .innerJoin('sites', 'sites.id', 'scope_lines.site_id')
    .where('scope_lines.id', '=', row.scope_line_id)
    .select([
      'sites.id',
      'sites.name_zh',
      'sites.name_en',
      'authorisations.document_number',
      'scope_lines.valid_from',
      'scope_lines.valid_to',
    ])
    .executeTakeFirstOrThrow();
  const changed = await base.db
    .selectFrom('certificate_states')
    .select('changed_at')
    .where('batch_id', '=', row.batch_id)
    .where('certificate_id', '=', row.id)
    .orderBy('changed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const decision = await getReleasedDecision(base.db, row.batch_id);
  return {
    bundle,
    state: row.state as CertificateState,
    stateAt: (changed?.changed_at ?? row.issued_at).toISOString(),
    checkedAt: base.ambient.now().toISOString(),
    scope: {
      site: toSiteRef(scope),
      documentNumber: scope.document_number,
      validFrom: scope.valid_from,
      validTo: scope.valid_to,
    },
    review: {
      dossiers: decision.dossiers,
      drawn: decision.drawn,
      decidedAt: decision.decidedAt.toISOString(),
    },
  };
}

/**
 * The way from number and name to the token, 10 times at once and 30 an hour per address. A number that is malformed,
 * unknown or another person's is refused alike (`certificate_unknown`), by the same query in the same time, so that
 * nobody learns which numbers exist.
 */
export function createFinder(base: Base) {
  const limit = createRateLimit(base.ambient, 10, 0.5);
  return async (address: string, input: { number: string; name: string }): Promise<{ token: string }> => {
    limit(address);
    const row = await base.db
      .selectFrom('certificates')
      .where('certificates.number', '=', input.number.normalize('NFKC').replace(/\s/g, '').toUpperCase())
      .select(['token', 'credential'])
      .executeTakeFirst();
    // The name as signed: a name corrected later does not stand on this paper.
    const name = row ? recordFromCredential(parseCredential(row.credential))?.record.name : undefined;
    if (!row || !name || keyOfPersonName(name) !== keyOfPersonName(input.name))
      throw new Refusal('certificate_unknown');
    return { token: row.token };
  };
}
