import { describe, expect, test } from 'vitest';
import { DocklabError } from '../../src/host/error.ts';
import { FakeLearner } from './support/fake-learner.ts';
import { expectFrame, opened } from './support/open.ts';

function learnerInTheMiddle(): FakeLearner {
  const learner = new FakeLearner();
  learner.setProgress('namespaces', 'solved', { is: 'ready' }, 19.4);
  learner.setProgress('non-root', 'started', { is: 'ready' }, 73.2);
  learner.setProgress('cgroups', 'new', {
    is: 'partly',
    why: 'this kernel has cgroup v1, which cannot limit I/O of buffered writes.',
    next: 'Boot with systemd.unified_cgroup_hierarchy=1 for the task about I/O.',
  });
  learner.setProgress('apparmor', 'new', {
    is: 'not-here',
    why: 'the kernel has no AppArmor.',
    next: 'Use a machine with AppArmor, such as Debian or Ubuntu as they are installed.',
  });
  return learner;
}

const SIZES = [
  [60, 16],
  [80, 24],
  [100, 30],
  [140, 40],
  [200, 60],
] as const;

describe('the home screen', () => {
  test.each(SIZES)('lists the lessons at %ix%i', async (columns, rows) => {
    const { terminal } = opened(columns, rows, { learner: learnerInTheMiddle() });
    await expectFrame(await terminal.until('quit'), `home-${columns}x${rows}`);
  });

  test('says of a solved lesson when that was, how long it took, and that it stays solved', async () => {
    const { terminal } = opened(80, 24, { learner: learnerInTheMiddle() });
    await terminal.until('q quit');
    terminal.type('1');
    await expectFrame(await terminal.until('Solved on 2026-11-20'), 'home-solved-80x24');
  });

  test('goes to the lesson whose number is typed', async () => {
    const { terminal } = opened(80, 24, { learner: learnerInTheMiddle() });
    await terminal.until('q quit');
    terminal.type('5');
    await terminal.until('▸  5  AppArmor');
    terminal.type('9');
    terminal.type('3');
    await terminal.until('▸  3  Read-only root filesystem');
    terminal.press('enter');
    await terminal.until('docklab  3 Read-only root filesystem');
  });

  test('finds lessons by words of their tasks, in any order', async () => {
    const { terminal } = opened(80, 24, { learner: learnerInTheMiddle() });
    await terminal.until('q quit');
    terminal.type('/others memory');
    await terminal.until('Filter / others memory');
    await terminal.until('▸  4  Limits');
  });
});

describe('a reset from the home screen', () => {
  test.each([
    [60, 16],
    [80, 24],
    [140, 40],
  ])('names what goes and what is kept at %ix%i', async (columns, rows) => {
    const { terminal, learner } = opened(columns, rows, { learner: learnerInTheMiddle() });
    await terminal.until('q quit');
    terminal.type('3');
    await terminal.until('▸  3');
    terminal.type('r');
    await terminal.until('container read-only-web');
    await expectFrame(terminal.frame(), `home-reset-${columns}x${rows}`);
    terminal.press('escape');
    await terminal.until('Enter open');
    expect(learner.asked).toEqual(['fresh plan read-only']);
  });

  test('does it after a yes, and says so', async () => {
    const { terminal, learner } = opened(80, 24, { learner: learnerInTheMiddle() });
    await terminal.until('q quit');
    terminal.type('3r');
    await terminal.until('container read-only-web');
    terminal.type('y');
    await terminal.until('Removed. What you solved stays solved.');
    expect(learner.asked).toEqual(['fresh plan read-only', 'clear read-only']);
  });

  test('of all lessons asks once, for all of them', async () => {
    const { terminal, learner } = opened(80, 24, { learner: learnerInTheMiddle() });
    await terminal.until('q quit');
    terminal.type('R');
    await terminal.until('Clear away the labs and answers of all lessons?');
    await terminal.until('container read-only-web');
    terminal.type('y');
    await terminal.until('Removed.');
    expect(learner.asked.at(-1)).toBe('clear namespaces non-root read-only cgroups apparmor');
  });

  test('that fails says why', async () => {
    const learner = learnerInTheMiddle();
    learner.clear = () =>
      Promise.reject(new DocklabError('busy', 'Another docklab is starting this lab.'));
    const { terminal } = opened(80, 24, { learner });
    await terminal.until('q quit');
    terminal.type('r');
    await terminal.until('container read-only-web');
    terminal.type('y');
    await terminal.until('Another docklab is starting this lab.');
  });

  test('cannot be confirmed before it is known what goes', async () => {
    const learner = learnerInTheMiddle();
    learner.freshPlan = () => new Promise(() => undefined);
    const { terminal } = opened(80, 24, { learner });
    await terminal.until('q quit');
    terminal.type('r');
    await terminal.until('Finding out what would be removed');
    terminal.type('y');
    terminal.press('escape');
    await terminal.until('Enter open');
    expect(learner.asked).toEqual([]);
  });
});

describe('a solved lesson opened again', () => {
  test('says that it is solved and offers a fresh start', async () => {
    const { terminal } = opened(140, 40, { learner: learnerInTheMiddle(), lesson: 'namespaces' });
    await terminal.until('✔ running');
    await expectFrame(await terminal.until('r gives it a fresh start'), 'replay-140x40');
  });
});
