import { assessorsNeeded, invigilatorsNeeded } from '@jiangping/domain/sittings/staffing';
import type { Cast } from './cast.ts';
import type { BatchStaff } from './files.ts';

export interface PlacedSitting {
  id: string;
  part: 'theory' | 'practical';
  seats: number;
}

/** Most candidates a panel of three assessors may have at 1:5. */
const GROUP = 15;
const ROOM = 30;

/** Theory in as many rooms of 30 as needed; practical work in groups of 15, side by side in the largest hall. */
export function placeSittings(
  rooms: readonly { id: string; purpose: string; seats: number }[],
  candidates: number,
  papers: { theory: string; practical: string },
  times: { theory: Date; practical: Date },
) {
  const bySize = (purpose: string) =>
    rooms.filter((room) => room.purpose === purpose).sort((a, b) => b.seats - a.seats);
  const theory = [];
  let left = candidates;
  for (const room of bySize('theory')) {
    if (left <= 0) break;
    theory.push({ roomId: room.id, paperId: papers.theory, startsAt: times.theory.toISOString() });
    left -= Math.min(room.seats, ROOM);
  }
  const hall = bySize('practical')[0];
  if (!hall || left > 0) throw new Error('the site has too few rooms for this batch');
  const groups = Math.ceil(candidates / Math.min(GROUP, hall.seats));
  const practical = Array.from({ length: groups }, () => ({
    roomId: hall.id,
    paperId: papers.practical,
    startsAt: times.practical.toISOString(),
  }));
  return { theory, practical };
}

/** Who serves in which sitting, by slug: invigilators by ratio, a panel of assessors each led by the first. */
export function choosePanels(staff: BatchStaff, sittings: readonly PlacedSitting[]): Map<string, string[]> {
  const invigilators = [...(staff.invigilators ?? [])];
  const assessors = [...(staff.chiefAssessor ? [staff.chiefAssessor] : []), ...(staff.assessors ?? [])];
  return new Map(
    sittings.map(({ id, part, seats }) => {
      const needed = part === 'theory' ? invigilatorsNeeded(seats, GROUP, 2) : assessorsNeeded(seats, 5, 3);
      const chosen = (part === 'theory' ? invigilators : assessors).splice(0, needed);
      if (chosen.length < needed) throw new Error(`the story has too few people for the ${part} sittings`);
      return [id, chosen];
    }),
  );
}

/** The panels as duties, with a supervisor over all. */
export function listDuties(
  cast: Cast,
  staff: BatchStaff,
  sittings: readonly PlacedSitting[],
  panels: ReadonlyMap<string, string[]>,
) {
  const duties = sittings.flatMap(({ id, part }) =>
    (panels.get(id) ?? []).map((slug, i) => ({
      personId: cast.personId(slug),
      duty:
        part === 'theory'
          ? ('invigilator' as const)
          : i === 0
            ? ('chief_assessor' as const)
            : ('assessor' as const),
      sittingId: id,
    })),
  );
  return staff.supervisor
    ? [...duties, { personId: cast.personId(staff.supervisor), duty: 'supervisor' as const }]
    : duties;
}
