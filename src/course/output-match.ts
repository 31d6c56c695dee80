/**
 * Compares the output that a lesson shows with what its command printed. `<name>` stands for a run of non-space
 * characters, `…` within a line for anything, a line of only `…` for any number of lines.
 */
import { sanitise } from '../host/sanitise.ts';

export type OutputMatch =
  | { is: 'match' }
  /** The first line that differs, from 1 in the shown output; undefined where one of the two has ended. */
  | { is: 'differs'; line: number; expected: string | undefined; actual: string | undefined };

const ANY_LINES = '…';

/** Trailing white space of lines and trailing empty lines are ignored, as are control sequences in `actual`. */
export function matchOutput(expected: string, actual: string): OutputMatch {
  const shown = linesOf(expected);
  const came = linesOf(sanitise(actual));
  const patterns = shown.map((line) => (line.trim() === ANY_LINES ? undefined : compile(line)));
  let at = 0;
  let line = 0;
  // Where to go on from when what follows the last `…` line does not fit: that line takes one more.
  let retry: { line: number; at: number } | undefined;
  let furthest = { line: -1, at: 0 };
  while (at < came.length || line < shown.length) {
    const pattern = patterns[line];
    if (line < shown.length && pattern === undefined) {
      line += 1;
      retry = { line, at };
    } else if (pattern !== undefined && at < came.length && matches(pattern, came[at] ?? '')) {
      line += 1;
      at += 1;
    } else {
      if (line > furthest.line) furthest = { line, at };
      if (retry === undefined || retry.at >= came.length) {
        const { line, at } = furthest;
        return { is: 'differs', line: line + 1, expected: shown[line], actual: came[at] };
      }
      retry = { line: retry.line, at: retry.at + 1 };
      ({ line, at } = retry);
    }
  }
  return { is: 'match' };
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

/** A character, a run of at least one non-space, or a run of anything. */
type Piece = { is: 'character'; character: string } | { is: 'word' } | { is: 'anything' };

function compile(line: string): Piece[] {
  return [...line.matchAll(/<[A-Za-z][\w .:-]*>|…|[^]/gu)].map(([text]): Piece => {
    if (text === '…') return { is: 'anything' };
    return text.length > 2 && text.startsWith('<')
      ? { is: 'word' }
      : { is: 'character', character: text };
  });
}

/** Follows all ways through the pattern at once, so that no line can make it slow. */
function matches(pattern: readonly Piece[], line: string): boolean {
  let states = withSkips(pattern, new Set([0]));
  for (const character of line) {
    const next = new Set<number>();
    for (const state of states) {
      const piece = pattern[state];
      if (piece === undefined) continue;
      if (piece.is === 'anything') next.add(state);
      else if (piece.is === 'word' && /\S/u.test(character)) next.add(state).add(state + 1);
      else if (piece.is === 'character' && piece.character === character) next.add(state + 1);
    }
    states = withSkips(pattern, next);
    if (states.size === 0) return false;
  }
  return states.has(pattern.length);
}

/** `…` also stands for nothing at all. */
function withSkips(pattern: readonly Piece[], states: Set<number>): Set<number> {
  for (const state of states) if (pattern[state]?.is === 'anything') states.add(state + 1);
  return states;
}
