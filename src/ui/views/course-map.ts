/** How far a learner is in the course as a whole, in one row. */
import type { LessonSummary } from '../../app/learner.ts';
import { fit, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { barSpans } from './progress-bar.ts';
import { minutesWords } from './time.ts';

export function courseRow(lessons: readonly LessonSummary[], width: number): Row {
  const sum = (of: (summary: LessonSummary) => number) =>
    lessons.reduce((total, summary) => total + of(summary), 0);
  const all = sum(({ lesson }) => lesson.tasks.length);
  const passed = sum(({ passed: count }) => count);
  const spent = minutesWords(sum(({ minutes }) => minutes));
  const expected = minutesWords(sum(({ lesson }) => lesson.minutes));
  return fit(
    [
      span(' Course '),
      ...barSpans(all === 0 ? 0 : passed / all),
      span(`  ${passed} of ${all} tasks, ${spent} of about ${expected}`),
    ],
    width,
  );
}
