// batches: plan, batch, roster, entry, eligibility decision, assignment, ticket. A batch lies inside one scope line of its
// site by key, and moves towards its exam only while the line is in force; a person serves in it or reviews it, never both.
// What a result or a certificate is, is not known here.
export {
  findBatchSittings,
  findEligibleEntries,
  getBatchRow,
  moveBatchState,
  requireBatchSite,
  siteOfBatch,
  takeSide,
} from './batch-rows.ts';
export type { BatchRow, BatchSitting, EligibleEntry } from './batch-rows.ts';
