/**
 * Cosignatures of witnesses (C2SP tlog-cosignature, Ed25519, `cosignature/v1`): a statement that at a given time
 * the checkpoint was the largest consistent one the witness had seen of this log.
 *
 *     signature in the note = u64be(timestamp) || Ed25519( "cosignature/v1\ntime <timestamp>\n" || note text )
 *     key id                = SHA-256( name || 0x0A || 0x04 || public key )[0:4]
 *
 * The message does not name the witness: one key must serve one witness only.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { concatBytes, decodeUint64, decodeUtf8, encodeUint64, encodeUtf8 } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { InvalidInput } from './invalid-input.ts';
import { computeKeyId, createSigner, parseVerifierKey, verifyEd25519 } from './signed-note.ts';
import type { NoteSignature, Verifier } from './signed-note.ts';

/** Signature type of timestamped Ed25519 cosignatures. */
export const COSIGNATURE_TYPE = 0x04;

const TIMESTAMP_LENGTH = 8;
const SIGNATURE_LENGTH = 64;
const MAX_TIMESTAMP = 2n ** 63n - 1n;

/** Who can cosign. `cosign` gives the signature line's content for a checkpoint text at a time in POSIX seconds. */
export interface Cosigner {
  readonly name: string;
  readonly keyId: string;
  readonly publicKey: Uint8Array;
  readonly cosign: (text: string, timestamp: bigint) => NoteSignature;
}

/**
 * A cosigner from its name and 32-byte Ed25519 seed. It refuses texts that are no checkpoint
 * (`checkpoint_malformed`) and times outside 0 … 2^63 − 1 (`out_of_range`); whether the checkpoint is consistent with
 * the last one it saw, its caller must have verified before.
 */
export function createCosigner(name: string, seed: Uint8Array): Cosigner {
  const { publicKey } = createSigner(name, seed);
  const secret = seed.slice();
  const keyId = computeKeyId(name, COSIGNATURE_TYPE, publicKey);
  return {
    name,
    keyId,
    publicKey,
    cosign: (text, timestamp) => {
      parseCheckpoint(text);
      const signature = ed25519.sign(cosignedMessage(encodeUtf8(text), timestamp), secret);
      return { name, keyId, signature: concatBytes(encodeUint64(timestamp), signature) };
    },
  };
}

/**
 * A verifier of cosignatures from a verifier key text of type 0x04, to be used wherever a note verifier is. Other
 * types are refused (`key_malformed`). Texts that are no checkpoint verify as false.
 */
export function createCosignatureVerifier(verifierKey: string): Verifier {
  const { name, keyId, type, publicKey } = parseVerifierKey(verifierKey);
  if (type !== COSIGNATURE_TYPE) throw new InvalidInput('key_malformed', 'signature type');
  return { name, keyId, verify: (text, signature) => verifyCosignature(publicKey, text, signature) };
}

/** Whether a timestamped signature is valid for a checkpoint text; false, never an exception, for hostile input. */
export function verifyCosignature(publicKey: Uint8Array, text: Uint8Array, signature: Uint8Array): boolean {
  try {
    parseCheckpoint(decodeUtf8(text));
    const message = cosignedMessage(text, cosignatureTime(signature));
    return verifyEd25519(publicKey, message, signature.subarray(TIMESTAMP_LENGTH));
  } catch {
    return false;
  }
}

/**
 * When a cosignature says it was made, in POSIX seconds. Ask only after verification; how far the time may lie in the
 * past or future is the caller's rule. Refuses other lengths than 72 bytes (`cosignature_malformed`).
 */
export function cosignatureTime(signature: Uint8Array): bigint {
  if (signature.length !== TIMESTAMP_LENGTH + SIGNATURE_LENGTH)
    throw new InvalidInput('cosignature_malformed');
  return decodeUint64(signature.subarray(0, TIMESTAMP_LENGTH));
}

function cosignedMessage(text: Uint8Array, timestamp: bigint): Uint8Array {
  if (timestamp < 0n || timestamp > MAX_TIMESTAMP) throw new InvalidInput('out_of_range', 'timestamp');
  return concatBytes(encodeUtf8(`cosignature/v1\ntime ${timestamp.toString()}\n`), text);
}
