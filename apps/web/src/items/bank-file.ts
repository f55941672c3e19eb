// A bank file as it comes from a person's disk. What a sound item says is checked by the server, with the same rules for all.
import type { BankPlace } from './bank.ts';

/** A file that was read, and the bank its items are to go to. */
export interface ReadFile extends BankPlace {
  fileName: string;
  items: readonly Record<string, unknown>[];
}

/** Items that a file may hold; they go to the server in portions. */
export const mostItems = 50_000;

export type BankFile =
  | { readonly items: readonly Record<string, unknown>[] }
  | { readonly fault: 'notJson' | 'noItems' | 'notObjects' | 'tooMany' };

/** Reads the items of a bank file: a list, or an object whose `items` is one; tells in one word what keeps it from being read. */
export function readBankFile(text: string): BankFile {
  let value: unknown;
  try {
    // A byte order mark is what some editors leave behind; it is not JSON.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { fault: 'notJson' };
  }
  const items: unknown = Array.isArray(value) ? value : (value as { items?: unknown } | null)?.items;
  if (!Array.isArray(items) || items.length === 0) return { fault: 'noItems' };
  if (items.length > mostItems) return { fault: 'tooMany' };
  if (!items.every(isRecord)) return { fault: 'notObjects' };
  return { items };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
