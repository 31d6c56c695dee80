import { isBuiltin } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';

// As esbuild writes it: one default or namespace name, or names in braces.
const IMPORT = /^import (?:(?:\* as )?(\w+)|\{([^}]*)\}) from "([\w:/]+)";\n/gm;

/**
 * Turns the imports of Node's own modules in bundled code into `process.getBuiltinModule`, at its head as imports are.
 * An ES import reads every export of such a module, and many of them load more: `node:util` the standard streams,
 * `node:fs` its streams, `node:http` all of `fetch`. An import that is written otherwise stays: slower, and as right.
 */
export function withLazyBuiltins(code) {
  const lines = [];
  const rest = code.replace(IMPORT, (whole, name, names, module) => {
    if (!isBuiltin(module)) return whole;
    const binding = name ?? `{${names.replaceAll(' as ', ': ')}}`;
    lines.push(`const ${binding} = globalThis.process.getBuiltinModule("${module}");\n`);
    return '';
  });
  return lines.join('') + rest;
}

/** Does so in each of these files. */
export function makeBuiltinsLazy(files) {
  for (const file of files) writeFileSync(file, withLazyBuiltins(readFileSync(file, 'utf8')));
}
