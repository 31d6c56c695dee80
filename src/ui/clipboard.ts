/** Copying through the terminal: OSC 52, which also works over SSH. No terminal answers, so what is said is what is known. */

/** What became of a copy, as far as one can know. */
export type Copied =
  | { readonly is: 'sent' }
  /** Sent, but this terminal may not pass it on: what to do then. */
  | { readonly is: 'unsure'; readonly advice: string }
  /** Not sent, and why. */
  | { readonly is: 'off'; readonly why: string };

export interface Clipboard {
  copy(text: string): Copied;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What is known of a terminal's clipboard. */
interface Way {
  readonly wrap: (sequence: string) => string;
  /** Bytes of a sequence that it takes; a longer one would be dropped, or shown as text. */
  readonly most: number;
  readonly known: Copied;
}

/** Most terminals stop listening after about this much. */
const MOST = 100_000;
const MOST_IN_TMUX = 32_000;
/** Older versions of screen cut a string after 256 bytes; four are for what stands around each piece. */
const SCREEN_PIECE = 252;

const plain = (sequence: string): string => sequence;
const SENT: Way = { wrap: plain, most: MOST, known: { is: 'sent' } };
const unsure = (advice: string): Way => ({ ...SENT, known: { is: 'unsure', advice } });
const off = (why: string): Way => ({ ...SENT, known: { is: 'off', why } });

/** A clipboard that writes to a terminal which this environment describes. */
export function clipboardOf(
  terminal: { write: (text: string) => unknown },
  env: Environment,
): Clipboard {
  const { wrap, most, known } = wayOf(env);
  return {
    copy(text) {
      if (known.is === 'off') return known;
      const sequence = `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;
      if (sequence.length > most)
        return { is: 'off', why: 'it is too long for the clipboard of a terminal' };
      terminal.write(wrap(sequence));
      return known;
    },
  };
}

function wayOf(env: Environment): Way {
  const term = env['TERM'] ?? '';
  if (isSet(env['TMUX']) || term.startsWith('tmux')) return TMUX;
  if (isSet(env['STY'])) return SCREEN;
  if (term.startsWith('screen')) return TMUX;
  if (term === 'linux') return off('a Linux console has no clipboard');
  if (term === 'dumb') return off('this terminal has no clipboard');
  if (env['TERM_PROGRAM'] === 'Apple_Terminal')
    return unsure('Terminal.app may ignore it: then select the lines with the mouse.');
  if (env['TERM_PROGRAM'] === 'iTerm.app')
    return unsure('iTerm2 takes it where its settings let applications access the clipboard.');
  if (isSet(env['XTERM_VERSION']))
    return unsure('xterm takes it where its resource allowWindowOps is true.');
  if (isSet(env['VTE_VERSION']) || isSet(env['KONSOLE_VERSION']))
    return unsure('This terminal may ignore it: then select the lines with the mouse.');
  return SENT;
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

/** Twice: tmux takes the first when its own clipboard is on, and hands the second on where passing through is allowed. */
const TMUX: Way = {
  wrap: (sequence) =>
    `${sequence}\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`,
  most: MOST_IN_TMUX,
  known: {
    is: 'unsure',
    advice: 'tmux needs: set -g set-clipboard on',
  },
};

/** In pieces, each handed on to the terminal around screen. */
const SCREEN: Way = {
  wrap: (sequence) =>
    (sequence.match(new RegExp(`[^]{1,${SCREEN_PIECE}}`, 'g')) ?? [])
      .map((piece) => `\u001bP${piece}\u001b\\`)
      .join(''),
  most: MOST,
  known: {
    is: 'unsure',
    advice: 'screen hands it on: it arrives where the terminal around it lets programs copy.',
  },
};
