import type { Base, Caller } from '../base/act.ts';
import { findStream } from '../base/facts.ts';
import { requireBatchSite } from './batch-rows.ts';

/** The acts of a batch as the log has them, in order, with the names of those who did them. */
export async function getTimeline(base: Base, caller: Caller | null, batchId: string) {
  await requireBatchSite(base.db, caller, 'readBatch', batchId);
  const facts = await findStream(base.db, batchId);
  const ids = facts.flatMap(({ fact }) => ('person' in fact.actor ? [fact.actor.person] : []));
  const persons = ids.length
    ? await base.db
        .selectFrom('persons')
        .select(['id', 'name'])
        .where('id', 'in', [...new Set(ids)])
        .execute()
    : [];
  const names = new Map(persons.map(({ id, name }) => [id, name]));
  return facts.map(({ fact, index }) => ({
    factId: fact.id,
    kind: fact.kind,
    at: fact.at,
    actor:
      'person' in fact.actor ? { name: names.get(fact.actor.person) ?? '', post: fact.actor.post } : null,
    data: { ...fact.data },
    index,
  }));
}
