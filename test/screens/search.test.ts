import { describe, expect, test } from 'vitest';
import { expectFrame, opened } from './support/open.ts';
import type { Opened } from './support/open.ts';

const SIZES = [
  [80, 24],
  [100, 30],
  [140, 40],
  [200, 60],
] as const;

async function lesson(columns: number, rows: number): Promise<Opened> {
  const screen = opened(columns, rows, { lesson: 'read-only' });
  await screen.terminal.until('✔ running');
  return screen;
}

describe('searching the text', () => {
  test.each(SIZES)('shows what was found, at %i columns and %i rows', async (columns, rows) => {
    const { terminal } = await lesson(columns, rows);
    terminal.type('/tmpfs');
    await terminal.until('1 of 1');
    terminal.press('backspace', 'backspace');
    await terminal.until('find: tmp▏');
    terminal.press('enter');
    await expectFrame(await terminal.until('stay here'), `search-${columns}x${rows}`);
    expect(terminal.styleOf('tmp/tool && chmod').isInverse).toBe(true);
  });

  test('goes from match to match and round, and says which it is', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.type('/writable');
    await terminal.until('1 of 2');
    terminal.press('enter');
    terminal.type('n');
    await terminal.until('2 of 2');
    terminal.type('n');
    await terminal.until('1 of 2');
    terminal.type('N');
    await terminal.until('2 of 2');
    expect(terminal.frame()).toContain('A volume stays');
  });

  test('marks matches with more than a colour', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.type('/container');
    await terminal.until(/1 of [2-9]/);
    await terminal.until(() => terminal.styleOf('container could').isInverse);
    expect(terminal.styleOf('container that cannot').isUnderlined).toBe(true);
  });

  test('starts at what one reads, and goes back there with Esc', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.type('nn');
    await terminal.until('━▶ How it works');
    const before = terminal.frame();
    terminal.type('/is all');
    await terminal.until('That is all.');
    terminal.press('enter');
    await terminal.until('stay here');
    terminal.press('escape');
    await terminal.until((frame) => frame === before);
  });

  test('can be left where it led to', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.type('/is all');
    terminal.press('enter');
    await terminal.until('stay here');
    terminal.press('enter');
    await terminal.until((frame) => frame.includes('That is all.') && !frame.includes('find:'));
    terminal.type('/');
    await terminal.until('find: ▏');
  });

  test('ends with Enter when nothing was typed', async () => {
    const { terminal } = await lesson(80, 24);
    const before = terminal.frame();
    terminal.type('/');
    await terminal.until('find: ▏');
    terminal.press('enter');
    await terminal.until((frame) => frame === before);
  });

  test('takes every letter, also those that are keys, and a paste', async () => {
    const { terminal, learner } = await lesson(80, 24);
    terminal.type('/q s?');
    await terminal.until('find: q s?▏  not found');
    terminal.press('backspace', 'backspace', 'backspace', 'backspace');
    await terminal.until('find: ▏');
    terminal.paste('the root\n');
    await terminal.until('find: the root');
    expect(learner.asked).toEqual(['enter read-only']);
  });

  test('is possible from the tasks as well', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.press('tab');
    await terminal.until('━▶ Tasks');
    terminal.type('/read-only');
    await terminal.until('find: read-only');
    await terminal.until((frame) => !frame.includes('━▶ Tasks'));
  });

  test('keeps its match when the terminal changes its size', async () => {
    const { terminal } = await lesson(140, 40);
    terminal.type('/writable');
    await terminal.until('1 of 2');
    terminal.press('enter');
    terminal.type('n');
    await terminal.until('2 of 2');
    terminal.resize(80, 24);
    await terminal.until((frame) => frame.split('\n').length === 24 && frame.includes('2 of 2'));
    terminal.type('N');
    await terminal.until('1 of 2');
  });
});
