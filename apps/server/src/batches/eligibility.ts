import type { Kysely } from 'kysely';
import { decideEligibility as decide } from '@jiangping/domain/batches/eligibility';
import type { Applicant, EligibilityOutcome, Lack } from '@jiangping/domain/batches/eligibility';
import { Refusal } from '@jiangping/domain/refusal';
import type { Words } from '@jiangping/domain/refusals';
import type { EligibilityRule } from '@jiangping/domain/standards/eligibility-clause';
import { codeOfLevel } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { digestText } from '../base/fields.ts';
import type { DB } from '../base/schema.types.ts';
import { getStandardBody } from '../standards/standards.ts';
import { moveBatchState, siteOfBatch, takeSide } from './batch-rows.ts';
import { CHUNK } from './rosters.ts';

/** Closes enrolment; refuses a batch that nobody entered (`roster_empty`). */
export async function closeEnrolment(base: Base, caller: Caller | null, input: { batchId: string }) {
  return act(
    base,
    caller,
    'closeEnrolment',
    input,
    async (scope) => {
      const batch = await moveBatchState(scope, input.batchId, 'closeEnrolment');
      const { enrolled } = await countEntries(scope.tx, batch.id);
      if (enrolled === 0) throw new Refusal('roster_empty');
      const factId = await scope.record({
        kind: 'enrolment.closed',
        subject: { type: 'batch', id: batch.id },
        stream: batch.id,
        data: { entries: enrolled },
      });
      return { id: batch.id, factId };
    },
    (tx) => siteOfBatch(tx, input.batchId),
  );
}

/** How many entries of a batch stand in each state; `enrolled` are those not decided yet. */
export async function countEntries(db: Kysely<DB>, batchId: string) {
  const rows = await db
    .selectFrom('entries')
    .select(['state', ({ fn }) => fn.countAll<bigint>().as('count')])
    .where('batch_id', '=', batchId)
    .groupBy('state')
    .execute();
  const countOf = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0n);
  return {
    enrolled: countOf('enrolled'),
    eligible: countOf('eligible'),
    ineligible: countOf('ineligible'),
    withdrawn: countOf('withdrawn'),
  };
}

/**
 * Decides every entry that waits, by the clauses of the batch's own standard and level on this day. The decision keeps the
 * clause, what was found in both languages, and who checked. Refuses where none waits (`entries_none_open`).
 */
export async function decideEligibility(base: Base, caller: Caller | null, input: { batchId: string }) {
  const { batchId } = input;
  return act(
    base,
    caller,
    'decideEligibility',
    input,
    async (scope) => {
      const { tx, now, today, personId, newId, record } = scope;
      const batch = await moveBatchState(scope, batchId, 'decideEligibility');
      await takeSide(scope, batchId, personId, 'service');
      const { eligibility } = (await getStandardBody(tx, batch.standard_id)).requirements;
      const open = await tx
        .selectFrom('entries')
        .select(['id', 'claimed_clause', 'evidence'])
        .where('batch_id', '=', batchId)
        .where('state', '=', 'enrolled')
        .orderBy('number')
        .execute();
      if (open.length === 0) throw new Refusal('entries_none_open');
      const decisions = open.map((entry) => {
        // Written by importRoster alone.
        const evidence = entry.evidence as Applicant;
        const outcome = decide(eligibility, batch.level, evidence, today, entry.claimed_clause);
        return {
          batch_id: batchId,
          id: newId(),
          entry_id: entry.id,
          eligible: outcome.eligible,
          clause: outcome.clause,
          findings: JSON.stringify(findingsOf(outcome, eligibility, batch.level, entry.claimed_clause)),
          checker_id: personId,
          decided_at: now,
          supersedes_id: null,
        };
      });
      for (let i = 0; i < decisions.length; i += CHUNK) {
        const chunk = decisions.slice(i, i + CHUNK);
        await tx.insertInto('eligibility_decisions').values(chunk).execute();
        for (const eligible of [true, false]) {
          const ids = chunk.filter((each) => each.eligible === eligible).map((each) => each.entry_id);
          if (ids.length === 0) continue;
          await tx
            .updateTable('entries')
            .set({ state: eligible ? 'eligible' : 'ineligible' })
            .where('batch_id', '=', batchId)
            .where('id', 'in', ids)
            .execute();
        }
      }
      const eligible = decisions.filter((each) => each.eligible).length;
      const ineligible = decisions.length - eligible;
      const factId = await record({
        kind: 'eligibility.decided',
        subject: { type: 'batch', id: batchId },
        stream: batchId,
        data: {
          standard: batch.standard_id,
          eligible,
          ineligible,
          decisions: digestText(
            canonicalJson(decisions.map(({ id, entry_id, clause }) => ({ id, entry: entry_id, clause }))),
          ),
        },
      });
      return { id: batchId, factId, eligible, ineligible };
    },
    (tx) => siteOfBatch(tx, batchId),
  );
}

/** What was found, in words: the clause that is met, or for each clause what it lacks. */
function findingsOf(
  outcome: EligibilityOutcome,
  rule: EligibilityRule,
  level: Level,
  claimed: string | null,
): Words[] {
  const code = codeOfLevel(level);
  const clauses = (code === null ? undefined : rule.levels[code]) ?? [];
  const met = clauses.find(({ id }) => id === outcome.clause);
  const lacking = outcome.missing.filter(({ clause }) => !met || clause === claimed);
  return [
    ...(met ? [{ zh: `符合 ${met.id}：${met.text.zh}`, en: `Meets ${met.id}: ${met.text.en}` }] : []),
    ...lacking.flatMap(({ clause, lacks }) => lacks.map((lack) => lackWords(clause, lack))),
    ...(met
      ? []
      : outcome.byHand.map(({ id, text }) => ({
          zh: `${id} 须由人工核定：${text.zh}`,
          en: `${id} can only be decided by a person: ${text.en}`,
        }))),
  ];
}

function lackWords(clause: string, { zh, en, needed, had }: Lack): Words {
  const figures =
    needed > 0 ? { zh: `（需要 ${needed}，现有 ${had}）`, en: ` (needed ${needed}, has ${had})` } : null;
  return {
    zh: `${clause} 未满足：${zh}${figures?.zh ?? ''}`,
    en: `${clause} is not met: ${en}${figures?.en ?? ''}`,
  };
}
