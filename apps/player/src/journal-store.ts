import type { ChainedEntry, JournalHead } from '@jiangping/journal/entry';
import type { AttemptPage } from './api.ts';

/** What this device keeps of the end of an attempt; made only from an answer of the server. */
export interface Receipt {
  readonly endedAt: string;
  readonly lastSequence: number;
  readonly lastHash: string;
  readonly answered: number;
  readonly total: number;
  /** True when the server accepted the candidate's own submission; false when it ended the attempt otherwise. */
  readonly isSubmitted: boolean;
  /** Whether the server's last hash is the one this device computed. */
  readonly isMatching: boolean;
  /** Entries that stayed on this device because the server had ended the attempt. */
  readonly unsent: number;
}

/** One attempt as this device knows it, found by the token of the ticket. */
export interface AttemptRecord {
  readonly attemptId: string;
  readonly ticketToken: string;
  /** Null after the end: the token is not kept longer than it is needed. */
  readonly attemptToken: string | null;
  /** The last page the server gave, for a reload without a network; without items after the end. */
  readonly page: AttemptPage;
  /** Epoch under which the stored entries were written. */
  readonly epoch: number;
  /** Head of the journal that the first stored entry follows. */
  readonly base: JournalHead;
  readonly receipt: Receipt | null;
}

/** What changes often and is small. */
export interface Progress {
  readonly attemptId: string;
  readonly acknowledged: number;
  readonly marks: readonly number[];
  readonly position: number;
  /** The server's clock and the device's at the last contact: a rough guide after a reload without a network. */
  readonly contact: { readonly server: number; readonly device: number };
}

/** Where a device keeps the journal of an attempt. Every write must be durable when its promise resolves. */
export interface JournalStore {
  /** False where nothing outlives the page: no entry then counts as kept on this device. */
  readonly isLasting: boolean;
  findAttempt(ticketToken: string): Promise<AttemptRecord | null>;
  putAttempt(record: AttemptRecord): Promise<void>;
  findProgress(attemptId: string): Promise<Progress | null>;
  putProgress(progress: Progress): Promise<void>;
  /** In the order of their sequences. */
  listEntries(attemptId: string): Promise<ChainedEntry[]>;
  /** Must leave an entry that is there untouched and say so: another window of this browser wrote it. */
  addEntry(attemptId: string, entry: ChainedEntry): Promise<'added' | 'taken'>;
  /** Must move the stored entries aside, where they stay, and store the new record and entries, all or nothing. */
  replaceEntries(record: AttemptRecord, entries: readonly ChainedEntry[], reason: string): Promise<void>;
  /** Removes the answers from a device that others will use; called only after they are provably on the server. */
  forgetEntries(attemptId: string): Promise<void>;
  /** Everything kept of an attempt, also what was moved aside, for handing over as a file. */
  exportAttempt(attemptId: string): Promise<unknown>;
}

/**
 * A store that lives as long as the page: for browsers that refuse storage (private windows, full disks).
 * `isLasting` is what it says of itself: true only where the caller keeps it over visits.
 */
export function createMemoryStore(isLasting = false): JournalStore {
  const attempts = new Map<string, AttemptRecord>();
  const progresses = new Map<string, Progress>();
  const entries = new Map<string, ChainedEntry[]>();
  const asides: unknown[] = [];
  const listOf = (attemptId: string) => entries.get(attemptId) ?? [];
  return {
    isLasting,
    findAttempt: (ticketToken) => Promise.resolve(attempts.get(ticketToken) ?? null),
    putAttempt: (record) => {
      attempts.set(record.ticketToken, record);
      return Promise.resolve();
    },
    findProgress: (attemptId) => Promise.resolve(progresses.get(attemptId) ?? null),
    putProgress: (progress) => {
      progresses.set(progress.attemptId, progress);
      return Promise.resolve();
    },
    listEntries: (attemptId) => Promise.resolve([...listOf(attemptId)]),
    addEntry: (attemptId, entry) => {
      const list = listOf(attemptId);
      if (list.some((each) => each.sequence === entry.sequence)) return Promise.resolve('taken');
      entries.set(
        attemptId,
        [...list, entry].sort((a, b) => a.sequence - b.sequence),
      );
      return Promise.resolve('added');
    },
    replaceEntries: (record, list, reason) => {
      asides.push({ attemptId: record.attemptId, reason, entries: listOf(record.attemptId) });
      attempts.set(record.ticketToken, record);
      entries.set(record.attemptId, [...list]);
      return Promise.resolve();
    },
    forgetEntries: (attemptId) => {
      entries.delete(attemptId);
      return Promise.resolve();
    },
    exportAttempt: (attemptId) => Promise.resolve({ attemptId, entries: listOf(attemptId), asides }),
  };
}
