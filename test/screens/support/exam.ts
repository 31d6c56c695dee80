/** An exam for screen tests: the lesson `read-only` without hints, and the intruder who comes to it. */
import type { Campaign, CampaignStep, Outcome } from '../../../src/app/campaign.ts';
import type { Course } from '../../../src/course/types.ts';
import { COURSE } from './course.ts';
import { FakeLearner } from './fake-learner.ts';

const EXAM_COURSE: Course = {
  ...COURSE,
  lessons: COURSE.lessons.map((lesson) =>
    lesson.id === 'read-only'
      ? {
          ...lesson,
          kind: 'exam',
          title: 'The last door',
          tasks: lesson.tasks.map((task) => ({ ...task, hints: [] })),
        }
      : lesson,
  ),
};

export function examLearner(): FakeLearner {
  const learner = new FakeLearner();
  learner.course = EXAM_COURSE;
  return learner;
}

const step = (
  kind: CampaignStep['kind'],
  number: number,
  check: string,
  tries: string,
): CampaignStep => ({ kind, number, task: 'root', check, tries, done: undefined });

const STEPS: readonly CampaignStep[] = [
  step('attack', 1, 'drop', 'my tool beside yours, in /usr/bin'),
  step('attack', 2, 'tmp-run', 'the same in /tmp, where everybody may write'),
  step('attack', 3, 'fill', 'zeros into /tmp until your memory is full'),
  step('service', 1, 'answers', 'The app still answers and still counts its visitors.'),
];

const EVIDENCE: Readonly<Record<Outcome, string>> = {
  'got-in': 'docklab wrote /usr/bin/.tool and ran it as the app.',
  stopped: 'Writing failed: “Read-only file system”.',
  serves: '40 of 40 requests, 8 at a time, were answered as they should be within 0.4 s.',
  down: 'no answer: nothing answers on port 8080 at 172.18.0.2',
  nobody: 'There is no container named read-only-web.',
  'no-tools': 'The attack could not be tried: no shell answered.',
  'not-here': 'This engine runs in a machine that docklab cannot look into.',
  unclear: 'The check had no answer within 45 seconds.',
};

/** A campaign that came so far; what came of its first steps, a second each. */
export function campaignOf(is: Campaign['is'], ...outcomes: readonly Outcome[]): Campaign {
  const steps = STEPS.map((one, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) return one;
    const at = new Date(2026, 10, 25, 22, 14, 3 + index).toISOString();
    return { ...one, done: { outcome, evidence: EVIDENCE[outcome], at, ms: 900 } };
  });
  return { is, steps };
}
