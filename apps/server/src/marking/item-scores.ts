import type { Kysely } from 'kysely';
import type { DB } from '../base/schema.types.ts';
import { getSittingRecord, listSeatRecords, readCurrentResponses } from '../sittings/sittings.ts';
import { itemsOfSeat, readForms } from './forms.ts';

/** What one candidate reached in one item. */
export interface ItemScore {
  /** Points reached by full points, 0–1. */
  share: number;
  isOmitted: boolean;
}

/** The scored candidates of one form: a row a candidate, a column an item. */
export interface FormScores {
  versionIds: string[];
  /** Full points of each item in a theory paper, its weight in a practical one. */
  full: number[];
  rows: ItemScore[][];
}

/**
 * What every scored candidate of a sitting whose marking is closed reached in every item, by the scores that stand, form by
 * form and without a name. Absent candidates and those of misconduct are not in it.
 */
export async function readItemScores(db: Kysely<DB>, sittingId: string): Promise<FormScores[]> {
  const sitting = await getSittingRecord(db, sittingId);
  const forms = await readForms(db, sitting.paperId);
  const seats = await listSeatRecords(db, sittingId);
  const details = await readDetails(db, sittingId);
  const scored = seats.filter(({ candidateId }) => details.has(candidateId));
  const responses = await readCurrentResponses(
    db,
    scored.flatMap(({ attempt }) => (sitting.part === 'theory' ? (attempt?.id ?? []) : [])),
  );
  return [...forms.values()].map((items) => ({
    versionIds: items.map(({ versionId }) => versionId),
    full: items.map(({ points }) => points),
    rows: scored
      .filter(({ formId }) => itemsOfSeat(forms, formId) === items)
      .map(({ candidateId, attempt }) => {
        const shares = sharesOf(details.get(candidateId), items);
        const given = attempt ? responses.get(attempt.id) : undefined;
        return items.map(({ position }, i) => ({
          share: shares[i] ?? 0,
          isOmitted: given !== undefined && (given.get(position) ?? []).length === 0,
        }));
      }),
  }));
}

interface ScoreDetail {
  /** Theory: the points of each item of the form, in order. */
  points?: number[];
  /** Practical: the combined total of each item and its full points. */
  items?: { itemVersionId: string; total: number; full: number }[];
}

function sharesOf(
  detail: ScoreDetail | undefined,
  items: readonly { versionId: string; points: number }[],
): number[] {
  const { points, items: totals = [] } = detail ?? {};
  // Points are kept rounded, so a share of them may come out a hair above the whole.
  if (points) return items.map((item, i) => Math.min(1, (points[i] ?? 0) / item.points));
  const byVersion = new Map(totals.map(({ itemVersionId, total, full }) => [itemVersionId, total / full]));
  return items.map(({ versionId }) => byVersion.get(versionId) ?? 0);
}

async function readDetails(db: Kysely<DB>, sittingId: string): Promise<Map<string, ScoreDetail>> {
  const rows = await db
    .selectFrom('scores')
    .leftJoin('scores as later', 'later.supersedes_id', 'scores.id')
    .select(['scores.candidate_id', 'scores.detail'])
    .where('scores.sitting_id', '=', sittingId)
    .where('scores.outcome', '=', 'scored')
    .where('later.id', 'is', null)
    .execute();
  // Written by `closeMarking` and nothing else.
  return new Map(rows.map((row) => [row.candidate_id, row.detail as ScoreDetail]));
}
