import { appendEntries, appendEntry, headOf } from '@jiangping/journal/chain';
import type { Answer, ChainedEntry, JournalHead } from '@jiangping/journal/entry';
import type { AttemptPage } from './api.ts';
import type { AttemptRecord, JournalStore, Progress, Receipt } from './journal-store.ts';
import { adoptPage } from './resume.ts';
import type { OpenedAttempt } from './resume.ts';

/** The journal of one attempt in this page's memory, written through to the store in order. */
export interface Keeper {
  record(): AttemptRecord;
  entries(): readonly ChainedEntry[];
  head(): JournalHead;
  acknowledged(): number;
  acknowledge(sequence: number): void;
  /** Whether the own chain passes through that head. */
  holds(head: JournalHead): boolean;
  /** Highest sequence that is durable on this device. */
  storedTo(): number;
  /** Appends at once; the promise resolves when the store has it, or could not take it. */
  append(answer: Answer): { readonly entry: ChainedEntry; readonly stored: Promise<void> };
  /** Joins with a page of the server; returns the positions that yielded to another device. */
  adopt(page: AttemptPage, now: string): readonly number[];
  keepProgress(progress: Omit<Progress, 'attemptId' | 'acknowledged'>): void;
  /** Stores the receipt, drops the token and the paper, and the answers too where that is safe. */
  close(receipt: Receipt, mayForget: boolean): Promise<void>;
  /** Resolves when every write asked for so far was tried. */
  settle(): Promise<void>;
}

/**
 * A keeper for an opened attempt. Writes go to the store one after another. An entry that could not be stored is
 * tried again with the next one, so that the stored journal never has a hole. `onTaken` is called when another window
 * of this browser wrote under the same number; the own entry was then stored behind that window's.
 */
export function createKeeper(
  store: JournalStore,
  opened: OpenedAttempt,
  { onStored, onTaken }: { onStored: () => void; onTaken: () => void },
): Keeper {
  let { record, entries, acknowledged } = opened;
  let storedTo = headOf(record.base, entries).sequence;
  let writing: Promise<void> = Promise.resolve();

  /** A browser that stores nothing more is no reason to stop: `storedTo` tells, and the server is asked all the same. */
  function write(job: () => Promise<void>): Promise<void> {
    writing = writing.then(job).catch(() => undefined);
    return writing;
  }

  async function storeEntries(list: readonly ChainedEntry[]): Promise<void> {
    for (const entry of list) {
      if (entry.sequence <= storedTo) continue;
      if ((await store.addEntry(record.attemptId, entry)) === 'taken') {
        const there = await store.listEntries(record.attemptId);
        const behind = appendEntries(
          headOf(record.base, there),
          list.filter((each) => each.sequence >= entry.sequence),
        );
        for (const each of behind) await store.addEntry(record.attemptId, each);
        storedTo = Math.max(storedTo, entry.sequence);
        onTaken();
        return;
      }
      storedTo = entry.sequence;
    }
  }

  const head = () => headOf(record.base, entries);
  return {
    record: () => record,
    entries: () => entries,
    head,
    acknowledged: () => acknowledged,
    acknowledge(sequence) {
      acknowledged = sequence;
    },
    holds({ sequence, hash }) {
      const { base } = record;
      const at = sequence === base.sequence ? base : entries[sequence - base.sequence - 1];
      return at?.hash === hash;
    },
    storedTo: () => (store.isLasting ? storedTo : 0),
    append(answer) {
      const entry = appendEntry(head(), answer);
      entries = [...entries, entry];
      // The list as it is now: a later join with the server may number it anew behind this write.
      const list = entries;
      return { entry, stored: write(() => storeEntries(list)).then(onStored) };
    },
    adopt(page, now) {
      const adopted = adoptPage({ record, entries, acknowledged }, page, now);
      ({ record, entries, acknowledged } = adopted);
      const [newRecord, newEntries, newHead] = [record, entries, head()];
      void write(async () => {
        if (!adopted.forked) {
          await store.putAttempt(newRecord);
          return;
        }
        await store.replaceEntries(newRecord, newEntries, 'parted');
        storedTo = newHead.sequence;
      });
      return adopted.yielded;
    },
    keepProgress(progress) {
      const { attemptId } = record;
      const kept = { ...progress, attemptId, acknowledged };
      void write(() => store.putProgress(kept));
    },
    async close(receipt, mayForget) {
      const { page, attemptId } = record;
      record = {
        ...record,
        receipt,
        attemptToken: null,
        page: { ...page, endedAt: receipt.endedAt, items: [], responses: [] },
      };
      const closed = record;
      await write(async () => {
        await store.putAttempt(closed);
        if (mayForget) await store.forgetEntries(attemptId);
      });
    },
    settle: () => writing,
  };
}
