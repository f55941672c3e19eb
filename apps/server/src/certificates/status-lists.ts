// Bitstring status lists. A list is computed from the states of its certificates and signed whenever it is asked for:
// there is no second copy that could lag behind, so a revocation is visible in the next answer.
import type { Kysely } from 'kysely';
import type { JsonObject } from '@jiangping/credentials/json';
import { buildBitstring, buildStatusList, encodeBitstring } from '@jiangping/credentials/status-list';
import type { StatusPointer, StatusPurpose } from '@jiangping/credentials/status-list';
import { Refusal } from '@jiangping/domain/refusal';
import type { ActScope, Base } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { openIssuer } from './issuer.ts';

/** The least the specification allows: a single certificate hides among as many (section 6.1). */
const ENTRIES = 131_072;
/** How long a signed list speaks: whoever replays an old one deceives for no longer. */
const MINUTES_IN_FORCE = 10;

const statesOfPurpose = {
  revocation: ['revoked', 'annulled'],
  suspension: ['suspended'],
} as const satisfies Record<StatusPurpose, readonly string[]>;

/** The place of one certificate in a pair of lists. */
export interface StatusPlace {
  list: number;
  index: number;
  pointers: StatusPointer[];
}

/** Allots the next `count` places, each for ever; locks the newest list until the transaction ends. */
export async function takeStatusPlaces(
  { tx, base, newId }: Pick<ActScope, 'tx' | 'base' | 'newId'>,
  count: number,
): Promise<StatusPlace[]> {
  const places: StatusPlace[] = [];
  while (places.length < count) {
    const newest = await tx
      .selectFrom('status_lists')
      .selectAll()
      .orderBy('number', 'desc')
      .limit(1)
      .forUpdate()
      .executeTakeFirst();
    if (!newest || newest.next_index === ENTRIES) {
      // Another transaction may open the same list first: then this one goes on in that.
      await tx
        .insertInto('status_lists')
        .values({
          number: (newest?.number ?? 0) + 1,
          revocation_id: newId(),
          suspension_id: newId(),
          next_index: 0,
        })
        .onConflict((conflict) => conflict.column('number').doNothing())
        .execute();
      continue;
    }
    const taken = Math.min(count - places.length, ENTRIES - newest.next_index);
    await tx
      .updateTable('status_lists')
      .set({ next_index: newest.next_index + taken })
      .where('number', '=', newest.number)
      .execute();
    for (let i = 0; i < taken; i += 1) {
      const index = newest.next_index + i;
      places.push({
        list: newest.number,
        index,
        pointers: [
          { purpose: 'revocation', listUrl: urlOfList(base, newest.revocation_id), index },
          { purpose: 'suspension', listUrl: urlOfList(base, newest.suspension_id), index },
        ],
      });
    }
  }
  return places;
}

/** A status list as it stands now, signed now; refuses `not_found`. */
export async function getStatusList(base: Base, listId: string): Promise<JsonObject> {
  const list = await base.db
    .selectFrom('status_lists')
    .selectAll()
    .where((eb) => eb.or([eb('revocation_id', '=', listId), eb('suspension_id', '=', listId)]))
    .executeTakeFirst();
  if (!list) throw new Refusal('not_found');
  const purpose: StatusPurpose = listId === list.revocation_id ? 'revocation' : 'suspension';
  const bits = buildBitstring(ENTRIES, await findSetIndexes(base.db, list.number, purpose));
  const issuer = openIssuer(base.keys);
  const now = base.ambient.now();
  const unsigned = buildStatusList({
    url: urlOfList(base, listId),
    issuerId: issuer.did,
    purpose,
    encodedList: await encodeBitstring(bits),
    validFrom: now.toISOString(),
    validUntil: new Date(now.getTime() + MINUTES_IN_FORCE * 60_000).toISOString(),
  });
  return issuer.sign(unsigned, now);
}

async function findSetIndexes(db: Kysely<DB>, list: number, purpose: StatusPurpose): Promise<number[]> {
  const rows = await db
    .selectFrom('certificates')
    .select('status_index')
    .where('status_list', '=', list)
    .where('state', 'in', statesOfPurpose[purpose])
    .execute();
  return rows.map((row) => row.status_index);
}

function urlOfList(base: Base, listId: string): string {
  return `${base.publicUrl}/api/public/status-lists/${listId}`;
}
