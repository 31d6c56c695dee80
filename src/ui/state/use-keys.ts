import { useInput } from 'ink';
import { useEffectEvent } from 'react';
import { actionOf } from '../keys.ts';
import type { Action, KeyPlace } from '../keys.ts';
import { keyNames } from './key-name.ts';

/** Calls `act` for keys that the key map knows in these places; other keys do nothing. */
export function useKeys(
  places: readonly KeyPlace[],
  act: (action: Action, key: string) => void,
  isActive: boolean,
): void {
  // Several keys may come in one report; each must find the state that the one before it left.
  const press = useEffectEvent((name: string) => {
    const action = actionOf(name, places);
    if (action !== undefined && isActive) act(action, name);
  });
  useInput((input, key) => keyNames(input, key).forEach((name) => press(name)), { isActive });
}
