import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allotPanels, panelSize } from './panel.ts';

describe('a panel', () => {
  it('has the least odd number that is not below the minimum', () => {
    expect([1, 2, 3, 4, 5].map(panelSize)).toEqual([1, 3, 3, 5, 5]);
  });

  it('begins one assessor later at each seat, and is everybody where there are few', () => {
    expect(allotPanels(3, 4, 3)).toEqual([
      [0, 1, 2],
      [1, 2, 3],
      [2, 3, 0],
    ]);
    expect(allotPanels(2, 2, 3)).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(allotPanels(1, 0, 3)).toEqual([[]]);
  });

  it('names nobody twice and loads the assessors alike, but for the seats that do not divide evenly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(1, 3, 5),
        (seats, assessors, size) => {
          const panels = allotPanels(seats, assessors, size);
          const loads = Array.from({ length: assessors }, () => 0);
          for (const panel of panels) {
            expect(new Set(panel).size).toBe(Math.min(size, assessors));
            for (const place of panel) loads[place] = (loads[place] ?? 0) + 1;
          }
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(Math.min(size, assessors));
        },
      ),
    );
  });
});
