/** Each benchmark runs and says what it measured. How fast anything is, no test says. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const bench = (name: string, env: NodeJS.ProcessEnv = {}) =>
  execFileSync(process.execPath, ['bench/run.ts', name, '--runs', '1'], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });

test('first-frame measures a bare node, the home screen and the first key', () => {
  const said = bench('first-frame');
  expect(said).toMatch(/^node -e 0 +[\d.]+ ms/m);
  expect(said).toMatch(/^first frame +[\d.]+ ms/m);
  expect(said).toMatch(/^first key takes effect +[\d.]+ ms/m);
});

test('scroll measures a pager and each kind of step', () => {
  const said = bench('scroll');
  expect(said).toMatch(/^80x24 less, a line +[\d.]+ ms/m);
  for (const step of ['line', 'page', 'section'])
    expect(said).toMatch(new RegExp(`^200x60 a ${step} +[\\d.]+ ms`, 'm'));
});

test('idle measures docklab beside top and a bare node', () => {
  const said = bench('idle');
  expect(said).toMatch(/^top, once a second +[\d.]+ %/m);
  expect(said).toMatch(/^docklab, a lesson open +[\d.]+ %/m);
});

test('event-to-green measures from the engine to the screen', () => {
  const said = bench('event-to-green');
  expect(said).toMatch(/^docker events prints it +[\d.]+ ms/m);
  expect(said).toMatch(/^the verdict is on the screen +[\d.]+ ms/m);
});

test('pane-keys measures typing in the pane beside tmux', () => {
  const said = bench('pane-keys');
  for (const shell of ['in tmux', 'in the pane', 'alone'])
    expect(said).toMatch(new RegExp(`^bash ${shell} +[\\d.]+ ms`, 'm'));
});

test('pane-flood measures a flood, its end, and the memory that it takes', () => {
  const said = bench('pane-flood');
  expect(said).toMatch(/^20 MB, pane +[\d.]+ ms/m);
  expect(said).toMatch(/^Ctrl-C to prompt, pane +[\d.]+ ms/m);
  expect(said).toMatch(/^memory of docklab at its most +[\d.]+ MB/m);
});

test('audit measures a few containers, its memory and a thousand recorded ones', () => {
  const said = bench('audit', { BENCH_CONTAINERS: '2', DOCKER_BENCH_DIR: undefined });
  for (const name of [
    'node -e 0',
    'docklab audit',
    'beyond node',
    '1,000 recorded containers judged',
  ])
    expect(said).toMatch(new RegExp(`^${name} +-?[\\d.]+ ms`, 'm'));
  expect(said).toMatch(/^memory of docklab at its most +[\d.]+ MB/m);
});

test('an unknown name is told, with those that there are', () => {
  expect(() => bench('nothing')).toThrow(
    /there are first-frame, scroll, idle, event-to-green, pane-keys, pane-flood, machine, audit/,
  );
});
