/**
 * Repeats a review draw (15%抽审) from its public record. The bytes:
 *
 *     root    = Merkle tree hash (RFC 6962 section 2.1) over the dossiers' digests in order of their number
 *     beacon  = SHA-256 of the signed note (UTF-8) of the first checkpoint above the log entry that fixed the root
 *     seed    = drawSeed(root, VRF output for the root, beacon)                      (packages/log, draw.ts)
 *     count   = sampleSize(dossiers, share, minimum)                                 (packages/domain, reviews)
 *     drawn   = drawIndices(seed, dossiers, count), each plus one
 *
 * From the record alone follows that the numbers belong to this root, this VRF key and this checkpoint. That the root
 * was fixed before, and that the checkpoint was the first after it, needs the log's word: `evidence`.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import {
  decodeBase64,
  decodeHex,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  equalBytes,
} from '@jiangping/log/bytes';
import { openCheckpoint } from '@jiangping/log/checkpoint';
import type { Checkpoint } from '@jiangping/log/checkpoint';
import { drawIndices, drawSeed } from '@jiangping/log/draw';
import { InvalidInput } from '@jiangping/log/invalid-input';
import { HASH_LENGTH, rootFromLeaves } from '@jiangping/log/merkle';
import { createVerifier } from '@jiangping/log/signed-note';
import { verifyVrf, VRF_PROOF_LENGTH } from '@jiangping/log/vrf';
import { isJsonObject } from '@jiangping/credentials/json';
import { sampleSize } from '@jiangping/domain/reviews/sample-size';
import type { Check } from './check.ts';
import { makeCheck } from './check.ts';
import { isIncluded, readFact } from './ledger-checks.ts';
import type { TrustAnchors } from './trust.ts';

/** A fact with its way to a signed root, as `GET /api/ledger/facts/{id}/proof` gives it. */
export interface FactEvidence {
  readonly fact: string;
  readonly index: number;
  readonly inclusion: readonly string[];
  readonly checkpoint: string;
}

export interface DrawOptions {
  readonly trust?: TrustAnchors;
  /** The verifier key the log itself names, used where there is no `trust`. */
  readonly logKey?: string;
  /** Share and minimum of the rule in force, to compare with those of the record. */
  readonly policy?: { readonly share: number; readonly minimum: number };
  readonly evidence?: {
    /** The fact `batch.frozen` that `freezeFactId` names. */
    readonly freeze: FactEvidence;
    /** The first checkpoint of a size above the index of that fact, as `GET /api/ledger/checkpoints` gives it. */
    readonly first: string;
  };
}

export interface DrawVerdict {
  readonly valid: boolean;
  readonly checks: readonly Check[];
}

interface ReadDraw {
  readonly root: Uint8Array;
  readonly leaves: readonly Uint8Array[];
  readonly dossiers: number;
  readonly checkpoint: string;
  readonly vrfPublicKey: Uint8Array;
  readonly vrfProof: Uint8Array;
  readonly seed: Uint8Array;
  readonly share: number;
  readonly minimum: number;
  readonly drawn: readonly number[];
}

/** Verifies a draw record (`DrawRecord` of the contract); never throws for its content, whatever it is. */
export function verifyDraw(record: unknown, options: DrawOptions = {}): DrawVerdict {
  const read = readDraw(record);
  if (typeof read === 'string') return conclude([makeCheck('draw.form', 'malformed', { part: read })]);
  const vrfOutput = verifyVrf(read.vrfPublicKey, read.root, read.vrfProof);
  const seed =
    vrfOutput && drawSeed({ root: read.root, vrfOutput, beacon: sha256(encodeUtf8(read.checkpoint)) });
  const count = sampleSize(read.dossiers, read.share, read.minimum);
  const facts = { dossiers: read.dossiers, expected: count, drawn: read.drawn.length };
  const policyFacts = { share: read.share, minimum: read.minimum };
  return conclude([
    makeCheck('draw.form', 'right'),
    checkRoot(read),
    checkFreeze(read, options),
    checkSource(read, options),
    makeCheck('draw.vrf', vrfOutput === null ? 'wrong' : 'holds'),
    checkKey(read, options.trust),
    seed === null
      ? makeCheck('draw.seed', 'unreadable')
      : makeCheck('draw.seed', equalBytes(seed, read.seed) ? 'same' : 'differs'),
    makeCheck('draw.policy', comparePolicy(read, options.policy), policyFacts),
    makeCheck('draw.size', read.drawn.length === count ? 'right' : 'wrong', facts),
    checkNumbers(read, seed, count),
  ]);
}

function conclude(checks: readonly Check[]): DrawVerdict {
  return { valid: checks.every(({ ok }) => ok), checks };
}

function checkRoot({ root, leaves, dossiers }: ReadDraw): Check {
  const isSame = leaves.length === dossiers && equalBytes(rootFromLeaves(leaves), root);
  return makeCheck('draw.root', isSame ? 'same' : 'differs', { dossiers });
}

/** The fixing is in the log, says this root, and the draw's checkpoint is the first one above it. */
function checkFreeze(read: ReadDraw, options: DrawOptions): Check {
  const { evidence } = options;
  if (evidence === undefined) return makeCheck('draw.freeze', 'not_given');
  const { freeze, first } = evidence;
  const fact = readFact(freeze.fact);
  const isFreeze =
    fact?.kind === 'batch.frozen' &&
    fact.data['root'] === encodeHex(read.root) &&
    fact.data['dossiers'] === read.dossiers;
  if (!isFreeze) return makeCheck('draw.freeze', 'other_fact');
  const opened = openSigned(freeze.checkpoint, options);
  const own = openSigned(read.checkpoint, options);
  if (!('checkpoint' in opened) || !('checkpoint' in own)) return makeCheck('draw.freeze', 'unreadable');
  if (!isProven(freeze, opened.checkpoint)) return makeCheck('draw.freeze', 'not_included');
  const isFirst = first === read.checkpoint && own.checkpoint.size > BigInt(freeze.index);
  return makeCheck('draw.freeze', isFirst ? 'logged' : 'not_first', { position: freeze.index + 1 });
}

function isProven({ fact, index, inclusion }: FactEvidence, checkpoint: Checkpoint): boolean {
  try {
    return isIncluded({ entry: fact, index: String(index), inclusion }, checkpoint);
  } catch {
    return false;
  }
}

function checkSource(read: ReadDraw, options: DrawOptions): Check {
  if (keysOf(options).length === 0 && options.trust === undefined) {
    return makeCheck('draw.checkpoint', 'not_compared');
  }
  const opened = openSigned(read.checkpoint, options);
  if ('reason' in opened) return makeCheck('draw.checkpoint', 'unsigned', { reason: opened.reason });
  return makeCheck('draw.checkpoint', 'signed', { log: opened.checkpoint.origin });
}

function keysOf({ trust, logKey }: DrawOptions): readonly string[] {
  return trust?.logs ?? (logKey === undefined ? [] : [logKey]);
}

/** A checkpoint signed under any of the keys at hand. */
function openSigned(note: string, options: DrawOptions): { checkpoint: Checkpoint } | { reason: string } {
  let reason = 'log_signature_missing';
  for (const key of keysOf(options)) {
    try {
      const verifier = createVerifier(key);
      return openCheckpoint(encodeUtf8(note), {
        origin: verifier.name,
        log: [verifier],
        witnesses: [],
        quorum: 0,
      });
    } catch (error) {
      reason = error instanceof InvalidInput ? error.code : 'malformed';
    }
  }
  return { reason };
}

function checkKey({ vrfPublicKey }: ReadDraw, trust: TrustAnchors | undefined): Check {
  const key = encodeBase64(vrfPublicKey);
  if (trust?.drawKeys === undefined) return makeCheck('draw.key', 'named_by_record', { key });
  return makeCheck('draw.key', trust.drawKeys.includes(key) ? 'known' : 'unknown', { key });
}

function comparePolicy(
  read: ReadDraw,
  policy: { readonly share: number; readonly minimum: number } | undefined,
): 'same' | 'differs' | 'not_given' {
  if (policy === undefined) return 'not_given';
  return read.share === policy.share && read.minimum === policy.minimum ? 'same' : 'differs';
}

function checkNumbers(read: ReadDraw, seed: Uint8Array | null, count: number): Check {
  if (seed === null) return makeCheck('draw.numbers', 'unreadable');
  const expected = drawIndices(seed, read.dossiers, count).map((index) => index + 1);
  const isSame =
    expected.length === read.drawn.length && expected.every((number, i) => number === read.drawn[i]);
  return makeCheck('draw.numbers', isSame ? 'same' : 'differs', { expected: expected.join(', ') });
}

/** The record's values, or the name of the member that cannot be read. */
function readDraw(record: unknown): ReadDraw | string {
  if (!isJsonObject(record)) return 'record';
  const { root, leaves, dossiers, checkpoint, vrfPublicKey, vrfProof, seed, share, minimum, drawn } = record;
  const read = {
    root: readBytes(decodeHex, root, HASH_LENGTH),
    leaves: Array.isArray(leaves)
      ? leaves.map((leaf: unknown) => readBytes(decodeHex, leaf, HASH_LENGTH))
      : [null],
    dossiers: isCount(dossiers) ? dossiers : null,
    checkpoint: typeof checkpoint === 'string' && checkpoint.isWellFormed() ? checkpoint : null,
    vrfPublicKey: readBytes(decodeBase64, vrfPublicKey, HASH_LENGTH),
    vrfProof: readBytes(decodeBase64, vrfProof, VRF_PROOF_LENGTH),
    seed: readBytes(decodeHex, seed, HASH_LENGTH),
    share: typeof share === 'number' && share >= 0 && share <= 1 ? share : null,
    minimum: isCount(minimum) ? minimum : null,
    drawn: Array.isArray(drawn) && drawn.every(isCount) ? drawn : null,
  };
  const missing = Object.entries(read).find(([, value]) => {
    const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
    return parts.includes(null);
  });
  // Nothing is null any more.
  return missing === undefined ? (read as ReadDraw) : missing[0];
}

function readBytes(decode: (text: string) => Uint8Array, value: unknown, length: number): Uint8Array | null {
  try {
    const bytes = typeof value === 'string' ? decode(value) : null;
    return bytes?.length === length ? bytes : null;
  } catch {
    return null;
  }
}

/** More dossiers than this no batch has: a hostile number must not fill the memory. */
const MOST_DOSSIERS = 1_000_000;

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= MOST_DOSSIERS;
}
