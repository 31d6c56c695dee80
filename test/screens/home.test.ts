import { describe, test } from 'vitest';
import { FakeLearner } from './support/fake-learner.ts';
import { expectFrame, opened } from './support/open.ts';

function learnerInTheMiddle(): FakeLearner {
  const learner = new FakeLearner();
  learner.setProgress('namespaces', 'solved');
  learner.setProgress('non-root', 'started');
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
});
