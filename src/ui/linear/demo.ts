/** `docklab demo` in lines of words: what is said, and each task as it turns. */
import type { Learner } from '../../app/learner.ts';
import { DocklabError } from '../../host/error.ts';
import { sanitise } from '../../host/sanitise.ts';
import { announcements, labSteps } from './announce.ts';

/** Plays the script to its end; rejects with what it threw. */
export async function tellDemo(
  learner: Learner,
  lessonId: string,
  script: AsyncIterable<{ readonly caption: string }>,
  stdout: NodeJS.WritableStream,
): Promise<void> {
  const lesson = learner.course.lessons.find(({ id }) => id === lessonId);
  if (lesson === undefined) throw new DocklabError('usage', `there is no lesson “${lessonId}”`);
  const say = (...lines: readonly string[]): void => {
    for (const line of lines) stdout.write(`${sanitise(line)}\n`);
  };
  let last = learner.lesson(lessonId);
  const stop = learner.subscribe(() => {
    const now = learner.lesson(lessonId);
    say(...labSteps(last.lab, now.lab), ...announcements(lesson, last, now, 'play'));
    last = now;
  });
  try {
    for await (const { caption } of script) say(caption);
  } finally {
    stop();
  }
}
