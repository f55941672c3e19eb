// What every way into the bank asks first: the occupation has the level, and the specification of today has these points.
import type { Kysely } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import type { DB } from '../base/schema.types.ts';
import { findContentSpec, getOccupation } from '../standards/standards.ts';
import type { ItemPart } from './versions.ts';

/** The occupation of a bank; refuses `not_found` and a level it does not have (`level_not_in_standard`). */
export async function getOccupationOf(
  db: Kysely<DB>,
  { occupationId, level }: { occupationId: string; level: Level },
) {
  const occupation = await getOccupation(db, occupationId);
  if (!occupation.levels.includes(level)) throw new Refusal('level_not_in_standard', { level });
  return occupation;
}

/** A content specification as writers need it: its points by code. */
export interface BankPoints {
  id: string;
  points: ReadonlySet<string>;
}

/** The specification that theory items hang on today (`content_spec_missing`); practical items have none. */
export async function findSpecOfBank(
  db: Kysely<DB>,
  { occupationId, level, part }: { occupationId: string; level: Level; part: ItemPart },
  today: string,
): Promise<BankPoints | null> {
  if (part === 'practical') return null;
  const spec = await findContentSpec(db, occupationId, level, part, today);
  if (!spec) throw new Refusal('content_spec_missing', { level, part });
  return { id: spec.id, points: new Set(spec.body.points.map(({ code }) => code)) };
}
