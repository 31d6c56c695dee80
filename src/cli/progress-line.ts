/** Long steps on standard error: one line that changes on a terminal, a line for each new step elsewhere. */
import type { AppEvent, Listen } from '../app/events.ts';
import { oneLine } from '../host/sanitise.ts';
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
export function progressLine({ terminal: { stderr } }: Cli): ProgressLine {
  let shown = '';
  const clear = () => {
    if (stderr.isTTY && shown !== '') stderr.write('\r\u001b[K');
    shown = '';
  };
  const step = (words: string, fraction?: number) => {
    const room = stderr.isTTY ? Math.max(20, (stderr.columns || 80) - BAR - 10) : LOG_LINE;
    const line = oneLine(words, room);
    if (!stderr.isTTY) {
      if (line !== shown) stderr.write(`${line}\n`);
      shown = line;
      return;
    }
    shown = fraction === undefined ? line : `${line} ${bar(fraction)}`;
    stderr.write(`\r\u001b[K${shown}`);
  };
  const listen = (event: AppEvent) => {
    if (event.is === 'step') step(event.step, event.fraction);
    if (event.is !== 'notice') return;
    clear();
    stderr.write(`${oneLine(event.text, 400)}\n`);
  };
  return { listen, step, clear };
}

function bar(fraction: number): string {
  const part = Math.min(1, Math.max(0, fraction));
  const full = Math.round(part * BAR);
  return `[${'='.repeat(full)}${' '.repeat(BAR - full)}] ${Math.round(part * 100)}%`;
}
