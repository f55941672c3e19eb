// Who marks whom: each candidate is read by a panel (考评组) of an odd number of assessors, each for himself.

/** The least odd number that is not below the minimum: 3 → 3, 4 → 5 (考评人员不少于3名且为单数). */
export function panelSize(minimum: number): number {
  const least = Math.max(1, Math.ceil(minimum));
  return least % 2 === 1 ? least : least + 1;
}

/**
 * The panel of each seat as places in the list of assessors: the first seat gets the first `size`, the next begins one
 * assessor later, and so round. Every assessor so reads equally many candidates, shares candidates with the neighbours
 * in the list (which is what lets severity be compared), and chooses none of them. All of the assessors where there are
 * fewer than `size`.
 */
export function allotPanels(seats: number, assessors: number, size: number): readonly (readonly number[])[] {
  const width = Math.min(size, assessors);
  return Array.from({ length: seats }, (_, seat) =>
    Array.from({ length: width }, (__, i) => (seat + i) % assessors),
  );
}
