import { ed25519 } from '@noble/curves/ed25519.js';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { describe, expect, it } from 'vitest';
import { toCanonicalQuads } from './canonical-quads.ts';
import { digestCredential } from './credential-digest.ts';
import { signDocument, verifyDocument } from './data-integrity.ts';
import { buildDidKeyMethod, findDidKeyMethod } from './did-key.ts';
import { hashIdentity, isIdentity } from './identity-hash.ts';
import type { Json, JsonObject } from './json.ts';
import type { OpenBadge } from './open-badge.ts';
import { buildOpenBadge, recordFromCredential } from './open-badge.ts';
import { sampleBadge } from './sample-badge.ts';

const secret = new Uint8Array(32).fill(1);
const method = buildDidKeyMethod(ed25519.getPublicKey(secret));
const signed = (badge: OpenBadge) =>
  signDocument(buildOpenBadge(badge), {
    cryptosuite: 'eddsa-rdfc-2022',
    signer: { verificationMethod: method, sign: (bytes) => ed25519.sign(bytes, secret) },
    created: '2026-05-20T08:00:00Z',
  });
const at = (value: Json | undefined, ...path: string[]): Json | undefined =>
  path.reduce<Json | undefined>((inner, name) => (inner as JsonObject | undefined)?.[name], value);

describe('the credential of a skill certificate', () => {
  const credential = buildOpenBadge(sampleBadge);

  it('has every property Open Badges 3.0 requires, of the type it requires', () => {
    expect(at(credential, '@context', '0')).toBe('https://www.w3.org/ns/credentials/v2');
    expect(at(credential, '@context', '1')).toBe(
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    );
    expect(credential).toMatchObject({
      id: expect.stringMatching(/^urn:uuid:/),
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      name: expect.any(String),
      issuer: { id: 'did:web:center.example', type: ['Profile'] },
      validFrom: '2026-05-20T08:00:00Z',
      credentialSubject: {
        type: ['AchievementSubject'],
        identifier: [
          {
            type: 'IdentityObject',
            hashed: true,
            identityHash: expect.stringMatching(/^sha256\$[0-9a-f]{64}$/),
            identityType: 'nationalIdentityNumber',
            salt: expect.any(String),
          },
        ],
        achievement: {
          id: expect.stringMatching(/^https:/),
          type: ['Achievement'],
          name: expect.any(String),
          description: expect.any(String),
          criteria: { narrative: expect.any(String) },
          achievementType: 'Certification',
        },
      },
    });
  });

  it('links every result to a description of the same achievement', () => {
    const results = at(credential, 'credentialSubject', 'result') as JsonObject[];
    const descriptions = at(
      credential,
      'credentialSubject',
      'achievement',
      'resultDescription',
    ) as JsonObject[];
    expect(results.map((result) => result['resultDescription'])).toEqual(descriptions.map(({ id }) => id));
    expect(results.map((result) => result['value'])).toEqual(['86.5', '91']);
  });

  it('keeps every text it says in the signed quads', async () => {
    const quads = await toCanonicalQuads(credential);
    const texts = (value: Json): string[] =>
      typeof value === 'string'
        ? [value]
        : value === null || typeof value !== 'object'
          ? []
          : Object.entries(value).flatMap(([name, member]) =>
              ['@context', 'type'].includes(name) ? [] : texts(member),
            );
    const missing = texts(credential).filter((text) => !quads.includes(text));
    expect(missing).toEqual([]);
  });

  it('is the same bytes for the same record, signed too', async () => {
    expect(JSON.stringify(buildOpenBadge(structuredClone(sampleBadge)))).toBe(JSON.stringify(credential));
    expect(digestCredential(await signed(sampleBadge))).toBe(
      digestCredential(await signed(structuredClone(sampleBadge))),
    );
  });

  it('gives back the record and envelope, from the signed form as well', async () => {
    expect(recordFromCredential(credential)).toEqual(sampleBadge);
    expect(recordFromCredential(await signed(sampleBadge))).toEqual(sampleBadge);
  });

  it('gives back a record without any optional field, with another kind of document and one status', async () => {
    const { workType: _w, partScores: _p, photoDigest: _d, identity, ...record } = sampleBadge.record;
    const bare: OpenBadge = {
      record: { ...record, idType: 'passport', identity: { identityHash: identity.identityHash } },
      envelope: {
        ...sampleBadge.envelope,
        validUntil: '2031-05-20T08:00:00Z',
        status: sampleBadge.envelope.status.slice(0, 1),
      },
    };
    const secured = await signed(bare);
    expect(recordFromCredential(secured)).toEqual(bare);
    expect(at(secured, 'credentialSubject', 'identifier', '0')).not.toHaveProperty('salt');
    expect(at(secured, 'credentialSubject', 'identifier', '0', 'identityType')).toBe('ext:passport');
    expect(at(secured, 'credentialStatus', 'statusPurpose')).toBe('revocation');
    expect(await verifyDocument(secured, { findKey: findDidKeyMethod })).toMatchObject({ holds: true });
  });

  it('survives names with a middle dot, rare characters and 25 letters', async () => {
    for (const name of [
      '阿卜杜热合曼·买买提',
      '𠮷㛃',
      'Wolfeschlegelsteinhausenbergerdorff',
      '"\\\n'.slice(0, 2),
    ]) {
      const badge = { ...sampleBadge, record: { ...sampleBadge.record, name } };
      const secured = await signed(badge);
      expect(recordFromCredential(secured)?.record.name).toBe(name);
      expect((await verifyDocument(secured, { findKey: findDidKeyMethod })).holds).toBe(true);
    }
  });

  it.each<[string, (badge: OpenBadge) => OpenBadge]>([
    ['a name of no characters', (b) => ({ ...b, record: { ...b.record, name: '' } })],
    ['a name that turns its direction', (b) => ({ ...b, record: { ...b.record, name: 'abc\u202edef' } })],
    ['a name with a line break', (b) => ({ ...b, record: { ...b.record, name: '张\n三' } })],
    ['half a character', (b) => ({ ...b, record: { ...b.record, name: '\ud842' } })],
    ['a date that does not exist', (b) => ({ ...b, record: { ...b.record, issuedOn: '2026-02-30' } })],
    [
      'an unhashed identity',
      (b) => ({ ...b, record: { ...b.record, identity: { identityHash: '11010519491231002X' } } }),
    ],
    [
      'a short salt',
      (b) => ({ ...b, record: { ...b.record, identity: { ...b.record.identity, salt: 'abc' } } }),
    ],
    ['no part scores in a list', (b) => ({ ...b, record: { ...b.record, partScores: [] } })],
    [
      'a part twice',
      (b) => ({
        ...b,
        record: { ...b.record, partScores: [b.record.partScores![0]!, b.record.partScores![0]!] },
      }),
    ],
    [
      'a score that is no number',
      (b) => ({ ...b, record: { ...b.record, partScores: [{ ...b.record.partScores![0]!, score: '1e3' }] } }),
    ],
    ['a photo digest in upper case', (b) => ({ ...b, record: { ...b.record, photoDigest: 'A'.repeat(64) } })],
    [
      'a site without scope',
      (b) => ({ ...b, record: { ...b.record, site: { ...b.record.site, scopeSentence: '' } } }),
    ],
    [
      'an issuer that is no DID',
      (b) => ({ ...b, envelope: { ...b.envelope, issuerId: 'https://center.example' } }),
    ],
    ['no status', (b) => ({ ...b, envelope: { ...b.envelope, status: [] } })],
    [
      'two revocation statuses',
      (b) => ({ ...b, envelope: { ...b.envelope, status: [b.envelope.status[0]!, b.envelope.status[0]!] } }),
    ],
    ['a time without zone', (b) => ({ ...b, envelope: { ...b.envelope, validFrom: '2026-05-20T08:00:00' } })],
  ])('is refused for %s', (_what, change) => {
    expect(() => buildOpenBadge(change(sampleBadge))).toThrow(
      expect.objectContaining({ code: 'record_malformed' }),
    );
  });

  it('is not read when anything is added, left out, wrapped or reordered', () => {
    const subject = credential['credentialSubject'] as JsonObject;
    const others: unknown[] = [
      null,
      [],
      'x',
      {},
      { ...credential, description: 'more' },
      { ...credential, name: 'other' },
      { ...credential, type: ['OpenBadgeCredential', 'VerifiableCredential'] },
      { ...credential, credentialSubject: [subject] },
      { ...credential, credentialSubject: { ...subject, name: [subject['name']] } },
      { ...credential, credentialSubject: { ...subject, licenseNumber: '1' } },
      {
        ...credential,
        credentialSubject: { ...subject, result: (subject['result'] as Json[]).toReversed() },
      },
      {
        ...credential,
        credentialStatus: (credential['credentialStatus'] as Json[]).toReversed(),
      },
    ];
    expect(others.map(recordFromCredential)).toEqual(others.map(() => null));
    expect(canonicalJson(recordFromCredential(credential))).toBe(canonicalJson(sampleBadge));
  });
});

describe('the hashed identity', () => {
  it('is the example of the Open Badges specification', () => {
    expect(hashIdentity('a@example.com', 'Kosher')).toBe(
      'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399',
    );
  });

  it('knows its own number and no other, and nothing without the salt', () => {
    const { identity } = sampleBadge.record;
    expect(isIdentity(identity, '11010519491231002X')).toBe(true);
    expect(isIdentity(identity, '11010519491231002x')).toBe(false);
    expect(isIdentity({ identityHash: identity.identityHash }, '11010519491231002X')).toBe(false);
    expect(isIdentity({ identityHash: identity.identityHash }, '11010519491231002X', identity.salt)).toBe(
      true,
    );
    expect(isIdentity(identity, '\ud800')).toBe(false);
  });
});
