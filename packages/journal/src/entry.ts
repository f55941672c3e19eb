// The save journal of an attempt: every answer a candidate gives becomes one entry, numbered from 1 without holes and
// chained by SHA-256 to the one before. The candidate's device and the server run this same code, so that a save is
// acknowledged by a hash that both can compute, and a lost or altered answer can be proved or refuted afterwards.
//
// An entry is never changed or removed. The answer that counts for an item is the one with the highest sequence.
// A device writes under an epoch; when another device takes the attempt over, the epoch rises and the first is fenced.
// This package knows no item, no key, no person and no deadline: who may write and until when is the server's rule.

/** One save of one answer. */
export interface Entry {
  /** 1, 2, 3 … without holes. */
  readonly sequence: number;
  /** Place of the item in the candidate's form, from 1. */
  readonly position: number;
  /** Ids of the chosen options; empty clears the answer. */
  readonly response: readonly string[];
  /** RFC 3339 instant by the device; evidence only, never a reason to accept or refuse. */
  readonly savedAt: string;
}

/** An answer that has no place in a journal yet. */
export type Answer = Omit<Entry, 'sequence'>;

/** An entry with the hash of the chain up to and including it: 64 lower-case hex digits. */
export interface ChainedEntry extends Entry {
  readonly hash: string;
}

/** Where a journal ends: sequence 0 with the hash of `journalStart` when nothing was saved. */
export interface JournalHead {
  readonly sequence: number;
  readonly hash: string;
}

/** Whether both say the same, digit for digit. */
export function isSameHead(a: JournalHead, b: JournalHead): boolean {
  return a.sequence === b.sequence && a.hash === b.hash;
}
