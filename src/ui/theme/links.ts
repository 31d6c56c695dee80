/** Links that a terminal opens when they are clicked (OSC 8), where it is known to have them. */

type Environment = Readonly<Record<string, string | undefined>>;

const TERMS = /^(?:xterm-kitty|xterm-ghostty|alacritty|foot|wezterm|contour)/;
const PROGRAMS = /^(?:iTerm\.app|WezTerm|vscode|ghostty|Hyper)$/;
/** Since then VTE (GNOME Terminal and many others) has had them right. */
const VTE = 5_000;
/** Since then tmux has kept them. */
const TMUX = 3.4;

export function hasLinks(env: Environment): boolean {
  const program = env['TERM_PROGRAM'] ?? '';
  if (program === 'tmux') return Number.parseFloat(env['TERM_PROGRAM_VERSION'] ?? '') >= TMUX;
  if ((env['TMUX'] ?? '') !== '' || (env['STY'] ?? '') !== '') return false;
  return (
    TERMS.test(env['TERM'] ?? '') ||
    PROGRAMS.test(program) ||
    Number(env['VTE_VERSION']) >= VTE ||
    (env['WT_SESSION'] ?? '') !== ''
  );
}

/** An address that is whole on a screen and opens nothing on this machine. */
const ADDRESS = /^(?:https?:\/\/|mailto:)[\u0021-\u007e]+$/;

/** The text as a link, where the address is one for a browser. */
export function linked(text: string, href: string): string {
  return ADDRESS.test(href) ? `\u001b]8;;${href}\u001b\\${text}\u001b]8;;\u001b\\` : text;
}
