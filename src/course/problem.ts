/** A mistake in a course file: where it is and what was expected there. */
import { distance } from 'fastest-levenshtein';
import { oneLine } from '../host/sanitise.ts';

export interface Problem {
  /** Relative to the course folder. */
  file: string;
  /** From 1. */
  line: number;
  /** What is wrong and what was expected, one line, safe to print. */
  message: string;
  /** An error makes the course invalid; a warning is advice to its author. */
  severity: 'error' | 'warning';
}

/** A place in a file that others refer to when they find something wrong with it. */
export interface Place {
  file: string;
  line: number;
}

export function error(place: Place, message: string): Problem {
  return {
    file: place.file,
    line: place.line,
    message: oneLine(message, 400),
    severity: 'error',
  };
}

export function warning(place: Place, message: string): Problem {
  return { ...error(place, message), severity: 'warning' };
}

/** `lessons/01-hello/lesson.md:4: …`, the form that editors and terminals make clickable. */
export function formatProblem(problem: Problem): string {
  const label = problem.severity === 'warning' ? 'warning: ' : '';
  return `${problem.file}:${problem.line}: ${label}${problem.message}`;
}

/** By file, then line; stable, so that equal places keep the order in which they were found. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) =>
    a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1,
  );
}

// Words longer than this are no typing mistakes, and measuring them would take long.
const LONGEST_WORD = 64;

/** The known word that was probably meant; undefined when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const allowed = Math.ceil(word.length / 3);
  let best: { word: string; distance: number } | undefined;
  for (const candidate of known) {
    const away = distance(word.toLowerCase(), candidate.toLowerCase());
    if (away <= allowed && (best === undefined || away < best.distance))
      best = { word: candidate, distance: away };
  }
  return best?.word;
}

/** `unknown service "wbe": did you mean "web"?`, or what is known when nothing is near. */
export function unknownWord(what: string, word: string, known: readonly string[]): string {
  return `unknown ${what} "${oneLine(word, 60)}": ${meant(word, known)}`;
}

/** `did you mean "web"?`, or all that is known. */
export function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? `expected one of ${known.join(', ')}` : `did you mean "${near}"?`;
}
