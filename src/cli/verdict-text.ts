/** A verdict as plain text: what failed is opened, what passed is one line. */
import type { Lesson } from '../course/types.ts';
import type { CheckVerdict, TaskStatus, TaskVerdict } from '../verify/verdict.ts';
import type { Cli } from './cli.ts';
import { painter, type Paint, type Style } from './paint.ts';

const LOOK: Record<TaskStatus, { mark: string; style: Style }> = {
  pass: { mark: '✓', style: 'green' },
  fail: { mark: '✗', style: 'red' },
  unsupported: { mark: '–', style: 'yellow' },
  error: { mark: '!', style: 'yellow' },
};

/** `was` is the status before: a task that passed and broke again says so. */
export function verdictText(
  { terminal }: Cli,
  lesson: Lesson,
  verdict: TaskVerdict,
  was?: TaskStatus,
): string {
  const paint = painter(terminal.stdout);
  const { mark, style } = LOOK[verdict.status];
  const title = lesson.tasks.find(({ id }) => id === verdict.task)?.title ?? '';
  const broke = was === 'pass' && verdict.status === 'fail' ? ' (it passed before)' : '';
  const head = `${paint(style, `${mark} ${verdict.task}`)}  ${title}${broke}`;
  return [head, ...verdict.checks.flatMap((check) => checkLines(check, paint))].join('\n');
}

function checkLines(check: CheckVerdict, paint: Paint): string[] {
  const { mark, style } = LOOK[check.status];
  if (check.status === 'pass')
    return [`    ${paint(style, mark)} ${check.kind} ${check.id}: ${check.observed}`];
  return [
    `    ${paint(style, mark)} ${check.kind} ${check.id}`,
    `        expected  ${check.expected}`,
    `        observed  ${check.observed}`,
    `        why       ${check.why}`,
    `        see       ${check.see}`,
  ];
}
