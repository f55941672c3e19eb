import { beforeAll, describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import type { CertificateBundle } from '@jiangping/credentials/bundle';
import { serializeBundle } from '@jiangping/credentials/bundle';
import type { JsonObject } from '@jiangping/credentials/json';
import {
  batchFacts,
  batchId,
  forger,
  issuedAt,
  issuer,
  log,
  makeBadge,
  makeBundle,
  makeFact,
  makeIssueFact,
  makeLog,
  now,
  signBadge,
  signList,
} from './sample-file.ts';
import type { SampleLog } from './sample-file.ts';
import type { Verdict, VerifyOptions } from './verify.ts';
import { findHeadline, verifyBundle } from './verify.ts';

const release = 4;
let mine: JsonObject;
let other: JsonObject;
let sample: SampleLog;
let revocation: JsonObject;
let suspension: JsonObject;
let bundle: CertificateBundle;
let file: Uint8Array;

beforeAll(async () => {
  mine = await signBadge(makeBadge());
  other = await signBadge(makeBadge({ serial: 2, record: { name: '李四' } }));
  sample = makeLog([...batchFacts, makeIssueFact(6, mine), makeIssueFact(7, other)]);
  revocation = await signList('revocation');
  suspension = await signList('suspension');
  bundle = makeBundle(sample, mine, 5, release, revocation);
  file = serializeBundle(bundle);
});

const verify = (given: Uint8Array | string, options: Partial<VerifyOptions> = {}): Promise<Verdict> =>
  verifyBundle(given, { now, ...options });
const failed = ({ checks }: Verdict) => checks.filter(({ ok }) => !ok).map(({ name }) => name);
const outcomeOf = ({ checks }: Verdict, name: string) => checks.find((check) => check.name === name)?.outcome;
const trust = { issuers: [issuer.did], logs: [log.logKey] };
/** All lists fresh, so that only what the test does can fail. */
const judge = (given: unknown, options: Partial<VerifyOptions> = {}) =>
  verify(encodeUtf8(canonicalJson(given)), { statusList: [suspension], ...options });

describe('a genuine certificate file', () => {
  it('is valid with fresh status lists, and shows what was certified', async () => {
    const verdict = await verify(file, { statusList: [revocation, suspension], trust });
    expect(failed(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ valid: true, genuine: true, unusable: false, status: 'in_force' });
    expect(verdict.record).toEqual(makeBadge().record);
    expect(findHeadline(verdict)).toBe('valid');
    expect(await verify(decodeUtf8(file), { statusList: [suspension] })).toMatchObject({ valid: true });
  });

  it('is told by checks whose names programs can rely on', async () => {
    const { checks } = await verify(file);
    expect(checks.map(({ name }) => name)).toEqual([
      'file.form',
      'credential.form',
      'credential.signature',
      'issuer.key',
      'ledger.entry',
      'ledger.inclusion',
      'ledger.checkpoint',
      'batch.released',
      'number.form',
      'trust',
      'credential.period',
      'status',
    ]);
  });

  it('is valid as a document for ever, while its status becomes unknown and says how to learn it', async () => {
    const verdict = await verify(file, { now: '2031-01-01T00:00:00Z' });
    expect(verdict).toMatchObject({ valid: true, genuine: true, status: 'unknown' });
    expect(failed(verdict)).toEqual([]);
    expect(verdict.checks.at(-1)).toMatchObject({ name: 'status', outcome: 'not_asked' });
    expect(verdict.checks.at(-1)?.detail).toContain('https://center.example/status/s/1');
    expect(findHeadline(verdict)).toBe('unknown');
  });

  it('tells from its own lists, once they are old, that it stood then', async () => {
    const both = serializeBundle(makeBundle(sample, mine, 5, release, revocation, suspension));
    expect(await verify(both)).toMatchObject({ valid: true, status: 'in_force' });
    const later = await verify(both, { now: '2031-01-01T00:00:00Z' });
    expect(later).toMatchObject({ valid: true, status: 'unknown' });
    expect(outcomeOf(later, 'status')).toBe('stood');
    const suspended = await signList('suspension', [makeBadge().envelope.status[0]?.index ?? 0]);
    const doubtful = serializeBundle(makeBundle(sample, mine, 5, release, revocation, suspended));
    expect(await verify(doubtful, { now: '2031-01-01T00:00:00Z' })).toMatchObject({
      valid: false,
      genuine: true,
      status: 'unknown',
    });
  });

  it('says plainly when its keys were compared with nothing', async () => {
    const verdict = await verify(file);
    expect(outcomeOf(verdict, 'trust')).toBe('named_by_file');
    expect(verdict.fingerprint).toMatch(/^[0-9a-f]{4}(?:-[0-9a-f]{4}){4}$/);
    expect(verdict.checks.find(({ name }) => name === 'trust')?.detail).toContain(verdict.fingerprint);
  });
});

describe('the status of a certificate', () => {
  const place = makeBadge().envelope.status[0]!.index;
  type Case = [string, () => unknown[] | Promise<unknown[]>, string, string, string];
  const cases: Case[] = [
    ['revoked', async () => [await signList('revocation', [place]), suspension], now, 'revoked', 'revoked'],
    [
      'revoked by a list that is long out of force',
      async () => [await signList('revocation', [place])],
      '2030-01-01T00:00:00Z',
      'revoked',
      'revoked',
    ],
    ['suspended', async () => [await signList('suspension', [place])], now, 'suspended', 'suspended'],
    [
      'suspended by a list out of force',
      async () => [await signList('suspension', [place])],
      '2026-05-20T09:00:00Z',
      'unknown',
      'too_old',
    ],
    [
      'suspended by the newer of two lists',
      async () => [
        suspension,
        await signList('suspension', [place], {
          from: '2026-05-20T08:04:00Z',
          until: '2026-05-20T08:14:00Z',
        }),
      ],
      now,
      'suspended',
      'suspended',
    ],
    [
      'no longer suspended by the newer of two lists',
      async () => [
        await signList('suspension', [place]),
        await signList('suspension', [], { from: '2026-05-20T08:04:00Z', until: '2026-05-20T08:14:00Z' }),
      ],
      now,
      'in_force',
      'in_force',
    ],
    [
      'another certificate is revoked',
      async () => [await signList('revocation', [place + 1]), suspension],
      now,
      'in_force',
      'in_force',
    ],
    ['an old list is replayed', () => [revocation, suspension], '2026-05-20T08:10:00Z', 'unknown', 'too_old'],
    ['one of the two lists is not given', () => [revocation], now, 'unknown', 'partly'],
    ['no list is at hand', () => [], now, 'unknown', 'partly'],
    [
      'a list comes from the future',
      () => [suspension, revocation],
      '2026-05-20T07:54:00Z',
      'unknown',
      'early',
    ],
    [
      'clocks differ by a few minutes',
      () => [suspension, revocation],
      '2026-05-20T07:56:00Z',
      'in_force',
      'in_force',
    ],
    [
      'a list is signed by a forger',
      async () => [await signList('suspension', [], { key: forger })],
      now,
      'unknown',
      'forged',
    ],
    [
      'a list is of other certificates',
      async () => [await signList('suspension', [], { url: 'https://center.example/status/s/2' })],
      now,
      'unknown',
      'forged',
    ],
    [
      'a list was changed after it was signed',
      () => [{ ...suspension, validUntil: '2040-01-01T00:00:00Z' }],
      now,
      'unknown',
      'forged',
    ],
    ['a list is no list', () => [{ valid: true }, 7, null, 'x'], now, 'unknown', 'forged'],
  ];

  it.each(cases)('when %s', async (_what, lists, at, status, outcome) => {
    const verdict = await verify(file, { statusList: await lists(), now: at });
    expect({ status: verdict.status, outcome: outcomeOf(verdict, 'status') }).toEqual({ status, outcome });
    expect(verdict.valid).toBe(status === 'in_force');
    expect(failed(verdict).includes('status')).toBe(status !== 'in_force');
  });

  it('is not valid on an unknown status where the reader asked for one', async () => {
    expect(await verify(file, { requireStatus: true })).toMatchObject({
      valid: false,
      genuine: true,
      status: 'unknown',
    });
    expect(await verify(file, { requireStatus: false })).toMatchObject({ valid: true, status: 'unknown' });
  });

  it('is revoked by the list in the file itself, whoever else says what', async () => {
    const revoked = { ...bundle, status: [await signList('revocation', [place])] };
    expect(await judge(revoked, { statusList: [revocation, suspension] })).toMatchObject({
      valid: false,
      status: 'revoked',
    });
  });

  it('is doubted with a forged list in the file, and the file is not valid', async () => {
    const verdict = await judge({ ...bundle, status: [await signList('revocation', [], { key: forger })] });
    expect(verdict).toMatchObject({ valid: false, status: 'unknown' });
    expect(findHeadline(verdict)).toBe('invalid');
  });

  it('is not told by a list whose signer’s key was retired before now', async () => {
    const retired = { issuers: [{ did: issuer.did, until: '2026-05-20T08:01:00Z' }], logs: [log.logKey] };
    const verdict = await verify(file, { trust: retired, statusList: [suspension] });
    expect(verdict).toMatchObject({ genuine: true, valid: false, status: 'unknown' });
  });
});

describe('a tampered certificate file', () => {
  const withProofs = (change: object) => ({ ...bundle, proofs: { ...bundle.proofs, ...change } });
  const renamed = (credential: JsonObject) => ({
    ...credential,
    credentialSubject: { ...(credential['credentialSubject'] as JsonObject), name: '王五' },
  });
  const flipSignature = (note: string) =>
    note.replace(/(.)(.{3}\n)$/, (_, letter: string, rest: string) => (letter === 'A' ? 'B' : 'A') + rest);

  type Case = [string, () => unknown, string[]];
  it.each<Case>([
    [
      'a changed field',
      () => ({ ...bundle, credential: renamed(mine) }),
      ['credential.signature', 'ledger.entry'],
    ],
    [
      'a hidden member',
      () => ({ ...bundle, credential: { ...mine, honours: 'yes' } }),
      [
        'credential.form',
        'credential.signature',
        'ledger.entry',
        'batch.released',
        'number.form',
        'credential.period',
        'status',
      ],
    ],
    ['another certificate under these proofs', () => ({ ...bundle, credential: other }), ['ledger.entry']],
    [
      'the proofs of another certificate',
      () => ({ ...bundle, proofs: { ...sample.prove(6), ...withoutEntry() } }),
      ['ledger.entry'],
    ],
    ['the place of another entry', () => withProofs({ index: '6' }), ['ledger.inclusion']],
    [
      'the hashes of another entry',
      () => withProofs({ inclusion: sample.prove(2).inclusion }),
      ['ledger.inclusion'],
    ],
    [
      'one hash too few',
      () => withProofs({ inclusion: sample.prove(5).inclusion.slice(1) }),
      ['ledger.inclusion'],
    ],
    [
      'an entry that never was logged',
      () => withProofs({ entry: makeFact(6, 'certificate.issued', { credentialDigest: digestOf() }, 'x') }),
      ['ledger.entry', 'ledger.inclusion'],
    ],
    [
      'an entry of another kind',
      () => ({ ...bundle, proofs: { ...bundle.proofs, ...sample.prove(1) } }),
      ['ledger.entry', 'batch.released'],
    ],
    [
      'a signature of the ledger with one letter changed',
      () => withProofs({ checkpoint: flipSignature(sample.checkpoint) }),
      ['ledger.checkpoint'],
    ],
    [
      'a checkpoint signed by another key',
      () => withProofs({ checkpoint: makeLog(sample.entries, forger).checkpoint }),
      ['ledger.checkpoint'],
    ],
    [
      'a checkpoint of before the certificate',
      () => withProofs({ checkpoint: makeLog(batchFacts).checkpoint, treeSize: '5' }),
      ['ledger.inclusion', 'batch.released'],
    ],
    ['another number of entries', () => withProofs({ treeSize: '8' }), ['ledger.checkpoint']],
    [
      'another key of the ledger',
      () => ({ ...bundle, keys: { ...bundle.keys, log: forger.logKey } }),
      ['ledger.checkpoint'],
    ],
    [
      'another key of the issuer',
      () => ({ ...bundle, keys: { ...bundle.keys, issuer: forger.did } }),
      ['issuer.key', 'status'],
    ],
    ['no release of the batch', () => withProofs({ batch: undefined }), ['batch.released']],
    ['another fact as release', () => withProofs({ batch: sample.prove(3) }), ['batch.released']],
    [
      'a release that never was logged',
      () => withProofs({ batch: { ...sample.prove(4), entry: makeFact(9, 'batch.released') } }),
      ['batch.released'],
    ],
    ['no status list', () => ({ ...bundle, status: undefined }), ['status']],
  ])('fails by what was done to it: %s', async (_what, tamper, names) => {
    const given = JSON.parse(JSON.stringify(tamper())) as unknown;
    const verdict = await judge(given);
    expect(failed(verdict)).toEqual(names);
    expect(verdict.valid).toBe(false);
  });

  function withoutEntry() {
    const { entry: _e, index: _i, inclusion: _p, ...rest } = bundle.proofs;
    return rest;
  }
  function digestOf(): string {
    return (JSON.parse(sample.entries[5]!) as { data: { credentialDigest: string } }).data.credentialDigest;
  }

  it('fails where the log itself says something else: release after issue, of another batch, issue of another batch', async () => {
    const late = makeLog([...batchFacts.slice(0, 4), makeIssueFact(6, mine), makeFact(7, 'batch.released')]);
    const lateVerdict = await judge(makeBundle(late, mine, 4, 5, revocation));
    expect([failed(lateVerdict), outcomeOf(lateVerdict, 'batch.released')]).toEqual([
      ['batch.released'],
      'too_late',
    ]);

    const strange = makeLog([
      makeFact(1, 'batch.released', {}, 'another-batch'),
      makeIssueFact(2, mine, 'another-batch'),
    ]);
    const strangeVerdict = await judge(makeBundle(strange, mine, 1, 0, revocation));
    expect(failed(strangeVerdict)).toEqual(['ledger.entry', 'batch.released']);
    expect(outcomeOf(strangeVerdict, 'batch.released')).toBe('other_batch');
  });

  it('fails by its number, signed and logged as it is, when that disagrees with level, site or year', async () => {
    const judgeRecord = async (record: object) => {
      const credential = await signBadge(makeBadge({ record }));
      const logged = makeLog([...batchFacts, makeIssueFact(6, credential)]);
      const verdict = await judge(makeBundle(logged, credential, 5, release, revocation));
      return [failed(verdict), verdict.checks.find(({ name }) => name === 'number.form')?.facts['part']];
    };
    const { level, site } = makeBadge().record;
    expect(await judgeRecord({ level: { ...level, code: '4' } })).toEqual([['number.form'], 'level']);
    expect(await judgeRecord({ site: { ...site, code: '11000002' } })).toEqual([['number.form'], 'site']);
    expect(await judgeRecord({ issuedOn: '2027-05-20' })).toEqual([['number.form'], 'year']);
    expect(await judgeRecord({ certificateNumber: 'Y00011100000126300001' })).toEqual([
      ['number.form'],
      undefined,
    ]);
    expect(await judgeRecord({ certificateNumber: 'y000111000001263000001' })).toEqual([
      ['number.form'],
      undefined,
    ]);
  });

  it('fails by its period when it has expired or does not begin yet', async () => {
    const credential = await signBadge(makeBadge({ envelope: { validUntil: '2029-05-20T08:00:00Z' } }));
    const logged = makeLog([...batchFacts, makeIssueFact(6, credential)]);
    const dated = encodeUtf8(canonicalJson(makeBundle(logged, credential, 5, release)));
    const expired = await verify(dated, { now: '2029-05-20T08:00:00Z' });
    expect(expired).toMatchObject({ valid: false, genuine: true });
    expect([failed(expired), findHeadline(expired)]).toEqual([['credential.period'], 'expired']);
    expect(await verify(dated, { now: '2029-05-20T07:59:59Z' })).toMatchObject({ valid: true });
    expect(failed(await verify(dated, { now: '2026-05-20T07:00:00Z' }))).toContain('credential.period');
  });

  it('fails by its form alone when a program saved it anew', async () => {
    const { status: _s, ...rest } = bundle;
    for (const text of [JSON.stringify(rest, null, 2), `${canonicalJson(rest)}\n`]) {
      expect(failed(await verify(text))).toEqual(['file.form']);
    }
    expect(await verify(`${decodeUtf8(file)} `)).toMatchObject({
      valid: false,
      genuine: false,
      unusable: false,
    });
  });
});

describe('the keys of a file', () => {
  it('are not believed when a forger made everything himself: only keys known beforehand tell', async () => {
    const credential = await signBadge(makeBadge({ envelope: { issuerId: forger.did } }), forger);
    const faked = makeLog([...batchFacts, makeIssueFact(6, credential)], forger);
    const whole = {
      ...makeBundle(faked, credential, 5, release),
      keys: { issuer: forger.did, log: forger.logKey },
    };
    const given = encodeUtf8(canonicalJson(whole));
    expect(failed(await verify(given, { trust }))).toEqual(['trust']);
    expect(await verify(given, { trust })).toMatchObject({ valid: false, genuine: false });
    const alone = await verify(given);
    expect(outcomeOf(alone, 'trust')).toBe('named_by_file');
    expect(alone.fingerprint).not.toBe((await verify(file)).fingerprint);
  });

  it('are compared one by one, and a retired key is good for what was logged in its time only', async () => {
    const tell = async (issuers: (string | object)[], logs: string[]) =>
      outcomeOf(await verify(file, { trust: { issuers, logs } as never }), 'trust');
    expect(await tell([issuer.did], [log.logKey])).toBe('known');
    expect(await tell([forger.did], [log.logKey])).toBe('issuer_unknown');
    expect(await tell([issuer.did], [forger.logKey])).toBe('log_unknown');
    expect(await tell([], [])).toBe('issuer_unknown');
    expect(await tell([{ did: issuer.did, until: issuedAt }], [log.logKey])).toBe('known');
    expect(await tell([{ did: issuer.did, until: '2026-05-20T07:59:59Z' }], [log.logKey])).toBe(
      'issuer_out_of_time',
    );
    expect(await tell([{ did: issuer.did, from: '2026-05-20T08:00:01Z' }], [log.logKey])).toBe(
      'issuer_out_of_time',
    );
  });

  it('include those of witnesses where the reader asks for some', async () => {
    const verdict = await verify(file, { trust: { ...trust, witnesses: [], quorum: 1 } });
    expect([failed(verdict), verdict.checks[6]?.facts['reason']]).toEqual([
      ['ledger.checkpoint'],
      'quorum_missing',
    ]);
  });
});

describe('the sample world', () => {
  it('names one batch throughout', () => {
    expect(makeBadge().record.batchId).toBe(batchId);
  });
});
