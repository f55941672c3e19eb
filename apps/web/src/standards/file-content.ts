/** Bytes of a base64 text as the server sends it. */
export function bytesOfBase64(content: string): Uint8Array {
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
}

/** A file's bytes as base64; in pieces, since a call takes only so many arguments. */
export function base64OfBytes(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 0x8000)
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
}
