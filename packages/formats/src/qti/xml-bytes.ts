// From bytes to text for XML: byte order mark, then the encoding that the declaration names, then UTF-8.

/** Text of an XML file, or null where its bytes are not of the encoding it claims or the encoding is not known. */
export function decodeXml(bytes: Uint8Array): string | null {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
          ? 'utf-8'
          : declaredEncoding(bytes);
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function declaredEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0x3c && bytes[1] === 0 && bytes[2] === 0x3f) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c && bytes[2] === 0) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const label = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  // A file that says UTF-16 without a byte order mark and starts with plain ASCII is UTF-8 wrongly labelled.
  return label.startsWith('utf-16') ? 'utf-8' : label;
}
