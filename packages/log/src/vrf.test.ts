import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, decodeHex, encodeHex, encodeUtf8 } from './bytes.ts';
import { proofToHash, proveVrf, verifyVrf, vrfPublicKey } from './vrf.ts';

/** RFC 9381 appendix B.3. */
const EXAMPLES = [
  {
    name: 'example 16',
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    input: '',
    proof:
      '8657106690b5526245a92b003bb079ccd1a92130477671f6fc01ad16f26f723f26f8a57ccaed74ee1b190bed1f479d97' +
      '27d2d0f9b005a6e456a35d4fb0daab1268a1b0db10836d9826a528ca76567805',
    output:
      '90cf1df3b703cce59e2a35b925d411164068269d7b2d29f3301c03dd757876ff66b71dda49d2de59d03450451af026798' +
      'e8f81cd2e333de5cdf4f3e140fdd8ae',
  },
  {
    name: 'example 17, whose first hash is no point',
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    input: '72',
    proof:
      'f3141cd382dc42909d19ec5110469e4feae18300e94f304590abdced48aed5933bf0864a62558b3ed7f2fea45c92a465' +
      '301b3bbf5e3e54ddf2d935be3b67926da3ef39226bbc355bdc9850112c8f4b02',
    output:
      'eb4440665d3891d668e7e0fcaf587f1b4bd7fbfe99d0eb2211ccec90496310eb5e33821bc613efb94db5e5b54c70a848a' +
      '0bef4553a41befc57663b56373a5031',
  },
  {
    name: 'example 18',
    seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    input: 'af82',
    proof:
      '9bc0f79119cc5604bf02d23b4caede71393cedfbb191434dd016d30177ccbf8096bb474e53895c362d8628ee9f9ea3c0' +
      'e52c7a5c691b6c18c9979866568add7a2d41b00b05081ed0f58ee5e31b3a970e',
    output:
      '645427e5d00c62a23fb703732fa5d892940935942101e456ecca7bb217c61c452118fec1219202a0edcf038bb6373241' +
      '578be7217ba85a2687f7a0310b2df19f',
  },
];

const seed = new Uint8Array(32).fill(11);
const publicKey = vrfPublicKey(seed);
const input = encodeUtf8('root');
const proof = proveVrf(seed, input);

describe('the verifiable random function', () => {
  it.each(EXAMPLES)('proves and verifies $name of RFC 9381 appendix B.3', (example) => {
    const key = decodeHex(example.publicKey);
    const alpha = decodeHex(example.input);
    const proved = proveVrf(decodeHex(example.seed), alpha);
    expect(encodeHex(vrfPublicKey(decodeHex(example.seed)))).toBe(example.publicKey);
    expect(encodeHex(proved)).toBe(example.proof);
    expect(encodeHex(proofToHash(proved))).toBe(example.output);
    expect(encodeHex(verifyVrf(key, alpha, proved)!)).toBe(example.output);
  });

  it('gives each key and input one output that every verifier arrives at', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 80 }),
        (anySeed, anyInput) => {
          const proved = proveVrf(anySeed, anyInput);
          expect(proved.length).toBe(80);
          expect(verifyVrf(vrfPublicKey(anySeed), anyInput, proved)).toEqual(proofToHash(proved));
          expect(
            verifyVrf(vrfPublicKey(anySeed), concatBytes(anyInput, Uint8Array.of(0)), proved),
          ).toBeNull();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('does not verify when any bit of the proof is flipped', () => {
    for (let bit = 0; bit < proof.length * 8; bit++) {
      const spoiled = proof.slice();
      spoiled[bit >> 3]! ^= 1 << (bit & 7);
      expect(verifyVrf(publicKey, input, spoiled), `bit ${bit}`).toBeNull();
    }
  });

  it('does not verify under another key', () => {
    for (let bit = 0; bit < 256; bit += 5) {
      const other = publicKey.slice();
      other[bit >> 3]! ^= 1 << (bit & 7);
      expect(verifyVrf(other, input, proof), `bit ${bit}`).toBeNull();
    }
  });

  it('does not accept the same response spelled with the group order added', () => {
    const order = ed25519.Point.CURVE().n;
    let response = proof.slice(48).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n) + order;
    const spelled = proof.slice();
    for (let i = 48; i < 80; i++) {
      spelled[i] = Number(response & 255n);
      response >>= 8n;
    }
    expect(verifyVrf(publicKey, input, spelled)).toBeNull();
    expect(() => proofToHash(spelled)).toThrow('out_of_range');
  });

  it('does not accept keys of small order, for which anybody could forge a proof', () => {
    const identity = ed25519.Point.ZERO;
    const key = identity.toBytes();
    const hashTo = (...fields: Uint8Array[]): Uint8Array => sha512(concatBytes(Uint8Array.of(3), ...fields));
    // Gamma = the identity and s = k fulfil both equations of the verifier for the key 0·B, whoever chooses k.
    const encoded = Array.from({ length: 256 }, (_, counter) => {
      try {
        const hash = hashTo(Uint8Array.of(1), key, input, Uint8Array.of(counter, 0));
        return ed25519.Point.fromBytes(hash.slice(0, 32)).clearCofactor();
      } catch {
        return null;
      }
    }).find((point) => point !== null)!;
    const points = [identity, encoded, identity, ed25519.Point.BASE.multiply(7n), encoded.multiply(7n)];
    const challenge = hashTo(Uint8Array.of(2), ...points.map((point) => point.toBytes()), Uint8Array.of(0));
    const forged = concatBytes(key, challenge.slice(0, 16), new Uint8Array(32).fill(7, 0, 1));
    expect(verifyVrf(key, input, forged)).toBeNull();
    for (const torsion of ED25519_TORSION_SUBGROUP) {
      expect(verifyVrf(decodeHex(torsion), input, proof)).toBeNull();
    }
  });

  it('does not verify when a point of small order is added to Gamma', () => {
    const gamma = ed25519.Point.fromBytes(proof.slice(0, 32));
    for (const torsion of ED25519_TORSION_SUBGROUP) {
      const point = ed25519.Point.fromHex(torsion);
      if (point.is0()) continue;
      const spoiled = concatBytes(gamma.add(point).toBytes(), proof.slice(32));
      expect(verifyVrf(publicKey, input, spoiled)).toBeNull();
    }
  });

  it('is null and never an exception for hostile keys and proofs', () => {
    expect(verifyVrf(publicKey, input, proof)).not.toBeNull();
    for (const length of [0, 1, 79, 81])
      expect(verifyVrf(publicKey, input, new Uint8Array(length))).toBeNull();
    for (const length of [0, 31, 33]) expect(verifyVrf(new Uint8Array(length), input, proof)).toBeNull();
    expect(verifyVrf(new Uint8Array(32).fill(255), input, proof)).toBeNull();
    expect(verifyVrf(publicKey, input, new Uint8Array(80).fill(255))).toBeNull();
    expect(() => proofToHash(new Uint8Array(79))).toThrow('length_wrong');
    expect(() => proveVrf(new Uint8Array(31), input)).toThrow('length_wrong');
    expect(() => vrfPublicKey(new Uint8Array(33))).toThrow('length_wrong');
  });
});
