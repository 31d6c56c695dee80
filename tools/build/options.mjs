import { fileURLToPath } from 'node:url';

const stub = (name) => fileURLToPath(new URL(`./stubs/${name}`, import.meta.url));

const common = (root, outdir) => ({
  absWorkingDir: root,
  outdir,
  bundle: true,
  platform: 'node',
  target: 'node22.18',
  // Else they become `new RegExp`, which is compiled when it is loaded and not when it is used.
  supported: { 'regexp-set-notation': true },
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
});

/** Options for what runs first: one small file of CommonJS, which Node loads soonest. It finds the rest beside itself. */
export const startOptions = (root, outdir, build) => ({
  ...common(root, outdir),
  entryPoints: { start: 'src/start.ts' },
  define: { 'process.env.DOCKLAB_BUILD': JSON.stringify(build) },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  plugins: [
    {
      name: 'main-beside',
      setup: (build) =>
        build.onResolve({ filter: /\/main\.ts$/ }, () => ({ path: './main.js', external: true })),
    },
  ],
});

/**
 * esbuild's options. ES modules, because Ink's layout engine awaits at top level; split, so that a dynamic import
 * becomes a chunk of its own and `docklab list` loads neither Ink nor the engine client.
 */
export const esbuildOptions = (root, outdir, entryPoints, build) => ({
  ...common(root, outdir),
  entryPoints,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  jsx: 'automatic',
  metafile: true,
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    'process.env.DOCKLAB_BUILD': JSON.stringify(build),
    // Ink's layout engine would have Node load all of `fetch`, only to read what it holds itself. docklab's own code says
    // `globalThis.fetch`.
    fetch: 'undefined',
    'Intl.Segmenter': 'LazySegmenter',
  },
  inject: [stub('segmenter.mjs')],
  alias: {
    'docklab/verify': `${root}/src/verify/index.ts`,
    // Only with DEV=true would Ink connect to React's developer tools.
    'react-devtools-core': stub('devtools.mjs'),
    // Its CommonJS form asks for its parts in a way that no bundler sees.
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
    'string-width': stub('string-width.cjs'),
    'terminal-size': stub('terminal-size.mjs'),
    // docklab reaches engines behind ssh by the learner's own ssh, not by this one.
    ssh2: stub('empty.cjs'),
    // Only dockerode's BuildKit sessions speak gRPC, and docklab builds without one.
    '@grpc/grpc-js': stub('empty.cjs'),
    '@grpc/proto-loader': stub('empty.cjs'),
  },
  external: ['*.node', '@lydell/node-pty', 'cpu-features'],
  // What CommonJS packages expect of a module, at the head of every bundled file.
  banner: {
    js: "const require = globalThis.process.getBuiltinModule('node:module').createRequire(import.meta.url), __dirname = import.meta.dirname;",
  },
});
