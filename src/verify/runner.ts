/** Runs the checks of tasks and makes verdicts of what they find. */
import { DocklabError, isEngineGone } from '../host/error.ts';
import { oneLine } from '../host/sanitise.ts';
import type { Check, CheckContext, Finding, TaskVerifier, Verifier } from './contract.ts';
import { worst, type CheckVerdict, type LessonVerdict, type TaskVerdict } from './verdict.ts';

/** Milliseconds that one check may take. */
const CHECK_MS = 45_000;
const LIMIT = { observed: 600, text: 600 };

/** What a run of checks needs beside the verifier: a context with a signal of its own for each check. */
export interface RunContext {
  context(signal: AbortSignal): CheckContext;
  /** Values for `$LAB_…` names in the commands that are shown. */
  env: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

const fillNames = (text: string, env: Readonly<Record<string, string>>) =>
  text.replace(/\$\{?(LAB_\w+)\}?/g, (whole, name: string) => env[name] ?? whole);

/** Runs one check. Rejects when the engine is gone, or the run was aborted. */
export async function runCheck(check: Check, run: RunContext): Promise<CheckVerdict> {
  const signal = AbortSignal.any([run.signal, AbortSignal.timeout(CHECK_MS)]);
  const verdict = (status: CheckVerdict['status'], observed: string, see = check.see) => ({
    id: check.id,
    kind: check.kind,
    status,
    expected: oneLine(fillNames(check.expected, run.env), LIMIT.text),
    observed: oneLine(observed, LIMIT.observed),
    why: oneLine(check.why, LIMIT.text),
    see: oneLine(fillNames(see, run.env), LIMIT.text),
  });
  try {
    const finding = await lookAgain(() => check.observe(run.context(signal)), signal);
    if (finding.is === 'unsupported') return verdict('unsupported', finding.reason);
    if (finding.is === 'pass') return verdict('pass', finding.observed);
    const failed = verdict('fail', finding.observed, finding.see);
    return finding.untried === undefined ? failed : { ...failed, untried: finding.untried };
  } catch (error) {
    if (run.signal.aborted) throw error;
    if (signal.aborted)
      return verdict('error', `The check had no answer within ${CHECK_MS / 1000} seconds.`);
    // The engine is gone: no check can say anything, and the caller must know.
    if (isEngineGone(error)) throw error;
    const said =
      error instanceof DocklabError
        ? `${error.message} ${error.why}`
        : `The check broke: ${String(error)}`;
    return verdict('error', said);
  }
}

/** Looks after the first one, when what was looked at changed meanwhile. */
const MORE_LOOKS = 2;
/** What the engine and the kernel say of a container that ended, or was replaced, while it was looked at. */
const CHANGED: ReadonlySet<string> = new Set(['not-found', 'busy']);

/** A container may end at any moment. Then the next look finds it ended, and says so; only a check that never ends is broken. */
async function lookAgain(look: () => Promise<Finding>, signal: AbortSignal): Promise<Finding> {
  for (let looks = 0; looks < MORE_LOOKS; looks += 1)
    try {
      return await look();
    } catch (error) {
      const isChanged = error instanceof DocklabError && CHANGED.has(error.code);
      if (!isChanged || signal.aborted) throw error;
    }
  return look();
}

/** Cheap control checks first, then attack and service side by side; verdicts in the verifier's order. */
export async function verifyTask(
  lesson: string,
  task: string,
  verifier: TaskVerifier,
  run: RunContext,
): Promise<TaskVerdict> {
  const began = performance.now();
  const found = new Map<string, CheckVerdict>();
  const rounds = [
    verifier.checks.filter(({ kind }) => kind === 'control'),
    verifier.checks.filter(({ kind }) => kind !== 'control'),
  ];
  for (const round of rounds)
    for (const verdict of await Promise.all(round.map((check) => runCheck(check, run))))
      found.set(verdict.id, verdict);
  const checks = verifier.checks.flatMap(({ id }) => found.get(id) ?? []);
  return {
    lesson,
    task,
    status: worst(checks.map(({ status }) => status)),
    checks,
    ms: Math.round(performance.now() - began),
  };
}

/** All tasks named, in order, one after the other; each verdict is told as it comes. */
export async function verifyLesson(
  verifier: Verifier,
  tasks: readonly string[],
  run: RunContext,
  tell: (verdict: TaskVerdict) => void,
): Promise<LessonVerdict> {
  const verdicts: TaskVerdict[] = [];
  for (const task of tasks) {
    const one = verifier.tasks[task];
    if (!one)
      throw new DocklabError(
        'course-invalid',
        `verifiers/${verifier.lesson}.ts knows no task "${task}".`,
        {
          next: ['Check the course: docklab course check --static'],
        },
      );
    run.signal.throwIfAborted();
    const verdict = await verifyTask(verifier.lesson, task, one, run);
    verdicts.push(verdict);
    tell(verdict);
  }
  return {
    lesson: verifier.lesson,
    status: worst(verdicts.map(({ status }) => status)),
    tasks: verdicts,
  };
}
