import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const BASE = '/player/';

/** Writes the list of files that the service worker keeps into it, and a version that changes with any of them. */
function shell(): Plugin {
  return {
    name: 'player-shell',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle)
        .filter((name) => /^assets\/.*\.(?:js|css)$/.test(name))
        .map((name) => BASE + name)
        .sort();
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
      input: { main: 'index.html', sw: 'src/sw.ts' },
      output: { entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
});
