import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { toCanonicalQuads } from './canonical-quads.ts';
import { bundledContexts } from './contexts.ts';
import type { Cryptosuite, Signer } from './data-integrity.ts';
import { hashSigned, signDocument, verifyDocument } from './data-integrity.ts';
import { findDidKeyMethod } from './did-key.ts';
import type { JsonObject } from './json.ts';
import { decodeBase58, encodeBase58 } from './multibase.ts';

/** EdDSA Cryptosuites 1.0 (W3C Recommendation, 15 May 2025), appendix B: key, document, hashes, proof values. */
const MULTIKEY = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
const SECRET = decodeBase58('z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq').slice(2);
const METHOD = `did:key:${MULTIKEY}#${MULTIKEY}`;
const CREATED = '2023-02-24T23:36:38Z';
const ALUMNI: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
  type: ['VerifiableCredential', 'AlumniCredential'],
  name: 'Alumni Credential',
  description: 'A minimum viable example of an Alumni Credential.',
  issuer: 'https://vc.example/issuers/5678',
  validFrom: '2023-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
};
const contexts = new Map([
  ...bundledContexts,
  [
    'https://www.w3.org/ns/credentials/examples/v2',
    { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } },
  ],
]);
const signer: Signer = { verificationMethod: METHOD, sign: (bytes) => ed25519.sign(bytes, SECRET) };

const config = (cryptosuite: Cryptosuite): JsonObject => ({
  type: 'DataIntegrityProof',
  cryptosuite,
  created: CREATED,
  verificationMethod: METHOD,
  proofPurpose: 'assertionMethod',
});
const sign = (document: JsonObject, cryptosuite: Cryptosuite) =>
  signDocument(document, { cryptosuite, signer, created: CREATED, contexts });
const verify = (document: unknown) => verifyDocument(document, { findKey: findDidKeyMethod, contexts });
const proofOf = (document: JsonObject) => document['proof'] as JsonObject;

describe('the W3C example of eddsa-rdfc-2022', () => {
  it('gives the published canonical quads', async () => {
    expect(await toCanonicalQuads(ALUMNI, contexts)).toBe(
      [
        '<did:example:abcdefgh> <https://www.w3.org/ns/credentials/examples#alumniOf> "The School of Examples" .',
        '<urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://www.w3.org/2018/credentials#VerifiableCredential> .',
        '<urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://www.w3.org/ns/credentials/examples#AlumniCredential> .',
        '<urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33> <https://schema.org/description> "A minimum viable example of an Alumni Credential." .',
        '<urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33> <https://schema.org/name> "Alumni Credential" .',
        '<urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33> <https://www.w3.org/2018/credentials#credentialSubject> <did:example:abcdefgh> .',
        '<urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33> <https://www.w3.org/2018/credentials#issuer> <https://vc.example/issuers/5678> .',
        '<urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33> <https://www.w3.org/2018/credentials#validFrom> "2023-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .',
        '',
      ].join('\n'),
    );
  });

  it('gives the published hashes of proof configuration and document', async () => {
    expect(encodeHex(await hashSigned(ALUMNI, config('eddsa-rdfc-2022'), contexts))).toBe(
      'bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0' +
        '517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017',
    );
  });

  it('is signed to the published proof value and holds', async () => {
    const secured = await sign(ALUMNI, 'eddsa-rdfc-2022');
    expect(proofOf(secured)).toEqual({
      ...config('eddsa-rdfc-2022'),
      proofValue: 'z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme',
    });
    expect(await verify(secured)).toEqual({
      holds: true,
      cryptosuite: 'eddsa-rdfc-2022',
      verificationMethod: METHOD,
      created: CREATED,
    });
  });
});

describe('the W3C example of eddsa-jcs-2022', () => {
  it('gives the published hashes of proof configuration and document', async () => {
    const withContext = { ...config('eddsa-jcs-2022'), '@context': ALUMNI['@context']! };
    expect(encodeHex(await hashSigned(ALUMNI, withContext, contexts))).toBe(
      '66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db' +
        '59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19',
    );
    const [documentText = '', configText = ''] = [canonicalize(ALUMNI), canonicalize(withContext)];
    expect(encodeHex(sha256(encodeUtf8(configText))) + encodeHex(sha256(encodeUtf8(documentText)))).toBe(
      encodeHex(await hashSigned(ALUMNI, withContext, contexts)),
    );
  });

  it('is signed to the published proof value and holds', async () => {
    const secured = await sign(ALUMNI, 'eddsa-jcs-2022');
    expect(proofOf(secured)['proofValue']).toBe(
      'z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX',
    );
    expect((await verify(secured)).holds).toBe(true);
  });
});

describe.each(['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const)('a proof by %s', (cryptosuite) => {
  it('is the same bytes every time', async () => {
    expect(JSON.stringify(await sign(ALUMNI, cryptosuite))).toBe(
      JSON.stringify(await sign(ALUMNI, cryptosuite)),
    );
  });

  it('does not hold with another key, an unknown key, or a key of small order', async () => {
    const secured = await sign(ALUMNI, cryptosuite);
    const other = ed25519.getPublicKey(new Uint8Array(32).fill(7));
    const keys = [other, null, Uint8Array.of(1, ...new Uint8Array(31)), new Uint8Array(31)];
    const verdicts = await Promise.all(
      keys.map((key) => verifyDocument(secured, { findKey: () => key, contexts })),
    );
    expect(verdicts.map((verdict) => (verdict.holds ? 'holds' : verdict.reason))).toEqual([
      'signature_wrong',
      'key_unknown',
      'signature_wrong',
      'signature_wrong',
    ]);
  });

  it('covers its own time, purpose and key name', async () => {
    const secured = await sign(ALUMNI, cryptosuite);
    const changes: JsonObject[] = [
      { created: '2023-02-24T23:36:39Z' },
      { proofPurpose: 'authentication' },
      { verificationMethod: `did:key:${MULTIKEY}` },
      { cryptosuite: cryptosuite === 'eddsa-rdfc-2022' ? 'eddsa-jcs-2022' : 'eddsa-rdfc-2022' },
      { cryptosuite: 'eddsa-2022' },
      { expires: '2099-01-01T00:00:00Z' },
      { previousProof: 'urn:uuid:1' },
      { id: 'urn:uuid:1' },
      { type: 'Ed25519Signature2020' },
    ];
    for (const change of changes) {
      const key = ed25519.getPublicKey(SECRET);
      const document = { ...secured, proof: { ...proofOf(secured), ...change } };
      expect(
        await verifyDocument(document, { findKey: () => key, contexts }),
        JSON.stringify(change),
      ).toMatchObject({ holds: false });
    }
  });

  it('has one spelling of its signature: the second one, with S + L, does not hold', async () => {
    const secured = await sign(ALUMNI, cryptosuite);
    const signature = decodeBase58(proofOf(secured)['proofValue'] as string);
    const order = ed25519.Point.Fn.ORDER;
    const s = signature.slice(32).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n) + order;
    const shifted = Uint8Array.from({ length: 64 }, (_, i) =>
      i < 32 ? signature[i]! : Number((s >> BigInt(8 * (i - 32))) & 255n),
    );
    const document = { ...secured, proof: { ...proofOf(secured), proofValue: encodeBase58(shifted) } };
    expect(await verify(document)).toMatchObject({ holds: false, reason: 'signature_wrong' });
  });

  it.each([
    ['no proof', ({ proof: _, ...rest }: JsonObject) => rest],
    ['a list of proofs', (secured: JsonObject) => ({ ...secured, proof: [proofOf(secured)] })],
    [
      'a text for a proof value',
      (secured: JsonObject) => ({ ...secured, proof: { ...proofOf(secured), proofValue: 'z1' } }),
    ],
    ['a null member', (secured: JsonObject) => ({ ...secured, evidence: null })],
    ['an empty name', (secured: JsonObject) => ({ ...secured, evidence: '' })],
    ['an empty list', (secured: JsonObject) => ({ ...secured, evidence: [] })],
    [
      'a type twice',
      (secured: JsonObject) => ({ ...secured, type: [...(secured['type'] as string[]), 'AlumniCredential'] }),
    ],
    [
      'an inline context',
      (secured: JsonObject) => ({
        ...secured,
        '@context': [...(secured['@context'] as string[]), { x: 'urn:x' }],
      }),
    ],
    [
      'an unknown context',
      (secured: JsonObject) => ({
        ...secured,
        '@context': [...(secured['@context'] as string[]), 'https://evil.example/'],
      }),
    ],
    [
      'a nested context',
      (secured: JsonObject) => ({
        ...secured,
        credentialSubject: { ...(secured['credentialSubject'] as JsonObject), '@context': {} },
      }),
    ],
    [
      'a blank node label',
      (secured: JsonObject) => ({
        ...secured,
        credentialSubject: { ...(secured['credentialSubject'] as JsonObject), id: '_:a' },
      }),
    ],
    [
      'a prototype member',
      (secured: JsonObject) =>
        JSON.parse(JSON.stringify(secured).replace('"name"', '"__proto__":{"a":"b"},"name"')) as JsonObject,
    ],
    ['a lone surrogate', (secured: JsonObject) => ({ ...secured, name: 'Alumni \ud800' })],
  ])('does not hold over a document with %s', async (_what, change) => {
    expect(await verify(change(await sign(ALUMNI, cryptosuite)))).toMatchObject({ holds: false });
  });

  it('does not hold, and does not throw, over values JSON cannot carry', async () => {
    const secured = await sign(ALUMNI, cryptosuite);
    for (const value of [undefined, NaN, 1n, new Date(0), [new Map()], Symbol('x'), () => 1]) {
      expect(await verify({ ...secured, name: value })).toMatchObject({ holds: false });
    }
  });

  it('does not hold over things that are no documents', async () => {
    for (const value of [null, undefined, 1, 'x', [], {}, new Date(0)])
      expect(await verify(value)).toMatchObject({ holds: false });
  });

  it('is refused for a document that carries one, is not plain, or has a time without zone, and nothing is signed', async () => {
    const signed: Uint8Array[] = [];
    const counting: Signer = {
      ...signer,
      sign: (bytes) => (signed.push(bytes), ed25519.sign(bytes, SECRET)),
    };
    const attempt = (document: JsonObject, created = CREATED) =>
      signDocument(document, { cryptosuite, signer: counting, created, contexts });
    await expect(attempt({ ...ALUMNI, proof: {} })).rejects.toMatchObject({ code: 'document_unsafe' });
    await expect(attempt({ ...ALUMNI, evidence: [] })).rejects.toMatchObject({ code: 'document_unsafe' });
    await expect(attempt(ALUMNI, '2023-02-24T23:36:38')).rejects.toMatchObject({ code: 'time_malformed' });
    expect(signed).toEqual([]);
  });
});

describe('a word no context defines', () => {
  const unsecured: JsonObject = {
    ...ALUMNI,
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    credentialSubject: { id: 'did:example:abcdefgh' },
  };

  it('keeps a document from being signed as RDF, wherever it stands', async () => {
    await expect(sign({ ...unsecured, gradeOfMagic: 'high' }, 'eddsa-rdfc-2022')).rejects.toMatchObject({
      code: 'document_unsafe',
    });
    await expect(
      sign({ ...unsecured, type: ['VerifiableCredential', 'Wizard'] }, 'eddsa-rdfc-2022'),
    ).rejects.toMatchObject({ code: 'document_unsafe' });
    await expect(
      sign({ ...unsecured, credentialSubject: { alumniOf: 'X' } }, 'eddsa-rdfc-2022'),
    ).rejects.toMatchObject({ code: 'document_unsafe' });
  });

  it('added after signing makes the proof fail as unsafe, not pass unnoticed', async () => {
    const secured = await sign(unsecured, 'eddsa-rdfc-2022');
    expect(await verify(secured)).toMatchObject({ holds: true });
    expect(await verify({ ...secured, gradeOfMagic: 'high' })).toMatchObject({
      holds: false,
      reason: 'document_unsafe',
    });
  });
});

describe('RDFC-1.0', () => {
  const vocabulary = new Map([['urn:test', { '@context': { '@vocab': 'http://example.com/#', id: '@id' } }]]);
  const canonical = (node: JsonObject) => toCanonicalQuads({ '@context': ['urn:test'], ...node }, vocabulary);

  it('gives the example of unique hashes (RDF Dataset Canonicalization, section 4.4.2)', async () => {
    const u = { id: 'http://example.com/#u' };
    expect(await canonical({ id: 'http://example.com/#p', q: { s: u }, r: { t: u } })).toBe(
      [
        '<http://example.com/#p> <http://example.com/#q> _:c14n0 .',
        '<http://example.com/#p> <http://example.com/#r> _:c14n1 .',
        '_:c14n0 <http://example.com/#s> <http://example.com/#u> .',
        '_:c14n1 <http://example.com/#t> <http://example.com/#u> .',
        '',
      ].join('\n'),
    );
  });

  it('gives the example of shared hashes (RDF Dataset Canonicalization, section 4.4.2)', async () => {
    const e3 = { id: '_:e3' };
    expect(
      await canonical({ id: 'http://example.com/#p', q: [{ p: { id: '_:e2', r: e3 } }, { p: e3 }] }),
    ).toBe(
      [
        '<http://example.com/#p> <http://example.com/#q> _:c14n2 .',
        '<http://example.com/#p> <http://example.com/#q> _:c14n3 .',
        '_:c14n0 <http://example.com/#r> _:c14n1 .',
        '_:c14n2 <http://example.com/#p> _:c14n1 .',
        '_:c14n3 <http://example.com/#p> _:c14n0 .',
        '',
      ].join('\n'),
    );
  });

  it('names blank nodes by what they say, whatever the order of the JSON', async () => {
    const people: JsonObject[] = [{ name: 'a' }, { name: 'b', knows: { name: 'c' } }];
    const forward = await canonical({ id: 'urn:x', knows: people });
    expect(await canonical({ knows: people.toReversed(), id: 'urn:x' })).toBe(forward);
    expect(forward).toContain('"c"');
  });

  it('refuses a context it does not carry, without asking anyone', async () => {
    await expect(
      toCanonicalQuads({ '@context': ['https://evil.example/c'], id: 'urn:x' }),
    ).rejects.toMatchObject({ code: 'context_unknown' });
  });
});
