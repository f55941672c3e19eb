import { decodeHex, encodeHex, encodeUtf8 } from '@jiangping/log/bytes';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { hashFields } from '@jiangping/log/framing';
import { InvalidInput } from '@jiangping/log/invalid-input';
import type { Answer, ChainedEntry, Entry, JournalHead } from './entry.ts';

const START_TAG = 'attempt-journal-start/v1';
const ENTRY_TAG = 'attempt-journal-entry/v1';
const HASH_LENGTH = 32;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * The head of an empty journal: `SHA-256( frame("attempt-journal-start/v1") || frame(attempt id) )` as hex, with the
 * framing of `@jiangping/log/framing`. Bound to the attempt, so that no journal passes for another candidate's.
 */
export function journalStart(attemptId: string): JournalHead {
  return { sequence: 0, hash: encodeHex(hashFields(START_TAG, encodeUtf8(attemptId))) };
}

/**
 * The hash of the chain after one more entry:
 * `SHA-256( frame("attempt-journal-entry/v1") || frame(previous hash) || frame(JCS({position, response, savedAt, sequence})) )`
 * as hex (RFC 8785). `savedAt` enters as UTC with milliseconds, as `Date.prototype.toISOString` writes it, so that a
 * database that keeps an instant and not its spelling can recompute it; other members of the object do not enter.
 *
 * Refuses a previous hash that is not 64 hex digits (`hex_malformed`, `length_wrong`), a sequence or position that is
 * not a positive whole number (`out_of_range`), and a `savedAt` that is no RFC 3339 instant (`text_malformed`).
 */
export function chainEntry(previousHash: string, entry: Entry): string {
  const previous = decodeHex(previousHash);
  if (previous.length !== HASH_LENGTH) throw new InvalidInput('length_wrong', 'previous hash');
  requirePositive(entry.sequence, 'sequence');
  requirePositive(entry.position, 'position');
  const { sequence, position, response } = entry;
  const text = canonicalJson({ sequence, position, response, savedAt: normalInstant(entry.savedAt) });
  return encodeHex(hashFields(ENTRY_TAG, previous, encodeUtf8(text)));
}

/** The next entry of a journal that ends at `head`, numbered and chained; refuses what {@link chainEntry} refuses. */
export function appendEntry(head: JournalHead, answer: Answer): ChainedEntry {
  const entry = {
    sequence: head.sequence + 1,
    position: answer.position,
    response: [...answer.response],
    savedAt: normalInstant(answer.savedAt),
  };
  return { ...entry, hash: chainEntry(head.hash, entry) };
}

/** The answers numbered and chained after `head`, in the order given. */
export function appendEntries(head: JournalHead, answers: readonly Answer[]): readonly ChainedEntry[] {
  const chained: ChainedEntry[] = [];
  for (const answer of answers) chained.push(appendEntry(chained.at(-1) ?? head, answer));
  return chained;
}

/** The head after the entries: that of the last one, or `base` when there is none. */
export function headOf(base: JournalHead, entries: readonly ChainedEntry[]): JournalHead {
  const last = entries.at(-1);
  return last ? { sequence: last.sequence, hash: last.hash } : base;
}

/** What {@link verifyChain} found: the head of a whole chain, or the first sequence that does not fit and why. */
export type ChainFinding =
  | { readonly ok: true; readonly head: JournalHead }
  | {
      readonly ok: false;
      /** Number of the entry that was changed, removed, inserted or moved. */
      readonly sequence: number;
      readonly fault: 'entry_missing' | 'entry_malformed' | 'hash_mismatch' | 'head_mismatch';
    };

/**
 * Whether the entries follow `base` without a hole and every hash fits; names the first sequence that does not.
 * A cut tail is only seen with the `expected` head that was acknowledged or printed on the receipt; a chain that was
 * recomputed as a whole is caught by it too, and is named by the sequence of that head. Never throws for hostile input.
 */
export function verifyChain(
  base: JournalHead,
  entries: readonly ChainedEntry[],
  expected?: JournalHead,
): ChainFinding {
  let head = base;
  for (const entry of entries) {
    const sequence = head.sequence + 1;
    if (entry.sequence !== sequence) return { ok: false, sequence, fault: 'entry_missing' };
    const hash = hashOrNull(head.hash, entry);
    if (hash === null) return { ok: false, sequence, fault: 'entry_malformed' };
    if (hash !== entry.hash) return { ok: false, sequence, fault: 'hash_mismatch' };
    head = { sequence, hash };
    if (expected?.sequence === sequence && expected.hash !== hash) {
      return { ok: false, sequence, fault: 'head_mismatch' };
    }
  }
  if (expected && expected.sequence > head.sequence) {
    return { ok: false, sequence: head.sequence + 1, fault: 'entry_missing' };
  }
  return { ok: true, head };
}

function hashOrNull(previousHash: string, entry: Entry): string | null {
  try {
    return chainEntry(previousHash, entry);
  } catch {
    return null;
  }
}

function requirePositive(value: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidInput('out_of_range', name);
}

/** Refuses texts that Date.parse takes but RFC 3339 does not, since engines differ on them. */
function normalInstant(text: string): string {
  const time = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidInput('text_malformed', 'savedAt');
  return new Date(time).toISOString();
}
