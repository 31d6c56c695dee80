import { defineConfig } from 'oxlint';
import { roomOverrides } from './tools/lint/rooms.mjs';

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  env: { node: true, builtin: true },
  ignorePatterns: ['dist', 'node_modules', 'coverage', 'lessons/**', 'labs/**'],
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    'typescript/no-non-null-assertion': 'error',
    'import/no-cycle': 'error',
    // A screen test waits for what must appear; a frame test compares with a kept frame.
    'vitest/expect-expect': [
      'error',
      { assertFunctionNames: ['expect', 'expect*', 'terminal.until', 'screen.terminal.until'] },
    ],
    'vitest/no-focused-tests': 'error',
    'vitest/no-disabled-tests': 'error',
    'max-lines': ['error', { max: 300 }],
    eqeqeq: 'error',
    // Off: the compiler already proves exhaustive switches, and the rest forbid what is written on purpose here.
    'typescript/consistent-return': 'off',
    'typescript/unbound-method': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/require-array-sort-compare': 'off',
    'typescript/no-misused-spread': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/no-array-sort': 'off',
    'oxc/no-map-spread': 'off',
    'import/no-unassigned-import': 'off',
    // JSX needs no React in scope: the compiler imports its runtime.
    'react/react-in-jsx-scope': 'off',
    'no-await-in-loop': 'off',
    'no-control-regex': 'off',
    'no-shadow': 'off',
  },
  overrides: [
    ...roomOverrides,
    // A test file is one behaviour in full: it may take a little longer to read.
    { files: ['test/**'], rules: { 'max-lines': ['error', { max: 400 }] } },
  ],
});
