import { describe, expect, test } from 'vitest';
import { FakeLearner } from '../support/fake-learner.ts';
import { Talk, expectTranscript } from '../support/talk.ts';
import {
  ROOT_FAILS,
  ROOT_PASSES,
  SIZE_PASSES,
  SIZE_UNSUPPORTED,
  TMP_FAILS,
  TMP_PASSES,
} from '../support/verdicts.ts';

const open = (learner = new FakeLearner()) => new Talk({ lesson: 'read-only', learner });

describe('the text of a lesson in lines of words', () => {
  test('is read section by section, with everything that a screen shows by place or colour', async () => {
    const talk = open();
    await talk.answer('', '', '', '', '', '', '', 'previous', 'again');
    await talk.end('quit');
    await expectTranscript(talk, 'text');
  });

  test('is read at a section, a command or a word that one asks for', async () => {
    const talk = open();
    await talk.answer(
      'sections',
      '4',
      'sections 9',
      'commands',
      '2',
      'commands 1',
      'search noexec',
    );
    await talk.answer('copy 2', 'commands 9');
    await talk.answer('/tmp', '/', 'nothing of this');
    await talk.end('quit');
    await expectTranscript(talk, 'text-places');
  });
});

describe('the tasks in lines of words', () => {
  test('are told as they are verified, turn green and break', async () => {
    const talk = open();
    const { learner } = talk;
    await talk.answer('');
    for (const verdict of [ROOT_FAILS, TMP_FAILS, SIZE_UNSUPPORTED]) learner.verdict(verdict);
    await talk.answer('tasks', '1', 'verify');
    for (const verdict of [ROOT_PASSES, TMP_PASSES]) learner.verdict(verdict);
    await talk.answer('tasks 1');
    learner.verdict(ROOT_FAILS);
    await talk.answer('tasks 7');
    await talk.end('quit');
    await expectTranscript(talk, 'tasks');
  });

  test('have hints, one at a time, for the one nearest to done or for a number', async () => {
    const talk = open();
    await talk.answer('hint 3', 'hint 3', 'hint', 'tasks 1', 'hint none');
    talk.learner.offerHint('read-only', 'tmp');
    await talk.answer('hint 2');
    talk.learner.verdict(ROOT_PASSES);
    await talk.answer('hint 1');
    await talk.end('quit');
    await expectTranscript(talk, 'hints');
  });

  test('done, the questions and the finish lead on to the next lesson', async () => {
    const talk = open();
    for (const verdict of [ROOT_PASSES, TMP_PASSES, SIZE_PASSES]) talk.learner.verdict(verdict);
    await talk.answer('finish', 'no', 'questions', '1', '2', 'x', '1', 'next', 'back');
    await talk.answer('questions', '2', 'questions', '3', '2', 'finish', 'yes');
    await talk.end('quit');
    await expectTranscript(talk, 'finish');
    expect(talk.learner.asked.slice(-3)).toEqual([
      'leave read-only',
      'enter cgroups',
      'leave cgroups',
    ]);
  });
});

describe('the lab in lines of words', () => {
  test('says its steps to who waits for it, and what to do when it fails', async () => {
    const learner = new FakeLearner();
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    learner.enter = () => ready;
    learner.lab('read-only', { is: 'starting', step: 'build web', fraction: 0 });
    const talk = open(learner);
    await talk.answer('lab');
    const verified = talk.answer('verify');
    await talk.hears('Waiting for the lab.');
    for (const [line, fraction] of [
      ['COPY . .', 0.1],
      ['RUN chmod 755 /www', 0.3],
      ['EXPOSE 8080', 0.35],
      ['CMD httpd', 0.9],
    ] as const)
      learner.lab('read-only', { is: 'starting', step: `build web: ${line}`, fraction });
    learner.lab('read-only', {
      is: 'failed',
      message: 'Port 8080 is taken',
      why: 'Something else listens there.',
      next: ['Free it: docker stop web'],
    });
    resolve();
    await verified;
    await talk.answer('verify');
    learner.enter = (id) => {
      learner.lab(id, { is: 'starting', step: 'look for the lab', fraction: undefined });
      learner.lab(id, { is: 'starting', step: 'start web', fraction: 0.5 });
      learner.lab(id, { is: 'running' });
      for (const verdict of [ROOT_FAILS, TMP_FAILS, SIZE_PASSES]) learner.verdict(verdict);
      return Promise.resolve();
    };
    await talk.answer('retry', 'retry', 'verify');
    learner.notice('read-only', 'Your progress could not be written.');
    await talk.end('quit');
    await expectTranscript(talk, 'lab');
  });

  test('is reset only after it named what goes and was told yes', async () => {
    const talk = open();
    await talk.answer('reset', 'no', 'reset', 'yes');
    await talk.end('quit');
    await expectTranscript(talk, 'reset');
    expect(talk.learner.asked.filter((one) => one.startsWith('reset'))).toEqual([
      'reset read-only',
    ]);
  });

  test('has a solution that is said only to who wants it', async () => {
    const talk = open();
    await talk.answer('solution', '', 'solution', 'yes');
    await talk.end('quit');
    await expectTranscript(talk, 'solution');
  });

  test('has a shell for who is on a terminal; others are told where', async () => {
    const talk = open();
    expect(await talk.answer('shell')).toContain('docklab shell read-only');
    expect(talk.learner.asked).not.toContain('shell read-only');
  });
});

describe('the words of a lesson', () => {
  test('are listed, and chosen by number, letter or beginning', async () => {
    const talk = open();
    await talk.answer('help', '18');
    await talk.answer('open 3', 'help', 'tasks 2', 'help', '', 'se', 'xyz');
    await talk.end('quit');
    await expectTranscript(talk, 'help');
  });

  test('of docklab’s own never carry what a container wrote into the terminal', async () => {
    const talk = open();
    await talk.asked();
    talk.learner.notice('read-only', 'evil \u001b]0;title\u0007\u001b[2J text');
    await talk.answer('lab');
    expect(talk.transcript).toContain('Notice: evil  text');
    expect(talk.transcript).not.toContain('\u001b');
  });
});
