/** Any error in the words that a front end shows. */
import { DocklabError } from '../host/error.ts';
import { oneLine } from '../host/sanitise.ts';

export interface Failure {
  message: string;
  why: string;
  next: readonly string[];
}

/** What happened, why, and what to do; an error that nobody expected says so. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DocklabError)
    return { message: error.message, why: error.why, next: error.next };
  const words = error instanceof Error ? error.message : String(error);
  return {
    message: 'Something in docklab itself broke.',
    why: oneLine(words, 300),
    next: ['Try again; if it stays so, report it with these words.'],
  };
}
