// Who may enter, answer and submit when. All times are milliseconds of the server's clock; the candidate's clock has no say.

export interface SittingTimes {
  readonly startsAt: number;
  /** Time of the paper. */
  readonly minutes: number;
}

export interface SittingPolicy {
  readonly entryOpensMinutes: number;
  readonly lateEntryMinutes: number;
  readonly earliestSubmitMinutes: number;
  /** How long after the end answers given before it are still taken from a device that was offline. */
  readonly saveGraceSeconds: number;
}

export interface SittingWindow {
  readonly opensAt: number;
  readonly startsAt: number;
  /** From here on nobody new may enter. */
  readonly entryClosesAt: number;
  readonly maySubmitAt: number;
  readonly endsAt: number;
  readonly savesCloseAt: number;
}

const minute = 60_000;

/**
 * The window of one candidate: the sitting's times with the candidate's extra minutes (accommodation, compensation for
 * an incident, or for all). Whoever enters late loses the time: the end does not move.
 */
export function windowOf(sitting: SittingTimes, policy: SittingPolicy, extraMinutes = 0): SittingWindow {
  const { startsAt } = sitting;
  const endsAt = startsAt + (sitting.minutes + extraMinutes) * minute;
  return {
    opensAt: startsAt - policy.entryOpensMinutes * minute,
    startsAt,
    entryClosesAt: Math.min(startsAt + policy.lateEntryMinutes * minute, endsAt),
    maySubmitAt: Math.min(startsAt + policy.earliestSubmitMinutes * minute, endsAt),
    endsAt,
    savesCloseAt: endsAt + policy.saveGraceSeconds * 1000,
  };
}

export type EntryState = 'early' | 'open' | 'late' | 'over';

/**
 * Whether a candidate may enter now. Who has entered before may return until the end: the limit for late-comers is
 * about the first entry only. Limits belong to the earlier side: at `entryClosesAt` entry is closed.
 */
export function entryStateAt(window: SittingWindow, now: number, hasEntered: boolean): EntryState {
  if (now < window.opensAt) return 'early';
  if (now >= window.endsAt) return 'over';
  return hasEntered || now < window.entryClosesAt ? 'open' : 'late';
}

/** True between start and end: questions are shown and answers taken. */
export function isAnswering(window: SittingWindow, now: number): boolean {
  return now >= window.startsAt && now < window.endsAt;
}

/** True when a save arriving now is taken: until the grace is over, since a lost network must not cost an answer. */
export function maySaveAt(window: SittingWindow, now: number): boolean {
  return now >= window.startsAt && now < window.savesCloseAt;
}

/** True when the candidate may end the attempt by own choice. */
export function maySubmitAt(window: SittingWindow, now: number): boolean {
  return now >= window.maySubmitAt && now < window.endsAt;
}

/** Whole seconds of the paper left, rounded up, between 0 and the full time. */
export function remainingSeconds(window: SittingWindow, now: number): number {
  return Math.max(0, Math.ceil((window.endsAt - Math.max(now, window.startsAt)) / 1000));
}
