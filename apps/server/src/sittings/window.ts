import type { Kysely } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { windowOf } from '@jiangping/domain/sittings/sitting-window';
import type { SittingWindow } from '@jiangping/domain/sittings/sitting-window';
import type { DB } from '../base/schema.types.ts';
import { findPolicies } from '../people/people.ts';

interface SittingRow {
  starts_at: Date;
  opened_at: Date | null;
  minutes: number;
  late_minutes: number;
}

/** The window of a sitting; the clock starts when it was opened if that was late, so that nobody loses time to us. */
export async function windowOfSitting(
  db: Kysely<DB>,
  sitting: SittingRow,
  now: Date,
): Promise<SittingWindow> {
  const policies = await findPolicies(db, shanghaiDateOf(now.getTime()));
  return windowOf(
    {
      startsAt: Math.max(sitting.starts_at.getTime(), sitting.opened_at?.getTime() ?? 0),
      minutes: sitting.minutes,
    },
    {
      entryOpensMinutes: 0,
      lateEntryMinutes: sitting.late_minutes,
      earliestSubmitMinutes: policies.get('sittings.earliest_submit_minutes'),
      saveGraceSeconds: policies.get('sittings.save_grace_seconds'),
    },
  );
}
