import type { Base, Caller } from '../base/act.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import { maskStoredIdNumber } from '../people/people.ts';
import { requireBatchSite } from './batch-rows.ts';

/** The entries of a batch by number, each with the decision that stands. */
export async function listEntries(
  base: Base,
  caller: Caller | null,
  query: PageQuery & { batchId: string; q?: string | undefined },
) {
  const { batchId } = query;
  await requireBatchSite(base.db, caller, 'readBatch', batchId);
  let entries = base.db
    .selectFrom('entries')
    .innerJoin('persons', 'persons.id', 'entries.candidate_id')
    .leftJoin('eligibility_decisions as decision', (join) =>
      join
        .onRef('decision.batch_id', '=', 'entries.batch_id')
        .onRef('decision.entry_id', '=', 'entries.id')
        .on((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('eligibility_decisions as later')
                .select('later.id')
                .whereRef('later.batch_id', '=', 'decision.batch_id')
                .whereRef('later.supersedes_id', '=', 'decision.id'),
            ),
          ),
        ),
    )
    .leftJoin('persons as checker', 'checker.id', 'decision.checker_id')
    .leftJoin('tickets', (join) =>
      join.onRef('tickets.batch_id', '=', 'entries.batch_id').onRef('tickets.entry_id', '=', 'entries.id'),
    )
    .where('entries.batch_id', '=', batchId);
  if (query.q) entries = entries.where('persons.name', 'like', `%${query.q}%`);
  const rows = await entries
    .select([
      'entries.id',
      'entries.number',
      'entries.candidate_id',
      'entries.claimed_clause',
      'entries.state',
      'persons.name',
      'persons.id_number_cipher',
      'decision.eligible',
      'decision.clause',
      'decision.findings',
      'decision.checker_id',
      'decision.decided_at',
      'checker.name as checker_name',
      'tickets.number as ticket_number',
      totalOf,
    ])
    .select((eb) =>
      eb
        .selectFrom('seats')
        .innerJoin('batch_sittings', 'batch_sittings.sitting_id', 'seats.sitting_id')
        .whereRef('batch_sittings.batch_id', '=', 'entries.batch_id')
        .whereRef('seats.candidate_id', '=', 'entries.candidate_id')
        .where('batch_sittings.part', '=', 'theory')
        .select('seats.seat')
        .limit(1)
        .as('theory_seat'),
    )
    .orderBy('entries.number')
    .$call(pageOf(query))
    .execute();
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      number: row.number,
      candidate: { id: row.candidate_id, name: row.name },
      idNumberMasked: maskStoredIdNumber(base, row.id_number_cipher),
      claimedClause: row.claimed_clause,
      state: row.state as 'enrolled' | 'eligible' | 'ineligible' | 'withdrawn',
      decision:
        row.decided_at === null
          ? null
          : {
              eligible: row.eligible ?? false,
              clause: row.clause,
              // Written by decideEligibility alone.
              findings: row.findings as { zh: string; en: string }[],
              checker: { id: row.checker_id ?? '', name: row.checker_name ?? '' },
              decidedAt: row.decided_at.toISOString(),
            },
      ticketNumber: row.ticket_number,
      theorySeat: row.theory_seat,
    })),
  };
}
