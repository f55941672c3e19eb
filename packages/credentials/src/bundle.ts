/**
 * The certificate file: what a holder keeps and a stranger verifies without asking anyone (format
 * `jiangping-certificate/1`). It carries the signed credential, the proofs that it and its batch decision stand in
 * the log, the public keys it was made under, and the status lists as of issue.
 *
 * The file is its own canonical JSON (RFC 8785), to the byte: no second spelling of a valid file exists, so every
 * changed byte is noticed even where it changes no meaning. Parsing checks shape only. The keys in the file prove
 * nothing by themselves: a verifier compares them with keys known beforehand (`packages/verify`).
 */
import { decodeUtf8, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson, hasCanonicalForm } from '@jiangping/log/canonical-json';
import { decodeDidKey } from './did-key.ts';
import { InvalidCredential } from './invalid-credential.ts';
import type { Json, JsonObject } from './json.ts';
import { hasMembers, isJsonObject, isMatch } from './json.ts';

export const bundleFormat = 'jiangping-certificate/1';

/** One entry of the log, and the hashes that lead from it to the root the checkpoint signs. */
export interface ProvenEntry {
  /** Canonical JSON text of the ledger fact: exactly the bytes the log hashed. */
  readonly entry: string;
  /** Position in the log, decimal without leading zeros. */
  readonly index: string;
  /** Inclusion proof (RFC 9162, section 2.1.3), each hash 32 bytes in base64. */
  readonly inclusion: readonly string[];
}

export interface BundleProofs extends ProvenEntry {
  /** Number of entries under the checkpoint, decimal; the batch's proof is under the same one. */
  readonly treeSize: string;
  /** Signed note of the log (C2SP tlog-checkpoint), with the witnesses' lines. */
  readonly checkpoint: string;
  /** The fact that the batch was released after review. */
  readonly batch?: ProvenEntry;
}

export interface CertificateBundle {
  readonly format: typeof bundleFormat;
  readonly credential: JsonObject;
  readonly proofs: BundleProofs;
  /** `issuer` is a did:key, `log` a verifier key of C2SP signed-note. */
  readonly keys: { readonly issuer: string; readonly log: string };
  /** The signed status lists as they stood when the file was made, one a purpose: never proof that nothing happened since. */
  readonly status?: readonly JsonObject[];
}

const MAXIMUM_BYTES = 2 ** 20;
const MAXIMUM_DEPTH = 32;
const MAXIMUM_CHECKPOINT = 2 ** 16;
/** A tree of 2^63 entries has proofs of 63 hashes. */
const MAXIMUM_HASHES = 63;
const MAXIMUM_LISTS = 4;

const DECIMAL = /^(?:0|[1-9]\d{0,18})$/;
/** 32 bytes in base64: the last letter carries four bits, so its two low bits must be zero. */
const HASH = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const LOG_KEY = /^[^\s+]{1,256}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{1,2048}={0,2}$/;

/** The file of a bundle. Refuses what {@link parseBundle} would refuse, so that no unreadable file is handed out. */
export function serializeBundle(bundle: CertificateBundle): Uint8Array {
  const bytes = encodeUtf8(canonicalJson(bundle));
  parseBundle(bytes);
  return bytes;
}

/**
 * The bundle in a file. Refuses, before doing work in proportion to it, a file over 1 MiB (`bundle_too_large`);
 * then what is not UTF-8 JSON, is nested deeper than 32, lacks a member, has one too many or a malformed one
 * (`bundle_malformed`); then a file that is not byte for byte its canonical form (`bundle_not_canonical`): spaces,
 * a final newline, members twice or in another order.
 */
export function parseBundle(file: Uint8Array): CertificateBundle {
  if (file.length > MAXIMUM_BYTES) throw new InvalidCredential('bundle_too_large', `${file.length} bytes`);
  let text: string;
  let value: unknown;
  try {
    text = decodeUtf8(file);
    checkDepth(text);
    value = JSON.parse(text);
  } catch (error) {
    throw new InvalidCredential('bundle_malformed', error instanceof Error ? error.message : '');
  }
  checkBundle(value);
  if (!hasCanonicalForm(text)) throw new InvalidCredential('bundle_not_canonical');
  return value;
}

/** Counted on the text in one pass before parsing, so that no recursion meets hostile nesting. */
function checkDepth(text: string): void {
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (isInString) {
      if (character === '\\') i++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > MAXIMUM_DEPTH) refuse('too deep');
  }
}

function checkBundle(value: unknown): asserts value is CertificateBundle {
  const bundle = checkObject(value, 'bundle', ['format', 'credential', 'proofs', 'keys'], ['status']);
  if (bundle['format'] !== bundleFormat) refuse('format');
  if (!isJsonObject(bundle['credential'])) refuse('credential');
  const lists = bundle['status'] === undefined ? [] : bundle['status'];
  if (!Array.isArray(lists) || lists.length > MAXIMUM_LISTS || !lists.every(isJsonObject)) refuse('status');
  const keys = checkObject(bundle['keys'], 'keys', ['issuer', 'log']);
  if (!isDidKey(keys['issuer'])) refuse('keys.issuer');
  if (!isMatch(keys['log'], LOG_KEY)) refuse('keys.log');
  const members = ['entry', 'index', 'inclusion', 'treeSize', 'checkpoint'];
  const proofs = checkObject(bundle['proofs'], 'proofs', members, ['batch']);
  checkEntry(proofs, 'proofs');
  if (!isMatch(proofs['treeSize'], DECIMAL)) refuse('proofs.treeSize');
  const checkpoint = proofs['checkpoint'];
  if (typeof checkpoint !== 'string' || checkpoint.length > MAXIMUM_CHECKPOINT) refuse('proofs.checkpoint');
  if (proofs['batch'] !== undefined) {
    checkEntry(checkObject(proofs['batch'], 'proofs.batch', ['entry', 'index', 'inclusion']), 'proofs.batch');
  }
}

function checkEntry(proven: JsonObject, path: string): void {
  const { entry, index, inclusion } = proven;
  if (typeof entry !== 'string' || !entry.startsWith('{') || !hasCanonicalForm(entry))
    refuse(`${path}.entry`);
  if (!isMatch(index, DECIMAL)) refuse(`${path}.index`);
  const isProof =
    Array.isArray(inclusion) &&
    inclusion.length <= MAXIMUM_HASHES &&
    inclusion.every((hash: Json) => isMatch(hash, HASH));
  if (!isProof) refuse(`${path}.inclusion`);
}

function checkObject(
  value: unknown,
  path: string,
  required: readonly string[],
  optional: readonly string[] = [],
): JsonObject {
  if (!isJsonObject(value) || !hasMembers(value, required, optional)) refuse(path);
  return value;
}

function isDidKey(value: Json | undefined): boolean {
  try {
    return typeof value === 'string' && decodeDidKey(value).length > 0;
  } catch {
    return false;
  }
}

function refuse(path: string): never {
  throw new InvalidCredential('bundle_malformed', path);
}
