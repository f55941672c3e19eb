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

/** When the parts begin, and how long a group works in a practical room. */
export interface ExamTimes {
  theory: Date;
  practical: Date;
  practicalMinutes: number;
}

/** Theory in as many rooms of 30 as needed; practical work in groups of 15, side by side and then one after the other. */
export function placeSittings(
  rooms: readonly { id: string; purpose: string; seats: number }[],
  candidates: number,
  papers: { theory: string; practical: string },
  times: ExamTimes,
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
  // Rooms that hold a whole group, else the largest: seats are shared out evenly over the sittings.
  const all = bySize('practical');
  const halls = all.some(({ seats }) => seats >= GROUP)
    ? all.filter(({ seats }) => seats >= GROUP)
    : all.slice(0, 1);
  const [largest] = halls;
  if (!largest || left > 0) throw new Error('the site has too few rooms for this batch');
  const groups = Math.ceil(candidates / Math.min(GROUP, largest.seats));
  const practical = Array.from({ length: groups }, (_, i) => ({
    roomId: halls[i % halls.length]?.id ?? largest.id,
    paperId: papers.practical,
    startsAt: new Date(
      times.practical.getTime() + Math.floor(i / halls.length) * times.practicalMinutes * 60_000,
    ).toISOString(),
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
