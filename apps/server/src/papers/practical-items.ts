import type { Level } from '@jiangping/domain/standards/level';
import type { Base, Caller } from '../base/act.ts';
import { recordReading } from '../items/items.ts';
import { findPracticalItems } from './drafts.ts';

/** The practical items of a bank that a paper may hold, by id, with what a blueprint asks of them: a reading on record. */
export async function listPracticalItems(
  base: Base,
  caller: Caller | null,
  place: { occupationId: string; level: Level },
) {
  return recordReading(base, caller, 'createBlueprint', async (tx) => {
    const usable = [...(await findPracticalItems(tx, place)).values()];
    return {
      answer: {
        rows: usable.map(({ versionId, code, body: { title, minutes, weight, required } }) => ({
          versionId,
          code,
          title,
          minutes,
          weight,
          required,
        })),
      },
      versionIds: usable.map(({ versionId }) => versionId),
    };
  });
}
