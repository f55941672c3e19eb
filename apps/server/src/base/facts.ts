import type { Kysely, Transaction } from 'kysely';
import { canonicalJson } from '@jiangping/log/canonical-json';
import type { DB } from './schema.types.ts';

/** Values a fact may carry: what happened, never who somebody is. */
export type FactValue =
  string | number | boolean | null | readonly FactValue[] | { readonly [key: string]: FactValue };

/** Who did it: a person by opaque id with the post (and grant) they used, or the system itself. */
export type FactActor =
  { person: string; post: string; grant: string; site?: string } | { ticket: string } | { system: string };

/**
 * One thing that happened, as it enters the log. `kind` is `noun.past-tense`; `subject` names the row it made or
 * moved; `stream` gathers the facts of one case (a batch) and is part of the fact itself.
 */
export interface Fact {
  id: string;
  kind: string;
  at: string;
  actor: FactActor;
  subject: { type: string; id: string };
  stream?: string;
  data: { readonly [key: string]: FactValue };
}

/** Writes a fact and its place in the queue in the caller's transaction: without the act no fact, without the fact no act. */
export async function writeFact(tx: Transaction<DB>, fact: Fact): Promise<void> {
  await tx
    .insertInto('ledger_facts')
    .values({
      id: fact.id,
      kind: fact.kind,
      stream: fact.stream ?? null,
      fact: canonicalJson(fact),
      recorded_at: fact.at,
    })
    .execute();
  await tx.insertInto('ledger_queue').values({ fact_id: fact.id }).execute();
}

/** The facts of one stream in the order of their making, each with its place in the log where it has one. */
export async function findStream(
  db: Kysely<DB>,
  stream: string,
): Promise<{ fact: Fact; index: number | null }[]> {
  const rows = await db
    .selectFrom('ledger_facts')
    .leftJoin('ledger_entries', 'ledger_entries.fact_id', 'ledger_facts.id')
    .where('ledger_facts.stream', '=', stream)
    .select(['ledger_facts.fact', 'ledger_entries.index'])
    .orderBy('ledger_facts.id')
    .execute();
  return rows.map((row) => ({
    fact: JSON.parse(row.fact) as Fact,
    index: row.index === null ? null : Number(row.index),
  }));
}
