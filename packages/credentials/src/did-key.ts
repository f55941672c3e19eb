import { concatBytes } from '@jiangping/log/bytes';
import { InvalidCredential } from './invalid-credential.ts';
import { decodeBase58, encodeBase58 } from './multibase.ts';

/** Multicodec ed25519-pub, 0xed as a varint (Controlled Identifiers 1.0, section 2.2.2 Multikey). */
const ED25519_PUBLIC = Uint8Array.of(0xed, 0x01);
const KEY_LENGTH = 32;

/** The Multikey text of an Ed25519 public key, `z6Mk…`; refuses any other length than 32 bytes (`key_malformed`). */
export function encodeMultikey(publicKey: Uint8Array): string {
  if (publicKey.length !== KEY_LENGTH) throw new InvalidCredential('key_malformed');
  return encodeBase58(concatBytes(ED25519_PUBLIC, publicKey));
}

/** The 32 bytes of an Ed25519 Multikey; refuses every other kind of key and every second spelling (`key_malformed`). */
export function decodeMultikey(multikey: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = decodeBase58(multikey);
  } catch {
    throw new InvalidCredential('key_malformed');
  }
  const isEd25519 = bytes[0] === ED25519_PUBLIC[0] && bytes[1] === ED25519_PUBLIC[1];
  const key = bytes.slice(ED25519_PUBLIC.length);
  if (!isEd25519 || key.length !== KEY_LENGTH) throw new InvalidCredential('key_malformed');
  return key;
}

/** The did:key of an Ed25519 public key: the key is its own name, so nothing has to be looked up. */
export function encodeDidKey(publicKey: Uint8Array): string {
  return `did:key:${encodeMultikey(publicKey)}`;
}

/** The public key a did:key names; refuses other DIDs, fragments and other key kinds (`did_malformed`, `key_malformed`). */
export function decodeDidKey(did: string): Uint8Array {
  if (!did.startsWith('did:key:')) throw new InvalidCredential('did_malformed');
  return decodeMultikey(did.slice('did:key:'.length));
}

/** The one verification method of a did:key, `did:key:z6Mk…#z6Mk…`. */
export function buildDidKeyMethod(publicKey: Uint8Array): string {
  const multikey = encodeMultikey(publicKey);
  return `did:key:${multikey}#${multikey}`;
}

/**
 * The public key a did:key verification method names, or null for anything else. It says whose key it is, not
 * whether to trust it: compare the part before `#` with a DID known beforehand.
 */
export function findDidKeyMethod(verificationMethod: string): Uint8Array | null {
  const [did = '', fragment, ...rest] = verificationMethod.split('#');
  if (rest.length > 0 || did !== `did:key:${fragment ?? ''}`) return null;
  try {
    return decodeDidKey(did);
  } catch {
    return null;
  }
}
