import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { decodeUtf8, encodeBase64, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CertificateBundle } from './bundle.ts';
import { parseBundle, serializeBundle } from './bundle.ts';
import { digestCredential } from './credential-digest.ts';
import { signDocument } from './data-integrity.ts';
import { buildDidKeyMethod, encodeDidKey } from './did-key.ts';
import type { Json } from './json.ts';
import { buildOpenBadge } from './open-badge.ts';
import { sampleBadge } from './sample-badge.ts';
import { buildStatusList } from './status-list.ts';

const secret = new Uint8Array(32).fill(1);
const publicKey = ed25519.getPublicKey(secret);
const hash = (text: string) => encodeBase64(sha256(encodeUtf8(text)));
let bundle: CertificateBundle;
let file: Uint8Array;

beforeAll(async () => {
  const options = {
    cryptosuite: 'eddsa-rdfc-2022' as const,
    signer: {
      verificationMethod: buildDidKeyMethod(publicKey),
      sign: (bytes: Uint8Array) => ed25519.sign(bytes, secret),
    },
    created: '2026-05-20T08:00:00Z',
  };
  const credential = await signDocument(buildOpenBadge(sampleBadge), options);
  const status = await signDocument(
    buildStatusList({
      url: 'https://center.example/status/r/1',
      issuerId: 'did:web:center.example',
      purpose: 'revocation',
      encodedList: 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA',
      validFrom: '2026-05-20T08:00:00Z',
      validUntil: '2026-05-20T09:00:00Z',
    }),
    options,
  );
  const inclusion = Array.from({ length: 20 }, (_, i) => hash(`sibling ${i}`));
  bundle = {
    format: 'jiangping-certificate/1',
    credential,
    proofs: {
      entry: canonicalJson({ kind: 'certificate.issued', credentialDigest: digestCredential(credential) }),
      index: '734001',
      treeSize: '1048576',
      inclusion,
      checkpoint: `log.center.example\n1048576\n${hash('root')}\n\n— log.center.example ${encodeBase64(new Uint8Array(68))}\n`,
      batch: {
        entry: canonicalJson({ kind: 'batch.released', batchId: sampleBadge.record.batchId }),
        index: '733998',
        inclusion,
      },
    },
    keys: {
      issuer: encodeDidKey(publicKey),
      log: `log.center.example+0a1b2c3d+${encodeBase64(Uint8Array.of(1, ...publicKey))}`,
    },
    status: [status],
  };
  file = serializeBundle(bundle);
});

const write = (value: unknown) => encodeUtf8(canonicalJson(value));
const codeOf = (bytes: Uint8Array): string => {
  try {
    parseBundle(bytes);
    return 'accepted';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

describe('a certificate file', () => {
  it('gives back the bundle, in bytes a second canonicaliser agrees on', () => {
    expect(parseBundle(file)).toEqual(bundle);
    expect(decodeUtf8(file)).toBe(canonicalize(bundle));
    expect(serializeBundle(parseBundle(file))).toEqual(file);
  });

  it('stays under 10 KiB in a log of a million entries', () => {
    expect(file.length).toBeLessThan(10 * 1024);
  });

  it('does without status list and batch proof', () => {
    const { status: _s, proofs, ...rest } = bundle;
    const { batch: _b, ...bare } = proofs;
    const small = { ...rest, proofs: bare };
    expect(parseBundle(serializeBundle(small))).toEqual(small);
  });

  it('is noticed to be changed in every single byte, or says something else', () => {
    const step = 7;
    for (let i = 0; i < file.length; i += step) {
      const changed = Uint8Array.from(file);
      changed[i] = changed[i]! ^ 1;
      let parsed: CertificateBundle;
      try {
        parsed = parseBundle(changed);
      } catch (error) {
        expect((error as { name: string }).name).toBe('InvalidCredential');
        continue;
      }
      expect(serializeBundle(parsed)).toEqual(changed);
      expect(canonicalJson(parsed)).not.toBe(canonicalJson(bundle));
    }
  });

  it.each([
    ['a final newline', (text: string) => `${text}\n`],
    ['a space', (text: string) => text.replace('":', '": ')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['an escaped letter', (text: string) => text.replace('"format"', '"\\u0066ormat"')],
    ['a member twice', (text: string) => text.replace('{"credential":', '{"credential":{},"credential":')],
    ['members in another order', (text: string) => text.replace(/^\{(.*),("status":.*)\}$/s, '{$2,$1}')],
    ['a truncated end', (text: string) => text.slice(0, -1)],
    ['nothing in it', () => ''],
    ['a number', () => '1'],
    ['null', () => 'null'],
    ['a list', () => '[]'],
  ])('is refused with %s', (_what, change) => {
    const text = decodeUtf8(file);
    expect(change(text)).not.toBe(text);
    expect(codeOf(encodeUtf8(change(text)))).toMatch(/^bundle_/);
  });

  it.each<[string, string, Json | undefined]>([
    ['another format', 'format', 'jiangping-certificate/2'],
    ['an unknown member', 'comment', ''],
    ['no credential', 'credential', undefined],
    ['a list for a credential', 'credential', []],
    ['a null status', 'status', null],
    ['an unknown proof', 'proofs.more', ''],
    ['no inclusion proof', 'proofs.inclusion', undefined],
    ['a number for an index', 'proofs.index', 1],
    ['a leading zero', 'proofs.index', '01'],
    ['a negative size', 'proofs.treeSize', '-1'],
    ['a size past 19 digits', 'proofs.treeSize', '1'.repeat(20)],
    ['64 hashes', 'proofs.inclusion', Array<string>(64).fill(hash(''))],
    ['a short hash', 'proofs.inclusion', ['AAAA']],
    ['a second spelling of a hash', 'proofs.inclusion', [`${'A'.repeat(42)}B=`]],
    ['an entry that is not canonical', 'proofs.entry', '{"b":1,"a":2}'],
    ['an entry that is no object', 'proofs.entry', '[]'],
    ['a long checkpoint', 'proofs.checkpoint', 'x'.repeat(70_000)],
    ['half a batch proof', 'proofs.batch', { entry: '{}' }],
    ['an issuer key that is none', 'keys.issuer', 'did:key:z6Mk'],
    ['a did:web for a key', 'keys.issuer', 'did:web:center.example'],
    ['a log key that is none', 'keys.log', 'log'],
    ['a third key', 'keys.other', ''],
  ])('is refused with %s, and none is written', (_what, path, value) => {
    const changed = JSON.parse(decodeUtf8(file)) as Record<string, Record<string, unknown>>;
    const [member = '', inner] = path.split('.');
    const parent = inner === undefined ? changed : changed[member]!;
    const name = inner ?? member;
    if (value === undefined) Reflect.deleteProperty(parent, name);
    else parent[name] = value;
    expect(codeOf(write(changed))).toBe('bundle_malformed');
    expect(() => serializeBundle(changed as unknown as CertificateBundle)).toThrow(
      expect.objectContaining({ code: 'bundle_malformed' }),
    );
  });

  it('is refused above 1 MiB, nested deeper than 32 and with bytes that are not UTF-8, in no time', () => {
    const started = performance.now();
    expect(codeOf(new Uint8Array(2 ** 20 + 1))).toBe('bundle_too_large');
    expect(codeOf(encodeUtf8('['.repeat(2 ** 20)))).toBe('bundle_malformed');
    expect(codeOf(encodeUtf8(`"${'\\"'.repeat(2 ** 19 - 1)}`))).toBe('bundle_malformed');
    expect(codeOf(encodeUtf8('"\\'.repeat(2 ** 19)))).toBe('bundle_malformed');
    const deep = { ...bundle, credential: JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`) as Json };
    expect(codeOf(write(deep))).toBe('bundle_malformed');
    expect(codeOf(Uint8Array.of(...file.slice(0, 40), 0xff, ...file.slice(41)))).toBe('bundle_malformed');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
