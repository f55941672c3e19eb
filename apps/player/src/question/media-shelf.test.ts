import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMediaFetch } from './media-fetch.ts';
import { createMediaShelf } from './media-shelf.ts';
import type { KeptMedia, MediaStore } from './media-store.ts';

const bytes = new Uint8Array([1, 2, 3]).buffer;
const digest = (of: ArrayBuffer) => crypto.subtle.digest('SHA-256', of);
const hex = '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81';

/** A server of files that can fail, and a device that keeps them. */
function createRoom() {
  const files = new Map<string, KeptMedia>();
  const asked: string[] = [];
  const dropped: string[] = [];
  const room = { files, asked, dropped, fate: (_sha256: string): 'ok' | 'gone' | 'down' => 'ok' };
  const store: MediaStore = {
    find: async (sha256) => files.get(sha256) ?? null,
    put: async (sha256, media) => void files.set(sha256, media),
    forget: async () => files.clear(),
  };
  const open = (wanted: string[], options: { spreadMs?: number; store?: MediaStore | null } = {}) =>
    createMediaShelf({
      wanted,
      store,
      spreadMs: 0,
      random: () => 0.5,
      makeUrl: (type, content) => `${type}:${content.byteLength}`,
      dropUrl: (url) => dropped.push(url),
      fetchFile: async (sha256) => {
        asked.push(sha256);
        await new Promise((resolve) => setTimeout(resolve, 100));
        const fate = room.fate(sha256);
        if (fate === 'gone') return { kind: 'refused' };
        return fate === 'down' ? { kind: 'silent', waitMs: 0 } : { kind: 'ok', type: 'image/png', bytes };
      },
      ...options,
    });
  return { room, open };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the shelf of a paper', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('brings everything in the background, what is on the screen first, each file once', async () => {
    const { room, open } = createRoom();
    const shelf = open(['a', 'b', 'c', 'd'], { spreadMs: 1000 });
    expect(shelf.find('d')).toEqual({ kind: 'loading' });
    await pass(50);
    expect(room.asked).toEqual(['d']);
    await pass(2000);
    expect(shelf.progress()).toEqual({ ready: 4, total: 4 });
    expect(room.asked).toEqual(['d', 'a', 'b', 'c']);
    expect(shelf.find('a')).toEqual({ kind: 'ready', url: 'image/png:3' });
    expect([...room.files.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('needs no network for what this device kept, and gives it back at the end', async () => {
    const { room, open } = createRoom();
    const first = open(['a', 'b']);
    await pass(1000);
    first.close(false);
    expect(room.dropped).toHaveLength(2);
    room.fate = () => 'down';
    room.asked.length = 0;
    const second = open(['a', 'b']);
    await pass(1000);
    expect(second.progress()).toEqual({ ready: 2, total: 2 });
    expect(room.asked).toEqual([]);
    second.close(true);
    await pass(0);
    expect(room.files.size).toBe(0);
  });

  it('waits for the network and goes on by itself, at once when it is told that it is back', async () => {
    const { room, open } = createRoom();
    room.fate = () => 'down';
    const shelf = open(['a']);
    let changes = 0;
    shelf.subscribe(() => (changes += 1));
    await pass(60_000);
    expect(shelf.find('a')).toEqual({ kind: 'offline' });
    expect(room.asked.length).toBeLessThan(12);
    room.fate = () => 'ok';
    shelf.wake();
    await pass(200);
    expect(shelf.find('a')).toMatchObject({ kind: 'ready' });
    expect(changes).toBeGreaterThan(1);
  });

  it('does not ask again for what the server refuses, until a hand does', async () => {
    const { room, open } = createRoom();
    room.fate = () => 'gone';
    const shelf = open(['a', 'b']);
    await pass(60_000);
    expect(room.asked).toEqual(['a', 'b']);
    expect(shelf.find('a')).toEqual({ kind: 'failed' });
    room.fate = () => 'ok';
    shelf.retry(['a']);
    expect(shelf.find('a')).toEqual({ kind: 'loading' });
    await pass(1000);
    expect(shelf.find('a')).toMatchObject({ kind: 'ready' });
    expect(shelf.find('b')).toEqual({ kind: 'failed' });
  });

  it('does not wait for a store that never answers', async () => {
    const { open } = createRoom();
    const silent = () => new Promise<never>(() => undefined);
    const shelf = open(['a'], { store: { find: silent, put: silent, forget: silent } });
    await pass(10_000);
    expect(shelf.find('a')).toMatchObject({ kind: 'ready' });
  });

  it('shows what a full device cannot keep', async () => {
    const { open } = createRoom();
    const full = () => Promise.reject(new Error('QuotaExceededError'));
    const shelf = open(['a'], { store: { find: full, put: full, forget: full } });
    await pass(1000);
    expect(shelf.find('a')).toMatchObject({ kind: 'ready' });
    shelf.close(true);
    await pass(0);
  });
});

describe('fetching a file', () => {
  const fetchOf = (response: () => Response, asked: RequestInit[] = []) =>
    createMediaFetch({
      fetch: async (_url, init) => {
        asked.push(init ?? {});
        return response();
      },
      path: (sha256) => `/media/${sha256}`,
      bearer: 'secret',
      digest,
    })(hex);
  const png = { headers: { 'content-type': 'image/png; charset=binary' } };

  it('gives type and bytes, and sends the bearer without any cookie', async () => {
    const asked: RequestInit[] = [];
    expect(await fetchOf(() => new Response(bytes, png), asked)).toEqual({
      kind: 'ok',
      type: 'image/png',
      bytes,
    });
    expect(asked[0]).toMatchObject({ credentials: 'omit', headers: { authorization: 'Bearer secret' } });
  });

  it('takes what is not the file for silence: a page of the network, other bytes, no answer, overload', async () => {
    const page = { headers: { 'content-type': 'text/html' } };
    expect(await fetchOf(() => new Response(bytes, page))).toEqual({ kind: 'silent', waitMs: 0 });
    expect(await fetchOf(() => new Response('other', png))).toEqual({ kind: 'silent', waitMs: 0 });
    const busy = () => new Response('', { status: 429, headers: { 'retry-after': '3' } });
    expect(await fetchOf(busy)).toEqual({ kind: 'silent', waitMs: 3000 });
    const broken = () => {
      throw new TypeError('network');
    };
    expect(await fetchOf(broken)).toEqual({ kind: 'silent', waitMs: 0 });
  });

  it('knows a refusal that repeating would not change', async () => {
    expect(await fetchOf(() => new Response('', { status: 404 }))).toEqual({ kind: 'refused' });
  });
});
