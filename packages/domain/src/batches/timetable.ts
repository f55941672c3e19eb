// Nobody and nothing is in two places at one time: rooms, candidates and those who serve, over all batches.
import { Refusal } from '../refusal.ts';

/** A span of time in milliseconds, its end not included. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** True where two spans have a moment in common; one that begins when the other ends does not. */
export function overlaps(a: Period, b: Period): boolean {
  return a.from < b.to && b.from < a.to;
}

export interface RoomBooking extends Period {
  readonly roomId: string;
}

/** Refuses (`room_taken`) a room that another batch has at the same time, naming the first one wanted. */
export function checkRoomsFree(
  wanted: readonly (RoomBooking & { readonly room: string })[],
  taken: readonly RoomBooking[],
): void {
  const found = wanted.find((each) =>
    taken.some((other) => other.roomId === each.roomId && overlaps(each, other)),
  );
  if (found) throw new Refusal('room_taken', { room: found.room });
}

export interface PersonBooking extends Period {
  readonly personId: string;
}

function countBusy(wanted: readonly PersonBooking[], taken: readonly PersonBooking[]): number {
  const byPerson = Map.groupBy(taken, ({ personId }) => personId);
  const busy = wanted.filter((each) => byPerson.get(each.personId)?.some((other) => overlaps(each, other)));
  return new Set(busy.map(({ personId }) => personId)).size;
}

/** Refuses (`entry_overlap`) candidates who sit elsewhere at the same time, telling how many. */
export function checkCandidatesFree(wanted: readonly PersonBooking[], taken: readonly PersonBooking[]): void {
  const count = countBusy(wanted, taken);
  if (count > 0) throw new Refusal('entry_overlap', { count });
}

/** A day on which somebody serves at a site. */
export interface ServiceDay {
  readonly siteId: string;
  /** The exam day, `2026-11-23`. */
  readonly date: string;
}

/**
 * Refuses (`duty_elsewhere`) who serves at another site on the same day: a rule of ours, since an exam day begins with
 * opening the rooms and ends with handing over the records. Several batches of one day at one site are allowed.
 */
export function checkOneSiteADay(wanted: ServiceDay, services: readonly ServiceDay[]): void {
  const { date } = wanted;
  if (services.some((service) => service.date === date && service.siteId !== wanted.siteId))
    throw new Refusal('duty_elsewhere', { date });
}

/** Refuses (`duty_overlap`) who already serves in a sitting of another batch at the same time. */
export function checkServersFree(wanted: readonly PersonBooking[], taken: readonly PersonBooking[]): void {
  const count = countBusy(wanted, taken);
  if (count > 0) throw new Refusal('duty_overlap', { count });
}
