import { Refusal } from '../refusal.ts';

export interface Room {
  readonly id: string;
  readonly seats: number;
}

export interface SeatAssignment {
  readonly entryId: string;
  readonly roomId: string;
  /** 1 … seats of the room. */
  readonly seat: number;
}

/** Numbers in [0, 1) from a text seed: FNV-1a into mulberry32. Enough for a seat plan; review draws use packages/log. */
function makeGenerator(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const unit of new TextEncoder().encode(seed)) state = Math.imul(state ^ unit, 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Gives every entry one seat, at random but the same for the same seed whatever the order of the lists. Rooms are filled
 * evenly in proportion to their seats, so that no room holds a single candidate while another is full. Refuses rooms
 * above the limit of seats (30 in the rules seen) and fewer seats than entries; both before any seat is given.
 */
export function planSeats(
  entryIds: readonly string[],
  rooms: readonly Room[],
  seed: string,
  mostSeats: number,
): readonly SeatAssignment[] {
  if (rooms.some(({ seats }) => seats > mostSeats)) throw new Refusal('room_too_large', { limit: mostSeats });
  const capacity = rooms.reduce((sum, { seats }) => sum + seats, 0);
  if (capacity < entryIds.length) {
    throw new Refusal('seats_too_few', { seats: capacity, candidates: entryIds.length });
  }
  const next = makeGenerator(seed);
  const shuffled = [...entryIds].sort();
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j] ?? '', shuffled[i] ?? ''];
  }
  const ordered = [...rooms].sort((a, b) => (a.id < b.id ? -1 : 1));
  let given = 0;
  let capacityBefore = 0;
  return ordered.flatMap((room) => {
    capacityBefore += room.seats;
    // The share of the rooms so far, rounded down, never leaves more for the rest than the rest can hold.
    const upTo = Math.floor((entryIds.length * capacityBefore) / capacity);
    const seated = shuffled.slice(given, upTo);
    given = upTo;
    return seated.map((entryId, i) => ({ entryId, roomId: room.id, seat: i + 1 }));
  });
}
