import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../src/course/markdown.ts';
import { FakeLearner } from './support/fake-learner.ts';
import { COURSE } from './support/course.ts';
import { expectFrame, opened } from './support/open.ts';
import type { Opened } from './support/open.ts';

const SIZES = [
  [80, 24],
  [100, 30],
  [140, 40],
  [200, 60],
] as const;

const FIRST = [
  `docker exec $LAB_WEB sh -c 'echo "#!/bin/sh" > /tmp/tool && chmod +x /tmp/tool && /tmp/tool'`,
  'docker exec $LAB_WEB ls -l /tmp/tool',
].join('\n');

async function lesson(columns: number, rows: number, env = {}): Promise<Opened> {
  const screen = opened(columns, rows, { lesson: 'read-only', env });
  await screen.terminal.until('✔ running');
  return screen;
}

/** A lesson of twelve commands, each below a page of text. */
async function twelve(columns: number, rows: number): Promise<Opened> {
  const text = Array.from(
    { length: 12 },
    (_, index) => `${'Some words to read.\n\n'.repeat(12)}\`\`\`sh\necho ${index + 1}\n\`\`\`\n\n`,
  ).join('');
  const lessons = COURSE.lessons.map((one) => ({ ...one, blocks: parseMarkdown(text, 1) }));
  const learner = Object.assign(new FakeLearner(), { course: { ...COURSE, lessons } });
  const screen = opened(columns, rows, { lesson: 'read-only', learner });
  await screen.terminal.until('✔ running');
  return screen;
}

describe('the marked command', () => {
  test.each(SIZES)(
    'is the first whose number is in sight, at %i columns and %i rows',
    async (columns, rows) => {
      const { terminal } = await lesson(columns, rows);
      await expectFrame(await terminal.until('━▶ 1 ━━'), `marked-${columns}x${rows}`);
    },
  );

  test('is the next one when that is out of sight', async () => {
    const { terminal } = await lesson(140, 40);
    await terminal.until('━▶ 1 ━━');
    terminal.type('nnn');
    await terminal.until('━▶ 2 ━━');
  });

  test('goes on and back by a key, and the text with it', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.type('m');
    await terminal.until('━▶ 2 ━━');
    terminal.type('M');
    await terminal.until('━▶ 1 ━━');
    terminal.type('M');
    terminal.type('mm');
    await terminal.until('━▶ 2 ━━');
  });

  test('is not shown while the tasks have the keys', async () => {
    const { terminal } = await lesson(140, 40);
    await terminal.until('━▶ 1 ━━');
    terminal.press('tab');
    await terminal.until('── 1 ──');
  });
});

describe('copying a command', () => {
  test('puts what the author wrote on the clipboard and says how much that is', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.type('c');
    await terminal.until('Copied block 1 (2 lines).');
    expect(terminal.copied).toEqual([FIRST]);
  });

  test('works for a command that is only shown', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.type('2c');
    await terminal.until('Copied block 2 (2 lines).');
    expect(terminal.copied[0]).toMatch(/^docker rm -f \$LAB_WEB\ndocker run .*\$LAB_WEB_IMAGE$/);
  });

  test('says what to do in tmux', async () => {
    const { terminal } = await lesson(80, 24, { TMUX: '/tmp/tmux-0/default,1,0' });
    terminal.type('c');
    await expectFrame(await terminal.until('set -g set-clipboard on'), 'copied-tmux-80x24');
  });

  test('says so where there is no clipboard', async () => {
    const { terminal } = await lesson(80, 24, { TERM: 'linux' });
    terminal.type('c');
    await terminal.until('Block 1 was not copied: a Linux console has no clipboard.');
    expect(terminal.copied).toEqual([]);
  });
});

describe('putting a command on the prompt', () => {
  test('says so where no shell is open', async () => {
    const { terminal } = await lesson(80, 24);
    terminal.press('enter');
    await terminal.until('No shell is open on the screen');
  });
});

describe('typing a number', () => {
  test('brings that command into sight and says what can be done with it', async () => {
    const { terminal } = await twelve(80, 24);
    terminal.type('12');
    const frame = await terminal.until('━▶ 12 ━━');
    expect(frame).toContain('echo 12');
    expect(await terminal.until('block 12:')).toMatch(
      /block 12: +Enter puts it .* c copies it .* Esc/,
    );
  });

  test.each(SIZES)('is shown at %i columns and %i rows', async (columns, rows) => {
    const { terminal } = await twelve(columns, rows);
    terminal.type('3');
    await expectFrame(await terminal.until('block 3:'), `number-${columns}x${rows}`);
  });

  test('takes a second digit only where there is such a command', async () => {
    const { terminal } = await twelve(80, 24);
    terminal.type('1');
    await terminal.until('block 1:');
    terminal.type('0');
    await terminal.until('block 10:');
    terminal.type('4');
    await terminal.until('block 4:');
    terminal.type('0');
    await terminal.until('There is no block 0 here. The last is block 12.');
  });

  test('is forgotten with Esc, and ends with any other key', async () => {
    const { terminal, learner } = await twelve(80, 24);
    terminal.type('3');
    await terminal.until('block 3:');
    terminal.press('escape');
    await terminal.until((frame) => !frame.includes('block 3:'));
    terminal.type('4');
    await terminal.until('block 4:');
    terminal.type('c');
    await terminal.until('Copied block 4 (1 line).');
    expect(terminal.frame()).not.toContain('block 4:');
    expect(terminal.copied).toEqual(['echo 4']);
    expect(learner.asked).toEqual(['enter read-only']);
  });

  test('keeps the command chosen while it is in sight', async () => {
    const { terminal } = await lesson(80, 50);
    terminal.press('tab', 'tab');
    terminal.type('2');
    await terminal.until('━▶ 2 ━━');
    terminal.press('up');
    await terminal.until('━▶ 2 ━━');
    terminal.type('g');
    await terminal.until('━▶ 1 ━━');
  });
});
