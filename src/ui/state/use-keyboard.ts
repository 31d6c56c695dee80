import { useApp, useInput, usePaste } from 'ink';
import { useEffect, useLayoutEffect, useReducer } from 'react';
import { useUi } from '../context.ts';
import type { Outcome } from '../context.ts';
import { keyNames } from './key-name.ts';

/** For the root of the screens: passes all keys on, and ends with Ctrl-C from anywhere. Pasted text is never taken for keys. */
export function useKeyboard(): (outcome: Outcome) => void {
  const { keyboard, keys } = useUi();
  const { exit } = useApp();
  // Counted so that every key is drawn, whether it changes something or not: React says when, and nothing else does.
  const [presses, countPress] = useReducer((count: number) => count + 1, 0);
  const push = (names: readonly string[]): void => {
    if (names.includes('ctrl-c')) exit({ is: 'interrupted' } satisfies Outcome);
    keys.push(names);
  };
  useInput((input, key) => push(keyNames(input, key)));
  useEffect(() => keyboard.onHotKey((name) => keys.push([name])), [keyboard, keys]);
  useEffect(() => keys.onPress(countPress), [keys]);
  useLayoutEffect(() => keys.drawn(presses), [keys, presses]);
  usePaste(() => undefined);
  return exit;
}
