import { appendEntries, headOf, verifyChain } from './chain.ts';
import type { Answer, ChainedEntry, JournalHead } from './entry.ts';
import { currentResponses, isSameResponse } from './responses.ts';

/**
 * One journal out of the server's and a device's: the server's entries stay as they are; entries that only the device
 * has are numbered and chained after them in their own order, so that nothing is lost. Both lists must follow `base`.
 * An entry of the device that the server holds under another number (same item, answer and instant) is not added
 * again, hence merging twice changes nothing.
 */
export function mergeEntries(
  base: JournalHead,
  server: readonly ChainedEntry[],
  local: readonly ChainedEntry[],
): readonly ChainedEntry[] {
  let common = 0;
  while (common < server.length && server[common]?.hash === local[common]?.hash) common++;
  const held = new Map<string, number>();
  for (const entry of server.slice(common)) held.set(identity(entry), (held.get(identity(entry)) ?? 0) + 1);
  const added = local.slice(common).filter((entry) => {
    const count = held.get(identity(entry)) ?? 0;
    held.set(identity(entry), count - 1);
    return count <= 0;
  });
  return [...server, ...appendEntries(headOf(base, server), added)];
}

function identity(answer: Answer): string {
  return JSON.stringify([answer.position, answer.response, answer.savedAt]);
}

/** What a device has of a journal: all entries it wrote or saw after `base`. */
export interface LocalJournal {
  readonly base: JournalHead;
  readonly entries: readonly ChainedEntry[];
  /** Highest sequence that the server has acknowledged to this device. */
  readonly acknowledged: number;
  /** The answers of the server as this device last knew them. */
  readonly known: ReadonlyMap<number, readonly string[]>;
  /** Epoch under which the entries were written. */
  readonly epoch: number;
}

/** What the server says of the same journal: not its entries, only where it ends and what counts. */
export interface ServerJournal {
  readonly head: JournalHead;
  readonly responses: ReadonlyMap<number, readonly string[]>;
  readonly epoch: number;
}

/** A device's journal after it was brought together with the server's. */
export interface RebasedJournal {
  readonly base: JournalHead;
  readonly entries: readonly ChainedEntry[];
  readonly acknowledged: number;
  /** True when the two had parted: the old entries must be kept aside, the new ones start at the server's head. */
  readonly forked: boolean;
  /** Positions where the answer given on the other device was kept instead of an older one of this device. */
  readonly yielded: readonly number[];
}

/**
 * Brings a device's journal together with the server's head, of which only sequence and hash are known.
 *
 * When the chain of the device passes through that head, everything up to it is acknowledged and the rest waits to be
 * sent as it is (also when the server fell back behind an older acknowledgement). Otherwise they parted, and what was
 * not acknowledged is numbered anew after the server's head, so that nothing is lost. If they parted because another
 * device wrote under another epoch, an item that it changed keeps that newer answer: it is repeated after the older
 * ones, stamped `now`, and named in `yielded`. Under the same epoch only this device wrote, and its answers stand.
 */
export function rebaseEntries(server: ServerJournal, local: LocalJournal, now: string): RebasedJournal {
  if (passesThrough(local, server.head)) {
    const { base, entries } = local;
    return { base, entries, acknowledged: server.head.sequence, forked: false, yielded: [] };
  }
  // A server that fell back behind its own acknowledgement (an older backup) gets those entries again as well.
  const settled = Math.min(local.acknowledged, server.head.sequence);
  const waiting = local.entries.filter((entry) => entry.sequence > settled);
  const yielded =
    server.epoch === local.epoch
      ? []
      : [...currentResponses(waiting)].flatMap(([position, response]) => {
          const there = server.responses.get(position) ?? [];
          const before = local.known.get(position) ?? [];
          return isSameResponse(there, before) || isSameResponse(there, response) ? [] : [position];
        });
  const repeated = yielded.map((position) => ({
    position,
    response: server.responses.get(position) ?? [],
    savedAt: now,
  }));
  return {
    base: server.head,
    entries: appendEntries(server.head, [...waiting, ...repeated]),
    acknowledged: server.head.sequence,
    forked: true,
    yielded: yielded.sort((a, b) => a - b),
  };
}

/** The part of a stored journal that still verifies, and the sequence from which it does not (null: all of it does). */
export function soundPrefix(
  base: JournalHead,
  entries: readonly ChainedEntry[],
): { entries: readonly ChainedEntry[]; brokenAt: number | null } {
  const finding = verifyChain(base, entries);
  if (finding.ok) return { entries, brokenAt: null };
  return { entries: entries.slice(0, finding.sequence - base.sequence - 1), brokenAt: finding.sequence };
}

function passesThrough({ base, entries }: LocalJournal, head: JournalHead): boolean {
  const at = head.sequence === base.sequence ? base : entries[head.sequence - base.sequence - 1];
  return at?.hash === head.hash;
}
