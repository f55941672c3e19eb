import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  ageOn,
  daysBetween,
  isIsoDate,
  isWorkingDay,
  shanghaiDateOf,
  wholeMonthsBetween,
  workingDaysAfter,
} from './calendar.ts';

const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1950-01-01', days));

describe('calendar dates', () => {
  it('accepts only days that exist', () => {
    expect(['2024-02-29', '2026-12-31'].every(isIsoDate)).toBe(true);
    expect(
      ['2023-02-29', '2026-13-01', '2026-1-1', '2026-00-10', '0000-01-01', '2026-01-01 ', ''].some(isIsoDate),
    ).toBe(false);
    expect(() => addDays('2023-02-29', 1)).toThrow(expect.objectContaining({ code: 'date_invalid' }));
  });

  it('adds days across years and leap days', () => {
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
  });

  it('ends a month term on the last day where the month has no such day', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-03-31', -13)).toBe('2023-02-28');
    expect(addMonths('2024-11-15', 2)).toBe('2025-01-15');
  });

  it('counts whole months so that adding them never goes beyond the later day', () => {
    expect(wholeMonthsBetween('2024-01-31', '2024-02-28')).toBe(0);
    expect(wholeMonthsBetween('2024-01-31', '2024-02-29')).toBe(1);
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const months = wholeMonthsBetween(from, to);
        expect(addMonths(from, months) <= to).toBe(true);
        expect(addMonths(from, months + 1) > to).toBe(true);
        expect(addDays(from, daysBetween(from, to))).toBe(to);
      }),
    );
  });

  it('reaches an age on the birthday, of 29 February in common years on 1 March', () => {
    expect(ageOn('2008-05-18', '2024-05-17')).toBe(15);
    expect(ageOn('2008-05-18', '2024-05-18')).toBe(16);
    expect(ageOn('2008-02-29', '2025-02-28')).toBe(16);
    expect(ageOn('2008-02-29', '2025-03-01')).toBe(17);
  });
});

describe('working days', () => {
  // National Day 2025: 1–8 October off, 28 September (Sunday) and 11 October (Saturday) worked (国办发明电〔2024〕12号).
  const holidays = [1, 2, 3, 4, 5, 6, 7, 8].map((day) => `2025-10-0${day}`);
  const calendar = { holidays, swaps: ['2025-09-28', '2025-10-11'] };

  it('skips the holidays and counts the swapped weekend days', () => {
    expect(isWorkingDay('2025-09-28', calendar)).toBe(true);
    expect(isWorkingDay('2025-10-12', calendar)).toBe(false);
    expect(workingDaysAfter('2025-09-26', 5, calendar)).toBe('2025-10-10');
    expect(workingDaysAfter('2025-10-09', 2, calendar)).toBe('2025-10-11');
  });

  it('begins on the day after, so that no working day is the day itself', () => {
    expect(workingDaysAfter('2025-09-26', 0, calendar)).toBe('2025-09-26');
  });
});

describe('shanghaiDateOf', () => {
  it('turns to the next day at 16:00 UTC', () => {
    expect(shanghaiDateOf(Date.parse('2026-05-17T15:59:59.999Z'))).toBe('2026-05-17');
    expect(shanghaiDateOf(Date.parse('2026-05-17T16:00:00Z'))).toBe('2026-05-18');
  });
});
