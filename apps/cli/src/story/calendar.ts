// Lets several batches live through the same months on one server: the one whose next step comes first goes on, and the
// server's clock is set to that day. Time only moves forward, so the log stays in order.
import type { Ambient } from '@jiangping/server/base/ambient';
import { systemAmbient } from '@jiangping/server/base/ambient';
import { steps } from './files.ts';
import type { Step } from './files.ts';

/** A clock that can be set into the past and catches up with the real one in the end. */
export interface StoryClock extends Ambient {
  /** Moves to an instant, never backwards and never beyond the present. */
  moveTo(instant: Date): void;
  /** Back to the present for good. */
  release(): void;
}

/** Starts a clock at an instant of the past; it runs at the pace of the real one. */
export function createStoryClock(start: Date | null): StoryClock {
  let shift = start ? start.getTime() - Date.now() : 0;
  return {
    now: () => new Date(Date.now() + shift),
    randomBytes: (length) => systemAmbient.randomBytes(length),
    moveTo: (instant) => (shift = Math.min(0, Math.max(shift, instant.getTime() - Date.now()))),
    release: () => (shift = 0),
  };
}

const hour = 3_600_000;
const day = 24 * hour;

/** Theory in the morning, practical work five hours later; for an exam that begins late, still on the same day in Shanghai. */
export function practicalOf(examAt: Date): Date {
  const midnight = (Math.floor((examAt.getTime() + 8 * hour) / day) + 1) * day - 8 * hour;
  return new Date(Math.max(examAt.getTime(), Math.min(examAt.getTime() + 5 * hour, midnight - 2 * hour)));
}

/** The instant of a step: so many days from the exam, at ten in Shanghai; on the day itself by the hour of the step. */
function instantOf(step: Step, examAt: Date, offset: number): Date {
  if (offset === 0) {
    const after = (from: Step) => Math.max(0, steps.indexOf(step) - steps.indexOf(from)) * 600_000;
    const isPractical = steps.indexOf(step) >= steps.indexOf('assessPractical');
    return isPractical
      ? new Date(practicalOf(examAt).getTime() + after('assessPractical'))
      : new Date(examAt.getTime() + after('startBatch'));
  }
  const examDay = Math.floor((examAt.getTime() + day / 3) / day) * day - day / 3;
  return new Date(examDay + offset * day + 10 * 3_600_000 + steps.indexOf(step) * 60_000);
}

export interface Calendar {
  /** Adds a batch; its steps wait for their turn. Call `done` when it goes no further. */
  join(examAt: Date): { turn: (step: Step) => Promise<void>; done: () => void };
}

/** A calendar over `count` batches: nothing moves before all of them have joined or are waiting. */
export function createCalendar(clock: StoryClock, offsets: Record<Step, number>, count: number): Calendar {
  const waiting: { at: Date; go: () => void }[] = [];
  let active = count;
  const advance = (): void => {
    if (waiting.length === 0 || waiting.length < active) return;
    waiting.sort((a, b) => a.at.getTime() - b.at.getTime());
    const next = waiting.shift();
    if (!next) return;
    clock.moveTo(next.at);
    next.go();
  };
  return {
    join: (examAt) => ({
      turn: (step) =>
        new Promise((go) => {
          waiting.push({ at: instantOf(step, examAt, offsets[step]), go });
          advance();
        }),
      done: () => {
        active -= 1;
        advance();
      },
    }),
  };
}
