// Files of items on their way to the bank and back.
import { api, codeOf, troubleOf } from '../shell/api.ts';
import type { Words } from '../shell/language.ts';

export type StoredMedium = Awaited<ReturnType<typeof api.items.storeMedia>>;

/** Bytes that one file may have: the server takes no more. */
export const mostMediaBytes = 5_000_000;

/** The endings of files that may stand in an item. */
export const mediaEndings = '.png,.jpg,.jpeg,.gif,.webp,.svg,.mp3,.wav,.ogg,.m4a,.mp4,.webm';

/** Where a stored file is fetched. */
export function mediaAddress(sha256: string): string {
  return `/api/item-media/${sha256}`;
}

/** Bytes as base64, in pieces that no call stack minds. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Stores one file; the same bytes under the same key are stored once. */
export function storeMedium(name: string, bytes: Uint8Array, key: string = crypto.randomUUID()) {
  return api.items.storeMedia({ name: name.slice(-200), content: toBase64(bytes) }, { context: { key } });
}

export type StoreOutcome = { readonly sha256: string } | { readonly fault: Words };

const tooLarge: Words = {
  zh: `文件超过 ${String(mostMediaBytes / 1e6)} MB。`,
  en: `The file is larger than ${String(mostMediaBytes / 1e6)} MB.`,
};

/**
 * Stores files one after another and tells after each how many are done. A file that the bank refuses has its reason in place
 * of its SHA-256; anything else that goes wrong ends it.
 */
export async function storeFiles(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  tell: (done: number) => void,
  signal: AbortSignal,
): Promise<StoreOutcome[]> {
  const outcomes: StoreOutcome[] = [];
  for (const { name, bytes } of files) {
    signal.throwIfAborted();
    outcomes.push(await storeOne(name, bytes));
    tell(outcomes.length);
  }
  return outcomes;
}

async function storeOne(name: string, bytes: Uint8Array): Promise<StoreOutcome> {
  if (bytes.length > mostMediaBytes) return { fault: tooLarge };
  try {
    const { sha256 } = await storeMedium(name, bytes);
    return { sha256 };
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.kind !== 'refused' || trouble.problem.status >= 500 || codeOf(error) === 'forbidden')
      throw error;
    return { fault: { zh: trouble.problem.zh, en: trouble.problem.en } };
  }
}

/** Fetches stored files by their SHA-256. */
export async function fetchMedia(
  media: readonly { readonly sha256: string; readonly type: string }[],
  tell: (done: number) => void,
  signal: AbortSignal,
): Promise<Map<string, { type: string; bytes: Uint8Array }>> {
  const found = new Map<string, { type: string; bytes: Uint8Array }>();
  for (const { sha256, type } of media) {
    const response = await fetch(mediaAddress(sha256), { signal });
    if (!response.ok) throw new TypeError(`media ${String(response.status)}`);
    found.set(sha256, { type, bytes: new Uint8Array(await response.arrayBuffer()) });
    tell(found.size);
  }
  return found;
}
