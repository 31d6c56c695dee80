import { useInput } from 'ink';
import { useEffect, useEffectEvent, useLayoutEffect, useReducer, useState } from 'react';
import { useUi } from '../context.ts';
import { actionOf } from '../keys.ts';
import type { Action, KeyPlace } from '../keys.ts';
import { KeyQueue } from './key-queue.ts';
import { keyNames } from './key-name.ts';

export interface KeyHandlers {
  /** Whose keys count; the first place that knows a key decides what it does. */
  readonly places: readonly KeyPlace[];
  readonly act: (action: Action, key: string) => void;
  /** Takes the keys that the key map does not know in these places. */
  readonly other?: (key: string) => void;
  readonly isActive: boolean;
}

/** Listens to the keyboard while `isActive`. */
export function useKeys(handlers: KeyHandlers): void {
  const { keyboard } = useUi();
  const { isActive } = handlers;
  const [queue] = useState(() => new KeyQueue());
  // Counted so that every key is drawn, whether it changes something or not: React says when, and nothing else does.
  const [presses, countPress] = useReducer((count: number) => count + 1, 0);
  const press = useEffectEvent((name: string) => {
    const { places, act, other } = handlers;
    countPress();
    if (!handlers.isActive) return;
    const action = actionOf(name, places);
    if (action === undefined) other?.(name);
    else act(action, name);
  });
  useInput((input, key) => queue.push(keyNames(input, key), press), {
    isActive,
  });
  useEffect(() => {
    if (!isActive) return undefined;
    return keyboard.onHotKey((name) => queue.push([name], press));
  }, [keyboard, queue, isActive]);
  useLayoutEffect(() => queue.drawn(presses), [queue, presses]);
  useEffect(() => () => queue.stop(), [queue]);
}
