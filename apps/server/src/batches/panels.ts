// Who serves in each sitting of a batch, and whether that is enough: invigilators by ratio for every theory room, for every
// practical sitting an odd panel led by exactly one chief.
import type { Kysely } from 'kysely';
import { problem } from '@jiangping/domain/refusal';
import type { Problem } from '@jiangping/domain/refusal';
import { assessorsNeeded, findPanelProblem, invigilatorsNeeded } from '@jiangping/domain/sittings/staffing';
import type { DB } from '../base/schema.types.ts';
import type { PoliciesOn } from '../people/people.ts';
import type { Duty } from '../sittings/sittings.ts';
import { getStandardBody } from '../standards/standards.ts';
import { findBatchSittings } from './batch-rows.ts';
import type { BatchRow, BatchSitting } from './batch-rows.ts';

/** A sitting with the numbers of those who serve in it and of those it needs. */
export interface Panel {
  sitting: BatchSitting;
  invigilators: number;
  invigilatorsNeeded: number;
  /** The same over all rooms that begin at this time: nobody invigilates two of them. */
  atOnce: { invigilators: number; invigilatorsNeeded: number };
  /** The chief among them. */
  assessors: number;
  assessorsNeeded: number;
  chiefs: number;
  supervisors: number;
}

/** The staff of every sitting of a batch, by the ratios of its standard or, where that names none, of the policy. */
export async function findPanels(db: Kysely<DB>, policies: PoliciesOn, batch: BatchRow): Promise<Panel[]> {
  const { ratio } = (await getStandardBody(db, batch.standard_id)).requirements;
  const sittings = await findBatchSittings(db, batch.id);
  const duties = sittings.length
    ? await db
        .selectFrom('duties')
        .select(['sitting_id', 'duty', 'person_id'])
        .where(
          'sitting_id',
          'in',
          sittings.map(({ sittingId }) => sittingId),
        )
        .execute()
    : [];
  const invigilatorsNeededIn = ({ part, seats }: BatchSitting) =>
    part === 'theory'
      ? invigilatorsNeeded(
          seats,
          ratio.invigilator.perCandidates ?? policies.get('sittings.candidates_per_invigilator'),
          Math.max(ratio.invigilator.atLeast, policies.get('sittings.invigilators_minimum')),
        )
      : 0;
  return sittings.map((sitting) => {
    const personsOf = (duty: Duty, places: readonly BatchSitting[]) =>
      new Set(
        duties
          .filter(
            (each) => each.duty === duty && places.some(({ sittingId }) => sittingId === each.sitting_id),
          )
          .map((each) => each.person_id),
      ).size;
    const atOnce = sittings.filter(
      ({ part, startsAt }) => part === sitting.part && startsAt.getTime() === sitting.startsAt.getTime(),
    );
    const chiefs = personsOf('chief_assessor', [sitting]);
    return {
      sitting,
      invigilators: personsOf('invigilator', [sitting]),
      invigilatorsNeeded: invigilatorsNeededIn(sitting),
      atOnce: {
        invigilators: personsOf('invigilator', atOnce),
        invigilatorsNeeded: atOnce.reduce((sum, other) => sum + invigilatorsNeededIn(other), 0),
      },
      assessors: personsOf('assessor', [sitting]) + chiefs,
      assessorsNeeded:
        sitting.part === 'practical'
          ? assessorsNeeded(
              sitting.seats,
              ratio.assessor.perCandidates ?? policies.get('marking.candidates_per_assessor'),
              Math.max(ratio.assessor.atLeast, policies.get('marking.assessors_minimum')),
            )
          : 0,
      chiefs,
      supervisors: personsOf('supervisor', [sitting]),
    };
  });
}

/** The numbers that tell how a sitting stands with invigilators: its own, or where those suffice those of its time. */
export function worstInvigilation(panel: Panel): { invigilators: number; invigilatorsNeeded: number } {
  const { invigilators, invigilatorsNeeded: needed, atOnce } = panel;
  return invigilators < needed ? { invigilators, invigilatorsNeeded: needed } : atOnce;
}

/** What is wrong with the invigilators of a sitting, or null. */
export function findInvigilatorProblem(panel: Panel): Problem | null {
  const { invigilators: count, invigilatorsNeeded: needed } = worstInvigilation(panel);
  return count < needed ? problem('invigilators_too_few', { count, needed }) : null;
}

/** What is wrong with the assessors of a sitting: none led by one chief, too few, or an even number; null when it may sit. */
export function findAssessorProblem(panel: Panel): Problem | null {
  if (panel.assessorsNeeded === 0) return null;
  if (panel.chiefs === 0) return problem('chief_missing', {});
  if (panel.chiefs > 1) return problem('duty_clash', {});
  return findPanelProblem(panel.assessors, panel.assessorsNeeded);
}
