import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planSeats } from './seat-plan.ts';
import {
  entryStateAt,
  isAnswering,
  maySaveAt,
  maySubmitAt,
  remainingSeconds,
  windowOf,
} from './sitting-window.ts';
import { assessorsNeeded, findPanelProblem, invigilatorsNeeded } from './staffing.ts';

const minute = 60_000;
const start = Date.parse('2026-05-18T01:00:00Z');
const policy = {
  entryOpensMinutes: 30,
  lateEntryMinutes: 30,
  earliestSubmitMinutes: 30,
  saveGraceSeconds: 120,
};
const window = windowOf({ startsAt: start, minutes: 90 }, policy);

describe('the window of a sitting', () => {
  it('opens, closes to late-comers and ends at the minute, each limit belonging to the later side', () => {
    const states = [-31, -30, 0, 29, 30, 89, 90].map((at) =>
      entryStateAt(window, start + at * minute, false),
    );
    expect(states).toEqual(['early', 'open', 'open', 'open', 'late', 'late', 'over']);
    expect(entryStateAt(window, start + 30 * minute - 1, false)).toBe('open');
  });

  it('lets back in who has entered before, until the end', () => {
    expect(entryStateAt(window, start + 89 * minute, true)).toBe('open');
    expect(entryStateAt(window, start + 90 * minute, true)).toBe('over');
  });

  it('takes answers from start to end, and saves of them a little longer', () => {
    expect([-1, 0, 90 * minute - 1, 90 * minute].map((at) => isAnswering(window, start + at))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(maySaveAt(window, start + 90 * minute + 119_999)).toBe(true);
    expect(maySaveAt(window, start + 90 * minute + 120_000)).toBe(false);
    expect([29, 30].map((at) => maySubmitAt(window, start + at * minute))).toEqual([false, true]);
  });

  it('shows the time left between nothing and all, with the extra minutes', () => {
    expect(remainingSeconds(window, start - minute)).toBe(5400);
    expect(remainingSeconds(window, start + 1)).toBe(5400);
    expect(remainingSeconds(window, start + 90 * minute + 1)).toBe(0);
    const longer = windowOf({ startsAt: start, minutes: 90 }, policy, 30);
    expect(remainingSeconds(longer, start + 90 * minute)).toBe(1800);
    expect(longer.entryClosesAt).toBe(window.entryClosesAt);
  });

  it('never lets a short paper be entered or kept after its end', () => {
    const short = windowOf({ startsAt: start, minutes: 10 }, policy);
    expect([short.entryClosesAt, short.maySubmitAt]).toEqual([short.endsAt, short.endsAt]);
  });
});

describe('a seat plan', () => {
  const rooms = fc
    .array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 8 })
    .map((seats) => seats.map((count, i) => ({ id: `R${i}`, seats: count })));

  it('gives every entry one seat of its own within its room, the same for the same seed', () => {
    fc.assert(
      fc.property(rooms, fc.nat(240), fc.string(), (list, wanted, seed) => {
        const capacity = list.reduce((sum, { seats }) => sum + seats, 0);
        const entries = Array.from({ length: Math.min(wanted, capacity) }, (_, i) => `E${i}`);
        const plan = planSeats(entries, list, seed, 30);
        expect(plan.map(({ entryId }) => entryId).sort()).toEqual([...entries].sort());
        expect(new Set(plan.map(({ roomId, seat }) => `${roomId} ${seat}`)).size).toBe(entries.length);
        for (const { roomId, seat } of plan)
          expect(seat).toBeLessThanOrEqual(list.find(({ id }) => id === roomId)!.seats);
        expect(planSeats(entries.toReversed(), list.toReversed(), seed, 30)).toEqual(plan);
      }),
    );
  });

  it('differs with the seed and fills rooms evenly', () => {
    const entries = Array.from({ length: 45 }, (_, i) => `E${i}`);
    const two = [
      { id: 'A', seats: 30 },
      { id: 'B', seats: 30 },
    ];
    const plan = planSeats(entries, two, 'seed 1', 30);
    expect(plan.filter(({ roomId }) => roomId === 'A')).toHaveLength(22);
    expect(planSeats(entries, two, 'seed 2', 30)).not.toEqual(plan);
  });

  it('refuses 31 entries for 30 seats, and a room above the limit', () => {
    const entries = Array.from({ length: 31 }, (_, i) => `E${i}`);
    expect(() => planSeats(entries, [{ id: 'A', seats: 30 }], '', 30)).toThrow(
      expect.objectContaining({ code: 'seats_too_few', facts: { seats: 30, candidates: 31 } }),
    );
    expect(() => planSeats(entries, [{ id: 'A', seats: 31 }], '', 30)).toThrow(
      expect.objectContaining({ code: 'room_too_large' }),
    );
  });
});

describe('staffing', () => {
  it('needs one invigilator per fifteen, and two at least', () => {
    expect([0, 1, 15, 30, 31].map((n) => invigilatorsNeeded(n, 15, 2))).toEqual([0, 2, 2, 2, 3]);
  });

  it('needs an odd number of assessors, three at least', () => {
    expect([0, 1, 15, 16, 25, 26].map((n) => assessorsNeeded(n, 5, 3))).toEqual([0, 3, 3, 5, 5, 7]);
    expect(findPanelProblem(3, 3)).toBeNull();
    expect(findPanelProblem(4, 3)?.code).toBe('assessor_count_even');
    expect(findPanelProblem(1, 3)?.code).toBe('assessors_too_few');
  });
});
