import { sql } from 'kysely';
import { newId } from '../base/ambient.ts';
import type { Base } from '../base/act.ts';
import { writeFact } from '../base/facts.ts';
import { digestField, encryptField } from '../base/fields.ts';
import { sealTotpSecret } from './accounts.ts';
import { hashPassword } from './passwords.ts';
import { firstPolicies } from './policies.ts';
import { encodeBase32 } from './totp.ts';

export interface FirstAccount {
  account: string;
  password: string;
  totpSecret: string;
}

/**
 * Prepares an empty database once: the policy rows with their sources, and two security administrators, because every
 * further post needs one to propose and another to confirm. Gives their accounts, or null where the system already
 * has people.
 */
export async function installFirst(base: Base, options: { demo: boolean }): Promise<FirstAccount[] | null> {
  const names = ['first.admin', 'second.admin'];
  const accounts = await Promise.all(
    names.map(async (account) => {
      const password = base.ambient.randomBytes(12).toString('base64url');
      return {
        account,
        password,
        secret: base.ambient.randomBytes(20),
        hash: await hashPassword(base.ambient, password),
      };
    }),
  );
  const installed = await base.db.transaction().execute(async (tx) => {
    // Two servers starting on one empty database: the second waits here and then finds people.
    await sql`select pg_advisory_xact_lock(62011)`.execute(tx);
    const known = await tx.selectFrom('persons').select('id').limit(1).executeTakeFirst();
    if (known) return false;
    const now = base.ambient.now();
    const fact = (kind: string, type: string, id: string, data: Record<string, string | number | boolean>) =>
      writeFact(tx, {
        id: newId(base.ambient),
        kind,
        at: now.toISOString(),
        actor: { system: 'installation' },
        subject: { type, id },
        data,
      });
    await fact('log.opened', 'log', newId(base.ambient), {});
    for (const row of firstPolicies(options.demo)) {
      await tx
        .insertInto('policies')
        .values({
          id: newId(base.ambient),
          key: row.key,
          value: JSON.stringify(row.value),
          valid_from: row.from,
          valid_to: row.to ?? null,
          rule_document_id: null,
          source_document: row.source.document,
          clause: row.source.clause,
          confidence: row.source.confidence,
          published_by: null,
          published_at: now,
        })
        .execute();
    }
    await fact('policies.installed', 'policies', newId(base.ambient), {
      rows: firstPolicies(options.demo).length,
      demo: options.demo,
    });
    for (const { account, hash, secret } of accounts) {
      const id = newId(base.ambient);
      const number = `INSTALLATION-${account}`;
      await tx
        .insertInto('persons')
        .values({
          id,
          name: account,
          id_type: 'installation',
          id_number_digest: digestField(base.keys, 'id-number', number),
          id_number_cipher: encryptField(base.keys, base.ambient, 'id-number', number),
          sex: null,
          born_on: null,
          phone_cipher: null,
          employer: null,
          registered_at: now,
        })
        .execute();
      await tx
        .insertInto('accounts')
        .values({
          person_id: id,
          name: account,
          password_hash: hash,
          totp_cipher: sealTotpSecret(base, secret),
          locked_until: null,
          disabled_at: null,
        })
        .execute();
      await tx
        .insertInto('grants')
        .values({
          id: newId(base.ambient),
          person_id: id,
          post: 'security_admin',
          site_id: null,
          valid_from: '2000-01-01',
          valid_to: '2999-12-31',
          proposed_by: null,
          proposed_at: now,
          confirmed_by: null,
          confirmed_at: now,
          revoked_by: null,
          revoked_at: null,
        })
        .execute();
      await fact('grant.installed', 'person', id, { post: 'security_admin' });
    }
    return true;
  });
  base.ledger.nudge();
  return installed
    ? accounts.map(({ account, password, secret }) => ({
        account,
        password,
        totpSecret: encodeBase32(secret),
      }))
    : null;
}
