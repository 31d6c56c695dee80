/** A result to print: plain text of at most 80 columns, without colours. Pure. */
import type { ExamResult } from '../app/result.ts';
import { pointsWords, reasonWords } from '../app/score.ts';
import { sanitise } from '../host/sanitise.ts';
import type { CheckStatus } from '../verify/verdict.ts';
import { bestWords, leftWords, solutionWords } from '../ui/views/exam.ts';
import { minutesWords } from '../ui/views/time.ts';
import { folded } from './campaign-text.ts';

const LABEL = 10;
const TASK = 12;
const RULE = '='.repeat(80);

const MARKS: Readonly<Record<CheckStatus, string>> = {
  pass: '[x]',
  fail: '[ ]',
  unsupported: '[-]',
  error: '[!]',
};

export function resultText(result: ExamResult): string {
  const { exam, course, score } = result;
  const lines = [
    RULE,
    ...folded(`RESULT OF AN EXAM: ${exam.title} (${exam.id})`),
    RULE,
    ...about('Name', result.name ?? '(none was given)'),
    ...about('Score', scoreWords(result)),
    ...(score.left > 0 ? about('', leftWords(score.left)) : []),
    ...about('Date', minuteOf(result.at)),
    ...about('Course', `${course.title} (${course.id}), version ${course.version}`),
    ...about('Files', ''),
    `  ${result.digest}`,
    ...about('Judged by', `docklab ${result.docklab}`),
    ...about('Host', hostWords(result)),
    ...about('Way', wayWords(result)),
    '',
    ...result.tasks.flatMap(taskLines),
    ...folded('[x] passed  [ ] failed  [-] cannot be shown on this host  [!] the check broke'),
    '',
    ...folded(result.note),
  ];
  return sanitise(lines.map((line) => line.trimEnd()).join('\n'));
}

const about = (label: string, text: string): string[] =>
  folded(text, LABEL).map((line, index) => (index === 0 ? label.padEnd(LABEL) + line : line));

function scoreWords({ score }: ExamResult): string {
  const share = score.max === 0 ? 0 : Math.floor((100 * score.earned) / score.max);
  return `${pointsWords(score)} (${share} %)`;
}

/** `2026-11-25 22:10 UTC` */
const minuteOf = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

function hostWords({ host }: ExamResult): string {
  const { engine, os, kernel, architecture, cgroup, storage, security, rootless } = host;
  return [
    `Docker ${engine}${rootless ? ' (rootless)' : ''}`,
    ...(os === '' ? [] : [os]),
    `kernel ${kernel} ${architecture}`,
    `cgroup ${cgroup}`,
    storage,
    ...(security.length === 0 ? [] : [`with ${security.join(' ')}`]),
  ].join(', ');
}

function wayWords({ way, labFrom }: ExamResult): string {
  const { startedAt, solvedAt, solutionAt, minutesSpent, freshStarts, score } = way;
  const starts = freshStarts === 1 ? '1 fresh start' : `${freshStarts} fresh starts`;
  return [
    `${startedAt === undefined ? 'Begun at an unknown time' : `Begun ${minuteOf(startedAt)}`}, ${starts}; this lab is of ${minuteOf(labFrom)}.`,
    `${minutesWords(minutesSpent)} at work on the screens of docklab.`,
    solvedAt === undefined
      ? 'Not all tasks have passed so far.'
      : `All tasks had passed by ${minuteOf(solvedAt)}.`,
    ...(score === undefined ? [] : [bestWords(score)]),
    solutionWords(solutionAt, solvedAt),
  ].join(' ');
}

function taskLines(task: ExamResult['tasks'][number]): string[] {
  const points = task.reason.is === 'not-here' ? 'not here' : `${task.earned} of ${task.max}`;
  const indent = ' '.repeat(TASK);
  const [title = '', ...more] = folded(task.title, TASK);
  const reason = reasonWords(task.reason);
  return [
    points.padStart(TASK - 2).padEnd(TASK) + title,
    ...more,
    ...(reason === '' ? [] : folded(reason, TASK).map((line, i) => (i === 0 ? indent : '') + line)),
    ...task.checks.flatMap(({ id, kind, status, observed }) =>
      folded(`${MARKS[status]} ${kind} ${id}: ${observed}`, TASK + 4).map((line, index) =>
        index === 0 ? indent + line : line,
      ),
    ),
    '',
  ];
}
