import type { AttemptPage } from '../api.ts';
import { mediaOf } from './content.ts';
import { createMediaFetch } from './media-fetch.ts';
import { createMediaShelf } from './media-shelf.ts';
import type { MediaShelf } from './media-shelf.ts';
import { createIdbMediaStore } from './media-store.ts';

/** The devices of a room begin to fetch within this, after the minute in which all of them enter. */
const SPREAD_MS = 8000;

/** A browser's own parts of a shelf. */
export const browserParts = {
  makeUrl: (type: string, bytes: ArrayBuffer) => URL.createObjectURL(new Blob([bytes], { type })),
  dropUrl: (url: string) => URL.revokeObjectURL(url),
  random: Math.random,
};

/** What `crypto.subtle` lacks on pages without a secure context. */
export function browserDigest(): ((bytes: ArrayBuffer) => Promise<ArrayBuffer>) | null {
  return isSecureContext ? (bytes) => crypto.subtle.digest('SHA-256', bytes) : null;
}

/** The files of a paper, fetched with the attempt's bearer and kept on this device while the attempt runs. */
export function openMediaShelf({ attemptId, items }: AttemptPage, bearer: string): MediaShelf {
  return createMediaShelf({
    ...browserParts,
    wanted: [...new Set(items.flatMap(({ content }) => (content === null ? [] : mediaOf(content))))],
    fetchFile: createMediaFetch({
      fetch: (input, init) => fetch(input, init),
      path: (sha256) => `/api/attempts/current/media/${sha256}`,
      bearer,
      digest: browserDigest(),
    }),
    store: 'indexedDB' in globalThis ? createIdbMediaStore(attemptId) : null,
    spreadMs: SPREAD_MS,
  });
}
