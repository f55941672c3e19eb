// Reads the log: the newest checkpoint, hash tiles, and the way from stored facts to a signed root.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import { encodeBase64, encodeUtf8 } from '@jiangping/log/bytes';
import { HASH_LENGTH, inclusionNodes, inclusionProof, leafHash } from '@jiangping/log/merkle';
import { nodesFromTiles, tilesOfNodes } from '@jiangping/log/tiles';
import type { ReadTile, TileAddress } from '@jiangping/log/tiles';
import type { DB } from './schema.types.ts';

export interface CheckpointRow {
  size: number;
  note: string;
}

/** A fact and the hashes that lead from it to the root; hashes in base64. */
export interface ProvenFact {
  fact: string;
  index: number;
  inclusion: string[];
}

/** Several facts with the way from each to one signed root. */
export interface FactProofs {
  size: number;
  checkpoint: string;
  facts: ProvenFact[];
}

/** A fact with the way from it to a signed root. */
export interface FactProofRow extends ProvenFact {
  size: number;
  checkpoint: string;
}

/** The checkpoint of the largest tree, or null before the first. */
export async function newestCheckpoint(db: Kysely<DB>): Promise<CheckpointRow | null> {
  const row = await db
    .selectFrom('ledger_checkpoints')
    .select(['size', 'note'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { size: Number(row.size), note: row.note } : null;
}

/** Proves one fact; see `proveFacts`. */
export async function proveFact(
  db: Kysely<DB>,
  sequence: () => Promise<CheckpointRow>,
  factId: string,
): Promise<FactProofRow> {
  const { facts, ...under } = await proveFacts(db, sequence, [factId]);
  const [proven] = facts;
  if (!proven) throw new Refusal('not_found');
  return { ...proven, ...under };
}

/**
 * Proves that facts are in the log, all under the newest checkpoint, in the order asked. Refuses `not_found`, and
 * `ledger_fact_altered` where a stored text is not what was logged.
 */
export async function proveFacts(
  db: Kysely<DB>,
  sequence: () => Promise<CheckpointRow>,
  factIds: readonly string[],
): Promise<FactProofs> {
  let places = await findPlaces(db, factIds);
  if (places.some(({ index }) => index === null)) {
    await sequence();
    places = await findPlaces(db, factIds);
  }
  const checkpoint = await newestCheckpoint(db);
  if (!checkpoint) throw new Refusal('not_found');
  const size = BigInt(checkpoint.size);
  const wanted = places.map(({ fact, index }) => {
    if (index === null) throw new Refusal('not_found');
    return { fact, index };
  });
  const nodes = wanted.flatMap(({ index }) => [{ level: 0, index }, ...inclusionNodes(index, size)]);
  const getNode = nodesFromTiles(size, await loadTiles(db, tilesOfNodes(nodes, size)));
  const facts = wanted.map(({ fact, index }) => {
    if (!Buffer.from(getNode(0, index)).equals(leafHash(encodeUtf8(fact)))) {
      throw new Refusal('ledger_fact_altered', { index: Number(index) });
    }
    const inclusion = inclusionProof(index, size, getNode).map(encodeBase64);
    return { fact, index: Number(index), inclusion };
  });
  return { size: checkpoint.size, checkpoint: checkpoint.note, facts };
}

/**
 * Leaf hashes from an index on, base64, out of the tiles: what was logged, not what is stored beside it now. None from
 * the size of the newest checkpoint on. Refuses `ledger_tile_missing`.
 */
export async function listLeaves(
  db: Kysely<DB>,
  from: number,
  count: number,
): Promise<{ size: number; leaves: string[] }> {
  const size = (await newestCheckpoint(db))?.size ?? 0;
  const nodes = Array.from({ length: Math.max(0, Math.min(count, size - from)) }, (_, i) => ({
    level: 0,
    index: BigInt(from + i),
  }));
  const getNode = nodesFromTiles(BigInt(size), await loadTiles(db, tilesOfNodes(nodes, BigInt(size))));
  return { size, leaves: nodes.map(({ level, index }) => encodeBase64(getNode(level, index))) };
}

/** Signed checkpoints from a size on, by rising size. */
export async function listCheckpoints(
  db: Kysely<DB>,
  from: number,
  count: number,
): Promise<{ size: number; checkpoint: string }[]> {
  const rows = await db
    .selectFrom('ledger_checkpoints')
    .where('size', '>=', BigInt(from))
    .select(['size', 'note'])
    .orderBy('size')
    .limit(count)
    .execute();
  return rows.map(({ size, note }) => ({ size: Number(size), checkpoint: note }));
}

async function findPlaces(
  db: Kysely<DB>,
  factIds: readonly string[],
): Promise<{ fact: string; index: bigint | null }[]> {
  const rows = await db
    .selectFrom('ledger_facts')
    .leftJoin('ledger_entries', 'ledger_entries.fact_id', 'ledger_facts.id')
    .where('ledger_facts.id', 'in', factIds)
    .select(['ledger_facts.id', 'ledger_facts.fact', 'ledger_entries.index'])
    .execute();
  return factIds.map((id) => {
    const row = rows.find((each) => each.id === id);
    if (!row) throw new Refusal('not_found');
    return { fact: row.fact, index: row.index };
  });
}

/** The hash tiles at these addresses; reading one that is not stored is refused (`ledger_tile_missing`). */
export async function loadTiles(db: Kysely<DB>, addresses: readonly TileAddress[]): Promise<ReadTile> {
  const loaded = new Map<string, Buffer>();
  if (addresses.length > 0) {
    const wanted = addresses.map(({ level, index }) => sql`(${level}::int, ${index.toString()}::bigint)`);
    const rows = await db
      .selectFrom('ledger_tiles')
      .selectAll()
      .where(sql<boolean>`(level, index) in (${sql.join(wanted)})`)
      .execute();
    for (const row of rows) loaded.set(`${row.level}/${row.index.toString()}`, row.hashes);
  }
  return ({ level, index, width }) => {
    const hashes = loaded.get(`${level}/${index.toString()}`);
    // A tile as it stood at a smaller size is the beginning of what it grew to.
    if (!hashes || hashes.length < width * HASH_LENGTH)
      throw new Refusal('ledger_tile_missing', { level, index: index.toString() });
    return hashes.subarray(0, width * HASH_LENGTH);
  };
}
