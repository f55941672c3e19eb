import { describe, expect, it } from 'vitest';
import { endOf, findProblem, formatSpan, orderCandidates } from './sitting.ts';
import type { SeatedCandidate, Sitting } from './sitting.ts';

const start = Date.parse('2026-11-23T01:00:00Z');
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();
const patience = { save: 60, arrival: 300 };

function candidate(seat: number, changes: Partial<SeatedCandidate> = {}): SeatedCandidate {
  return {
    candidate: { id: String(seat), name: `Candidate ${seat}` },
    seat,
    state: 'in_progress',
    startedAt: at(0),
    deadlineAt: at(5400),
    endedAt: null,
    endedBy: null,
    answered: 0,
    lastSavedAt: null,
    epoch: 1,
    ...changes,
  };
}

function sitting(...candidates: SeatedCandidate[]): Sitting {
  return {
    id: 's',
    part: 'theory',
    roomName: 'room',
    startsAt: at(0),
    minutes: 90,
    state: 'open',
    serverNow: at(0),
    duties: [],
    candidates,
    incidents: [],
  };
}

describe('what an invigilator must notice', () => {
  it('is a minute without a save while answering, counted from the start where nothing was saved yet', () => {
    const room = sitting();
    expect(findProblem(candidate(1), room, start + 59_999, patience)).toBeNull();
    expect(findProblem(candidate(1), room, start + 60_000, patience)).toEqual({
      kind: 'no_save',
      seconds: 60,
    });
    expect(findProblem(candidate(1, { lastSavedAt: at(50) }), room, start + 60_000, patience)).toBeNull();
  });

  it('is an attempt past its own deadline, and somebody who has not come five minutes after the start', () => {
    const room = sitting();
    expect(findProblem(candidate(1, { deadlineAt: at(100) }), room, start + 101_000, patience)).toEqual({
      kind: 'over_time',
      seconds: 1,
    });
    expect(
      findProblem(candidate(1, { state: 'not_started', startedAt: null }), room, start + 300_000, patience),
    ).toEqual({ kind: 'not_arrived', seconds: 300 });
    expect(findProblem(candidate(1, { state: 'finished' }), room, start + 9_000_000, patience)).toBeNull();
  });

  it('is nothing in a sitting that is not open, and nothing in practical work', () => {
    expect(
      findProblem(candidate(1), { ...sitting(), state: 'closed' }, start + 600_000, patience),
    ).toBeNull();
    expect(
      findProblem(candidate(1), { ...sitting(), part: 'practical' }, start + 600_000, patience),
    ).toBeNull();
  });

  it('floats to the top, the longest silence first, the others by seat', () => {
    const room = sitting(
      candidate(3, { state: 'finished' }),
      candidate(1, { lastSavedAt: at(350) }),
      candidate(4, { state: 'not_started', startedAt: null }),
      candidate(2, { lastSavedAt: at(200) }),
      candidate(5, { lastSavedAt: at(100) }),
    );
    expect(orderCandidates(room, start + 360_000, patience).map(({ candidate: { seat } }) => seat)).toEqual([
      5, 2, 4, 1, 3,
    ]);
  });
});

describe('the clock of a sitting', () => {
  it('ends when the last candidate with more time has to end', () => {
    expect(endOf(sitting())).toBe(start + 5_400_000);
    expect(endOf(sitting(candidate(1), candidate(2, { deadlineAt: at(7200) })))).toBe(start + 7_200_000);
  });

  it('is told in hours, minutes and seconds', () => {
    expect([formatSpan(75.9), formatSpan(3725), formatSpan(-5)]).toEqual(['1:15', '1:02:05', '0:00']);
  });
});
