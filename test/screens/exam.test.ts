import { describe, expect, test } from 'vitest';
import { campaignOf, examLearner } from './support/exam.ts';
import type { FakeLearner } from './support/fake-learner.ts';
import { expectFrame, opened } from './support/open.ts';
import type { Opened } from './support/open.ts';
import {
  ROOT_FAILS,
  ROOT_PASSES,
  SIZE_UNSUPPORTED,
  TMP_FAILS,
  TMP_PASSES,
} from './support/verdicts.ts';

const SIZES = [
  [60, 16],
  [80, 24],
  [140, 40],
] as const;

async function exam(columns: number, rows: number, learner = examLearner()): Promise<Opened> {
  const screen = opened(columns, rows, { lesson: 'read-only', learner });
  await screen.terminal.until('✔ running');
  return screen;
}

/** What the intruder is about to do; `end` lets them have done it. */
function intruder(learner: FakeLearner): { end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  learner.onCampaign = () => {
    // One that is at work goes on.
    if (learner.lesson('read-only').campaign?.is !== 'running')
      learner.setCampaign('read-only', campaignOf('running'));
    return promise;
  };
  return { end: resolve };
}

describe('an exam', () => {
  test('has no hints: h says so, and the keys below name none', async () => {
    const { terminal, learner } = await exam(80, 24);
    learner.verdict(ROOT_FAILS);
    const before = await terminal.until('i intruder');
    expect(before).not.toMatch(/h hint/);
    terminal.type('h');
    const said = await terminal.until('An exam has no hints');
    expect(said).not.toContain('hint 1 of');
  });

  test('says on the home screen what there is to earn, and what was', async () => {
    const learner = examLearner();
    learner.score = { earned: 15, max: 25, at: '2026-11-20T10:00:00.000Z' };
    const { terminal } = opened(80, 24, { learner });
    await terminal.until('q quit');
    terminal.type('3');
    await expectFrame(
      await terminal.until('An exam: 3 tasks, 25 points, no hints.'),
      'exam-home-80x24',
    );
  });

  test.each(SIZES)('has a score at its end, at %ix%i', async (columns, rows) => {
    const learner = examLearner();
    const { terminal } = await exam(columns, rows, learner);
    learner.verdict(ROOT_PASSES);
    learner.verdict(TMP_FAILS);
    learner.verdict(SIZE_UNSUPPORTED);
    terminal.type('f');
    const frame = await terminal.until('Score: 10 of 20 points');
    expect(frame).not.toMatch(/hint/);
    await expectFrame(frame, `exam-score-${columns}x${rows}`);
  });

  test('says of each task what of its points is earned', async () => {
    const learner = examLearner();
    const { terminal } = await exam(140, 40, learner);
    learner.verdict(ROOT_FAILS);
    await terminal.until('(0 of 10 points)');
    learner.verdict(ROOT_PASSES);
    await terminal.until('(10 of 10 points)');
  });

  test('gives its solution to who gives up, after asking, and then for good', async () => {
    const learner = examLearner();
    const { terminal } = await exam(80, 24, learner);
    terminal.type('o');
    await expectFrame(await terminal.until('y gives up'), 'exam-give-up-80x24');
    terminal.type('n');
    await terminal.until('i intruder');
    expect(learner.asked).not.toContain('solution read-only');
    terminal.type('o');
    await terminal.until('y gives up');
    terminal.type('y');
    await terminal.until('run.sh');
    terminal.type('q');
    await terminal.until('i intruder');
    terminal.type('o');
    await terminal.until('Show the reference solution of the whole lesson?');
    terminal.type('n');
    await terminal.until('i intruder');
    terminal.type('f');
    await terminal.until('was seen on');
  });
});

describe('the intruder', () => {
  test.each(SIZES)('is watched at work at %ix%i', async (columns, rows) => {
    const learner = examLearner();
    const { end } = intruder(learner);
    const { terminal } = await exam(columns, rows, learner);
    terminal.type('i');
    await terminal.until('0 of 4 steps made');
    expect(learner.asked).toContain('campaign read-only');
    learner.setCampaign('read-only', campaignOf('running', 'got-in', 'stopped'));
    await expectFrame(
      await terminal.until('2 of 4 steps made'),
      `exam-campaign-${columns}x${rows}`,
    );
    learner.setCampaign('read-only', campaignOf('over', 'got-in', 'stopped', 'nobody', 'down'));
    end();
    const over = await terminal.until('1 of 3 steps still works: root/drop.');
    await expectFrame(over, `exam-campaign-over-${columns}x${rows}`);
  });

  test('holds up no key: one reads on, comes back, and stops them', async () => {
    const learner = examLearner();
    intruder(learner);
    const { terminal } = await exam(80, 24, learner);
    terminal.type('i');
    await terminal.until('0 of 4 steps made');
    terminal.type('q');
    await terminal.until('i intruder');
    learner.setCampaign('read-only', campaignOf('running', 'got-in'));
    terminal.type('i');
    await terminal.until('1 of 4 steps made');
    terminal.type('x');
    await terminal.until('The intruder was stopped: 1 of 4 steps made');
    expect(learner.asked).toContain('stop campaign read-only');
  });

  test('is kept up with what changes after they were there', async () => {
    const learner = examLearner();
    const { terminal } = await exam(80, 24, learner);
    terminal.type('i');
    learner.setCampaign('read-only', campaignOf('over', 'got-in', 'stopped', 'stopped', 'serves'));
    await terminal.until('1 of 3 steps still works');
    learner.setCampaign('read-only', campaignOf('over', 'stopped', 'stopped', 'stopped', 'serves'));
    const held = await terminal.until('None of 3 steps got in.');
    expect(held).toContain('The service answers.');
  });

  test('needs a lab that runs, and comes to no lesson', async () => {
    const learner = examLearner();
    learner.onEnter = (id) => learner.lab(id, { is: 'absent' });
    const { terminal } = opened(80, 24, { lesson: 'read-only', learner });
    await terminal.until('l starts it');
    terminal.type('i');
    await terminal.until('The lab is not running: l starts it.');
    const lesson = opened(80, 24, { lesson: 'read-only' });
    await lesson.terminal.until('✔ running');
    lesson.terminal.type('iv');
    await lesson.terminal.until('✔ running');
    expect(lesson.learner.asked.filter((asked) => asked.startsWith('campaign'))).toEqual([]);
  });

  test('all done, the score says so', async () => {
    const learner = examLearner();
    const { terminal } = await exam(80, 24, learner);
    learner.verdict(ROOT_PASSES);
    learner.verdict(TMP_PASSES);
    terminal.type('f');
    // A task without a service check earns nothing, and one that was not verified neither.
    await terminal.until('Score: 10 of 25 points');
  });
});
