// A fact as its canonical text in the log, and the check of its proof in this browser.
import { decodeBase64, encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { openCheckpoint } from '@jiangping/log/checkpoint';
import { leafHash, verifyInclusion } from '@jiangping/log/merkle';
import { createVerifier } from '@jiangping/log/signed-note';

export interface FactView {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly actor: Readonly<Record<string, string>>;
  readonly subject: { readonly type: string; readonly id: string };
  readonly stream?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A fact from its text; null for a text that is none, so that a list shows the rest. */
export function readFact(text: string): FactView | null {
  try {
    const value = JSON.parse(text) as FactView;
    return typeof value.kind === 'string' && typeof value.at === 'string' ? value : null;
  } catch {
    return null;
  }
}

interface Proof {
  readonly fact: string;
  readonly index: number;
  readonly size: number;
  readonly inclusion: readonly string[];
  readonly checkpoint: string;
}

/** What the check found: the leaf as hexadecimal, the signed root, and whether each step holds. */
export interface CheckedProof {
  readonly leaf: string;
  readonly root: string;
  readonly isSigned: boolean;
  readonly isIncluded: boolean;
}

/** Computes leaf and root from the text and compares them with the checkpoint signed under `logKey`; never throws. */
export function checkProof(proof: Proof, logKey: string): CheckedProof {
  const leaf = leafHash(encodeUtf8(proof.fact));
  const unsound = { leaf: encodeHex(leaf), root: '', isSigned: false, isIncluded: false };
  try {
    const verifier = createVerifier(logKey);
    const { checkpoint } = openCheckpoint(encodeUtf8(proof.checkpoint), {
      origin: verifier.name,
      log: [verifier],
      witnesses: [],
      quorum: 0,
    });
    const isIncluded =
      checkpoint.size === BigInt(proof.size) &&
      verifyInclusion({
        leaf,
        index: BigInt(proof.index),
        size: checkpoint.size,
        root: checkpoint.root,
        proof: proof.inclusion.map(decodeBase64),
      });
    return { leaf: encodeHex(leaf), root: encodeHex(checkpoint.root), isSigned: true, isIncluded };
  } catch {
    return unsound;
  }
}
