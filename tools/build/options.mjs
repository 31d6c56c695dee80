import { fileURLToPath } from 'node:url';

const stub = (name) => fileURLToPath(new URL(`./stubs/${name}`, import.meta.url));

/**
 * esbuild's options. ES modules, because Ink's layout engine awaits at top level; split, so that a dynamic import
 * becomes a chunk of its own and `docklab list` loads neither Ink nor the engine client.
 */
export const esbuildOptions = (root, outdir, entryPoints) => ({
  absWorkingDir: root,
  entryPoints,
  outdir,
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  platform: 'node',
  format: 'esm',
  target: 'node22.18',
  jsx: 'automatic',
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  alias: {
    'docklab/verify': `${root}/src/verify/index.ts`,
    // Only with DEV=true would Ink connect to React's developer tools.
    'react-devtools-core': stub('devtools.mjs'),
    // Only dockerode's BuildKit sessions speak gRPC, and docklab builds without one.
    '@grpc/grpc-js': stub('empty.cjs'),
    '@grpc/proto-loader': stub('empty.cjs'),
  },
  external: ['*.node', '@lydell/node-pty', 'cpu-features'],
  // What CommonJS packages expect of a module, at the head of every bundled file.
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      'const require = __createRequire(import.meta.url), __dirname = import.meta.dirname;',
    ].join('\n'),
  },
});
