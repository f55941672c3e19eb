// The single writer of the Merkle log. It moves queued facts into the log in one transaction – entries, tiles, head by
// compare-and-swap, signed checkpoint – so that a crash leaves either all of it or none, and the next run of the same
// code goes on. It knows no kind of fact.
import type { Kysely, Transaction } from 'kysely';
import { Refusal } from '@jiangping/domain/refusal';
import { decodeUtf8, encodeBase64, encodeUtf8 } from '@jiangping/log/bytes';
import { formatCheckpoint } from '@jiangping/log/checkpoint';
import {
  appendLeaf,
  consistencyNodes,
  consistencyProof,
  emptyFrontier,
  frontierRoot,
  HASH_LENGTH,
  leafHash,
} from '@jiangping/log/merkle';
import type { Frontier } from '@jiangping/log/merkle';
import { createSigner, formatNote, formatVerifierKey, signNote } from '@jiangping/log/signed-note';
import type { Signer } from '@jiangping/log/signed-note';
import { extendTiles, nodesFromTiles, tilesOfNodes, TILE_WIDTH } from '@jiangping/log/tiles';
import type { TileAddress } from '@jiangping/log/tiles';
import type { Ambient } from './ambient.ts';
import type { Keys } from './keys.ts';
import {
  listCheckpoints,
  listLeaves,
  loadTiles,
  newestCheckpoint,
  proveFact,
  proveFacts,
} from './ledger-proofs.ts';
import type { CheckpointRow, FactProofRow, FactProofs } from './ledger-proofs.ts';
import type { DB } from './schema.types.ts';

/** Facts taken into the log by one transaction, at most. */
const BATCH = 2000;
/** Milliseconds that the writer gathers facts before it signs; well under the promised second. */
const GATHER = 200;

export interface Ledger {
  /** The verifier key to publish. */
  readonly verifierKey: string;
  /** Says that facts wait; the writer runs soon. */
  nudge(): void;
  /** Takes everything that waits into the log now, and gives the newest checkpoint. */
  sequence(): Promise<CheckpointRow>;
  /** Proves that a fact is in the log; refuses `not_found`, and `ledger_fact_altered` where the stored text is not what was logged. */
  proveFact(factId: string): Promise<FactProofRow>;
  /** The same for several facts under one checkpoint, in the order asked. */
  proveFacts(factIds: readonly string[]): Promise<FactProofs>;
  /** RFC 9162 consistency proof between two sizes, hashes in base64. */
  proveConsistency(from: number, to: number): Promise<string[]>;
  /** Entries in the order of the log, from an index on. */
  listFacts(from: number, count: number): Promise<{ size: number; facts: { index: number; fact: string }[] }>;
  /** Leaf hashes as the tree keeps them, base64; refuses `ledger_tile_missing`. */
  listLeaves(from: number, count: number): Promise<{ size: number; leaves: string[] }>;
  /** Signed checkpoints from a size on, by rising size. */
  listCheckpoints(from: number, count: number): Promise<{ size: number; checkpoint: string }[]>;
  close(): Promise<void>;
}

/** Starts the writer of one log. */
export function startLedger(
  db: Kysely<DB>,
  ambient: Ambient,
  keys: Keys,
  origin: string,
  onDefect: (error: unknown) => void,
): Ledger {
  const signer = createSigner(origin, keys.log);
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<CheckpointRow> | null = null;

  const sequence = async (): Promise<CheckpointRow> => {
    // A run that is under way may have read the queue before the caller's fact: wait for it, then run again.
    while (running) await running.catch(() => undefined);
    running = drainQueue(db, ambient, signer, origin);
    try {
      return await running;
    } finally {
      running = null;
    }
  };

  return {
    verifierKey: formatVerifierKey(origin, signer.publicKey),
    sequence,
    nudge() {
      timer ??= setTimeout(() => {
        timer = null;
        sequence().catch(onDefect);
      }, GATHER);
    },
    proveFact: (factId) => proveFact(db, sequence, factId),
    proveFacts: (factIds) => proveFacts(db, sequence, factIds),
    proveConsistency: async (from, to) => {
      const head = await newestCheckpoint(db);
      if (!head || from > to || to > head.size) throw new Refusal('not_found');
      const size = BigInt(to);
      const readTile = await loadTiles(db, tilesOfNodes(consistencyNodes(BigInt(from), size), size));
      return consistencyProof(BigInt(from), size, nodesFromTiles(size, readTile)).map(encodeBase64);
    },
    listFacts: async (from, count) => {
      const head = await newestCheckpoint(db);
      const rows = await db
        .selectFrom('ledger_entries')
        .innerJoin('ledger_facts', 'ledger_facts.id', 'ledger_entries.fact_id')
        .where('ledger_entries.index', '>=', BigInt(from))
        .select(['ledger_entries.index', 'ledger_facts.fact'])
        .orderBy('ledger_entries.index')
        .limit(count)
        .execute();
      return {
        size: head?.size ?? 0,
        facts: rows.map((row) => ({ index: Number(row.index), fact: row.fact })),
      };
    },
    listLeaves: (from, count) => listLeaves(db, from, count),
    listCheckpoints: (from, count) => listCheckpoints(db, from, count),
    async close() {
      if (timer) clearTimeout(timer);
      timer = null;
      await sequence();
    },
  };
}

async function drainQueue(
  db: Kysely<DB>,
  ambient: Ambient,
  signer: Signer,
  origin: string,
): Promise<CheckpointRow> {
  for (;;) {
    const taken = await db.transaction().execute((tx) => appendQueued(tx, ambient, signer, origin));
    if (taken < BATCH) break;
  }
  const newest = await newestCheckpoint(db);
  if (!newest) throw new Error('the log has no checkpoint: it was never opened');
  return newest;
}

async function appendQueued(
  tx: Transaction<DB>,
  ambient: Ambient,
  signer: Signer,
  origin: string,
): Promise<number> {
  const queued = await tx
    .selectFrom('ledger_queue')
    .innerJoin('ledger_facts', 'ledger_facts.id', 'ledger_queue.fact_id')
    .select(['ledger_queue.fact_id', 'ledger_facts.fact'])
    .orderBy('ledger_queue.fact_id')
    .limit(BATCH)
    .execute();
  if (queued.length === 0) return 0;

  const stored = await tx
    .selectFrom('ledger_head')
    .selectAll()
    .where('origin', '=', origin)
    .executeTakeFirst();
  const before: Frontier = stored
    ? { size: stored.size, hashes: splitHashes(stored.frontier) }
    : emptyFrontier;
  const leaves = queued.map((row) => leafHash(encodeUtf8(row.fact)));
  const after = leaves.reduce(appendLeaf, before);

  await tx
    .insertInto('ledger_entries')
    .values(
      queued.map((row, i) => ({
        index: before.size + BigInt(i),
        fact_id: row.fact_id,
        leaf_hash: Buffer.from(leaves[i] ?? []),
      })),
    )
    .execute();
  const edge = await loadTiles(tx, edgeTiles(before.size));
  for (const tile of extendTiles(before.size, leaves, edge)) {
    await tx
      .insertInto('ledger_tiles')
      .values({ level: tile.level, index: tile.index, hashes: Buffer.from(tile.bytes) })
      .onConflict((conflict) =>
        conflict.columns(['level', 'index']).doUpdateSet({ hashes: Buffer.from(tile.bytes) }),
      )
      .execute();
  }
  await moveHead(tx, origin, stored ? before.size : null, after);
  const root = frontierRoot(after);
  const note = signNote(formatCheckpoint({ origin, size: after.size, root, extensions: [] }), [signer]);
  await tx
    .insertInto('ledger_checkpoints')
    .values({
      size: after.size,
      root: Buffer.from(root),
      note: decodeUtf8(formatNote(note)),
      published_at: ambient.now(),
    })
    .execute();
  await tx
    .deleteFrom('ledger_queue')
    .where(
      'fact_id',
      'in',
      queued.map((row) => row.fact_id),
    )
    .execute();
  return queued.length;
}

/** Compare-and-swap: a second writer that read the same head loses here and its transaction is undone. */
async function moveHead(
  tx: Transaction<DB>,
  origin: string,
  from: bigint | null,
  to: Frontier,
): Promise<void> {
  const frontier = Buffer.concat(to.hashes);
  if (from === null) {
    await tx.insertInto('ledger_head').values({ origin, size: to.size, frontier }).execute();
    return;
  }
  const moved = await tx
    .updateTable('ledger_head')
    .set({ size: to.size, frontier })
    .where('origin', '=', origin)
    .where('size', '=', from)
    .executeTakeFirst();
  if (moved.numUpdatedRows !== 1n) throw new Error('another writer moved the head of the log');
}

/** The partial tiles at the right edge of a tree, one a level. */
function edgeTiles(size: bigint): TileAddress[] {
  const tiles: TileAddress[] = [];
  for (let level = 0, left = size; left > 0n; level += 1, left /= BigInt(TILE_WIDTH)) {
    const width = Number(left % BigInt(TILE_WIDTH));
    if (width > 0) tiles.push({ level, index: left / BigInt(TILE_WIDTH), width });
  }
  return tiles;
}

function splitHashes(bytes: Buffer): Uint8Array[] {
  return Array.from({ length: bytes.length / HASH_LENGTH }, (_, i) =>
    bytes.subarray(i * HASH_LENGTH, (i + 1) * HASH_LENGTH),
  );
}
