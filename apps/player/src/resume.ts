import type { ChainedEntry, JournalHead } from '@jiangping/journal/entry';
import { rebaseEntries, soundPrefix } from '@jiangping/journal/merge';
import { currentResponses } from '@jiangping/journal/responses';
import type { AttemptPage } from './api.ts';
import type { AttemptRecord, JournalStore, Progress } from './journal-store.ts';

export type Responses = ReadonlyMap<number, readonly string[]>;

/** An attempt ready to go on: the record, its entries after the base, and what became of them while opening. */
export interface OpenedAttempt {
  readonly record: AttemptRecord;
  readonly entries: readonly ChainedEntry[];
  readonly acknowledged: number;
  /** First sequence at which the stored chain failed its check, and from which it was set aside; null when sound. */
  readonly brokenAt: number | null;
  /** Positions where an answer given on another device was kept. */
  readonly yielded: readonly number[];
  readonly marks: readonly number[];
  readonly position: number;
  /** The server's time at the last contact, moved on by the device's clock; null when the server was just heard. */
  readonly guessedNow: number | null;
  /** True when the time was known to be over at the last contact. */
  readonly isOver: boolean;
}

/** The answers a page and the entries after it amount to. */
export function responsesOf(page: AttemptPage, entries: readonly ChainedEntry[]): Responses {
  const newer = entries.filter((entry) => entry.sequence > page.lastSequence);
  return new Map([
    ...page.responses.map((each) => [each.position, each.response] as const),
    ...currentResponses(newer),
  ]);
}

/** How many items of the page have an answer that is not empty. */
export function countAnswered(page: AttemptPage, responses: Responses): number {
  return page.items.filter((item) => (responses.get(item.position)?.length ?? 0) > 0).length;
}

/** The head of the journal as the server's page tells it. */
export function headOfPage(page: AttemptPage): JournalHead {
  return { sequence: page.lastSequence, hash: page.lastHash };
}

/**
 * Brings what this device has together with a page that the server just gave: see `rebaseEntries` for whose answer
 * stands. Pure; `forked` tells that the stored entries must be set aside and replaced by the returned ones.
 */
export function adoptPage(
  held: Pick<OpenedAttempt, 'record' | 'entries' | 'acknowledged'>,
  page: AttemptPage,
  now: string,
): Pick<OpenedAttempt, 'record' | 'entries' | 'acknowledged' | 'yielded'> & { readonly forked: boolean } {
  const { record, entries, acknowledged } = held;
  const known = responsesOf(
    record.page,
    entries.filter((entry) => entry.sequence <= acknowledged),
  );
  const rebased = rebaseEntries(
    { head: headOfPage(page), responses: responsesOf(page, []), epoch: page.epoch },
    { base: record.base, entries, acknowledged, known, epoch: record.epoch },
    now,
  );
  // The page of an ended attempt comes without its items; the receipt still counts them.
  const items = page.items.length > 0 ? page.items : record.page.items;
  return {
    ...rebased,
    record: { ...record, page: { ...page, items }, epoch: page.epoch, base: rebased.base },
  };
}

/**
 * Opens an attempt with a page of the server. Entries that an earlier visit left on this device are checked against
 * their chain, joined with the server's state and stored again; nothing of them is dropped without being set aside.
 */
export async function openAttempt(
  store: JournalStore,
  entered: { readonly ticketToken: string; readonly attemptToken: string; readonly page: AttemptPage },
): Promise<OpenedAttempt> {
  const { ticketToken, attemptToken, page } = entered;
  const stored = await store.findAttempt(ticketToken);
  if (stored?.attemptId !== page.attemptId) {
    const record = {
      attemptId: page.attemptId,
      ticketToken,
      attemptToken,
      page,
      epoch: page.epoch,
      base: headOfPage(page),
      receipt: null,
    };
    await store.putAttempt(record);
    const nothing = { brokenAt: null, yielded: [], marks: [], position: 1, guessedNow: null, isOver: false };
    return { record, entries: [], acknowledged: page.lastSequence, ...nothing };
  }
  const held = await readStored(store, { ...stored, attemptToken, receipt: null });
  const adopted = adoptPage(held, page, page.serverNow);
  if (adopted.forked || held.brokenAt !== null) {
    const reason = held.brokenAt === null ? 'parted' : `chain broken at ${held.brokenAt}`;
    await store.replaceEntries(adopted.record, adopted.entries, reason);
  } else {
    await store.putAttempt(adopted.record);
  }
  return { ...held, ...adopted, guessedNow: null, isOver: false };
}

/**
 * Opens what this device holds while the server cannot be reached, so that a reload loses neither the paper nor an
 * answer. `deviceNow` only moves the last known server time on; the server's word replaces it as soon as it is heard.
 */
export async function openStoredAttempt(
  store: JournalStore,
  record: AttemptRecord,
  deviceNow: number,
): Promise<OpenedAttempt> {
  const held = await readStored(store, record);
  if (held.brokenAt !== null) {
    await store.replaceEntries(record, held.entries, `chain broken at ${held.brokenAt}`);
  }
  const progress = await store.findProgress(record.attemptId);
  return {
    ...held,
    yielded: [],
    guessedNow: guessNow(record.page, progress, deviceNow),
    isOver: progress !== null && progress.contact.server >= Date.parse(record.page.deadlineAt),
  };
}

type Held = Pick<OpenedAttempt, 'record' | 'entries' | 'acknowledged' | 'brokenAt' | 'marks' | 'position'>;

async function readStored(store: JournalStore, record: AttemptRecord): Promise<Held> {
  const { entries, brokenAt } = soundPrefix(record.base, await store.listEntries(record.attemptId));
  const progress = await store.findProgress(record.attemptId);
  return {
    record,
    entries,
    acknowledged: progress?.acknowledged ?? record.base.sequence,
    brokenAt,
    marks: progress?.marks ?? [],
    position: progress?.position ?? 1,
  };
}

function guessNow(page: AttemptPage, progress: Progress | null, deviceNow: number): number {
  if (progress === null) return Date.parse(page.serverNow);
  const { server, device } = progress.contact;
  return server + Math.max(0, deviceNow - device);
}
