// Who reads whom in a practical sitting. Nobody chooses: the order of the assessors follows from the sitting's id.
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { allotPanels, panelSize } from '@jiangping/domain/marking/panel';
import type { DB } from '../base/schema.types.ts';
import type { SeatRecord } from '../sittings/sittings.ts';

export interface Panels {
  /** Independent readings that every item of every candidate needs. */
  size: number;
  chiefs: ReadonlySet<string>;
  /** The assessors who read this candidate. */
  of(candidateId: string): readonly string[];
}

/**
 * The panels of a sitting, one for each seat. The chief assessor reads only where the others are too few for a panel, so
 * that a third reading, where one is needed, comes from somebody who has not given one of the first.
 */
export async function readPanels(
  db: Kysely<DB>,
  sittingId: string,
  seats: readonly SeatRecord[],
  minimum: number,
): Promise<Panels> {
  const duties = await db
    .selectFrom('duties')
    .select(['person_id', 'duty'])
    .where('sitting_id', '=', sittingId)
    .where('duty', 'in', ['assessor', 'chief_assessor'])
    .execute();
  const chiefs = new Set(
    duties.filter(({ duty }) => duty === 'chief_assessor').map(({ person_id }) => person_id),
  );
  const everyone = [...new Set(duties.map(({ person_id }) => person_id))];
  const others = everyone.filter((person) => !chiefs.has(person));
  const wanted = panelSize(minimum);
  const assessors = orderByLot(sittingId, others.length >= wanted ? others : everyone);
  const panels = allotPanels(seats.length, assessors.length, wanted);
  const byCandidate = new Map(
    seats.map(({ candidateId }, i) => [
      candidateId,
      (panels[i] ?? []).flatMap((place) => assessors[place] ?? []),
    ]),
  );
  return {
    size: Math.min(wanted, assessors.length),
    chiefs,
    of: (candidateId) => byCandidate.get(candidateId) ?? [],
  };
}

function orderByLot(sittingId: string, personIds: readonly string[]): string[] {
  const lot = (person: string) => createHash('sha256').update(`${sittingId}/${person}`).digest('hex');
  return personIds
    .map((person) => ({ person, lot: lot(person) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ person }) => person);
}
