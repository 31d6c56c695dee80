import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** An empty folder, an empty HOME, and the package as it would be published. */
let home: string;
let folder: string;
let tarball: string;
let unpacked: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'docklab-home-'));
  folder = mkdtempSync(join(tmpdir(), 'docklab-empty-'));
  const packed = mkdtempSync(join(tmpdir(), 'docklab-packed-'));
  // Without its own build: these tests never run on a stale one.
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', packed];
  tarball = join(packed, execFileSync('npm', pack, { encoding: 'utf8' }).trim());
  execFileSync('tar', ['-xzf', tarball, '-C', packed]);
  unpacked = join(packed, 'package');
});

afterAll(() => {
  for (const dir of [home, folder, dirname(tarball)]) rmSync(dir, { recursive: true, force: true });
});

/** An environment with nothing in it but this Node, npm, and the empty HOME. */
const bare = () => ({
  HOME: home,
  PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
});

interface List {
  course: { id: string };
  lessons: { id: string }[];
}

test('npx runs the package in an empty folder, with an empty HOME and no registry', () => {
  cpSync(tarball, join(folder, basename(tarball)));
  const ran = spawnSync('npx', ['--yes', `./${basename(tarball)}`, 'list', '--json'], {
    cwd: folder,
    env: bare(),
    encoding: 'utf8',
  });
  expect(ran).toMatchObject({ status: 0 });
  const list = JSON.parse(ran.stdout) as List;
  expect(list.course.id).toBe('docklab');
  expect(list.lessons.map((lesson) => lesson.id)).toEqual(
    expect.arrayContaining(['namespaces', 'cgroups', 'non-root', 'read-only']),
  );
  expect(readdirSync(folder)).toEqual([basename(tarball)]);
});

test('the package needs no other package, and holds every licence of what is inside', () => {
  const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as object;
  expect(manifest).not.toHaveProperty('dependencies');
  const licences = readFileSync(join(unpacked, 'dist', 'THIRD-PARTY.txt'), 'utf8');
  for (const name of ['ink', 'react', 'dockerode', 'markdown-it', 'execa'])
    expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
});

test('the package holds what the course needs, and no tests or sources', () => {
  const top = readdirSync(unpacked).sort();
  const needed = [
    'bin',
    'course.yaml',
    'dist',
    'labs',
    'lessons',
    'package.json',
    'LICENSE',
    'versions.yaml',
  ];
  expect(top).toEqual(expect.arrayContaining([...needed, 'README.md', 'CHANGELOG.md']));
  for (const other of ['src', 'test', 'tools', 'node_modules']) expect(top).not.toContain(other);
  expect(readdirSync(join(unpacked, 'labs', 'base', 'rootfs', 'usr', 'sbin'))).toContain('adduser');
});

test('listing the lessons loads neither the screens nor the engine client', () => {
  const trace = join(home, 'trace.mjs');
  const log = join(home, 'loaded.txt');
  writeFileSync(
    trace,
    `import { registerHooks } from 'node:module';
     import { appendFileSync } from 'node:fs';
     registerHooks({ load(url, context, next) { appendFileSync(${JSON.stringify(log)}, url + '\\n'); return next(url, context); } });`,
  );
  const program = join(unpacked, 'bin', 'docklab.cjs');
  const env = { ...bare(), NODE_OPTIONS: '' };
  const ran = spawnSync(process.execPath, ['--import', trace, program, 'list'], { env });
  expect(ran.status).toBe(0);
  const loaded = readFileSync(log, 'utf8').split('\n');
  const chunks = loaded.filter((url) => url.includes('/dist/')).map((url) => new URL(url));
  expect(chunks.length).toBeGreaterThan(0);
  const text = chunks.map((url) => readFileSync(url, 'utf8')).join('\n');
  expect(text.match(/^\/\/ node_modules\/(ink|dockerode|react-reconciler)\//gm)).toBeNull();
});

test('a course elsewhere type checks against the verifier contract of the package', () => {
  const course = join(folder, 'course');
  mkdirSync(join(course, 'node_modules'), { recursive: true });
  execFileSync('cp', ['-r', unpacked, join(course, 'node_modules', 'docklab')]);
  writeFileSync(join(course, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(course, 'mine.ts'),
    `import { defineVerifier, pass } from 'docklab/verify';
     export default defineVerifier({ lesson: 'mine', tasks: { one: { watch: {}, checks: [{
       id: 'a', kind: 'attack', expected: 'x', why: 'y', see: 'z', observe: async () => pass('it') }] } } });`,
  );
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const types = ['--types', 'node', '--typeRoots', resolve('node_modules/@types')];
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--skipLibCheck'];
  const check = (file: string) =>
    spawnSync(process.execPath, [tsc, ...options, ...types, file], {
      cwd: course,
      encoding: 'utf8',
    });
  expect(check('mine.ts')).toMatchObject({ status: 0, stdout: '' });
  const wrong = readFileSync(join(course, 'mine.ts'), 'utf8').replace(
    "kind: 'attack'",
    "kind: 'x'",
  );
  writeFileSync(join(course, 'wrong.ts'), wrong);
  expect(check('wrong.ts').stdout).toContain("Type '\"x\"' is not assignable to type 'CheckKind'");
  rmSync(course, { recursive: true });
});

describe('a Node that is too old', () => {
  const runAs = (version: string) => {
    const fake = join(home, `node-${version}.cjs`);
    const versions = `{ ...process.versions, node: '${version}' }`;
    writeFileSync(fake, `Object.defineProperty(process, 'versions', { value: ${versions} });`);
    const program = join(unpacked, 'bin', 'docklab.cjs');
    const argv = ['--require', fake, program, '--version'];
    return spawnSync(process.execPath, argv, { encoding: 'utf8', env: bare() });
  };

  test.each(['8.17.0', '18.19.1', '20.20.2', '22.9.0', '22.17.1'])(
    '%s gets one line and exit code 3',
    (version) => {
      const ran = runAs(version);
      expect(ran).toMatchObject({ status: 3, stdout: '' });
      expect(ran.stderr).toBe(
        `docklab needs Node 22.18 or newer, and this is ${version}: get a current one from https://nodejs.org/\n`,
      );
    },
  );

  test.each(['22.18.0', '23.0.0', '100.0.0'])('%s is new enough', (version) => {
    expect(runAs(version)).toMatchObject({ status: 0, stderr: '' });
  });
});

test('a package that was never built says so instead of a stack trace', () => {
  const copy = join(home, 'unbuilt');
  mkdirSync(copy);
  execFileSync('cp', ['-r', join(unpacked, 'bin'), copy]);
  const ran = spawnSync(process.execPath, [join(copy, 'bin', 'docklab.cjs')], { encoding: 'utf8' });
  expect(ran).toMatchObject({ status: 3, stdout: '' });
  expect(ran.stderr).toContain('npm start');
});
