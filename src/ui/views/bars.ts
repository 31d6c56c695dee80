/** The bars at the edges of the screen: title, pane heads, keys. */
import { KEYMAP } from '../keymap.ts';
import { printedKey } from '../keys.ts';
import { STRIP } from '../layout.ts';
import type { LessonShape } from '../layout.ts';
import type { Action, KeyPlace } from '../keys.ts';
import { BOLD, MUTED, PLAIN, ends, fill, fit, rowWidth, span } from '../text/span.ts';
import type { Row, Style } from '../text/span.ts';

const TITLE: Style = { inverse: true, bold: true };

/** The top row of every screen, in reverse video. */
export function titleBar(left: string, right: string, width: number): Row {
  return ends([span(` ${left}`, TITLE)], [span(`${right} `, TITLE)], width, TITLE);
}

/**
 * The head of a pane: a rule with a title, and what is out of sight. The pane that the arrow keys move has a heavy rule
 * and a mark, so that it shows without colour too.
 */
export function paneHead(title: string, more: string, isFocused: boolean, width: number): Row {
  const line = isFocused ? '━' : '─';
  const style: Style = isFocused ? { tone: 'accent', bold: true } : MUTED;
  const tail = more === '' ? [] : [span(` ${more} `, MUTED), span(line.repeat(2), style)];
  const room = width - rowWidth(tail);
  const mark = isFocused ? `${line}▶ ` : `${line.repeat(2)} `;
  const head = fit([span(mark, style), span(title, isFocused ? style : BOLD)], room - 2);
  const rest = Math.max(0, room - rowWidth(head) - 1);
  return [...head, span(' ', PLAIN), span(line.repeat(rest), style), ...tail];
}

/** What keys do, in the words of the footer, for where that is shown beside the thing itself. */
export function keyHints(place: KeyPlace, actions: readonly Action[]): Row {
  return KEYMAP[place].bindings.flatMap(({ action, footer: shown }): Row => {
    if (shown === undefined || !actions.includes(action)) return [];
    return [span(`  ${printedKey(shown.label)}`, BOLD), span(` ${shown.words}`, MUTED)];
  });
}

interface Entry {
  readonly label: string;
  readonly words: string;
  readonly rank: number;
  readonly order: number;
}

/**
 * The keys of these places, as many as fit; the less important give way first. Help and the way out come last.
 * `lead` stands before them.
 */
export function footer(places: readonly KeyPlace[], width: number, lead: Row = []): Row {
  const entries = entriesOf(places);
  const admitted: Entry[] = [];
  let room = width - 1 - rowWidth(lead);
  for (const entry of [...entries].sort((a, b) => a.rank - b.rank || a.order - b.order)) {
    const size = entry.label.length + entry.words.length + 3;
    if (size > room) continue;
    admitted.push(entry);
    room -= size;
  }
  admitted.sort((a, b) => a.order - b.order);
  const row = admitted.flatMap(({ label, words }, index) => [
    span(index === 0 ? ' ' : '  '),
    span(label, BOLD),
    span(` ${words}`),
  ]);
  return fill([...lead, ...row], width);
}

function entriesOf(places: readonly KeyPlace[]): Entry[] {
  const taken = new Set<string>();
  const bindings = places.flatMap((place) => KEYMAP[place].bindings);
  return bindings.flatMap(({ keys, footer: shown, action }, index) => {
    // A key that an earlier place uses for something else does not do this here.
    const isHidden =
      keys.every((key) => taken.has(key)) || (shown !== undefined && taken.has(shown.label));
    for (const key of keys) taken.add(key);
    if (shown === undefined || isHidden) return [];
    const isLast = action === 'help' || action === 'back' || action === 'quit';
    const label = printedKey(shown.label);
    return [{ label, words: shown.words, rank: shown.rank, order: isLast ? 1000 + index : index }];
  });
}

/**
 * Where the tasks have no pane beside the shell, a strip says how they stand. Where the shell is alone, a notice takes rows
 * of the strip, so that the shell keeps its size.
 */
export function barsOf(
  shape: LessonShape,
  notices: readonly Row[],
  tasks: readonly Row[],
): { strip: readonly Row[]; notices: readonly Row[] } {
  if (shape === 'stack') return { strip: tasks, notices };
  if (shape !== 'shell') return { strip: [], notices };
  const shown = notices.slice(0, STRIP);
  return { strip: [...tasks.slice(0, STRIP - shown.length), ...shown], notices: [] };
}
