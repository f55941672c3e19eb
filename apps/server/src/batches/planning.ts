import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { checkAnnouncement } from '@jiangping/domain/batches/announcement';
import { formatBatchCode, parseBatchCode } from '@jiangping/domain/batches/batch-code';
import type { BatchCode } from '@jiangping/domain/batches/batch-code';
import { daysBetween } from '@jiangping/domain/calendar';
import { Refusal } from '@jiangping/domain/refusal';
import { codeOfLevel } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import { checkAssessable } from '@jiangping/domain/standards/occupation-code';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { digestText } from '../base/fields.ts';
import type { Batches, DB } from '../base/schema.types.ts';
import { findPolicies } from '../people/people.ts';
import { getScopeLineInForce, getSiteRow } from '../sites/sites.ts';
import type { EligibleGroup } from '../sites/sites.ts';
import { getOccupation, getStandardInForce } from '../standards/standards.ts';
import { moveBatchState, siteOfBatch } from './batch-rows.ts';

export interface PlanInput {
  siteId: string;
  scopeLineId: string;
  eligibleGroup: EligibleGroup;
  examOn: string;
}

/**
 * Plans a batch inside one scope line of the site that is in force on the exam day, under the standard in force on that
 * day. Refuses what lies outside on any axis, a day that has passed, and an occupation without a standard.
 */
export async function planBatch(base: Base, caller: Caller | null, input: PlanInput) {
  return act(
    base,
    caller,
    'planBatch',
    input,
    async ({ tx, now, today, personId, newId, record }) => {
      if (input.examOn < today) throw new Refusal('date_invalid');
      const site = await getSiteRow(tx, input.siteId);
      const line = await getScopeLineInForce(tx, input.scopeLineId, site.id, input.examOn);
      if (!line.eligible_groups.includes(input.eligibleGroup))
        throw new Refusal('scope_not_covered', { axis: 'group' });
      if (!line.regions.some((region) => site.province.startsWith(region)))
        throw new Refusal('scope_not_covered', { axis: 'region' });
      const occupation = await getOccupation(tx, line.occupation_id);
      checkAssessable(occupation.code, (await findPolicies(tx, today)).get('standards.assessable_classes'));
      const standard = await getStandardInForce(tx, line.occupation_id, input.examOn);
      const level = line.level as Level;
      const levelCode = codeOfLevel(level);
      if (levelCode === null || !standard.body.levels.includes(levelCode))
        throw new Refusal('level_not_in_standard', { level });
      const id = newId();
      const code = await insertUnderNextCode(
        tx,
        { province: site.province, site: site.serial, year: Number(input.examOn.slice(0, 4)) },
        {
          id,
          site_id: site.id,
          scope_line_id: line.id,
          occupation_id: line.occupation_id,
          level,
          scope_from: line.valid_from,
          scope_to: line.valid_to,
          standard_id: standard.id,
          eligible_group: input.eligibleGroup,
          mode: 'exam',
          exam_on: input.examOn,
          notice: null,
          state: 'draft',
          planned_by: personId,
          planned_at: now,
        },
      );
      const factId = await record({
        kind: 'batch.planned',
        subject: { type: 'batch', id },
        stream: id,
        data: {
          code,
          site: site.id,
          scopeLine: line.id,
          occupation: `${occupation.edition}:${occupation.code}`,
          level,
          standard: standard.id,
          eligibleGroup: input.eligibleGroup,
          examOn: input.examOn,
        },
      });
      return { id, factId, code };
    },
    () => Promise.resolve(input.siteId),
  );
}

/**
 * Inserts a batch under the next serial of its year. There is no counter to lock: of two that try the same serial the
 * key lets one through, and the other, having waited for it, tries the next.
 */
async function insertUnderNextCode(
  tx: Transaction<DB>,
  place: Omit<BatchCode, 'serial'>,
  batch: Omit<Batches, 'code' | 'planned_at'> & { planned_at: Date },
): Promise<string> {
  for (;;) {
    const newest = await tx
      .selectFrom('batches')
      .select('code')
      .where(sql<string>`right(code, 10)`, 'like', `${place.year}-%`)
      .orderBy(sql`right(code, 10)`, 'desc')
      .limit(1)
      .executeTakeFirst();
    const last = newest ? (parseBatchCode(newest.code)?.serial ?? 0) : 0;
    const code = formatBatchCode({ ...place, serial: last + 1 });
    const inserted = await tx
      .insertInto('batches')
      .values({ ...batch, code })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) return code;
  }
}

/** Files a drafted batch with the Center (系统报备). */
export async function fileBatch(base: Base, caller: Caller | null, input: { batchId: string }) {
  return act(
    base,
    caller,
    'fileBatch',
    input,
    async (scope) => {
      const batch = await moveBatchState(scope, input.batchId, 'fileBatch');
      const factId = await scope.record({
        kind: 'batch.filed',
        subject: { type: 'batch', id: batch.id },
        stream: batch.id,
        data: { code: batch.code, examOn: batch.exam_on },
      });
      return { id: batch.id, factId };
    },
    (tx) => siteOfBatch(tx, input.batchId),
  );
}

/**
 * Announces a filed batch and opens its enrolment in one act. Refuses an exam nearer than the policy's days
 * (`announcement_too_late`), and an announcement with a banned word (`announcement_word_banned`).
 */
export async function announceBatch(
  base: Base,
  caller: Caller | null,
  input: { batchId: string; notice: string },
) {
  return act(
    base,
    caller,
    'announceBatch',
    input,
    async (scope) => {
      const { tx, today } = scope;
      const batch = await moveBatchState(scope, input.batchId, 'announceBatch');
      const policies = await findPolicies(tx, today);
      const days = policies.get('batches.announcement_days');
      if (daysBetween(today, batch.exam_on) < days) throw new Refusal('announcement_too_late', { days });
      checkAnnouncement(input.notice, policies.get('batches.banned_words'));
      await tx.updateTable('batches').set({ notice: input.notice }).where('id', '=', batch.id).execute();
      await moveBatchState(scope, batch.id, 'openEnrolment');
      const factId = await scope.record({
        kind: 'batch.announced',
        subject: { type: 'batch', id: batch.id },
        stream: batch.id,
        data: { code: batch.code, examOn: batch.exam_on, notice: digestText(input.notice) },
      });
      return { id: batch.id, factId };
    },
    (tx) => siteOfBatch(tx, input.batchId),
  );
}
