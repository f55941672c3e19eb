import { gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const BASE = '/player/';
/** What the exam page may weigh, compressed: it is loaded by a whole room in one minute, on phones. */
const MOST_BYTES = 50 * 1024;

/** Writes the list of files that the service worker keeps into it, and a version that changes with any of them. */
function shell(): Plugin {
  return {
    name: 'player-shell',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const kept = Object.values(bundle).filter(
        // The preview for staff needs a network anyway.
        ({ fileName }) =>
          /^assets\/.*\.(?:js|css)$/.test(fileName) && !fileName.startsWith('assets/preview-'),
      );
      const first = kept.filter((file) => file.type === 'asset' || !file.isDynamicEntry);
      const bytes = first.reduce(
        (sum, file) => sum + gzipSync(file.type === 'chunk' ? file.code : file.source).length,
        0,
      );
      if (bytes > MOST_BYTES) throw new Error(`the exam page weighs ${bytes} bytes, over ${MOST_BYTES}`);
      const files = kept.map(({ fileName }) => BASE + fileName).sort();
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') throw new Error('the service worker is missing from the bundle');
      // The names carry hashes of the contents, so they are the version.
      const version = files.map((name) => /-([\w-]{8})\./.exec(name)?.[1] ?? name).join('.');
      worker.code = `const SHELL=${JSON.stringify({ version, files })};${worker.code}`;
    },
  };
}

export default defineConfig({
  base: BASE,
  plugins: [shell()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { main: 'index.html', preview: 'preview.html', sw: 'src/sw.ts' },
      output: { entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
});
