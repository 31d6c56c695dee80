import { describe, expect, test } from 'vitest';
import { expectFrame, opened } from './support/open.ts';
import type { Opened } from './support/open.ts';

async function contents(columns: number, rows: number): Promise<Opened> {
  const screen = opened(columns, rows, { lesson: 'read-only' });
  await screen.terminal.until('✔ running');
  screen.terminal.type('nn');
  await screen.terminal.until('━▶ How it works');
  screen.terminal.type('t');
  await screen.terminal.until('━▶ Contents');
  return screen;
}

describe('the table of contents', () => {
  test.each([
    [80, 24],
    [100, 30],
    [140, 40],
    [200, 60],
  ] as const)(
    'shows the sections, where one is and which blocks they have, at %i columns and %i rows',
    async (columns, rows) => {
      const { terminal } = await contents(columns, rows);
      const frame = await terminal.until(/▸ How it works +you are here/);
      expect(frame).toMatch(/ Harden it +block 2/);
      await expectFrame(frame, `contents-${columns}x${rows}`);
    },
  );

  test('goes to the section that is chosen with the arrows', async () => {
    const { terminal } = await contents(80, 24);
    terminal.press('down');
    await terminal.until('▸ Harden it');
    terminal.press('enter');
    await terminal.until('━▶ Harden it');
    expect(terminal.frame()).not.toContain('Contents');
  });

  test('shows only the titles with what is typed', async () => {
    const { terminal } = await contents(80, 24);
    terminal.type('not st');
    await terminal.until(
      (frame) => frame.includes('only with: not st') && !frame.includes('Harden'),
    );
    terminal.press('backspace');
    await terminal.until('only with: not s\n');
    terminal.press('enter');
    await terminal.until('━▶ What it does not stop');
  });

  test('says so when there is no such title', async () => {
    const { terminal } = await contents(80, 24);
    terminal.type('q');
    await terminal.until('No section has this in its title.');
    terminal.press('enter');
    await terminal.until('No section has this in its title.');
  });

  test('is left with Esc for where one was', async () => {
    const { terminal } = await contents(140, 40);
    terminal.press('escape');
    await terminal.until(
      (frame) => frame.includes('━▶ How it works') && frame.includes('── Tasks'),
    );
  });
});
