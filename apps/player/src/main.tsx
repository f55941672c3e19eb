import { render } from 'preact';
import { createApi } from './api.ts';
import { App } from './App.tsx';
import { openIdbStore } from './idb-store.ts';
import { createMemoryStore } from './journal-store.ts';
import { applyPreferences } from './preferences.ts';
import './base.css';
import './ticket.css';
import './exam.css';
import './question/question.css';
import './print.css';

applyPreferences();
const token = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const api = createApi({ fetch: (input, init) => fetch(input, init), monotonic: () => performance.now() });
const root = document.getElementById('app');

void openIdbStore()
  .catch(() => createMemoryStore())
  .then((store) => {
    if (root) render(<App api={api} store={store} token={token} />, root);
  });

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  // Without it (plain http, refused scope) only a reload during an outage is lost.
  navigator.serviceWorker.register('/player/sw.js', { scope: '/t/' }).catch(() => undefined);
}
