/** Putting a command on the shell's prompt without running it: the learner presses Enter. */
import type { ShellScreen } from './shell-screen.ts';

export type Put = { readonly is: 'put' } | { readonly is: 'refused'; readonly why: string };

const refused = (why: string): Put => ({ is: 'refused', why });

/** All but tab and newline: they could end the paste, and run what follows. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/**
 * A shell that takes pastes as such gets the text as one. Another gets it as typed, but only a single line: every line
 * before the last would run.
 */
export function putOnPrompt(screen: ShellScreen, text: string): Put {
  if (CONTROLS.test(text))
    return refused('This command holds control characters. Type it yourself.');
  if (screen.isFullScreen())
    return refused('A program has your shell’s screen. Leave it first, or copy the command.');
  if (screen.modes().bracketedPasteMode) {
    screen.type(Buffer.from(`\u001b[200~${text}\u001b[201~`));
    return { is: 'put' };
  }
  if (text.includes('\n'))
    return refused(
      'Your shell would run these lines at once. Copy them, and paste them one by one.',
    );
  screen.type(Buffer.from(text));
  return { is: 'put' };
}
