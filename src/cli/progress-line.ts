/** Long steps on standard error: one line that changes on a terminal, a line for each where nothing may move. */
import type { WriteStream } from 'node:tty';
import { cancelWords } from '../app/cancel-words.ts';
import type { AppEvent, Listen } from '../app/events.ts';
import { oneLine } from '../host/sanitise.ts';
import { motionIn } from '../ui/look.ts';
import type { Cli } from './cli.ts';

const BAR = 20;
const LOG_LINE = 200;

/** How far a step is, and what it printed last. */
type Far = Pick<Extract<AppEvent, { is: 'step' }>, 'fraction' | 'amount' | 'line'>;

export interface ProgressLine {
  listen: Listen;
  step(step: string, more?: Partial<Far>): void;
  /** Clears the changing line, so that something else can be printed. */
  clear(): void;
}

/** With `--json` too: it is not standard output. */
export function progressLine({ terminal: { stderr }, env }: Cli): ProgressLine {
  const isChanging = stderr.isTTY && motionIn(env) === 'full';
  const { step, clear } = isChanging ? changing(stderr) : following(stderr);
  const listen = (event: AppEvent) => {
    if (event.is === 'step') step(event.step, event);
    const said = wordsOf(event);
    if (said === undefined) return;
    clear();
    stderr.write(`${oneLine(said, 400)}\n`);
  };
  return { listen, step, clear };
}

/** What stays on the screen. */
function wordsOf(event: AppEvent): string | undefined {
  if (event.is === 'notice') return event.text;
  return event.is === 'cancelled' ? cancelWords(event.left) : undefined;
}

type Steps = Pick<ProgressLine, 'step' | 'clear'>;

/** One line, written over. */
function changing(stderr: WriteStream): Steps {
  let isShown = false;
  return {
    step: (words, { fraction, amount, line: printed } = {}) => {
      const far = [fraction === undefined ? '' : bar(fraction), amount ?? ''];
      const head = far.flatMap((part) => (part === '' ? [] : `${part}  `)).join('');
      const room = Math.max(20, (stderr.columns || 80) - 1 - head.length);
      // A long command must not hide what it prints.
      const step = printed === undefined ? words : oneLine(words, Math.floor(room / 2));
      const tail = printed === undefined ? step : `${step} | ${printed}`;
      stderr.write(`\r\u001b[K${head}${oneLine(tail, room)}`);
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
    step: (words, { amount = '' } = {}) => {
      // Bytes are another line each time; steps are not.
      const far = amount.startsWith('step') ? ` (${amount})` : '';
      const line = oneLine(words, LOG_LINE) + far;
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
