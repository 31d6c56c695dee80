/** Putting a screen on a terminal, and giving the terminal back. */
import { render } from 'ink';
import type { ReactNode } from 'react';
import type { Learner } from '../app/learner.ts';
import { Canvas } from './canvas.ts';
import { clipboardOf } from './clipboard.ts';
import { ThemeContext } from './components/rows.tsx';
import { UiContext } from './context.ts';
import { inkStream } from './ink-stream.ts';
import type { Look } from './look.ts';
import { MARK_PASTES } from './sequences.ts';
import { Keyboard } from './shell/keyboard.ts';
import { Painter } from './shell/painter.ts';
import { Shells } from './shell/shells.ts';
import { KeyQueue } from './state/key-queue.ts';
import { pulseOf } from './state/pulse.ts';
import { abilitiesOf } from './theme/choose.ts';
import { themeOf } from './theme/theme.ts';

/** The terminal to draw on. */
export interface TerminalStreams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly look: Look;
  /** Variables that say which terminal it is. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Calls `goOn` whenever another program had the terminal meanwhile. Returns how to stop. */
  readonly onContinue?: (goOn: () => void) => () => void;
}

export interface Screen {
  /** Settles when the screen exits, after the terminal is the caller's again; rejects with what broke the screen. */
  readonly ended: Promise<unknown>;
  close(): void;
}

/** Draws on the alternate screen until the screen exits or is closed. */
export function showScreen(learner: Learner, node: ReactNode, terminal: TerminalStreams): Screen {
  const { stdin, stdout, look, env = {}, onContinue = () => () => undefined } = terminal;
  const pulse = pulseOf(learner);
  const write = (text: string): unknown => stdout.write(text);
  const painter = new Painter(write, () => canvas.renew());
  const canvas = new Canvas(write, painter);
  const renew = (): void => canvas.renew();
  stdout.on('resize', renew);
  const clipboard = clipboardOf(stdout, env);
  const keys = new KeyQueue();
  const keyboard = new Keyboard(stdin, () => keys.idle());
  const shells = new Shells((lesson, size) => learner.openShell(lesson, size));
  const stopListening = onContinue(() => {
    if (!keyboard.renew()) return;
    // Whoever had the terminal may have turned it off, and what is pasted would be taken for keys.
    write(MARK_PASTES);
    canvas.renew();
  });
  const app = render(
    <ThemeContext value={themeOf(look.theme, abilitiesOf(env))}>
      <UiContext
        value={{ learner, pulse, look, canvas, clipboard, keyboard, keys, painter, shells }}
      >
        {node}
      </UiContext>
    </ThemeContext>,
    {
      stdin: keyboard.ink,
      stdout: inkStream(stdout, canvas),
      alternateScreen: true,
      // A terminal is there even where CI is set: the caller has looked.
      interactive: true,
      exitOnCtrlC: false,
      patchConsole: false,
      maxFps: 60,
    },
  );
  const ended = app.waitUntilExit().finally(() => {
    stdout.off('resize', renew);
    stopListening();
    canvas.stop();
    pulse.stop();
  });
  return { ended, close: () => app.unmount() };
}
