/** What is said of its own accord: the difference between two states of a lesson, in words. */
import type { LabState, LessonState, TaskState } from '../../app/learner.ts';
import type { Lesson } from '../../course/types.ts';
import type { Mode } from '../views/mode.ts';
import { quarterWords } from '../state/calm.ts';
import { isSettled } from '../views/tasks.ts';
import { passedOf, tally, taskName, tellingCheck } from './task-words.ts';
import { sentence } from './words.ts';

/** Lines to say after `before` became `after`; none when nothing changed that a listener must know. */
export function announcements(
  lesson: Lesson,
  before: LessonState,
  after: LessonState,
  mode: Mode,
): string[] {
  return [
    ...labNews(before.lab, after.lab, mode),
    ...noticeNews(before.notice, after.notice),
    ...after.tasks.flatMap((task) => {
      const old = before.tasks.find(({ id }) => id === task.id);
      if (old === undefined || old === task) return [];
      return [...taskNews(lesson, old, task), ...offerNews(lesson, old, task)];
    }),
    ...firstVerdicts(before, after),
    ...(mode === 'learn' ? doneNews(before, after) : []),
  ];
}

/** Its steps are said only to somebody who waits for it: see `labSteps`. */
function labNews(before: LabState, after: LabState, mode: Mode): string[] {
  if (before.is === after.is || after.is === 'absent') return [];
  const isOffered = after.is === 'failed' && mode === 'learn';
  return [...labLines(after), ...(isOffered ? ['The word retry starts it again.'] : [])];
}

/** The lab as it is. */
export function labLines(lab: LabState): string[] {
  switch (lab.is) {
    case 'absent':
      return ['The lab is not started.'];
    case 'starting':
      return [`The lab starts: ${sentence(lab.step)}`];
    case 'running':
      return ['The lab runs.'];
    case 'stopping':
      return ['The lab stops.'];
    case 'failed':
      return [
        `The lab failed: ${sentence(lab.message)}`,
        ...(lab.why === '' ? [] : [lab.why]),
        ...lab.next.map((step) => `What to do: ${step}`),
      ];
  }
}

/** A new step of a lab that somebody waits for, and each quarter of a long one. */
export function labSteps(before: LabState, after: LabState): string[] {
  if (before.is !== 'starting' || after.is !== 'starting') return [];
  const words = stepWords(after);
  return words === stepWords(before) ? [] : [`The lab starts: ${sentence(words)}`];
}

/** Without what follows the step's name: a build tells each line of its Dockerfile there. */
function stepWords({ step, fraction }: Extract<LabState, { is: 'starting' }>): string {
  const [name = ''] = step.split(/: /);
  return name + quarterWords(fraction ?? 0);
}

function noticeNews(before: string | undefined, after: string | undefined): string[] {
  return after === undefined || after === '' || after === before ? [] : [`Notice: ${after}`];
}

/** After a launch all tasks are judged at once: that is one line, not one for each. */
function firstVerdicts(before: LessonState, after: LessonState): string[] {
  const isAll = ({ tasks }: LessonState): boolean => tasks.every(({ verdict }) => verdict);
  if (isAll(before) || !isAll(after)) return [];
  return [`All tasks are verified. ${tally(after)}`];
}

function taskNews(lesson: Lesson, before: TaskState, after: TaskState): string[] {
  const [old, now] = [before.verdict, after.verdict];
  if (now === undefined || now === old) return [];
  const name = taskName(lesson, after.id);
  const told = tellingCheck(now.checks);
  if (now.status !== old?.status) {
    if (now.status === 'pass') return [`${name}, passed. ${told}`];
    if (now.status === 'unsupported') return [`${name}, cannot be shown on this host. ${told}`];
    if (now.status === 'error') return [`${name}: the check itself broke. ${told}`];
    if (after.broke) return [`${name}, broke: it passed before and does not now. ${told}`];
    return [];
  }
  const [then, count] = [passedOf(old.checks), passedOf(now.checks)];
  return then === count ? [] : [`${name}: ${count} checks pass. ${told}`];
}

function offerNews(lesson: Lesson, before: TaskState, after: TaskState): string[] {
  if (before.isHintOffered || !after.isHintOffered) return [];
  const number = lesson.tasks.findIndex(({ id }) => id === after.id) + 1;
  return [`Task ${number} fails the same way again. The words hint ${number} say the next hint.`];
}

function doneNews(before: LessonState, after: LessonState): string[] {
  if (before.tasks.every(isSettled) || !after.tasks.every(isSettled)) return [];
  return ['Nothing is left to do in the tasks. The word questions opens the closing questions.'];
}
