import type { ChainedEntry } from '@jiangping/journal/entry';
import { openDB } from 'idb';
import type { DBSchema } from 'idb';
import type { AttemptRecord, JournalStore, Progress } from './journal-store.ts';

interface Aside {
  readonly attemptId: string;
  readonly reason: string;
  readonly asideAt: number;
  readonly record: AttemptRecord | undefined;
  readonly entries: readonly ChainedEntry[];
}

interface Schema extends DBSchema {
  attempts: { key: string; value: AttemptRecord };
  progresses: { key: string; value: Progress };
  entries: { key: [string, number]; value: ChainedEntry };
  asides: { key: number; value: Aside; indexes: { attempt: string } };
}

/** Without it Chromium calls a write done before it is on the disk, and a power cut takes it back. */
const strict = { durability: 'strict' } as const;

const entriesOf = (attemptId: string) =>
  IDBKeyRange.bound([attemptId, 0], [attemptId, Number.MAX_SAFE_INTEGER]);

/** The store of this browser (IndexedDB). Rejects where the browser allows none. */
export async function openIdbStore(): Promise<JournalStore> {
  const db = await openDB<Schema>('jiangping-player', 1, {
    upgrade(database) {
      database.createObjectStore('attempts', { keyPath: 'ticketToken' });
      database.createObjectStore('progresses', { keyPath: 'attemptId' });
      database.createObjectStore('entries');
      database.createObjectStore('asides', { autoIncrement: true }).createIndex('attempt', 'attemptId');
    },
  });
  return {
    isLasting: true,
    findAttempt: async (ticketToken) => (await db.get('attempts', ticketToken)) ?? null,
    putAttempt: async (record) => {
      await db.put('attempts', record);
    },
    findProgress: async (attemptId) => (await db.get('progresses', attemptId)) ?? null,
    putProgress: async (progress) => {
      await db.put('progresses', progress);
    },
    listEntries: (attemptId) => db.getAll('entries', entriesOf(attemptId)),
    async addEntry(attemptId, entry) {
      const transaction = db.transaction('entries', 'readwrite', strict);
      const added = transaction.store.add(entry, [attemptId, entry.sequence]);
      // All is asked for before anything is waited for: a page that is being closed takes no further step.
      transaction.commit();
      const done = transaction.done.catch(() => undefined);
      try {
        await added;
      } catch (error) {
        await done;
        if (error instanceof DOMException && error.name === 'ConstraintError') return 'taken';
        throw error;
      }
      await transaction.done;
      return 'added';
    },
    async replaceEntries(record, entries, reason) {
      const transaction = db.transaction(['attempts', 'entries', 'asides'], 'readwrite', strict);
      const attempts = transaction.objectStore('attempts');
      const store = transaction.objectStore('entries');
      const { attemptId } = record;
      await transaction.objectStore('asides').add({
        attemptId,
        reason,
        asideAt: Date.now(),
        record: await attempts.get(record.ticketToken),
        entries: await store.getAll(entriesOf(attemptId)),
      });
      await store.delete(entriesOf(attemptId));
      for (const entry of entries) await store.add(entry, [attemptId, entry.sequence]);
      await attempts.put(record);
      await transaction.done;
    },
    async forgetEntries(attemptId) {
      await db.delete('entries', entriesOf(attemptId));
    },
    exportAttempt: async (attemptId) => ({
      attemptId,
      entries: await db.getAll('entries', entriesOf(attemptId)),
      asides: await db.getAllFromIndex('asides', 'attempt', attemptId),
    }),
  };
}
