// The way of a work package (工作包) of the development programme, in which industry associations draw up standards,
// textbooks and item banks (组织各行业协会牵头, 2021年职业能力评价工作会):
//
//   planned → given → drafting → submitted → accepted
//                        └── returned ←──┘
//
// `cancelled` is reached, with a reason, from every state but `accepted`. The Center plans, gives, decides and cancels; the
// association's responsible person drafts and submits. Who decides is never who answers for the draft.
import { Refusal } from '../refusal.ts';
import type { WorkPackageKind, WorkPackageState } from './work-package-states.ts';

interface Move {
  readonly from: readonly WorkPackageState[];
  /** Where the act leads; several where its content decides; none when the package stays. */
  readonly to: readonly WorkPackageState[];
}

export const workPackageMoves = {
  giveWorkPackage: { from: ['planned'], to: ['given'] },
  draftWorkPackage: { from: ['given', 'returned'], to: ['drafting'] },
  attachFile: { from: ['drafting'], to: [] },
  submitWorkPackage: { from: ['drafting'], to: ['submitted'] },
  decideWorkPackage: { from: ['submitted'], to: ['accepted', 'returned'] },
  cancelWorkPackage: {
    from: ['planned', 'given', 'drafting', 'submitted', 'returned'],
    to: ['cancelled'],
  },
} as const satisfies Record<string, Move>;

export type WorkPackageAct = keyof typeof workPackageMoves;

/** True when a package may undergo the act in this state. */
export function mayWorkPackage(state: WorkPackageState, act: WorkPackageAct): boolean {
  const { from }: Move = workPackageMoves[act];
  return from.includes(state);
}

/**
 * The state after an act; `decided` chooses between accepted and returned. Refuses an act that the state does not allow
 * (`work_package_wrong_state`), naming the states that do.
 */
export function moveWorkPackage(
  state: WorkPackageState,
  act: WorkPackageAct,
  decided?: WorkPackageState,
): WorkPackageState {
  const { from, to }: Move = workPackageMoves[act];
  if (!from.includes(state))
    throw new Refusal('work_package_wrong_state', { packageState: state, packageNeeded: from.join(',') });
  if (to.length === 0) return state;
  const next = decided ?? (to.length === 1 ? to[0] : undefined);
  // A caller that names no outcome, or one the act cannot have, is a defect of ours and not a refusal.
  if (next === undefined || !to.includes(next))
    throw new TypeError(`${act} does not lead to ${decided ?? 'one state'}`);
  return next;
}

/** The acts open in a state, in the order of the way. */
export function listWorkPackageActs(state: WorkPackageState): readonly WorkPackageAct[] {
  return (Object.keys(workPackageMoves) as WorkPackageAct[]).filter((act) => mayWorkPackage(state, act));
}

/** The states in which a package has still to be delivered: past its day it is late. */
export const undelivered: readonly WorkPackageState[] = ['planned', 'given', 'drafting', 'returned'];

/** True when the day named has passed and nothing lies with the Center; on that day itself a package is not late. */
export function isLate(
  { state, dueOn }: { readonly state: WorkPackageState; readonly dueOn: string },
  today: string,
): boolean {
  return undelivered.includes(state) && dueOn < today;
}

/** Refuses the responsible person's own hand in the decision (`second_person_required`). */
export function checkDecider(responsibleId: string | null, deciderId: string): void {
  if (responsibleId === deciderId) throw new Refusal('second_person_required');
}

/**
 * How many occupations of a milestone (里程碑) are reached: every package of the occupation that was not cancelled is
 * accepted, and there is one at least. Two accepted of three are none: `[accepted, accepted, drafting] → 0`.
 */
export function countReached(
  packages: readonly {
    readonly occupationId: string;
    readonly kind: WorkPackageKind;
    readonly state: WorkPackageState;
  }[],
): number {
  const reached = new Map<string, boolean>();
  for (const { occupationId, state } of packages) {
    if (state === 'cancelled') continue;
    reached.set(occupationId, (reached.get(occupationId) ?? true) && state === 'accepted');
  }
  return [...reached.values()].filter(Boolean).length;
}
