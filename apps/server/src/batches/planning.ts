import type { Transaction } from 'kysely';
import { formatBatchCode, parseBatchCode } from '@jiangping/domain/batches/batch-code';
import { daysBetween } from '@jiangping/domain/calendar';
import { Refusal } from '@jiangping/domain/refusal';
import { codeOfLevel } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import { checkAssessable } from '@jiangping/domain/standards/occupation-code';
import { act } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { digestText } from '../base/fields.ts';
import type { DB } from '../base/schema.types.ts';
import { findPolicies } from '../people/people.ts';
import { getScopeLineInForce, getSiteRow } from '../sites/sites.ts';
import type { EligibleGroup } from '../sites/sites.ts';
import { getOccupation, getStandardInForce } from '../standards/standards.ts';
import { moveBatchState, requireBatchSite } from './batch-rows.ts';

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
    async (scope) => {
      const { tx, now, today, personId, newId, record } = scope;
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
      const code = await insertUnderNextCode(tx, {
        id,
        province: site.province,
        site: site.serial,
        year: Number(input.examOn.slice(0, 4)),
        row: {
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
      });
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
    async () => input.siteId,
  );
}

interface NumberedBatch {
  id: string;
  province: string;
  site: string;
  year: number;
  row: Omit<Parameters<ReturnType<Transaction<DB>['insertInto']>['values']>[0], 'id' | 'code'>;
}

/**
 * Inserts a batch under the next serial of its year. There is no counter to lock: of two that try the same serial the
 * key lets one through, and the other, having waited for it, tries the next.
 */
async function insertUnderNextCode(
  tx: Transaction<DB>,
  { id, province, site, year, row }: { id: string; province: string; site: string; year: number; row: BatchValues },
): Promise<string> {
  for (;;) {
    const code = formatBatchCode({ province, site, year, serial: (await lastSerial(tx, year)) + 1 });
    const inserted = await tx
      .insertInto('batches')
      .values({ ...row, id, code })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) return code;
  }
}
