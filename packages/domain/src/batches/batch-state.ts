// The way of a batch (批次). Each act is possible only in the states named and leads where the table says:
//
//   draft → filed → announced → enrolling → eligibility → arranged → ticketed → running → marking → results
//     → frozen → reviewing → released → certified → archived
//                    └→ returned → results (rectified, closed again, drawn again)
//
// `cancelled` is reached from any state before the exam. Closing the dossiers freezes them and commits their hash; the
// draw moves a frozen batch to `reviewing`, once in each round. Certificates know only `released`.
import { Refusal } from '../refusal.ts';
import { batchStates } from './batch-states.ts';
import type { BatchState } from './batch-states.ts';

interface Move {
  readonly from: readonly BatchState[];
  /** Where the act leads; several where its content decides; none when the batch stays. */
  readonly to: readonly BatchState[];
}

const beforeExam = [
  'draft',
  'filed',
  'announced',
  'enrolling',
  'eligibility',
  'arranged',
  'ticketed',
] as const;

export const batchMoves = {
  editBatch: { from: ['draft'], to: [] },
  fileBatch: { from: ['draft'], to: ['filed'] },
  announceBatch: { from: ['filed'], to: ['announced'] },
  openEnrolment: { from: ['announced'], to: ['enrolling'] },
  importRoster: { from: ['enrolling'], to: [] },
  admitEntry: { from: ['enrolling'], to: [] },
  closeEnrolment: { from: ['enrolling'], to: ['eligibility'] },
  decideEligibility: { from: ['enrolling', 'eligibility'], to: [] },
  arrangeBatch: { from: ['eligibility'], to: ['arranged'] },
  assignStaff: { from: ['arranged', 'ticketed'], to: [] },
  issueTickets: { from: ['arranged'], to: ['ticketed'] },
  startBatch: { from: ['ticketed'], to: ['running'] },
  submitMarks: { from: ['running', 'marking'], to: [] },
  finishExam: { from: ['running'], to: ['marking'] },
  decideResults: { from: ['marking'], to: ['results'] },
  correctResult: { from: ['results'], to: [] },
  closeDossiers: { from: ['results'], to: ['frozen'] },
  assignReviewer: { from: ['frozen', 'reviewing'], to: [] },
  drawReview: { from: ['frozen'], to: ['reviewing'] },
  recordSheet: { from: ['reviewing'], to: [] },
  decideBatch: { from: ['reviewing'], to: ['released', 'returned'] },
  reopenBatch: { from: ['returned'], to: ['results'] },
  claimCertificates: { from: ['released', 'certified'], to: [] },
  approveClaim: { from: ['released', 'certified'], to: [] },
  issueCertificates: { from: ['released', 'certified'], to: ['certified'] },
  sealArchive: { from: ['certified'], to: ['archived'] },
  cancelBatch: { from: beforeExam, to: ['cancelled'] },
} as const satisfies Record<string, Move>;

export type BatchAct = keyof typeof batchMoves;

/** True when the batch may undergo the act in this state. */
export function mayBatch(state: BatchState, act: BatchAct): boolean {
  const { from }: Move = batchMoves[act];
  return from.includes(state);
}

/**
 * The state after an act: `decided` chooses where the content of the act decides (released or returned). Refuses an act
 * that the state does not allow, naming the states that do.
 */
export function moveBatch(state: BatchState, act: BatchAct, decided?: BatchState): BatchState {
  const { from, to }: Move = batchMoves[act];
  if (!from.includes(state)) throw new Refusal('batch_wrong_state', { state, needed: from.join(',') });
  if (to.length === 0) return state;
  const next = decided ?? (to.length === 1 ? to[0] : undefined);
  // A caller that names no outcome, or one the act cannot have, is a defect of ours and not a refusal.
  if (next === undefined || !to.includes(next))
    throw new TypeError(`${act} does not lead to ${decided ?? 'one state'}`);
  return next;
}

/** The acts open in a state, in the order of the way. */
export function listBatchActs(state: BatchState): readonly BatchAct[] {
  return (Object.keys(batchMoves) as BatchAct[]).filter((act) => mayBatch(state, act));
}

/** True when `state` lies at or after `other` on the way to the archive; `cancelled` and `returned` lie before nothing. */
export function hasReached(state: BatchState, other: BatchState): boolean {
  if (state === 'cancelled' || other === 'cancelled' || other === 'returned') return state === other;
  const way = Object.keys(batchStates);
  return way.indexOf(state) >= way.indexOf(other);
}
