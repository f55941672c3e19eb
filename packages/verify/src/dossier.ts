// One dossier (案卷) against the draw it belongs to: the body is what was closed, and it was drawn.
import { sha256 } from '@noble/hashes/sha2.js';
import { decodeHex, encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { rootFromLeaves } from '@jiangping/log/merkle';

/** A dossier as the contract gives it. */
export interface ShownDossier {
  readonly number: number;
  readonly digest: string;
  readonly body: unknown;
}

export interface DossierVerdict {
  /** SHA-256 of the canonical JSON of the body, hex; null for a body that has no canonical form. */
  readonly computed: string | null;
  /** The digest named beside the body is the computed one. */
  readonly isDigest: boolean;
  /** The computed digest stands at the dossier's number among the leaves. */
  readonly isLeaf: boolean;
  /** The leaves make the root that was fixed. */
  readonly isUnderRoot: boolean;
}

/** Computes the digest of a dossier anew and finds it under the frozen root; never throws. */
export function verifyDossier(
  { number, digest, body }: ShownDossier,
  frozen: { readonly root: string; readonly leaves: readonly string[] },
): DossierVerdict {
  const computed = digestOf(body);
  return {
    computed,
    isDigest: computed !== null && computed === digest,
    isLeaf: computed !== null && frozen.leaves[number - 1] === computed,
    isUnderRoot: rootOf(frozen.leaves) === frozen.root,
  };
}

function digestOf(body: unknown): string | null {
  try {
    return encodeHex(sha256(encodeUtf8(canonicalJson(body))));
  } catch {
    return null;
  }
}

function rootOf(leaves: readonly string[]): string | null {
  try {
    return encodeHex(rootFromLeaves(leaves.map(decodeHex)));
  } catch {
    return null;
  }
}
