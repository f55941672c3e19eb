// What each step of a review draw gives when it is done anew, so that a screen can show the values beside the checks.
import { sha256 } from '@noble/hashes/sha2.js';
import { decodeBase64, decodeHex, encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { parseCheckpoint } from '@jiangping/log/checkpoint';
import { drawIndices, drawSeed } from '@jiangping/log/draw';
import { rootFromLeaves } from '@jiangping/log/merkle';
import { verifyVrf } from '@jiangping/log/vrf';
import { sampleSize } from '@jiangping/domain/reviews/sample-size';

/** The members of a draw record that the steps are computed from (`DrawRecord` of the contract). */
export interface DrawSource {
  readonly root: string;
  readonly dossiers: number;
  readonly checkpoint: string;
  readonly vrfPublicKey: string;
  readonly vrfProof: string;
  readonly share: number;
  readonly minimum: number;
  readonly leaves: readonly string[];
}

/** What was computed; null where the record does not allow it. Bytes are hex, numbers count dossiers from 1. */
export interface DrawValues {
  /** The tree hash over the leaves as they are. */
  readonly root: string | null;
  /** The name of the log and the size its checkpoint speaks of. */
  readonly log: string | null;
  readonly size: string | null;
  /** SHA-256 of the checkpoint's text. */
  readonly beacon: string | null;
  /** The output of the verifiable random function for the root of the record. */
  readonly vrfOutput: string | null;
  readonly seed: string | null;
  readonly count: number | null;
  readonly drawn: readonly number[] | null;
}

/** Computes the steps of a draw from its record alone; never throws. Whether they hold is told by `verifyDraw`. */
export function computeDraw(source: DrawSource): DrawValues {
  const { dossiers, share, minimum, checkpoint } = source;
  const root = tryTo(() => rootFromLeaves(source.leaves.map(decodeHex)));
  const parsed = tryTo(() => parseCheckpoint(checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1)));
  const beacon = tryTo(() => sha256(encodeUtf8(checkpoint)));
  const told = tryTo(() => decodeHex(source.root));
  const vrfOutput = tryTo(() =>
    verifyVrf(decodeBase64(source.vrfPublicKey), decodeHex(source.root), decodeBase64(source.vrfProof)),
  );
  const seed = told && vrfOutput && beacon ? tryTo(() => drawSeed({ root: told, vrfOutput, beacon })) : null;
  const isCount = Number.isSafeInteger(dossiers) && dossiers >= 0 && dossiers <= 1_000_000;
  const count = isCount ? tryTo(() => sampleSize(dossiers, share, minimum)) : null;
  const drawn =
    seed && count !== null ? tryTo(() => drawIndices(seed, dossiers, count).map((index) => index + 1)) : null;
  return {
    root: root && encodeHex(root),
    log: parsed?.origin ?? null,
    size: parsed ? String(parsed.size) : null,
    beacon: beacon && encodeHex(beacon),
    vrfOutput: vrfOutput && encodeHex(vrfOutput),
    seed: seed && encodeHex(seed),
    count,
    drawn,
  };
}

function tryTo<Value>(compute: () => Value): Value | null {
  try {
    return compute();
  } catch {
    return null;
  }
}
