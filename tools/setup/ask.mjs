import { createInterface } from 'node:readline';
import { clearProgress } from './progress.mjs';

/** Whether there is someone to ask. `DOCKLAB_SETUP_YES=1` answers for them. */
export const canAsk = () =>
  process.stdin.isTTY === true && process.stderr.isTTY === true && !process.env.DOCKLAB_SETUP_YES;

/** Asks y/N. No answer (end of input) is a no; Ctrl-C ends the set-up. */
export function ask(question) {
  clearProgress();
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    prompt.on('SIGINT', () => {
      prompt.close();
      process.stderr.write('\n');
      process.exit(130);
    });
    prompt.on('close', () => resolve(false));
    prompt.question(`${question} [y/N] `, (answer) => {
      resolve(/^y(es)?$/i.test(answer.trim()));
      prompt.close();
    });
  });
}
