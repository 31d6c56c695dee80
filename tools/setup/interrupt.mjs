import { clearProgress } from './progress.mjs';
import { endCurrentChild } from './run.mjs';

const EXIT = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Whether a program has the terminal: then an interruption is its own business. */
let handedOver = false;

export function leaveInterruptsToChild() {
  handedOver = true;
}

/** From now on Ctrl-C (and the like) ends the step that runs and leaves a clean terminal. */
export function onInterrupt() {
  for (const signal of Object.keys(EXIT))
    process.on(signal, () => {
      if (handedOver && signal === 'SIGINT') return;
      const ended = endCurrentChild();
      if (handedOver) return;
      clearProgress();
      void ended.then(() => process.exit(EXIT[signal]));
    });
}
