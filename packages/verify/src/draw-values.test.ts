import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase64, encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { drawIndices, drawSeed } from '@jiangping/log/draw';
import { rootFromLeaves } from '@jiangping/log/merkle';
import { proofToHash, proveVrf, vrfPublicKey } from '@jiangping/log/vrf';
import { computeDraw } from './draw-values.ts';
import { batchFacts, makeLog } from './sample-file.ts';

const secret = new Uint8Array(32).fill(9);
const leaves = Array.from({ length: 40 }, (_, i) => sha256(encodeUtf8(`dossier ${String(i)}`)));
const root = rootFromLeaves(leaves);
const { checkpoint } = makeLog([batchFacts[0], batchFacts[1]]);
const proof = proveVrf(secret, root);
const source = {
  root: encodeHex(root),
  dossiers: 40,
  checkpoint,
  vrfPublicKey: encodeBase64(vrfPublicKey(secret)),
  vrfProof: encodeBase64(proof),
  share: 0.15,
  minimum: 5,
  leaves: leaves.map(encodeHex),
};

describe('the values of a draw', () => {
  it('are those that the Center computes', () => {
    const beacon = sha256(encodeUtf8(checkpoint));
    const seed = drawSeed({ root, vrfOutput: proofToHash(proof), beacon });
    expect(computeDraw(source)).toEqual({
      root: source.root,
      log: checkpoint.split('\n')[0],
      size: '2',
      beacon: encodeHex(beacon),
      vrfOutput: encodeHex(proofToHash(proof)),
      seed: encodeHex(seed),
      count: 6,
      drawn: drawIndices(seed, 40, 6).map((index) => index + 1),
    });
  });

  it('end where the record breaks: without the proof there is neither seed nor number', () => {
    const forged = encodeBase64(proveVrf(new Uint8Array(32).fill(8), root));
    expect(computeDraw({ ...source, vrfProof: forged })).toMatchObject({
      root: source.root,
      vrfOutput: null,
      seed: null,
      drawn: null,
    });
    expect(computeDraw({ ...source, dossiers: 1e9 })).toMatchObject({ count: null, drawn: null });
  });

  it('never throw, whatever the texts of the record are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('root', 'checkpoint', 'vrfPublicKey', 'vrfProof'),
        fc.string(),
        (member, text) => {
          computeDraw({ ...source, [member]: text });
        },
      ),
      { numRuns: 60, seed: 42 },
    );
  });
});
