import { describe, expect, test } from 'vitest';
import { expectFrame, opened } from './support/open.ts';
import type { Opened } from './support/open.ts';
import {
  ROOT_FAILS,
  ROOT_GONE,
  ROOT_PASSES,
  SIZE_UNSUPPORTED,
  TMP_FAILS,
  TMP_PASSES,
} from './support/verdicts.ts';

const SIZES = [
  [60, 16],
  [80, 24],
  [80, 50],
  [100, 30],
  [140, 40],
  [200, 60],
] as const;

function lesson(columns: number, rows: number): Opened {
  return opened(columns, rows, { lesson: 'read-only' });
}

/** The lesson with its first task failing, opened to what was seen. */
async function failing(columns: number, rows: number): Promise<Opened> {
  const screen = lesson(columns, rows);
  await screen.terminal.until('✔ running');
  screen.learner.verdict(TMP_FAILS);
  screen.learner.verdict(ROOT_FAILS);
  screen.learner.verdict(SIZE_UNSUPPORTED);
  await screen.terminal.until('tasks ✘ ✘ ?');
  return screen;
}

describe('the lesson screen', () => {
  test('leaves the tasks for the text first where they hide it, and only then the lesson', async () => {
    const { terminal } = lesson(80, 24);
    await terminal.until('✔ running');
    terminal.press('tab');
    await terminal.until('━▶ Tasks');
    terminal.press('escape');
    await terminal.until('━▶ Text');
    terminal.press('escape');
    expect(await terminal.until('Lessons')).not.toContain('━▶ Text');
  });

  test.each(SIZES)('shows text and tasks at %ix%i', async (columns, rows) => {
    const { terminal } = lesson(columns, rows);
    await expectFrame(await terminal.until('✔ running'), `lesson-${columns}x${rows}`);
  });

  test.each(SIZES)(
    'opens a failed check to expected, observed and see at %ix%i',
    async (columns, rows) => {
      const { terminal } = await failing(columns, rows);
      terminal.press('tab');
      await expectFrame(await terminal.until('━▶ Tasks'), `failed-${columns}x${rows}`);
    },
  );

  test.each(SIZES)('shows the evidence of a task that passes at %ix%i', async (columns, rows) => {
    const { terminal, learner } = await failing(columns, rows);
    terminal.press('tab');
    await terminal.until('━▶ Tasks');
    learner.verdict(ROOT_PASSES);
    await expectFrame(await terminal.until('evidence'), `passed-${columns}x${rows}`);
  });

  test('opens all checks of a task on Enter, and only the nearest again', async () => {
    const { terminal } = await failing(140, 40);
    terminal.press('tab');
    const before = await terminal.until('━▶ Tasks');
    expect(before).not.toContain('ls -l /usr/bin/.tool');
    terminal.press('enter');
    await terminal.until('/usr/bin/.tool\n');
    await expectFrame(await terminal.until('opens the nearest check only'), 'failed-whole-140x40');
    terminal.press('enter');
    expect(await terminal.until('opens all checks')).toBe(before);
  });

  test('says the reason once when it fails every check', async () => {
    const { terminal, learner } = lesson(80, 24);
    await terminal.until('✔ running');
    learner.verdict(ROOT_GONE);
    terminal.press('tab');
    await expectFrame(await terminal.until('for the reason above'), 'gone-80x24');
  });

  test('says in words that a task broke again', async () => {
    const { terminal, learner } = lesson(140, 40);
    await terminal.until('✔ running');
    learner.verdict(ROOT_PASSES);
    await terminal.until('1 of 3 done');
    learner.verdict(ROOT_FAILS);
    await expectFrame(await terminal.until('broke again'), 'broke-140x40');
  });

  test('shows that a task is being checked', async () => {
    const { terminal, learner } = lesson(140, 40);
    await terminal.until('✔ running');
    learner.checking('read-only', 'root');
    await terminal.until(/… 1 The root filesystem is read-only +checking…/);
  });

  test('says that all is done and offers the questions', async () => {
    const { terminal, learner } = lesson(100, 30);
    await terminal.until('✔ running');
    learner.verdict(ROOT_PASSES);
    learner.verdict(TMP_PASSES);
    learner.verdict(SIZE_UNSUPPORTED);
    await expectFrame(await terminal.until('All tasks'), 'all-done-100x30');
  });
});

describe('a lesson that this host cannot show wholly', () => {
  test('says so above the tasks, with what to do', async () => {
    const { terminal, learner } = lesson(100, 30);
    learner.setProgress('read-only', 'started', {
      is: 'partly',
      why: 'this engine runs in a machine that docklab cannot look into.',
      next: 'Use an engine on this machine for the task about the memory.',
    });
    await terminal.until('✔ running');
    await expectFrame(await terminal.until('Only partly on this host'), 'partly-100x30');
  });
});

describe('the lab in the lesson screen', () => {
  test('shows the step and how far it is', async () => {
    const { terminal, learner } = lesson(80, 24);
    await terminal.until('✔ running');
    learner.lab('read-only', {
      is: 'starting',
      step: 'build web: RUN adduser -D -u 10001 app',
      fraction: 0.42,
      amount: 'step 3 of 7',
      line: 'fetching the index',
    });
    await expectFrame(await terminal.until('step 3 of 7'), 'starting-80x24');
  });

  test.each([
    [100, 30],
    [140, 40],
  ])(
    'shows what a step of its build prints, and how to stop it at %ix%i',
    async (columns, rows) => {
      const { terminal, learner } = lesson(columns, rows);
      await terminal.until('✔ running');
      learner.lab('read-only', {
        is: 'starting',
        step: 'build web: RUN apk add --no-cache busybox-extras',
        fraction: 0.42,
        amount: 'step 3 of 7',
        line: 'fetching the index \u001b[31mof everything',
      });
      await expectFrame(await terminal.until('┆ fetching'), `building-${columns}x${rows}`);
    },
  );

  test('stops on x while it starts, says what is left, and only then', async () => {
    const { terminal, learner } = lesson(80, 24);
    await terminal.until('✔ running');
    terminal.type('x');
    await terminal.until('Nothing is under way');
    learner.lab('read-only', { is: 'starting', step: 'waiting for web', fraction: undefined });
    await terminal.until('x stops');
    terminal.type('x');
    await expectFrame(await terminal.until('of the lab is left'), 'cancelled-80x24');
    expect(learner.asked).toContain('cancel read-only');
    terminal.type('l');
    await terminal.until('✔ running');
  });

  test('can be stopped, and hints are shown, while it starts', async () => {
    const { terminal, learner } = lesson(80, 24);
    learner.lab('read-only', { is: 'starting', step: 'waiting for web', fraction: undefined });
    await terminal.until('waiting for web');
    terminal.type('h');
    await terminal.until('hint 1 of 3');
    terminal.type('v');
    await terminal.until('every task is verified as soon as it runs.');
  });

  test('says why it failed and what to do', async () => {
    const { terminal, learner } = lesson(80, 24);
    await terminal.until('✔ running');
    learner.lab('read-only', {
      is: 'failed',
      message: 'port 8080 is taken',
      why: 'Another program listens on 127.0.0.1:8080.',
      next: ['Stop it: ss -ltnp shows which it is.', 'Or set DOCKLAB_PORTS to another range.'],
    });
    terminal.press('tab');
    await terminal.until('starts it again');
    await expectFrame(await terminal.until('━▶ Tasks'), 'lab-failed-80x24');
    terminal.type('l');
    await terminal.until('✔ running');
    expect(learner.asked.filter((what) => what === 'enter read-only')).toHaveLength(2);
  });

  test('says so when a key needs it and it is not there yet', async () => {
    const { terminal, learner } = lesson(80, 24);
    learner.lab('read-only', { is: 'starting', step: 'waiting for web', fraction: undefined });
    await terminal.until('waiting for web');
    terminal.type('s');
    await terminal.until('The lab is not ready yet');
    expect(learner.asked).not.toContain('shell read-only');
  });

  test('shows what docklab has to say', async () => {
    const { terminal, learner } = lesson(80, 24);
    await terminal.until('✔ running');
    learner.notice('read-only', 'The engine went away for a moment; docklab reconnected.');
    await expectFrame(await terminal.until('reconnected'), 'notice-80x24');
  });
});
