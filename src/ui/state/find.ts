/** Searching the text: what is looked for, which match one is at, and where one was before. */
import { placeOf, rowOf } from '../markdown/document.ts';
import type { Document, Place } from '../markdown/document.ts';
import { matchFrom, matchesIn, rowOfMatch } from '../markdown/find.ts';
import type { Match } from '../markdown/find.ts';
import { clampTop } from './scroll.ts';
import type { Scrollable } from './scroll.ts';

export interface Find {
  readonly words: string;
  readonly isTyping: boolean;
  /** Where the reader was before. */
  readonly from: Place;
  /** Which of the matches one is at, from 0. */
  readonly at: number;
}

/** A search with where it takes the reader. */
export interface Found {
  readonly find: Find;
  readonly place: Place;
}

type Text = Pick<Scrollable, 'top' | 'count' | 'height'>;

/** Words longer than this are not looked for. */
const LONGEST = 60;

/** The search for other words: at the first match from where the reader was. */
export function lookedFor(find: Find, words: string, document: Document, text: Text): Found {
  const wanted = words.slice(0, LONGEST);
  const matches = matchesIn(document, wanted);
  const from = rowOf(document, find.from);
  const at = matchFrom(matches, from);
  const next = { ...find, words: wanted, at };
  return { find: next, place: placeFor(matches[at], document, { ...text, top: from }) };
}

/** At the next match (1) or the one before (-1); after the last comes the first. */
export function steppedTo(
  find: Find,
  step: 1 | -1,
  matches: readonly Match[],
  document: Document,
  text: Text,
): Found {
  const at = matches.length === 0 ? 0 : (find.at + step + matches.length) % matches.length;
  return { find: { ...find, at }, place: placeFor(matches[at], document, text) };
}

/** Scrolls only when the match is out of sight, and then leaves some text above it. */
function placeFor(match: Match | undefined, document: Document, text: Text): Place {
  const top = clampTop(text);
  if (match === undefined) return placeOf(document, top);
  const row = rowOfMatch(match);
  const isSeen = row >= top && row < top + text.height - 1;
  if (isSeen) return placeOf(document, top);
  return placeOf(document, clampTop({ ...text, top: row - Math.floor(text.height / 3) }));
}
