import { Refusal } from '../refusal.ts';

/** An occupation is known by edition of the catalogue and code: codes moved between editions (4-01-02-07 → 4-01-06-02). */
export interface OccupationRef {
  readonly edition: string;
  readonly code: string;
}

/** One step of the successor map: the occupation `from` lives on as `to` in a later edition. */
export interface Succession {
  readonly from: OccupationRef;
  readonly to: OccupationRef;
}

/** True for the form `6-02-06-07` (class 1–8, then groups of two digits). */
export function isOccupationCode(code: string): boolean {
  return /^[1-8](-\d{2}){3}$/.test(code);
}

/** The class (大类) of a code, `'6'` for `6-02-06-07`. Refuses a malformed code. */
export function classOfOccupation(code: string): string {
  if (!isOccupationCode(code)) throw new Refusal('occupation_code_invalid');
  return code.charAt(0);
}

/**
 * Refuses occupations whose class is not open to skill level assessment. Classes 3–6 are (Sichuan notice of
 * 2026-02-05); class 2 holds professional and technical staff and is refused with its own code until a policy opens it.
 */
export function checkAssessable(code: string, openClasses: readonly string[]): void {
  const major = classOfOccupation(code);
  if (openClasses.includes(major)) return;
  if (major === '2') throw new Refusal('class_two_blocked', { code });
  throw new Refusal('occupation_not_assessable', { class: major });
}

/** One text for an occupation in maps and unique columns: `2022:6-02-06-07`. */
export function keyOfOccupation({ edition, code }: OccupationRef): string {
  return `${edition}:${code}`;
}

/** The occupation under which a reference lives on today, following the successor map to its end. */
export function currentOccupation(ref: OccupationRef, successions: readonly Succession[]): OccupationRef {
  const next = new Map(successions.map((step) => [keyOfOccupation(step.from), step.to]));
  let current = ref;
  // A map of n steps has no honest chain longer than n: a circle in the data ends here instead of hanging.
  for (let steps = next.size; steps > 0; steps -= 1) {
    const successor = next.get(keyOfOccupation(current));
    if (!successor) break;
    current = successor;
  }
  return current;
}
