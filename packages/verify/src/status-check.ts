// Whether a certificate still stands. A list speaks for a time only, so the answer has three values: an old list, a
// missing one or one of another issuer gives "unknown", never "in force". That a list said "revoked" once stays true
// for ever, whatever its age; that it said "suspended" does not.
import { verifyDocument } from '@jiangping/credentials/data-integrity';
import { findDidKeyMethod } from '@jiangping/credentials/did-key';
import { toMilliseconds } from '@jiangping/credentials/instant';
import type { StatusList, StatusPointer } from '@jiangping/credentials/status-list';
import { readStatus, readStatusList } from '@jiangping/credentials/status-list';
import type { Check } from './check.ts';
import { makeCheck } from './check.ts';
import type { TrustAnchors } from './trust.ts';
import { coversIssuer } from './trust.ts';

export type CertificateStatus = 'in_force' | 'revoked' | 'suspended' | 'unknown';

export interface StatusQuestion {
  /** Where the credential says its status stands; null where the credential cannot be read. */
  readonly pointers: readonly StatusPointer[] | null;
  /** Lists at hand, from the file or fresher ones, not yet verified. */
  readonly lists: readonly unknown[];
  /** The did:key that must have signed a list, unless the anchors know others. */
  readonly issuer: string;
  readonly trust: TrustAnchors | undefined;
  readonly now: string;
  /** Whether the reader wants to know the status of now; else a list that was clean when it spoke is no fault. */
  readonly isAsked: boolean;
}

export interface StatusAnswer {
  readonly status: CertificateStatus;
  /** Holds where nothing that was asked for speaks against the certificate. */
  readonly check: Check;
}

/** Clocks of phones and servers differ; a list or certificate from the future is doubted beyond this many milliseconds. */
export const clockTolerance = 5 * 60_000;

interface Reading {
  readonly pointer: StatusPointer;
  readonly list: StatusList;
  readonly isSet: boolean;
}

/** The status at `now`, by the newest genuine list of each purpose. One list that is not genuine spoils the answer. */
export async function checkStatus(question: StatusQuestion): Promise<StatusAnswer> {
  const { pointers, lists } = question;
  if (pointers === null) return answer('unknown', makeCheck('status', 'unreadable'));
  const readings = await Promise.all(lists.map((list) => readList(list, pointers, question)));
  const genuine = readings.filter((reading) => reading !== null);
  const revoked = genuine.find(({ pointer, isSet }) => pointer.purpose === 'revocation' && isSet);
  if (revoked) return answer('revoked', makeCheck('status', 'revoked', tell(revoked)));
  if (genuine.length < readings.length) return answer('unknown', makeCheck('status', 'forged'));

  let oldest: Reading | null = null;
  for (const pointer of pointers) {
    const newest = findNewest(genuine, pointer);
    if (newest === null) {
      const facts = { purpose: pointer.purpose, url: pointer.listUrl, at: oldest?.list.validFrom ?? '' };
      if (!question.isAsked) return answer('unknown', makeCheck('status', 'not_asked', facts));
      return answer('unknown', makeCheck('status', oldest === null ? 'absent' : 'partly', facts));
    }
    const age = ageOf(newest.list, question);
    if (age === 'early' || (age === 'too_old' && (question.isAsked || newest.isSet)))
      return answer('unknown', makeCheck('status', age, tell(newest)));
    if (newest.isSet) return answer('suspended', makeCheck('status', 'suspended', tell(newest)));
    if (oldest === null || isOlder(newest.list, oldest.list)) oldest = newest;
  }
  if (oldest === null) return answer('unknown', makeCheck('status', 'unreadable'));
  if (ageOf(oldest.list, question) !== 'current')
    return answer('unknown', makeCheck('status', 'stood', tell(oldest)));
  return answer('in_force', makeCheck('status', 'in_force', tell(oldest)));
}

function answer(status: CertificateStatus, check: Check): StatusAnswer {
  return { status, check };
}

function tell({ list, pointer }: Reading): Record<string, string> {
  return { at: list.validFrom, until: list.validUntil, url: pointer.listUrl };
}

/** What a list says about the certificate; null for a list that is malformed, of another certificate or not signed by the issuer. */
async function readList(
  credential: unknown,
  pointers: readonly StatusPointer[],
  { issuer, trust }: StatusQuestion,
): Promise<Reading | null> {
  const list = readStatusList(credential);
  const pointer = pointers.find(({ listUrl, purpose }) => listUrl === list?.url && purpose === list.purpose);
  if (list === null || pointer === undefined) return null;
  const isIssuer =
    trust === undefined
      ? list.issuerId === issuer
      : coversIssuer(trust, list.issuerId, list.validFrom) === 'yes';
  if (!isIssuer) return null;
  const findKey = (method: string) =>
    method.startsWith(`${list.issuerId}#`) ? findDidKeyMethod(method) : null;
  const { holds } = await verifyDocument(credential, { findKey });
  if (!holds) return null;
  try {
    return { pointer, list, isSet: await readStatus(list, pointer) };
  } catch {
    return null;
  }
}

function findNewest(readings: readonly Reading[], pointer: StatusPointer): Reading | null {
  const own = readings.filter((reading) => reading.pointer === pointer);
  return own.reduce<Reading | null>(
    (newest, reading) => (newest === null || isOlder(newest.list, reading.list) ? reading : newest),
    null,
  );
}

function isOlder(list: StatusList, other: StatusList): boolean {
  return toMilliseconds(list.validFrom) < toMilliseconds(other.validFrom);
}

/** A list counts now when it speaks for now and, where keys are known beforehand, its signer's key is still in use. */
function ageOf(list: StatusList, { trust, now }: StatusQuestion): 'current' | 'too_old' | 'early' {
  const instant = toMilliseconds(now);
  if (instant + clockTolerance < toMilliseconds(list.validFrom)) return 'early';
  const isSigner = trust === undefined || coversIssuer(trust, list.issuerId, now) === 'yes';
  return isSigner && instant < toMilliseconds(list.validUntil) ? 'current' : 'too_old';
}
