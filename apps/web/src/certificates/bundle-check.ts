// Stands in for `@jiangping/verify/verify`: the same signature, the checks that need no other file.
import { decodeBase64, encodeUtf8 } from '@jiangping/log/bytes';
import { openCheckpoint } from '@jiangping/log/checkpoint';
import { leafHash, verifyInclusion } from '@jiangping/log/merkle';
import { createVerifier } from '@jiangping/log/signed-note';
import { parseBundle } from '@jiangping/credentials/bundle';
import type { CertificateBundle, ProvenEntry } from '@jiangping/credentials/bundle';
import { digestCredential } from '@jiangping/credentials/credential-digest';
import { verifyDocument } from '@jiangping/credentials/data-integrity';
import { findDidKeyMethod } from '@jiangping/credentials/did-key';
import type { Check, Verification } from './verify-in-browser.ts';

/** Checks a bundle line by line. Without keys known beforehand the line of the keys fails: the file cannot vouch for itself. */
export async function verifyBundle(text: string, known: { issuer?: string; logKey?: string }): Promise<Verification> {
  let bundle: CertificateBundle;
  try {
    bundle = parseBundle(encodeUtf8(text));
  } catch (error) {
    return conclude([{ name: 'format', ok: false, detail: messageOf(error) }]);
  }
  const { credential, keys, proofs } = bundle;
  const verdict = await verifyDocument(credential, {
    findKey: (method) => (method.startsWith(`${keys.issuer}#`) ? findDidKeyMethod(method) : null),
  });
  const digest = digestCredential(credential);
  const entry = (proven: ProvenEntry) => isInLog(bundle, proven);
  return conclude([
    { name: 'format', ok: true, detail: bundle.format },
    { name: 'signature', ok: verdict.holds, detail: verdict.holds ? verdict.cryptosuite : verdict.reason },
    {
      name: 'keys',
      ok: keys.issuer === known.issuer && keys.log === known.logKey,
      detail: `${keys.issuer} / ${keys.log}`,
    },
    { name: 'record', ok: proofs.entry.includes(digest), detail: `SHA-256 ${digest}` },
    { name: 'log', ok: entry(proofs), detail: `${proofs.index} / ${proofs.treeSize}` },
    {
      name: 'batch',
      ok: proofs.batch !== undefined && entry(proofs.batch),
      detail: proofs.batch ? `${proofs.batch.index} / ${proofs.treeSize}` : '—',
    },
  ]);
}

function isInLog({ keys, proofs }: CertificateBundle, { entry, index, inclusion }: ProvenEntry): boolean {
  try {
    const verifier = createVerifier(keys.log);
    const trust = { origin: verifier.name, log: [verifier], witnesses: [], quorum: 0 };
    const { checkpoint } = openCheckpoint(encodeUtf8(proofs.checkpoint), trust);
    return verifyInclusion({
      leaf: leafHash(encodeUtf8(entry)),
      index: BigInt(index),
      size: checkpoint.size,
      root: checkpoint.root,
      proof: inclusion.map(decodeBase64),
    });
  } catch {
    return false;
  }
}

function conclude(checks: readonly Check[]): Verification {
  return { valid: checks.every(({ ok }) => ok), checks };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
