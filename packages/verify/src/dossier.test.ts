import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { rootFromLeaves } from '@jiangping/log/merkle';
import { verifyDossier } from './dossier.ts';

const bodyOf = (number: number) => ({
  format: 'jiangping-dossier/1',
  number,
  result: { theory: { score: 86 } },
});
const digestOf = (body: unknown) => sha256(encodeUtf8(canonicalJson(body)));
const digests = [1, 2, 3, 4, 5].map((number) => digestOf(bodyOf(number)));
const frozen = { root: encodeHex(rootFromLeaves(digests)), leaves: digests.map(encodeHex) };
const dossier = { number: 3, digest: encodeHex(digestOf(bodyOf(3))), body: bodyOf(3) };

describe('a dossier', () => {
  it('is the one that was closed, found at its number under the root', () => {
    expect(verifyDossier(dossier, frozen)).toEqual({
      computed: dossier.digest,
      isDigest: true,
      isLeaf: true,
      isUnderRoot: true,
    });
  });

  it('does not depend on the order in which its members come', () => {
    const { format, number, result } = bodyOf(3);
    expect(verifyDossier({ ...dossier, body: { result, number, format } }, frozen).isDigest).toBe(true);
  });

  it('is told from one that was changed, also where the digest was changed with it', () => {
    const body = { ...bodyOf(3), result: { theory: { score: 96 } } };
    expect(verifyDossier({ ...dossier, body }, frozen)).toMatchObject({ isDigest: false, isLeaf: false });
    const digest = encodeHex(digestOf(body));
    expect(verifyDossier({ ...dossier, body, digest }, frozen)).toMatchObject({
      isDigest: true,
      isLeaf: false,
    });
    const leaves = frozen.leaves.with(2, digest);
    expect(verifyDossier({ ...dossier, body, digest }, { ...frozen, leaves })).toMatchObject({
      isLeaf: true,
      isUnderRoot: false,
    });
  });

  it('is told from another one of the same batch', () => {
    expect(verifyDossier({ ...dossier, number: 2 }, frozen)).toMatchObject({ isDigest: true, isLeaf: false });
  });

  it('never makes the check throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.string()), fc.integer(), (body, leaves, number) => {
        expect(verifyDossier({ number, digest: '', body }, { root: '', leaves }).isDigest).toBe(false);
      }),
      { numRuns: 300, seed: 41 },
    );
  });
});
