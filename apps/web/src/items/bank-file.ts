// A JSON bank as it comes from a person's disk. What a sound item says is checked by the server, with the same rules for all.
import type { BankPlace } from './bank.ts';

type Json = Readonly<Record<string, unknown>>;

/** Items that were read, and the bank they are to go to. */
export interface ReadFile extends BankPlace {
  fileName: string;
  items: readonly Json[];
}

/** A file that comes with items, under the name by which they show it. */
export interface EmbeddedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Items that a file may hold; they go to the server in portions. */
export const mostItems = 50_000;

export type BankFile =
  | { readonly items: readonly Json[]; readonly files: readonly EmbeddedFile[] }
  | { readonly fault: 'notJson' | 'noItems' | 'notObjects' | 'tooMany' };

/** Reads the items of a bank file: a list, or an object whose `items` is one and whose `media` are the files they show; tells in one word what keeps it from being read. */
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
  return { items, files: isRecord(value) ? readFiles(value['media']) : [] };
}

function readFiles(value: unknown): EmbeddedFile[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).flatMap(({ sha256, content }): EmbeddedFile[] => {
    if (typeof sha256 !== 'string' || typeof content !== 'string') return [];
    try {
      return [{ name: sha256, bytes: Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)) }];
    } catch {
      return [];
    }
  });
}

/** The item with the SHA-256 of its files as the bank stored them; a file that was not brought along stays named. */
export function withStoredFiles(item: Json, sha256Of: ReadonlyMap<string, string>): Json {
  const { question } = item;
  if (!isRecord(question) || !Array.isArray(question['media'])) return item;
  const media = question['media'].map((each: unknown) =>
    isRecord(each) && typeof each['sha256'] === 'string'
      ? { ...each, sha256: sha256Of.get(each['sha256']) ?? each['sha256'] }
      : each,
  );
  return { ...item, question: { ...question, media } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
