/** How a status looks: always a symbol and a word, the colour only on top. */
import type { LabState, LessonProgress, Readiness, TaskState } from '../../app/learner.ts';
import type { CheckStatus } from '../../verify/verdict.ts';
import type { Style } from '../text/span.ts';

export interface Look {
  readonly symbol: string;
  readonly words: string;
  readonly style: Style;
}

const OK: Style = { tone: 'ok' };
const BAD: Style = { tone: 'bad' };
const WARN: Style = { tone: 'warn' };
const QUIET: Style = { tone: 'muted' };

export const CHECK_LOOKS: Readonly<Record<CheckStatus, Look>> = {
  pass: { symbol: '✔', words: 'passed', style: OK },
  fail: { symbol: '✘', words: 'failed', style: BAD },
  unsupported: { symbol: '?', words: 'not on this host', style: WARN },
  error: { symbol: '!', words: 'check broke', style: WARN },
};

/** A task as a whole: what it is now, or that it is being looked at. */
export function taskLook(task: TaskState): Look {
  const look = settledLook(task);
  return task.checking ? { ...look, symbol: '…', words: 'checking…' } : look;
}

function settledLook({ verdict, broke }: TaskState): Look {
  if (verdict === undefined) return { symbol: '○', words: 'to do', style: QUIET };
  if (broke) return { symbol: '✘', words: 'broke again', style: { ...BAD, bold: true } };
  const { checks, status } = verdict;
  if (status === 'unsupported') return { ...CHECK_LOOKS.unsupported, words: 'not here' };
  if (status !== 'fail') return CHECK_LOOKS[status];
  const passed = checks.filter((check) => check.status === 'pass').length;
  return { ...CHECK_LOOKS.fail, words: `${passed} of ${checks.length} pass` };
}

export const PROGRESS_LOOKS: Readonly<Record<LessonProgress, Look>> = {
  new: { symbol: '○', words: 'new', style: QUIET },
  started: { symbol: '◐', words: 'started', style: { tone: 'accent' } },
  solved: { symbol: '✔', words: 'solved', style: OK },
};

export const READINESS_LOOKS: Readonly<Record<Readiness['is'], Look>> = {
  ready: { symbol: '✔', words: 'ready', style: OK },
  partly: { symbol: '?', words: 'partly', style: WARN },
  'not-here': { symbol: '✘', words: 'not here', style: BAD },
  unknown: { symbol: '…', words: 'asking', style: QUIET },
};

export const LAB_LOOKS: Readonly<Record<LabState['is'], Look>> = {
  absent: { symbol: '○', words: 'not started', style: QUIET },
  starting: { symbol: '…', words: 'starting', style: { tone: 'accent' } },
  running: { symbol: '✔', words: 'running', style: OK },
  stopping: { symbol: '…', words: 'stopping', style: { tone: 'accent' } },
  failed: { symbol: '✘', words: 'failed', style: BAD },
};
