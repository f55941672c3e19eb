import { decodeMultikey, encodeMultikey } from './did-key.ts';
import { isInstant } from './instant.ts';
import { InvalidCredential } from './invalid-credential.ts';
import type { JsonObject } from './json.ts';
import { isJsonObject } from './json.ts';

/** A key of an issuer, under the name signatures use for it. */
export interface IssuerKey {
  /** The part after `#`, letters, digits, `-`, `_` and `.`; a name is never given to a second key. */
  readonly fragment: string;
  /** 32 bytes, Ed25519. */
  readonly publicKey: Uint8Array;
  /** From this instant on the key signs nothing that counts; it stays listed so that older signatures verify. */
  readonly revokedAt?: string;
}

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
const SEGMENT = /^[A-Za-z0-9_.-]+$/;
const FRAGMENT = /^[A-Za-z0-9_.-]{1,128}$/;

/**
 * The did:web of a web origin and optional path segments: `https://a.example:8443`, [`issuers`, `7`] →
 * `did:web:a.example%3A8443:issuers:7`. The port's colon is percent-encoded (did:web method, section 3.1). Refuses
 * addresses that are not names (`did_malformed`): a certificate outlives the machine behind an address.
 */
export function buildDidWeb(origin: string, path: readonly string[] = []): string {
  let url: URL;
  try {
    url = new URL(origin);
  } catch {
    throw new InvalidCredential('did_malformed', origin);
  }
  if (url.origin !== origin || !isHostName(url.hostname) || !path.every(isSegment)) {
    throw new InvalidCredential('did_malformed', origin);
  }
  return ['did:web', url.host.replace(':', '%3A'), ...path].join(':');
}

/**
 * Where the DID document of a did:web lives, always https: `did:web:a.example` → `https://a.example/.well-known/did.json`,
 * `did:web:a.example%3A8443:issuers:7` → `https://a.example:8443/issuers/7/did.json` (did:web method, section 3.2).
 * Refuses everything that could lead elsewhere: addresses, credentials, `..`, other escapes (`did_malformed`).
 */
export function toDidWebUrl(did: string): string {
  const [scheme, method, domain = '', ...path] = did.split(':');
  const [host = '', port, ...rest] = domain.split('%3A');
  const isPort = port === undefined || (/^[1-9]\d{0,4}$/.test(port) && Number(port) < 65_536);
  if (
    scheme !== 'did' ||
    method !== 'web' ||
    rest.length > 0 ||
    !isPort ||
    !isHostName(host) ||
    !path.every(isSegment)
  ) {
    throw new InvalidCredential('did_malformed', did);
  }
  const origin = `https://${port === undefined ? host : `${host}:${port}`}`;
  return path.length === 0 ? `${origin}/.well-known/did.json` : `${origin}/${path.join('/')}/did.json`;
}

/**
 * The DID document to publish at {@link toDidWebUrl}: every key as a Multikey, the ones in force as assertion
 * methods (Controlled Identifiers 1.0, sections 2.1 to 2.3). A revoked key keeps its entry with `revoked`. Refuses
 * two keys under one name and malformed names or instants (`key_malformed`).
 */
export function buildDidDocument(did: string, keys: readonly IssuerKey[]): JsonObject {
  toDidWebUrl(did);
  const names = new Set(keys.map((key) => key.fragment));
  const isSound = keys.every(
    (key) => FRAGMENT.test(key.fragment) && (key.revokedAt === undefined || isInstant(key.revokedAt)),
  );
  if (names.size !== keys.length || !isSound) throw new InvalidCredential('key_malformed', did);
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: keys.map((key) => ({
      id: `${did}#${key.fragment}`,
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: encodeMultikey(key.publicKey),
      ...(key.revokedAt === undefined ? {} : { revoked: key.revokedAt }),
    })),
    assertionMethod: keys.filter((key) => key.revokedAt === undefined).map((key) => `${did}#${key.fragment}`),
  };
}

/**
 * The Ed25519 keys a fetched DID document lists for this DID. The document must carry the DID asked for; methods of
 * other kinds or other controllers are left out, and so are methods that are neither revoked nor in
 * `assertionMethod`, because they were never meant for certificates. Refuses a foreign document (`did_malformed`)
 * and two keys under one name (`key_malformed`).
 */
export function readDidDocument(document: unknown, did: string): readonly IssuerKey[] {
  if (!isJsonObject(document) || document['id'] !== did || !Array.isArray(document['verificationMethod'])) {
    throw new InvalidCredential('did_malformed', did);
  }
  const assertions: readonly unknown[] = Array.isArray(document['assertionMethod'])
    ? document['assertionMethod']
    : [];
  const keys = document['verificationMethod']
    .map((method) => readMethod(method, did, assertions))
    .filter((key) => key !== null);
  if (new Set(keys.map((key) => key.fragment)).size !== keys.length)
    throw new InvalidCredential('key_malformed', did);
  return keys;
}

function readMethod(method: unknown, did: string, assertions: readonly unknown[]): IssuerKey | null {
  if (!isJsonObject(method) || method['type'] !== 'Multikey' || method['controller'] !== did) return null;
  const { id, publicKeyMultibase, revoked } = method;
  if (typeof id !== 'string' || !id.startsWith(`${did}#`) || typeof publicKeyMultibase !== 'string')
    return null;
  const fragment = id.slice(did.length + 1);
  if (!FRAGMENT.test(fragment)) return null;
  let publicKey: Uint8Array;
  try {
    publicKey = decodeMultikey(publicKeyMultibase);
  } catch {
    return null;
  }
  if (revoked !== undefined) return isInstant(revoked) ? { fragment, publicKey, revokedAt: revoked } : null;
  return assertions.includes(id) ? { fragment, publicKey } : null;
}

function isHostName(host: string): boolean {
  // A last label of digits is an IPv4 address to every URL parser, whatever it is called.
  return HOST.test(host) && !/(?:^|\.)\d+$/.test(host);
}

function isSegment(segment: string): boolean {
  return SEGMENT.test(segment) && segment !== '.' && segment !== '..';
}
