import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concatBytes, encodeUint64, encodeUtf8 } from './bytes.ts';
import {
  COSIGNATURE_TYPE,
  cosignatureTime,
  createCosignatureVerifier,
  createCosigner,
  verifyCosignature,
} from './cosignature.ts';
import { createSigner, formatVerifierKey, parseSignatureLines } from './signed-note.ts';

const TEXT = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const SEED = new Uint8Array(32).fill(4);
const witness = createCosigner('witness.example.com/w1', SEED);
const verifierKey = formatVerifierKey(witness.name, witness.publicKey, COSIGNATURE_TYPE);
const verifier = createCosignatureVerifier(verifierKey);
const { signature } = witness.cosign(TEXT, 1679315147n);

describe('cosignatures', () => {
  it('sign header, time and note text, seen by an independent implementation of Ed25519', () => {
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(witness.publicKey).toString('base64url') },
      format: 'jwk',
    });
    const message = encodeUtf8(`cosignature/v1\ntime 1679315147\n${TEXT}`);
    expect(signature.length).toBe(72);
    expect(signature.slice(0, 8)).toEqual(encodeUint64(1679315147n));
    expect(verify(null, message, key, signature.slice(8))).toBe(true);
  });

  it('carry the time of the example in the specification', () => {
    const line =
      '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';
    const [parsed] = parseSignatureLines(line);
    expect(parsed).toMatchObject({ name: 'witness.example.com/w1', keyId: '8d66cf3f' });
    expect(cosignatureTime(parsed!.signature)).toBe(1679315147n);
  });

  it('verify for their text, time and key only', () => {
    const text = encodeUtf8(TEXT);
    expect(verifier.verify(text, signature)).toBe(true);
    for (let bit = 0; bit < signature.length * 8; bit++) {
      const spoiled = signature.slice();
      spoiled[bit >> 3]! ^= 1 << (bit & 7);
      expect(verifier.verify(text, spoiled), `bit ${bit}`).toBe(false);
    }
    expect(verifier.verify(encodeUtf8(TEXT.replace('20852163', '20852164')), signature)).toBe(false);
    expect(verifyCosignature(new Uint8Array(32).fill(1), text, signature)).toBe(false);
    for (const length of [0, 8, 64, 71])
      expect(verifier.verify(text, signature.slice(0, length))).toBe(false);
    expect(verifier.verify(text, concatBytes(signature, Uint8Array.of(0)))).toBe(false);
  });

  it('are told apart from plain note signatures by key id', () => {
    const plain = createSigner(witness.name, SEED);
    expect(plain.keyId).not.toBe(witness.keyId);
    expect(verifier.verify(encodeUtf8(TEXT), plain.sign(encodeUtf8(TEXT)))).toBe(false);
    expect(() => createCosignatureVerifier(formatVerifierKey(plain.name, plain.publicKey))).toThrow(
      'key_malformed',
    );
  });

  it('are refused for texts that are no checkpoint and for times out of range', () => {
    expect(() => witness.cosign('hello\n', 1n)).toThrow('checkpoint_malformed');
    for (const time of [-1n, 2n ** 63n]) expect(() => witness.cosign(TEXT, time)).toThrow('out_of_range');
    expect(verifier.verify(encodeUtf8(TEXT), witness.cosign(TEXT, 2n ** 63n - 1n).signature)).toBe(true);
    const message = encodeUtf8('cosignature/v1\ntime 1\nhello\n');
    const forced = concatBytes(encodeUint64(1n), createSigner(witness.name, SEED).sign(message));
    expect(verifier.verify(encodeUtf8('hello\n'), forced)).toBe(false);
    expect(verifier.verify(Uint8Array.of(0xff), signature)).toBe(false);
  });
});
