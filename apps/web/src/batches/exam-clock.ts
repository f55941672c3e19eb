// Clock times of an exam day, always Beijing time (UTC+8 the whole year).

/** Minutes since midnight of `09:30`; null for anything else. */
export function clockOf(time: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** `14:00` and 45 minutes give `14:45`; stops at `23:59`, since a sitting stays on its day. */
export function minutesAfter(time: string, minutes: number): string {
  const total = Math.min((clockOf(time) ?? 0) + minutes, 24 * 60 - 1);
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

/** The instant of a clock time on a day, `2026-11-23` and `09:00` → `2026-11-23T01:00:00.000Z`. */
export function instantOn(date: string, time: string): string {
  return new Date(`${date}T${time}:00+08:00`).toISOString();
}

interface Span {
  readonly room: string;
  readonly from: number;
  readonly minutes: number;
  readonly seats: number;
}

/** Seats that sittings offer together; those in one room at one time share it evenly, as the server places them. */
export function countSeats(spans: readonly Span[]): number {
  const sharing = (span: Span) =>
    spans.filter(
      (other) =>
        other.room === span.room &&
        other.from < span.from + span.minutes &&
        span.from < other.from + other.minutes,
    ).length;
  return spans.reduce((sum, span) => sum + Math.floor(span.seats / Math.max(1, sharing(span))), 0);
}
