import { defineConfig } from 'vitest/config';

// Workspaces are read as source, as the programs themselves read them. Vite's own `module` is left out: Vitest hands these to Node, which
// cannot load what packages have for bundlers (the AWS SDK).
const conditions = ['@olchat/source', 'node', 'development|production'];

const shared = {
  resolve: {
    conditions,
    // graphql has an ESM and a CommonJS copy; type-graphql and Apollo, loaded by Node, get the second, and two copies do not mix.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  ssr: { resolve: { conditions, externalConditions: conditions } },
};

// One queue of all projects for three workers, on two cores as well: a whole-system test is four processes, and waits for one or another
// of them a fifth of its time.
const maxWorkers = 3;

// Vitest's one second is over before a page has loaded on a busy machine.
const expect = { poll: { timeout: 20_000 } };

// Whole processes on a shared, noisy machine: there a test that failed is asked once more, and vitest names it in its report. Nowhere else.
const slow = { testTimeout: 120_000, hookTimeout: 180_000, expect, retry: process.env['CI'] === undefined ? 0 : 1 };

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          // Two hundred files of a few milliseconds: a worker each cost more than the tests. What a test changes it puts back.
          isolate: false,
          environment: 'node',
          include: ['packages/*/{src,testing}/**/*.test.ts', 'apps/{api,sandbox}/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          maxWorkers,
          expect,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      './apps/widget/vitest.config.ts',
      // The whole system, with a PostgreSQL, a sandbox and processes of its own each.
      {
        ...shared,
        test: {
          ...slow,
          name: 'system',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'tests/browser/**'],
          globalSetup: 'tests/support/prepare-run.ts',
          maxWorkers,
        },
      },
      // Apart, because it needs a browser, and `npm test` goes on without one.
      {
        ...shared,
        test: {
          ...slow,
          name: 'browser',
          environment: 'node',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/support/prepare-run.ts',
          maxWorkers,
        },
      },
    ],
  },
});
