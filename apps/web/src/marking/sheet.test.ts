import { describe, expect, it } from 'vitest';
import { chooseStart, formOf, nextTask, progressOf, readKept, stepFrom, withMark } from './sheet.ts';
import type { Draft, Task } from './sheet.ts';

const none: Draft = { marks: [], fatal: [] };
const one: Draft = { marks: [{ code: 'A', points: 3, note: '' }], fatal: [] };
const other: Draft = { marks: [{ code: 'A', points: 1, note: 'late' }], fatal: ['F1'] };

function task(seat: number, state: Task['state']): Task {
  return {
    candidateId: String(seat),
    seat,
    itemVersionId: 'i',
    state,
    marks: [],
    fatal: [],
    total: null,
    signedAt: null,
  };
}

describe('the stepper of a row', () => {
  it('goes by the step between nothing and the full points', () => {
    const row = { points: 3, step: 0.5 };
    expect([stepFrom(row, 1, 1), stepFrom(row, 1, -1), stepFrom(row, 3, 1), stepFrom(row, 0, -1)]).toEqual([
      1.5, 0.5, 3, 0,
    ]);
  });

  it('starts a row without a mark at the top going down and at the bottom going up', () => {
    expect([
      stepFrom({ points: 4, step: 1 }, undefined, -1),
      stepFrom({ points: 4, step: 1 }, undefined, 1),
    ]).toEqual([3, 1]);
  });

  it('lands on the grid again from full points that the step does not divide, and stays exact at tenths', () => {
    expect(stepFrom({ points: 2.5, step: 1 }, 2.5, -1)).toBe(2);
    expect(stepFrom({ points: 2.5, step: 1 }, 2, 1)).toBe(2.5);
    expect([0.1, 0.2, 0.3].map((points) => stepFrom({ points: 1, step: 0.1 }, points, 1))).toEqual([
      0.2, 0.3, 0.4,
    ]);
  });
});

describe('what a browser keeps of a sheet', () => {
  it('goes on where this browser stopped, when the server has not moved since', () => {
    expect(chooseStart(none, { base: formOf(none), draft: one })).toEqual({ draft: one, other: null });
  });

  it('never overwrites silently what another device has saved meanwhile', () => {
    expect(chooseStart(other, { base: formOf(none), draft: one })).toEqual({ draft: other, other: one });
  });

  it('is nothing where both are the same, and where the storage holds rubbish', () => {
    expect(chooseStart(one, { base: formOf(none), draft: one })).toEqual({ draft: one, other: null });
    expect(readKept({ getItem: () => '{"draft":{}}' }, 'k')).toBeNull();
    expect(readKept({ getItem: () => 'not json' }, 'k')).toBeNull();
    expect(readKept({ getItem: () => null }, 'k')).toBeNull();
  });
});

describe('a draft', () => {
  it('has one mark for each row, the newest, and may lose it again', () => {
    const changed = withMark(one, 'A', { points: 2, note: 'spilled' });
    expect(changed.marks).toEqual([{ code: 'A', points: 2, note: 'spilled' }]);
    expect(withMark(changed, 'A', null).marks).toEqual([]);
  });
});

describe('the way through the sheets', () => {
  it('leads to the next one that is not signed, and round to the first', () => {
    const tasks = [task(1, 'open'), task(2, 'signed'), task(3, 'draft')];
    expect(nextTask(tasks, tasks[0])?.seat).toBe(3);
    expect(nextTask(tasks, tasks[2])?.seat).toBe(1);
    expect(nextTask([task(1, 'signed')], undefined)).toBeNull();
  });

  it('tells a seat as done only when all of its sheets are signed', () => {
    expect(progressOf([task(1, 'signed'), task(1, 'signed')])).toBe('signed');
    expect(progressOf([task(1, 'signed'), task(1, 'open')])).toBe('draft');
    expect(progressOf([task(1, 'open')])).toBe('open');
  });
});
