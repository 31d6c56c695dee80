/** Long steps on standard error: one line that changes on a terminal, a line for each new step elsewhere. */
import type { AppEvent, Listen } from '../app/events.ts';
import { oneLine } from '../host/sanitise.ts';
import type { Cli } from './cli.ts';

const BAR = 20;

export interface ProgressLine {
  listen: Listen;
  step(step: string, fraction?: number): void;
  /** Clears the changing line, so that something else can be printed. */
  clear(): void;
}

/** Progress on a terminal or in a log; nothing at all in one that is not wanted (`--json` still wants it: it is not standard output). */
export function progressLine({ terminal: { stderr } }: Cli): ProgressLine {
  let shown = '';
  const clear = () => {
    if (stderr.isTTY && shown !== '') stderr.write('\r\u001b[K');
    shown = '';
  };
  const step = (words: string, fraction?: number) => {
    const width = stderr.columns || 80;
    const line = oneLine(words, Math.max(20, width - BAR - 10));
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
