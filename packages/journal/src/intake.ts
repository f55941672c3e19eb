import { appendEntry, chainEntry, headOf } from './chain.ts';
import type { ChainedEntry, Entry, JournalHead } from './entry.ts';

/** What the server knows of an attempt when a save arrives; must be read under the lock of that attempt. */
export interface StoredJournal {
  readonly epoch: number;
  readonly head: JournalHead;
  /** The stored entries from the first sequence of the save up to the head; earlier ones may be left out. */
  readonly overlap: readonly ChainedEntry[];
}

/** One save as a device sends it. */
export interface Save {
  readonly epoch: number;
  readonly entries: readonly Entry[];
}

/** The answer to a save: what is to be stored and the new head, or a refusal after which nothing is stored. */
export type Intake =
  | { readonly accepted: true; readonly fresh: readonly ChainedEntry[]; readonly head: JournalHead }
  | {
      readonly accepted: false;
      readonly code: 'attempt_fenced';
      readonly facts: { readonly epoch: number; readonly current: number };
    }
  | {
      readonly accepted: false;
      readonly code: 'save_sequence_gap';
      readonly facts: { readonly received: number; readonly sent: number };
    }
  | {
      readonly accepted: false;
      readonly code: 'save_chain_broken';
      readonly facts: { readonly sequence: number };
    };

/**
 * Whether a device may still write: only under the epoch the attempt has now. An older epoch was fenced by another
 * device; a newer one was never given. Null when it may, else the refusal with both numbers.
 */
export function checkEpoch(
  current: number,
  epoch: number,
): Extract<Intake, { code: 'attempt_fenced' }> | null {
  return epoch === current ? null : { accepted: false, code: 'attempt_fenced', facts: { epoch, current } };
}

/**
 * Decides one save. Entries that are stored already are passed over, so a save may arrive twice, late or overlapping
 * and has one effect; new ones are chained after the head. Refuses as a whole, storing nothing: another epoch
 * (`attempt_fenced`), a hole before or inside the save (`save_sequence_gap`, with the last sequence received), and an
 * entry that says something else than the stored one of its number (`save_chain_broken`, with that number). Throws what
 * `chainEntry` throws for an entry that is malformed; the contract keeps those out.
 */
export function acceptEntries(journal: StoredJournal, save: Save): Intake {
  const fenced = checkEpoch(journal.epoch, save.epoch);
  if (fenced) return fenced;
  const stored = new Map(journal.overlap.map((entry) => [entry.sequence, entry]));
  const fresh: ChainedEntry[] = [];
  let last = (save.entries[0]?.sequence ?? 1) - 1;
  for (const entry of save.entries) {
    const head = headOf(journal.head, fresh);
    if (entry.sequence !== last + 1 || entry.sequence > head.sequence + 1) {
      return {
        accepted: false,
        code: 'save_sequence_gap',
        facts: { received: journal.head.sequence, sent: entry.sequence },
      };
    }
    last = entry.sequence;
    if (entry.sequence > head.sequence) {
      fresh.push(appendEntry(head, entry));
    } else if (!isStored(stored.get(entry.sequence), entry)) {
      return { accepted: false, code: 'save_chain_broken', facts: { sequence: entry.sequence } };
    }
  }
  return { accepted: true, fresh, head: headOf(journal.head, fresh) };
}

/** Compared by hash over a neutral start, so that sameness here means what it means in the chain. */
function isStored(stored: ChainedEntry | undefined, sent: Entry): boolean {
  if (!stored) return false;
  const neutral = '00'.repeat(32);
  return chainEntry(neutral, stored) === chainEntry(neutral, sent);
}
