// marking: mark sheets, adjudications and the scores of a sitting. States of a sitting's marking: open → closed, and never
// back. Until it is closed a mark is seen by nobody but its assessor, the chief assessor and the supervisor; a sheet is
// signed once, its total is added up here, and a change would be a superseding row. No batch and no certificate is known.
export { readItemScores } from './item-scores.ts';
export { isMarkingClosed, listScores } from './scores.ts';
export type { ScoreRecord } from './scores.ts';
export { getMarkingTable } from './readings.ts';
export { commitSheet, getMarkingDesk } from './sheets.ts';
