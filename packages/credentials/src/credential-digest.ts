import { sha256 } from '@noble/hashes/sha2.js';
import { encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import type { JsonObject } from './json.ts';

/**
 * SHA-256 of the canonical JSON (RFC 8785) of a signed credential, proof included, as 64 lower-case hexadecimal
 * digits. This is what the log keeps: it names one credential and tells nothing about it, as the proof value cannot
 * be guessed.
 */
export function digestCredential(credential: JsonObject): string {
  return encodeHex(sha256(encodeUtf8(canonicalJson(credential))));
}
