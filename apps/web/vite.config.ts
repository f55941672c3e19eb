import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import type { Plugin } from 'vite';

const modules = (...names: string[]) => new RegExp(`node_modules[\\\\/](?:${names.join('|')})[\\\\/]`);

const shell = (...files: string[]) =>
  new RegExp(`apps[\\\\/]web[\\\\/]src[\\\\/]shell[\\\\/](?:${files.join('|')})\\.tsx?$`);

// Chunks that change only when a library does. `frame` is all that a public page loads besides its own few kilobytes;
// the others belong to the console, and no public page may come to need them.
const libraries = [
  {
    name: 'frame',
    priority: 3,
    test: modules(
      'react',
      'react-dom',
      'scheduler',
      'i18next',
      'react-i18next',
      '@tanstack/(?:react-router|router-core|history|store|react-store)',
    ),
  },
  {
    name: 'frame',
    priority: 3,
    test: shell('language', 'LanguageSwitch', 'times', 'search', 'root-route', 'console-route'),
  },
  { name: 'query', priority: 2, test: modules('@tanstack/(?:react-query|query-core)') },
  { name: 'contract', priority: 2, test: /node_modules[\\/](?:@orpc|zod)[\\/]|packages[\\/]contract[\\/]/ },
  {
    name: 'antd',
    priority: 1,
    test: modules('antd', '@ant-design', '@rc-component', '@emotion', 'dayjs', 'stylis', 'clsx'),
  },
  // The console's own patterns arrive together: every page of it needs them.
  {
    name: 'console',
    priority: 1,
    test: shell(
      'ActButton',
      'Console\\w+',
      'Error\\w+',
      'List[A-Z]\\w+',
      'Loaded',
      'Page',
      'PlainLink',
      'RefusalAlert',
      'Rows',
      'StateTag',
      'cells',
      'menu[\\w-]*',
      'texts',
    ),
  },
];

const ofConsole = new Set(['query', 'contract', 'antd', 'console']);
const publicPages = [
  'HomePage',
  'VerifyPage',
  'CertificatePage',
  'ProgressPage',
  'PublicNotFound',
  'BrokenPublicPage',
];

/** Fails the build when a page for visitors would load code of the console: it opens on phones, from a printed code. */
const keepPublicPagesLight: Plugin = {
  name: 'keep-public-pages-light',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || !(chunk.isEntry || publicPages.includes(chunk.name))) continue;
      const reached = new Set([chunk.fileName]);
      for (const file of reached) {
        const each = bundle[file];
        if (each?.type !== 'chunk') continue;
        if (ofConsole.has(each.name))
          this.error(`${chunk.name} loads the chunk "${each.name}" of the console`);
        for (const imported of each.imports) reached.add(imported);
      }
    }
  },
};

export default defineConfig(({ mode }) => {
  // Where `vite dev` finds the server; JIANGPING_SERVER names another.
  const { JIANGPING_SERVER = 'http://127.0.0.1:8080' } = loadEnv(mode, import.meta.dirname, 'JIANGPING_');
  return {
    root: import.meta.dirname,
    base: '/',
    plugins: [react(), keepPublicPagesLight],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 1500,
      rolldownOptions: { output: { codeSplitting: { groups: libraries } } },
    },
    server: { proxy: { '/api': JIANGPING_SERVER } },
  };
});
