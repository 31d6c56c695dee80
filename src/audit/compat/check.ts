/** A check as docker-bench-security reports it. */
import type { CompatFacts } from './facts.ts';

export type CompatResult = 'PASS' | 'WARN' | 'INFO' | 'NOTE';

export interface CompatVerdict {
  result: CompatResult;
  details?: string;
  items?: readonly string[];
  /** Counted for or against the score; a check that is not does not move it. */
  scored: boolean;
}

/** Undefined: the check says nothing at all. */
export type CompatCheck = (facts: CompatFacts) => CompatVerdict | undefined;

/** Checks whose numbers move the score are `scored`, the others are only counted. */
export const scored = (result: CompatResult, details?: string): CompatVerdict => ({
  result,
  scored: result === 'PASS' || result === 'WARN',
  ...(details === undefined ? {} : { details }),
});

export const counted = (result: CompatResult, details?: string): CompatVerdict => ({
  result,
  scored: false,
  ...(details === undefined ? {} : { details }),
});

/** A verdict with the objects that it is about; as there, they are told apart by blanks. */
export const listed = (
  kind: typeof scored,
  result: CompatResult,
  about: string,
  found: readonly string[],
): CompatVerdict => {
  const all = found.map((one) => ` ${one}`).join('');
  const items = all.split(/[ \n]+/).filter((item) => item !== '');
  return { ...kind(result), details: `${about}: ${all}`, items };
};
