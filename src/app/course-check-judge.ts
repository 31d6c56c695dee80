/** Whether verdicts are what the author of a lesson says they are. Pure. */
import type { Refused } from '../lab/lifecycle.ts';
import { says } from '../course/expect.ts';
import type { Expectation, ExpectedFailure } from '../course/expect.ts';
import type { CheckVerdict, LessonVerdict, TaskVerdict } from '../verify/verdict.ts';
import { resultOf } from './course-check-report.ts';
import type { ProofResult } from './course-check-report.ts';

/** Of a lab that nobody has touched: every task fails. */
export function judgeUntouched(verdict: LessonVerdict, refused: Refused = {}): ProofResult {
  return judge(verdict, refused, (task) => mustFail(task));
}

/** Of a right way: every task passes. */
export function judgeSolved(verdict: LessonVerdict, refused: Refused = {}): ProofResult {
  return judge(verdict, refused, (task) => unwanted(task, task.checks));
}

/** Of a wrong way: exactly the checks named fail, and say what they should. */
export function judgeNearMiss(
  verdict: LessonVerdict,
  expectation: Expectation,
  refused: Refused = {},
): ProofResult {
  const { fails, untried } = expectation;
  const judged = judge(verdict, refused, (task) =>
    untried.includes(task.task)
      ? mustFail(task)
      : asExpected(
          task,
          fails.filter((one) => one.task === task.task),
        ),
  );
  const strays = fails
    .filter(({ task }) => !verdict.tasks.some((one) => one.task === task))
    .map(({ task }) => `expected a failure of task ${task}, which has no verdict`);
  if (strays.length === 0) return judged;
  return resultOf([...(judged.is === 'failed' ? judged.details : []), ...strays], []);
}

function judge(
  verdict: LessonVerdict,
  refused: Refused,
  failuresOf: (task: TaskVerdict) => readonly string[],
): ProofResult {
  const failures = [...verdict.tasks.flatMap(failuresOf), ...errors(verdict)];
  if (verdict.tasks.length === 0) failures.push('there is no verdict of any task');
  const [left, excused] = unsupported(verdict, Object.values(refused));
  return resultOf(failures, left, excused);
}

/** A check that this host cannot show is neither a pass nor a failure, so its task is not held to fail. */
function mustFail(task: TaskVerdict): string[] {
  return task.status === 'pass' ? [`task ${task.task} passes: expected it to fail`] : [];
}

function asExpected(task: TaskVerdict, expected: readonly ExpectedFailure[]): string[] {
  const others = task.checks.filter((check) => !expected.some((one) => one.check === check.id));
  return [...expected.flatMap((one) => missed(task, one)), ...unwanted(task, others)];
}

function missed(task: TaskVerdict, { check: id, feedback }: ExpectedFailure): string[] {
  const check = task.checks.find((one) => one.id === id);
  const called = `${task.task}/${id}`;
  if (check === undefined)
    return [
      `${called}: no such check: expected one of ${task.checks.map((one) => one.id).join(', ')}`,
    ];
  if (check.status === 'pass') return [`${called} passes: expected it to fail (${check.observed})`];
  if (check.status !== 'fail' || says(feedback, check.observed)) return [];
  const wanted = feedback.is === 'text' ? JSON.stringify(feedback.text) : String(feedback.pattern);
  return [`${called} fails, but says ${JSON.stringify(check.observed)}: expected ${wanted}`];
}

const unwanted = (task: TaskVerdict, checks: readonly CheckVerdict[]): string[] =>
  checks
    .filter(({ status }) => status === 'fail')
    .map(({ id, observed }) => `${task.task}/${id} fails: expected it to pass (${observed})`);

const errors = (verdict: LessonVerdict): string[] =>
  checksWith(verdict, 'error').map((text) => `the check itself broke: ${text}`);

/** What this host cannot show: what nobody foresaw, and what belongs to services that the lab can do without. */
function unsupported(verdict: LessonVerdict, reasons: readonly string[]): [string[], string[]] {
  const all = checksWith(verdict, 'unsupported');
  const isExcused = (text: string) => reasons.some((reason) => text.includes(reason));
  return [
    all.filter((text) => !isExcused(text)).map((text) => `this host cannot show it: ${text}`),
    all.filter(isExcused),
  ];
}

/** Also a task without checks, whose status alone says what is wrong. */
const checksWith = ({ tasks }: LessonVerdict, status: 'error' | 'unsupported'): string[] =>
  tasks.flatMap((task) => {
    const found = task.checks.filter((check) => check.status === status);
    if (found.length === 0 && task.status === status)
      return [`${task.task} has no check that says why`];
    return found.map(({ id, observed }) => `${task.task}/${id}: ${observed}`);
  });
