import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchMoves, hasReached, listBatchActs, mayBatch, moveBatch } from './batch-state.ts';
import type { BatchAct } from './batch-state.ts';
import { batchStates } from './batch-states.ts';
import type { BatchState } from './batch-states.ts';
import { checkReadiness, gates, listGates } from './readiness.ts';
import type { Readiness } from './readiness.ts';
import { checkRecusal, checkRotation, countServicesInRow, listRecusalReasons } from './recusal.ts';
import { formatTicketNumber, parseTicketNumber } from './ticket-number.ts';

const states = Object.keys(batchStates) as BatchState[];
const acts = Object.keys(batchMoves) as BatchAct[];

describe('the way of a batch', () => {
  it('leads through every gate in order from draft to archive', () => {
    const way: [BatchAct, BatchState][] = [
      ['fileBatch', 'filed'],
      ['announceBatch', 'announced'],
      ['openEnrolment', 'enrolling'],
      ['admitEntry', 'enrolling'],
      ['closeEnrolment', 'eligibility'],
      ['arrangeBatch', 'arranged'],
      ['issueTickets', 'ticketed'],
      ['startBatch', 'running'],
      ['finishExam', 'marking'],
      ['decideResults', 'results'],
      ['closeDossiers', 'frozen'],
      ['drawReview', 'reviewing'],
      ['recordSheet', 'reviewing'],
      ['decideBatch', 'released'],
      ['issueCertificates', 'certified'],
      ['sealArchive', 'archived'],
    ];
    let state: BatchState = 'draft';
    for (const [act, next] of way) {
      state = moveBatch(state, act, next === 'released' ? next : undefined);
      expect(state).toBe(next);
    }
    expect(listBatchActs('archived')).toEqual([]);
  });

  it('refuses every act in every state that the table does not name, with both in words', () => {
    let refused = 0;
    for (const state of states) {
      for (const act of acts) {
        if (mayBatch(state, act)) continue;
        refused += 1;
        expect(() => moveBatch(state, act)).toThrow(
          expect.objectContaining({
            code: 'batch_wrong_state',
            facts: { state, needed: batchMoves[act].from.join(',') },
          }),
        );
      }
    }
    expect(refused).toBeGreaterThan(300);
  });

  it('issues no certificate on any path that has not been released', () => {
    const anyAct = fc.constantFrom(...acts);
    fc.assert(
      fc.property(fc.array(fc.tuple(anyAct, fc.boolean()), { maxLength: 200 }), (steps) => {
        let state: BatchState = 'draft';
        let [draws, wasReleased] = [0, false];
        for (const [act, isReleased] of steps) {
          if (!mayBatch(state, act)) continue;
          if (act === 'closeDossiers') draws = 0;
          if (act === 'drawReview') draws += 1;
          state = moveBatch(
            state,
            act,
            act === 'decideBatch' ? (isReleased ? 'released' : 'returned') : undefined,
          );
          wasReleased ||= state === 'released';
          expect(draws).toBeLessThanOrEqual(1);
          if (state === 'certified') expect(wasReleased).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('leads a returned batch back to its results, to be closed and drawn again', () => {
    expect(moveBatch('reviewing', 'decideBatch', 'returned')).toBe('returned');
    expect(moveBatch('returned', 'reopenBatch')).toBe('results');
    expect(mayBatch('returned', 'issueCertificates')).toBe(false);
  });

  it('can be cancelled before the exam and not after', () => {
    expect(states.filter((state) => mayBatch(state, 'cancelBatch')).at(-1)).toBe('ticketed');
  });

  it('treats an outcome that an act cannot have as a defect', () => {
    expect(() => moveBatch('reviewing', 'decideBatch')).toThrow(TypeError);
    expect(() => moveBatch('reviewing', 'decideBatch', 'archived')).toThrow(TypeError);
  });

  it('knows what lies behind it', () => {
    expect(hasReached('marking', 'running')).toBe(true);
    expect(hasReached('arranged', 'running')).toBe(false);
    expect(hasReached('returned', 'reviewing')).toBe(true);
    expect(hasReached('released', 'returned')).toBe(false);
    expect(hasReached('cancelled', 'draft')).toBe(false);
  });

  it('reaches every state and leaves none but the last two without a way on', () => {
    const reached = new Set<string>(['draft', ...acts.flatMap((act) => batchMoves[act].to)]);
    expect([...reached].sort()).toEqual([...states].sort());
    expect(states.filter((state) => listBatchActs(state).length === 0)).toEqual(['archived', 'cancelled']);
  });
});

describe('ticket numbers', () => {
  const anyTicket = fc.record({
    year: fc.nat(99),
    batch: fc.integer({ min: 1, max: 99_999 }),
    entry: fc.integer({ min: 1, max: 99_999 }),
  });

  it('come back as they were written, typed with spaces or in full width', () => {
    expect(formatTicketNumber({ year: 26, batch: 17, entry: 3 })).toMatch(/^260001700003\d{2}$/);
    fc.assert(
      fc.property(anyTicket, (ticket) => {
        const number = formatTicketNumber(ticket);
        expect(parseTicketNumber(number)).toEqual(ticket);
        expect(parseTicketNumber(`${number.slice(0, 7)} ${number.slice(7)}`)).toEqual(ticket);
      }),
    );
  });

  it('catch every single wrong digit and every transposition of neighbours', () => {
    fc.assert(
      fc.property(anyTicket, fc.nat(13), fc.nat(9), (ticket, place, digit) => {
        const number = formatTicketNumber(ticket);
        const wrong = number.slice(0, place) + String(digit) + number.slice(place + 1);
        const swapped =
          number.slice(0, place) + number.charAt(place + 1) + number.charAt(place) + number.slice(place + 2);
        for (const slip of [wrong, swapped]) {
          if (slip !== number) {
            expect(() => parseTicketNumber(slip)).toThrow(
              expect.objectContaining({ code: 'ticket_number_wrong' }),
            );
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are not made from a part out of range', () => {
    for (const part of [{ batch: 0 }, { batch: 100_000 }, { entry: 1.5 }, { year: 100 }]) {
      expect(() => formatTicketNumber({ year: 26, batch: 1, entry: 1, ...part })).toThrow(RangeError);
    }
  });
});

describe('recusal', () => {
  const assessor = { personId: 'p1', employerKey: 'e1', householdKey: 'h1' };

  it('names every reason, gravest first, in both directions of a tie', () => {
    const ties = [
      { kind: 'trainee', a: 'p2', b: 'p1' },
      { kind: 'relative', a: 'p1', b: 'p2' },
      { kind: 'apprentice', a: 'p1', b: 'p3' },
    ] as const;
    expect(
      listRecusalReasons(assessor, { personId: 'p2', employerKey: 'e1', householdKey: 'h1' }, ties),
    ).toEqual(['relative', 'trainee', 'same_employer', 'same_household']);
    expect(listRecusalReasons(assessor, { personId: 'p1' }, [])).toEqual(['self']);
  });

  it('does not take two unknown employers for the same one', () => {
    expect(
      listRecusalReasons({ personId: 'p1', employerKey: null }, { personId: 'p2', employerKey: null }, []),
    ).toEqual([]);
    expect(listRecusalReasons({ personId: 'p1' }, { personId: 'p2' }, [])).toEqual([]);
  });

  it('refuses with the reason and without a person', () => {
    const candidates = [{ personId: 'p2' }, { personId: 'p3', employerKey: 'e1' }];
    expect(() => checkRecusal(assessor, candidates.slice(0, 1), [])).not.toThrow();
    expect(() => checkRecusal(assessor, candidates, [])).toThrow(
      expect.objectContaining({ code: 'recusal_conflict', facts: { reason: 'same_employer' } }),
    );
  });

  it('lets nobody serve at one site more than so many times in a row', () => {
    expect(countServicesInRow(['A', 'B', 'A', 'A'], 'A')).toBe(2);
    expect(countServicesInRow([], 'A')).toBe(0);
    expect(() => checkRotation(['A', 'A'], 'A', 3)).not.toThrow();
    expect(() => checkRotation(['A', 'A', 'A'], 'A', 3)).toThrow(
      expect.objectContaining({ code: 'rotation_exceeded' }),
    );
    expect(() => checkRotation(['A', 'A', 'A', 'B'], 'A', 3)).not.toThrow();
  });
});

describe('readiness', () => {
  const ready: Readiness = {
    date: '2026-05-18',
    occupationCode: '6-02-06-07',
    authorisationProblem: null,
    scopeProblem: null,
    openSeriousFindings: 0,
    hasStandard: true,
    vettedItems: 200,
    isPaperSealed: true,
    admitted: 30,
    undecided: 0,
    seats: 30,
    invigilators: 2,
    invigilatorsNeeded: 2,
    assessors: 3,
    assessorsNeeded: 3,
    hasChief: true,
    supervisors: 1,
    tickets: 30,
  };

  it('lists every gate, passed or not', () => {
    expect(listGates(ready).map(({ gate }) => gate)).toEqual(Object.keys(gates));
    expect(() => checkReadiness(ready)).not.toThrow();
  });

  it.each<[string, Partial<Readiness>, string]>([
    ['authorisation', { authorisationProblem: { code: 'site_suspended', facts: {} } }, 'site_suspended'],
    ['scope', { scopeProblem: { code: 'scope_not_covered', facts: { axis: 'level' } } }, 'scope_not_covered'],
    ['findings', { openSeriousFindings: 1 }, 'finding_open'],
    ['standard', { hasStandard: false }, 'standard_not_in_force'],
    ['bank', { vettedItems: 0 }, 'bank_empty'],
    ['paper', { isPaperSealed: false }, 'paper_not_sealed'],
    ['entries', { undecided: 1 }, 'eligibility_undecided'],
    ['entries', { admitted: 0 }, 'roster_empty'],
    ['seats', { seats: 29 }, 'seats_too_few'],
    ['invigilators', { invigilators: 1 }, 'invigilators_too_few'],
    ['assessors', { assessors: 4 }, 'assessor_count_even'],
    ['assessors', { assessors: 1 }, 'assessors_too_few'],
    ['chief', { hasChief: false }, 'chief_missing'],
    ['supervisor', { supervisors: 0 }, 'quorum_missing'],
    ['tickets', { tickets: 29 }, 'tickets_missing'],
  ])('holds the batch at the gate of %s', (gate, change, code) => {
    const open = listGates({ ...ready, ...change }).filter(({ problem }) => problem !== null);
    expect(open.map((each) => [each.gate, each.problem?.code])).toEqual([[gate, code]]);
    expect(() => checkReadiness({ ...ready, ...change })).toThrow(
      expect.objectContaining({ code: 'readiness_open', facts: { count: 1 } }),
    );
  });
});
