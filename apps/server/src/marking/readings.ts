// All readings of a practical sitting side by side: spread, third reading, combined mark.
import type { Kysely } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { adjudicateTotals, combineTotals } from '@jiangping/domain/marking/discrepancy';
import type { CombinationRule } from '@jiangping/domain/marking/discrepancy';
import { Refusal } from '@jiangping/domain/refusal';
import { encodeHex } from '@jiangping/log/bytes';
import { commitValue } from '@jiangping/log/commitment';
import { act, requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import type { PoliciesOn } from '../people/people.ts';
import { findPolicies } from '../people/people.ts';
import { getSittingRecord, requireDuty } from '../sittings/sittings.ts';
import type { SeatRecord } from '../sittings/sittings.ts';
import type { PracticalFormItem } from './forms.ts';
import { isMarked, readPracticalSitting, requireMarkingOpen } from './sheets.ts';

/** One item of one candidate with everything that was read of it. */
export interface ReadingRow {
  seat: SeatRecord;
  item: PracticalFormItem;
  readings: { assessorId: string; name: string; total: number }[];
  /** Sheets that the panel still owes. */
  missing: number;
  spread: number;
  discrepant: boolean;
  adjudicated: number | null;
  /** Null while a reading or an adjudication is missing. */
  combined: number | null;
}

/** How readings are combined on a day: tolerance, method and rounding by policy. */
export function combinationRule(policies: PoliciesOn): CombinationRule {
  return {
    tolerance: policies.get('marking.tolerance'),
    method: policies.get('marking.combination') as CombinationRule['method'],
    rounding: policies.get('marking.rounding'),
  };
}

/** Every item of every candidate who is marked, or was before an incident, in order of seat and position. */
export async function readReadings(db: Kysely<DB>, sittingId: string, date: string) {
  const practical = await readPracticalSitting(db, sittingId, date);
  const rule = combinationRule(practical.policies);
  const sheets = Map.groupBy(
    await db
      .selectFrom('mark_sheets')
      .innerJoin('persons', 'persons.id', 'mark_sheets.assessor_id')
      .where('mark_sheets.sitting_id', '=', sittingId)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('mark_sheets as later')
              .select('later.id')
              .whereRef('later.supersedes_id', '=', 'mark_sheets.id'),
          ),
        ),
      )
      .select([
        'mark_sheets.candidate_id',
        'mark_sheets.item_version_id',
        'mark_sheets.assessor_id',
        'mark_sheets.total',
        'persons.name',
      ])
      .orderBy('mark_sheets.id')
      .execute(),
    keyOf,
  );
  const adjudications = new Map(
    (
      await db
        .selectFrom('adjudications')
        .select(['candidate_id', 'item_version_id', 'chief_id', 'total'])
        .where('sitting_id', '=', sittingId)
        .execute()
    ).map((row) => [keyOf(row), row]),
  );
  const rows = practical.seats.flatMap((seat) =>
    practical.itemsOf(seat).flatMap((item): ReadingRow[] => {
      const key = keyOf({ candidate_id: seat.candidateId, item_version_id: item.versionId });
      const found = sheets.get(key) ?? [];
      if (!isMarked(seat) && found.length === 0) return [];
      const readings = found.map((row) => ({
        assessorId: row.assessor_id,
        name: row.name,
        total: row.total,
      }));
      const missing = isMarked(seat) ? Math.max(0, practical.panels.size - readings.length) : 0;
      const third = adjudications.get(key);
      return [{ seat, item, readings, missing, ...combineReadings(readings, missing, third, rule) }];
    }),
  );
  return { ...practical, rule, rows };
}

function keyOf(row: { candidate_id: string; item_version_id: string }): string {
  return `${row.candidate_id}/${row.item_version_id}`;
}

function combineReadings(
  readings: ReadingRow['readings'],
  missing: number,
  third: { chief_id: string; total: number } | undefined,
  rule: CombinationRule,
): Pick<ReadingRow, 'spread' | 'discrepant' | 'adjudicated' | 'combined'> {
  const totals = readings.map(({ total }) => total);
  if (totals.length === 0) return { spread: 0, discrepant: false, adjudicated: null, combined: null };
  const { spread, needsThirdReading, combined } = combineTotals(totals, rule);
  if (third) {
    // The chief's own first reading must not confirm the chief's third one.
    const others = readings.filter(({ assessorId }) => assessorId !== third.chief_id);
    const first = (others.length > 0 ? others : readings).map(({ total }) => total);
    const settled = adjudicateTotals(first, third.total, rule.rounding);
    return { spread, discrepant: needsThirdReading, adjudicated: third.total, combined: settled };
  }
  const open = missing > 0 || needsThirdReading;
  return { spread, discrepant: needsThirdReading, adjudicated: null, combined: open ? null : combined };
}

/**
 * The marking table of a sitting. A chief assessor who marks too sees the readings of a candidate's item only after
 * signing his own (独立评分); a theory sitting has no readings, its table only tells whether marking is closed.
 */
export async function getMarkingTable(base: Base, caller: Caller | null, sittingId: string) {
  requirePost(caller, 'readMarking');
  const me = caller?.person.id ?? '';
  const { db } = base;
  const { part } = await getSittingRecord(db, sittingId);
  const duty = await requireDuty(
    db,
    sittingId,
    me,
    part === 'theory' ? ['invigilator', 'supervisor'] : ['chief_assessor', 'supervisor'],
  );
  const today = shanghaiDateOf(base.ambient.now().getTime());
  const closure = await db
    .selectFrom('marking_closures')
    .select('sitting_id')
    .where('sitting_id', '=', sittingId)
    .executeTakeFirst();
  const head = { sittingId, part, closed: closure !== undefined };
  if (part === 'theory') {
    const tolerance = (await findPolicies(db, today)).get('marking.tolerance');
    return { ...head, tolerance, missing: 0, rows: [] };
  }
  const { rows, rule, panels } = await readReadings(db, sittingId, today);
  return {
    ...head,
    tolerance: rule.tolerance,
    missing: rows.reduce((sum, row) => sum + row.missing, 0),
    rows: rows.map((row) => {
      const owes =
        duty === 'chief_assessor' &&
        isMarked(row.seat) &&
        panels.of(row.seat.candidateId).includes(me) &&
        !row.readings.some(({ assessorId }) => assessorId === me);
      return {
        candidateId: row.seat.candidateId,
        seat: row.seat.seat,
        itemVersionId: row.item.versionId,
        title: row.item.body.title,
        readings: owes
          ? []
          : row.readings.map(({ assessorId: id, name, total }) => ({ assessor: { id, name }, total })),
        spread: owes ? 0 : row.spread,
        discrepant: !owes && row.discrepant,
        adjudicated: row.adjudicated,
        combined: owes ? null : row.combined,
      };
    }),
  };
}

export interface AdjudicationInput {
  sittingId: string;
  candidateId: string;
  itemVersionId: string;
  total: number;
  reason: string;
}

/** The chief assessor's third reading, once, and only where complete readings lie further apart than the tolerance. */
export async function adjudicate(base: Base, caller: Caller | null, input: AdjudicationInput) {
  return act(base, caller, 'adjudicate', input, async ({ tx, base, now, today, personId, newId, record }) => {
    await requireDuty(tx, input.sittingId, personId, ['chief_assessor']);
    await tx
      .selectFrom('sittings')
      .select('id')
      .where('id', '=', input.sittingId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await requireMarkingOpen(tx, input.sittingId);
    const { rows, rule, sitting } = await readReadings(tx, input.sittingId, today);
    const row = rows.find(
      ({ seat, item }) => seat.candidateId === input.candidateId && item.versionId === input.itemVersionId,
    );
    if (!row) throw new Refusal('not_found');
    if (row.adjudicated !== null) throw new Refusal('already_adjudicated');
    if (row.missing > 0 || !row.discrepant)
      throw new Refusal('not_discrepant', { spread: row.spread, tolerance: rule.tolerance });
    const id = newId();
    const salt = base.ambient.randomBytes(16);
    await tx
      .insertInto('adjudications')
      .values({
        id,
        sitting_id: input.sittingId,
        candidate_id: input.candidateId,
        item_version_id: input.itemVersionId,
        chief_id: personId,
        total: input.total,
        reason: input.reason,
        salt,
        decided_at: now,
      })
      .execute();
    const value = {
      sitting: input.sittingId,
      candidate: input.candidateId,
      item: input.itemVersionId,
      chief: personId,
      total: input.total,
      reason: input.reason,
    };
    const factId = await record({
      kind: 'adjudication.made',
      subject: { type: 'adjudication', id },
      stream: sitting.stream,
      data: {
        sitting: input.sittingId,
        item: input.itemVersionId,
        commitment: encodeHex(commitValue({ domain: 'adjudication/v1', salt, value })),
      },
    });
    return { id, factId };
  });
}
