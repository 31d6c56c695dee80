import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const minutes = (count: number) => count * 60_000;

const resolve = { alias: { 'docklab/verify': path('./src/verify/index.ts') } };

/** Projects that share one engine: a file at a time, and (by `order`) never at the same time as another project. */
const serial = (name: string, order: number, more: { globalSetup?: string } = {}) => ({
  resolve,
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    fileParallelism: false,
    sequence: { groupOrder: order },
    testTimeout: minutes(3),
    hookTimeout: minutes(3),
    ...more,
  },
});

const parallel = (name: string) => ({
  resolve,
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    sequence: { groupOrder: 0 },
    testTimeout: 15_000,
  },
});

export default defineConfig({
  test: {
    reporters: ['default', './tools/vitest/closing-line.mjs'],
    projects: [
      parallel('unit'),
      parallel('screens'),
      serial('engine', 1),
      serial('e2e', 2, { globalSetup: './tools/vitest/built.mjs' }),
      // Compares with a program that is not part of docklab: CONTRIBUTING.md says how.
      ...(process.env['DOCKER_BENCH_DIR']
        ? [serial('parity', 3, { globalSetup: './tools/vitest/built.mjs' })]
        : []),
    ],
  },
});
