// The checks of what the log says: the record of issue, its place, the signed root, the release of the batch.
import { decodeBase64, encodeUtf8 } from '@jiangping/log/bytes';
import type { Checkpoint } from '@jiangping/log/checkpoint';
import { openCheckpoint, parseCheckpoint } from '@jiangping/log/checkpoint';
import { createCosignatureVerifier } from '@jiangping/log/cosignature';
import { InvalidInput } from '@jiangping/log/invalid-input';
import { leafHash, verifyInclusion } from '@jiangping/log/merkle';
import { createVerifier, parseNote } from '@jiangping/log/signed-note';
import type { BundleProofs, CertificateBundle, ProvenEntry } from '@jiangping/credentials/bundle';
import { digestCredential } from '@jiangping/credentials/credential-digest';
import { isInstant } from '@jiangping/credentials/instant';
import type { JsonObject } from '@jiangping/credentials/json';
import { isJsonObject } from '@jiangping/credentials/json';
import type { Check } from './check.ts';
import { makeCheck } from './check.ts';
import type { TrustAnchors } from './trust.ts';

/** A fact of the ledger as far as a stranger needs it. */
export interface LedgerFact {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly stream: string | null;
  readonly data: JsonObject;
}

/** A fact from its text; null for a text that is none. Whether the text is canonical is not asked here. */
export function readFact(text: string): LedgerFact | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isJsonObject(value)) return null;
  const { id, kind, at, stream = null, data } = value;
  const isFact = typeof id === 'string' && typeof kind === 'string' && isInstant(at) && isJsonObject(data);
  return isFact && (stream === null || typeof stream === 'string') ? { id, kind, at, stream, data } : null;
}

/** Whether the ledger's record is of the issue of this very credential, under the batch it names. */
export function checkEntry(
  bundle: CertificateBundle,
  fact: LedgerFact | null,
  batchId: string | null,
): Check {
  if (fact === null) return makeCheck('ledger.entry', 'malformed');
  if (fact.kind !== 'certificate.issued') return makeCheck('ledger.entry', 'other_kind', { kind: fact.kind });
  if (fact.data['credentialDigest'] !== digestCredential(bundle.credential)) {
    return makeCheck('ledger.entry', 'other_credential');
  }
  if (batchId !== null && fact.stream !== batchId) return makeCheck('ledger.entry', 'other_batch');
  return makeCheck('ledger.entry', 'same', { at: fact.at });
}

/** The checkpoint a note states, signed or not; null for a text that is none. */
export function readCheckpoint(note: string): Checkpoint | null {
  try {
    return parseCheckpoint(parseNote(encodeUtf8(note)).text);
  } catch {
    return null;
  }
}

/** Whether the arithmetic leads from an entry to the root the checkpoint states. */
export function isIncluded(proven: ProvenEntry, checkpoint: Checkpoint | null): boolean {
  return (
    checkpoint !== null &&
    verifyInclusion({
      leaf: leafHash(encodeUtf8(proven.entry)),
      index: BigInt(proven.index),
      size: checkpoint.size,
      root: checkpoint.root,
      proof: proven.inclusion.map(decodeBase64),
    })
  );
}

export function checkInclusion(proofs: BundleProofs, checkpoint: Checkpoint | null): Check {
  return isIncluded(proofs, checkpoint)
    ? makeCheck('ledger.inclusion', 'included', {
        position: BigInt(proofs.index) + 1n,
        size: proofs.treeSize,
      })
    : makeCheck('ledger.inclusion', 'missing');
}

/** Whether the log signed the root, under the key the file names, for the number of entries the file states. */
export function checkCheckpoint(bundle: CertificateBundle, trust: TrustAnchors | undefined): Check {
  const { proofs, keys } = bundle;
  try {
    const verifier = createVerifier(keys.log);
    const { checkpoint, note, witnessSignatures } = openCheckpoint(encodeUtf8(proofs.checkpoint), {
      origin: verifier.name,
      log: [verifier],
      witnesses: (trust?.witnesses ?? []).map(createCosignatureVerifier),
      quorum: trust?.quorum ?? 0,
    });
    if (checkpoint.size.toString() !== proofs.treeSize) return makeCheck('ledger.checkpoint', 'other_size');
    return makeCheck('ledger.checkpoint', 'signed', {
      log: verifier.name,
      size: checkpoint.size,
      witnesses: witnessSignatures.length,
      unknown: note.signatures.length - witnessSignatures.length - 1,
    });
  } catch (error) {
    return makeCheck('ledger.checkpoint', 'unsigned', {
      reason: error instanceof InvalidInput ? error.code : 'malformed',
    });
  }
}

/** Whether the batch the certificate names was released after review, in the same log and before the issue. */
export function checkRelease(
  proofs: BundleProofs,
  checkpoint: Checkpoint | null,
  batchId: string | null,
): Check {
  const { batch } = proofs;
  if (batch === undefined) return makeCheck('batch.released', 'absent');
  const fact = readFact(batch.entry);
  if (fact?.kind !== 'batch.released') return makeCheck('batch.released', 'other_fact');
  if (!isIncluded(batch, checkpoint)) return makeCheck('batch.released', 'not_included');
  if (batchId === null) return makeCheck('batch.released', 'unreadable');
  if (fact.stream !== batchId) return makeCheck('batch.released', 'other_batch');
  if (BigInt(batch.index) >= BigInt(proofs.index)) return makeCheck('batch.released', 'too_late');
  return makeCheck('batch.released', 'released', { at: fact.at, position: BigInt(batch.index) + 1n });
}
