import { defineConfig } from 'vitest/config'

const shared = { environment: 'node', testTimeout: 30_000, hookTimeout: 60_000 } as const

/** Four kinds of tests, in the order of what they need: nothing, a database, a running server, a browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'verifier/**/*.test.ts', 'test/*.test.ts'],
          exclude: ['src/store/**', 'src/engine/**', 'src/http/**'],
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...shared,
          name: 'store',
          include: ['src/{store,engine,http}/**/*.test.ts'],
          globalSetup: ['test/support/cluster.ts'],
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...shared,
          name: 'scenario',
          include: ['test/scenario/**/*.test.ts'],
          globalSetup: ['test/support/cluster.ts'],
          testTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/cluster.ts'],
          testTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
