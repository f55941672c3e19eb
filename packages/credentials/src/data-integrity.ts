/**
 * Data Integrity proofs with Ed25519 (W3C Data Integrity 1.0; EdDSA Cryptosuites 1.0, sections 3.2 and 3.3).
 *
 * `eddsa-rdfc-2022` signs what a document says (its RDF statements), `eddsa-jcs-2022` how it says it (its JSON).
 * Both sign SHA-256 of the proof's own facts followed by SHA-256 of the document, so that time, purpose and key name
 * are covered too. A document carries one proof. Which key belongs to whom, whether it was in force and whether the
 * certificate still stands is asked elsewhere.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { toCanonicalQuads } from './canonical-quads.ts';
import { bundledContexts } from './contexts.ts';
import { isInstant } from './instant.ts';
import { InvalidCredential } from './invalid-credential.ts';
import type { JsonObject } from './json.ts';
import { hasMembers, isJsonObject, omitMember } from './json.ts';
import { decodeBase58, encodeBase58 } from './multibase.ts';
import { findUnplainPart } from './plain-document.ts';

export type Cryptosuite = 'eddsa-rdfc-2022' | 'eddsa-jcs-2022';

/** Whoever holds the private key, here or in a hardware module. */
export interface Signer {
  /** The name of the key, for instance `did:web:a.example#2026-a`. */
  readonly verificationMethod: string;
  /** Must return the 64-byte Ed25519 signature (RFC 8032) of exactly these bytes. */
  readonly sign: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

export interface SigningOptions {
  readonly cryptosuite: Cryptosuite;
  readonly signer: Signer;
  /** The instant written into the proof, with zone: `2026-05-01T08:00:00Z`. */
  readonly created: string;
  /** Contexts the document may name; the bundled ones unless told otherwise. */
  readonly contexts?: ReadonlyMap<string, JsonObject>;
}

export interface VerifyingOptions {
  /** Must return the 32-byte Ed25519 key of a name, or null for a name that is not trusted. */
  readonly findKey: (verificationMethod: string) => Uint8Array | null;
  readonly contexts?: ReadonlyMap<string, JsonObject>;
}

/** `created` is the signer's word: only the log can say when a proof existed. */
export type ProofVerdict =
  | {
      readonly holds: true;
      readonly cryptosuite: Cryptosuite;
      readonly verificationMethod: string;
      readonly created: string;
    }
  | { readonly holds: false; readonly reason: ProofFault; readonly detail: string };

export type ProofFault =
  'proof_malformed' | 'suite_unknown' | 'key_unknown' | 'document_unsafe' | 'signature_wrong';

const CONFIG_MEMBERS = ['type', 'cryptosuite', 'created', 'verificationMethod', 'proofPurpose'];

/**
 * The document with a proof added; the same input gives the same bytes, as Ed25519 is deterministic. Refuses a
 * document that has a proof already or is not plain (`document_unsafe`, see `plain-document.ts`), a word no context
 * defines (`document_unsafe`, `eddsa-rdfc-2022` only) and a `created` without seconds or zone (`time_malformed`).
 */
export async function signDocument(document: JsonObject, options: SigningOptions): Promise<JsonObject> {
  const { cryptosuite, signer, created, contexts = bundledContexts } = options;
  if (!isInstant(created)) throw new InvalidCredential('time_malformed', created);
  const fault = Object.hasOwn(document, 'proof') ? '/proof: present' : findUnplainPart(document, contexts);
  if (fault !== null) throw new InvalidCredential('document_unsafe', fault);
  const config: JsonObject = {
    type: 'DataIntegrityProof',
    cryptosuite,
    created,
    verificationMethod: signer.verificationMethod,
    proofPurpose: 'assertionMethod',
    // EdDSA Cryptosuites 1.0, section 3.3.1 step 2: without RDF the contexts are plain facts to be signed.
    ...(cryptosuite === 'eddsa-jcs-2022' ? { '@context': document['@context'] ?? null } : {}),
  };
  const signature = await signer.sign(await hashSigned(document, config, contexts));
  if (signature.length !== 64) throw new InvalidCredential('key_malformed', 'signature length');
  return { ...document, proof: { ...config, proofValue: encodeBase58(signature) } };
}

/**
 * Whether the one proof of a document holds under a key the caller trusts. Never throws for hostile input: every
 * doubt is a reason not to hold. Beyond the specification a proof with members we do not know (expiry, domain,
 * chained proofs) and a document that is not plain are refused rather than ignored.
 */
export async function verifyDocument(document: unknown, options: VerifyingOptions): Promise<ProofVerdict> {
  const { findKey, contexts = bundledContexts } = options;
  if (!isJsonObject(document)) return refuse('document_unsafe', 'not an object');
  const { proof, ...unsecured } = document;
  if (!isJsonObject(proof)) return refuse('proof_malformed', 'not one object');
  const { cryptosuite, created, verificationMethod, proofValue } = proof;
  if (cryptosuite !== 'eddsa-rdfc-2022' && cryptosuite !== 'eddsa-jcs-2022')
    return refuse('suite_unknown', '');
  const isComplete = hasMembers(proof, [
    ...CONFIG_MEMBERS,
    'proofValue',
    ...(cryptosuite === 'eddsa-jcs-2022' ? ['@context'] : []),
  ]);
  const isAssertion = proof['type'] === 'DataIntegrityProof' && proof['proofPurpose'] === 'assertionMethod';
  if (!isComplete || !isAssertion || typeof verificationMethod !== 'string' || !isInstant(created)) {
    return refuse('proof_malformed', 'members');
  }
  const signature = readSignature(proofValue);
  if (signature === null) return refuse('proof_malformed', 'proofValue');
  const key = findKey(verificationMethod);
  if (key === null) return refuse('key_unknown', verificationMethod);
  let signed: Uint8Array;
  try {
    const fault = findUnplainPart(unsecured, contexts);
    if (fault !== null) return refuse('document_unsafe', fault);
    if (
      cryptosuite === 'eddsa-jcs-2022' &&
      canonicalJson(proof['@context']) !== canonicalJson(unsecured['@context'])
    ) {
      return refuse('proof_malformed', '@context');
    }
    signed = await hashSigned(unsecured, omitMember(proof, 'proofValue'), contexts);
  } catch (error) {
    return refuse('document_unsafe', error instanceof Error ? error.message : '');
  }
  if (!isSignature(signature, signed, key)) return refuse('signature_wrong', verificationMethod);
  return { holds: true, cryptosuite, verificationMethod, created };
}

/**
 * The 64 bytes a proof signs: SHA-256 of the canonical proof configuration, then SHA-256 of the canonical document
 * (EdDSA Cryptosuites 1.0, sections 3.2.4 and 3.3.4). `config` is the proof without its value.
 */
export async function hashSigned(
  unsecured: JsonObject,
  config: JsonObject,
  contexts: ReadonlyMap<string, JsonObject> = bundledContexts,
): Promise<Uint8Array> {
  const [canonicalConfig, canonicalDocument] =
    config['cryptosuite'] === 'eddsa-jcs-2022'
      ? [canonicalJson(config), canonicalJson(unsecured)]
      : await Promise.all([
          toCanonicalQuads({ '@context': unsecured['@context'] ?? null, ...config }, contexts),
          toCanonicalQuads(unsecured, contexts),
        ]);
  return concatBytes(sha256(encodeUtf8(canonicalConfig)), sha256(encodeUtf8(canonicalDocument)));
}

function readSignature(proofValue: unknown): Uint8Array | null {
  if (typeof proofValue !== 'string') return null;
  try {
    const signature = decodeBase58(proofValue);
    return signature.length === 64 ? signature : null;
  } catch {
    return null;
  }
}

function isSignature(signature: Uint8Array, signed: Uint8Array, key: Uint8Array): boolean {
  try {
    // RFC 8032 without ZIP 215's second spellings: every verifier in the world then agrees.
    return ed25519.verify(signature, signed, key, { zip215: false });
  } catch {
    return false;
  }
}

function refuse(reason: ProofFault, detail: string): ProofVerdict {
  return { holds: false, reason, detail };
}
