// One-time codes for the role switcher of the demo: computed from the demo account's secret in the browser. Real
// accounts keep their secret in the person's own authenticator.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Seconds of one time step (RFC 6238, section 4: default 30). */
export const stepSeconds = 30;

/** Bytes of a base32 secret (RFC 4648, section 6), padding and spaces ignored; refuses every other character. */
export function decodeBase32(text: string): Uint8Array<ArrayBuffer> {
  const letters = text.toUpperCase().replace(/[\s=]/g, '');
  const bytes = new Uint8Array(Math.floor((letters.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of letters) {
    const value = alphabet.indexOf(letter);
    if (value < 0) throw new Error(`not base32: ${letter}`);
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  return bytes;
}

/** The six digits of the time step that holds `unixSeconds` (RFC 6238 with HMAC-SHA-1; RFC 4226, section 5.3). */
export async function computeTotp(secret: string, unixSeconds: number): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    decodeBase32(secret),
    { name: 'HMAC', hash: 'SHA-1' },
    false,
    ['sign'],
  );
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(Math.floor(unixSeconds / stepSeconds)));
  const digest = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer));
  const offset = digest.getUint8(digest.byteLength - 1) & 0xf;
  const number = (digest.getUint32(offset) & 0x7fffffff) % 1_000_000;
  return String(number).padStart(6, '0');
}
