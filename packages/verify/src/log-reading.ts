// Reads a whole log page by page, and grows its tree twice: from the texts of the entries, and from the leaf hashes the
// log keeps. Where the two part, an entry was changed after it was logged.
import { decodeBase64, encodeHex, encodeUtf8, equalBytes } from '@jiangping/log/bytes';
import { hasCanonicalForm } from '@jiangping/log/canonical-json';
import { appendLeaf, emptyFrontier, frontierRoot, HASH_LENGTH, leafHash } from '@jiangping/log/merkle';
import type { Frontier } from '@jiangping/log/merkle';
import type { RuleWatch } from './audit-rules.ts';
import { watchRules } from './audit-rules.ts';
import { readFact } from './ledger-checks.ts';

/** How an auditor reaches a log. Each may reject when the log cannot be reached; that is no finding. */
export interface LogReader {
  /** The newest signed checkpoint, and the verifier key the log itself names. */
  readonly getCheckpoint: () => Promise<{ readonly checkpoint: string; readonly logKey: string }>;
  /** Entries in the order of the log from an index on; an entry the log does not have is left out. */
  readonly listFacts: (
    from: number,
    count: number,
  ) => Promise<readonly { readonly index: number; readonly fact: string }[]>;
  /** Leaf hashes, base64, of the entries from an index on, as the log keeps them; null where it serves none. */
  readonly listLeaves?: (from: number, count: number) => Promise<readonly string[] | null>;
  /** Signed checkpoints from a size on, by rising size. */
  readonly listCheckpoints?: (from: number, count: number) => Promise<readonly string[]>;
  /** Consistency proof between two sizes, hashes in base64. */
  readonly getConsistency?: (from: number, to: number) => Promise<readonly string[]>;
}

/** Entries asked for at once. */
export const PAGE = 1000;
/** Faults that are named one by one. */
export const MOST_FAULTS = 100;

/** What was read of a log: two trees grown side by side, one of the entries' texts, one of the kept leaf hashes. */
export interface ReadTree {
  /** Null from the first entry on that is missing without a leaf hash in its place. */
  facts: Frontier | null;
  /** Null where the log serves no leaf hashes, and from the first on that it has lost. */
  leaves: Frontier | null;
  lost: Tally | null;
  /** Entries whose text does not have the kept leaf hash; missing ones have no leaf of their own. */
  odd: { index: number; own: string | null; kept: string | null }[];
  oddCount: number;
  missing: Tally | null;
  malformed: Tally | null;
  repeated: Tally | null;
  /** Roots of both trees at the sizes of earlier checkpoints. */
  roots: Map<number, Uint8Array[]>;
  rules: RuleWatch;
}

/** Reads entries 0 … size − 1; `marks` are the sizes at which the roots are wanted. */
export async function readTree(
  reader: LogReader,
  size: number,
  marks: readonly number[],
  onProgress?: (done: number, of: number) => void,
): Promise<ReadTree> {
  const tree: ReadTree = {
    facts: emptyFrontier,
    leaves: emptyFrontier,
    lost: null,
    odd: [],
    oddCount: 0,
    missing: null,
    malformed: null,
    repeated: null,
    roots: new Map(),
    rules: watchRules(),
  };
  const wanted = new Set(marks);
  const ids = new Set<string>();
  markRoots(tree, 0, wanted);
  for (let from = 0; from < size; from += PAGE) {
    const count = Math.min(PAGE, size - from);
    const [facts, leaves] = await Promise.all([
      reader.listFacts(from, count),
      reader.listLeaves?.(from, count) ?? null,
    ]);
    const texts = new Map(facts.map(({ index, fact }) => [index, fact]));
    // A hostile log may claim any size: where it gives nothing more, the rest is missing.
    if (texts.size === 0 && (leaves ?? []).length === 0) {
      tree.missing = tally(tree.missing, from, size - from);
      tree.facts = null;
      tree.leaves = null;
      break;
    }
    if (leaves === null) tree.leaves = null;
    for (let index = from; index < from + count; index++) {
      const kept = leaves === null ? null : readHash(leaves[index - from]);
      if (leaves !== null && kept === null) tree.lost = tally(tree.lost, index);
      readEntry(tree, index, texts.get(index), kept, ids);
      markRoots(tree, index + 1, wanted);
    }
    onProgress?.(from + count, size);
  }
  return tree;
}

function readEntry(
  tree: ReadTree,
  index: number,
  text: string | undefined,
  kept: Uint8Array | null,
  ids: Set<string>,
): void {
  tree.leaves = tree.leaves === null || kept === null ? null : appendLeaf(tree.leaves, kept);
  if (text === undefined) tree.missing = tally(tree.missing, index);
  const own = text === undefined ? null : hashText(text);
  const leaf = own ?? kept;
  tree.facts = tree.facts === null || leaf === null ? null : appendLeaf(tree.facts, leaf);
  if (text === undefined || (kept !== null && (own === null || !equalBytes(own, kept)))) {
    tree.oddCount++;
    if (tree.odd.length < MOST_FAULTS) {
      tree.odd.push({ index, own: own && encodeHex(own), kept: kept && encodeHex(kept) });
    }
  }
  if (text === undefined) return;
  const fact = hasCanonicalForm(text) ? readFact(text) : null;
  if (fact === null) tree.malformed = tally(tree.malformed, index);
  else {
    if (ids.has(fact.id)) tree.repeated = tally(tree.repeated, index);
    ids.add(fact.id);
    tree.rules.see(index, fact);
  }
}

function markRoots(tree: ReadTree, size: number, wanted: ReadonlySet<number>): void {
  if (!wanted.has(size)) return;
  const trees = [tree.facts, tree.leaves].filter((each) => each !== null);
  tree.roots.set(size, trees.map(frontierRoot));
}

/** The first index of a kind of fault, and how many there are. */
export interface Tally {
  readonly first: number;
  readonly count: number;
}

function tally(before: Tally | null, index: number, count = 1): Tally {
  return { first: before?.first ?? index, count: (before?.count ?? 0) + count };
}

function hashText(text: string): Uint8Array | null {
  // A lone surrogate has no UTF-8, so no entry of a log can hold one.
  return text.isWellFormed() ? leafHash(encodeUtf8(text)) : null;
}

/** A hash in base64, or null for anything else. */
export function readHash(base64: string | undefined): Uint8Array | null {
  try {
    const hash = base64 === undefined ? null : decodeBase64(base64);
    return hash?.length === HASH_LENGTH ? hash : null;
  } catch {
    return null;
  }
}
