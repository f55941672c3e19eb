// How sure a sample is to find what is bad, in figures nobody can mistake for certainty.

/** A chance as people read it: whole per cent, and neither 0 % nor 100 % where it is not. */
export type Chance =
  | { readonly kind: 'sure' | 'under_one' | 'over_ninety_nine' }
  | { readonly kind: 'percent'; readonly percent: number };

/** Rounds a chance from 0 to 1; one below 0.5 % is never said to be none, and one above 99.5 % never certain. */
export function sayChance(chance: number): Chance {
  if (chance >= 1) return { kind: 'sure' };
  const percent = Math.round(chance * 100);
  if (percent < 1) return { kind: 'under_one' };
  if (percent > 99) return { kind: 'over_ninety_nine' };
  return { kind: 'percent', percent };
}
