/**
 * Checkpoints (C2SP tlog-checkpoint v1.0.0): the signed statement of a log about its whole content.
 *
 *     <origin>
 *     <tree size in decimal, no leading zeroes>
 *     <root hash, base64 of 32 bytes>
 *     <extension lines, none or more, not empty>
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { decodeBase64, encodeBase64, equalBytes } from './bytes.ts';
import { InvalidInput } from './invalid-input.ts';
import { HASH_LENGTH, MAX_TREE_SIZE } from './merkle.ts';
import { parseNote, verifyNote } from './signed-note.ts';
import type { Note, NoteSignature, Verifier } from './signed-note.ts';

/** What a log states: that its first `size` leaves have this root. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
  /** Opaque lines without newlines; C2SP recommends none. */
  readonly extensions: readonly string[];
}

/** Whom a reader trusts about one log. */
export interface CheckpointTrust {
  readonly origin: string;
  /** The log's keys, old and new in a rotation: at least one must have signed. */
  readonly log: readonly Verifier[];
  /** Keys of the witnesses; one that has signed wrongly spoils the note. */
  readonly witnesses: readonly Verifier[];
  /** How many different witness names must have signed. */
  readonly quorum: number;
}

/** A checkpoint with the signatures it was accepted for. */
export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly note: Note;
  readonly logSignatures: readonly NoteSignature[];
  readonly witnessSignatures: readonly NoteSignature[];
}

/** The text to sign, ending in a newline. Refuses what {@link parseCheckpoint} would not read back. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const text = [origin, size.toString(), encodeBase64(root), ...extensions]
    .map((line) => `${line}\n`)
    .join('');
  const parsed = parseCheckpoint(text);
  // A newline hidden in the origin or an extension would otherwise shift the lines.
  if (parsed.origin !== origin || parsed.extensions.length !== extensions.length) throw malformed('lines');
  return text;
}

/**
 * A checkpoint from the text of a note. Refuses (`checkpoint_malformed`): fewer than three lines, empty lines, sizes
 * with a sign, a leading zero or above 2^63, roots other than 32 bytes in canonical base64, and an empty tree whose
 * root is not SHA-256 of the empty string (RFC 6962 section 2.1).
 */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw malformed('no final newline');
  const [origin, digits, base64, ...extensions] = lines;
  if (origin === undefined || digits === undefined || base64 === undefined) throw malformed('lines');
  if (lines.includes('')) throw malformed('empty line');
  if (!/^(?:0|[1-9][0-9]{0,18})$/.test(digits)) throw malformed('size');
  const size = BigInt(digits);
  if (size > MAX_TREE_SIZE) throw malformed('size');
  const root = decodeRoot(base64);
  if (size === 0n && !equalBytes(root, sha256(new Uint8Array()))) throw malformed('empty root');
  return { origin, size, root, extensions };
}

/**
 * The checkpoint of a note, when the origin is the expected one, a key of the log has signed, and at least `quorum`
 * differently named witnesses have. Refuses otherwise with `origin_mismatch`, `log_signature_missing`,
 * `quorum_missing`, or as {@link verifyNote} and {@link parseCheckpoint} do.
 */
export function openCheckpoint(bytes: Uint8Array, trust: CheckpointTrust): OpenedCheckpoint {
  const note = parseNote(bytes);
  const verified = verifyNote(note, [...trust.log, ...trust.witnesses]);
  const logSignatures = verified.filter((signature) => isBy(trust.log, signature));
  // A key listed as log and witness alike must not witness its own log.
  const witnessSignatures = verified.filter(
    (signature) => isBy(trust.witnesses, signature) && !isBy(trust.log, signature),
  );
  if (logSignatures.length === 0) throw new InvalidInput('log_signature_missing', trust.origin);
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== trust.origin) throw new InvalidInput('origin_mismatch', checkpoint.origin);
  const witnessNames = new Set(witnessSignatures.map(({ name }) => name));
  if (witnessNames.size < trust.quorum) throw new InvalidInput('quorum_missing', String(witnessNames.size));
  return { checkpoint, note, logSignatures, witnessSignatures };
}

function isBy(verifiers: readonly Verifier[], { name, keyId }: NoteSignature): boolean {
  return verifiers.some((verifier) => verifier.name === name && verifier.keyId === keyId);
}

function decodeRoot(base64: string): Uint8Array {
  let root: Uint8Array;
  try {
    root = decodeBase64(base64);
  } catch {
    throw malformed('root');
  }
  if (root.length !== HASH_LENGTH) throw malformed('root');
  return root;
}

function malformed(detail: string): InvalidInput {
  return new InvalidInput('checkpoint_malformed', detail);
}
