// Closing the dossiers. The exact bytes, so that a stranger can compute the root again:
//
//     body    = the dossier as JSON, with 16 random bytes in hex as member `salt`
//     digest  = SHA-256( UTF-8( JCS(body) ) )                                      RFC 8785
//     root    = Merkle tree hash (RFC 6962 section 2.1) over the digests in order of the dossier's number:
//               leaf i = SHA-256( 0x00 || digest i ), inner nodes SHA-256( 0x01 || left || right )
//
// The salt keeps a digest from telling what is in the dossier; the root is in the log before anything is drawn.
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import { encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { rootFromLeaves } from '@jiangping/log/merkle';
import { act, requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { newId } from '../base/ambient.ts';
import { portionsOf } from '../base/bulk.ts';
import { writeFact } from '../base/facts.ts';
import type { DB } from '../base/schema.types.ts';
import { findEligibleEntries, moveBatchState, siteOfBatch } from '../batches/batches.ts';
import { readMaterial } from './dossier-body.ts';

/** SHA-256 of the canonical JSON of a dossier: what the root is built over. */
export function digestDossier(body: unknown): Buffer {
  return createHash('sha256')
    .update(encodeUtf8(canonicalJson(body)))
    .digest();
}

/**
 * Closes the dossier of every eligible entry and puts their root into the log; from here on nothing in them can change
 * unnoticed. A batch that was returned and reopened gets a round of its own, the earlier ones stay. Refuses `dossier_incomplete` where an entry lacks a decision, a ticket, a seat or a result.
 */
export async function closeDossiers(base: Base, caller: Caller | null, input: { batchId: string }) {
  const { batchId } = input;
  return act(
    base,
    caller,
    'closeDossiers',
    input,
    async (scope) => {
      const { tx, base, now, personId, record } = scope;
      await moveBatchState(scope, batchId, 'closeDossiers');
      const round = ((await findRound(tx, batchId)) ?? 0) + 1;
      const entries = await findEligibleEntries(tx, batchId);
      const materials = await readMaterial(tx, batchId, entries);
      const incomplete = materials.filter((material) => material === null).length;
      if (incomplete > 0 || entries.length === 0)
        throw new Refusal('dossier_incomplete', { count: incomplete });
      const rows = entries.map((entry, i) => {
        const body = {
          format: 'jiangping-dossier/1',
          number: i + 1,
          salt: base.ambient.randomBytes(16).toString('hex'),
          ...materials[i],
        };
        return {
          batch_id: batchId,
          round,
          entry_id: entry.id,
          number: i + 1,
          body: JSON.stringify(body),
          digest: digestDossier(body),
          closed_at: now,
        };
      });
      for (const portion of portionsOf(rows, 500)) await tx.insertInto('dossiers').values(portion).execute();
      const root = rootFromLeaves(rows.map(({ digest }) => digest));
      const factId = await record({
        kind: 'batch.frozen',
        subject: { type: 'batch', id: batchId },
        stream: batchId,
        data: { round, root: encodeHex(root), dossiers: rows.length },
      });
      await tx
        .insertInto('freezes')
        .values({
          batch_id: batchId,
          round,
          root: Buffer.from(root),
          dossiers: rows.length,
          fact_id: factId,
          frozen_by: personId,
          frozen_at: now,
        })
        .execute();
      return { id: batchId, factId, round, dossiers: rows.length, root: encodeHex(root) };
    },
    (tx) => siteOfBatch(tx, batchId),
  );
}

/** The newest round of a batch: how often its dossiers were closed; null where they never were. */
export async function findRound(db: Kysely<DB>, batchId: string): Promise<number | null> {
  const row = await db
    .selectFrom('freezes')
    .select(({ fn }) => fn.max('round').as('round'))
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  return row?.round ?? null;
}

/** The newest round of a batch; refuses `batch_not_frozen`. */
export async function getRound(db: Kysely<DB>, batchId: string): Promise<number> {
  const round = await findRound(db, batchId);
  if (round === null) throw new Refusal('batch_not_frozen');
  return round;
}

/** A dossier and the round it was closed in. */
export interface DossierKey {
  batchId: string;
  round: number;
  entryId: string;
}

/** A drawn dossier as it was closed; refuses `not_found`, and `dossier_changed` where a byte of it is another now. */
export async function getDrawnDossier(db: Kysely<DB>, { batchId, round, entryId }: DossierKey) {
  const row = await db
    .selectFrom('drawn_dossiers')
    .innerJoin('dossiers', (join) =>
      join
        .onRef('dossiers.batch_id', '=', 'drawn_dossiers.batch_id')
        .onRef('dossiers.round', '=', 'drawn_dossiers.round')
        .onRef('dossiers.entry_id', '=', 'drawn_dossiers.entry_id'),
    )
    .where('drawn_dossiers.batch_id', '=', batchId)
    .where('drawn_dossiers.round', '=', round)
    .where('drawn_dossiers.entry_id', '=', entryId)
    .select(['dossiers.number', 'dossiers.body', 'dossiers.digest'])
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  if (!digestDossier(row.body).equals(row.digest)) throw new Refusal('dossier_changed');
  return { number: row.number, body: row.body as Record<string, unknown>, digest: row.digest };
}

/** Refuses `reviewer_not_assigned`. */
export async function requireReviewer(db: Kysely<DB>, batchId: string, personId: string): Promise<void> {
  const assigned = await db
    .selectFrom('review_assignments')
    .select('reviewer_id')
    .where('batch_id', '=', batchId)
    .where('reviewer_id', '=', personId)
    .executeTakeFirst();
  if (!assigned) throw new Refusal('reviewer_not_assigned');
}

/** One drawn dossier of the newest round or the one named, for a reviewer of its batch. That it was read is a fact. */
export async function getDossier(
  base: Base,
  caller: Caller | null,
  input: { batchId: string; entryId: string; round?: number | undefined },
) {
  const held = requirePost(caller, 'readDossier');
  const me = caller?.person.id ?? '';
  const now = base.ambient.now();
  const dossier = await base.db.transaction().execute(async (tx) => {
    await requireReviewer(tx, input.batchId, me);
    const round = input.round ?? (await getRound(tx, input.batchId));
    const found = await getDrawnDossier(tx, { ...input, round });
    await writeFact(tx, {
      id: newId(base.ambient),
      kind: 'dossier.read',
      at: now.toISOString(),
      actor: { person: me, post: held.post, grant: held.grantId },
      subject: { type: 'entry', id: input.entryId },
      stream: input.batchId,
      data: { round, number: found.number },
    });
    return { ...found, round, people: await findNamed(tx, found.body) };
  });
  base.ledger.nudge();
  return {
    entryId: input.entryId,
    round: dossier.round,
    number: dossier.number,
    digest: dossier.digest.toString('hex'),
    body: dossier.body,
    people: dossier.people,
  };
}

/** The people whose ids stand anywhere in a dossier, so that a reviewer reads names and the digest stays that of ids. */
async function findNamed(db: Kysely<DB>, body: unknown): Promise<{ id: string; name: string }[]> {
  const ids = JSON.stringify(body).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
  if (ids.length === 0) return [];
  return db
    .selectFrom('persons')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .execute();
}
