// The eligibility engine (申报条件): is one of a level's clauses met, which one, and if none, what each of them lacks.
import { addMonths, ageOn, daysBetween, wholeMonthsBetween } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { Words } from '../refusals.ts';
import type {
  Clause,
  ClauseByHand,
  EligibilityRule,
  GraduationType,
  Predicate,
  TitleGrade,
} from '../standards/eligibility-clause.ts';
import { codeOfLevel, isAtLeast, levelOfCode } from '../standards/level.ts';
import type { Level } from '../standards/level.ts';
import { describePredicate, numberAskedBy } from './eligibility-words.ts';

/** A time of work in this occupation or a related one; `to` null while it lasts. */
export interface WorkSpan {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

/** What the checker accepted as proved; relatedness of occupation and field was decided before it got here. */
export interface Applicant {
  readonly birth: IsoDate;
  readonly work: readonly WorkSpan[];
  readonly held: readonly { readonly level: Level; readonly on: IsoDate }[];
  readonly titles: readonly { readonly grade: TitleGrade; readonly on: IsoDate }[];
  /** `on` null: a student in the final year. */
  readonly graduations: readonly {
    readonly type: GraduationType;
    readonly inField: boolean;
    readonly on: IsoDate | null;
  }[];
  readonly trainingHours: number;
  /** Ranks reached in contests that count for this occupation. */
  readonly awards: readonly { readonly rank: number; readonly on: IsoDate }[];
}

/** What one predicate asks and what the applicant has of it, in words and, where there is one, as a number. */
export interface Lack extends Words {
  readonly needed: number;
  readonly had: number;
}

export interface EligibilityOutcome {
  readonly eligible: boolean;
  /** The clause used: the claimed one when it is met, else the first met; null when none is. */
  readonly clause: string | null;
  readonly met: readonly string[];
  /** For every clause not met, what it lacks. */
  readonly missing: readonly { readonly clause: string; readonly lacks: readonly Lack[] }[];
  /** Clauses that only a person can decide from the evidence; they are never counted as met here. */
  readonly byHand: readonly ClauseByHand[];
}

/**
 * Months of work between two days: overlapping spans count once, full months of each span, and of the days left over
 * every thirty one more month.
 */
export function workMonthsBetween(work: readonly WorkSpan[], since: IsoDate, until: IsoDate): number {
  const spans = work
    .map(({ from, to }) => ({
      from: from < since ? since : from,
      to: to === null || to > until ? until : to,
    }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  let months = 0;
  let days = 0;
  let end = since;
  for (const span of spans) {
    const from = span.from < end ? end : span.from;
    if (span.to <= from) continue;
    const whole = wholeMonthsBetween(from, span.to);
    months += whole;
    days += daysBetween(addMonths(from, whole), span.to);
    end = span.to;
  }
  return months + Math.floor(days / 30);
}

/** The span that a declared number of months stands for: the months just before the day it was declared on. */
export function spanOfMonths(months: number, until: IsoDate): WorkSpan {
  return { from: addMonths(until, -months), to: null };
}

const titleRanks: readonly TitleGrade[] = ['junior', 'mid', 'senior'];

/**
 * Longest work since any of the dates: null where there is none. The earliest date serves best, since work after it
 * holds all work after a later one.
 */
function monthsSince(dates: readonly IsoDate[], applicant: Applicant, on: IsoDate): number | null {
  const past = dates.filter((date) => date <= on).sort();
  return past[0] === undefined ? null : workMonthsBetween(applicant.work, past[0], on);
}

/** What the applicant has of a predicate; null when even the thing itself (certificate, title, diploma) is missing. */
function hadOf(predicate: Predicate, applicant: Applicant, on: IsoDate): number | null {
  switch (predicate.kind) {
    case 'age':
      return ageOn(applicant.birth, on);
    case 'workMonths':
      return workMonthsBetween(applicant.work, applicant.birth, on);
    case 'heldLevel': {
      const level = levelOfCode(predicate.level);
      const held = applicant.held.filter((each) => level !== undefined && isAtLeast(each.level, level));
      return monthsSince(
        held.map((each) => each.on),
        applicant,
        on,
      );
    }
    case 'title': {
      const rank = titleRanks.indexOf(predicate.grade);
      const titles = applicant.titles.filter(({ grade }) => titleRanks.indexOf(grade) >= rank);
      return monthsSince(
        titles.map((each) => each.on),
        applicant,
        on,
      );
    }
    case 'graduation': {
      const { type, inField, finalYearAllowed } = predicate;
      const fitting = applicant.graduations.filter(
        (each) => each.type === type && (each.inField || !inField),
      );
      const dates = fitting.flatMap((each) =>
        each.on === null ? (finalYearAllowed ? [on] : []) : [each.on],
      );
      return monthsSince(dates, applicant, on);
    }
    case 'trainingHours':
      return applicant.trainingHours;
    case 'competitionAward': {
      const ranks = applicant.awards.filter((each) => each.on <= on).map(({ rank }) => rank);
      return ranks.length === 0 ? null : Math.min(...ranks);
    }
  }
}

function lackOf(predicate: Predicate, applicant: Applicant, on: IsoDate): Lack | null {
  const had = hadOf(predicate, applicant, on);
  const needed = numberAskedBy(predicate);
  // Of a rank less is better; of everything else more.
  const holds = had !== null && (predicate.kind === 'competitionAward' ? had <= needed : had >= needed);
  return holds ? null : { ...describePredicate(predicate), needed, had: had ?? 0 };
}

/** What one clause lacks for an applicant on a day; empty when it is met. */
export function lacksOf(clause: Clause, applicant: Applicant, on: IsoDate): readonly Lack[] {
  return clause.allOf.flatMap((predicate) => lackOf(predicate, applicant, on) ?? []);
}

/**
 * Decides an entry for a level on a day under a standard's conditions. The outcome names the clause used, every clause
 * met, and for the others what is missing, in both languages. A level without clauses is open to nobody.
 */
export function decideEligibility(
  rule: EligibilityRule,
  level: Level,
  applicant: Applicant,
  on: IsoDate,
  claimed: string | null = null,
): EligibilityOutcome {
  const code = codeOfLevel(level);
  const clauses = (code === null ? undefined : rule.levels[code]) ?? [];
  const judged = clauses.map((clause) => ({ clause: clause.id, lacks: lacksOf(clause, applicant, on) }));
  const met = judged.filter(({ lacks }) => lacks.length === 0).map(({ clause }) => clause);
  return {
    eligible: met.length > 0,
    clause: claimed !== null && met.includes(claimed) ? claimed : (met[0] ?? null),
    met,
    missing: judged.filter(({ lacks }) => lacks.length > 0),
    byHand: (code === null ? undefined : rule.byHand?.[code]) ?? [],
  };
}
