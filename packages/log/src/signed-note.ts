/**
 * Signed notes (C2SP signed-note v1.0.0): a text and signatures that people and programs read alike.
 *
 *     <text, ends in a newline>
 *     <empty line>
 *     — <key name> <base64( 4-byte key id || signature )>        one or more such lines
 *
 *     key id       = SHA-256( name || 0x0A || type || public key )[0:4]
 *     verifier key = <name>+<key id in hex>+<base64( type || public key )>
 *     signer key   = PRIVATE+KEY+<name>+<key id in hex>+<base64( type || seed )>
 *
 * Type 0x01 is Ed25519 (RFC 8032) over the text. Parsing is strict: each note has one spelling.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, decodeBase64, decodeUtf8, encodeBase64, encodeHex, encodeUtf8 } from './bytes.ts';
import { InvalidInput } from './invalid-input.ts';

/** Signature type of plain Ed25519 note signatures. */
export const NOTE_TYPE = 0x01;

const KEY_LENGTH = 32;
const KEY_ID_LENGTH = 4;
const MAX_SIGNATURES = 100;
const MAX_NOTE_LENGTH = 1_000_000;

/** One signature line. Name and key id together say which key claims to have signed. */
export interface NoteSignature {
  readonly name: string;
  /** Eight lower-case hex digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A parsed note. Its text means nothing until signatures have been verified. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Who can sign notes. `sign` must return the signature over exactly these bytes of the note's text. */
export interface Signer {
  readonly name: string;
  readonly keyId: string;
  readonly publicKey: Uint8Array;
  readonly sign: (text: Uint8Array) => Uint8Array;
}

/** Whose signatures are known. `verify` must answer false, and not throw, for anything it did not sign. */
export interface Verifier {
  readonly name: string;
  readonly keyId: string;
  readonly verify: (text: Uint8Array, signature: Uint8Array) => boolean;
}

/** A public key by name, as written in a verifier key. */
export interface VerifierKey {
  readonly name: string;
  readonly keyId: string;
  readonly type: number;
  readonly publicKey: Uint8Array;
}

/** A signer from its name and 32-byte Ed25519 seed; the seed is copied and never leaves the closure. */
export function createSigner(name: string, seed: Uint8Array): Signer {
  checkKey(name, seed);
  const secret = seed.slice();
  const publicKey = ed25519.getPublicKey(secret);
  return {
    name,
    keyId: computeKeyId(name, NOTE_TYPE, publicKey),
    publicKey,
    sign: (text) => ed25519.sign(text, secret),
  };
}

/** A verifier from a verifier key text of type 0x01; other types and malformed keys are refused (`key_malformed`). */
export function createVerifier(verifierKey: string): Verifier {
  const { name, keyId, type, publicKey } = parseVerifierKey(verifierKey);
  if (type !== NOTE_TYPE) throw new InvalidInput('key_malformed', 'signature type');
  return { name, keyId, verify: (text, signature) => verifyEd25519(publicKey, text, signature) };
}

/** Key id of a named key, as eight hex digits. It tells keys apart and proves nothing. */
export function computeKeyId(name: string, type: number, publicKey: Uint8Array): string {
  const hash = sha256(concatBytes(encodeUtf8(name), Uint8Array.of(0x0a, type), publicKey));
  return encodeHex(hash.subarray(0, KEY_ID_LENGTH));
}

/** The verifier key text to publish for a named public key. */
export function formatVerifierKey(name: string, publicKey: Uint8Array, type = NOTE_TYPE): string {
  checkKey(name, publicKey);
  const material = encodeBase64(concatBytes(Uint8Array.of(type), publicKey));
  return `${name}+${computeKeyId(name, type, publicKey)}+${material}`;
}

/** Inverse of {@link formatVerifierKey} for 32-byte keys of any type; refuses a key id that is not its key's. */
export function parseVerifierKey(text: string): VerifierKey {
  const { name, keyId, type, key } = parseKey(text);
  if (computeKeyId(name, type, key) !== keyId) throw new InvalidInput('key_malformed', 'key id');
  return { name, keyId, type, publicKey: key };
}

/** The signer key text of a seed: a secret, to be stored as such. */
export function formatSignerKey(name: string, seed: Uint8Array): string {
  const { keyId } = createSigner(name, seed);
  return `PRIVATE+KEY+${name}+${keyId}+${encodeBase64(concatBytes(Uint8Array.of(NOTE_TYPE), seed))}`;
}

/** A signer from a signer key text; refuses other types and a key id that is not its key's (`key_malformed`). */
export function parseSignerKey(text: string): Signer {
  const prefix = 'PRIVATE+KEY+';
  if (!text.startsWith(prefix)) throw new InvalidInput('key_malformed', 'prefix');
  const { name, keyId, type, key } = parseKey(text.slice(prefix.length));
  const signer = createSigner(name, key);
  if (type !== NOTE_TYPE || signer.keyId !== keyId) throw new InvalidInput('key_malformed', 'key id');
  return signer;
}

/** A note with one signature of each signer, in their order. Refuses a text no note can carry (`note_malformed`). */
export function signNote(text: string, signers: readonly Signer[]): Note {
  checkText(text);
  const bytes = encodeUtf8(text);
  const signatures = signers.map(({ name, keyId, sign }) => ({ name, keyId, signature: sign(bytes) }));
  return { text, signatures };
}

/** The note with further signatures behind its own; the text and the present signatures stay as they are. */
export function addSignatures(note: Note, signatures: readonly NoteSignature[]): Note {
  return { text: note.text, signatures: [...note.signatures, ...signatures] };
}

/** The bytes of a note. Refuses a note {@link parseNote} would not read back (`note_malformed`). */
export function formatNote(note: Note): Uint8Array {
  const bytes = encodeUtf8(`${note.text}\n${note.signatures.map(formatSignatureLine).join('')}`);
  parseNote(bytes);
  return bytes;
}

/** One signature line with its newline: what a witness answers with. */
export function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Uint8Array.from(keyId.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  return `\u2014 ${name} ${encodeBase64(concatBytes(id, signature))}\n`;
}

/**
 * A note from its bytes, signatures not yet verified. Refuses (`note_malformed`, `text_malformed`): ill-formed UTF-8,
 * control characters other than newline, no signature, more than 100 signatures or a million bytes, and every
 * spelling of a signature line but the one {@link formatSignatureLine} writes.
 */
export function parseNote(bytes: Uint8Array): Note {
  if (bytes.length > MAX_NOTE_LENGTH) throw new InvalidInput('note_malformed', 'too long');
  const all = decodeUtf8(bytes);
  // The text itself may hold empty lines: the last one separates.
  const split = all.lastIndexOf('\n\n');
  const lines = all.slice(split + 2);
  if (split < 0 || !lines.endsWith('\n')) throw new InvalidInput('note_malformed', 'no signature');
  const text = all.slice(0, split + 1);
  checkText(text);
  return { text, signatures: parseSignatureLines(lines) };
}

/** Signature lines, each with its newline, as a witness returns them; refusals as for {@link parseNote}. */
export function parseSignatureLines(lines: string): NoteSignature[] {
  if (!lines.endsWith('\n')) throw new InvalidInput('note_malformed', 'signature line');
  const texts = lines.slice(0, -1).split('\n');
  if (texts.length > MAX_SIGNATURES) throw new InvalidInput('note_malformed', 'too many signatures');
  return texts.map(parseSignatureLine);
}

/**
 * The signatures of known keys on a note, all of them verified, one a key. Lines of unknown keys are ignored.
 * Refuses the whole note when a known key's signature is wrong (`signature_invalid`) or no known key has signed
 * (`note_unsigned`).
 */
export function verifyNote(note: Note, verifiers: readonly Verifier[]): NoteSignature[] {
  const text = encodeUtf8(note.text);
  const verified = new Map<string, NoteSignature>();
  for (const line of note.signatures) {
    const verifier = verifiers.find(({ name, keyId }) => name === line.name && keyId === line.keyId);
    if (verifier === undefined) continue;
    if (!verifier.verify(text, line.signature)) throw new InvalidInput('signature_invalid', line.name);
    const key = `${line.name}+${line.keyId}`;
    if (!verified.has(key)) verified.set(key, line);
  }
  if (verified.size === 0) throw new InvalidInput('note_unsigned');
  return [...verified.values()];
}

/** Whether an Ed25519 signature is valid by RFC 8032, non-canonical encodings refused; never throws. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}

/** Whether a text may name a key: not empty, no Unicode white space, no plus sign, no control character. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\p{White_Space}+]/u.test(name) && !hasControl(name);
}

function parseSignatureLine(line: string): NoteSignature {
  const [dash, name, base64, ...rest] = line.split(' ');
  if (
    dash !== '\u2014' ||
    name === undefined ||
    base64 === undefined ||
    rest.length > 0 ||
    !isKeyName(name)
  ) {
    throw new InvalidInput('note_malformed', 'signature line');
  }
  const bytes = decodeNoteBase64(base64);
  if (bytes.length <= KEY_ID_LENGTH) throw new InvalidInput('note_malformed', 'signature length');
  const keyId = encodeHex(bytes.subarray(0, KEY_ID_LENGTH));
  return { name, keyId, signature: bytes.slice(KEY_ID_LENGTH) };
}

function decodeNoteBase64(text: string): Uint8Array {
  try {
    return decodeBase64(text);
  } catch {
    throw new InvalidInput('note_malformed', 'base64');
  }
}

function parseKey(text: string): { name: string; keyId: string; type: number; key: Uint8Array } {
  // The base64 part may hold plus signs itself, a name may not.
  const [, name = '', keyId = '', base64 = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/.exec(text) ?? [];
  let material: Uint8Array;
  try {
    material = decodeBase64(base64);
  } catch {
    throw new InvalidInput('key_malformed', 'base64');
  }
  const [type] = material;
  const key = material.slice(1);
  if (type === undefined) throw new InvalidInput('key_malformed', 'empty');
  checkKey(name, key);
  return { name, keyId, type, key };
}

function checkKey(name: string, key: Uint8Array): void {
  if (!isKeyName(name)) throw new InvalidInput('key_malformed', 'name');
  if (key.length !== KEY_LENGTH) throw new InvalidInput('key_malformed', 'length');
}

function checkText(text: string): void {
  if (!text.endsWith('\n') || hasControl(text.replaceAll('\n', ''))) {
    throw new InvalidInput('note_malformed', 'text');
  }
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x20) return true;
  return false;
}
