import { createContext, useContext } from 'react';
import type { Learner } from '../app/learner.ts';
import type { Canvas } from './canvas.ts';
import type { Clipboard } from './clipboard.ts';
import type { Look } from './look.ts';
import type { Keyboard } from './shell/keyboard.ts';
import type { Painter } from './shell/painter.ts';
import type { Shells } from './shell/shells.ts';
import type { KeyQueue } from './state/key-queue.ts';
import type { Pulse } from './state/pulse.ts';

/** How the screens ended. The caller turns `interrupted` into exit code 130. */
export type Outcome = { readonly is: 'quit' } | { readonly is: 'interrupted' };

export interface Ui {
  readonly learner: Learner;
  readonly pulse: Pulse;
  readonly look: Look;
  readonly canvas: Canvas;
  readonly clipboard: Clipboard;
  readonly keyboard: Keyboard;
  readonly keys: KeyQueue;
  readonly painter: Painter;
  readonly shells: Shells;
}

export const UiContext = createContext<Ui | undefined>(undefined);

/** The learner that all screens are about. */
export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (ui === undefined) throw new Error('a screen was drawn outside of the UI');
  return ui;
}
