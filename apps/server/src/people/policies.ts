import type { Kysely } from 'kysely';
import { checkPolicyRow, defaultPolicyRows, policyOn } from '@jiangping/domain/policy';
import type { PolicyRow } from '@jiangping/domain/policy';
import type { PolicyKey, PolicyValue } from '@jiangping/domain/policies';
import { policies as knownPolicies } from '@jiangping/domain/policies';
import { Refusal } from '@jiangping/domain/refusal';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';

/** The policy values of one day. */
export interface PoliciesOn {
  get<K extends PolicyKey>(key: K): PolicyValue<K>;
}

/** The policies as they stood on a day; asking for one without a row is refused (`policy_missing`). */
export async function findPolicies(db: Kysely<DB>, date: string): Promise<PoliciesOn> {
  const stored = await db
    .selectFrom('policies')
    .select(['key', 'value', 'valid_from', 'valid_to', 'source_document', 'clause', 'confidence'])
    .where('valid_from', '<=', date)
    .orderBy('valid_from')
    .orderBy('published_at')
    .execute();
  const rows = stored.map(toPolicyRow);
  return { get: (key) => policyOn(rows, key, date) };
}

interface StoredPolicy {
  key: string;
  value: unknown;
  valid_from: string;
  valid_to: string | null;
  source_document: string;
  clause: string;
  confidence: string;
}

// The table only ever receives rows that `checkPolicyRow` accepted.
function toPolicyRow(row: StoredPolicy): PolicyRow {
  return {
    key: row.key as PolicyKey,
    value: row.value as PolicyValue<PolicyKey>,
    from: row.valid_from,
    ...(row.valid_to === null ? {} : { to: row.valid_to }),
    source: {
      document: row.source_document,
      clause: row.clause,
      confidence: row.confidence as PolicyRow['source']['confidence'],
    },
  };
}

/** The rows in force on a day, one a key. */
export async function listPolicies(base: Base, date: string) {
  const rows = await base.db
    .selectFrom('policies')
    .selectAll()
    .distinctOn('key')
    .where('valid_from', '<=', date)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', date)]))
    .orderBy('key')
    .orderBy('valid_from', 'desc')
    .execute();
  return rows.map((row) => ({
    key: row.key,
    value: row.value as number | string | string[],
    validFrom: row.valid_from,
    validTo: row.valid_to,
    sourceDocument: row.source_document,
    clause: row.clause,
    confidence: row.confidence as 'confirmed' | 'unconfirmed' | 'own',
  }));
}

export interface PolicyInput {
  key: string;
  value: number | string | string[];
  validFrom: string;
  validTo?: string | undefined;
  ruleDocumentId?: string | undefined;
  sourceDocument: string;
  clause: string;
  confidence: 'confirmed' | 'unconfirmed' | 'own';
}

/** Publishes a dated value; a value that reaches into the past is refused, since decisions already rest on the old one. */
export async function publishPolicy(base: Base, caller: Caller | null, input: PolicyInput) {
  return act(base, caller, 'publishPolicy', input, async ({ tx, now, today, personId, newId, record }) => {
    if (!(input.key in knownPolicies))
      throw new Refusal('policy_missing', { key: input.key, date: input.validFrom });
    if (input.validFrom < today) throw new Refusal('date_invalid');
    checkPolicyRow(
      toPolicyRow({
        key: input.key,
        value: input.value,
        valid_from: input.validFrom,
        valid_to: input.validTo ?? null,
        source_document: input.sourceDocument,
        clause: input.clause,
        confidence: input.confidence,
      }),
    );
    const id = newId();
    await tx
      .insertInto('policies')
      .values({
        id,
        key: input.key,
        value: JSON.stringify(input.value),
        valid_from: input.validFrom,
        valid_to: input.validTo ?? null,
        rule_document_id: input.ruleDocumentId ?? null,
        source_document: input.sourceDocument,
        clause: input.clause,
        confidence: input.confidence,
        published_by: personId,
        published_at: now,
      })
      .execute();
    const factId = await record({
      kind: 'policy.published',
      subject: { type: 'policy', id },
      data: { key: input.key, value: input.value, validFrom: input.validFrom, confidence: input.confidence },
    });
    return { id, factId };
  });
}

/**
 * What a demo starts with instead: the fictitious province code of its ID numbers (GB/T 2260 has no province 99), and logins
 * that last while it lives through the months of its history.
 */
const demoValues: Partial<Record<PolicyKey, PolicyValue<PolicyKey>>> = {
  'people.fictitious_region': '99',
  'logins.hours': 24 * 400,
};

/** The rows every new installation starts with, in force from long ago so that imported history has rules too. */
export function firstPolicies(demo: boolean): readonly PolicyRow[] {
  return defaultPolicyRows('2000-01-01').map((row) => {
    const value = demo ? demoValues[row.key] : undefined;
    return value === undefined
      ? row
      : { ...row, value, source: { document: '演示环境参数', clause: '仅用于演示数据', confidence: 'own' } };
  });
}
