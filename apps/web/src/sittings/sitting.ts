// What an invigilator must notice, worked out from what the server tells; all times are the server's.
import type { api } from '../shell/api.ts';

export type Sitting = Awaited<ReturnType<typeof api.sittings.getSitting>>;
export type SeatedCandidate = Sitting['candidates'][number];
export type Problem = { readonly kind: 'no_save' | 'over_time' | 'not_arrived'; readonly seconds: number };

/** From when on something is a problem, in seconds. */
export interface Patience {
  /** Without a save while answering. */
  readonly save: number;
  /** After the start without having entered. */
  readonly arrival: number;
}

/** The gravest problem of a candidate at an instant (milliseconds), or null; only an open sitting has problems. */
export function findProblem(
  { state, startedAt, deadlineAt, lastSavedAt }: SeatedCandidate,
  sitting: Pick<Sitting, 'state' | 'part' | 'startsAt'>,
  now: number,
  patience: Patience,
): Problem | null {
  // In practical work nobody answers on a device: there is nothing to miss.
  if (sitting.state !== 'open' || sitting.part !== 'theory') return null;
  const since = (instant: string) => Math.floor((now - Date.parse(instant)) / 1000);
  if (state === 'in_progress') {
    if (deadlineAt !== null && since(deadlineAt) > 0)
      return { kind: 'over_time', seconds: since(deadlineAt) };
    const last = lastSavedAt ?? startedAt;
    if (last !== null && since(last) >= patience.save) return { kind: 'no_save', seconds: since(last) };
  }
  if (state === 'not_started' && since(sitting.startsAt) >= patience.arrival)
    return { kind: 'not_arrived', seconds: since(sitting.startsAt) };
  return null;
}

const weights: Readonly<Record<Problem['kind'], number>> = { no_save: 3, over_time: 2, not_arrived: 1 };

/** Candidates with their problems, the gravest and longest first, then by seat. */
export function orderCandidates(
  sitting: Sitting,
  now: number,
  patience: Patience,
): readonly { readonly candidate: SeatedCandidate; readonly problem: Problem | null }[] {
  const weightOf = (problem: Problem | null) => (problem ? weights[problem.kind] : 0);
  return sitting.candidates
    .map((candidate) => ({ candidate, problem: findProblem(candidate, sitting, now, patience) }))
    .sort(
      (a, b) =>
        weightOf(b.problem) - weightOf(a.problem) ||
        // Of those who fail to save the longest silence comes first; who did not come stays in order of seats.
        (a.problem?.kind === 'no_save' ? (b.problem?.seconds ?? 0) - a.problem.seconds : 0) ||
        a.candidate.seat - b.candidate.seat,
    );
}

/** When the last candidate's time ends, in milliseconds; the plan's end while nobody has a deadline of his own. */
export function endOf({ startsAt, minutes, candidates }: Sitting): number {
  const planned = Date.parse(startsAt) + minutes * 60_000;
  return Math.max(
    planned,
    ...candidates.flatMap(({ deadlineAt }) => (deadlineAt === null ? [] : [Date.parse(deadlineAt)])),
  );
}

/** `75` → `1:15`, `3725` → `1:02:05`; negative spans count as 0. */
export function formatSpan(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
