import { defineConfig } from 'vitest/config';

// A real Chromium against the built pages and a real server.
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    provide: { postgres: null },
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 1,
  },
});
