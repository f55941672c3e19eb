import { describe, expect, it } from 'vitest';
import { clockOf, countSeats, instantOn, minutesAfter } from './exam-clock.ts';

describe('clock times of an exam day', () => {
  it('are Beijing time, whatever the zone of this machine', () => {
    expect(instantOn('2026-11-23', '07:30')).toBe('2026-11-22T23:30:00.000Z');
  });

  it('add minutes and stay on their day', () => {
    expect([minutesAfter('14:00', 45), minutesAfter('09:50', 90), minutesAfter('23:30', 60)]).toEqual([
      '14:45',
      '11:20',
      '23:59',
    ]);
  });

  it('let groups of one hall share its seats at one time, and give all of them to each when one follows the other', () => {
    const hall = { room: 'hall', minutes: 60, seats: 15 };
    expect(
      countSeats([
        { ...hall, from: 540 },
        { ...hall, from: 541 },
      ]),
    ).toBe(14);
    expect(
      countSeats([
        { ...hall, from: 540 },
        { ...hall, from: 600 },
        { ...hall, room: 'other', from: 540 },
      ]),
    ).toBe(45);
    expect(countSeats([{ ...hall, from: 540, minutes: 0 }])).toBe(15);
  });

  it('are told from other texts', () => {
    expect([clockOf('09:05'), clockOf('9:05'), clockOf('24:00'), clockOf('')]).toEqual([
      545,
      null,
      null,
      null,
    ]);
  });
});
