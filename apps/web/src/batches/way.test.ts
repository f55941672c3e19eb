import { describe, expect, it } from 'vitest';
import { batchStates } from '@jiangping/domain/batches/batch-states';
import { listOpenActs, mainActOf, phaseOf, phases } from './way.ts';

describe('the way of a batch on the screen', () => {
  it('has every state in one station, cancelled in none', () => {
    const placed = Object.values(phases).flat();
    expect([...placed].sort()).toEqual(
      Object.keys(batchStates)
        .filter((state) => state !== 'cancelled')
        .sort(),
    );
    expect(phaseOf('cancelled')).toBeNull();
  });

  it('never runs backwards from a state to the next one of the table', () => {
    const way = Object.keys(batchStates).filter((state) => !['returned', 'cancelled'].includes(state));
    const stations = way.map((state) => phaseOf(state) ?? -1);
    expect([...stations].sort((a, b) => a - b)).toEqual(stations);
  });

  it('tells who may act next: filing a draft is the manager’s, a state without acts has none', () => {
    expect(listOpenActs('draft')).toEqual([{ act: 'fileBatch', by: ['site_manager'] }]);
    expect(listOpenActs('archived')).toEqual([]);
    expect(listOpenActs('no such state')).toEqual([]);
  });

  it('leads on by one act, and by an act that its state allows', () => {
    const batch = (state: string, enrolled: number, staff: readonly string[] = []) => ({
      state,
      counts: { enrolled },
      staff,
    });
    expect([mainActOf(batch('enrolling', 0)), mainActOf(batch('enrolling', 5))]).toEqual([
      'importRoster',
      'closeEnrolment',
    ]);
    expect([mainActOf(batch('eligibility', 5)), mainActOf(batch('eligibility', 0))]).toEqual([
      'decideEligibility',
      'arrangeBatch',
    ]);
    expect([mainActOf(batch('arranged', 0)), mainActOf(batch('arranged', 0, ['one']))]).toEqual([
      'assignStaff',
      'issueTickets',
    ]);
    for (const state of Object.keys(batchStates)) {
      const main = mainActOf(batch(state, 5, ['one']));
      if (main !== null) expect(listOpenActs(state).map(({ act }) => act)).toContain(main);
    }
  });
});
