// The way of a batch as the screen shows it: states in words and looks, stations, and who may act next.
import { listBatchActs } from '@jiangping/domain/batches/batch-state';
import { batchStates } from '@jiangping/domain/batches/batch-states';
import type { BatchState } from '@jiangping/domain/batches/batch-states';
import { actPosts } from '@jiangping/domain/people/post';
import type { Act, Post } from '@jiangping/domain/people/post';
import type { Words } from '../shell/language.ts';
import type { Tone } from '../shell/StateTag.tsx';

/** True for the word of a state that a batch may have. */
export function isBatchState(state: string | undefined): state is BatchState {
  return state !== undefined && Object.hasOwn(batchStates, state);
}

/** Names of the states by their words. */
export const batchStateNames: Readonly<Record<string, Words>> = batchStates;

const tones: Readonly<Record<BatchState, Tone>> = {
  draft: 'quiet',
  filed: 'waiting',
  announced: 'waiting',
  enrolling: 'waiting',
  eligibility: 'waiting',
  arranged: 'waiting',
  ticketed: 'waiting',
  running: 'warning',
  marking: 'waiting',
  results: 'waiting',
  frozen: 'waiting',
  reviewing: 'waiting',
  returned: 'bad',
  released: 'good',
  certified: 'good',
  archived: 'quiet',
  cancelled: 'quiet',
};

/** How a state looks. */
export function toneOfBatch(state: string): Tone {
  return isBatchState(state) ? tones[state] : 'quiet';
}

/** The stations of the way, each with the states that belong to it. */
export const phases = {
  plan: ['draft', 'filed'],
  enrol: ['announced', 'enrolling'],
  eligibility: ['eligibility'],
  prepare: ['arranged', 'ticketed'],
  exam: ['running'],
  marking: ['marking', 'results'],
  review: ['frozen', 'reviewing', 'returned'],
  certificates: ['released', 'certified', 'archived'],
} as const satisfies Record<string, readonly BatchState[]>;

export type Phase = keyof typeof phases;

/** Where on the way a state lies, from 0; null for a cancelled batch. */
export function phaseOf(state: string): number | null {
  const index = Object.values(phases).findIndex((states: readonly string[]) => states.includes(state));
  return index < 0 ? null : index;
}

/** The acts that a state allows, with the posts that may do them, in the order of the way. */
export function listOpenActs(state: string): readonly { act: Act; by: readonly Post[] }[] {
  if (!isBatchState(state)) return [];
  return listBatchActs(state).flatMap((act) => (isAct(act) ? [{ act, by: actPosts[act].by }] : []));
}

function isAct(act: string): act is Act {
  return Object.hasOwn(actPosts, act);
}

/** The act that leads on from here: the one a button should stand out for. Null where nothing on this page does. */
export function mainActOf(batch: {
  readonly state: string;
  readonly counts: { readonly enrolled: number };
  readonly staff: readonly unknown[];
}): string | null {
  const { counts, staff } = batch;
  const mainActs: Readonly<Record<string, string>> = {
    draft: 'fileBatch',
    filed: 'announceBatch',
    enrolling: counts.enrolled === 0 ? 'importRoster' : 'closeEnrolment',
    eligibility: counts.enrolled > 0 ? 'decideEligibility' : 'arrangeBatch',
    arranged: staff.length === 0 ? 'assignStaff' : 'issueTickets',
    ticketed: 'startBatch',
    running: 'finishExam',
    marking: 'decideResults',
    results: 'closeDossiers',
    frozen: 'drawReview',
    reviewing: 'decideBatch',
    returned: 'reopenBatch',
    released: 'claimCertificates',
  };
  return mainActs[batch.state] ?? null;
}
