import { describe, expect, it } from 'vitest';
import { makeCheck, sayCheck, toPrintable } from './check.ts';
import { forger, issuer, log } from './sample-file.ts';
import { coversIssuer, fingerprintKeys, parseTrustAnchors } from './trust.ts';
import type { CheckWords } from './check-words.ts';
import { auditVerdictWords, checkWords, verdictWords } from './words.ts';

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe('the words of a check', () => {
  it('are there in both languages, with the same facts in each', () => {
    for (const words of Object.values<CheckWords>(checkWords)) {
      for (const { zh, en } of [words.title, ...Object.values(words.outcomes)]) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(en).toMatch(/^[^\p{Script=Han}]+$/u);
        expect(placeholders(en)).toEqual(placeholders(zh));
      }
    }
    for (const { zh, en } of [...Object.values(verdictWords), ...Object.values(auditVerdictWords)]) {
      expect([zh, en].every((text) => text.length > 3)).toBe(true);
    }
  });

  it('never tell a good outcome only: each check can fail', () => {
    for (const words of Object.values<CheckWords>(checkWords)) {
      expect(Object.values(words.outcomes).some(({ ok }) => !ok)).toBe(true);
    }
  });

  it('are filled with facts made printable', () => {
    const check = makeCheck('ledger.entry', 'other_kind', { kind: 'a\u001b[2J\u202eb' });
    expect(check.detail).toContain('“a·[2J·b”');
    expect(sayCheck(check, 'zh').sentence).toContain('“a·[2J·b”');
    expect(toPrintable('x'.repeat(1000))).toHaveLength(200);
  });
});

describe('trust anchors', () => {
  it('are read from a file of issuers and logs, with keys of draws and witnesses', () => {
    const value = {
      issuers: [issuer.did, { did: forger.did, from: '2026-01-01T00:00:00Z', until: '2026-12-31T00:00:00Z' }],
      logs: [log.logKey],
      drawKeys: [`${'A'.repeat(43)}=`],
      quorum: 0,
    };
    const anchors = parseTrustAnchors(value);
    expect(anchors).toEqual(value);
    expect(coversIssuer(anchors, issuer.did, '2099-01-01T00:00:00Z')).toBe('yes');
    expect(coversIssuer(anchors, forger.did, '2027-01-01T00:00:00Z')).toBe('out_of_time');
    expect(coversIssuer(anchors, 'did:key:x', '2027-01-01T00:00:00Z')).toBe('unknown');
  });

  it.each<[string, unknown]>([
    ['no object', []],
    ['no logs', { issuers: [] }],
    ['a member that does not exist', { issuers: [], logs: [], log: [] }],
    ['a DID that is no key', { issuers: ['did:web:center.example'], logs: [] }],
    ['an issuer without a DID', { issuers: [{ from: '2026-01-01T00:00:00Z' }], logs: [] }],
    ['a date that is no instant', { issuers: [{ did: issuer.did, until: '2026-12-31' }], logs: [] }],
    ['a key of a log with a slip', { issuers: [], logs: [log.logKey.replace('+', '-')] }],
    ['a witness that is a log', { issuers: [], logs: [], witnesses: [log.logKey] }],
    ['a draw key of another length', { issuers: [], logs: [], drawKeys: ['AAAA'] }],
    ['a negative quorum', { issuers: [], logs: [], quorum: -1 }],
  ])('are refused with %s', (_what, value) => {
    expect(() => parseTrustAnchors(value)).toThrow(/^trust: /);
  });

  it('have a fingerprint that depends on both keys and is the same for ever', () => {
    const own = fingerprintKeys({ issuer: issuer.did, log: log.logKey });
    // A change of this value would make every printed fingerprint wrong.
    expect(own).toBe('d792-3e18-55f5-4b3b-1e0b');
    expect(fingerprintKeys({ issuer: forger.did, log: log.logKey })).not.toBe(own);
    expect(fingerprintKeys({ issuer: issuer.did, log: forger.logKey })).not.toBe(own);
  });
});
