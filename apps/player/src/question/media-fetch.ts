import type { Fetched } from './media-shelf.ts';

/** A film over a slow line takes this long; after that the line counts as dead. */
const PATIENCE_MS = 180_000;

interface Parts {
  readonly fetch: typeof fetch;
  readonly path: (sha256: string) => string;
  /** The attempt's bearer; null sends the login cookie instead. */
  readonly bearer: string | null;
  /** Null where the browser has none: pages without a secure context. */
  readonly digest: ((bytes: ArrayBuffer) => Promise<ArrayBuffer>) | null;
}

/**
 * Fetches a file by its SHA-256. What is neither picture nor recording, or has another digest, is a page of some network
 * in between and counts as silence. Never rejects.
 */
export function createMediaFetch({
  fetch,
  path,
  bearer,
  digest,
}: Parts): (sha256: string) => Promise<Fetched> {
  return async (sha256) => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
    try {
      const response = await fetch(path(sha256), {
        signal: abort.signal,
        cache: 'no-store',
        ...(bearer === null
          ? { credentials: 'same-origin' }
          : { credentials: 'omit', headers: { authorization: `Bearer ${bearer}` } }),
      });
      const { status } = response;
      if (!response.ok) {
        const seconds = Number(response.headers.get('retry-after'));
        const waitMs = Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : 0;
        const passes = status >= 500 || status === 408 || status === 429;
        return passes ? { kind: 'silent', waitMs } : { kind: 'refused' };
      }
      const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
      const bytes = await response.arrayBuffer();
      const isMedia = /^(image|audio|video)\//.test(type);
      const isRight = digest === null || hexOf(await digest(bytes)) === sha256;
      return isMedia && isRight ? { kind: 'ok', type, bytes } : { kind: 'silent', waitMs: 0 };
    } catch {
      return { kind: 'silent', waitMs: 0 };
    } finally {
      clearTimeout(timer);
    }
  };
}

function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
