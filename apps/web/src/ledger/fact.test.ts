import { describe, expect, it } from 'vitest';
import { encodeBase64, encodeUtf8 } from '@jiangping/log/bytes';
import { formatCheckpoint } from '@jiangping/log/checkpoint';
import { inclusionProof, leafHash, nodesFromLeaves, rootFromLeaves } from '@jiangping/log/merkle';
import { createSigner, formatNote, formatVerifierKey, signNote } from '@jiangping/log/signed-note';
import { checkProof, readFact } from './fact.ts';

const texts = ['{"at":"2026-11-23T00:00:00Z","kind":"batch.filed"}', '{"n":2}', '{"n":3}'];
const entries = texts.map(encodeUtf8);
const signer = createSigner('log.example', new Uint8Array(32).fill(7));
const logKey = formatVerifierKey('log.example', signer.publicKey);

function proofOf(index: number) {
  const text = formatCheckpoint({
    origin: 'log.example',
    size: 3n,
    root: rootFromLeaves(entries),
    extensions: [],
  });
  return {
    fact: texts[index]!,
    index,
    size: 3,
    inclusion: inclusionProof(BigInt(index), 3n, nodesFromLeaves(entries.map(leafHash))).map(encodeBase64),
    checkpoint: new TextDecoder().decode(formatNote(signNote(text, [signer]))),
  };
}

describe('the proof of a fact, checked in the browser', () => {
  it('holds for every fact of a signed log', () => {
    for (const index of [0, 1, 2]) {
      expect(checkProof(proofOf(index), logKey)).toMatchObject({ isSigned: true, isIncluded: true });
    }
  });

  it('fails when one letter of the fact was changed', () => {
    const proof = proofOf(0);
    const changed = { ...proof, fact: proof.fact.replace('filed', 'filee') };
    expect(checkProof(changed, logKey)).toMatchObject({ isSigned: true, isIncluded: false });
  });

  it('fails under the key of another log, and for a checkpoint that is no note', () => {
    const other = createSigner('log.example', new Uint8Array(32).fill(8));
    const otherKey = formatVerifierKey('log.example', other.publicKey);
    expect(checkProof(proofOf(1), otherKey)).toMatchObject({ isSigned: false, isIncluded: false });
    expect(checkProof({ ...proofOf(1), checkpoint: 'nonsense' }, logKey)).toMatchObject({ isSigned: false });
  });

  it('reads a fact from its text and gives null for anything else', () => {
    expect(readFact(texts[0]!)?.kind).toBe('batch.filed');
    expect(readFact('{"n":2}')).toBeNull();
    expect(readFact('not json')).toBeNull();
  });
});
