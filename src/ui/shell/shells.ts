/** The learner's shells, one a lesson: they go on while another screen is shown. */
import { DocklabError } from '../../host/error.ts';
import type { Pty, PtyEnd, PtySize } from '../../host/pty.ts';
import { errorWords } from '../state/error-words.ts';
import { ShellScreen, loadEmulator } from './shell-screen.ts';

export type ShellState =
  | { readonly is: 'none' }
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly screen: ShellScreen }
  | { readonly is: 'ended'; readonly end: PtyEnd }
  /** It could not be opened this time. */
  | { readonly is: 'failed'; readonly words: string }
  /** There can be no shell inside the screen here. */
  | { readonly is: 'unavailable'; readonly words: string };

const NONE: ShellState = { is: 'none' };

export class Shells {
  readonly #start: (lesson: string, size: PtySize) => Promise<Pty>;
  readonly #states = new Map<string, ShellState>();
  readonly #listeners = new Set<() => void>();

  constructor(start: (lesson: string, size: PtySize) => Promise<Pty>) {
    this.#start = start;
  }

  state(lesson: string): ShellState {
    return this.#states.get(lesson) ?? NONE;
  }

  /** Called when the state of any shell changes; returns how to stop. */
  subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** Opens the shell of a lesson, unless it is open. Never rejects: what went wrong is its state. */
  async open(lesson: string, size: PtySize): Promise<void> {
    const { is } = this.state(lesson);
    if (is === 'open' || is === 'opening') return;
    this.#set(lesson, { is: 'opening' });
    try {
      // In this order: what the shell prints before anybody listens would be lost.
      const makeTerminal = await loadEmulator();
      const pty = await this.#start(lesson, size);
      const screen = new ShellScreen(pty, makeTerminal(size));
      this.#set(lesson, { is: 'open', screen });
      void pty.ended.then((end) => this.#set(lesson, { is: 'ended', end }));
    } catch (error) {
      this.#set(lesson, isMissing(error) ? unavailable(error) : failed(error));
    }
  }

  /** A shell that ended, or never opened, is as if it had never been. */
  forget(lesson: string): void {
    const { is } = this.state(lesson);
    if (is === 'ended' || is === 'failed') this.#set(lesson, NONE);
  }

  #set(lesson: string, state: ShellState): void {
    this.#states.set(lesson, state);
    for (const changed of this.#listeners) changed();
  }
}

/** This machine has none; all else may be otherwise the next time. */
const isMissing = (error: unknown): boolean =>
  error instanceof DocklabError && error.code === 'tool-missing';

const unavailable = (error: unknown): ShellState => ({
  is: 'unavailable',
  words: `Your shell cannot be shown here, so it gets the whole terminal. ${errorWords(error)}`,
});

const failed = (error: unknown): ShellState => ({ is: 'failed', words: errorWords(error) });
