import { useApp, useInput, usePaste } from 'ink';
import type { Outcome } from '../context.ts';
import { keyNames } from './key-name.ts';

/** Ctrl-C ends the screens from anywhere. Pasted text is never taken for keys. */
export function useExit(): (outcome: Outcome) => void {
  const { exit } = useApp();
  useInput((input, key) => {
    if (keyNames(input, key).includes('ctrl-c')) exit({ is: 'interrupted' } satisfies Outcome);
  });
  usePaste(() => undefined);
  return exit;
}
