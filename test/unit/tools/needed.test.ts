import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { thirdPartyText } from '../../../tools/build/licences.mjs';
import { isBuilt, markBuilt } from '../../../tools/setup/build-stamp.mjs';
import { isInstalled } from '../../../tools/setup/modules.mjs';
import { nodeBinary } from '../../../tools/setup/paths.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'docklab-needed-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, content: unknown = ''): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

describe('packages are installed', () => {
  const HIDDEN = 'node_modules/.package-lock.json';
  const lock = (packages: object) => ({ packages: { '': { name: 'docklab' }, ...packages } });

  beforeEach(() => {
    put(
      'package-lock.json',
      lock({ a: { version: '1.0.0' }, mac: { version: '1', optional: true } }),
    );
    put(HIDDEN, lock({ a: { version: '1.0.0' } }));
    put(nodeBinary('.'));
  });

  test('when each has the version of the lock file; those for other platforms may be absent', () => {
    expect(isInstalled(root)).toBe(true);
  });
  test('not when one has another version', () => {
    put(HIDDEN, lock({ a: { version: '1.0.1' } }));
    expect(isInstalled(root)).toBe(false);
  });
  test('not when one is absent', () => {
    put(HIDDEN, lock({}));
    expect(isInstalled(root)).toBe(false);
  });
  test('not when the installation was interrupted, or never begun', () => {
    rmSync(join(root, HIDDEN));
    expect(isInstalled(root)).toBe(false);
  });
  test('not without the Node that everything runs on', () => {
    rmSync(nodeBinary(root));
    expect(isInstalled(root)).toBe(false);
  });
});

describe('the program is built', () => {
  beforeEach(() => {
    put('src/main.ts', 'one');
    put('dist/main.js');
    markBuilt(root, join(root, 'dist'));
  });

  test('as long as no source has changed', () => {
    put('lessons/01-a/lesson.md', 'a lesson is no source');
    expect(isBuilt(root)).toBe(true);
  });
  test('no more after a change, a new file or a new name', () => {
    put('src/main.ts', 'two');
    expect(isBuilt(root)).toBe(false);
    put('src/main.ts', 'one');
    expect(isBuilt(root)).toBe(true);
    put('verifiers/new.ts');
    expect(isBuilt(root)).toBe(false);
  });
  test('not without a dist folder', () => {
    rmSync(join(root, 'dist'), { recursive: true });
    expect(isBuilt(root)).toBe(false);
  });
});

test('each bundled package is named once with the text of its licence, nested ones too', () => {
  put('node_modules/a/package.json', { name: 'a', version: '1.2.3', license: 'MIT' });
  put('node_modules/a/LICENSE', 'You may.');
  put('node_modules/@b/c/package.json', {
    name: '@b/c',
    version: '2.0.0',
    license: { type: 'ISC' },
  });
  put('node_modules/a/node_modules/d/package.json', { name: 'd', version: '3.0.0' });
  put('node_modules/a/node_modules/d/licence.md', 'You may too.');
  const text = thirdPartyText(root, [
    'src/main.ts',
    'node_modules/a/lib/one.js',
    'node_modules/a/lib/two.js',
    'node_modules/@b/c/index.js',
    'node_modules/a/node_modules/d/index.js',
  ]);
  expect(text.match(/^\S+ \d+\.\d+\.\d+ \(.*\)$/gm)).toEqual([
    '@b/c 2.0.0 (ISC)',
    'a 1.2.3 (MIT)',
    'd 3.0.0 (see its text)',
  ]);
  expect(text).toContain('You may.');
  expect(text).toContain('You may too.');
});
