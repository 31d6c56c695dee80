import type { Learner, LessonState } from '../../src/app/learner.ts';

const PATIENCE_MS = 60_000;

/** The state of a lesson as soon as it is as wanted. */
export function lessonUntil(
  learner: Pick<Learner, 'lesson' | 'subscribe'>,
  id: string,
  wanted: (state: LessonState) => boolean,
): Promise<LessonState> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const state = learner.lesson(id);
      if (!wanted(state)) return;
      clearTimeout(timer);
      stop();
      resolve(state);
    };
    const stop = learner.subscribe(look);
    const timer = setTimeout(
      () => reject(new Error(`it never came: ${JSON.stringify(learner.lesson(id), undefined, 1)}`)),
      PATIENCE_MS,
    );
    look();
  });
}
