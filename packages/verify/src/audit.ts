/**
 * What an auditor runs on a whole public log: reads every entry, computes the Merkle root anew and compares it with
 * the signed checkpoint, with the checkpoints the log signed before, and with one the auditor kept. What does not fit
 * is named: an altered, missing or moved entry by its index as long as the log still has its leaf hashes, otherwise the
 * stretch between two signed checkpoints. A log that was computed anew from the start and signed anew, its earlier
 * checkpoints removed, is caught only by a checkpoint kept elsewhere (`since`) or by witnesses.
 */
import { encodeUtf8, equalBytes } from '@jiangping/log/bytes';
import type { Checkpoint } from '@jiangping/log/checkpoint';
import { openCheckpoint } from '@jiangping/log/checkpoint';
import { createCosignatureVerifier } from '@jiangping/log/cosignature';
import { InvalidInput } from '@jiangping/log/invalid-input';
import { frontierRoot, verifyConsistency } from '@jiangping/log/merkle';
import type { Frontier } from '@jiangping/log/merkle';
import { createVerifier } from '@jiangping/log/signed-note';
import type { Check } from './check.ts';
import { makeCheck } from './check.ts';
import { readCheckpoint } from './ledger-checks.ts';
import type { LogReader, ReadTree } from './log-reading.ts';
import { MOST_FAULTS, PAGE, readHash, readTree } from './log-reading.ts';
import type { TrustAnchors } from './trust.ts';

export interface AuditOptions {
  readonly trust?: TrustAnchors;
  /** A checkpoint kept from an earlier audit: the whole signed note. */
  readonly since?: string;
  readonly onProgress?: (done: number, of: number) => void;
}

/** An entry that is not what was logged. `belongsAt` is the place where its content was logged. */
export interface LogFault {
  readonly index: number;
  readonly kind: 'altered' | 'missing' | 'moved';
  readonly belongsAt?: number;
}

export interface AuditReport {
  readonly valid: boolean;
  readonly checks: readonly Check[];
  /** Number of entries under the checkpoint; null where the checkpoint is not signed. */
  readonly size: number | null;
  /** The entries that do not fit, at most 100, by index; empty where they cannot be told one by one. */
  readonly faults: readonly LogFault[];
  /** The signed checkpoint, to be kept for the next audit; keep it only of a log that is valid. */
  readonly checkpoint: string;
  readonly logKey: string;
}

/** Audits a log; rejects only when the reader does. Time grows with the log: some ten microseconds an entry. */
export async function auditLog(reader: LogReader, options: AuditOptions = {}): Promise<AuditReport> {
  const { checkpoint: note, logKey } = await reader.getCheckpoint();
  const trust = checkLogKey(logKey, options.trust);
  const opened = openSigned(note, logKey, options.trust);
  if (!('checkpoint' in opened)) {
    const checks = [trust, makeCheck('log.checkpoint', 'unsigned', { reason: opened.reason })];
    return { valid: false, checks, size: null, faults: [], checkpoint: note, logKey };
  }
  const { checkpoint, witnesses } = opened;
  const size = Number(checkpoint.size);
  const earlier = await readEarlier(reader, size);
  const since = options.since === undefined ? null : readSince(options.since, logKey);
  const marks = [
    ...earlier.map((each) => Number(each.checkpoint.size)),
    ...(since?.size === undefined ? [] : [since.size]),
  ];
  const tree = await readTree(reader, size, marks, options.onProgress);
  const history = checkHistory(reader, earlier, tree, logKey);
  const checks = [
    trust,
    makeCheck('log.checkpoint', 'signed', { log: checkpoint.origin, size, witnesses }),
    checkEntries(tree, size),
    checkForm(tree),
    tree.rules.finish(),
    checkRoot(tree, checkpoint, history),
    checkLeaves(tree, checkpoint),
    history,
    ...(since === null ? [] : [await checkSince(since, checkpoint, tree, reader)]),
  ];
  const faults = nameFaults(tree, checkpoint).slice(0, MOST_FAULTS);
  return { valid: checks.every(({ ok }) => ok), checks, size, faults, checkpoint: note, logKey };
}

interface Earlier {
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** The checkpoints the log signed before, up to the newest; unreadable ones are left out. */
async function readEarlier(reader: LogReader, size: number): Promise<Earlier[]> {
  const earlier: Earlier[] = [];
  for (let from = 0; reader.listCheckpoints && from < size;) {
    const notes = await reader.listCheckpoints(from, PAGE);
    const read = notes.flatMap((note) => {
      const checkpoint = readCheckpoint(note);
      return checkpoint === null ? [] : [{ note, checkpoint }];
    });
    const last = read.at(-1);
    if (last === undefined || last.checkpoint.size < BigInt(from)) break;
    earlier.push(...read.filter(({ checkpoint }) => checkpoint.size <= BigInt(size)));
    from = Number(last.checkpoint.size) + 1;
  }
  return earlier;
}

function openSigned(
  note: string,
  logKey: string,
  trust?: TrustAnchors,
): { checkpoint: Checkpoint; witnesses: number } | { reason: string } {
  try {
    const verifier = createVerifier(logKey);
    const { checkpoint, witnessSignatures } = openCheckpoint(encodeUtf8(note), {
      origin: verifier.name,
      log: [verifier],
      witnesses: (trust?.witnesses ?? []).map(createCosignatureVerifier),
      quorum: trust?.quorum ?? 0,
    });
    // Beyond this a place in the log has no exact JavaScript number, and no auditor has the time.
    if (checkpoint.size > BigInt(Number.MAX_SAFE_INTEGER)) return { reason: 'out_of_range' };
    return { checkpoint, witnesses: witnessSignatures.length };
  } catch (error) {
    return { reason: error instanceof InvalidInput ? error.code : 'malformed' };
  }
}

type Since =
  | { readonly size: number; readonly root: Uint8Array }
  | { readonly size?: undefined; readonly reason: string };

function readSince(note: string, logKey: string): Since {
  const opened = openSigned(note, logKey);
  if (!('checkpoint' in opened)) return { reason: opened.reason };
  return { size: Number(opened.checkpoint.size), root: opened.checkpoint.root };
}

function checkLogKey(logKey: string, trust: TrustAnchors | undefined): Check {
  if (trust === undefined) return makeCheck('log.trust', 'named_by_log', { key: logKey });
  return makeCheck('log.trust', trust.logs.includes(logKey) ? 'known' : 'unknown', { key: logKey });
}

function checkEntries({ missing }: ReadTree, size: number): Check {
  if (missing === null) return makeCheck('log.entries', 'complete', { size });
  return makeCheck('log.entries', 'missing', { count: missing.count, index: missing.first });
}

function checkForm({ malformed, repeated }: ReadTree): Check {
  if (malformed)
    return makeCheck('log.form', 'malformed', { index: malformed.first, count: malformed.count });
  if (repeated) return makeCheck('log.form', 'repeated', { index: repeated.first, count: repeated.count });
  return makeCheck('log.form', 'right');
}

function checkRoot(tree: ReadTree, checkpoint: Checkpoint, history: Check): Check {
  if (tree.missing === null && isRoot(tree.facts, checkpoint)) return makeCheck('log.root', 'same');
  const faults = nameFaults(tree, checkpoint);
  if (faults.length > 0) {
    const more = tree.oddCount > faults.length ? ` … (${tree.oddCount})` : '';
    return makeCheck('log.root', 'altered', { entries: faults.map(sayFault).join('; ') + more });
  }
  const { from, to } = history.facts;
  if (history.outcome === 'rewritten' && from !== undefined && to !== undefined) {
    return makeCheck('log.root', 'range', { from, to });
  }
  return makeCheck('log.root', 'differs');
}

/** The odd entries, as far as the kept leaf hashes are the logged ones: only then does a difference name the culprit. */
function nameFaults({ odd, leaves, missing }: ReadTree, checkpoint: Checkpoint): LogFault[] {
  if (!isRoot(leaves, checkpoint)) {
    return missing === null ? [] : [{ index: missing.first, kind: 'missing' }];
  }
  const places = new Map(odd.map(({ kept, index }) => [kept, index]));
  return odd.map(({ index, own }) => {
    if (own === null) return { index, kind: 'missing' };
    const belongsAt = places.get(own);
    return belongsAt === undefined ? { index, kind: 'altered' } : { index, kind: 'moved', belongsAt };
  });
}

function sayFault({ index, kind, belongsAt }: LogFault): string {
  return belongsAt === undefined ? `${index} ${kind}` : `${index} ${kind} (${belongsAt})`;
}

function checkLeaves({ leaves, lost }: ReadTree, checkpoint: Checkpoint): Check {
  if (lost !== null) return makeCheck('log.leaves', 'lost', { index: lost.first, count: lost.count });
  if (leaves === null) return makeCheck('log.leaves', 'not_served');
  return makeCheck('log.leaves', isRoot(leaves, checkpoint) ? 'same' : 'differ');
}

function isRoot(frontier: Frontier | null, { size, root }: Checkpoint): boolean {
  return frontier !== null && frontier.size === size && equalBytes(frontierRoot(frontier), root);
}

/**
 * Compares each earlier checkpoint with both trees. One that fits needs no signature: it says what was computed here.
 * One that does not is evidence against the log if the log signed it.
 */
function checkHistory(reader: LogReader, earlier: readonly Earlier[], tree: ReadTree, logKey: string): Check {
  if (!reader.listCheckpoints) return makeCheck('log.history', 'not_served');
  let fitting = 0;
  for (const { note, checkpoint } of earlier) {
    const size = Number(checkpoint.size);
    if (fits(tree, size, checkpoint.root)) {
      fitting = size;
    } else {
      if (!('checkpoint' in openSigned(note, logKey))) return makeCheck('log.history', 'unsigned', { size });
      return makeCheck('log.history', 'rewritten', { size, from: fitting, to: Math.max(fitting, size - 1) });
    }
  }
  return makeCheck('log.history', 'same', { count: earlier.length });
}

async function checkSince(
  since: Since,
  checkpoint: Checkpoint,
  tree: ReadTree,
  reader: LogReader,
): Promise<Check> {
  if (since.size === undefined) return makeCheck('log.since', 'unsigned', { reason: since.reason });
  const { size, root } = since;
  const now = Number(checkpoint.size);
  if (size > now) return makeCheck('log.since', 'shrunk', { size, now });
  // An altered row is not a rewritten log: the log's own proof may still hold, and `log.root` names the row.
  const holds = fits(tree, size, root) || (await isConsistent(since, checkpoint, reader));
  return makeCheck('log.since', holds ? 'same' : 'rewritten', { size });
}

async function isConsistent(
  since: { readonly size: number; readonly root: Uint8Array },
  checkpoint: Checkpoint,
  reader: LogReader,
): Promise<boolean> {
  const hashes = (await reader.getConsistency?.(since.size, Number(checkpoint.size))) ?? [];
  const proof = hashes.map(readHash);
  return verifyConsistency({
    from: BigInt(since.size),
    fromRoot: since.root,
    to: checkpoint.size,
    toRoot: checkpoint.root,
    // A hash that could not be read makes the proof fail, as it must.
    proof: proof.map((hash) => hash ?? new Uint8Array()),
  });
}

function fits(tree: ReadTree, size: number, root: Uint8Array): boolean {
  return (tree.roots.get(size) ?? []).some((own) => equalBytes(own, root));
}
