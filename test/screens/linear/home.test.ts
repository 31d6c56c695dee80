import { describe, expect, test } from 'vitest';
import { FakeLearner } from '../support/fake-learner.ts';
import { Talk, expectTranscript } from '../support/talk.ts';

describe('the lessons in lines of words', () => {
  test('are listed, found and explained, and a number opens one', async () => {
    const learner = new FakeLearner();
    learner.setProgress('namespaces', 'solved');
    learner.setProgress('apparmor', 'new', {
      is: 'not-here',
      why: 'The kernel of this host has no AppArmor.',
      next: 'A virtual machine with Debian has it.',
    });
    const talk = new Talk({ learner });
    await talk.answer('help', 'about 5', 'search memory', 'frobnicate', 'engine', '', '2', 'back');
    expect(await talk.end('quit')).toEqual({ is: 'quit' });
    await expectTranscript(talk, 'home');
    expect(learner.asked).toEqual(['enter non-root', 'leave non-root']);
  });

  test('are cleared away one by one or all, after naming what goes and what stays', async () => {
    const talk = new Talk();
    await talk.answer('reset 3', 'no', 'reset', 'reset 3', 'yes', 'R', 'yes');
    await talk.end('quit');
    await expectTranscript(talk, 'home-reset');
    expect(talk.learner.asked.filter((one) => one.startsWith('clear'))).toEqual([
      'clear read-only',
      'clear namespaces non-root read-only cgroups apparmor',
    ]);
  });

  test('can be opened by id, and the end of the input ends docklab', async () => {
    const talk = new Talk();
    await talk.answer('open read-only');
    expect(await talk.end()).toEqual({ is: 'quit' });
    expect(talk.learner.asked).toEqual(['enter read-only', 'leave read-only']);
  });

  test('say when the engine comes', async () => {
    const learner = new FakeLearner();
    learner.setEngine({ is: 'asking' });
    const talk = new Talk({ learner });
    await talk.asked();
    learner.setEngine({
      is: 'missing',
      message: 'No Docker engine answers',
      why: 'There is no socket at /var/run/docker.sock.',
      next: ['sudo systemctl start docker'],
    });
    await talk.end('quit');
    await expectTranscript(talk, 'engine-missing');
  });
});
