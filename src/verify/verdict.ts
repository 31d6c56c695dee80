import type { CheckKind, Untried } from './contract.ts';

export type CheckStatus = 'pass' | 'fail' | 'unsupported' | 'error';
export type TaskStatus = 'pass' | 'fail' | 'unsupported' | 'error';

export interface CheckVerdict {
  id: string;
  kind: CheckKind;
  status: CheckStatus;
  expected: string;
  observed: string;
  why: string;
  /** A command with which the learner sees it; `$LAB_…` names already filled in. */
  see: string;
  /** It failed because it could not be tried, and why. */
  untried?: Untried;
}

/** The verdict of one task: the JSON shape of the command-line contract. */
export interface TaskVerdict {
  lesson: string;
  task: string;
  status: TaskStatus;
  checks: CheckVerdict[];
  /** Milliseconds that the task's checks took. */
  ms: number;
}

export interface LessonVerdict {
  lesson: string;
  status: TaskStatus;
  tasks: TaskVerdict[];
}

/** The worst decides: error, fail, unsupported, pass. Nothing at all is an error, never a pass. */
export function worst(statuses: readonly TaskStatus[]): TaskStatus {
  for (const status of ['error', 'fail', 'unsupported'] as const)
    if (statuses.includes(status)) return status;
  return statuses.length > 0 ? 'pass' : 'error';
}
