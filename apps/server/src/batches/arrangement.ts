import { checkCandidatesFree, checkRoomsFree, overlaps } from '@jiangping/domain/batches/timetable';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { Refusal } from '@jiangping/domain/refusal';
import { planSeats } from '@jiangping/domain/sittings/seat-plan';
import { act } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { getSealedForms } from '../papers/papers.ts';
import { findPolicies } from '../people/people.ts';
import { addSeats, createSitting } from '../sittings/sittings.ts';
import { findEligibleEntries, moveBatchState, siteOfBatch } from './batch-rows.ts';
import type { BatchRow, EligibleEntry } from './batch-rows.ts';
import { countEntries } from './eligibility.ts';
import { findRoomBookings, findSeatBookings } from './timetable.ts';

type SittingPart = 'theory' | 'practical';

export interface SittingInput {
  roomId: string;
  paperId: string;
  startsAt: string;
}

export interface ArrangementInput {
  batchId: string;
  theory: SittingInput[];
  practical: SittingInput[];
}

/** A sitting with everything it needs: its room, its paper's minutes and forms, its time. */
interface PlacedSitting {
  part: SittingPart;
  paperId: string;
  roomId: string;
  room: string;
  seats: number;
  minutes: number;
  forms: string[];
  from: number;
  to: number;
}

interface PlacedSeat {
  entry: EligibleEntry;
  seat: number;
  formId: string | null;
}

/**
 * Places the sittings of a batch whose entries are all decided, and gives every eligible candidate one seat in each part.
 * The seats follow from a seed that the fact tells; neighbours in a row get different forms. Refuses rooms of another
 * site, of another purpose or taken at that time, also by another batch, candidates who sit elsewhere at that time, papers that are not sealed or made for something else, sittings off the
 * exam day, and too few seats.
 */
export async function arrangeBatch(base: Base, caller: Caller | null, input: ArrangementInput) {
  return act(
    base,
    caller,
    'arrangeBatch',
    input,
    async (scope) => {
      const { tx, today, record } = scope;
      const batch = await moveBatchState(scope, input.batchId, 'arrangeBatch');
      const { enrolled } = await countEntries(tx, batch.id);
      if (enrolled > 0) throw new Refusal('eligibility_undecided', { count: enrolled });
      const entries = await findEligibleEntries(tx, batch.id);
      if (entries.length === 0) throw new Refusal('roster_empty');
      const policies = await findPolicies(tx, today);
      const sittings: PlacedSitting[] = [];
      for (const part of ['theory', 'practical'] as const) {
        for (const wanted of input[part]) sittings.push(await placeSitting(scope, batch, part, wanted));
      }
      checkRooms(sittings);
      const roomIds = sittings.map(({ roomId }) => roomId);
      checkRoomsFree(sittings, await findRoomBookings(tx, batch.id, roomIds));

      const seed = base.ambient.randomBytes(16).toString('hex');
      const roomSeats = policies.get('sittings.room_seats');
      const seated = seatEntries(entries, sittings, seed, roomSeats);
      const wanted = [...seated].flatMap(([{ from, to }, seats]) =>
        seats.map(({ entry }) => ({ personId: entry.candidateId, from, to })),
      );
      const candidates = entries.map(({ candidateId }) => candidateId);
      checkCandidatesFree(wanted, await findSeatBookings(tx, batch.id, candidates));
      const made: { id: string; part: SittingPart; seats: number }[] = [];
      for (const [sitting, seats] of seated) {
        const id = await bookSitting(
          scope,
          batch.id,
          sitting,
          seats,
          policies.get('sittings.late_entry_minutes'),
        );
        made.push({ id, part: sitting.part, seats: seats.length });
      }
      const factId = await record({
        kind: 'batch.arranged',
        subject: { type: 'batch', id: batch.id },
        stream: batch.id,
        data: { seed, candidates: entries.length, sittings: made },
      });
      return { id: batch.id, factId, sittings: made };
    },
    (tx) => siteOfBatch(tx, input.batchId),
  );
}

async function placeSitting(
  { tx, base }: ActScope,
  batch: BatchRow,
  part: SittingPart,
  wanted: SittingInput,
): Promise<PlacedSitting> {
  const room = await tx
    .selectFrom('rooms')
    .innerJoin('venues', 'venues.id', 'rooms.venue_id')
    .where('rooms.id', '=', wanted.roomId)
    .where('venues.site_id', '=', batch.site_id)
    .select(['rooms.name', 'rooms.purpose', 'rooms.seats', 'venues.name as venue'])
    .executeTakeFirst();
  if (!room) throw new Refusal('not_found');
  const name = room.name.startsWith(room.venue) ? room.name : `${room.venue} ${room.name}`;
  if (room.purpose !== part) throw new Refusal('room_not_fitting', { room: name, part });
  const paper = await getSealedForms(tx, base.keys, wanted.paperId);
  if (paper.occupationId !== batch.occupation_id || paper.level !== batch.level || paper.part !== part)
    throw new Refusal('paper_not_fitting');
  const from = Date.parse(wanted.startsAt);
  if (shanghaiDateOf(from) !== batch.exam_on)
    throw new Refusal('sitting_off_exam_day', { date: batch.exam_on });
  return {
    part,
    paperId: wanted.paperId,
    roomId: wanted.roomId,
    room: name,
    seats: room.seats,
    minutes: paper.minutes,
    forms: paper.forms.map(({ id }) => id),
    from,
    to: from + paper.minutes * 60_000,
  };
}

/** Refuses a theory room that two sittings of the batch want at one time. */
function checkRooms(sittings: readonly PlacedSitting[]): void {
  const theory = sittings.filter(({ part }) => part === 'theory');
  theory.forEach((sitting, i) => {
    if (theory.slice(0, i).some((other) => other.roomId === sitting.roomId && overlaps(other, sitting)))
      throw new Refusal('room_taken', { room: sitting.room });
  });
}

/** The seats a sitting may give: sittings that use a practical hall at one time share it evenly. */
function seatsOf(sitting: PlacedSitting, sittings: readonly PlacedSitting[], roomSeats: number): number {
  if (sitting.part === 'theory') return Math.min(sitting.seats, roomSeats);
  const sharing = sittings.filter((other) => other.roomId === sitting.roomId && overlaps(other, sitting));
  return Math.floor(sitting.seats / sharing.length);
}

/** The limit of seats is one of exam rooms; a hall for practical work holds what it holds. */
function seatEntries(
  entries: readonly EligibleEntry[],
  sittings: readonly PlacedSitting[],
  seed: string,
  roomSeats: number,
): Map<PlacedSitting, PlacedSeat[]> {
  const seated = new Map(sittings.map((sitting): [PlacedSitting, PlacedSeat[]] => [sitting, []]));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const part of ['theory', 'practical'] as const) {
    const places = sittings
      .filter((sitting) => sitting.part === part)
      .map((sitting, i) => ({
        id: String(i).padStart(3, '0'),
        seats: seatsOf(sitting, sittings, roomSeats),
        sitting,
      }));
    const most = Math.max(...places.map(({ seats }) => seats));
    for (const { entryId, roomId, seat } of planSeats([...byId.keys()], places, `${seed}/${part}`, most)) {
      const sitting = places.find(({ id }) => id === roomId)?.sitting;
      const entry = byId.get(entryId);
      if (!sitting || !entry) continue;
      // Seats stand in one row, so the next seat is the neighbour's.
      const formId = part === 'theory' ? (sitting.forms[(seat - 1) % sitting.forms.length] ?? null) : null;
      seated.get(sitting)?.push({ entry, seat, formId });
    }
  }
  return seated;
}

async function bookSitting(
  scope: ActScope,
  batchId: string,
  { part, paperId, roomId, room, from, minutes }: PlacedSitting,
  seats: readonly PlacedSeat[],
  lateMinutes: number,
): Promise<string> {
  const id = await createSitting(scope, {
    part,
    paperId,
    stream: batchId,
    roomName: room,
    startsAt: new Date(from),
    minutes,
    lateMinutes,
  });
  await addSeats(
    scope,
    id,
    seats.map(({ entry, seat, formId }) => ({ seat, candidateId: entry.candidateId, formId })),
  );
  await scope.tx
    .insertInto('batch_sittings')
    .values({ batch_id: batchId, sitting_id: id, part, room_id: roomId })
    .execute();
  return id;
}
