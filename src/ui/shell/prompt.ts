/** Putting a command on the shell's prompt without running it: the learner presses Enter. */
import type { ShellScreen } from './shell-screen.ts';

export type Put = { readonly is: 'put' } | { readonly is: 'refused'; readonly why: string };

const refused = (why: string): Put => ({ is: 'refused', why });

/** All but tab and newline: they could end the paste, and run what follows. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** What was put on a prompt last, and how much had been typed into the shell by then. */
const last = new WeakMap<ShellScreen, { readonly lines: number; readonly keys: number }>();

/**
 * A shell that takes pastes as such gets the text as one. Another gets it as typed, but only a single line: every line
 * before the last would run. What was put there just before, and not touched since, gives way.
 */
export function putOnPrompt(screen: ShellScreen, text: string): Put {
  if (CONTROLS.test(text))
    return refused('This command holds control characters. Type it yourself.');
  if (screen.isFullScreen())
    return refused('A program has your shell’s screen. Leave it first, or copy the command.');
  const isPaste = screen.modes().bracketedPasteMode;
  if (!isPaste && text.includes('\n'))
    return refused(
      'Your shell would run these lines at once. Copy them, and paste them one by one.',
    );
  const paste = isPaste ? `\u001b[200~${text}\u001b[201~` : text;
  screen.type(Buffer.from(takenBack(screen) + paste));
  last.set(screen, { lines: text.split('\n').length, keys: screen.keys });
  return { is: 'put' };
}

/** Ctrl-U forgets the line; in some shells only what is left of the cursor in one of several, then the break before it. */
const FORGET_LINE = '\u0015';

/** Keys that take back what was put on the prompt last; none when anything was typed since. */
function takenBack(screen: ShellScreen): string {
  const put = last.get(screen);
  return put?.keys === screen.keys ? FORGET_LINE.repeat(2 * put.lines - 1) : '';
}
