// Scope lines (评价范围) and authorisations: what a site may assess, for whom, where and when.
import type { IsoDate } from '../calendar.ts';
import { Refusal } from '../refusal.ts';
import { keyOfOccupation } from '../standards/occupation-code.ts';
import type { OccupationRef } from '../standards/occupation-code.ts';
import type { Level } from '../standards/level.ts';
import { scopeAxes } from './scope-axes.ts';
import type { ScopeAxis } from './scope-axes.ts';

/** One published line. `workType` null means every work type; an empty `groups` or `regions` allows none. */
export interface ScopeLine {
  readonly occupation: OccupationRef;
  readonly workType: string | null;
  readonly levels: readonly Level[];
  /** Eligible groups (评价对象): own staff, students, the public … */
  readonly groups: readonly string[];
  /** GB/T 2260 prefixes: `23` allows a province, `230100` a city. */
  readonly regions: readonly string[];
  readonly from: IsoDate;
  /** Last day of validity. */
  readonly to: IsoDate;
}

/** What somebody wants to do. */
export interface ScopeRequest {
  readonly occupation: OccupationRef;
  readonly workType: string | null;
  readonly level: Level;
  readonly group: string;
  readonly region: string;
  readonly date: IsoDate;
}

const axisTests: Readonly<Record<ScopeAxis, (line: ScopeLine, wanted: ScopeRequest) => boolean>> = {
  occupation: (line, wanted) => keyOfOccupation(line.occupation) === keyOfOccupation(wanted.occupation),
  workType: (line, wanted) => line.workType === null || line.workType === wanted.workType,
  level: (line, wanted) => line.levels.includes(wanted.level),
  group: (line, wanted) => line.groups.includes(wanted.group),
  region: (line, wanted) => line.regions.some((region) => wanted.region.startsWith(region)),
  date: (line, wanted) => line.from <= wanted.date && wanted.date <= line.to,
};

const axes = Object.keys(scopeAxes) as ScopeAxis[];

/** The axes on which a line does not allow the request; empty when it does. */
export function listScopeGaps(line: ScopeLine, wanted: ScopeRequest): readonly ScopeAxis[] {
  return axes.filter((axis) => !axisTests[axis](line, wanted));
}

/** True when one line allows the request on every axis: lines do not add up. */
export function covers(line: ScopeLine, wanted: ScopeRequest): boolean {
  return axes.every((axis) => axisTests[axis](line, wanted));
}

/** Refuses (`scope_not_covered`) a request no line allows, naming the first gap of the line that comes nearest. */
export function checkScope(lines: readonly ScopeLine[], wanted: ScopeRequest): void {
  let nearest: readonly ScopeAxis[] = axes;
  for (const line of lines) {
    const gaps = listScopeGaps(line, wanted);
    if (gaps.length === 0) return;
    if (gaps.length < nearest.length) nearest = gaps;
  }
  throw new Refusal('scope_not_covered', { axis: nearest[0] ?? 'occupation' });
}

export type AuthorisationState = 'trial' | 'formal' | 'scope_reduced' | 'suspended' | 'withdrawn';

/** The dated history of a site's authorisation: each state holds from its day until the next one begins. */
export interface Authorisation {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly states: readonly { readonly state: AuthorisationState; readonly from: IsoDate }[];
}

/** The state on a day: null outside the term or before the first state. Of two states on one day the later listed. */
export function authorisationStateOn(authorisation: Authorisation, date: IsoDate): AuthorisationState | null {
  if (date < authorisation.from || date > authorisation.to) return null;
  let found: { state: AuthorisationState; from: IsoDate } | null = null;
  for (const each of authorisation.states) {
    if (each.from <= date && (!found || each.from >= found.from)) found = each;
  }
  return found?.state ?? null;
}

/** Refuses when the site may not act on the day: outside its term, suspended or withdrawn. */
export function checkAuthorisation(authorisation: Authorisation, date: IsoDate): void {
  const state = authorisationStateOn(authorisation, date);
  if (state === null) throw new Refusal('authorisation_not_valid', { date });
  if (state === 'suspended') throw new Refusal('site_suspended');
  if (state === 'withdrawn') throw new Refusal('site_withdrawn');
}
