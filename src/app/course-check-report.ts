/** What `course check` found, as data. */
import type { Problem } from '../course/problem.ts';

export type ProofKind = 'untouched' | 'text' | 'solution' | 'also-right' | 'near-miss' | 'reset';

export type ProofResult =
  /** `without`: of services that the lab can do without, what the engine of this host refused. */
  | { is: 'proven'; without?: readonly string[] }
  /** This host cannot show it, and why. Not a success. */
  | { is: 'unsupported'; details: readonly string[] }
  | { is: 'failed'; details: readonly string[] };

/** One thing that was tried on the engine. */
export interface Proof {
  lesson: string;
  kind: ProofKind;
  /** Folder name of the attempt, or the kind when there is none. */
  name: string;
  result: ProofResult;
  /** Milliseconds, with the launch of the lab. */
  ms: number;
}

export interface CheckReport {
  course: string;
  /** `linted`: without mistakes, and nothing was asked to be proven. */
  status: 'proven' | 'linted' | 'unsupported' | 'failed';
  problems: readonly Problem[];
  proofs: readonly Proof[];
}

/** Mistakes and failures decide, then what this host cannot show. Warnings are advice and decide nothing. */
export function reportOf(
  course: string,
  problems: readonly Problem[],
  proofs: readonly Proof[],
): CheckReport {
  const has = (is: ProofResult['is']) => proofs.some(({ result }) => result.is === is);
  const wrong = problems.some(({ severity }) => severity === 'error') || has('failed');
  const unfailed = has('unsupported') ? 'unsupported' : proofs.length > 0 ? 'proven' : 'linted';
  return { course, status: wrong ? 'failed' : unfailed, problems, proofs };
}

/** Failures win over what the host cannot show; nothing of both is a proof, of all but what the lab can do without. */
export function resultOf(
  failures: readonly string[],
  unsupported: readonly string[],
  without: readonly string[] = [],
): ProofResult {
  if (failures.length > 0) return { is: 'failed', details: failures };
  if (unsupported.length > 0) return { is: 'unsupported', details: unsupported };
  return without.length > 0 ? { is: 'proven', without } : { is: 'proven' };
}
