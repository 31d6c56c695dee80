/** Long steps on standard error: one line that changes on a terminal, a line for each where nothing may move. */
import type { WriteStream } from 'node:tty';
import type { AppEvent, Listen } from '../app/events.ts';
import { oneLine } from '../host/sanitise.ts';
import { motionIn } from '../ui/look.ts';
import type { Cli } from './cli.ts';

const BAR = 20;
const LOG_LINE = 200;

export interface ProgressLine {
  listen: Listen;
  step(step: string, fraction?: number): void;
  /** Clears the changing line, so that something else can be printed. */
  clear(): void;
}

/** With `--json` too: it is not standard output. */
export function progressLine({ terminal: { stderr }, env }: Cli): ProgressLine {
  const isChanging = stderr.isTTY && motionIn(env) === 'full';
  const { step, clear } = isChanging ? changing(stderr) : following(stderr);
  const listen = (event: AppEvent) => {
    if (event.is === 'step') step(event.step, event.fraction);
    if (event.is !== 'notice') return;
    clear();
    stderr.write(`${oneLine(event.text, 400)}\n`);
  };
  return { listen, step, clear };
}

type Steps = Pick<ProgressLine, 'step' | 'clear'>;

/** One line, written over. */
function changing(stderr: WriteStream): Steps {
  let isShown = false;
  return {
    step: (words, fraction) => {
      const line = oneLine(words, Math.max(20, (stderr.columns || 80) - BAR - 10));
      stderr.write(`\r\u001b[K${fraction === undefined ? line : `${line} ${bar(fraction)}`}`);
      isShown = true;
    },
    clear: () => {
      if (isShown) stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}

/** A line for each step, which stays. */
function following(stderr: WriteStream): Steps {
  let said = '';
  return {
    step: (words) => {
      const line = oneLine(words, LOG_LINE);
      if (line !== said) stderr.write(`${line}\n`);
      said = line;
    },
    clear: () => (said = ''),
  };
}

function bar(fraction: number): string {
  const part = Math.min(1, Math.max(0, fraction));
  const full = Math.round(part * BAR);
  return `[${'='.repeat(full)}${' '.repeat(BAR - full)}] ${Math.round(part * 100)}%`;
}
