import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinChunks } from '../../../tools/build/join-chunks.mjs';

/** `shared` is in two groups' reach and holds state; `late` comes when it is asked for; `tool` is another program. */
const SOURCES = {
  'main.js': `
    import { count } from './shared.js';
    import { small } from './small.js';
    const { home } = await import('./home.js');
    const { late } = await import('./late.js');
    console.log([small, count(), home(), late()].join(' '));`,
  'home.js': `
    import { count, names } from './shared.js';
    import { big } from './big.js';
    export const home = () => [big(), count(), names.length].join('-');`,
  'late.js': `
    import { count } from './shared.js';
    import { big } from './big.js';
    export const late = () => big() + count();`,
  'tool.js': `
    import { count } from './shared.js';
    import { small } from './small.js';
    import { big } from './big.js';
    console.log('tool', small, big(), count());`,
  'shared.js': `
    let counted = 0;
    export const names = ['one', 'two'];
    export const count = () => (counted += 1);`,
  'small.js': `export const small = 'small';`,
  'big.js': `export const big = () => 'big';`,
};

let dir: string;
let before: readonly string[];

const run = (file: string) =>
  execFileSync(process.execPath, [join(dir, 'out', file)], { encoding: 'utf8' }).trim();

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'docklab-join-'));
  writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
  for (const [name, text] of Object.entries(SOURCES)) writeFileSync(join(dir, name), text);
  const { metafile } = await build({
    absWorkingDir: dir,
    entryPoints: ['main.js', 'tool.js'],
    outdir: 'out',
    bundle: true,
    splitting: true,
    format: 'esm',
    chunkNames: 'chunks/[name]-[hash]',
    metafile: true,
  });
  before = [run('main.js'), run('tool.js')];
  await joinChunks(dir, metafile.outputs, [
    { name: 'core', entries: ['main.js'] },
    { name: 'home', entries: ['home.js'] },
  ]);
});

afterAll(() => rmSync(dir, { recursive: true }));

test('what is joined does the same, with one copy of what it remembers', () => {
  expect(before).toEqual(['small 1 big-2-2 big3', 'tool small big 1']);
  expect([run('main.js'), run('tool.js')]).toEqual(before);
});

test('a program imports its group and nothing else, until more is asked for', () => {
  const imports = readFileSync(join(dir, 'out/main.js'), 'utf8').matchAll(/^import.*"(.*)"/gm);
  expect(new Set(Array.from(imports, ([, path]) => path))).toEqual(new Set(['./chunks/core.js']));
});

test('a group holds what its members share, and takes from an earlier one what that has', () => {
  expect(readdirSync(join(dir, 'out/chunks'))).toEqual(
    expect.arrayContaining(['core.js', 'home.js']),
  );
  const home = readFileSync(join(dir, 'out/chunks/home.js'), 'utf8');
  expect(home).toContain('"big"');
  expect(home).not.toContain('counted');
  expect(home).toMatch(/from "\.\/core\.js"/);
});
