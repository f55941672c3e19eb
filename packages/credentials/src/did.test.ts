import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildDidKeyMethod,
  decodeDidKey,
  decodeMultikey,
  encodeDidKey,
  encodeMultikey,
  findDidKeyMethod,
} from './did-key.ts';
import { buildDidDocument, buildDidWeb, readDidDocument, toDidWebUrl } from './did-web.ts';
import type { JsonObject } from './json.ts';
import { decodeBase58, encodeBase58 } from './multibase.ts';

const key = ed25519.getPublicKey(new Uint8Array(32).fill(1));
const didMalformed = expect.objectContaining({ code: 'did_malformed' });

describe('base58btc', () => {
  it('gives the examples of the Base58 draft (draft-msporny-base58-03, section 5)', () => {
    const text = (value: string) => new TextEncoder().encode(value);
    expect(encodeBase58(text('Hello World!'))).toBe('z2NEpo7TZRRrLZSi2U');
    expect(encodeBase58(text('The quick brown fox jumps over the lazy dog.'))).toBe(
      'zUSm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z',
    );
    expect(encodeBase58(Uint8Array.of(0, 0, 0x28, 0x7f, 0xb4, 0xcd))).toBe('z11233QC4');
  });

  it('gives back all bytes, leading zeros too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(decodeBase58(encodeBase58(bytes))).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  it('is refused with foreign letters, without its prefix and over-long', () => {
    for (const text of ['', 'u1', 'z0', 'zl', 'zO', 'zI', 'z 1', `z${'1'.repeat(300)}`]) {
      expect(() => decodeBase58(text)).toThrow(expect.objectContaining({ code: 'multibase_malformed' }));
    }
  });
});

describe('a did:key', () => {
  it('names the published key of EdDSA Cryptosuites 1.0, appendix B', () => {
    const secret = decodeBase58('z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq').slice(2);
    expect(encodeMultikey(ed25519.getPublicKey(secret))).toBe(
      'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
    );
  });

  it('gives back its key, by itself and by its verification method', () => {
    expect(decodeDidKey(encodeDidKey(key))).toEqual(key);
    expect(findDidKeyMethod(buildDidKeyMethod(key))).toEqual(key);
  });

  it('is refused for other kinds of keys, other DIDs and second spellings', () => {
    const multikey = encodeMultikey(key);
    const p256 = encodeBase58(Uint8Array.of(0x80, 0x24, ...key));
    for (const text of [
      '',
      multikey.slice(1),
      p256,
      `${multikey}1`,
      encodeBase58(Uint8Array.of(0xed, 1, ...key.slice(1))),
    ]) {
      expect(() => decodeMultikey(text)).toThrow(expect.objectContaining({ code: 'key_malformed' }));
    }
    expect(() => decodeDidKey('did:web:a.example')).toThrow(didMalformed);
    expect(() => encodeDidKey(key.slice(1))).toThrow(expect.objectContaining({ code: 'key_malformed' }));
    const other = encodeDidKey(ed25519.getPublicKey(new Uint8Array(32).fill(2)));
    const did = encodeDidKey(key);
    for (const method of [
      did,
      `${did}#`,
      `${did}#x`,
      `${other}#${multikey}`,
      `${did}#${multikey}#${multikey}`,
      'did:web:a#b',
      '#',
    ]) {
      expect(findDidKeyMethod(method)).toBeNull();
    }
  });
});

describe('a did:web', () => {
  it('leads to its document and back from an origin', () => {
    expect(toDidWebUrl('did:web:w3c-ccg.github.io')).toBe('https://w3c-ccg.github.io/.well-known/did.json');
    expect(toDidWebUrl('did:web:w3c-ccg.github.io:user:alice')).toBe(
      'https://w3c-ccg.github.io/user/alice/did.json',
    );
    expect(toDidWebUrl('did:web:example.com%3A3000:user:alice')).toBe(
      'https://example.com:3000/user/alice/did.json',
    );
    expect(buildDidWeb('https://example.com:3000', ['user', 'alice'])).toBe(
      'did:web:example.com%3A3000:user:alice',
    );
    expect(buildDidWeb('https://center.example')).toBe('did:web:center.example');
    expect(buildDidWeb('https://xn--fiqs8s.example')).toBe('did:web:xn--fiqs8s.example');
  });

  it('never leads anywhere else', () => {
    const hostile = [
      'did:web:',
      'did:web:A.example',
      'did:web:a.example/..',
      'did:web:a.example:..:x',
      'did:web:a.example:.',
      'did:web:a.example::x',
      'did:web:user@a.example',
      'did:web:a.example%40b.example',
      'did:web:a.example%3A99999',
      'did:web:a.example%3A80%3A80',
      'did:web:a.example%2Fx',
      'did:web:127.0.0.1',
      'did:web:1',
      'did:web:[::1]',
      'did:web:a.example?x',
      'did:web:a.example#x',
      'did:web:a.example:x%2F..',
      'did:key:z6Mk',
      'https://a.example',
      `did:web:${'a'.repeat(64)}.example`,
      'did:web:-a.example',
      'did:web:a..example',
    ];
    for (const did of hostile) expect(() => toDidWebUrl(did), did).toThrow(didMalformed);
    for (const origin of [
      'a.example',
      'https://a.example/',
      'https://u@a.example',
      'https://10.0.0.1',
      'javascript:1',
    ]) {
      expect(() => buildDidWeb(origin), origin).toThrow(didMalformed);
    }
    expect(() => buildDidWeb('https://a.example', ['..'])).toThrow(didMalformed);
  });
});

describe('a DID document', () => {
  const did = 'did:web:center.example';
  const old = ed25519.getPublicKey(new Uint8Array(32).fill(2));
  const keys = [
    { fragment: '2025-a', publicKey: old, revokedAt: '2026-01-01T00:00:00Z' },
    { fragment: '2026-a', publicKey: key },
  ];
  const document = buildDidDocument(did, keys);

  it('lists retired keys with their end and only the others for assertions', () => {
    expect(document['assertionMethod']).toEqual([`${did}#2026-a`]);
    expect(document['verificationMethod']).toMatchObject([
      { revoked: '2026-01-01T00:00:00Z', type: 'Multikey' },
      { id: `${did}#2026-a`, controller: did },
    ]);
    expect(readDidDocument(document, did)).toEqual(keys);
  });

  it('is refused for another DID, a key name used twice and times that are none', () => {
    expect(() => readDidDocument(document, 'did:web:other.example')).toThrow(didMalformed);
    expect(() => readDidDocument(null, did)).toThrow(didMalformed);
    const keyMalformed = expect.objectContaining({ code: 'key_malformed' });
    expect(() => buildDidDocument(did, [keys[1]!, keys[1]!])).toThrow(keyMalformed);
    expect(() => buildDidDocument(did, [{ ...keys[1]!, revokedAt: 'soon' }])).toThrow(keyMalformed);
    expect(() => buildDidDocument(did, [{ ...keys[1]!, fragment: 'a#b' }])).toThrow(keyMalformed);
    const methods = document['verificationMethod'] as JsonObject[];
    expect(() =>
      readDidDocument({ ...document, verificationMethod: [methods[1]!, methods[1]!] }, did),
    ).toThrow(keyMalformed);
  });

  it('gives no key of another controller, another kind, another name, or one not meant for assertions', () => {
    const method = (document['verificationMethod'] as JsonObject[])[1]!;
    const others = [
      { ...method, controller: 'did:web:other.example' },
      { ...method, type: 'JsonWebKey' },
      { ...method, id: 'did:web:other.example#2026-a' },
      { ...method, publicKeyMultibase: 'z6Mk' },
      { ...method, revoked: 'soon' },
      { ...method, id: `${did}#2027-a` },
      null,
    ];
    for (const other of others)
      expect(readDidDocument({ ...document, verificationMethod: [other] }, did)).toEqual([]);
  });
});
