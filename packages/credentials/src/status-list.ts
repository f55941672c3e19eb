/**
 * Bitstring Status List 1.0 (W3C Recommendation, 15 May 2025): one bit a certificate in a signed, published list, so
 * that asking about one certificate tells the issuer nothing about which.
 *
 * Bit 0 is the left-most one (section 3.2, step 10); a list has at least 131,072 entries (section 6.1).
 */
import { canonicalJson } from '@jiangping/log/canonical-json';
import { credentialsContextUrl } from './contexts.ts';
import { gunzip, gzip } from './gzip.ts';
import { isInstant, toMilliseconds } from './instant.ts';
import { InvalidCredential } from './invalid-credential.ts';
import type { JsonObject } from './json.ts';
import { isJsonObject, omitMember } from './json.ts';
import { decodeMultibaseBase64Url, encodeMultibaseBase64Url } from './multibase.ts';

/** Revocation is for ever, suspension can be lifted (section 2.2, statusPurpose). */
export type StatusPurpose = 'revocation' | 'suspension';

/** Where the status of one certificate for one purpose stands. */
export interface StatusPointer {
  readonly purpose: StatusPurpose;
  readonly listUrl: string;
  /** Position in the list; to be drawn at random, since a running number would tell who was issued together. */
  readonly index: number;
}

/** What a published list says about itself. */
export interface StatusList {
  readonly url: string;
  readonly issuerId: string;
  readonly purpose: StatusPurpose;
  /** The compressed bits, `u` and base64url. */
  readonly encodedList: string;
  readonly validFrom: string;
  /** After this instant the list says nothing any more: an old list replayed must not pass for a fresh one. */
  readonly validUntil: string;
}

const MINIMUM_ENTRIES = 131_072;

/** One million certificates a list is plenty; a list that claims more is a compression bomb. */
const MAXIMUM_ENTRIES = 2 ** 23;

/** The bits of a list with the given positions set; refuses lengths and positions out of range (`out_of_range`). */
export function buildBitstring(entries: number, setIndexes: Iterable<number>): Uint8Array {
  if (entries % 8 !== 0 || entries < MINIMUM_ENTRIES || entries > MAXIMUM_ENTRIES) {
    throw new InvalidCredential('out_of_range', `entries ${entries}`);
  }
  const bits = new Uint8Array(entries / 8);
  for (const index of setIndexes) {
    checkIndex(bits, index);
    bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
  }
  return bits;
}

/** Whether the bit at a position is set; refuses a position beyond the list (`out_of_range`). */
export function readBit(bits: Uint8Array, index: number): boolean {
  checkIndex(bits, index);
  return ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
}

/** The `encodedList` of bits: GZIP, base64url without padding, prefix `u` (section 3.3). */
export async function encodeBitstring(bits: Uint8Array): Promise<string> {
  return encodeMultibaseBase64Url(await gzip(bits));
}

/**
 * The bits of an `encodedList` (section 3.4). Refuses what is not one intact GZIP file in base64url, and lists of
 * fewer than 131,072 or more than 8,388,608 entries (`status_list_malformed`).
 */
export async function decodeBitstring(encodedList: string): Promise<Uint8Array> {
  let bits: Uint8Array;
  try {
    bits = await gunzip(decodeMultibaseBase64Url(encodedList), MAXIMUM_ENTRIES / 8);
  } catch (error) {
    throw new InvalidCredential('status_list_malformed', error instanceof Error ? error.message : '');
  }
  if (bits.length * 8 < MINIMUM_ENTRIES) throw new InvalidCredential('status_list_malformed', 'too short');
  return bits;
}

/** The list as an unsigned credential (section 2.2); refuses instants that do not exist or run backwards (`time_malformed`). */
export function buildStatusList(list: StatusList): JsonObject {
  if (toMilliseconds(list.validUntil) <= toMilliseconds(list.validFrom)) {
    throw new InvalidCredential('time_malformed', list.validUntil);
  }
  return {
    '@context': [credentialsContextUrl],
    id: list.url,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: list.issuerId,
    validFrom: list.validFrom,
    validUntil: list.validUntil,
    credentialSubject: {
      id: `${list.url}#list`,
      type: 'BitstringStatusList',
      statusPurpose: list.purpose,
      encodedList: list.encodedList,
    },
  };
}

/**
 * The list inside a credential {@link buildStatusList} could have made, signed or not; null for every other value.
 * The proof is not looked at: see `data-integrity.ts`.
 */
export function readStatusList(credential: unknown): StatusList | null {
  if (!isJsonObject(credential)) return null;
  const { id, issuer, validFrom, validUntil, credentialSubject: subject } = credential;
  if (typeof id !== 'string' || typeof issuer !== 'string' || !isJsonObject(subject)) return null;
  if (!isInstant(validFrom) || !isInstant(validUntil)) return null;
  const { statusPurpose: purpose, encodedList } = subject;
  if ((purpose !== 'revocation' && purpose !== 'suspension') || typeof encodedList !== 'string') return null;
  const list: StatusList = { url: id, issuerId: issuer, purpose, encodedList, validFrom, validUntil };
  return isSame(() => buildStatusList(list), omitMember(credential, 'proof')) ? list : null;
}

/** Whether a list speaks for an instant: from `validFrom` up to, but not including, `validUntil`. */
export function isInForce(list: StatusList, at: string): boolean {
  const instant = toMilliseconds(at);
  return toMilliseconds(list.validFrom) <= instant && instant < toMilliseconds(list.validUntil);
}

/**
 * Whether the list says the certificate behind the pointer is revoked or suspended. Refuses a list of another
 * address or purpose (section 3.2, step 7) and a malformed one (`status_list_malformed`): no answer is not "no".
 */
export async function readStatus(list: StatusList, pointer: StatusPointer): Promise<boolean> {
  if (list.url !== pointer.listUrl || list.purpose !== pointer.purpose) {
    throw new InvalidCredential('status_list_malformed', 'another list');
  }
  return readBit(await decodeBitstring(list.encodedList), pointer.index);
}

/** The `credentialStatus` entry of a pointer (section 2.1). */
export function buildStatusEntry(pointer: StatusPointer): JsonObject {
  if (!isIndex(pointer.index)) throw new InvalidCredential('out_of_range', `index ${pointer.index}`);
  return {
    id: `${pointer.listUrl}#${pointer.index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: pointer.purpose,
    statusListIndex: String(pointer.index),
    statusListCredential: pointer.listUrl,
  };
}

/** The pointer of a `credentialStatus` entry {@link buildStatusEntry} could have made; null for every other value. */
export function readStatusEntry(entry: unknown): StatusPointer | null {
  if (!isJsonObject(entry)) return null;
  const { statusPurpose: purpose, statusListIndex, statusListCredential: listUrl } = entry;
  if ((purpose !== 'revocation' && purpose !== 'suspension') || typeof listUrl !== 'string') return null;
  if (typeof statusListIndex !== 'string') return null;
  const pointer: StatusPointer = { purpose, listUrl, index: Number(statusListIndex) };
  return isSame(() => buildStatusEntry(pointer), entry) ? pointer : null;
}

function isSame(build: () => JsonObject, value: JsonObject): boolean {
  try {
    return canonicalJson(build()) === canonicalJson(value);
  } catch {
    return false;
  }
}

function isIndex(index: number): boolean {
  return Number.isSafeInteger(index) && index >= 0 && index < MAXIMUM_ENTRIES;
}

function checkIndex(bits: Uint8Array, index: number): void {
  if (!isIndex(index) || index >= bits.length * 8)
    throw new InvalidCredential('out_of_range', `index ${index}`);
}
