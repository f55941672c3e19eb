/**
 * A verifiable random function: ECVRF-EDWARDS25519-SHA512-TAI (RFC 9381 sections 5 and 5.5, suite 0x03).
 *
 * The holder of a key computes for every input one 64-byte output that nobody else can predict and nobody, the
 * holder included, can choose; the 80-byte proof lets anyone check it.
 *
 *     proof  = Gamma (32 bytes) || c (16 bytes, little-endian) || s (32 bytes, little-endian)
 *     output = SHA-512( 0x03 || 0x03 || 8·Gamma || 0x00 )
 *
 * Keys are Ed25519 seeds and public keys, but one key must not sign and prove alike.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes } from './bytes.ts';
import { InvalidInput } from './invalid-input.ts';

/** Bytes of a proof. */
export const VRF_PROOF_LENGTH = 80;

/** Bytes of an output. */
export const VRF_OUTPUT_LENGTH = 64;

const SUITE = 0x03;
const POINT_LENGTH = 32;
const CHALLENGE_LENGTH = 16;
const SEED_LENGTH = 32;

const { Point } = ed25519;
const ORDER = Point.CURVE().n;
type CurvePoint = InstanceType<typeof Point>;

/** The public key of a 32-byte seed (RFC 8032 section 5.1.5). */
export function vrfPublicKey(seed: Uint8Array): Uint8Array {
  checkSeed(seed);
  return ed25519.getPublicKey(seed);
}

/** The proof for an input under a 32-byte seed (RFC 9381 section 5.1); the same input always gives the same proof. */
export function proveVrf(seed: Uint8Array, input: Uint8Array): Uint8Array {
  checkSeed(seed);
  const { scalar, prefix, pointBytes } = ed25519.utils.getExtendedPublicKey(seed);
  const publicPoint = Point.fromBytes(pointBytes);
  const encoded = encodeToCurve(pointBytes, input);
  const gamma = encoded.multiply(scalar);
  const nonce = decodeLittleEndian(sha512(concatBytes(prefix, encoded.toBytes()))) % ORDER;
  const challenge = generateChallenge([
    publicPoint,
    encoded,
    gamma,
    Point.BASE.multiply(nonce),
    encoded.multiply(nonce),
  ]);
  const response = (nonce + decodeLittleEndian(challenge) * scalar) % ORDER;
  return concatBytes(gamma.toBytes(), challenge, encodeLittleEndian(response));
}

/**
 * The 64-byte output for an input when the proof is valid under the public key, otherwise null (RFC 9381 section 5.3
 * with key validation, section 5.4.5). Never throws on hostile keys or proofs. Use this, not {@link proofToHash}, for
 * a proof that came from somebody else.
 */
export function verifyVrf(publicKey: Uint8Array, input: Uint8Array, proof: Uint8Array): Uint8Array | null {
  try {
    const publicPoint = Point.fromBytes(publicKey);
    if (publicPoint.isSmallOrder()) return null;
    const { gamma, challenge, response } = decodeProof(proof);
    const encoded = encodeToCurve(publicKey, input);
    const c = decodeLittleEndian(challenge);
    const u = Point.BASE.multiplyUnsafe(response).subtract(publicPoint.multiplyUnsafe(c));
    const v = encoded.multiplyUnsafe(response).subtract(gamma.multiplyUnsafe(c));
    const expected = generateChallenge([publicPoint, encoded, gamma, u, v]);
    return equalBytes(expected, challenge) ? proofToHash(proof) : null;
  } catch {
    return null;
  }
}

/**
 * The output of one's own proof (RFC 9381 section 5.2), without verifying it. Refuses bytes that are no proof at all
 * (`length_wrong`, `out_of_range`).
 */
export function proofToHash(proof: Uint8Array): Uint8Array {
  const { gamma } = decodeProof(proof);
  return sha512(concatBytes(Uint8Array.of(SUITE, 0x03), gamma.clearCofactor().toBytes(), Uint8Array.of(0)));
}

/** Try and increment (RFC 9381 section 5.4.1.1), the salt being the public key. */
function encodeToCurve(salt: Uint8Array, input: Uint8Array): CurvePoint {
  for (let counter = 0; counter < 256; counter++) {
    const hash = sha512(concatBytes(Uint8Array.of(SUITE, 0x01), salt, input, Uint8Array.of(counter, 0x00)));
    const point = decodePoint(hash.subarray(0, POINT_LENGTH))?.clearCofactor();
    if (point !== undefined && !point.is0()) return point;
  }
  // Reached with a chance of about 2^-256 per input: no vector can exercise it.
  throw new InvalidInput('out_of_range', 'encode to curve');
}

/** RFC 9381 section 5.4.3. */
function generateChallenge(points: readonly CurvePoint[]): Uint8Array {
  const encodings = points.map((point) => point.toBytes());
  return sha512(concatBytes(Uint8Array.of(SUITE, 0x02), ...encodings, Uint8Array.of(0x00))).slice(
    0,
    CHALLENGE_LENGTH,
  );
}

/** RFC 9381 section 5.4.4; a response not below the group order would give a proof a second spelling. */
function decodeProof(proof: Uint8Array): { gamma: CurvePoint; challenge: Uint8Array; response: bigint } {
  if (proof.length !== VRF_PROOF_LENGTH) throw new InvalidInput('length_wrong', 'proof');
  const gamma = decodePoint(proof.subarray(0, POINT_LENGTH));
  const response = decodeLittleEndian(proof.subarray(POINT_LENGTH + CHALLENGE_LENGTH));
  if (gamma === null || response >= ORDER) throw new InvalidInput('out_of_range', 'proof');
  return { gamma, challenge: proof.slice(POINT_LENGTH, POINT_LENGTH + CHALLENGE_LENGTH), response };
}

/** RFC 8032 section 5.1.3, null where that says decoding fails. */
function decodePoint(bytes: Uint8Array): CurvePoint | null {
  try {
    return Point.fromBytes(bytes);
  } catch {
    return null;
  }
}

function decodeLittleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function encodeLittleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: POINT_LENGTH }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

function checkSeed(seed: Uint8Array): void {
  if (seed.length !== SEED_LENGTH) throw new InvalidInput('length_wrong', 'seed');
}
