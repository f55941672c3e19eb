// Keys known beforehand. A signature shows only that the holder of a key signed; whose key it is, the reader must know
// from elsewhere than the file.
import { sha256 } from '@noble/hashes/sha2.js';
import { encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { createCosignatureVerifier } from '@jiangping/log/cosignature';
import { createVerifier } from '@jiangping/log/signed-note';
import { decodeDidKey } from '@jiangping/credentials/did-key';
import { toMilliseconds } from '@jiangping/credentials/instant';
import { hasMembers, isJsonObject } from '@jiangping/credentials/json';

/** A did:key of an issuer, and the time it was in use, ends included; a bare text is in use for ever. */
export type TrustedIssuer =
  string | { readonly did: string; readonly from?: string; readonly until?: string };

/** Whom a reader trusts. An empty list trusts nobody; absent anchors compare nothing. */
export interface TrustAnchors {
  readonly issuers: readonly TrustedIssuer[];
  /** Verifier keys of logs (C2SP signed-note). */
  readonly logs: readonly string[];
  /** Public VRF keys of review draws, base64. */
  readonly drawKeys?: readonly string[];
  /** Verifier keys of witnesses (C2SP tlog-cosignature) and how many of them must have signed a checkpoint. */
  readonly witnesses?: readonly string[];
  readonly quorum?: number;
}

/**
 * Trust anchors from the value of a JSON file `{"issuers": [did], "logs": [vkey], "drawKeys"?, "witnesses"?, "quorum"?}`.
 * Throws, naming the member, for anything malformed: a slip here must not pass for trust or distrust.
 */
export function parseTrustAnchors(value: unknown): TrustAnchors {
  if (!isJsonObject(value) || !hasMembers(value, ['issuers', 'logs'], ['drawKeys', 'witnesses', 'quorum'])) {
    throw new Error('trust: {"issuers": [...], "logs": [...]} expected');
  }
  const { issuers, logs, drawKeys = [], witnesses = [], quorum = 0 } = value;
  checkAll('issuers', issuers, checkIssuer);
  checkAll('logs', logs, (key) => createVerifier(key as string));
  checkAll('drawKeys', drawKeys, (key) => {
    if (typeof key !== 'string' || !/^[A-Za-z0-9+/]{43}=$/.test(key))
      throw new Error('not 32 bytes in base64');
  });
  checkAll('witnesses', witnesses, (key) => createCosignatureVerifier(key as string));
  if (!Number.isSafeInteger(quorum) || Number(quorum) < 0)
    throw new Error('trust: quorum is no whole number');
  // Every member was looked at above.
  return value as unknown as TrustAnchors;
}

/** Whether an issuer's key is trusted for an instant. */
export function coversIssuer(
  anchors: TrustAnchors,
  did: string,
  at: string,
): 'yes' | 'unknown' | 'out_of_time' {
  const known = anchors.issuers.map(toPeriod).filter((issuer) => issuer.did === did);
  if (known.length === 0) return 'unknown';
  const instant = toMilliseconds(at);
  const isCovered = known.some(
    ({ from, until }) =>
      (from === undefined || toMilliseconds(from) <= instant) &&
      (until === undefined || instant <= toMilliseconds(until)),
  );
  return isCovered ? 'yes' : 'out_of_time';
}

/**
 * A fingerprint of the keys of issuer and log, short enough to read out: the first 80 bits of
 * SHA-256(issuer DID || newline || log verifier key) as five groups of four hexadecimal digits. To find other keys
 * with a given fingerprint takes about 2^80 trials.
 */
export function fingerprintKeys({ issuer, log }: { readonly issuer: string; readonly log: string }): string {
  const hash = encodeHex(sha256(encodeUtf8(`${issuer}\n${log}`)));
  return (hash.slice(0, 20).match(/.{4}/g) ?? []).join('-');
}

function toPeriod(issuer: TrustedIssuer): { did: string; from?: string; until?: string } {
  return typeof issuer === 'string' ? { did: issuer } : issuer;
}

function checkIssuer(issuer: unknown): void {
  if (typeof issuer === 'string') return void decodeDidKey(issuer);
  if (!isJsonObject(issuer) || !hasMembers(issuer, ['did'], ['from', 'until'])) throw new Error('not a DID');
  decodeDidKey(issuer['did'] as string);
  for (const end of [issuer['from'], issuer['until']]) if (end !== undefined) toMilliseconds(end as string);
}

function checkAll(name: string, values: unknown, check: (value: unknown) => void): void {
  if (!Array.isArray(values)) throw new Error(`trust: ${name} is no list`);
  values.forEach((value: unknown, i) => {
    try {
      check(value);
    } catch (error) {
      throw new Error(`trust: ${name}[${i}]: ${error instanceof Error ? error.message : ''}`, {
        cause: error,
      });
    }
  });
}
