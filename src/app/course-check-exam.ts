/** What an exam must hold beyond a lesson: points for work only, and the score that its author expects. Pure. */
import type { Lesson } from '../course/types.ts';
import type { LessonVerdict } from '../verify/verdict.ts';
import type { ProofResult } from './course-check-report.ts';
import { earns, scoreOf } from './score.ts';

/** Of a lab that nobody has touched: nothing in it may earn a point. */
export function withoutGifts(lesson: Lesson, verdict: LessonVerdict, result: ProofResult) {
  if (lesson.kind !== 'exam') return result;
  const gifts = verdict.tasks.flatMap(({ task, checks }) =>
    checks
      .filter((check) => earns(check) && check.status === 'pass')
      .map(({ id }) => `${task}/${id} passes in the untouched lab: in an exam that earns points`),
  );
  const unscored = verdict.tasks.flatMap(({ task, checks }) => [
    ...(checks.some(earns) ? [] : [`${task} has no attack or control check that earns its points`]),
    ...(checks.every(earns) ? [`${task} has no service check: its points need a service`] : []),
  ]);
  return withFailures(result, [...gifts, ...unscored]);
}

/** Of an attempt whose author says what it earns. Where the host cannot show all, nothing is compared, and it says so. */
export function withScore(
  lesson: Lesson,
  verdict: LessonVerdict,
  wanted: number | undefined,
  result: ProofResult,
): ProofResult {
  if (lesson.kind !== 'exam' || wanted === undefined) return result;
  const { earned, max, left } = scoreOf(lesson, verdict.tasks);
  if (left === 0)
    return earned === wanted
      ? result
      : withFailures(result, [`it earns ${earned} of ${max} points: expected ${wanted}`]);
  const without = `a score of ${wanted}: ${left} points left the total`;
  return result.is === 'proven'
    ? { is: 'proven', without: [...(result.without ?? []), without] }
    : result;
}

function withFailures(result: ProofResult, failures: readonly string[]): ProofResult {
  if (failures.length === 0) return result;
  const before = result.is === 'failed' ? result.details : [];
  return { is: 'failed', details: [...before, ...failures] };
}
