import { Refusal } from '@jiangping/domain/refusal';
import { act, findSeenSites } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { getBatchRow, moveBatchState } from '../batches/batches.ts';
import { listCurrentResults } from '../results/results.ts';
import { getReleasedDecision } from '../reviews/reviews.ts';
import { toSiteRef } from '../sites/sites.ts';
import { issueCertificates } from './issue.ts';

/** Claims certificates for everybody who passed in a released batch; once a batch. */
export async function claimCertificates(base: Base, caller: Caller | null, input: { batchId: string }) {
  const { batchId } = input;
  return act(
    base,
    caller,
    'claimCertificates',
    input,
    async (scope) => {
      const { tx, now, personId, newId, record } = scope;
      const decision = await getReleasedDecision(tx, batchId);
      await moveBatchState(scope, batchId, 'claimCertificates');
      if (await findClaim(scope, batchId)) throw new Refusal('claim_duplicate');
      const claimed = (await listCurrentResults(tx, batchId)).filter(({ passed }) => passed).length;
      if (claimed === 0) throw new Refusal('claim_empty');
      const id = newId();
      await tx
        .insertInto('claims')
        .values({
          batch_id: batchId,
          id,
          decision_id: decision.id,
          claimed_by: personId,
          claimed_at: now,
        })
        .execute();
      const factId = await record({
        kind: 'claim.made',
        subject: { type: 'claim', id },
        stream: batchId,
        data: { claimed, decision: decision.id },
      });
      return { id, factId, claimed };
    },
    async (tx) => (await getBatchRow(tx, batchId)).site_id,
  );
}

/**
 * Approves the claim of a batch, by another person than the claimant, and issues its certificates in the same
 * transaction: all of them with numbers in a row, or none and no number used.
 */
export async function approveClaim(base: Base, caller: Caller | null, input: { batchId: string }) {
  const { batchId } = input;
  return act(
    base,
    caller,
    'approveClaim',
    input,
    async (scope) => {
      const { tx, now, personId, record } = scope;
      await getReleasedDecision(tx, batchId);
      // Locks the batch: of two approvals under way the second goes on here after the first, and finds its work.
      await moveBatchState(scope, batchId, 'issueCertificates');
      const claim = await findClaim(scope, batchId);
      if (!claim) throw new Refusal('claim_missing');
      if (claim.approved_by !== null) throw new Refusal('already_issued');
      if (claim.claimed_by === personId) throw new Refusal('approver_is_claimant');
      await tx
        .insertInto('claim_approvals')
        .values({
          batch_id: batchId,
          claim_id: claim.id,
          decision_id: claim.decision_id,
          claimed_by: claim.claimed_by,
          approved_by: personId,
          approved_at: now,
        })
        .execute();
      const issued = await issueCertificates(scope, { batchId, claimId: claim.id });
      const factId = await record({
        kind: 'claim.approved',
        subject: { type: 'claim', id: claim.id },
        stream: batchId,
        data: { issued },
      });
      return { id: claim.id, factId, issued };
    },
    async (tx) => (await getBatchRow(tx, batchId)).site_id,
  );
}

async function findClaim({ tx }: Pick<ActScope, 'tx'>, batchId: string) {
  return tx
    .selectFrom('claims')
    .leftJoin('claim_approvals', (join) =>
      join
        .onRef('claim_approvals.batch_id', '=', 'claims.batch_id')
        .onRef('claim_approvals.claim_id', '=', 'claims.id'),
    )
    .where('claims.batch_id', '=', batchId)
    .select(['claims.id', 'claims.decision_id', 'claims.claimed_by', 'claim_approvals.approved_by'])
    .executeTakeFirst();
}

/** The claims of the sites one may see, waiting ones first, then the newest. */
export async function listClaims(base: Base, caller: Caller | null) {
  const seen = findSeenSites(caller, 'readCertificates');
  let claims = base.db
    .selectFrom('claims')
    .innerJoin('batches', 'batches.id', 'claims.batch_id')
    .innerJoin('sites', 'sites.id', 'batches.site_id')
    .innerJoin('persons as claimant', 'claimant.id', 'claims.claimed_by')
    .leftJoin('claim_approvals', (join) =>
      join
        .onRef('claim_approvals.batch_id', '=', 'claims.batch_id')
        .onRef('claim_approvals.claim_id', '=', 'claims.id'),
    )
    .leftJoin('persons as approver', 'approver.id', 'claim_approvals.approved_by');
  if (seen !== 'all') claims = claims.where('batches.site_id', 'in', seen);
  const rows = await claims
    .select([
      'claims.batch_id',
      'claims.claimed_at',
      'claims.claimed_by',
      'claimant.name as claimant_name',
      'claim_approvals.approved_by',
      'approver.name as approver_name',
      'batches.code',
      'sites.id',
      'sites.name_zh',
      'sites.name_en',
    ])
    .select((eb) =>
      eb
        .selectFrom('results')
        .whereRef('results.batch_id', '=', 'claims.batch_id')
        .where('results.passed', '=', true)
        .where((inner) =>
          inner.not(
            inner.exists(
              inner
                .selectFrom('results as later')
                .select('later.id')
                .whereRef('later.batch_id', '=', 'results.batch_id')
                .whereRef('later.supersedes_id', '=', 'results.id'),
            ),
          ),
        )
        .select((inner) => inner.fn.countAll<bigint>().as('count'))
        .as('passed'),
    )
    .orderBy('claim_approvals.approved_by', (order) => order.asc().nullsFirst())
    .orderBy('claims.id', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    batchId: row.batch_id,
    batchCode: row.code,
    site: toSiteRef(row),
    claimedBy: { id: row.claimed_by, name: row.claimant_name },
    claimedAt: row.claimed_at.toISOString(),
    approvedBy: row.approved_by === null ? null : { id: row.approved_by, name: row.approver_name ?? '' },
    passed: Number(row.passed ?? 0n),
  }));
}
