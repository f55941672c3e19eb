import { decodeUtf8, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import type { CertificateBundle } from '@jiangping/credentials/bundle';
import { parseBundle } from '@jiangping/credentials/bundle';
import { InvalidCredential } from '@jiangping/credentials/invalid-credential';
import type { Check } from './check.ts';
import { makeCheck } from './check.ts';

/** What was found in a file that should be a certificate file; `bundle` is null where nothing further can be checked. */
export interface ReadFile {
  readonly bundle: CertificateBundle | null;
  readonly isUsable: boolean;
  readonly check: Check;
}

// One changed byte spoils one of these at most: a file with two of them was meant as a certificate file.
const MARKS = ['jiangping-certificate/', '"credential":', '"proofs":', '"keys":', '"checkpoint":'];

// A file cut off early has its beginning only: a whole credential of somebody else does not begin so.
const BEGINNING = '{"credential":{"@context":';

/** Reads a file; never throws. A damaged certificate file is told from a file that never was one. */
export function readBundleFile(file: Uint8Array | string): ReadFile {
  let bytes: Uint8Array;
  try {
    bytes = typeof file === 'string' ? encodeUtf8(file) : file;
  } catch {
    return { bundle: null, isUsable: false, check: makeCheck('file.read', 'not_a_certificate') };
  }
  try {
    return { bundle: parseBundle(bytes), isUsable: true, check: makeCheck('file.form', 'exact') };
  } catch (error) {
    const { code, detail } = error instanceof InvalidCredential ? error : { code: '', detail: '' };
    if (code === 'bundle_too_large') {
      return { bundle: null, isUsable: false, check: makeCheck('file.read', 'too_large') };
    }
    const bundle = code === 'bundle_not_canonical' ? respell(bytes) : null;
    if (bundle !== null) return { bundle, isUsable: true, check: makeCheck('file.form', 'respelled') };
    const check = hasMarks(bytes)
      ? makeCheck('file.form', 'damaged', { reason: detail === '' ? code : detail })
      : makeCheck('file.read', 'not_a_certificate');
    return { bundle: null, isUsable: check.name === 'file.form', check };
  }
}

/** The bundle of a file that some program saved anew, so that its content can be told about; its form stays wrong. */
function respell(bytes: Uint8Array): CertificateBundle | null {
  try {
    return parseBundle(encodeUtf8(canonicalJson(JSON.parse(decodeUtf8(bytes)))));
  } catch {
    return null;
  }
}

function hasMarks(bytes: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(bytes);
  if (text.startsWith(BEGINNING)) return true;
  return MARKS.filter((mark) => text.includes(mark)).length >= 2;
}
