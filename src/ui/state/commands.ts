/** Which command of the text the keys act on, and how one is chosen: arithmetic on rows and numbers. */
import type { Command, Document } from '../markdown/document.ts';
import { clampTop } from './scroll.ts';
import type { Scrollable } from './scroll.ts';

type View = Pick<Scrollable, 'top' | 'count' | 'height'>;

export function isInSight({ top, end }: Command, view: View): boolean {
  return top < view.top + view.height && end > view.top;
}

/** The chosen command while it is in sight; else the first whose number is, else one that fills the pane. */
export function markedCommand(
  { commands }: Document,
  view: View,
  chosen: number | undefined,
): Command | undefined {
  const seen = commands.filter((command) => isInSight(command, view));
  return (
    seen.find(({ number }) => number === chosen) ??
    seen.find(({ top }) => top >= view.top) ??
    seen[0]
  );
}

/** The command after (1) or before (-1) the marked one, or in that direction from what is in sight. */
export function neighbour(
  { commands }: Document,
  view: View,
  marked: Command | undefined,
  step: 1 | -1,
): Command | undefined {
  if (marked !== undefined) return commands[commands.indexOf(marked) + step];
  return step === 1
    ? commands.find(({ top }) => top >= view.top)
    : commands.findLast(({ top }) => top < view.top);
}

/** Where to scroll so that a command is seen: nowhere when it is, else with some of the text before it. */
export function topFor({ top, end }: Command, view: View): number {
  if (top >= view.top && end <= view.top + view.height) return view.top;
  const above = Math.min(Math.floor(view.height / 4), view.height - (end - top));
  return clampTop({ ...view, top: top - Math.max(0, above) });
}

export type Typed =
  | { readonly is: 'chosen'; readonly command: Command; readonly typed: string }
  | { readonly is: 'no-such'; readonly number: number };

/** What a digit means after those typed before: 1, then 2 is command 12 where there is one, else command 2. */
export function typedDigit({ commands }: Document, before: string, digit: string): Typed {
  for (const typed of [before + digit, digit]) {
    const command = commands.find(({ number }) => String(number) === typed);
    if (command !== undefined) return { is: 'chosen', command, typed };
  }
  return { is: 'no-such', number: Number(digit) };
}
