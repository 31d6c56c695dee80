import { describe, expect, test } from 'vitest';
import { chooseTheme, depthOf } from '../../src/ui/theme/choose.ts';
import { THEME_NAMES } from '../../src/ui/theme/theme.ts';
import type { ThemeName } from '../../src/ui/theme/theme.ts';
import { opened } from './support/open.ts';
import type { Opened } from './support/open.ts';
import { ROOT_FAILS, TMP_PASSES } from './support/verdicts.ts';

const [GREEN, YELLOW, BLUE, CYAN, WHITE, GREY, BRIGHT_RED, RED] = [2, 3, 4, 6, 7, 8, 9, 1];

/** A lesson with all that has a colour: text, code, a failed and a passed task. */
async function colourful(theme: ThemeName): Promise<Opened> {
  const screen = opened(200, 60, { lesson: 'read-only', theme });
  await screen.terminal.until('✔ running');
  screen.learner.verdict(TMP_PASSES);
  screen.learner.verdict(ROOT_FAILS);
  await screen.terminal.until('tasks ✘ ✔ ○');
  return screen;
}

describe('the dark theme', () => {
  test('colours status, headings and code, and never plain blue', async () => {
    const { terminal } = await colourful('dark');
    await terminal.until(() => terminal.styleOf('"#!/bin/sh"').color === GREEN);
    expect(terminal.styleOf('✔ running').color).toBe(GREEN);
    expect(terminal.styleOf('✘ control').color).toBe(BRIGHT_RED);
    expect(terminal.styleOf('See the attack').color).toBe(CYAN);
    expect(terminal.colors()).not.toContain(BLUE);
    expect(terminal.colors()).not.toContain(GREY);
  });
});

describe('the light theme', () => {
  test('uses no colour that vanishes on white', async () => {
    const { terminal } = await colourful('light');
    await terminal.until(() => terminal.styleOf('"#!/bin/sh"').color === GREEN);
    expect(terminal.styleOf('✘ control').color).toBe(RED);
    expect(terminal.styleOf('See the attack').color).toBe(BLUE);
    for (const pale of [YELLOW, CYAN, WHITE, GREY, BRIGHT_RED])
      expect(terminal.colors()).not.toContain(pale);
  });
});

describe('without colour', () => {
  test('there is none, and weight and words still tell things apart', async () => {
    const { terminal } = await colourful('none');
    expect(terminal.colors()).toEqual([]);
    expect(terminal.styleOf('See the attack').isBold).toBe(true);
    expect(terminal.styleOf('docklab  3').isInverse).toBe(true);
    expect(terminal.frame()).toContain('✘ control check failed');
    expect(terminal.frame()).toContain('passed');
  });
});

test('says the same words in every theme', async () => {
  const frames = await Promise.all(
    THEME_NAMES.map(async (name) => (await colourful(name)).terminal.frame()),
  );
  expect(new Set(frames).size).toBe(1);
});

describe('the theme of an environment', () => {
  test.each([
    [{}, 'any'],
    [{ NO_COLOR: '1' }, 'none'],
    [{ NO_COLOR: '' }, 'any'],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, 'any'],
    [{ FORCE_COLOR: '0' }, 'none'],
    [{ TERM: 'dumb' }, 'none'],
    [{ TERM: 'dumb', FORCE_COLOR: '1' }, 'any'],
    [{ COLORFGBG: '0;15' }, 'light'],
    [{ COLORFGBG: '15;0' }, 'dark'],
    [{ COLORFGBG: '0;default;7' }, 'light'],
    [{ COLORFGBG: 'default' }, 'any'],
    [{ TERM: 'linux' }, 'dark'],
    [{ WT_SESSION: '1' }, 'dark'],
    [{ WT_SESSION: '1', COLORFGBG: '0;15' }, 'light'],
    [{ COLORFGBG: '15;default' }, 'any'],
  ] as const)('%o is %s', (env, theme) => {
    expect(chooseTheme(env)).toBe(theme);
  });
});

describe('the colours of a terminal', () => {
  test.each([
    [{}, 16],
    [{ TERM: 'xterm' }, 16],
    [{ TERM: 'linux' }, 16],
    [{ TERM: 'xterm-256color' }, 256],
    [{ TERM: 'tmux-256color' }, 256],
    [{ TERM: 'xterm-direct' }, 256],
    [{ TERM: 'xterm-kitty' }, 256],
    [{ TERM: 'xterm', COLORTERM: 'truecolor' }, 256],
    [{ WT_SESSION: '1' }, 256],
    [{ TERM: 'xterm-256color', FORCE_COLOR: '1' }, 16],
    [{ TERM: 'xterm', FORCE_COLOR: '3' }, 256],
  ] as const)('%o are %i', (env, depth) => {
    expect(depthOf(env)).toBe(depth);
  });

  test('are the fixed ones where it has them', async () => {
    const screen = opened(100, 30, { lesson: 'read-only', env: { TERM: 'xterm-256color' } });
    await screen.terminal.until('✔ running');
    expect(screen.terminal.styleOf('✔ running').color).toBe(114);
  });
});

test('looks the same where links can be opened', async () => {
  const frames = await Promise.all(
    [{}, { TERM: 'xterm-kitty' }].map(async (env) => {
      const { terminal } = opened(80, 24, { lesson: 'read-only', env });
      await terminal.until('✔ running');
      return terminal.until('[1] https://nvd.nist.gov/vuln/detail/CVE-2019-5736');
    }),
  );
  expect(frames[1]).toBe(frames[0]);
});
