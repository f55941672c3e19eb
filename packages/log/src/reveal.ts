/**
 * Commit and reveal: public randomness made by several parties where no beacon can be reached.
 *
 * Each party publishes a commitment to a secret random value; when all commitments are public (in the log), each
 * publishes the value. As long as one party is honest, the result is random; a party that withholds its reveal can
 * stop the result but not choose it, and who withheld is public. What then happens is a rule of the caller.
 *
 *     frame(x)   = u32be(byte length of x) || x            texts in UTF-8
 *     commitment = SHA-256( frame("log-reveal/v1") || frame(party) || frame(salt) || frame(value) )
 *     result     = SHA-256( frame("log-reveal-result/v1") || for each party in order of its UTF-8 bytes:
 *                           frame(party) || frame(salt) || frame(value) )
 */
import { compareBytes, encodeUtf8, equalBytes } from './bytes.ts';
import { hashFields } from './framing.ts';
import { InvalidInput } from './invalid-input.ts';

const MIN_SECRET_LENGTH = 16;

/** What a party publishes second. Value and salt are at least 16 random bytes each, used for one draw only. */
export interface Reveal {
  /** Who reveals; part of the commitment, so that nobody can copy another party's. */
  readonly party: string;
  readonly value: Uint8Array;
  readonly salt: Uint8Array;
}

/** What a party publishes first. */
export interface RevealCommitment {
  readonly party: string;
  readonly commitment: Uint8Array;
}

/** The 32-byte commitment to a reveal. Refuses a value or salt below 16 bytes (`length_wrong`). */
export function commitReveal({ party, value, salt }: Reveal): Uint8Array {
  if (value.length < MIN_SECRET_LENGTH) throw new InvalidInput('length_wrong', 'value');
  if (salt.length < MIN_SECRET_LENGTH) throw new InvalidInput('length_wrong', 'salt');
  return hashFields('log-reveal/v1', encodeUtf8(party), salt, value);
}

/** Whether a reveal is what its party committed to; false, never an exception, for hostile input. */
export function verifyReveal({ party, commitment }: RevealCommitment, reveal: Reveal): boolean {
  try {
    return reveal.party === party && equalBytes(commitReveal(reveal), commitment);
  } catch {
    return false;
  }
}

/** The parties that committed and have not revealed what they committed to, in the order of the commitments. */
export function findMissingReveals(
  commitments: readonly RevealCommitment[],
  reveals: readonly Reveal[],
): string[] {
  return commitments
    .filter((commitment) => !reveals.some((reveal) => verifyReveal(commitment, reveal)))
    .map(({ party }) => party);
}

/**
 * The 32-byte result, to be used as the beacon of a draw; the order of the reveals has no bearing. Refuses unless
 * exactly the parties that committed reveal, each once and truly: `reveal_missing` with the parties' names when one
 * has not revealed at all, `reveal_mismatch` for a false, repeated or uninvited reveal and for repeated or no parties.
 */
export function combineReveals(
  commitments: readonly RevealCommitment[],
  reveals: readonly Reveal[],
): Uint8Array {
  const parties = new Set(commitments.map(({ party }) => party));
  if (parties.size !== commitments.length || parties.size === 0) {
    throw new InvalidInput('reveal_mismatch', 'parties');
  }
  const silent = [...parties].filter((party) => !reveals.some((reveal) => reveal.party === party));
  if (silent.length > 0) throw new InvalidInput('reveal_missing', silent.join(', '));
  const untrue = findMissingReveals(commitments, reveals);
  if (untrue.length > 0 || reveals.length !== parties.size) {
    throw new InvalidInput('reveal_mismatch', untrue.join(', '));
  }
  const fields = reveals
    .map(({ party, salt, value }) => ({ party: encodeUtf8(party), salt, value }))
    .sort((a, b) => compareBytes(a.party, b.party))
    .flatMap(({ party, salt, value }) => [party, salt, value]);
  return hashFields('log-reveal-result/v1', ...fields);
}
