// Keeps the shell of the player (page, script, style), so that a reload works without a network. It answers for
// nothing else: calls of the API pass by untouched, and no answer of the API is ever kept.
declare const self: ServiceWorkerGlobalScope;
/** Filled in by the build: the version of the shell and the files it consists of. */
declare const SHELL: { readonly version: string; readonly files: readonly string[] };

const PAGE = '/player/index.html';
const PREFIX = 'jiangping-player-';
const CACHE = `${PREFIX}${SHELL.version}`;
/** A network that answers nothing is treated as none after this long. */
const PATIENCE_MS = 4000;

self.addEventListener('install', (domEvent) => {
  domEvent.waitUntil(
    caches
      .open(CACHE)
      .then((cache) =>
        cache.addAll([PAGE, ...SHELL.files].map((url) => new Request(url, { cache: 'reload' }))),
      )
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (domEvent) => {
  domEvent.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith(PREFIX) && name !== CACHE)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (domEvent) => {
  const { request } = domEvent;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && url.pathname.startsWith('/t/')) domEvent.respondWith(openPage(request));
  else if (SHELL.files.includes(url.pathname)) domEvent.respondWith(openFile(request));
});

/** The server's page where it answers in time, so that a new version is never missed; else the kept one. */
async function openPage(request: Request): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const response = await fetch(request, { signal: abort.signal });
    if (response.status < 500) return response;
    return (await caches.match(PAGE)) ?? response;
  } catch (error) {
    const kept = await caches.match(PAGE);
    if (kept) return kept;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function openFile(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

export {};
