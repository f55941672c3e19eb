// The pictures and recordings of a paper on this device: fetched in the background as soon as the exam runs, what is on the
// screen first, kept until the end, so that a network that fails later takes no question away.
import { backoffMs, createPause } from '../backoff.ts';
import type { MediaStore } from './media-store.ts';

/** `offline`: not reached, tried again by itself. `failed`: the server does not give it; asked again only by hand. */
export type MediaState =
  { readonly kind: 'loading' | 'offline' | 'failed' } | { readonly kind: 'ready'; readonly url: string };

export type Fetched =
  | { readonly kind: 'ok'; readonly type: string; readonly bytes: ArrayBuffer }
  | { readonly kind: 'refused' }
  | { readonly kind: 'silent'; readonly waitMs: number };

export interface MediaShelf {
  /** The state of a file; one that nobody asked for yet is fetched next. */
  find(sha256: string): MediaState;
  /** Tries these at once, also those that failed for good. */
  retry(digests: readonly string[]): void;
  /** Tries what is waiting, as when the network is back. */
  wake(): void;
  subscribe(listener: () => void): () => void;
  progress(): { readonly ready: number; readonly total: number };
  /** Ends fetching. With `forget` what was kept leaves the device as well. */
  close(forget: boolean): void;
}

interface Parts {
  readonly wanted: readonly string[];
  readonly fetchFile: (sha256: string) => Promise<Fetched>;
  /** Null where nothing is to be kept, as in a preview. */
  readonly store: MediaStore | null;
  readonly makeUrl: (type: string, bytes: ArrayBuffer) => string;
  readonly dropUrl: (url: string) => void;
  readonly random: () => number;
  /** The fetching of what is not on the screen begins within this, so that a room does not ask in one beat. */
  readonly spreadMs: number;
}

/** Two at a time: one large film must not hold up the pictures. */
const HANDS = 2;
/** A store that does not answer, as in some private windows, must not keep a picture from the screen. */
const STORE_MS = 3000;

/** A shelf for these files; fetching begins at once with those that are looked for. */
export function createMediaShelf(parts: Parts): MediaShelf {
  const { fetchFile, store, random } = parts;
  const states = new Map<string, MediaState>();
  const listeners = new Set<() => void>();
  const pause = createPause();
  const inHand = new Set<string>();
  let queue: string[] = [];
  let hands = 0;
  let failures = 0;
  let isClosed = false;

  const isOver = () => isClosed;

  function set(sha256: string, state: MediaState): void {
    states.set(sha256, state);
    for (const listener of listeners) listener();
  }

  function ask(digests: readonly string[], isUrgent: boolean): void {
    const fresh = digests.filter((each) => states.get(each)?.kind !== 'ready' && !inHand.has(each));
    const rest = queue.filter((each) => !fresh.includes(each));
    queue = isUrgent ? [...fresh, ...rest] : [...rest, ...fresh];
    while (hands < HANDS && hands < queue.length && !isClosed) {
      hands += 1;
      void work();
    }
  }

  async function work(): Promise<void> {
    try {
      for (let next = queue.shift(); next !== undefined && !isClosed; next = queue.shift()) {
        inHand.add(next);
        const waitMs = await bring(next);
        inHand.delete(next);
        if (waitMs > 0) await pause.wait(waitMs);
      }
    } finally {
      // In the same breath as the queue was found empty: what is asked for from now on needs a new hand.
      hands -= 1;
    }
  }

  /** Brings one file; returns how long to wait before the next try of any. */
  async function bring(sha256: string): Promise<number> {
    const kept = store ? await within(STORE_MS, store.find(sha256)) : null;
    const fetched: Fetched = kept ? { kind: 'ok', ...kept } : await fetchFile(sha256);
    if (isOver()) return 0;
    if (fetched.kind === 'refused') {
      set(sha256, { kind: 'failed' });
      return 0;
    }
    if (fetched.kind === 'silent') {
      failures += 1;
      queue.push(sha256);
      set(sha256, { kind: 'offline' });
      return backoffMs(failures, random, fetched.waitMs);
    }
    failures = 0;
    const { type, bytes } = fetched;
    // A full disk is no reason to show nothing now.
    if (!kept && store) await within(STORE_MS, store.put(sha256, { type, bytes }));
    if (isOver()) return 0;
    set(sha256, { kind: 'ready', url: parts.makeUrl(type, bytes) });
    return 0;
  }

  const start = setTimeout(() => ask(parts.wanted, false), parts.spreadMs * random());

  return {
    find(sha256) {
      const state = states.get(sha256);
      if (state) return state;
      states.set(sha256, { kind: 'loading' });
      ask([sha256], true);
      return { kind: 'loading' };
    },
    retry(digests) {
      for (const each of digests) if (states.get(each)?.kind !== 'ready') set(each, { kind: 'loading' });
      failures = 0;
      ask(digests, true);
      pause.cut();
    },
    wake: () => pause.cut(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    progress: () => ({
      ready: parts.wanted.filter((each) => states.get(each)?.kind === 'ready').length,
      total: parts.wanted.length,
    }),
    close(forget) {
      isClosed = true;
      clearTimeout(start);
      listeners.clear();
      pause.cut();
      for (const state of states.values()) if (state.kind === 'ready') parts.dropUrl(state.url);
      if (forget) void store?.forget().catch(() => undefined);
    },
  };
}

/** What a promise gives within a time; null where it fails or takes longer. */
function within<T>(ms: number, promise: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ms);
    const end = (value: T | null) => {
      clearTimeout(timer);
      resolve(value);
    };
    promise.then(end, () => end(null));
  });
}
