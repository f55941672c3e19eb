// reviews: dossiers, their freeze, the draw, the review sheets and the decision on a batch. The dossiers are closed and
// their root is in the log before anything is drawn; the draw happens once in a round, from the root and a checkpoint that
// came after it. A returned batch is put right, closed and drawn again: its next round. Whoever served in the batch does not review it, and who did either does not decide it. Certificates see only that a
// batch was released.
export { getReleasedDecision } from './decision.ts';
export type { ReleasedDecision } from './decision.ts';
