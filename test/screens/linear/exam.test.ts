import { expect, test } from 'vitest';
import { campaignOf, examLearner } from '../support/exam.ts';
import { Talk, expectTranscript } from '../support/talk.ts';
import { ROOT_FAILS, ROOT_PASSES, SIZE_UNSUPPORTED, TMP_FAILS } from '../support/verdicts.ts';

test('an exam in lines of words: no hints, an intruder, a score, and a solution for who gives up', async () => {
  const learner = examLearner();
  learner.verdict(ROOT_FAILS);
  learner.verdict(TMP_FAILS);
  learner.verdict(SIZE_UNSUPPORTED);
  learner.onCampaign = () => {
    learner.setCampaign('read-only', campaignOf('running'));
    learner.setCampaign('read-only', campaignOf('running', 'got-in'));
    learner.setCampaign('read-only', campaignOf('running', 'got-in', 'stopped'));
    learner.setCampaign('read-only', campaignOf('over', 'got-in', 'stopped', 'nobody', 'serves'));
    return Promise.resolve();
  };
  const talk = new Talk({ lesson: 'read-only', learner });
  await talk.answer('hint', 'hint 2', 'intruder', 'finish', 'no', 'solution', 'no');
  learner.verdict(ROOT_PASSES);
  await talk.answer('solution', 'yes', 'solution', 'no', 'finish', 'no');
  await talk.end('quit');
  await expectTranscript(talk, 'exam');
});

test('an intruder who is stopped says so, and none comes to a lesson', async () => {
  const learner = examLearner();
  learner.onCampaign = () => {
    learner.setCampaign('read-only', campaignOf('stopped', 'got-in'));
    return Promise.resolve();
  };
  const talk = new Talk({ lesson: 'read-only', learner });
  expect(await talk.answer('i')).toContain('The intruder was stopped before the end.');
  await talk.end('quit');
  const lesson = new Talk({ lesson: 'read-only' });
  expect(await lesson.answer('intruder')).toContain('no word that is known here');
  await lesson.end('quit');
});
