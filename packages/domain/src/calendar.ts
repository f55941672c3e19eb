// Calendar dates of the trade as ISO text (`2026-05-18`). Instants are milliseconds since 1970 given by the caller.
import { Refusal } from './refusal.ts';

/** `YYYY-MM-DD`, a day of the Chinese calendar of offices; sorts and compares as text. */
export type IsoDate = string;

/** The holidays and swapped days that the State Council publishes for each year (国务院办公厅节假日安排). */
export interface WorkCalendar {
  /** Weekdays without work. */
  readonly holidays: readonly IsoDate[];
  /** Saturdays and Sundays that are worked instead. */
  readonly swaps: readonly IsoDate[];
}

const dayMs = 86_400_000;

function daysOf(date: IsoDate): number {
  if (!isIsoDate(date)) throw new Refusal('date_invalid');
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

function dateOfDays(days: number): IsoDate {
  return new Date(days * dayMs).toISOString().slice(0, 10);
}

/** True for a day that exists, years 1000–9999, written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** The day `count` days later, or earlier when negative. Refuses a date that does not exist. */
export function addDays(date: IsoDate, count: number): IsoDate {
  return dateOfDays(daysOf(date) + count);
}

/** Days from one date to another: positive when `to` is later. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return daysOf(to) - daysOf(from);
}

/**
 * The corresponding day `count` months later or earlier; where the month has no such day, its last day:
 * 2024-01-31 + 1 → 2024-02-29 (民法典第二百零二条).
 */
export function addMonths(date: IsoDate, count: number): IsoDate {
  daysOf(date);
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + count;
  const first = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  const length = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  return addDays(first, Math.min(Number(date.slice(8)), length) - 1);
}

/** Full months that have passed from one day to a later one; 0 when `to` is not later. 2024-01-31 → 2024-02-29 is 1. */
export function wholeMonthsBetween(from: IsoDate, to: IsoDate): number {
  daysOf(from);
  daysOf(to);
  if (to <= from) return 0;
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7));
  return addMonths(from, months) <= to ? months : months - 1;
}

/** Full years of age on a day (周岁): a year is reached on the birthday, for 29 February in other years on 1 March. */
export function ageOn(birth: IsoDate, day: IsoDate): number {
  daysOf(birth);
  daysOf(day);
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) >= birth.slice(5) ? years : years - 1;
}

/** True when offices work: Monday to Friday without the holidays, and the swapped weekend days. */
export function isWorkingDay(date: IsoDate, calendar: WorkCalendar): boolean {
  const weekday = (((daysOf(date) + 4) % 7) + 7) % 7;
  if (weekday === 0 || weekday === 6) return calendar.swaps.includes(date);
  return !calendar.holidays.includes(date);
}

/** The last day of a term of `count` working days that begins on the day after `date` (民法典第二百零一条). */
export function workingDaysAfter(date: IsoDate, count: number, calendar: WorkCalendar): IsoDate {
  let day = date;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/** The date in China (UTC+8, no summer time since 1992) of an instant in milliseconds. */
export function shanghaiDateOf(instant: number): IsoDate {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
}
