import { defineConfig } from 'vitest/config';

// The story tests and every migration once more, on the engine inside the process.
export default defineConfig({
  test: {
    include: ['tests/story/**/*.test.ts', 'tests/repository/schema.test.ts'],
    provide: { postgres: null },
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 1,
  },
});
