import { openDB } from 'idb';
import type { DBSchema } from 'idb';

export interface KeptMedia {
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

/** Where a device keeps the files of one attempt. */
export interface MediaStore {
  find(sha256: string): Promise<KeptMedia | null>;
  put(sha256: string, media: KeptMedia): Promise<void>;
  /** Removes every file of the attempt. */
  forget(): Promise<void>;
}

interface Schema extends DBSchema {
  files: { key: [string, string]; value: KeptMedia };
}

/**
 * The files of an attempt in this browser (IndexedDB), in a database of their own: one that is full or broken must not
 * touch the journal. Its calls reject where the browser keeps nothing.
 */
export function createIdbMediaStore(attemptId: string): MediaStore {
  const opened = openDB<Schema>('jiangping-player-media', 1, {
    upgrade(database) {
      database.createObjectStore('files');
    },
  });
  // Each call tells of the failure by itself.
  opened.catch(() => undefined);
  return {
    find: async (sha256) => (await (await opened).get('files', [attemptId, sha256])) ?? null,
    async put(sha256, media) {
      await (await opened).put('files', media, [attemptId, sha256]);
    },
    async forget() {
      await (await opened).delete('files', IDBKeyRange.bound([attemptId, ''], [attemptId, '\uffff']));
    },
  };
}
