// A small world for tests: a log, an institution, two certificates of nobody, and whatever an attacker may hold.
import { ed25519 } from '@noble/curves/ed25519.js';
import { decodeUtf8, encodeBase64, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { formatCheckpoint } from '@jiangping/log/checkpoint';
import { inclusionProof, leafHash, nodesFromLeaves, rootFromLeaves } from '@jiangping/log/merkle';
import { createSigner, formatNote, formatVerifierKey, signNote } from '@jiangping/log/signed-note';
import type { CertificateBundle, ProvenEntry } from '@jiangping/credentials/bundle';
import { bundleFormat } from '@jiangping/credentials/bundle';
import { digestCredential } from '@jiangping/credentials/credential-digest';
import type { Cryptosuite } from '@jiangping/credentials/data-integrity';
import { signDocument } from '@jiangping/credentials/data-integrity';
import { buildDidKeyMethod, encodeDidKey } from '@jiangping/credentials/did-key';
import type { JsonObject } from '@jiangping/credentials/json';
import { buildOpenBadge } from '@jiangping/credentials/open-badge';
import type { OpenBadge } from '@jiangping/credentials/open-badge';
import { sampleBadge } from '@jiangping/credentials/sample-badge';
import type { StatusPurpose } from '@jiangping/credentials/status-list';
import { buildBitstring, buildStatusList, encodeBitstring } from '@jiangping/credentials/status-list';

export const issuedAt = '2026-05-20T08:00:00Z';
/** An instant for which the lists of {@link signList} speak. */
export const now = '2026-05-20T08:05:00Z';

const logName = 'log.center.example';
export const batchId = sampleBadge.record.batchId;

/** A key of 32 equal bytes, and the names it goes by. */
export function makeKey(byte: number) {
  const secret = new Uint8Array(32).fill(byte);
  const publicKey = ed25519.getPublicKey(secret);
  return {
    did: encodeDidKey(publicKey),
    signer: {
      verificationMethod: buildDidKeyMethod(publicKey),
      sign: (bytes: Uint8Array) => ed25519.sign(bytes, secret),
    },
    log: createSigner(logName, secret),
    logKey: formatVerifierKey(logName, publicKey),
  };
}
export type Key = ReturnType<typeof makeKey>;
export const issuer = makeKey(1);
export const log = makeKey(2);
export const forger = makeKey(3);

/** The badge of the sample world, with another number and other members where given. */
export function makeBadge(change: { serial?: number; record?: object; envelope?: object } = {}): OpenBadge {
  const { record, envelope } = sampleBadge;
  const number = `Y000111000001263${String(change.serial ?? 1).padStart(6, '0')}`;
  const site = { ...record.site, code: '11000001' };
  return {
    record: { ...record, certificateNumber: number, site, ...change.record },
    envelope: { ...envelope, issuerId: issuer.did, ...change.envelope },
  };
}

export function signBadge(
  badge: OpenBadge,
  key: Key = issuer,
  cryptosuite: Cryptosuite = 'eddsa-rdfc-2022',
): Promise<JsonObject> {
  return signDocument(buildOpenBadge(badge), { cryptosuite, signer: key.signer, created: issuedAt });
}

/** A list of one purpose with the given positions set, in force for ten minutes. */
export async function signList(
  purpose: StatusPurpose,
  set: readonly number[] = [],
  change: { from?: string; until?: string; key?: Key; url?: string; cryptosuite?: Cryptosuite } = {},
): Promise<JsonObject> {
  const { from = issuedAt, until = '2026-05-20T08:10:00Z', key = issuer } = change;
  const list = buildStatusList({
    url: change.url ?? `https://center.example/status/${purpose === 'revocation' ? 'r' : 's'}/1`,
    issuerId: key.did,
    purpose,
    encodedList: await encodeBitstring(buildBitstring(131_072, set)),
    validFrom: from,
    validUntil: until,
  });
  const cryptosuite = change.cryptosuite ?? 'eddsa-rdfc-2022';
  return signDocument(list, { cryptosuite, signer: key.signer, created: from });
}

/** The canonical text of a fact; `id` numbers it. */
export function makeFact(
  id: number,
  kind: string,
  data: object = {},
  stream: string | null = batchId,
): string {
  return canonicalJson({
    id: `019713f0-0000-7000-8000-${id.toString(16).padStart(12, '0')}`,
    kind,
    at: issuedAt,
    actor: { system: 'sample' },
    subject: { type: 'sample', id: String(id) },
    ...(stream === null ? {} : { stream }),
    data,
  });
}

export function makeIssueFact(id: number, credential: JsonObject, stream = batchId): string {
  return makeFact(id, 'certificate.issued', { credentialDigest: digestCredential(credential) }, stream);
}

/** A log over these entries, with its signed checkpoint and its proofs. */
export function makeLog(entries: readonly string[], key: Key = log) {
  const leaves = entries.map((entry) => leafHash(encodeUtf8(entry)));
  const getNode = nodesFromLeaves(leaves);
  const size = BigInt(entries.length);
  const root = rootFromLeaves(entries.map(encodeUtf8));
  const text = formatCheckpoint({ origin: logName, size, root, extensions: [] });
  return {
    entries,
    leaves: leaves.map(encodeBase64),
    checkpoint: decodeUtf8(formatNote(signNote(text, [key.log]))),
    prove: (index: number): ProvenEntry => ({
      entry: entries[index] ?? '',
      index: String(index),
      inclusion: inclusionProof(BigInt(index), size, getNode).map(encodeBase64),
    }),
  };
}
export type SampleLog = ReturnType<typeof makeLog>;

/** The file of a certificate whose issue is entry `index` and whose batch's release is entry `release`. */
export function makeBundle(
  of: SampleLog,
  credential: JsonObject,
  index: number,
  release: number | null,
  ...status: readonly JsonObject[]
): CertificateBundle {
  return {
    format: bundleFormat,
    credential,
    proofs: {
      ...of.prove(index),
      treeSize: String(of.entries.length),
      checkpoint: of.checkpoint,
      ...(release === null ? {} : { batch: of.prove(release) }),
    },
    keys: { issuer: issuer.did, log: log.logKey },
    ...(status.length === 0 ? {} : { status }),
  };
}

/** Facts of the batch up to its release, which is the last of them. */
export const batchFacts = [
  makeFact(1, 'person.registered', {}, null),
  makeFact(2, 'batch.planned'),
  makeFact(3, 'batch.frozen', { dossiers: 2, root: '00'.repeat(32) }),
  makeFact(4, 'review.drawn'),
  makeFact(5, 'batch.released'),
] as const;
