import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/**
 * Joins chunks that are always loaded together: Node needs about as long to find a module as to load a small one, and
 * esbuild makes a chunk of whatever two entry points share. Each group is all that its entry points import, at once and
 * not later, without what an earlier group has; it becomes `chunks/NAME.js`. In the place of a chunk stays a module that
 * hands on its exports, for whoever else imports it. An entry point that is no chunk itself imports the groups.
 */
export async function joinChunks(root, outputs, groups) {
  /** File name of a chunk that is gone to the module that stays in its place. */
  const remains = new Map();
  for (const { name, entries } of groups) {
    const [chunks, others] = together(outputs, entries, remains);
    const dir = join(root, dirname(chunks[0]));
    const joined = await bundled({ contents: joiningText(outputs, chunks), dir }, chunks, remains);
    writeFileSync(join(dir, `${name}.js`), joined);
    for (const [index, chunk] of chunks.entries())
      remains.set(basename(chunk), { dir, group: name, index, exports: outputs[chunk].exports });
    for (const file of others.map((other) => join(root, other))) {
      const own = { contents: readFileSync(file, 'utf8'), dir: dirname(file) };
      writeFileSync(file, await bundled(own, [], remains));
    }
  }
  for (const [file, { dir, ...rest }] of remains)
    writeFileSync(join(dir, file), handingOn(rest, './'));
}

/** What is loaded as soon as one of the entry points is: the chunks, and the entry points that are none. */
function together(outputs, entries, without) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file) || without.has(basename(file))) return;
    found.add(file);
    for (const { path, kind } of outputs[file].imports)
      if (kind === 'import-statement' && path in outputs) visit(path);
  };
  Object.keys(outputs)
    .filter((file) => entries.includes(outputs[file].entryPoint))
    .forEach(visit);
  const isChunk = (file) => basename(dirname(file)) === 'chunks';
  return [[...found].filter(isChunk), [...found].filter((file) => !isChunk(file))];
}

const exported = (index, name) => `_${index}_${name}`;

function joiningText(outputs, chunks) {
  const line = (chunk, index) => {
    const names = outputs[chunk].exports.map((name) => `${name} as ${exported(index, name)}`);
    return `import './${basename(chunk)}'; export { ${names.join(', ')} } from './${basename(chunk)}';`;
  };
  return chunks.map(line).join('\n');
}

function handingOn({ group, index, exports }, way) {
  const names = exports.map((name) => `${exported(index, name)} as ${name}`);
  return `import '${way}${group}.js'; export { ${names.join(', ')} } from '${way}${group}.js';\n`;
}

/** One module of these chunks. What they import of earlier groups, they import from there; all else stays an import. */
async function bundled({ contents, dir }, chunks, remains) {
  const inside = new Set(chunks.map((chunk) => basename(chunk)));
  const plugin = {
    name: 'join-chunks',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /.*/ }, ({ path, kind, namespace }) => {
        const file = basename(path);
        const isImport = kind === 'import-statement' && namespace !== 'remains';
        if (isImport && inside.has(file)) return undefined;
        if (isImport && remains.has(file)) return { path: file, namespace: 'remains' };
        return { path, external: true };
      });
      onLoad({ filter: /.*/, namespace: 'remains' }, ({ path }) => {
        const gone = remains.get(path);
        return { contents: handingOn(gone, `./${relative(dir, gone.dir)}/`.replace('.//', './')) };
      });
    },
  };
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: dir },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [plugin],
  });
  return outputFiles[0].text;
}
