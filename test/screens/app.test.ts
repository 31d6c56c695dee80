import { describe, expect, test } from 'vitest';
import { openCourse } from '../../src/ui/open.tsx';
import { TestTerminal } from '../support/terminal.ts';
import { ENGINE_HERE, FakeLearner } from './support/fake-learner.ts';
import { LOOK } from './support/look.ts';
import { expectFrame, opened } from './support/open.ts';

describe('the course on a terminal', () => {
  test('opens a lesson, comes back, and gives the terminal back on q', async () => {
    const { terminal, learner, outcome } = opened(80, 24);
    await terminal.until('▸  1  Namespaces');
    terminal.press('down', 'enter');
    await terminal.until('docklab  2 Not as root');
    await terminal.until('✔ running');
    terminal.type('q');
    await terminal.until('▸  2  Not as root');
    expect(learner.asked).toEqual(['enter non-root', 'leave non-root']);
    terminal.type('q');
    expect(await outcome).toEqual({ is: 'quit' });
    expect(terminal.isRestored()).toBe(true);
  });

  test('draws from the top of the screen wherever the shell left the cursor, and leaves the shell as it was', async () => {
    const learner = new FakeLearner();
    const terminal = new TestTerminal(80, 24);
    const { stdin, stdout } = terminal;
    stdout.write('\n'.repeat(11) + 'me@host:~$ docklab');
    const before = await terminal.until('me@host');
    const outcome = openCourse(learner, { stdin, stdout, look: LOOK });
    const frame = await terminal.until('q quit');
    expect(frame.split('\n')[0]).toMatch(/^ docklab {2}Docker security/);
    terminal.type('q');
    expect(await outcome).toEqual({ is: 'quit' });
    expect(terminal.frame()).toBe(before);
  });

  test.each(['home', 'lesson', 'filter', 'help', 'question', 'too small'])(
    'is interrupted by Ctrl-C in %s with the terminal restored',
    async (where) => {
      const { terminal, outcome } = opened(80, 24);
      await terminal.until('q quit');
      if (where === 'lesson' || where === 'question') terminal.press('enter');
      if (where === 'lesson') await terminal.until('✔ running');
      if (where === 'question') {
        await terminal.until('✔ running');
        terminal.type('r');
        await terminal.until('n goes back');
      }
      if (where === 'filter') terminal.type('/ns');
      if (where === 'help') terminal.type('?');
      if (where === 'too small') terminal.resize(40, 10);
      if (where === 'too small') await terminal.until('too small');
      terminal.press('ctrl-c');
      expect(await outcome).toEqual({ is: 'interrupted' });
      expect(terminal.isRestored()).toBe(true);
    },
  );

  test('gives the terminal back and rejects when a screen breaks', async () => {
    const learner = new FakeLearner();
    const { terminal, outcome } = opened(80, 24, { learner });
    await terminal.until('q quit');
    learner.lesson = () => {
      throw new Error('no such state');
    };
    terminal.press('enter');
    await expect(outcome).rejects.toThrow('no such state');
    expect(terminal.isRestored()).toBe(true);
  });

  test('takes several keys that come at once one after the other', async () => {
    const { terminal } = opened(80, 24);
    await terminal.until('q quit');
    terminal.type('jjj');
    await terminal.until('▸  4  Limits');
    terminal.type('kk\r');
    await terminal.until('docklab  2 Not as root');
  });

  test('does not take pasted text for keys', async () => {
    const { terminal } = opened(80, 24);
    await terminal.until('q quit');
    terminal.paste('jjjq');
    terminal.type('j');
    await terminal.until('▸  2  Not as root');
  });
});

describe('the filter', () => {
  test('shows the lessons that contain what is typed', async () => {
    const { terminal } = opened(80, 24);
    await terminal.until('q quit');
    terminal.type('/all memory');
    await expectFrame(await terminal.until('Filter / all memory'), 'filter-80x24');
    terminal.press('enter', 'enter');
    await terminal.until('docklab  4 Limits');
  });

  test('takes j, k, q and ? as letters, and Esc shows all again', async () => {
    const { terminal } = opened(80, 24);
    await terminal.until('q quit');
    terminal.type('/jkq?');
    await terminal.until('No lesson contains “jkq?”');
    terminal.press('backspace');
    await terminal.until('No lesson contains “jkq”');
    terminal.press('escape');
    await terminal.until('AppArmor');
  });

  test('takes pasted text, on one line', async () => {
    const { terminal } = opened(80, 24);
    await terminal.until('q quit');
    terminal.type('/');
    await terminal.until('Filter /');
    terminal.paste('owns\nnothing\u001b[31m');
    await terminal.until('Filter / owns nothing');
    await terminal.until((frame) => !frame.includes('Namespaces'));
  });
});

describe('an engine that is not there', () => {
  const missing = {
    is: 'missing',
    message: 'docklab may not talk to the Docker engine',
    why: 'Your user is not in the group docker, which owns /var/run/docker.sock.',
    next: [
      'sudo usermod -aG docker $USER, then log in again. Whoever is in that group is root in all but name.',
      'Or run docklab with sudo.',
    ],
  } as const;

  test.each([
    [60, 16],
    [80, 24],
    [140, 40],
  ])('is explained on the home screen with the way out at %ix%i', async (columns, rows) => {
    const learner = new FakeLearner();
    learner.setEngine(missing);
    const { terminal } = opened(columns, rows, { learner });
    await expectFrame(await terminal.until('q quit'), `no-engine-${columns}x${rows}`);
  });

  test('disappears from the screen when it comes', async () => {
    const learner = new FakeLearner();
    learner.setEngine({ is: 'asking' });
    const { terminal } = opened(80, 24, { learner });
    await terminal.until('asking Docker');
    learner.setEngine(missing);
    await terminal.until('in the group docker');
    learner.setEngine(ENGINE_HERE);
    await terminal.until((frame) => frame.includes('20.10.24') && !frame.includes('group docker'));
  });
});

describe('help', () => {
  test.each([
    [60, 16],
    [80, 24],
    [140, 40],
    [200, 60],
  ])('shows all keys at %ix%i', async (columns, rows) => {
    const { terminal } = opened(columns, rows);
    await terminal.until('q quit');
    terminal.type('?');
    await expectFrame(await terminal.until('docklab  Help'), `help-${columns}x${rows}`);
    terminal.press('end');
    await terminal.until('Ctrl-C');
    terminal.type('?');
    await terminal.until('q quit');
  });

  test('of a lesson leaves it as it was', async () => {
    const { terminal, learner } = opened(80, 24, { lesson: 'read-only' });
    const before = await terminal.until('✔ running').then(() => {
      terminal.type('n');
      return terminal.until('━▶ See the attack work');
    });
    terminal.type('?');
    await terminal.until('docklab  Help');
    terminal.type('q');
    expect(await terminal.until('━▶ See the attack work')).toBe(before);
    expect(learner.asked).toEqual(['enter read-only']);
  });
});

test('keys typed faster than screens change are for the screens that come', async () => {
  const { terminal, outcome } = opened(80, 24);
  await terminal.until('Lessons');
  terminal.type('?qq');
  expect(await outcome).toEqual({ is: 'quit' });
});

describe('a terminal that is too small', () => {
  test.each([
    [40, 10],
    [59, 30],
    [100, 15],
    [20, 3],
  ])('says what is needed at %ix%i', async (columns, rows) => {
    const { terminal } = opened(columns, rows);
    await expectFrame(await terminal.until(/too\s+small/), `too-small-${columns}x${rows}`);
  });

  test('comes back to where one was when it grows', async () => {
    const { terminal, learner } = opened(80, 24, { lesson: 'read-only' });
    await terminal.until('✔ running');
    terminal.type('nn');
    const before = await terminal.until('━▶ How it works');
    terminal.resize(40, 10);
    await terminal.until('too small');
    terminal.resize(80, 24);
    expect(await terminal.until('━▶ How it works')).toBe(before);
    expect(learner.asked).toEqual(['enter read-only']);
  });
});
