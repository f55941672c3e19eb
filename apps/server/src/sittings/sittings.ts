// sittings: a person takes a sealed paper in a sitting, other persons have duties in it. A sitting goes
// planned → ready → open → closed; an attempt runs inside an open one. No batch, card or certificate is known here: the
// booker's id travels along as `stream` so that the facts of a case stay together.
export {
  addDuties,
  addSeats,
  createSitting,
  listSittingStates,
  readySittings,
  requireDuty,
} from './booking.ts';
export type { Duty, SittingPart, SittingPlan, SittingState } from './booking.ts';
export { startAttempt } from './attempts.ts';
export type { EntryScope } from './attempts.ts';
export { readCurrentResponses, readJournalHead } from './journal.ts';
export { getSittingRecord, listSeatRecords } from './records.ts';
export type { SeatRecord, SittingRecord } from './records.ts';
