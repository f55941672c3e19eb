import { Refusal } from '@jiangping/domain/refusal';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { findStream } from '../base/facts.ts';
import { digestText } from '../base/fields.ts';

export interface RuleInput {
  slug: string;
  version: string;
  titleZh: string;
  titleEn: string;
  effectiveOn: string;
  body: string;
}

/** Publishes one version of a rule document; its text is committed to by hash in the log. */
export async function publishRule(base: Base, caller: Caller | null, input: RuleInput) {
  return act(base, caller, 'publishRule', input, async ({ tx, now, personId, newId, record }) => {
    const taken = await tx
      .selectFrom('rule_documents')
      .select('id')
      .where('slug', '=', input.slug)
      .where('version', '=', input.version)
      .executeTakeFirst();
    if (taken) throw new Refusal('already_published');
    const id = newId();
    await tx
      .insertInto('rule_documents')
      .values({
        id,
        slug: input.slug,
        version: input.version,
        title_zh: input.titleZh,
        title_en: input.titleEn,
        effective_on: input.effectiveOn,
        body: input.body,
        published_by: personId,
        published_at: now,
      })
      .execute();
    const factId = await record({
      kind: 'rule.published',
      subject: { type: 'rule-document', id },
      stream: id,
      data: {
        slug: input.slug,
        version: input.version,
        effectiveOn: input.effectiveOn,
        sha256: digestText(input.body),
      },
    });
    return { id, factId };
  });
}

/** All versions of all rule documents, newest first within each. */
export async function listRules(base: Base) {
  const rows = await base.db
    .selectFrom('rule_documents')
    .select(['id', 'slug', 'version', 'title_zh', 'title_en', 'effective_on'])
    .orderBy('slug')
    .orderBy('effective_on', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    version: row.version,
    titleZh: row.title_zh,
    titleEn: row.title_en,
    effectiveOn: row.effective_on,
  }));
}

/** One version with its text and the digest that the ledger has of it; public. Refuses `not_found`. */
export async function getRule(base: Base, id: string) {
  const row = await base.db.selectFrom('rule_documents').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  const versions = await base.db
    .selectFrom('rule_documents')
    .select(['id', 'version', 'effective_on'])
    .where('slug', '=', row.slug)
    .orderBy('effective_on', 'desc')
    .execute();
  const [published] = await findStream(base.db, id);
  return {
    id,
    slug: row.slug,
    version: row.version,
    titleZh: row.title_zh,
    titleEn: row.title_en,
    effectiveOn: row.effective_on,
    body: row.body,
    sha256: digestText(row.body),
    publishedAt: row.published_at.toISOString(),
    factId: published?.fact.id ?? null,
    versions: versions.map((each) => ({
      id: each.id,
      version: each.version,
      effectiveOn: each.effective_on,
    })),
  };
}
